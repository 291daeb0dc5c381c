"""A filled form read back: cells to the plain data that a YAML file would give, each value with its cell.

From here on there is one way: the same model checks it, the same findings are made, the same score comes out. Problems
that stop the reading are all told at once; what merely does not belong to the form is told and left out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from par_engine.evidence.workbook.layout import (
    ENTRIES,
    FORM_SCHEMA,
    LISTS,
    NONE,
    PREVIOUS,
    TABLES,
    Column,
    Entry,
    Table,
    Taken,
    code_of,
    parted,
)
from par_engine.findings import Finding, Place, Severity
from par_engine.numbers import plain, readings, viet
from par_engine.reading.books.arithmetic import NotSimple, compute, exact
from par_engine.reading.books.book import Book, Content, Corner, Sheet
from par_engine.reading.books.read import read_book
from par_engine.reading.source import written_wrongly
from par_engine.reading.tree import Marks, Tree

Path_ = tuple[str | int, ...]
HEADER_ROWS = 15
"""The titles of the columns stand within so many rows."""
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
"""What programs show where a formula failed; also when only the text was pasted."""
FORMS = {"submission": "biểu mẫu hồ sơ tự chấm", "assessment": "biểu mẫu kết quả điều tra"}
"""What forms are called."""
MAX_TOLD = 40
"""So many cells that do not belong are told one by one for each sheet."""
PROPERTIES = {"criteria_set": "bo_tieu_chi", "version": "phien_ban", "digest": "ma_kiem", "unit_kind": "loai_don_vi"}
"""Custom properties of the file that repeat what the first sheet says."""


@dataclass(slots=True)
class CellTree(Tree):
    """A workbook read: places are cells. `stamp` is what the form says of itself: set, version, digest."""

    places: dict[Path_, Place] = field(default_factory=dict)
    stamp: dict[str, str] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()

    def at(self, path: Path_, *, key: bool = False) -> Place:
        """The cell of a value, or of the nearest above it that has one."""
        for length in range(len(path), 0, -1):
            if place := self.places.get(path[:length]):
                return place
        below = (place for known, place in self.places.items() if known[: len(path)] == path)
        return next(below, Place(self.name, 1, 1, next(iter(self.places.values())).sheet if self.places else "A"))

    def inside(self, path: Path_, offset: int) -> Place:
        """Cells have no places inside."""
        return self.at(path)


def read_form(path: Path, name: str) -> tuple[CellTree | None, list[Finding]]:
    """A filled form, or every problem that stops its reading. Raises InputError where it is no workbook at all."""
    reading = FormReading(read_book(path, name))
    return reading.whole(), reading.problems


@dataclass
class Line:
    """One row of a table that holds something."""

    sheet: Sheet
    table: Table
    number: int
    columns: dict[str, int]

    def corner(self, key: str) -> Corner:
        """The cell of a column in this row."""
        return self.number, self.columns[key]


class FormReading:
    """Reads a form table by table; each table has its `take_…`."""

    tables: tuple[Table, ...] = TABLES
    entries: tuple[Entry, ...] = ENTRIES
    kind = "submission"
    form = FORM_SCHEMA

    def __init__(self, book: Book) -> None:
        self.book = book
        self.data: dict[str, Any] = {"kind": self.kind, "schema": 1}
        self.places: dict[Path_, Place] = {}
        self.problems: list[Finding] = []
        self.left_over: list[Finding] = []
        self.stamp: dict[str, str] = {}
        self.labels: set[str] = set()

    def whole(self) -> CellTree | None:
        """Everything read; nothing where it is no form."""
        found: set[str] = set()
        for sheet in self.book.sheets:
            if sheet.name == LISTS or not (sheet.cells or sheet.formulas):
                continue
            header = _header(sheet, self.tables)
            if header is None:
                self.stranger(sheet)
                continue
            table, row, columns = header
            found.add(table.id)
            self.table(sheet, table, row, columns)
        if "info" not in found:
            message = f"không có tờ “Thông tin” của biểu mẫu: tệp này không lập từ {FORMS[self.kind]}"
            action = "lập biểu mẫu: par-engine evidence form BỘ --unit LOẠI -o TỆP.xlsx, rồi điền vào đó"
            place = Place(self.book.name, 1, 1, self.book.sheets[0].name if self.book.sheets else "")
            self.problems = [Finding("workbook.form", Severity.ERROR, "", message, action=action, place=place)]
            return None
        if not self.is_mine():
            return None
        self.check_labels()
        self.check_properties()
        self.left_over += [
            Finding("workbook.hidden", Severity.NOTE, "", note.rstrip("."), action="bỏ khỏi tệp nếu không cần",
                    place=Place(self.book.name, 1, 1, self.book.sheets[0].name))
            for note in self.book.notes
        ]  # fmt: skip
        marks = Marks(1, 1)
        return CellTree(self.book.name, self.data, marks, self.places, self.stamp, tuple(self.left_over))

    # Findings

    def problem(self, check: str, sheet: Sheet, corner: Corner, message: str, *, found: str = "", action: str) -> None:
        place = self.book.place(sheet.name, corner)
        self.problems.append(Finding(check, Severity.ERROR, "", message, found, "", action, place))

    def left(self, sheet: Sheet, corners: list[Corner], message: str, action: str) -> None:
        """Cells that hold something which has no place in the form."""
        told = sorted(corners)
        for corner in told[:MAX_TOLD]:
            shown = _shown(sheet.cells.get(corner, "công thức"))
            rest = len(told) - MAX_TOLD
            more = f", và {rest} ô khác trong tờ này" if rest > 0 and corner == told[MAX_TOLD - 1] else ""
            place = self.book.place(sheet.name, corner)
            text = f"{message} (gặp: {shown}){more}"
            self.left_over.append(Finding("workbook.left_over", Severity.WARNING, "", text, shown, "", action, place))

    def stranger(self, sheet: Sheet) -> None:
        corners = sorted({*sheet.cells, *sheet.formulas})
        first = self.book.place(sheet.name, corners[0])
        message = f"tờ “{sheet.name}” không phải tờ của biểu mẫu, {len(corners)} ô có nội dung không được đọc"
        action = "chép số liệu vào đúng tờ, hoặc bỏ tờ này; nếu là tờ của biểu mẫu thì khôi phục hàng tiêu đề cột"
        self.left_over.append(Finding("workbook.sheet", Severity.WARNING, "", message, sheet.name, "", action, first))

    # Tables

    def table(self, sheet: Sheet, table: Table, header: int, columns: dict[str, int]) -> None:
        rows = sorted({row for row, _ in (*sheet.cells, *sheet.formulas) if row > header})
        widest = set(columns.values())
        beside = [
            corner for corner in {*sheet.cells, *sheet.formulas} if corner[0] > header and corner[1] not in widest
        ]
        self.left(sheet, beside, "nội dung ngoài bảng, không được đọc", "chép vào đúng cột, hoặc xoá")
        take = getattr(self, f"take_{table.id}")
        for number in rows:
            take(Line(sheet, table, number, columns))

    def content(self, line: Line, key: str) -> Content | Decimal | None:
        """What a cell holds; the result of a formula is computed again."""
        corner = line.corner(key)
        if corner in line.sheet.formulas:
            try:
                return compute(line.sheet, corner)
            except NotSimple as reason:
                text = line.sheet.formulas[corner]
                shown = f"“={text.removeprefix('of:').removeprefix('=')[:60]}”" if text else "công thức"
                message = f"ô chứa công thức, kết quả đã lưu không được tin: {reason} (gặp: {shown})"
                action = "gõ con số vào ô thay cho công thức"
                self.problem("workbook.formula", line.sheet, corner, message, found=shown, action=action)
                return None
        return line.sheet.cells.get(corner)

    def text(self, line: Line, key: str) -> str:
        """A cell as text: for the keys of rows."""
        content = self.content(line, key)
        return "" if content is None else _as_text(content)

    def cell(self, line: Line, column: Column | Entry, key: str) -> Any:
        """A cell as the plain value that its column gives; None where it is blank."""
        content = self.content(line, key)
        if content is None:
            return None
        if isinstance(content, str) and (wrong := written_wrongly(content)):
            self.problem(
                "workbook.text", line.sheet, line.corner(key), wrong[0], found=_shown(content), action=wrong[1]
            )
            return None
        if isinstance(content, str) and content in ERRORS:
            message, action = f"ô báo lỗi {content}", "gõ lại nội dung của ô"
            self.problem("workbook.error", line.sheet, line.corner(key), message, found=content, action=action)
            return None
        return _plain(content, column.taken)

    def put(self, line: Line, path: Path_, value: Any, key: str) -> None:
        """A value with its place; a second one at the same path is a problem."""
        place = self.book.place(line.sheet.name, line.corner(key))
        if path in self.places:
            message = f"ghi hai lần: đã ghi ở tờ “{self.places[path].sheet}”, ô {self.places[path].cell}"
            self.problem("workbook.repeated", line.sheet, line.corner(key), message, action="giữ lại một chỗ")
            return
        holder: Any = self.data
        for segment in path[:-1]:
            holder = holder[segment] if isinstance(segment, int) else holder.setdefault(segment, {})
        holder[path[-1]] = value
        self.places[path] = place

    def fields(self, line: Line, *keys: str) -> dict[str, Any]:
        """The filled cells among these columns."""
        read = {key: self.cell(line, line.table.column(key), key) for key in keys}
        return {key: value for key, value in read.items() if value is not None}

    def take_info(self, line: Line) -> None:
        label = self.text(line, "label")
        self.labels.add(label)
        entry = next((one for one in self.entries if one.label == label), None)
        if entry is None:
            if (corner := line.corner("content")) in line.sheet.cells:
                self.left(line.sheet, [corner], "hàng này không có trong biểu mẫu", "ghi vào đúng mục, hoặc xoá")
            return
        value = self.cell(line, entry, "content")
        if entry.path in (("digest",), ("form",)) or entry.locked:
            self.stamp[entry.path[0]] = str(value or "")
        if entry.path in (("digest",), ("form",)):
            return
        if value is None and entry.needed:
            if not self.has_problem(line, "content"):
                action = entry.help.rstrip(".") or "lập lại biểu mẫu rồi điền"
                self.problem(
                    "workbook.missing", line.sheet, line.corner("content"), f"chưa ghi “{label}”", action=action
                )
        elif value is not None:
            self.put(line, entry.path, value, "content")

    def take_area(self, line: Line) -> None:
        if indicator := code_of(self.text(line, "indicator")):
            self.value(line, ("values", indicator))
        else:
            self.unplaced(line, "hàng này không có ô nhập số liệu")

    def value(self, line: Line, path: Path_) -> None:
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
        for key in said:
            self.places[*path, key] = self.book.place(line.sheet.name, line.corner(key))

    def has_problem(self, line: Line, key: str) -> bool:
        place = self.book.place(line.sheet.name, line.corner(key))
        return any(one.place == place for one in self.problems)

    def unplaced(self, line: Line, message: str) -> None:
        """Input columns that hold something in a row that has no key."""
        filled = [line.corner(one.key) for one in line.table.columns if one.taken is not Taken.PRINTED]
        self.left(
            line.sheet,
            [corner for corner in filled if corner in line.sheet.cells or corner in line.sheet.formulas],
            message,
            "ghi vào đúng hàng, hoặc xoá",
        )

    def take_figures(self, line: Line) -> None:
        indicator = code_of(self.text(line, "indicator"))
        if not indicator:
            self.unplaced(line, "hàng không có mã số liệu")
        elif where := self.when(line, indicator):
            self.value(line, where)

    def when(self, line: Line, indicator: str) -> Path_ | None:
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
        unit, indicator = self.text(line, "unit"), code_of(self.text(line, "indicator"))
        units = self.data.setdefault("sub_units", {}) if unit else {}
        if not unit:
            self.unplaced(line, "hàng không có mã đơn vị")
            return
        if unit.lower() == NONE:
            self.places.setdefault(("sub_units",), self.book.place(line.sheet.name, line.corner("unit")))
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
        filled = [line.corner(key) for key in ("value", "as_of", "document", "note", "period")]
        corners = [corner for corner in filled if corner in line.sheet.cells or corner in line.sheet.formulas]
        self.left(line.sheet, corners, "hàng không có mã số liệu", "chọn mã số liệu, hoặc xoá")

    def take_merged(self, line: Line) -> None:
        unit, indicator = self.text(line, "unit"), code_of(self.text(line, "indicator"))
        if not unit:
            self.unplaced(line, "hàng không có mã đơn vị")
            return
        merged = self.data.setdefault("predecessors", [])
        number = next((number for number, one in enumerate(merged) if one["id"] == unit), len(merged))
        if number == len(merged):
            merged.append({"id": unit, **self.fields(line, "name")})
            self.places["predecessors", number] = self.book.place(line.sheet.name, line.corner("unit"))
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
        keys = [column.key for column in line.table.columns if column.key != "id"]
        said = self.fields(line, *keys)
        if not said:
            return
        documents = self.data.setdefault("documents", [])
        name = self.cell(line, line.table.column("id"), "id")
        path: Path_ = ("documents", len(documents))
        documents.append({**({"id": name} if name is not None else {}), **said})
        self.places[path] = self.book.place(line.sheet.name, line.corner("id"))
        for key in ("id", *said):
            self.places[*path, key] = self.book.place(line.sheet.name, line.corner(key))

    def take_explained(self, line: Line) -> None:
        code = self.text(line, "component")
        said = self.fields(line, "points", "reason", "explanation")
        if not code:
            self.unplaced(line, "hàng không có mã tiêu chí")
            return
        if "explanation" in said:
            self.put(line, ("explanations", code), said.pop("explanation"), "explanation")
        if said:
            self.put(line, ("claims", code), said, "points")
            for key in said:
                self.places["claims", code, key] = self.book.place(line.sheet.name, line.corner(key))

    def take_events(self, line: Line) -> None:
        code, days = self.text(line, "event"), self.fields(line, "days").get("days")
        if not code:
            self.unplaced(line, "hàng không có mã sự kiện")
        elif days is not None:
            self.put(line, ("events", code), [] if [day.lower() for day in days] == [NONE] else days, "days")

    def is_mine(self) -> bool:
        """Whether the form is of this kind and age; of another only that is told."""
        form = self.stamp.get("form")
        if form != self.form:
            message = f"biểu mẫu đời “{form or 'không rõ'}”, lệnh này đọc đời “{self.form}”"
            place = Place(self.book.name, 1, 1, self.book.sheets[0].name)
            action = "chọn đúng tệp cho lệnh này, hoặc lập lại biểu mẫu bằng bản phần mềm này"
            self.problems = [Finding("workbook.form", Severity.ERROR, "", message, form or "", "", action, place)]
        return form == self.form

    def check_labels(self) -> None:
        """The first sheet has a line for everything that is needed."""
        for entry in self.entries:
            if entry.needed and not entry.locked and entry.label not in self.labels:
                place = Place(self.book.name, 1, 1, self.book.sheets[0].name)
                message, action = f"tờ “Thông tin” không có mục “{entry.label}”", "thêm lại hàng này như trong biểu mẫu"
                self.problems.append(Finding("workbook.missing", Severity.ERROR, "", message, "", "", action, place))

    def check_properties(self) -> None:
        """The file's own properties, where it kept them, say the same as its first sheet."""
        for key, name in PROPERTIES.items():
            kept, said = self.book.properties.get(name), self.stamp.get(key, "")
            if kept is not None and kept != said:
                message = f"thuộc tính của tệp ghi “{kept}” nhưng tờ “Thông tin” ghi “{said}”: biểu mẫu đã bị sửa"
                action = "lập lại biểu mẫu rồi chép số liệu sang"
                place = self.places.get((key,)) or Place(self.book.name, 1, 1, self.book.sheets[0].name)
                self.problems.append(
                    Finding("workbook.properties", Severity.ERROR, "", message, said, kept, action, place)
                )


