"""What a workbook holds, as plain cells. Rows and columns count from 1."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from par_engine.findings import Place

Content = str | int | float | bool | dt.date
Corner = tuple[int, int]
"""Row and column."""
Span = tuple[Corner, Corner]
"""The first and the last corner of a rectangle."""


_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shows_percent(pattern: str) -> bool:
    """Whether a number format such as `0.00%` multiplies by a hundred; a sign in quotes is only printed."""
    return "%" in _NOT_SHOWN.sub("", pattern).partition(";")[0]


@dataclass(frozen=True)
class Beside:
    """What a sheet says beside its values: formulas, errors such as #REF! that stand in cells, merged and hidden
    ones, those that show their number as a percentage."""

    formulas: dict[Corner, str] = field(default_factory=dict)
    errors: dict[Corner, str] = field(default_factory=dict)
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    percents: frozenset[Corner] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """One sheet: what its filled cells hold, and the formulas of those that have one (their saved results are in
    `cells`, and are not to be trusted). `merged` are the first and last corner of cells merged into one, of which only
    the first holds something; hidden rows and sheets are read like others. Numbers at `percents` are shown a hundred
    times larger, with the sign: 0.95 as 95%."""

    name: str
    cells: dict[Corner, Content]
    formulas: dict[Corner, str] = field(default_factory=dict)
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    percents: frozenset[Corner] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True)
class Book:
    """A workbook. `properties` are those that the makers of the form set; a format that cannot keep them has none."""

    name: str
    sheets: tuple[Sheet, ...]
    properties: dict[str, str]
    notes: tuple[str, ...] = ()

    def place(self, sheet: str, corner: Corner) -> Place:
        """A cell, for messages."""
        return Place(self.name, *corner, sheet)
