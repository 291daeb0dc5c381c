"""A measure resolved for one round: every name becomes the key of one figure, of one year, one unit, one month.

Keys are text: `firms.new` this year's figure of the agency, `firms.new@2018` that of another year,
`broadcasts.count#xa-a` of a sub-unit, `broadcasts.count@2019-03` of a month; `broadcasts.count#xa-a@2019-03` of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from par_engine.catalogue.measure import (
    Among,
    Apply,
    Condition,
    Constant,
    CountEvents,
    Exact,
    Growth,
    Measure,
    Name,
    Node,
    Number,
    OverTime,
    Tally,
    Years,
)

NO_UNITS = "sub_units"
"""Stands for the list of sub-units where a submission does not give one."""

EVENT = "event:"
"""Before the id of an event in keys."""

_KEY = re.compile(
    r"(?P<indicator>[^#@]+)(?:#(?P<unit>[^@]+))?(?:@(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}))?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Figure:
    """Which figure a key stands for; parts that are None are the agency as a whole, this year, the whole year."""

    indicator: str
    unit: str | None = None
    year: int | None = None
    month: int | None = None

    @property
    def key(self) -> str:
        """As text that `figure_of` reads back: `indicator#unit@year-month`, without the parts that are not named."""
        unit = f"#{self.unit}" if self.unit is not None else ""
        month = f"-{self.month:02}" if self.month is not None else ""
        return f"{self.indicator}{unit}" + (f"@{self.year}{month}" if self.year is not None else "")

    def when(self) -> str:
        """`tháng 3/2019`, `năm 2018`; nothing for this year."""
        if self.month is not None:
            return f"tháng {self.month}/{self.year}"
        return f"năm {self.year}" if self.year is not None else ""


def figure_of(key: str) -> Figure:
    """The figure that a key stands for."""
    match = _KEY.fullmatch(key)
    if match is None:
        return Figure(key)
    year, month = match["year"], match["month"]
    return Figure(match["indicator"], match["unit"], int(year) if year else None, int(month) if month else None)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a name is looked up: `now` is the round's year, `months` those of its period as (years after now, month),
    `units` the sub-units if the submission lists them. `constant` gives the value of a dated constant in a year,
    `happened` how often an event happened in the period of a year (or in one month of it); None where not known."""

    now: int
    months: Sequence[tuple[int, int]]
    units: Sequence[str] | None
    constant: Callable[[str, int], Exact | None]
    happened: Callable[[str, int, tuple[int, int] | None], int | None]
    year: int
    unit: str | None = None
    month: tuple[int, int] | None = None

    def in_year(self, year: int) -> Scope:
        """The same in another year."""
        return replace(self, year=year)

    def figure(self, indicator: str) -> Figure:
        """The figure of an indicator here."""
        if self.month is not None:
            after, month = self.month
            return Figure(indicator, self.unit, self.year + after, month)
        return Figure(indicator, self.unit, self.year if self.year != self.now else None)

    @property
    def member(self) -> str:
        """Which unit or month this is, in a group."""
        if self.month is not None:
            return self.figure("").when()
        return self.unit or ""

    def members(self, group: str) -> list[Scope] | None:
        """The units or months of a group; None where the submission does not say which units there are."""
        if group == "months":
            return [replace(self, month=month) for month in self.months]
        return None if self.units is None else [replace(self, unit=unit) for unit in self.units]


def resolved(measure: Measure, scope: Scope) -> Measure:
    """The measure over the figures of one round."""
    if measure.plain:
        return measure
    bottom = measure.denominator
    return Measure(measure.text, _resolve(measure.numerator, scope), _resolve(bottom, scope) if bottom else None)


def _resolve(node: Node, scope: Scope) -> Node:
    match node:
        case Name(id=indicator, position=position):
            return Name(scope.figure(indicator).key, position)
        case Apply(operator=operator, parts=parts):
            return Apply(operator, tuple(_resolve(part, scope) for part in parts))
        case Constant(id=name, position=position):
            value = scope.constant(name, scope.year)
            return Name(Figure(name, year=scope.year).key, position) if value is None else Number(value)
        case CountEvents(id=name, position=position):
            times = scope.happened(name, scope.year, scope.month)
            return Name(scope.figure(EVENT + name).key, position) if times is None else Number(times)
        case OverTime():
            return _over_time(node, scope)
        case Among(group=group, position=position):
            members = scope.members(group)
            if members is None:
                return Name(NO_UNITS, position)
            conditions = tuple(_condition(node.condition, one) for one in members)
            return Tally(conditions, tuple(one.member for one in members), group, node.function == "share_of")
    return node


def _condition(condition: Condition, scope: Scope) -> Condition:
    left, right = _resolve(condition.left, scope), _resolve(condition.right, scope)
    beyond = (condition.beyond[0], _resolve(condition.beyond[1], scope)) if condition.beyond else None
    return Condition(left, condition.sign, right, beyond)


def _over_time(node: OverTime, scope: Scope) -> Node:
    if node.years is None:
        return _resolve(node.inner, scope.in_year(scope.year - 1))
    if node.function == "mean_growth":
        return _growth(node, node.years, scope)
    figures = tuple(_resolve(node.inner, scope.in_year(year)) for year in node.years.all())
    if len(figures) == 1:
        return figures[0]
    return Apply("mean" if node.function == "baseline" else "+", figures)


def _growth(node: OverTime, years: Years, scope: Scope) -> Growth:
    needed = (years.first, years.last) if node.compound else years.all()
    figures = tuple(_resolve(node.inner, scope.in_year(year)) for year in needed)
    return Growth(figures, years.last - years.first, node.compound)