def told_before(finding: Finding) -> bool:
    """Whether the model misses what the reading of the first sheet told already, in the words of the form."""
    part = finding.path.partition(".")[0]
    return finding.check == "model.missing" and part in {entry.path[0] for entry in ENTRIES}


def _header(sheet: Sheet, tables: tuple[Table, ...]) -> tuple[Table, int, dict[str, int]] | None:
    """The table of a sheet, the row of its titles, and the column of each key."""
    for row in range(1, HEADER_ROWS + 1):
        titles = {
            content: column
            for (number, column), content in sorted(sheet.cells.items(), reverse=True)
            if number == row and isinstance(content, str)
        }
        fitting = [table for table in tables if all(column.title in titles for column in table.columns)]
        if fitting:
            table = max(fitting, key=lambda one: len(one.columns))
            return table, row, {column.key: titles[column.title] for column in table.columns}
    return None


def _plain(content: Content | Decimal, taken: Taken) -> Any:
    match taken:
        case Taken.CODE:
            return code_of(_as_text(content))
        case Taken.CODES:
            return parted(_as_text(content))
        case Taken.VALUE | Taken.POINTS | Taken.COUNT:
            return _number_or_text(content, points=taken is not Taken.VALUE)
    return _as_text(content)


def _number_or_text(content: Content | Decimal, *, points: bool) -> Any:
    if isinstance(content, dt.date):
        return _as_text(content)
    if isinstance(content, float):
        number = exact(content)
        return int(number) if number == number.to_integral_value() else number
    if points and isinstance(content, str) and len(found := readings(content)) == 1:
        number = Decimal(found[0].numerator) / Decimal(found[0].denominator)
        return int(number) if found[0].denominator == 1 else number
    return content


def _as_text(content: Content | Decimal) -> str:
    """A cell as one would have typed it as text."""
    if isinstance(content, bool):
        return "Có" if content else "Không"
    if isinstance(content, dt.datetime):
        rounded = content + dt.timedelta(seconds=30)
        return rounded.strftime("%d/%m/%Y %H:%M") if (rounded.hour, rounded.minute) != (0, 0) else _day(rounded)
    if isinstance(content, dt.date):
        return _day(content)
    if isinstance(content, float):
        number = exact(content)
        return plain(number.quantize(Decimal(1)) if number == number.to_integral_value() else number)
    return plain(content) if isinstance(content, Decimal) else str(content)


def _day(day: dt.date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _shown(content: Content) -> str:
    """A cell as messages quote it."""
    text = viet(exact(content)) if isinstance(content, float) else _as_text(content)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
