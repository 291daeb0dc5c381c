"""What the reader of cells does not tell of a package (xlsx, ods): formulas, and properties that a form was given.

Each part is bounded before it is laid out; see `par_engine.reading.office`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from par_engine.errors import InputError
from par_engine.reading.books.book import Corner
from par_engine.reading.office import _CELL, MAX_CELLS, OfficeFile

MAX_TAGS = 1_200_000
"""Tags in one part of a filled form, opening and closing. Ten thousand rows of documents have about half as many."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def bound(file: OfficeFile, names: Iterator[str]) -> None:
    """Refuses parts with more tags than a filled form can have."""
    for name in names:
        if file.part(name).count(b"<") > MAX_TAGS:
            raise InputError(f"{file.name}: tệp có quá nhiều ô, không phải biểu mẫu đã điền. Xoá các hàng, ô thừa.")


def xlsx_formulas(file: OfficeFile) -> dict[str, dict[Corner, str]]:
    """The formulas of each sheet by its name; of one that has no text of its own (shared, array, table) nothing."""
    targets = {
        one.get("Id"): posixpath.normpath(posixpath.join("xl", one.get("Target", "").removeprefix("/xl/")))
        for one in file.xml("xl/_rels/workbook.xml.rels")
        if one.get("Id")
    }
    found = {}
    for sheet in file.xml("xl/workbook.xml").iter(f"{_MAIN}sheet"):
        part = targets.get(sheet.get(_RELATION), "")
        if file.has(part):
            found[sheet.get("name", "")] = dict(_cells_with_formulas(file.xml(part)))
    return found


def _cells_with_formulas(root: Any) -> Iterator[tuple[Corner, str]]:
    for formula in root.iter(f"{_MAIN}f"):
        if match := _CELL.fullmatch((formula.getparent().get("r") or "").upper()):
            own = formula.get("t", "normal") in ("normal", "shared") and formula.text
            yield (int(match[2]), letters_column(match[1])), formula.text if own else ""


def letters_column(letters: str) -> int:
    """`A` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def xlsx_properties(file: OfficeFile) -> dict[str, str]:
    """Custom properties by name."""
    if not file.has("docProps/custom.xml"):
        return {}
    return {one.get("name", ""): "".join(one.itertext()).strip() for one in file.xml("docProps/custom.xml")}


def ods_formulas(file: OfficeFile) -> list[dict[Corner, str]]:
    """The formulas of each sheet, in order. Raises InputError where repeated cells reach too far."""
    return [_ods_sheet(table, file.name) for table in file.xml("content.xml").iter(f"{_TABLE}table")]


def _ods_sheet(table: Any, name: str) -> dict[Corner, str]:
    formulas: dict[Corner, str] = {}
    row = last = width = 0
    for line in table.iter(f"{_TABLE}table-row"):
        times, column = _times(line, "rows"), 0
        for cell in line.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            wide = _times(cell, "columns")
            if len(cell) or cell.get(f"{_TABLE}formula"):
                last, width = row + times, max(width, column + wide)
            if last * width > MAX_CELLS:
                raise InputError(f"{name}: một tờ trải quá rộng để đọc. Xoá các ô thừa ngoài bảng rồi lưu lại.")
            if formula := cell.get(f"{_TABLE}formula"):
                formulas[row + 1, column + 1] = formula if times == wide == 1 else ""
            column += wide
        row += times
    return formulas


def _times(element: Any, what: str) -> int:
    stated = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else 1


def ods_properties(file: OfficeFile) -> dict[str, str]:
    """Properties that users define, by name."""
    if not file.has("meta.xml"):
        return {}
    found = file.xml("meta.xml").iter(f"{_META}user-defined")
    return {one.get(f"{_META}name", ""): "".join(one.itertext()).strip() for one in found}
