"""The cells of a workbook as plain values, and as the places of what was read from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from par_engine.criteria.decisions import KeyPath
from par_engine.evidence.submission import Purpose
from par_engine.evidence.workbook.layout import Taken, code_of, parted
from par_engine.findings import Finding, Place
from par_engine.numbers import plain, readings, viet
from par_engine.reading.books.arithmetic import exact
from par_engine.reading.books.book import Content
from par_engine.reading.tree import Tree

_PURPOSES = {one.label: one.value for one in Purpose}


@dataclass(slots=True)
class CellTree(Tree):
    """A workbook read: places are cells. `stamp` is what the form says of itself: set, version, digest. `sheets`,
    `tables`, `components` and `rows` (of figures) are what was found of the form, filled or not."""

    places: dict[KeyPath, Place] = field(default_factory=dict)
    stamp: dict[str, str] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()
    sheets: tuple[str, ...] = ()
    tables: set[str] = field(default_factory=set)
    components: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)

    def at(self, path: KeyPath, *, key: bool = False) -> Place:
        """The cell of a value, or of the nearest above it that has one."""
        for length in range(len(path), 0, -1):
            if place := self.places.get(path[:length]):
                return place
        below = (place for known, place in self.places.items() if known[: len(path)] == path)
        return next(below, Place(self.name, 1, 1, next(iter(self.places.values())).sheet if self.places else "A"))

    def inside(self, path: KeyPath, offset: int) -> Place:
        """Cells have no places inside."""
        return self.at(path)


def plain_value(content: Content | Decimal, taken: Taken) -> Any:
    """What a YAML file would say for a cell of such a column."""
    match taken:
        case Taken.PURPOSE:
            return _PURPOSES.get(as_text(content).lower(), code_of(as_text(content)))
        case Taken.CODE | Taken.CHOSEN:
            return code_of(as_text(content))
        case Taken.CODES:
            return parted(as_text(content).replace(",", ";"))
        case Taken.NAMES:
            return parted(as_text(content))
        case Taken.VALUE | Taken.POINTS | Taken.COUNT:
            return _number_or_text(content, points=taken is not Taken.VALUE)
    return as_text(content)


def _number_or_text(content: Content | Decimal, *, points: bool) -> Any:
    if isinstance(content, dt.date):
        return as_text(content)
    if isinstance(content, float):
        number = exact(content)
        return int(number) if number == number.to_integral_value() else number
    if points and isinstance(content, str) and len(found := readings(content)) == 1:
        number = Decimal(found[0].numerator) / Decimal(found[0].denominator)
        return int(number) if found[0].denominator == 1 else number
    return content


def as_text(content: Content | Decimal) -> str:
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


def percentage(number: float | Decimal) -> str:
    """The number of a cell that shows a percentage, exactly: 0.954 is `95,4%`, however few digits are shown."""
    hundredfold = ((number if isinstance(number, Decimal) else exact(number)) * 100).normalize()
    return plain(hundredfold).replace(".", ",") + "%"


def _day(day: dt.date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def shown(content: Content | Decimal) -> str:
    """A cell as messages quote it."""
    text = viet(exact(content)) if isinstance(content, float) else as_text(content)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
