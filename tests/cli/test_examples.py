"""`criteria examples -o`: a new file with its folder, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from par_engine.cli.exit_codes import ExitCode
from tests.cli.conftest import Run
from tests.cli.program import SET

COMMAND = ("criteria", "examples", SET, "1.1", "--all")


def everything(folder: Path) -> dict[str, bytes | None]:
    """All that a folder holds: files with their bytes, folders with None."""
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def test_the_folder_of_the_output_is_made(here: Run, tmp_path: Path) -> None:
    """What the file says is what the screen shows without `-o`."""
    out = tmp_path / "moi" / "sau" / "nhap.yaml"
    result = here(*COMMAND, "-o", out)
    assert result.code == ExitCode.DONE, result.err
    text = out.read_text(encoding="utf-8")
    assert "kind: criteria_tests" in text
    assert here(*COMMAND).out.startswith(text.rstrip("\n"))
    assert list(everything(out.parent)) == ["nhap.yaml"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("tep/nhap.yaml", "không phải thư mục"),
        ("tep", "nêu tên khác, lệnh này không ghi đè"),
        ("thu-muc", "nêu tên khác, lệnh này không ghi đè"),
        (f"{'x' * 300}.yaml", "tên tệp hoặc đường dẫn quá dài"),
    ],
    ids=["below a file", "a file", "a folder", "too long"],
)
def test_an_output_that_cannot_be_written_leaves_nothing(here: Run, tmp_path: Path, place: str, words: str) -> None:
    """Everything beside it stays as it was, nothing comes to it."""
    (tmp_path / "tep").write_bytes(b"cu")
    (tmp_path / "thu-muc").mkdir()
    before = everything(tmp_path)
    result = here(*COMMAND, "-o", tmp_path / place)
    assert result.code == ExitCode.USAGE
    assert words in " ".join(result.err.split())
    assert everything(tmp_path) == before


def test_a_component_that_the_set_lacks(here: Run) -> None:
    """Told with the nearest one."""
    result = here("criteria", "examples", SET, "8.55")
    assert result.code == ExitCode.USAGE
    assert f"Bộ {SET} không có tiêu chí “8.55”" in " ".join(result.err.split())
