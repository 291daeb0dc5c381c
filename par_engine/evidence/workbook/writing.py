"""A form as an Excel workbook: inputs unlocked and checked while typing, everything else protected, ready to print.

The same form gives the same bytes. Nothing in it is a formula, and no text is taken for one.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from decimal import Decimal
from typing import Any

import xlsxwriter

from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.evidence.workbook.form import Form, FormSheet, Row
from par_engine.evidence.workbook.layout import LISTS, Column, Taken
from par_engine.evidence.workbook.tables import PROPERTIES
from par_engine.findings import column_letters
from par_engine.numbers import viet

_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""No clock: a form says which set it is for, not when it was made."""
_INPUT, _HEAD, _PRINTED, _COMPONENT = "#FFF2CC", "#D9E2F3", "#FFFFFF", "#EDEDED"
_FONT = {"font_name": "Times New Roman", "font_size": 11}
"""Also the workbook's own font: its digits measure the widths of columns, on machines that lack others too."""
_DAYS = (dt.date(1900, 1, 1), dt.date(2199, 12, 31))
MAX_HEIGHT = 400.0
"""Points; a workbook takes 409."""
_MOST = 10**15
"""Larger numbers are typed as text: a workbook keeps 15 digits."""
MAX_PROMPT, MAX_TITLE = 255, 32
"""Letters that a workbook takes in a message beside a cell."""


def write_form(form: Form) -> bytes:
    """The form as the bytes of an .xlsx file; the same form gives the same bytes."""
    file = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "default_format_properties": _FONT}
    options |= dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(file, options) as book:
        _Writer(book, form).all()
    return file.getvalue()


