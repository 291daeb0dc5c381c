"""A filled workbook from disk to cells. Raises InputError with a sentence where it cannot be read safely."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from par_engine.errors import InputError
from par_engine.extras import extra
from par_engine.reading.books import old, parts
from par_engine.reading.books.book import Beside, Book, Content, Corner, Sheet
from par_engine.reading.office import WORKBOOK_PARTS, WORKBOOKS, OfficeFile, OfficeKind, open_office, safe_workbook
from par_engine.text import nfc

MAX_FILLED = 200_000
"""Filled cells of a workbook: a hundred times those of a full form."""
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
"""Saved from a workbook, these keep one sheet and no codes."""
_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def looks_like_book(path: Path) -> bool:
    """Whether a file is a workbook by its name or, under another name, by its first bytes."""
    if path.suffix.lower() in (*SUFFIXES, *TEXTS[:2]):
        return True
    try:
        with path.open("rb") as file:
            return file.read(4) in _STARTS
    except OSError:
        return False


def read_book(path: Path, name: str) -> Book:
    """All cells of all sheets; `name` is how messages call the file."""
    if path.suffix.lower() in TEXTS:
        raise InputError(f"{name}: tệp {path.suffix} chỉ có một bảng, không giữ được biểu mẫu. Lưu lại dạng .xlsx.")
    with extra("excel"):
        file = open_office(path, WORKBOOKS)
        return Book(name, *_contents(file))


def _contents(file: OfficeFile) -> tuple[tuple[Sheet, ...], dict[str, str], tuple[str, ...]]:
    match file.kind:
        case OfficeKind.WORKBOOK:
            parts.bound(file, (name for name in file.parts if WORKBOOK_PARTS.fullmatch(name)))
            by_name, properties = parts.xlsx_beside(file), parts.xlsx_properties(file)
            found = _sheets(safe_workbook(file), file.name)
            sheets = [_with(sheet, by_name.get(sheet.name, Beside())) for sheet in found]
        case OfficeKind.OPEN_WORKBOOK:
            parts.bound(file, (name for name in ("content.xml", "meta.xml") if file.has(name)))
            in_order, properties = parts.ods_beside(file), parts.ods_properties(file)
            found = _sheets(file.only(name for name in _ODS_PARTS if file.has(name)), file.name)
            if len(in_order) != len(found):
                raise InputError(f"{file.name}: có bảng lồng trong ô. Lưu lại dạng .xlsx rồi đọc lại.")
            sheets = [_with(sheet, beside) for sheet, beside in zip(found, in_order, strict=True)]
        case _:
            in_order, properties = old.old_beside(file.content, file.name), {}
            found = _sheets(file.content, file.name)
            in_order += [Beside()] * (len(found) - len(in_order))
            sheets = [_with(sheet, beside) for sheet, beside in zip(found, in_order, strict=False)]
    return tuple(sheets), properties, file.notes


def _with(sheet: Sheet, beside: Beside) -> Sheet:
    """A sheet with what it says beside its values; cells that hold an error hold its name."""
    cells = {**sheet.cells, **{corner: text for corner, text in beside.errors.items() if corner not in beside.formulas}}
    return replace(
        sheet,
        cells=cells,
        formulas=beside.formulas,
        merged=beside.merged,
        hidden_rows=beside.hidden_rows,
        percents=beside.percents,
    )


_ODS_PARTS = ("mimetype", "content.xml", "styles.xml", "settings.xml", "META-INF/manifest.xml")


def _sheets(content: bytes, name: str) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - only those who read workbooks need it

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            found = []
            for number, known in enumerate(book.sheets_metadata):
                rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
                is_hidden = known.visible != SheetVisibleEnum.Visible
                found.append(Sheet(nfc(known.name), _cells(rows), is_hidden=is_hidden))
    except (InputError, ModuleNotFoundError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the reader is no Exception
        reason = "tệp có mật khẩu" if "password" in str(error).lower() else "bảng tính bị hỏng"
        raise InputError(f"{name}: {reason}. Mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx.") from error
    if sum(len(sheet.cells) for sheet in found) > MAX_FILLED:
        raise InputError(f"{name}: hơn {MAX_FILLED} ô có nội dung, không phải biểu mẫu đã điền. Xoá các ô thừa.")
    return found


def _cells(rows: list[list[Any]]) -> dict[Corner, Content]:
    return {
        (row, column): content
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if (content := _content(value)) is not None
    }


def _content(value: Any) -> Content | None:
    """One cell; blank ones are nothing, texts are composed (NFC) and stripped."""
    if isinstance(value, str):
        return nfc(value).strip() or None
    if isinstance(value, bool | int | float | dt.date):
        return value
    return None if value is None else str(value)
