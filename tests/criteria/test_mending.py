"""`criteria check --fix`: certain slips are mended in one line each, everything else stays as it was written."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.criteria.mending import mended

REPOSITORY = Path(__file__).parents[2]
BASE = REPOSITORY / "tests/broken/base"
AREA, SET = "criteria/mau-2019/02-one-stop-shop.yaml", "criteria/mau-2019/set.yaml"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "library"
    shutil.copytree(BASE, root)
    monkeypatch.setenv("PAR_ENGINE_HOME", str(root))
    return root


def spoil(path: Path, *edits: tuple[str, str]) -> str:
    """Spoils a file; gives what it was."""
    good = text = path.read_text(encoding="utf-8")
    for right, wrong in edits:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    path.write_bytes(text.encode())
    return good


CERTAIN = {
    "ids without quotes": [('id: "8.1"', "id: 8.1"), ('id: "8.4"', "id: 8.40")],
    "a number of the area": [('code: "8"', "code: 8")],
    "a misspelt key": [("when_denominator_zero:", "when_denominator_zerro:")],
    "a misspelt key of a bracket": [("effort: 5", "efort: 5")],
    "a decimal comma": [("{each: 0.5}", '{each: "0,5"}')],
    "a rate with a comma and blanks": [("nothing_below: 60%", 'nothing_below: "60,0   %"')],
    "two slips in one line": [("about: kết quả giải", "abuot: kết quả giải"), ("above: 0}", "abov: 0}")],
}  # fmt: skip


@pytest.mark.parametrize("edits", CERTAIN.values(), ids=list(CERTAIN))
def test_certain_slips_are_mended_line_by_line(library: Path, edits: list[tuple[str, str]]) -> None:
    path = library / AREA
    good = spoil(path, *edits)
    spoilt = path.read_text(encoding="utf-8")
    assert run(["criteria", "check"]) == ExitCode.FINDINGS
    assert run(["criteria", "check", "--fix"]) == ExitCode.DONE
    after = path.read_text(encoding="utf-8")
    pairs = list(zip(spoilt.split("\n"), after.split("\n"), strict=True))
    changed = [number for number, (old, new) in enumerate(pairs) if old != new]
    lines = good.split("\n")
    assert 0 < len(changed) <= len(edits)
    quoted = {number: line for number, line in enumerate(after.split("\n")) if line != lines[number]}
    assert all("8.40" in line or "60.0%" in line for line in quoted.values()), quoted


def test_letters_in_parts_become_whole(library: Path) -> None:
    path = library / SET
    good = path.read_text(encoding="utf-8")
    path.write_bytes(unicodedata.normalize("NFD", good).encode())
    assert run(["criteria", "check", "--fix"]) == ExitCode.DONE
    assert path.read_text(encoding="utf-8") == good


UNCERTAIN = {
    "a key near to none": [("when_denominator_zero:", "khi_mau_so_bang_khong:")],
    "a key that is there already": [("effort: 5", "effort: 5, efort: 4")],
    "thousands or a decimal comma": [("{each: 0.5}", '{each: "1,500"}')],
    "a sum that does not agree": [("max_points: {province: 9, commune: 8}", "max_points: {province: 10, commune: 8}")],
    "syntax": [("code: \"8\"", "code: \"8")],
}  # fmt: skip


@pytest.mark.parametrize("edits", UNCERTAIN.values(), ids=list(UNCERTAIN))
def test_what_is_not_certain_is_left_to_people(library: Path, edits: list[tuple[str, str]]) -> None:
    path = library / AREA
    spoil(path, *edits)
    spoilt = path.read_bytes()
    assert run(["criteria", "check", "--fix"]) == ExitCode.FINDINGS
    assert path.read_bytes() == spoilt


def test_what_was_changed_is_told(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(library / AREA, ('id: "8.1"', "id: 8.1"))
    assert run(["criteria", "check", "--fix"]) == ExitCode.DONE
    assert f'Đã sửa {AREA}:9: 8.1 → "8.1"' in capsys.readouterr().out
    spoil(library / AREA, ("effort: 5", "efort: 5"))
    assert run(["criteria", "check", "--fix", "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["findings"] == []
    assert [(one["file"], one["old"], one["new"]) for one in told["mends"]] == [(AREA, "efort", "effort")]


def test_a_layout_that_cannot_be_kept_is_not_touched(library: Path) -> None:
    path = library / AREA
    title = "    title: Trả kết quả đúng hạn\n"
    spoil(path, ('  - id: "8.1"\n', "  -   id:   8.1\n"), (title, f"  {title}"))
    spoilt = path.read_bytes()
    assert run(["criteria", "check", "--fix"]) == ExitCode.FINDINGS
    assert path.read_bytes() == spoilt


def test_a_file_that_cannot_be_written_stays_whole(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = library / AREA
    spoil(path, ('id: "8.1"', "id: 8.1"))
    spoilt = path.read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run(["criteria", "check", "--fix"]) == ExitCode.USAGE
    assert path.read_bytes() == spoilt
    assert [one.name for one in path.parent.iterdir() if one.name.endswith(".tmp")] == []


@pytest.mark.parametrize("folder", ["criteria", "evidence_schemas", "examples"])
def test_shipped_files_stay_as_they_are(folder: str) -> None:
    for path in sorted((REPOSITORY / folder).rglob("*.yaml"))[::6]:
        text = path.read_text(encoding="utf-8")
        assert mended(text, []) == (text, [])
