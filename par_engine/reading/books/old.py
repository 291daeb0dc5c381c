"""Old Excel files (.xls): how far each sheet reaches and which cells hold formulas, told from the records themselves.

The reader of cells lays a sheet out whole, from its first filled corner to its last, so that is bounded here before.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from par_engine.errors import InputError
from par_engine.reading.books.book import Corner
from par_engine.reading.office import MAX_CELLS

_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _FORMULA = 0x0809, 0x000A, 0x0085, 0x002F, 0x0006
_CELLS = {_FORMULA, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6}
"""Records of one filled cell or a run of them: each begins with row and column."""
MAX_RECORDS = 1_500_000


def old_formulas(content: bytes, name: str) -> list[set[Corner]]:
    """The cells with formulas of each sheet, in the order of the sheets. Raises InputError for files that are locked,
    broken, or reach too far."""
    offsets: list[int] = []
    found: dict[int, set[Corner]] = {}
    depth, sheet = 0, -1
    last, width = 0, 0
    for number, (at, kind, data) in enumerate(_records(_stream(content, name))):
        if kind == _FILEPASS:
            raise InputError(f"{name}: tệp có mật khẩu. Bỏ mật khẩu, lưu lại rồi đọc lại.")
        if number > MAX_RECORDS:
            raise InputError(f"{name}: tệp có quá nhiều ô để đọc. Xoá các ô thừa rồi lưu lại.")
        if kind == _BOF:
            depth += 1
            if depth == 1:
                sheet, last, width = at, 0, 0
        elif kind == _EOF:
            depth -= 1
        elif kind == _BOUNDSHEET and len(data) >= 4:
            offsets.append(struct.unpack_from("<I", data)[0])
        elif kind in _CELLS and depth == 1 and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            last, width = max(last, row + 1), max(width, column + 1)
            if last * width > MAX_CELLS:
                raise InputError(f"{name}: một tờ trải quá rộng để đọc. Xoá các ô thừa ngoài bảng rồi lưu lại.")
            if kind == _FORMULA:
                found.setdefault(sheet, set()).add((row + 1, column + 1))
    return [found.get(offset, set()) for offset in offsets]


def _stream(content: bytes, name: str) -> bytes:
    import olefile  # noqa: PLC0415 - only those who read old workbooks need it

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            for stream in ("Workbook", "Book"):
                if file.exists(stream):
                    return bytes(file.openstream(stream).read())
    except Exception as error:  # whatever a broken container makes of the library
        raise InputError(f"{name}: tệp hỏng, không mở được. Mở bằng Excel rồi lưu lại dạng .xlsx.") from error
    raise InputError(f"{name}: không có bảng tính bên trong. Mở bằng Excel rồi lưu lại dạng .xlsx.")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
