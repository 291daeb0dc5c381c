"""Files appear whole or not at all, and every reason why not is told in Vietnamese."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from par_engine.errors import InputError, UsageError
from par_engine.library import Library
from par_engine.reports.write import write_report
from par_engine.scoring.result import ScoreSheet

NAME = "bao-cao-tu-cham-so-mau.html"
NOBODY = 65534


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anywhere: give that up for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder that everybody may read and nobody may write."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    folder = root / "chi-doc"
    folder.mkdir()
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(root)


def test_writes_the_report_and_says_where(sheet: ScoreSheet, library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "báo cáo" / "2019"
    assert write_report(sheet, library, folder) == [folder / NAME]
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert (folder / NAME).read_bytes().startswith(b"<!DOCTYPE html>\n")


def test_writing_again_replaces_and_gives_the_same_bytes(sheet: ScoreSheet, library: Library, tmp_path: Path) -> None:
    (path,) = write_report(sheet, library, tmp_path)
    first = path.read_bytes()
    path.write_text("bản cũ", encoding="utf-8")
    write_report(sheet, library, tmp_path, ("html", "html"))
    assert path.read_bytes() == first
    assert len(list(tmp_path.iterdir())) == 1


def test_the_file_may_be_read_by_others(sheet: ScoreSheet, library: Library, tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        (path,) = write_report(sheet, library, tmp_path)
    finally:
        os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o644


def test_read_only_folder(sheet: ScoreSheet, library: Library, read_only: Path) -> None:
    with without_privileges(), pytest.raises(UsageError, match="không có quyền ghi"):
        write_report(sheet, library, read_only)
    assert list(read_only.iterdir()) == []


def test_folder_that_cannot_be_made(sheet: ScoreSheet, library: Library, read_only: Path) -> None:
    with without_privileges(), pytest.raises(UsageError, match=r"Không tạo được thư mục .* không có quyền ghi"):
        write_report(sheet, library, read_only / "con")


@pytest.mark.parametrize("below", ["", "con"])
def test_folder_that_is_a_file(sheet: ScoreSheet, library: Library, tmp_path: Path, below: str) -> None:
    file = tmp_path / "tep"
    file.write_text("giữ nguyên", encoding="utf-8")
    with pytest.raises(UsageError, match="không phải thư mục"):
        write_report(sheet, library, file / below)
    assert file.read_text(encoding="utf-8") == "giữ nguyên"


def test_a_folder_in_the_place_of_the_file(sheet: ScoreSheet, library: Library, tmp_path: Path) -> None:
    (tmp_path / NAME / "x").mkdir(parents=True)
    with pytest.raises(UsageError, match="đã có thư mục trùng tên tệp"):
        write_report(sheet, library, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_full_disk_leaves_the_old_report(
    sheet: ScoreSheet, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_text("bản cũ", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("par_engine.reading.whole.os.fsync", full)
    with pytest.raises(UsageError, match="ổ đĩa đã đầy"):
        write_report(sheet, library, tmp_path)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["bản cũ"]


def test_unknown_form(sheet: ScoreSheet, library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"dạng “htlm” .*có phải ý là “html”"):
        write_report(sheet, library, tmp_path / "ra", ("html", "htlm"))
    assert not (tmp_path / "ra").exists()


def test_a_faulty_template_writes_nothing(sheet: ScoreSheet, tmp_path: Path) -> None:
    folder = tmp_path / "reports_templates" / "self_scoring"
    folder.mkdir(parents=True)
    (folder / "report.html.j2").write_text("{{ khongco }}", encoding="utf-8")
    with pytest.raises(InputError, match="“khongco” không có trong dữ liệu báo cáo"):
        write_report(sheet, Library(tmp_path, "thử"), tmp_path / "ra")
    assert not (tmp_path / "ra").exists()