class _Writer:
    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.lists: dict[tuple[str, ...], str] = {}
        self.list_sheet: Any = None

    def all(self) -> None:
        self.book.set_properties({"title": self.form.title, "created": _MADE})
        said = {"criteria_set": self.form.set_id, "version": self.form.version, "digest": self.form.digest}
        for key, name in PROPERTIES.items():
            self.book.set_custom_property(name, said.get(key, self.form.unit_kind), "text")
        sheets = [(self.book.add_worksheet(sheet.name), sheet) for sheet in self.form.sheets]
        self.list_sheet = self.book.add_worksheet(LISTS)
        self.list_sheet.hide()
        self.list_sheet.protect()
        for made, sheet in sheets:
            self.sheet(made, sheet)

    def style(self, **wanted: object) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, "valign": "top", "text_wrap": True, **wanted})
        return self.formats[key]

    def sheet(self, made: Any, sheet: FormSheet) -> None:
        columns = sheet.table.columns
        heading = self.style(bold=True, font_size=14)
        for number, text in enumerate(sheet.heading):
            style = heading if number == 0 else self.style()
            made.merge_range(number, 0, number, len(columns) - 1, text, style)
            width = sum(column.width for column in columns if not column.hidden)
            made.set_row(number, _height([(text, width)]) + 6 * (number == 0))
        head = len(sheet.heading) + 1
        title = self.style(bold=True, bg_color=_HEAD, border=1, align="center", valign="vcenter")
        for number, column in enumerate(columns):
            made.set_column(number, number, column.width, None, {"hidden": column.hidden})
            made.write_string(head, number, column.title, title)
        made.set_row(
            head, _height([(column.title, column.width) for column in columns if not column.hidden], bold=True)
        )
        for number, row in enumerate(sheet.rows, head + 1):
            shown = [(_printed_text(row.cells.get(one.key, "")), one.width) for one in columns if not one.hidden]
            made.set_row(number, _height(shown, bold=row.style == "component"))
            for at, column in enumerate(columns):
                self.cell(made, number, at, column, row)
        self.common_checks(made, sheet, head + 1)
        self.printing(made, head, len(columns), head + len(sheet.rows), on_one_page=sheet.table.id == "info")

    def printing(self, made: Any, head: int, columns: int, last: int, *, on_one_page: bool) -> None:
        made.freeze_panes(head + 1, 3 if columns > 6 else 1)
        made.set_landscape()
        made.set_paper(9)
        made.set_margins(0.5, 0.4, 0.6, 0.6)
        made.fit_to_pages(1, int(on_one_page))
        made.repeat_rows(head)
        made.print_area(0, 0, last, columns - 1)
        made.center_horizontally()
        made.set_footer('&L&"Times New Roman,Regular"&9&A&R&"Times New Roman,Regular"&9Trang &P/&N')
        allowed = (
            "format_cells",
            "format_columns",
            "format_rows",
            "insert_rows",
            "sort",
            "autofilter",
            "insert_hyperlinks",
        )
        made.protect("", dict.fromkeys(allowed, True))

    def cell(self, made: Any, number: int, at: int, column: Column, row: Row) -> None:
        content = row.cells.get(column.key, "")
        is_input = column.key in row.inputs
        form = self.format_of(column, row) if is_input else self.printed_format(column, row)
        if isinstance(content, dt.date):
            made.write_datetime(number, at, content, form)
        elif isinstance(content, int | Decimal):
            made.write_number(number, at, content, form)
        elif content == "":
            made.write_blank(number, at, None, form)
        else:
            made.write_string(number, at, str(content), form)
        if is_input and column.taken is Taken.VALUE and row.indicator is not None:
            made.data_validation(
                number, at, number, at, self.check(row.indicator, f"{column_letters(at + 1)}{number + 1}")
            )
        if row.takes == Taken.DAY.value and is_input:
            made.data_validation(number, at, number, at, _day_check())
        if row.takes == "purpose":
            made.data_validation(number, at, number, at, self.choice("muc_dich", "Chọn mục đích trong danh sách."))

    def printed_format(self, column: Column, row: Row) -> Any:
        bold = row.style == "component" and column.key in ("component", "title", "most")
        return self.style(border=1, bg_color=_COMPONENT if row.style == "component" else _PRINTED, bold=bold)

    def format_of(self, column: Column, row: Row) -> Any:
        pattern = "@"
        if column.taken is Taken.DAY or row.takes == Taken.DAY.value:
            pattern = "dd/mm/yyyy"
        elif column.taken is Taken.POINTS:
            pattern = "0.00"
        elif column.taken is Taken.COUNT:
            pattern = "#,##0"
        elif column.taken is Taken.VALUE and row.indicator is not None:
            pattern = _PATTERNS.get(row.indicator.type, "@")
        elif column.taken is Taken.VALUE:
            pattern = "General"
        is_text = row.style == "info" or column.taken is Taken.DAY
        align = {"align": "left"} if is_text else {}
        return self.style(border=1, bg_color=_INPUT, locked=False, num_format=pattern, **align)

    # Checks while typing

    def common_checks(self, made: Any, sheet: FormSheet, first: int) -> None:
        """Checks that are the same down a column."""
        last = first + len(sheet.rows) - 1
        for at, column in enumerate(sheet.table.columns):
            check: dict[str, Any] | None = None
            if column.taken is Taken.DAY:
                check = _day_check(soft=sheet.table.id == "documents")
            elif column.key == "kind":
                check = self.choice("loai_tai_lieu", "Chọn loại tài liệu trong danh sách.")
            elif column.key == "indicator" and column.is_input:
                check = self.choice("so_lieu", "Chọn số liệu trong danh sách.")
            elif column.taken is Taken.COUNT:
                check = {"validate": "integer", "criteria": ">=", "value": 0, **_error("Số người từ 0 trở lên.")}
            elif column.taken is Taken.POINTS:
                check = {"validate": "decimal", "criteria": ">=", "value": 0, **_error("Điểm là số từ 0 trở lên.")}
            elif column.help and column.is_input:
                check = {"validate": "any"}
            if check is not None and column.is_input:
                prompt = {"input_title": column.title[:MAX_TITLE], "input_message": column.help[:MAX_PROMPT]}
                made.data_validation(first, at, last, at, {**check, **(prompt if column.help else {})})

    def check(self, item: Indicator, cell: str) -> dict[str, Any]:
        prompt = {"input_title": _title(item), "input_message": item.definition[:MAX_PROMPT]}
        return {**self.bounds(item, cell), **prompt}

    def bounds(self, item: Indicator, cell: str) -> dict[str, Any]:
        match item.type:
            case IndicatorType.YES_NO:
                return self.choice("co_khong", "Chọn Có hoặc Không.")
            case IndicatorType.CHOICE:
                titles = tuple(option.title for option in item.options)
                return {"validate": "list", "source": self.range_of(titles), **_error("Chọn một mức trong danh sách.")}
            case IndicatorType.DATE:
                return _day_check()
            case IndicatorType.RATE:
                says = "Tỷ lệ phải có dấu %: 94,93%, hoặc là tử số/mẫu số: 2.104/34.348."
                formula = f'=OR(RIGHT(TRIM({cell}),1)="%",ISNUMBER(FIND("/",{cell})))'
                return {"validate": "custom", "value": formula, **_error(says)}
        low = item.minimum if item.minimum is not None else Decimal(0)
        high = item.maximum if item.maximum is not None else Decimal(_MOST)
        whole = item.type is IndicatorType.COUNT
        kind = "số nguyên" if whole else "số"
        says = f"Phải là {kind} từ {viet(low)}" + (f" đến {viet(high)}." if item.maximum is not None else " trở lên.")
        bounds = {"criteria": "between", "minimum": _plain(low), "maximum": _plain(high)}
        return {"validate": "integer" if whole else "decimal", **bounds, **_error(says)}

    def choice(self, name: str, says: str) -> dict[str, Any]:
        return {"validate": "list", "source": self.range_of(self.form.lists[name]), **_error(says)}

    def range_of(self, words: tuple[str, ...]) -> str:
        """A list on the hidden sheet."""
        if self.list_sheet is None:
            raise ValueError(LISTS)
        if words not in self.lists:
            at = len(self.lists)
            self.list_sheet.write_column(0, at, words)
            name = column_letters(at + 1)
            self.lists[words] = f"='{LISTS}'!${name}$1:${name}${max(len(words), 1)}"
        return self.lists[words]


