"""Reports to files: all of them are made before the first is written, and each appears whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from par_engine.errors import UsageError, disk_reason
from par_engine.library import Library
from par_engine.reading.whole import whole_file
from par_engine.reports.context import report_context
from par_engine.reports.html import render_html
from par_engine.scoring.result import ScoreSheet
from par_engine.text import did_you_mean, listing

Render = Callable[[Library, dict[str, Any], str], bytes]

_STEMS = {"self_scoring": "bao-cao-tu-cham"}


def _html(library: Library, context: dict[str, Any], report: str) -> bytes:
    return render_html(library, context, report).encode("utf-8")


_FORMATS: dict[str, Render] = {"html": _html}
FORMATS = tuple(_FORMATS)
"""The forms a report can take."""


def write_report(
    sheet: ScoreSheet,
    library: Library,
    folder: Path,
    formats: Sequence[str] = ("html",),
    report: str = "self_scoring",
) -> list[Path]:
    """Writes a report into a folder, which is made where it does not exist, and says where each file is.

    Raises UsageError when a form is not known or the folder cannot be written, InputError when a template is faulty.
    """
    wanted = list(dict.fromkeys(formats))
    for name in wanted:
        if name not in _FORMATS:
            hint = did_you_mean(name, FORMATS) or f"cho phép: {listing(FORMATS)}"
            raise UsageError(f"Không xuất được báo cáo dạng “{name}” ({hint}).")
    context = report_context(sheet)
    stem = f"{_STEMS.get(report, report.replace('_', '-'))}-{sheet.situation.submission.agency.id}"
    return write_files({folder / f"{stem}.{name}": _FORMATS[name](library, context, report) for name in wanted})


def write_files(made: Mapping[Path, bytes]) -> list[Path]:
    """Writes files that are all made already; their folders are made where they do not exist. Gives their paths.

    Raises UsageError when one cannot be written: those before it stay, of that one nothing appears.
    """
    for path, content in made.items():
        _make(path.parent)
        _write_whole(path, content)
    return list(made)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"“{folder}” không phải thư mục. Chọn thư mục khác để ghi báo cáo (-o).") from error
    except OSError as error:
        raise UsageError(f"Không tạo được thư mục “{folder}”: {_reason(error)}.") from error


def _write_whole(path: Path, content: bytes) -> None:
    try:
        with whole_file(path) as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"Không ghi được “{path}”: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    known = {
        errno.EACCES: "không có quyền ghi; chọn thư mục khác hoặc xin quyền ghi",
        errno.EPERM: "không có quyền ghi; chọn thư mục khác hoặc xin quyền ghi",
        errno.EROFS: "ổ đĩa chỉ cho đọc; chọn thư mục khác",
        errno.ENOSPC: "ổ đĩa đã đầy; giải phóng chỗ rồi chạy lại",
        errno.EDQUOT: "đã dùng hết dung lượng được cấp; giải phóng chỗ rồi chạy lại",
        errno.EISDIR: "đã có thư mục trùng tên tệp; đổi tên hoặc xoá thư mục đó",
        errno.ENAMETOOLONG: "tên tệp hoặc đường dẫn quá dài; chọn thư mục ngắn hơn",
        errno.ENOTDIR: "đường dẫn đi qua một tệp; chọn thư mục khác",
    }
    return known.get(error.errno or 0) or disk_reason(error)
