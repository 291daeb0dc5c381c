"""A paper as plain data: lines of text and tables, in order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from par_engine.text import nfc

_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")


def clean(text: str) -> str:
    """Composed letters, plain spaces, no invisible marks; lines are kept, empty ones and spaces at their ends are not.

    The text may come from anywhere: Word's non-breaking spaces, zero-width marks of web pages, letters typed in parts.
    """
    text = _NOTHING.sub("", _BREAKS.sub("\n", nfc(text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is written at `column` (from 0) and reaches over `width` columns and `height` rows."""

    text: str
    column: int
    place: str
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the cells that begin in it; what a merged cell covers further down is not repeated."""

    cells: tuple[Cell, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a sheet of a workbook. `before` are the lines between the last table and this one."""

    name: str
    rows: tuple[Row, ...]
    before: tuple[Cell, ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.width for row in self.rows for cell in row.cells), default=0)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its tables with the lines before each, the lines after the last, and remarks for the reader."""

    name: str
    tables: tuple[Table, ...]
    after: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[Cell]:
        """Every line outside the tables."""
        for table in self.tables:
            yield from table.before
        yield from self.after


def line_of(text: str, place: str) -> Cell | None:
    """A paragraph outside tables; nothing when it is empty."""
    text = clean(text)
    return Cell(text, 0, place) if text else None
