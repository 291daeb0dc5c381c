"""Whether a filled form still has every row and sheet that it was made with: what officers deleted is told, not taken
for an agency without figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.submission import Submission
from par_engine.evidence.workbook.cells import CellTree
from par_engine.evidence.workbook.form import FormSheet, lay_out
from par_engine.findings import Finding, Place, Severity
from par_engine.reading.models import Loaded
from par_engine.text import listing


def check_whole(file: Loaded[Submission], yardstick: Yardstick) -> Iterator[Finding]:
    """Sheets and rows of figures that are gone from a workbook; nothing for other files."""
    tree = file.tree
    if not isinstance(tree, CellTree):
        return
    kind, agency = file.model.unit_kind, file.model.agency
    blank = lay_out(yardstick, kind, ("", ""), None)
    mine = lay_out(yardstick, kind, (agency.id, agency.name), None)
    expected = _figures(mine.sheets).keys() & _figures(blank.sheets).keys()
    place = Place(tree.name, 1, 1, tree.sheets[0] if tree.sheets else "")
    for sheet in mine.sheets:
        if sheet.table.id == "area":
            yield from _area(sheet, expected - tree.rows, tree, place)
        elif sheet.table.id not in tree.tables:
            message = f"không có tờ “{sheet.name}” của biểu mẫu, nên không đọc được gì từ tờ ấy"
            action = "nếu tờ bị xoá nhầm thì lập lại biểu mẫu với --fill rồi điền tiếp"
            severity = Severity.WARNING if sheet.table.id == "documents" else Severity.NOTE
            yield Finding("workbook.sheet_gone", severity, "", message, "", "", action, place)


def _area(sheet: FormSheet, gone: set[str], tree: CellTree, place: Place) -> Iterator[Finding]:
    """One finding for the sheet where all its rows are gone, else one for each row."""
    mine = _figures((sheet,))
    lost = [name for name in mine if name in gone]
    if not lost:
        return
    action = "chép lại hàng từ biểu mẫu trống, hoặc lập lại biểu mẫu với --fill rồi điền tiếp"
    codes = {row.cells["component"] for row in sheet.rows if row.style == "component"}
    if len(lost) == len(mine) and not codes & tree.components:
        message = f"không có tờ “{sheet.name}” của biểu mẫu: không đọc được {len(mine)} số liệu của lĩnh vực này"
        yield Finding("workbook.sheet_gone", Severity.WARNING, "", message, "", "", action, place)
        return
    if sheet.name in tree.sheets:
        place = replace(place, sheet=sheet.name)
    titles = listing([f"“{mine[name]}” ({name})" for name in lost])
    message = f"tờ “{sheet.name}” không còn hàng của {len(lost)} số liệu: {titles}"
    yield Finding("workbook.row_gone", Severity.WARNING, "", message, "", "", action, place)


def _figures(sheets: tuple[FormSheet, ...]) -> dict[str, str]:
    """The figures that area sheets ask for, with their titles."""
    rows = (row for sheet in sheets if sheet.table.id == "area" for row in sheet.rows)
    return {str(row.cells["indicator"]): str(row.cells["title"]) for row in rows if row.style == "figure"}
