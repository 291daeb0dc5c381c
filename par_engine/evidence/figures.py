"""Figures that are not this year's of the agency as a whole: of years before, of sub-units, of months, of predecessors.

Each gets a key (see `par_engine.catalogue.scope`) and words. What is not reported is absent; it is never taken for 0.
Two places may report the same figure (`previous_values` and `history`): where they differ neither is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from par_engine import text as words
from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.scope import Figure
from par_engine.criteria.decisions import KeyPath
from par_engine.evidence.submission import History, Predecessor, Reported, Series, Submission, SubUnit
from par_engine.evidence.values import Unreadable, Value, read_value
from par_engine.findings import Finding, Severity
from par_engine.numbers import viet
from par_engine.reading.models import Loaded, show


@dataclass
class Figures:
    """What was read. `unusable` and `suspect` map keys to the finding that says why."""

    values: dict[str, Value] = field(default_factory=dict)
    unusable: dict[str, Finding] = field(default_factory=dict)
    suspect: dict[str, Finding] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_figures(file: Loaded[Submission], catalogue: Catalogue, previous: Mapping[str, Value]) -> Figures:
    """Every figure of another year, unit or month; `previous` are the `previous_values`, read already."""
    return _Reading(file, catalogue).all(previous)


def place_of(figure: Figure, units: Mapping[str, SubUnit]) -> str:
    """`năm 2018`, `của UBND xã A tháng 3/2019`."""
    unit = units[figure.unit].name if figure.unit and figure.unit in units else figure.unit
    return " ".join(part for part in (f"của {unit}" if unit else "", figure.when()) if part)


class _Reading:
    def __init__(self, file: Loaded[Submission], catalogue: Catalogue) -> None:
        self.file, self.catalogue = file, catalogue
        self.now = file.model.period.to.year
        self.units = file.model.sub_units or {}
        self.found = Figures()

    def all(self, previous: Mapping[str, Value]) -> Figures:
        submission = self.file.model
        for name, value in previous.items():
            self.keep(Figure(name, year=self.now - 1), value, ("previous_values", name))
        self.history(submission.history, ())
        self.series(submission.series, (), None)
        for unit, one in self.units.items():
            self.unit(unit, one)
        self.merged(submission.predecessors)
        return self.found

    def unit(self, unit: str, one: SubUnit) -> None:
        path = ("sub_units", unit)
        for group, reported, year in (
            ("values", one.values, None),
            ("previous_values", one.previous_values, self.now - 1),
        ):
            for name, value in reported.items():
                self.read(Figure(name, unit, year), value, (*path, group, name))
        self.history(one.history, path, unit)
        self.series(one.series, path, unit)

    def history(self, history: History, path: KeyPath, unit: str | None = None) -> None:
        for year, reported in history.items():
            where = (*path, "history", str(year))
            if self.is_past(year, where):
                for name, value in reported.items():
                    self.read(Figure(name, unit, year), value, (*where, name))

    def is_past(self, year: int, path: KeyPath) -> bool:
        if year < self.now:
            return True
        message = f"history ghi năm {year}, không phải năm trước năm đánh giá {self.now}"
        action = "số liệu năm nay ghi ở values"
        self.tell(self.file.finding("history.year", path, message, found=str(year), action=action, key=True))
        return False

    def series(self, series: Series, path: KeyPath, unit: str | None) -> None:
        for name, months in series.items():
            for month, value in months.items():
                year, _, number = month.partition("-")
                self.read(Figure(name, unit, int(year), int(number)), value, (*path, "series", name, month))

    def read(self, figure: Figure, reported: Reported, path: KeyPath) -> None:
        value = self.value(figure, reported, path)
        if value is not None:
            self.keep(figure, value, path)

    def value(self, figure: Figure, reported: Reported, path: KeyPath) -> Value | None:
        """The value, or None with a finding."""
        indicator = self.catalogue.indicators.get(figure.indicator)
        if indicator is None:
            self.tell(unknown_value(self.file, path, figure.indicator, self.catalogue))
            return None
        try:
            return read_value(indicator, reported)
        except Unreadable as error:
            title = f"{indicator.title} {self.place(figure)}"
            finding = unreadable(self.file, path, title, reported, error)
            self.tell(finding)
            self.found.unusable[figure.key] = finding
            return None

    def keep(self, figure: Figure, value: Value, path: KeyPath) -> None:
        """Takes a value, unless another place says something else."""
        value = replace(value, figure=figure, place=self.place(figure))
        other = self.found.values.setdefault(figure.key, value)
        if _said(other) != _said(value):
            message = f"{value.title}: nơi ghi {other.words()}, nơi ghi {value.words()}"
            finding = self.file.finding(
                "history.contradiction",
                path,
                message,
                found=value.words(),
                allowed=other.words(),
                action="đối chiếu lại với văn bản gốc, ghi một con số",
            )
            self.tell(finding)
            self.found.suspect.setdefault(figure.key, finding)

    def merged(self, predecessors: tuple[Predecessor, ...]) -> None:
        """The sums of what the predecessors reported, where all of them did."""
        parts: dict[Figure, dict[int, Value]] = {}
        for number, one in enumerate(predecessors):
            self.only_once(number, predecessors)
            for year, reported in one.history.items():
                where: KeyPath = ("predecessors", number, "history", str(year))
                if not self.is_past(year, where):
                    continue
                for name, raw in reported.items():
                    figure = Figure(name, year=year)
                    value = self.value(figure, raw, (*where, name))
                    if value is not None and self.adds_up(value, figure, (*where, name)):
                        parts.setdefault(figure, {})[number] = value
        for figure, values in parts.items():
            absent = [one.name for number, one in enumerate(predecessors) if number not in values]
            if absent:
                self.incomplete(figure, absent)
            else:
                path = ("predecessors", 0, "history", str(figure.year), figure.indicator)
                self.keep(figure, _sum(list(values.values())), path)

    def only_once(self, number: int, predecessors: tuple[Predecessor, ...]) -> None:
        one = predecessors[number]
        if one.id in {other.id for other in predecessors[:number]}:
            message = f"đơn vị “{one.id}” ghi hai lần nên bị cộng hai lần"
            path = ("predecessors", number, "id")
            self.tell(self.file.finding("id.repeated", path, message, found=one.id, action="bỏ một lần"))

    def adds_up(self, value: Value, figure: Figure, path: KeyPath) -> bool:
        if value.indicator.type in (IndicatorType.COUNT, IndicatorType.AMOUNT):
            return True
        message = f"{value.indicator.title} {figure.when()}: không cộng được của các đơn vị hợp nhất"
        action = "ghi số liệu chung ở history, hoặc ghi tử số và mẫu số riêng ở từng đơn vị"
        finding = self.file.finding("predecessor.sum", path, message, found=value.words(), action=action)
        self.tell(finding)
        self.found.unusable.setdefault(figure.key, finding)
        return False

    def incomplete(self, figure: Figure, absent: list[str]) -> None:
        """Some predecessors did not report: the sum would be too small, so there is none."""
        indicator: Indicator = self.catalogue.indicators[figure.indicator]
        message = f"{indicator.title} {figure.when()}: chưa có số của {words.listing(absent)} nên không cộng được"
        finding = self.file.finding(
            "predecessor.incomplete",
            ("predecessors",),
            message,
            action="bổ sung số liệu của đơn vị đó",
            severity=Severity.WARNING,
            key=True,
        )
        self.tell(finding)
        if figure.key not in self.found.values:
            self.found.unusable.setdefault(figure.key, finding)

    def place(self, figure: Figure) -> str:
        return place_of(figure, self.units)

    def tell(self, finding: Finding) -> None:
        self.found.findings.append(finding)


def _said(value: Value) -> tuple[object, ...]:
    return value.number, value.option, value.day


def _sum(values: list[Value]) -> Value:
    """The sum of figures; it carries the words of each."""
    total = sum((Fraction(value.number or 0) for value in values), Fraction(0))
    number = total.numerator if total.denominator == 1 else total
    note = " + ".join(viet(Fraction(value.number or 0)) for value in values)
    first = values[0]
    reported = Reported(value=str(number), note=f"cộng các đơn vị hợp nhất: {note}")
    return Value(first.indicator, reported, number=number, summed=True)


def unknown_value(file: Loaded[Any], path: KeyPath, name: str, catalogue: Catalogue) -> Finding:
    """The finding for a figure that no section of the catalogue defines."""
    action = words.did_you_mean(name, catalogue.indicators) or "xoá dòng này hoặc dùng mã trong thư viện số liệu"
    message = f"số liệu “{name}” không có trong thư viện"
    return file.finding("value.unknown", path, message, found=name, action=action, key=True)


def unreadable(file: Loaded[Any], path: KeyPath, title: str, reported: Reported, error: Unreadable) -> Finding:
    """The finding for a value that does not fit its indicator; `error` says what is allowed."""
    found = show(reported.value)
    message = f"{title}: {error.message} (gặp: {found})"
    return file.finding("value.unreadable", path, message, found=found, allowed=error.allowed, action=error.action)


def last_year(submission: Submission, indicator: str) -> str:
    """The key of last year's figure."""
    return Figure(indicator, year=submission.period.to.year - 1).key


def months_of(submission: Submission) -> Iterator[tuple[int, int]]:
    """The months that the period touches, as (years after its last year, month)."""
    first, last = submission.period.from_, submission.period.to
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield number // 12 - last.year, number % 12 + 1
