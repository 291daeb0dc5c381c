"""What a workbook holds, as plain cells. Rows and columns count from 1."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from par_engine.findings import Place

Content = str | int | float | bool | dt.date
Corner = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: what its filled cells hold, and the formulas of those that have one (their saved results are in
    `cells`, and are not to be trusted)."""

    name: str
    cells: dict[Corner, Content]
    formulas: dict[Corner, str] = field(default_factory=dict)


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
