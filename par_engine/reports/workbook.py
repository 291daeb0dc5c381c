"""Tables as an Excel workbook: one sheet, headings that stay in sight, cells that wrap, ready to print."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter


def workbook(
    title: str, note: str, headings: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> bytes:
    """A workbook with one table. Texts are written as texts: nothing in them is taken for a formula or a link."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        font = {"font_name": "Times New Roman", "font_size": 12}
        bold = book.add_format({**font, "bold": True})
        head = book.add_format(
            {**font, "bold": True, "bg_color": "#E6EAF1", "border": 1, "align": "center", "text_wrap": True}
        )
        cell = book.add_format({**font, "border": 1, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Thay đổi")
        sheet.write_string(0, 0, title, bold)
        sheet.write_string(1, 0, note, book.add_format(font))
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(3, column, heading, head)
        for number, row in enumerate(rows, 4):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, cell)
        sheet.freeze_panes(4, 0)
        sheet.autofilter(3, 0, 3 + max(len(rows), 1), len(headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
    return file.getvalue()
