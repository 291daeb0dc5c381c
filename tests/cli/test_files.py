"""The commands that open attached files: what they print, keep and refuse, and how they end."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pytest

from par_engine.cli.exit_codes import ExitCode
from par_engine.reading.attached.scans import INSTALL
from tests.attached.make import Letter, altered, authority, pdf, scan, signed, word
from tests.cli.conftest import Run

EXAMPLE = "examples/tep-minh-hoa/submission.yaml"
HEAD = """
kind: submission
schema: 1
agency: {id: so-a, name: Sở A}
unit_kind: department
criteria_set: thanh-hoa-2019
version: "1"
purpose: official
period: {from: 01/01/2019, to: 31/12/2019}
prepared_on: 04/12/2019
documents:
"""


def submission(folder: Path, *documents: str) -> Path:
    path = folder / "ho-so.yaml"
    path.write_text(HEAD + "".join(f"  - {line}\n" for line in documents), encoding="utf-8")
    return path


def entry(name: str, file: str, number: str = "125/BC-STP") -> str:
    return (
        f"{{id: {name}, kind: bao_cao, number: {number}, issued: 05/02/2020, received: 05/02/2020, issuer: Sở Tư pháp, "
        f"title: Kết quả thực hiện công tác cải cách hành chính năm 2019, file: {file}}}"
    )


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_proposals_as_json(here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(signed(pdf()))
    (tmp_path / "b.pdf").write_bytes(b"MZ")
    (tmp_path / "ca.pem").write_bytes(authority().pem)
    result = here("evidence", "read", tmp_path / "a.pdf", tmp_path / "b.pdf", "--trust", tmp_path, "--json")
    assert result.code == ExitCode.INPUT
    good, bad = result.json["files"]
    assert (good["kinds"], good["proposal"]["number"], good["proposal"]["issued"]) == (
        ["bao_cao"],
        "125/BC-STP",
        "2020-02-05",
    )
    assert [(one["integrity"], one["trust"]) for one in good["signatures"]] == [("intact", "trusted")]
    assert good["sha256"] == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert (bad["kind"], bad["proposal"]["number"]) == (None, "")
    assert "chương trình chạy được" in bad["refused"]


def test_without_the_libraries_people_are_told_what_to_install(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    result = here("evidence", "read", tmp_path / "a.pdf")
    assert result.code == ExitCode.USAGE
    assert "pip install 'par-engine[proof]'" in result.err
    assert here("evidence", "check", submission(tmp_path, entry("a", "a.pdf")), "--no-files").code == ExitCode.DONE


def test_trust_may_come_from_the_environment(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(signed(pdf()))
    (tmp_path / "ca.pem").write_bytes(authority("CA lạ").pem)
    monkeypatch.setenv("PAR_ENGINE_TRUST", str(tmp_path))
    result = here("evidence", "read", tmp_path / "a.pdf")
    assert "không có trong các gốc tin cậy" in " ".join(result.out.split())


def test_without_a_recogniser_people_are_told(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.pdf").write_bytes(scan())
    result = here("evidence", "read", tmp_path / "a.pdf")
    assert result.code == ExitCode.DONE
    assert INSTALL in " ".join(result.out.split())


def test_check_opens_files_and_ends_with_1_on_a_broken_signature(here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(altered(signed(pdf())))
    path = submission(tmp_path, entry("a", "a.pdf"))
    result = here("evidence", "check", path, "--json")
    assert result.code == ExitCode.FINDINGS
    (found,) = [one for one in result.json["findings"] if one["check"] == "signature.broken"]
    assert (found["severity"], found["place"]["line"]) == ("error", 12)
    closed = here("evidence", "check", path, "--no-files", "--json")
    assert closed.code == ExitCode.DONE
    assert not [one for one in closed.json["findings"] if one["check"].startswith(("signature", "file"))]


def test_check_beside_another_submission(here: Run, tmp_path: Path) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pdf").write_bytes(pdf())
    mine = submission(tmp_path / "mine", entry("a", "a.pdf"))
    theirs = submission(tmp_path / "theirs", entry("b", "a.pdf", "9/BC"))
    theirs.write_text(
        theirs.read_text(encoding="utf-8").replace("so-a", "so-b").replace("Sở A", "Sở B"), encoding="utf-8"
    )
    found = here("evidence", "check", mine, "--beside", theirs, "--json").json["findings"]
    (same,) = [one for one in found if one["check"] == "document.other_agency"]
    assert "cùng một tệp với “b” của Sở B" in same["message"]


def test_a_score_does_not_depend_on_files(here: Run, tmp_path: Path) -> None:
    path = submission(tmp_path, entry("a", "khong-co.pdf"))
    before = here("score", path, "--json").out
    (tmp_path / "khong-co.pdf").write_bytes(pdf())
    assert here("score", path, "--json").out == before


def test_the_store_keeps_each_content_once_with_all_its_names(here: Run, tmp_path: Path) -> None:
    content = pdf()
    for name in ("Báo cáo.pdf", "a.pdf"):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "b.docx").write_bytes(word(Letter()))
    path = submission(tmp_path, entry("a", "Báo cáo.pdf"), entry("b", "a.pdf"), entry("c", "b.docx"))
    result = here("evidence", "store", path, "-o", tmp_path / "kho", "--json")
    assert result.code == ExitCode.DONE
    assert [row["known"] for row in result.json["stored"]] == [False, True, False]
    sha256 = hashlib.sha256(content).hexdigest()
    place = tmp_path / "kho" / "sha256" / sha256[:2] / sha256[2:4] / sha256
    assert place.read_bytes() == content
    described = json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
    assert (described["names"], described["type"], described["size"]) == (["Báo cáo.pdf", "a.pdf"], "pdf", len(content))
    before = everything(tmp_path / "kho")
    assert here("evidence", "store", path, "-o", tmp_path / "kho").code == ExitCode.DONE
    assert everything(tmp_path / "kho") == before
    assert len(before) == 4


def test_the_store_takes_nothing_secret_and_nothing_refused(here: Run, tmp_path: Path) -> None:
    (tmp_path / "mat.pdf").write_bytes(pdf(Letter(mark="MẬT")))
    (tmp_path / "dau-mat.pdf").write_bytes(pdf())
    (tmp_path / "exe.pdf").write_bytes(b"MZ")
    path = submission(
        tmp_path,
        entry("a", "mat.pdf"),
        entry("b", "dau-mat.pdf", "1/BC (TỐI MẬT)"),
        entry("c", "exe.pdf"),
        entry("d", "../ngoai.pdf"),
    )
    result = here("evidence", "store", path, "-o", tmp_path / "kho", "--json")
    assert result.code == ExitCode.FINDINGS
    assert result.json["stored"] == []
    assert {row["file"] for row in result.json["refused"]} == {"mat.pdf", "dau-mat.pdf", "exe.pdf", "../ngoai.pdf"}
    assert not (tmp_path / "kho").exists()


def test_a_store_that_cannot_be_written_is_a_sentence(here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    (tmp_path / "kho").write_text("tệp")
    result = here("evidence", "store", submission(tmp_path, entry("a", "a.pdf")), "-o", tmp_path / "kho")
    assert result.code == ExitCode.USAGE
    assert "Không ghi được vào kho" in result.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "ho-so.yaml", "kho"]


def test_ten_thousand_documents_are_refused_at_once(here: Run, tmp_path: Path) -> None:
    path = submission(tmp_path, *(f"{{id: d{n}, kind: bao_cao, file: {n}.pdf}}" for n in range(10_000)))
    result = here("evidence", "check", path)
    assert result.code == ExitCode.INPUT
    assert "5000" in result.err.replace(".", "") + result.out.replace(".", "")