_PATTERNS = {IndicatorType.COUNT: "#,##0", IndicatorType.AMOUNT: "#,##0.####", IndicatorType.DATE: "dd/mm/yyyy"}


def _height(cells: list[tuple[str, int]], *, bold: bool = False) -> float:
    """Points that a row needs for its longest text; programs that do not fit rows themselves then show all of it."""
    lines = max(sum(_lines(part, width, bold) for part in text.split("\n")) for text, width in cells)
    return min(3 + 14.25 * lines, MAX_HEIGHT)


def _lines(text: str, width: int, bold: bool) -> int:
    """Lines that a text takes in a cell so many digits wide, broken between words."""
    room, lines = 0.0, 1
    for word in text.split(" "):
        wide = sum(_breadth(letter) for letter in word) * (1.08 if bold else 1.0)
        if room and room + wide > width - 0.5:
            lines, room = lines + 1, 0.0
        lines += int(wide // width)
        room = (room + wide) % width + _breadth(" ")
    return lines


def _breadth(letter: str) -> float:
    """Of a letter of Times New Roman, in digits."""
    base = unicodedata.normalize("NFD", letter)[0]
    if base in " .,;:iljtfrI'/()[]|!-“”":
        return 0.6
    if base in "mwMW%—…@" or base.isupper():
        return 1.45
    return 1.0 if base.isdigit() else 0.9


def _printed_text(content: object) -> str:
    """A cell as it is seen, for the height of its row."""
    return content.strftime("%d/%m/%Y") if isinstance(content, dt.date) else str(content)


def _plain(number: Decimal) -> str:
    """A bound as a formula writes it: exact, with a point."""
    return format(number, "f")


def _title(item: Indicator) -> str:
    unit = f" ({item.unit})" if item.unit else ""
    title = item.title + unit
    return title if len(title) <= MAX_TITLE else item.title[: MAX_TITLE - 1] + "…"


def _error(says: str) -> dict[str, str]:
    return {"error_title": "Chưa đúng", "error_message": says[:MAX_PROMPT]}


def _day_check(*, soft: bool = False) -> dict[str, Any]:
    """A day; where an hour may follow, other texts only bring a warning."""
    says = "Ngày ghi như 31/12/2019" + (", có thể kèm giờ: 31/12/2019 09:30." if soft else ".")
    check = {"validate": "date", "criteria": "between", "minimum": _DAYS[0], "maximum": _DAYS[1], **_error(says)}
    return {**check, "error_type": "warning"} if soft else check
