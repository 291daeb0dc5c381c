"""Old Excel files (.xls): how far each sheet reaches, which cells hold formulas or errors, which are merged or hidden,
which show a percentage, told from the records themselves.

The reader of cells lays a sheet out whole, from its first filled corner to its last, so that is bounded here before.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from par_engine.errors import InputError
from par_engine.reading.books.book import Beside, Corner, Span, shows_percent
from par_engine.reading.books.parts import PERCENT_FORMATS
from par_engine.reading.office import MAX_CELLS

_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _FORMULA = 0x0809, 0x000A, 0x0085, 0x002F, 0x0006
_CELLS = {_FORMULA, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6}
"""Records of one filled cell or a run of them: each begins with row and column."""
_BOOL_OR_ERROR, _MERGED, _ROW = 0x0205, 0x00E5, 0x0208
_NUMBERS, _RUN = {_FORMULA, 0x0203, 0x027E}, 0x00BD
"""Records of one number with its style; a run of numbers, each of six bytes."""
_STYLE, _FORMAT = 0x00E0, 0x041E
_HIDDEN = 0x20
"""The flag of a row of no height."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
MAX_RECORDS = 1_500_000


@dataclass
class _Told:
    """What the records of one sheet say so far."""

    formulas: dict[Corner, str] = field(default_factory=dict)
    errors: dict[Corner, str] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    styles: dict[Corner, int] = field(default_factory=dict)
    last: int = 0
    width: int = 0

    def take(self, kind: int, data: bytes) -> None:
        if kind in _CELLS and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            self.last, self.width = max(self.last, row + 1), max(self.width, column + 1)
            if kind == _FORMULA:
                self.formulas[row + 1, column + 1] = ""
            elif kind == _BOOL_OR_ERROR and len(data) >= 8 and data[7] == 1:
                self.errors[row + 1, column + 1] = _ERRORS.get(data[6], "#N/A")
            if (kind in _NUMBERS and len(data) >= 6) or kind == _RUN:
                ends = len(data) - 2 if kind == _RUN else 6
                for number, at in enumerate(range(4, ends - 1, 6)):
                    self.styles[row + 1, column + number + 1] = struct.unpack_from("<H", data, at)[0]
        elif kind == _MERGED:
            self.merged += _spans(data)
        elif kind == _ROW and len(data) >= 16 and struct.unpack_from("<I", data, 12)[0] & _HIDDEN:
            self.hidden.add(struct.unpack_from("<H", data)[0] + 1)

    def beside(self, percent: set[int]) -> Beside:
        percents = frozenset(corner for corner, style in self.styles.items() if style in percent)
        return Beside(self.formulas, self.errors, tuple(self.merged), frozenset(self.hidden), percents)


@dataclass
class _Styles:
    """The cell styles of a workbook, in order, by their number formats."""

    formats: list[int] = field(default_factory=list)
    percent: set[int] = field(default_factory=lambda: {int(number) for number in PERCENT_FORMATS})

    def take(self, kind: int, data: bytes) -> None:
        if kind == _STYLE and len(data) >= 4:
            self.formats.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _FORMAT and len(data) >= 6:
            number, _, wide = struct.unpack_from("<HHB", data)
            if shows_percent(data[5:].decode("utf-16-le" if wide & 1 else "latin-1", "replace")):
                self.percent.add(number)

    def showing_percent(self) -> set[int]:
        return {number for number, one in enumerate(self.formats) if one in self.percent}


def _spans(data: bytes) -> Iterator[Span]:
    for at in range(2, len(data) - 7, 8):
        first, last, left, right = struct.unpack_from("<HHHH", data, at)
        yield (first + 1, left + 1), (last + 1, right + 1)


def old_beside(content: bytes, name: str) -> list[Beside]:
    """What each sheet says beside its values, in the order of the sheets; formulas have no text. Raises InputError for
    files that are locked, broken, or reach too far."""
    offsets: list[int] = []
    found: dict[int, _Told] = {}
    depth, told, styles = 0, _Told(), _Styles()
    for number, (at, kind, data) in enumerate(_records(_stream(content, name))):
        if kind == _FILEPASS:
            raise InputError(f"{name}: tệp có mật khẩu. Bỏ mật khẩu, lưu lại rồi đọc lại.")
        if number > MAX_RECORDS:
            raise InputError(f"{name}: tệp có quá nhiều ô để đọc. Xoá các ô thừa rồi lưu lại.")
        if kind == _BOF:
            depth += 1
            if depth == 1:
                told = found[at] = _Told()
        elif kind == _EOF:
            depth -= 1
        elif kind == _BOUNDSHEET and len(data) >= 4:
            offsets.append(struct.unpack_from("<I", data)[0])
        elif depth == 1:
            told.take(kind, data)
            styles.take(kind, data)
            if told.last * told.width > MAX_CELLS:
                raise InputError(f"{name}: một tờ trải quá rộng để đọc. Xoá các ô thừa ngoài bảng rồi lưu lại.")
    percent = styles.showing_percent()
    return [found.get(offset, _Told()).beside(percent) for offset in offsets]


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
