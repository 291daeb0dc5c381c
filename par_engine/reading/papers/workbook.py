"""Excel: every sheet is a table. Numbers are read as typed, formulas as the value that was saved with them."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import Any

from par_engine.errors import InputError
from par_engine.numbers import viet
from par_engine.reading.office import OfficeFile, safe_workbook
from par_engine.reading.papers.paper import Cell, Paper, Row, Table, clean

_DIGITS = Context(prec=12)
"""What Excel keeps beyond these digits is the noise of binary fractions."""
_LARGEST = 10**11
"""Beyond, a number of points or cases is none; it is shown as the file has it."""

Spans = dict[tuple[int, int], tuple[int, int]]


def read_workbook(file: OfficeFile) -> Paper:
    """All sheets that hold something, in order."""
    try:
        read = _sheets(safe_workbook(file))
    except (InputError, ModuleNotFoundError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        raise InputError(f"{file.name}: bảng Excel bị hỏng. Mở bằng Excel rồi lưu lại.") from error
    tables = [Table(f"tờ “{name}”", tuple(_rows(name, rows, spans))) for name, rows, spans in read]
    return Paper(file.name, tuple(table for table in tables if table.rows), notes=file.notes)


def _sheets(content: bytes) -> list[tuple[str, list[list[Any]], Spans]]:
    """The name, values and merged blocks of every sheet that holds cells (charts do not)."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415 - only those who read workbooks need it

    found = []
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for number, known in enumerate(book.sheets_metadata):
            if known.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(number)
                rows = sheet.to_python(skip_empty_area=False)
                found.append((known.name, rows, _spans(sheet.merged_cell_ranges)))
    return found


def _spans(merged: Any) -> Spans:
    """The size of each merged block by its first corner."""
    return {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in merged or ()}


def _rows(sheet: str, rows: list[list[Any]], spans: Spans) -> Iterator[Row]:
    for number, values in enumerate(rows):
        cells = []
        for column, value in enumerate(values):
            if text := clean(_text(value)):
                height, width = spans.get((number, column), (1, 1))
                place = f"tờ “{sheet}”, ô {_letter(column)}{number + 1}"
                width, height = min(width, len(values) - column), min(height, len(rows) - number)
                cells.append(Cell(text, column, place, width, height))
        if cells:
            yield Row(tuple(cells), f"tờ “{sheet}”, hàng {number + 1}")


def _text(value: Any) -> str:
    """A value as it would be written in Vietnamese."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) >= _LARGEST:
            return str(value)
        exact = _DIGITS.create_decimal(repr(value))
        return viet(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize())
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def _letter(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
