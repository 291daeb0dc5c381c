"""A filled form read table by table, row by row. Problems that stop the reading are all told at once; what merely does
not belong to the form is told and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from par_engine.criteria.decisions import KeyPath
from par_engine.evidence.submission import Purpose
from par_engine.evidence.workbook.cells import CellTree, as_text, percentage, plain_value, shown
from par_engine.evidence.workbook.layout import DASH, LISTS, Column, Entry, Table, Taken
from par_engine.evidence.workbook.titles import Header, find_header
from par_engine.findings import Finding, Place, Severity, column_letters
from par_engine.reading.books.arithmetic import NotSimple, compute
from par_engine.reading.books.book import Book, Content, Corner, Sheet
from par_engine.reading.fields import CODE
from par_engine.reading.source import written_wrongly
from par_engine.reading.tree import Marks
from par_engine.text import did_you_mean, fold

ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
"""What programs show where a formula failed; also when only the text was pasted."""
FORMS = {"submission": "biểu mẫu hồ sơ tự chấm", "assessment": "biểu mẫu kết quả điều tra"}
"""What forms are called."""
_AS_SHOWN = (Taken.VALUE, Taken.TEXT)
"""What is read from such a cell is what it shows; points and counts are numbers, whatever the format."""
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
        self.offered = _offered(book)
        self.found: set[str] = set()
        self.components: set[str] = set()
        self.rows: set[str] = set()

    def whole(self) -> CellTree | None:
        """Everything read; nothing where it is no form."""
        self.sheets()
        if "info" not in self.found:
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
        tree = CellTree(self.book.name, self.data, Marks(1, 1), self.places, self.stamp, tuple(self.left_over))
        tree.sheets = tuple(sheet.name for sheet in self.book.sheets)
        tree.tables, tree.components, tree.rows = self.found, self.components, self.rows
        return tree

    def sheets(self) -> None:
        """Reads the sheets one by one, and remembers which tables were found."""
        for sheet in self.book.sheets:
            if sheet.name == LISTS or not (sheet.cells or sheet.formulas):
                continue
            header = find_header(sheet, self.tables)
            if header is None:
                self.stranger(sheet)
                continue
            self.found.add(header.table.id)
            if header.lacking:
                self.titles_gone(sheet, header)
            else:
                self.table(sheet, header)

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

    def titles_gone(self, sheet: Sheet, header: Header) -> None:
        """A sheet that has lost columns is not read at all: what it holds would be taken for something else."""
        gone = ", ".join(f"“{title}”" for title in header.lacking)
        message = f"tờ “{sheet.name}” thiếu cột {gone} ở hàng tiêu đề {header.row}, nên không đọc được"
        action = "khôi phục tiêu đề cột như trong biểu mẫu (hoàn tác việc xoá cột, sửa tiêu đề)"
        self.problem("workbook.column", sheet, (header.row, 1), message, found=gone, action=action)

    def handled(self, sheet: Sheet, header: Header) -> None:
        """Merged and hidden cells: told, since others do not see what is read."""
        filled = {*sheet.cells, *sheet.formulas}
        keys = {column.key for column in header.table.columns if column.is_input}
        inputs = {number for key, number in header.columns.items() if key in keys}
        for (top, left), (bottom, right) in sheet.merged:
            if bottom > header.row and inputs & set(range(left, right + 1)):
                span = f"{_cell(top, left)}:{_cell(bottom, right)}"
                message = f"các ô {span} bị gộp; chỉ nội dung của ô {_cell(top, left)} được đọc"
                action = "tách ô (bỏ Merge Cells) rồi ghi vào từng ô"
                self.note("workbook.merged", sheet, (top, left), message, action, Severity.WARNING)
        hidden = sorted({row for row, column in filled if row in sheet.hidden_rows and column in inputs})
        if hidden:
            rows = ", ".join(str(row) for row in hidden[:MAX_TOLD])
            message = f"hàng bị ẩn mà có nội dung, vẫn được đọc: {rows}"
            self.note("workbook.hidden_rows", sheet, (hidden[0], 1), message, "bỏ ẩn để mọi người cùng thấy, hoặc xoá")
        if sheet.is_hidden and any(row > header.row and column in inputs for row, column in filled):
            message = f"tờ “{sheet.name}” bị ẩn mà có nội dung, vẫn được đọc"
            self.note("workbook.hidden_sheet", sheet, (header.row, 1), message, "bỏ ẩn tờ này")

    def note(
        self, check: str, sheet: Sheet, corner: Corner, message: str, action: str, severity: Severity = Severity.NOTE
    ) -> None:
        place = self.book.place(sheet.name, corner)
        self.left_over.append(Finding(check, severity, "", message, "", "", action, place))

    def table(self, sheet: Sheet, found: Header) -> None:
        """The rows of one table."""
        table, header, columns = found.table, found.row, found.columns
        self.handled(sheet, found)
        rows = sorted({row for row, _ in (*sheet.cells, *sheet.formulas) if row > header})
        widest = set(columns.values())
        beside = [
            (row, column)
            for row, column in {*sheet.cells, *sheet.formulas}
            if (column not in widest if row >= header else column > 1)
        ]
        self.left(sheet, beside, "nội dung ngoài bảng, không được đọc", "chép vào đúng cột, hoặc xoá")
        take = getattr(self, f"take_{table.id}")
        for number in rows:
            take(Line(sheet, table, number, columns))

    def content(self, line: Line, key: str) -> Content | Decimal | None:
        """What a cell holds: the result of a formula is computed again, a number shown as a percentage is one."""
        found = self.number_or_text(line, key)
        if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
            return found
        is_shown = line.corner(key) in line.sheet.percents and line.table.column(key).taken in _AS_SHOWN
        return percentage(found) if is_shown else found

    def number_or_text(self, line: Line, key: str) -> Content | Decimal | None:
        """What a cell holds, whatever its number format."""
        if key not in line.columns:
            return None
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
        if isinstance(content, str) and column.taken is Taken.CHOSEN:
            content = self.offered.get(fold(content), content)
        if isinstance(content, float) and column.taken is Taken.CODES and not content.is_integer():
            message = f"mã ở dạng số (gặp: {shown(content)}): 8.1 và 8.10 không phân biệt được"
            action = "định dạng ô là Text rồi gõ lại mã"
            self.problem("workbook.typed", line.sheet, line.corner(key), message, found=shown(content), action=action)
            return None
        if isinstance(content, str) and (wrong := written_wrongly(content)):
            self.problem("workbook.text", line.sheet, line.corner(key), wrong[0], found=shown(content), action=wrong[1])
            return None
        if isinstance(content, str) and content in ERRORS:
            message, action = f"ô báo lỗi {content}", "gõ lại nội dung của ô"
            self.problem("workbook.error", line.sheet, line.corner(key), message, found=content, action=action)
            return None
        value = plain_value(content, column.taken)
        if wrong := self.mistyped(column, value):
            self.problem(
                "workbook.typed", line.sheet, line.corner(key), wrong[0], found=shown(content), action=wrong[1]
            )
            return None
        return value

    def mistyped(self, column: Column | Entry, value: Any) -> tuple[str, str] | None:
        """What is wrong with a value by its column alone, in the words of the form, and what to do."""
        if column.taken in (Taken.POINTS, Taken.COUNT) and isinstance(value, str):
            return f"phải là số (gặp: {shown(value)})", "chỉ ghi con số, như 2 hoặc 1,5"
        if column.taken is Taken.PURPOSE and value not in set(Purpose):
            return f"mục đích không có trong danh sách (gặp: {shown(value)})", "chọn “chính thức” hoặc “diễn tập”"
        if column.taken is Taken.CHOSEN and not CODE.fullmatch(value):
            titles = list(self.offered)
            hint = did_you_mean(value, titles) or "chọn trong danh sách của ô"
            return f"không có trong danh sách (gặp: {shown(value)})", hint
        return None

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
        inputs = (one.key for one in line.table.columns if one.taken is not Taken.PRINTED)
        filled = [line.corner(key) for key in inputs if key in line.columns]
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


def _offered(book: Book) -> dict[str, str]:
    """What the drop-down lists of the workbook offer, by the title alone: officers may type that."""
    hidden = (sheet for sheet in book.sheets if sheet.name == LISTS)
    texts = [text for sheet in hidden for text in sheet.cells.values() if isinstance(text, str) and DASH in text]
    titles = Counter(fold(text.partition(DASH)[2]) for text in texts)
    return {fold(title): text for text in texts if titles[fold(title := text.partition(DASH)[2])] == 1}


def _cell(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"
