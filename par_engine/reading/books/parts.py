"""What the reader of cells does not tell of a package (xlsx, ods): formulas, errors, merged and hidden cells,
percentages, and the properties that a form was given.

Each part is bounded before it is laid out; see `par_engine.reading.office`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from par_engine.errors import InputError
from par_engine.reading.books.book import Beside, Corner, Span, shows_percent
from par_engine.reading.office import _CELL, MAX_CELLS, OfficeFile
from par_engine.text import nfc

MAX_TAGS = 1_200_000
"""Tags in one part of a filled form, opening and closing. Ten thousand rows of documents have about half as many."""

PERCENT_FORMATS = {"9", "10"}
"""`0%` and `0.00%` have numbers of their own in every Excel file."""
MAX_PERCENTS = 200_000
"""Percentages of one sheet that are remembered: a workbook with more filled cells is refused anyway."""
MAX_HIDDEN = 10_000
"""Hidden rows at once; more are the blank end of a sheet."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def bound(file: OfficeFile, names: Iterator[str]) -> None:
    """Refuses parts with more tags than a filled form can have."""
    for name in names:
        if file.part(name).count(b"<") > MAX_TAGS:
            raise InputError(f"{file.name}: tệp có quá nhiều ô, không phải biểu mẫu đã điền. Xoá các hàng, ô thừa.")


def xlsx_beside(file: OfficeFile) -> dict[str, Beside]:
    """What each sheet says beside its values, by its name. A formula that has no text of its own (array, table) is
    blank."""
    targets = {
        one.get("Id"): posixpath.normpath(posixpath.join("xl", one.get("Target", "").removeprefix("/xl/")))
        for one in file.xml("xl/_rels/workbook.xml.rels")
        if one.get("Id")
    }
    percent, found = _percent_styles(file), {}
    for sheet in file.xml("xl/workbook.xml").iter(f"{_MAIN}sheet"):
        part = targets.get(sheet.get(_RELATION), "")
        if file.has(part):
            root = file.xml(part)
            found[nfc(sheet.get("name", ""))] = Beside(
                dict(_cells_with_formulas(root)),
                dict(_errors(root)),
                tuple(_merged(root)),
                frozenset(_hidden(root)),
                frozenset(_percents(root, percent)),
            )
    return found


def _percent_styles(file: OfficeFile) -> set[str]:
    """The numbers of the cell styles that show a percentage."""
    if not file.has("xl/styles.xml"):
        return set()
    root = file.xml("xl/styles.xml")
    patterns = {one.get("numFmtId"): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    formats = PERCENT_FORMATS | {number for number, pattern in patterns.items() if shows_percent(pattern)}
    styles = root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return {str(number) for number, style in enumerate(styles) if style.get("numFmtId") in formats}


def _percents(root: Any, styles: set[str]) -> Iterator[Corner]:
    for cell in root.iter(f"{_MAIN}c"):
        if cell.get("s") in styles and len(cell) and (corner := _corner(cell.get("r"))):
            yield corner


def _errors(root: Any) -> Iterator[tuple[Corner, str]]:
    """Cells that hold an error, whether a formula left it there or it was pasted."""
    for cell in root.iter(f"{_MAIN}c"):
        if cell.get("t") == "e" and (corner := _corner(cell.get("r"))):
            yield corner, (cell.findtext(f"{_MAIN}v") or "").strip() or "#N/A"


def _merged(root: Any) -> Iterator[Span]:
    for merged in root.iter(f"{_MAIN}mergeCell"):
        first, _, last = (merged.get("ref") or "").partition(":")
        if (start := _corner(first)) and (end := _corner(last)):
            yield start, end


def _hidden(root: Any) -> Iterator[int]:
    for row in root.iter(f"{_MAIN}row"):
        if row.get("hidden") in ("1", "true") and (row.get("r") or "").isdigit():
            yield int(row.get("r"))


def _corner(name: str | None) -> Corner | None:
    match = _CELL.fullmatch((name or "").upper())
    return (int(match[2]), letters_column(match[1])) if match else None


def _cells_with_formulas(root: Any) -> Iterator[tuple[Corner, str]]:
    for formula in root.iter(f"{_MAIN}f"):
        if corner := _corner(formula.getparent().get("r")):
            own = formula.get("t", "normal") in ("normal", "shared") and formula.text
            yield corner, formula.text if own else ""


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


def ods_beside(file: OfficeFile) -> list[Beside]:
    """What each sheet says beside its values, in order. Raises InputError where repeated cells reach too far."""
    return [_ods_sheet(table, file.name) for table in file.xml("content.xml").iter(f"{_TABLE}table")]


def _ods_sheet(table: Any, name: str) -> Beside:
    formulas: dict[Corner, str] = {}
    merged: list[Span] = []
    hidden: set[int] = set()
    percents: set[Corner] = set()
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
            is_percent = cell.get(f"{_OFFICE}value-type") == "percentage" and len(cell)
            if is_percent and len(percents) + times * wide <= MAX_PERCENTS:
                percents |= {
                    (row + down, column + right) for down in range(1, times + 1) for right in range(1, wide + 1)
                }
            down, across = _times(cell, "rows", "spanned"), _times(cell, "columns", "spanned")
            if down > 1 or across > 1:
                merged.append(((row + 1, column + 1), (row + down, column + across)))
            column += wide
        if line.get(f"{_TABLE}visibility", "visible") != "visible" and times <= MAX_HIDDEN:
            hidden |= set(range(row + 1, row + times + 1))
        row += times
    return Beside(formulas, {}, tuple(merged), frozenset(hidden), frozenset(percents))


def _times(element: Any, what: str, how: str = "repeated") -> int:
    stated = element.get(f"{_TABLE}number-{what}-{how}", "1")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else 1


def ods_properties(file: OfficeFile) -> dict[str, str]:
    """Properties that users define, by name."""
    if not file.has("meta.xml"):
        return {}
    found = file.xml("meta.xml").iter(f"{_META}user-defined")
    return {one.get(f"{_META}name", ""): "".join(one.itertext()).strip() for one in found}
