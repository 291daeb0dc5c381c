"""`criteria check` of one file: what is wrong in that file, and nothing of others."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run, spoil
from tests.cli.program import SET


def test_only_that_file_is_told(library: Path, here: Run) -> None:
    folder = library / "criteria" / SET
    spoil(folder / "08-one-stop-shop.yaml", "{at_least: 80%, points: 1}", "{at_least: 80%, points: 2.5}")
    spoil(folder / "09-impact.yaml", "max_points: 14", "max_points: 13")
    both = here("criteria", "check", SET)
    one = here("criteria", "check", folder / "08-one-stop-shop.yaml")
    other = here("criteria", "check", folder / "01-direction.yaml")
    assert (both.code, one.code, other.code) == (1, 1, 0)
    files = {line.split(":")[0].rsplit("/", 1)[-1] for line in one.out.splitlines() if ": LỖI: " in line}
    assert files == {"08-one-stop-shop.yaml"}
    assert "09-impact.yaml" in both.out
    assert other.out.startswith("Không phát hiện lỗi nào trong 1 tệp (01-direction.yaml).")


def test_a_file_of_no_set_is_refused(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("kind: area\n", encoding="utf-8")
    result = here("criteria", "check", path)
    assert result.code == 2
    assert "không nằm trong thư mục của một bộ tiêu chí" in result.err
