"""`criteria import`: what an officer sees, where files go, and that a refusal leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.importing.make import page, word

EXAMPLE = "examples/phu-luc-minh-hoa/phu-luc.html"


def test_a_draft_is_a_library_of_its_own(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "nhap"
    assert here("criteria", "import", EXAMPLE, "-o", out, "--set", "so-minh-hoa-2026").code == 0
    monkeypatch.setenv("PAR_ENGINE_HOME", str(out))
    checked = here("criteria", "check")
    assert checked.code == 0, checked.out
    assert "so-minh-hoa-2026" in checked.out
    shape = here("criteria", "show", "so-minh-hoa-2026", "--json").json
    sentences = {one["id"]: one["sentence"] for area in shape["areas"] for one in area["components"]}
    assert "từ 80% đến dưới 100%: 1 điểm" in sentences["1.1.2"]


def test_counts_add_up(here: Run, tmp_path: Path) -> None:
    shape = here("criteria", "import", EXAMPLE, "-o", tmp_path / "nhap", "--json").json
    lines = dict(shape["lines"])
    assert lines.pop("read") == sum(lines.values())
    assert lines["unread"] == len(shape["unread"])
    assert all(one["place"] and one["why"] for one in shape["unread"])
    assert all(Path(file).exists() for file in shape["files"])


def test_the_decision_and_the_unit_may_be_told(here: Run, tmp_path: Path) -> None:
    told = "Quyết định số 12/QĐ-UBND ngày 31/12/2025 của UBND tỉnh A"
    out = tmp_path / "nhap"
    here("criteria", "import", EXAMPLE, "-o", out, "--decision", told, "--unit", "commune", "--year", "2027")
    text = (out / "evidence_schemas/legal/qd-12-2025-ubnd.yaml").read_text(encoding="utf-8")
    assert 'number: "12/QĐ-UBND"' in text
    assert "date: 31/12/2025" in text
    assert "issuer: UBND tỉnh A" in text
    settings = (out / "criteria/nhap-qd-12-2025-ubnd/set.yaml").read_text(encoding="utf-8")
    assert "year: 2027" in settings
    assert "commune: UBND cấp xã" in settings


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("khong-co.docx",), 2, "Không có tệp"),
        ((EXAMPLE, "--set", "Sở A"), 2, "--set nhận mã"),
        ((EXAMPLE, "--year", "1800"), 2, "Năm 1800"),
        ((EXAMPLE, "--table", "3"), 2, "--table nhận số từ 1 đến 1"),
        ((EXAMPLE, "--decision", "của tỉnh"), 2, "--decision cần số văn bản"),
        (("pyproject.toml",), 3, "không phải tệp Word"),
        (("examples/so-tu-phap-2019/submission.yaml",), 3, "không phải tệp Word"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_refusal_writes_nothing(here: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = here("criteria", "import", *arguments, "-o", tmp_path / "nhap")
    assert result.code == code
    assert words in result.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(here: Run, tmp_path: Path) -> None:
    (tmp_path / "viec.txt").write_text("đã làm", encoding="utf-8")
    result = here("criteria", "import", EXAMPLE, "-o", tmp_path)
    assert result.code == 2
    assert "đã có tệp" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["viec.txt"]
    result = here("criteria", "import", EXAMPLE, "-o", tmp_path / "viec.txt")
    assert "không phải thư mục" in result.err


def test_a_break_down_leaves_nothing(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the check of the draft fails for a reason that nobody foresaw, no half of it stays."""

    def fails(*_: object) -> None:
        raise RuntimeError("đứt giữa chừng")

    monkeypatch.setattr("par_engine.scoring.program.check_set", fails)
    assert here("criteria", "import", EXAMPLE, "-o", tmp_path / "nhap").code == 4
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_a_file_is_run(here: Run, tmp_path: Path) -> None:
    """Scripts, links and formulas of a page are no text of the draft and reach nobody."""
    path = tmp_path / "a.html"
    page(path)
    text = path.read_text(encoding="utf-8").replace("<body>", '<body onload="x()"><img src="http://a.invalid/x.png">')
    path.write_text(text, encoding="utf-8")
    out = tmp_path / "nhap"
    assert here("criteria", "import", path, "-o", out, "--year", "2026").code == 0
    written = "".join(file.read_text(encoding="utf-8") for file in out.rglob("*") if file.is_file())
    assert "alert" not in written
    assert "a.invalid" not in written


def test_the_same_file_gives_the_same_draft(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    word(path)
    for name in ("mot", "hai"):
        assert here("criteria", "import", path, "-o", tmp_path / name).code == 0
    files = [
        sorted(file.relative_to(tmp_path / name) for file in (tmp_path / name).rglob("*")) for name in ("mot", "hai")
    ]
    assert files[0] == files[1]
    for file in files[0]:
        if (tmp_path / "mot" / file).is_file():
            assert (tmp_path / "mot" / file).read_bytes() == (tmp_path / "hai" / file).read_bytes()
