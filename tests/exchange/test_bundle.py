"""What goes into a bundle comes out of it, byte for byte; what was changed on the way is said."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.errors import InputError
from par_engine.exchange.making import make_bundle
from par_engine.exchange.verifying import verify
from par_engine.library import Library
from par_engine.reading.parz import name_problem, unpack, unpacked
from par_engine.reports.shapes import score_shape
from tests.exchange.make import (
    EXAMPLE,
    HEAD,
    LIBRARY,
    any_bundle,
    bundle_of,
    copy,
    entries_of,
    tree,
    with_files,
    with_manifest,
    with_score,
)

FILES = {
    "van-ban/kế hoạch.pdf": b"%PDF-1.4 a",
    "bao cao.docx": b"PK\x03\x04 b",
    "ban-sao.pdf": b"%PDF-1.4 a",
    "trong.txt": b"",
}


def written(folder: Path, made: bytes, name: str = "goi.parz") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(made)
    return path


def test_a_submission_with_its_files_comes_out_as_it_went_in(tmp_path: Path) -> None:
    path = with_files(tmp_path / "don-vi", FILES)
    goi = written(tmp_path, bundle_of(path))
    with unpacked(goi) as opened:
        found = tree(opened.folder)
        assert found.pop("score.json") == opened.score
        assert found == tree(tmp_path / "don-vi")
        assert verify(opened, LIBRARY, score_shape) == []


def test_the_same_submission_gives_the_same_bytes(tmp_path: Path) -> None:
    first = bundle_of(with_files(tmp_path / "một", FILES))
    second = bundle_of(with_files(tmp_path / "hai", dict(reversed(FILES.items()))))
    assert entries_of(first).keys() == entries_of(second).keys()
    assert first == bundle_of(with_files(tmp_path / "ba", FILES))


def test_a_bundle_of_what_came_out_is_the_same_bundle(tmp_path: Path) -> None:
    made = bundle_of(with_files(tmp_path / "don-vi", FILES))
    out = tmp_path / "ra"
    assert run(["unbundle", str(written(tmp_path, made)), "-o", str(out)]) == ExitCode.DONE
    assert make_bundle(LIBRARY, out / "hồ sơ.yaml", score_shape) == made


def test_a_bundle_is_scored_as_its_submission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goi = written(tmp_path, bundle_of(EXAMPLE))
    assert run(["score", "--json", str(EXAMPLE)]) == ExitCode.DONE
    plain = capsys.readouterr().out
    assert run(["score", "--json", str(goi)]) == ExitCode.DONE
    assert capsys.readouterr().out == plain
    with unpacked(goi) as opened:
        assert opened.score.decode() == plain


NAMES = (
    st.text("abcđê .-_/", min_size=1, max_size=20)
    .map(lambda name: f"t/{name}.pdf")
    .filter(lambda name: not name_problem(name))
)


@given(st.binary(max_size=200), st.dictionaries(NAMES, st.binary(max_size=50), max_size=5))
def test_any_content_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, files: dict[str, bytes]
) -> None:
    lower = {name.casefold() for name in files}
    folders = {str(one).casefold() for name in files for one in Path(name).parents}
    if len(lower) < len(files) or lower & folders:
        return
    folder = tmp_path_factory.mktemp("goi")
    made = any_bundle(content, files)
    out = folder / "ra"
    out.mkdir()
    opened = unpack(written(folder, made), out)
    assert tree(out) == {"submission.yaml": content, "score.json": b"{}\n", **files}
    assert made == any_bundle(content, dict(reversed(files.items())))
    assert opened.manifest.agency == HEAD["agency"]


# What was changed on the way.


def test_a_set_that_is_not_installed(tmp_path: Path) -> None:
    with unpacked(written(tmp_path, any_bundle(b"x", {}))) as opened:
        (finding,) = verify(opened, LIBRARY, score_shape)
    assert finding.check == "bundle.set"
    assert "không có bộ tiêu chí “mau”" in finding.message


def test_another_version_of_the_set(tmp_path: Path) -> None:
    changed = with_manifest(bundle_of(EXAMPLE), digest="f" * 64)
    with unpacked(written(tmp_path, changed)) as opened:
        (finding,) = verify(opened, LIBRARY, score_shape)
    assert finding.check == "bundle.digest"
    assert "ffffffffffff" in finding.message


def test_a_score_sheet_that_was_made_better(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made_better: list[Any] = []

    def improve(sheet: Any) -> None:
        lost = next(one for one in sheet["components"] if one["losses"])
        lost["points"] = lost["max_points"]
        made_better.append(lost)

    goi = written(tmp_path, with_score(bundle_of(EXAMPLE), improve))
    (lost,) = made_better
    assert run(["unbundle", str(goi), "--verify"]) == ExitCode.FINDINGS
    printed = capsys.readouterr().out
    assert f"tiêu chí {lost['id']}: phiếu trong gói ghi {lost['max_points']} điểm" in printed


def test_an_altered_file_is_named_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = bundle_of(with_files(tmp_path / "don-vi", {"van-ban/kh.pdf": b"one million dong"}))
    altered = made.replace(b"one million dong", b"two million dong")
    assert altered != made
    out = tmp_path / "ra"
    assert run(["unbundle", str(written(tmp_path, altered)), "-o", str(out)]) == ExitCode.INPUT
    assert "tệp “van-ban/kh.pdf” trong gói đã bị sửa" in capsys.readouterr().err
    assert not out.exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["don-vi", "goi.parz"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    goi = written(tmp_path, bundle_of(EXAMPLE))
    out = tmp_path / "ra"
    out.mkdir()
    (out / "việc của tôi.txt").write_text("giữ lại", encoding="utf-8")
    assert run(["unbundle", str(goi), "-o", str(out)]) == ExitCode.USAGE
    assert tree(out) == {"việc của tôi.txt": "giữ lại".encode()}


# What cannot be packed.


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../kh.pdf", "ra ngoài thư mục"),
        ("/etc/passwd", "ra ngoài thư mục"),
        ("a\\\\kh.pdf", "ký tự không dùng được"),
        ("khong-co.pdf", "không đọc được tệp"),
        ("score.json", "dành cho tệp của gói"),
        ("con.pdf", "không dùng được trên Windows"),
    ],
)
def test_files_that_cannot_be_taken_along(tmp_path: Path, name: str, words: str) -> None:
    path = with_files(tmp_path / "don-vi", {"kh.pdf": b"x"})
    text = path.read_text(encoding="utf-8").replace('file: "kh.pdf"', f'file: "{name}"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        bundle_of(path)
    (finding,) = caught.value.findings
    assert finding.check == "bundle.file"
    assert words in finding.message


def test_a_secret_document_is_not_sent_along(tmp_path: Path) -> None:
    path = with_files(tmp_path / "don-vi", {"kh.pdf": b"x"})
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('title: "Tệp kèm 0"', 'title: "Tệp kèm 0", note: "Độ mật: TỐI MẬT"'), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        bundle_of(path)
    assert "chỉ được dẫn chiếu" in caught.value.findings[0].message


def test_a_bundle_is_checked_with_its_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_files(tmp_path / "don-vi", {"kh.pdf": b"%PDF-1.4 broken"})
    goi = written(tmp_path, bundle_of(path))
    assert run(["evidence", "check", "--json", str(path)]) == run(["evidence", "check", "--json", str(goi)])
    plain, packed = re.split(r"(?<=\n)(?=\{)", capsys.readouterr().out)
    said = [[one["message"] for one in json.loads(text)["findings"]] for text in (plain, packed)]
    assert said[0] == said[1]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    path = with_files(tmp_path / "don-vi", {"kh.pdf": b"x"})
    secret = tmp_path / "mật.txt"
    secret.write_text("mật", encoding="utf-8")
    (tmp_path / "don-vi" / "kh.pdf").unlink()
    (tmp_path / "don-vi" / "kh.pdf").symlink_to(secret)
    with pytest.raises(InputError) as caught:
        bundle_of(path)
    assert "ra ngoài thư mục" in caught.value.findings[0].message


def test_a_bundle_in_a_bundle(tmp_path: Path) -> None:
    goi = written(tmp_path, bundle_of(copy(EXAMPLE, tmp_path / "don-vi")))
    with pytest.raises(InputError, match="đã là gói hồ sơ"):
        bundle_of(goi)


def test_the_library_may_lack_the_set(tmp_path: Path) -> None:
    root = tmp_path / "khác"
    for name in ("criteria", "evidence_schemas", "reports_templates"):
        (root / name).mkdir(parents=True)
    with unpacked(written(tmp_path, bundle_of(EXAMPLE))) as opened:
        (finding,) = verify(opened, Library(root, "kiểm thử"), score_shape)
    assert finding.check == "bundle.set"


ASSESSED = EXAMPLE.parent.parent / "so-tu-phap-2019"


def test_a_bundle_carries_the_assessment_that_its_score_was_made_with(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    shutil.copytree(ASSESSED, folder)
    file, assessment = folder / "submission.yaml", folder / "assessment.yaml"
    goi = written(tmp_path, make_bundle(LIBRARY, file, score_shape, assessment=assessment))
    with unpacked(goi) as opened:
        assert opened.assessment == opened.folder / "assessment.yaml"
        assert opened.assessment.read_bytes() == assessment.read_bytes()
        assert json.loads(opened.score)["total"]["verified"] == "46.89"
        assert verify(opened, LIBRARY, score_shape) == []
    plain = written(tmp_path, make_bundle(LIBRARY, file, score_shape), "khong-tham-dinh.parz")
    with unpacked(plain) as opened:
        assert opened.assessment is None
        assert json.loads(opened.score)["total"]["verified"] is None


def test_an_altered_assessment_is_found_by_scoring_again(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    shutil.copytree(ASSESSED, folder)
    made = make_bundle(LIBRARY, folder / "submission.yaml", score_shape, assessment=folder / "assessment.yaml")
    goi = written(tmp_path, made)
    with unpacked(goi) as opened:
        text = opened.assessment.read_text(encoding="utf-8") if opened.assessment else ""
        assert "overrides:" in text
        (opened.folder / "assessment.yaml").write_text(text[: text.index("overrides:")], encoding="utf-8")
        assert {one.check for one in verify(opened, LIBRARY, score_shape)} == {"bundle.score"}


def test_an_assessment_called_like_the_submission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shutil.copytree(ASSESSED, tmp_path / "so")
    other = tmp_path / "a" / "submission.yaml"
    shutil.copy(ASSESSED / "assessment.yaml", other)
    with pytest.raises(InputError, match="trùng tên tệp khác của gói"):
        make_bundle(LIBRARY, tmp_path / "so/submission.yaml", score_shape, assessment=other)
