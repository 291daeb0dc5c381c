"""A filled form read table by table, row by row. Problems that stop the reading are all told at once; what merely does
not belong to the form is told and left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from par_engine.criteria.decisions import KeyPath
from par_engine.evidence.workbook.cells import CellTree, as_text, header_of, plain_value, shown
from par_engine.evidence.workbook.layout import LISTS, Column, Entry, Table, Taken
from par_engine.findings import Finding, Place, Severity
from par_engine.reading.books.arithmetic import NotSimple, compute
from par_engine.reading.books.book import Book, Content, Corner, Sheet
from par_engine.reading.source import written_wrongly
from par_engine.reading.tree import Marks

ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
"""What programs show where a formula failed; also when only the text was pasted."""
FORMS = {"submission": "biểu mẫu hồ sơ tự chấm", "assessment": "biểu mẫu kết quả điều tra"}
"""What forms are called."""
MAX_TOLD = 40
"""So many cells that do not belong are told one by one for each sheet."""
PROPERTIES = {"criteria_set": "bo_tieu_chi", "version": "phien_ban", "digest": "ma_kiem", "unit_kind": "loai_don_vi"}
"""Custom properties of the file that repeat what the first sheet says."""


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


class TableReading:
    """Reads a form table by table; a form has a `take_…` for each of its tables."""

    tables: tuple[Table, ...]
    entries: tuple[Entry, ...]
    kind: str
    form: str

    def __init__(self, book: Book) -> None:
        self.book = book
        self.data: dict[str, Any] = {"kind": self.kind, "schema": 1}
        self.places: dict[KeyPath, Place] = {}
        self.problems: list[Finding] = []
        self.left_over: list[Finding] = []
        self.stamp: dict[str, str] = {}
        self.labels: set[str] = set()

    def whole(self) -> CellTree | None:
        """Everything read; nothing where it is no form."""
        if "info" not in self.sheets():
            message = f"không có tờ “Thông tin” của biểu mẫu: tệp này không lập từ {FORMS[self.kind]}"
            action = "lập biểu mẫu: par-engine evidence form BỘ --unit LOẠI -o TỆP.xlsx, rồi điền vào đó"
            self.problems = [Finding("workbook.form", Severity.ERROR, "", message, action=action, place=self.top)]
            return None
        if not self.is_mine():
            return None
        self.check_labels()
        self.check_properties()
        action = "bỏ khỏi tệp nếu không cần"
        self.left_over += [
            Finding("workbook.hidden", Severity.NOTE, "", note.rstrip("."), action=action, place=self.top)
            for note in self.book.notes
        ]
        return CellTree(self.book.name, self.data, Marks(1, 1), self.places, self.stamp, tuple(self.left_over))

    def sheets(self) -> set[str]:
        """Reads the sheets one by one; gives the tables that were found."""
        found: set[str] = set()
        for sheet in self.book.sheets:
            if sheet.name == LISTS or not (sheet.cells or sheet.formulas):
                continue
            header = header_of(sheet, self.tables)
            if header is None:
                self.stranger(sheet)
                continue
            table, row, columns = header
            found.add(table.id)
            self.table(sheet, table, row, columns)
        return found

    @property
    def top(self) -> Place:
        """Where that is told which concerns the whole file."""
        return Place(self.book.name, 1, 1, self.book.sheets[0].name if self.book.sheets else "")

    def place(self, line: Line, key: str) -> Place:
        """Where the cell of a row stands."""
        return self.book.place(line.sheet.name, line.corner(key))

    def mark(self, line: Line, path: KeyPath, keys: Iterable[str]) -> None:
        """Remembers from which cells the values below a path come."""
        self.places.update({(*path, key): self.place(line, key) for key in keys})

    def problem(self, check: str, sheet: Sheet, corner: Corner, message: str, *, found: str = "", action: str) -> None:
        """Something that stops the reading."""
        place = self.book.place(sheet.name, corner)
        self.problems.append(Finding(check, Severity.ERROR, "", message, found, "", action, place))

    def left(self, sheet: Sheet, corners: list[Corner], message: str, action: str) -> None:
        """Cells that hold something which has no place in the form."""
        told = sorted(corners)
        for corner in told[:MAX_TOLD]:
            content = shown(sheet.cells.get(corner, "công thức"))
            rest = len(told) - MAX_TOLD
            more = f", và {rest} ô khác trong tờ này" if rest > 0 and corner == told[MAX_TOLD - 1] else ""
            place = self.book.place(sheet.name, corner)
            text = f"{message} (gặp: {content}){more}"
            self.left_over.append(Finding("workbook.left_over", Severity.WARNING, "", text, content, "", action, place))

    def stranger(self, sheet: Sheet) -> None:
        """A sheet that is none of the form's."""
        corners = sorted({*sheet.cells, *sheet.formulas})
        first = self.book.place(sheet.name, corners[0])
        message = f"tờ “{sheet.name}” không phải tờ của biểu mẫu, {len(corners)} ô có nội dung không được đọc"
        action = "chép số liệu vào đúng tờ, hoặc bỏ tờ này; nếu là tờ của biểu mẫu thì khôi phục hàng tiêu đề cột"
        self.left_over.append(Finding("workbook.sheet", Severity.WARNING, "", message, sheet.name, "", action, first))

    def table(self, sheet: Sheet, table: Table, header: int, columns: dict[str, int]) -> None:
        """The rows of one table; `columns` are those of its keys."""
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
        return "" if content is None else as_text(content)

    def cell(self, line: Line, column: Column | Entry, key: str) -> Any:
        """A cell as the plain value that its column gives; None where it is blank."""
        content = self.content(line, key)
        if content is None:
            return None
        if isinstance(content, str) and (wrong := written_wrongly(content)):
            self.problem("workbook.text", line.sheet, line.corner(key), wrong[0], found=shown(content), action=wrong[1])
            return None
        if isinstance(content, str) and content in ERRORS:
            message, action = f"ô báo lỗi {content}", "gõ lại nội dung của ô"
            self.problem("workbook.error", line.sheet, line.corner(key), message, found=content, action=action)
            return None
        return plain_value(content, column.taken)

    def put(self, line: Line, path: KeyPath, value: Any, key: str) -> None:
        """A value with its place; a second one at the same path is a problem."""
        place = self.place(line, key)
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
        """One entry of the first sheet."""
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

    def has_problem(self, line: Line, key: str) -> bool:
        """Whether something was told of a cell already."""
        place = self.place(line, key)
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

    def is_mine(self) -> bool:
        """Whether the form is of this kind and age; of another only that is told."""
        form = self.stamp.get("form")
        if form != self.form:
            message = f"biểu mẫu đời “{form or 'không rõ'}”, lệnh này đọc đời “{self.form}”"
            place = self.top
            action = "chọn đúng tệp cho lệnh này, hoặc lập lại biểu mẫu bằng bản phần mềm này"
            self.problems = [Finding("workbook.form", Severity.ERROR, "", message, form or "", "", action, place)]
        return form == self.form

    def check_labels(self) -> None:
        """The first sheet has a line for everything that is needed."""
        for entry in self.entries:
            if entry.needed and not entry.locked and entry.label not in self.labels:
                place = self.top
                message, action = f"tờ “Thông tin” không có mục “{entry.label}”", "thêm lại hàng này như trong biểu mẫu"
                self.problems.append(Finding("workbook.missing", Severity.ERROR, "", message, "", "", action, place))

    def check_properties(self) -> None:
        """The file's own properties, where it kept them, say the same as its first sheet."""
        for key, name in PROPERTIES.items():
            kept, said = self.book.properties.get(name), self.stamp.get(key, "")
            if kept is not None and kept != said:
                message = f"thuộc tính của tệp ghi “{kept}” nhưng tờ “Thông tin” ghi “{said}”: biểu mẫu đã bị sửa"
                action = "lập lại biểu mẫu rồi chép số liệu sang"
                place = self.places.get((key,)) or self.top
                self.problems.append(
                    Finding("workbook.properties", Severity.ERROR, "", message, said, kept, action, place)
                )
