"""A filled form read back: cells to the plain data that a YAML file would give, each value with its cell.

From here on there is one way: the same model checks it, the same findings are made, the same score comes out.
"""

from __future__ import annotations

from pathlib import Path

from par_engine.criteria.decisions import KeyPath
from par_engine.evidence.workbook.cells import CellTree
from par_engine.evidence.workbook.layout import ENTRIES, FORM_SCHEMA, NONE, PREVIOUS, TABLES, code_of
from par_engine.evidence.workbook.tables import Line, TableReading
from par_engine.findings import Finding
from par_engine.reading.books.read import read_book


def read_form(path: Path, name: str) -> tuple[CellTree | None, list[Finding]]:
    """A filled form, or every problem that stops its reading. Raises InputError where it is no workbook at all."""
    reading = FormReading(read_book(path, name))
    return reading.whole(), reading.problems


class FormReading(TableReading):
    """The tables of a submission."""

    tables = TABLES
    entries = ENTRIES
    kind = "submission"
    form = FORM_SCHEMA

    def take_area(self, line: Line) -> None:
        """A figure of the set, in the row of its component."""
        self.components.add(self.text(line, "component"))
        if indicator := code_of(self.text(line, "indicator")):
            self.rows.add(indicator)
            self.value(line, ("values", indicator))
        else:
            self.unplaced(line, "hàng này không có ô nhập số liệu")

    def take_figures(self, line: Line) -> None:
        """A figure of another period, or one that no component names."""
        indicator = code_of(self.text(line, "indicator"))
        if not indicator:
            self.unplaced(line, "hàng không có mã số liệu")
        elif not (where := self.when(line, indicator)):
            return
        elif not (office := self.text(line, "office")):
            self.value(line, where)
        elif where[0] == "values":
            self.value(line, ("from_offices", office, indicator))
        else:
            message, action = "số của cơ quan tổng hợp chỉ ghi cho kỳ này", "để trống ô kỳ, hoặc ô cơ quan"
            self.problem("workbook.period", line.sheet, line.corner("period"), message, action=action)

    def when(self, line: Line, indicator: str) -> KeyPath | None:
        """Where a figure of a period goes."""
        period = self.text(line, "period")
        if not period:
            return ("values", indicator)
        if period.lower() == PREVIOUS:
            return ("previous_values", indicator)
        if len(period) == 4 and period.isdigit():
            return ("history", period, indicator)
        if len(period) == 7 and period[4] == "-":
            return ("series", indicator, period)
        self.problem(
            "workbook.period",
            line.sheet,
            line.corner("period"),
            f"không phải kỳ của số liệu (gặp: “{period}”)",
            found=period,
            action=line.table.column("period").help.rstrip("."),
        )
        return None

    def take_units(self, line: Line) -> None:
        """A figure of a unit below the agency."""
        unit, indicator = self.text(line, "unit"), code_of(self.text(line, "indicator"))
        units = self.data.setdefault("sub_units", {}) if unit else {}
        if not unit:
            self.unplaced(line, "hàng không có mã đơn vị")
            return
        if unit.lower() == NONE:
            self.places.setdefault(("sub_units",), self.place(line, "unit"))
            return
        named = self.fields(line, "name")
        if unit not in units:
            self.put(line, ("sub_units", unit), named, "unit")
        else:
            self.same_name(line, units[unit].get("name"), named.get("name"))
        if indicator and (where := self.when(line, indicator)):
            self.value(line, ("sub_units", unit, *where))
        elif not indicator:
            self.no_indicator(line)

    def same_name(self, line: Line, before: str | None, now: str | None) -> None:
        """Rows of one unit name it alike, or do not repeat its name."""
        if now is not None and now != before:
            message = f"cùng mã đơn vị mà tên khác hàng trên (“{before}”, “{now}”)"
            self.problem("workbook.repeated", line.sheet, line.corner("name"), message, action="sửa mã hoặc tên")

    def no_indicator(self, line: Line) -> None:
        """A row of a unit that says nothing of which figure."""
        filled = [line.corner(key) for key in ("value", "as_of", "document", "note", "period")]
        corners = [corner for corner in filled if corner in line.sheet.cells or corner in line.sheet.formulas]
        self.left(line.sheet, corners, "hàng không có mã số liệu", "chọn mã số liệu, hoặc xoá")

    def take_merged(self, line: Line) -> None:
        """A figure of a unit that was merged into the agency."""
        unit, indicator = self.text(line, "unit"), code_of(self.text(line, "indicator"))
        if not unit:
            self.unplaced(line, "hàng không có mã đơn vị")
            return
        merged = self.data.setdefault("predecessors", [])
        number = next((number for number, one in enumerate(merged) if one["id"] == unit), len(merged))
        if number == len(merged):
            merged.append({"id": unit, **self.fields(line, "name")})
            self.places["predecessors", number] = self.place(line, "unit")
        else:
            self.same_name(line, merged[number].get("name"), self.text(line, "name") or None)
        if not indicator:
            self.no_indicator(line)
        elif (where := self.when(line, indicator)) and where[0] == "history":
            merged[number].setdefault("history", {}).setdefault(where[1], {})
            self.value(line, ("predecessors", number, *where))
        elif where:
            self.problem(
                "workbook.period",
                line.sheet,
                line.corner("period"),
                "đơn vị hợp nhất chỉ có số của các năm trước",
                action="ghi năm như 2018",
            )

    def take_documents(self, line: Line) -> None:
        """One document."""
        keys = [column.key for column in line.table.columns if column.key != "id"]
        said = self.fields(line, *keys)
        if not said:
            return
        name = self.cell(line, line.table.column("id"), "id")
        for key, value in (("id", name), ("kind", said.get("kind"))):
            if value is None and not self.has_problem(line, key):
                title, action = line.table.column(key).title, line.table.column(key).help.rstrip(".")
                message = f"tài liệu chưa ghi “{title}”"
                self.problem("workbook.missing", line.sheet, line.corner(key), message, action=action)
        if name is None or "kind" not in said:
            return
        documents = self.data.setdefault("documents", [])
        path: KeyPath = ("documents", len(documents))
        documents.append({"id": name, **said})
        self.places[path] = self.place(line, "id")
        self.mark(line, path, ("id", *said))

    def take_explained(self, line: Line) -> None:
        """What the agency claims and explains of one component."""
        code = self.text(line, "component")
        said = self.fields(line, "points", "reason", "explanation")
        if not code:
            self.unplaced(line, "hàng không có mã tiêu chí")
            return
        if "explanation" in said:
            self.put(line, ("explanations", code), said.pop("explanation"), "explanation")
        for key, other in (("points", "reason"), ("reason", "points")):
            if key not in said and other in said and not self.has_problem(line, key):
                title = line.table.column(key).title
                message, action = f"tiêu chí {code} chưa ghi “{title}”", "ghi cả điểm tự chấm và lý do, hoặc xoá cả hai"
                self.problem("workbook.missing", line.sheet, line.corner(key), message, action=action)
        if said.keys() == {"points", "reason"}:
            self.put(line, ("claims", code), said, "points")
            self.mark(line, ("claims", code), said)

    def take_events(self, line: Line) -> None:
        """The days of one event."""
        code, days = self.text(line, "event"), self.fields(line, "days").get("days")
        if not code:
            self.unplaced(line, "hàng không có mã sự kiện")
        elif days is not None:
            self.put(line, ("events", code), [] if [day.lower() for day in days] == [NONE] else days, "days")

    def value(self, line: Line, path: KeyPath) -> None:
        """One reported value with its date, document and note."""
        said = self.fields(line, "value", "as_of", "document", "note")
        if not said:
            return
        if "value" not in said:
            if not self.has_problem(line, "value"):
                message = "có ngày, tài liệu hoặc ghi chú mà không có số liệu"
                action = "điền số liệu, hoặc xoá các ô cùng hàng"
                self.problem("workbook.missing", line.sheet, line.corner("value"), message, action=action)
            return
        self.put(line, path, said, "value")
        self.mark(line, path, said)


def told_before(finding: Finding) -> bool:
    """Whether the model misses what the reading of the first sheet told already, in the words of the form."""
    part = finding.path.partition(".")[0]
    return finding.check == "model.missing" and part in {entry.path[0] for entry in ENTRIES}
