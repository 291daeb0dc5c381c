"""Which table a sheet holds, told by the titles of its columns, wherever they were moved to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from par_engine.evidence.workbook.layout import Table
from par_engine.reading.books.book import Sheet

HEADER_ROWS = 15
"""The titles of the columns stand within so many rows."""
ENOUGH = 0.6
"""The share of a table's titles that tells it although others are gone."""


@dataclass(frozen=True)
class Header:
    """The row of titles of a table, and the column of each key. `lacking` are titles that are gone."""

    table: Table
    row: int
    columns: dict[str, int]
    lacking: tuple[str, ...] = ()


def find_header(sheet: Sheet, tables: tuple[Table, ...]) -> Header | None:
    """The table of a sheet: the one with most of its titles there, whole or not. A table that has lost a title is never
    taken for a smaller one."""
    return max(_candidates(sheet, tables), key=lambda one: (len(one.columns), -len(one.lacking)), default=None)


def _candidates(sheet: Sheet, tables: tuple[Table, ...]) -> Iterator[Header]:
    for row in range(1, HEADER_ROWS + 1):
        titles = {
            content: column
            for (number, column), content in sorted(sheet.cells.items(), reverse=True)
            if number == row and isinstance(content, str)
        }
        for table in tables:
            columns = {column.key: titles[column.title] for column in table.columns if column.title in titles}
            if len(columns) >= ENOUGH * len(table.columns):
                needed = (column.title for column in table.columns if not column.is_optional)
                lacking = tuple(title for title in needed if title not in titles)
                yield Header(table, row, columns, lacking)
