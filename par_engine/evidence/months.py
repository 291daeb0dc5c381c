"""Figures reported by month beside the same figure of the year: what happened in the months is what the year holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.catalogue.scope import figure_of
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.figures import months_of

ADDS_UP = frozenset({IndicatorType.COUNT, IndicatorType.AMOUNT})


@dataclass(frozen=True, slots=True)
class Months:
    """The year's figure and those of its months in the period, by their keys; `complete` when no month is absent."""

    year: str
    keys: tuple[str, ...]
    complete: bool

    def total(self, numbers: Mapping[str, Exact]) -> Exact:
        """What the reported months make together."""
        return sum(numbers[key] for key in self.keys)

    def fit(self, numbers: Mapping[str, Exact]) -> bool:
        """Whether all months make the year; some of them no more than it."""
        total, whole = self.total(numbers), numbers[self.year]
        return total == whole if self.complete else total <= whole


def months_beside_years(evidence: Evidence) -> dict[str, Months]:
    """Every figure of this year that is reported for months too, by its key. Only what is counted over a period adds
    up; a figure as of a day does not."""
    period = [(evidence.submission.period.to.year + after, month) for after, month in months_of(evidence.submission)]
    found: dict[str, list[str]] = {}
    for key, value in sorted(evidence.elsewhere.items()):
        figure = figure_of(key)
        year = replace(figure, year=None, month=None).key
        if (figure.year, figure.month) in period and value.number is not None and adds_up(value.indicator):
            whole = evidence.value(year)
            if whole is not None and whole.number is not None:
                found.setdefault(year, []).append(key)
    return {year: Months(year, tuple(keys), len(keys) == len(period)) for year, keys in found.items()}


def adds_up(indicator: Indicator) -> bool:
    """Whether the months of an indicator make its year: a count or an amount of the whole period, never negative."""
    negative = indicator.minimum is not None and Fraction(indicator.minimum) < 0
    return indicator.cumulative and indicator.type in ADDS_UP and not negative
