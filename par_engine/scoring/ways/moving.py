"""All figures after some of them changed: what moves along, whether that is possible.

A change names figures by their keys (see `par_engine.catalogue.scope`): of the agency, of a sub-unit, of a month. What
moves along in the catalogue moves along in the same unit and month; a month moves its year; a rate follows its parts.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from par_engine.calendar import month_end
from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import CrossCheck, Indicator, IndicatorType, Movement
from par_engine.catalogue.scope import Figure, figure_of
from par_engine.criteria.kinds.cases import Cases
from par_engine.evidence.checks.identities import holds
from par_engine.evidence.months import Months
from par_engine.scoring.asking import Asked
from par_engine.scoring.situation import Situation

Changes = Mapping[str, Exact]
"""By how much single figures change."""

Numbers = Mapping[str, Exact]


@dataclass(frozen=True)
class Moving:
    """How the figures of one submission can move, for one decision."""

    situation: Situation
    asked: Asked

    def indicator(self, key: str) -> Indicator:
        """The indicator whose figure has this key."""
        return self.situation.yardstick.catalogue.indicators[figure_of(key).indicator]

    def directions(self, key: str) -> tuple[int, ...]:
        """Which ways a figure can still move this year: what was, and a month that is over, cannot."""
        figure, movement = figure_of(key), self.indicator(key).movement
        if movement is Movement.FIXED or self.over(figure):
            return ()
        if any(self.over(figure_of(one)) for one in self._with_its_year(figure)):
            return ()  # all months are reported, and the last is over
        return (1,) if movement is Movement.ONLY_GROWS else (1, -1)

    def over(self, figure: Figure) -> bool:
        """Whether its year or month has passed."""
        if figure.year is None or figure.month is None:
            return figure.year is not None
        return month_end(figure.year, figure.month) < self.situation.on

    def grain(self, key: str) -> Exact:
        """Rates change by hundredths of a per cent, or finer where a threshold is finer; counts and amounts by one."""
        rate = self.indicator(key).type is IndicatorType.RATE
        return Fraction(1, max(self.asked.compiled.scale, 10_000)) if rate else 1

    def parts(self, key: str) -> tuple[str, ...]:
        """The figure itself; for a rate whose numerator and denominator are reported too, these."""
        figure, ratio, known = figure_of(key), self.indicator(key).of, self.situation.figures
        parts = [replace(figure, indicator=one).key for one in (ratio.numerator, ratio.denominator)] if ratio else []
        return tuple(parts) if parts and all(part in known for part in parts) else (key,)

    def along(self, changes: Changes) -> dict[str, Exact]:
        """Every figure that changes, with what moves along, and by how much."""
        moved: dict[str, Exact] = {}
        for key, change in changes.items():
            figure = figure_of(key)
            for name, factor in {figure.indicator: 1, **self.indicator(key).moves_with}.items():
                for one in self._with_its_year(replace(figure, indicator=name)):
                    if one in self.situation.figures:
                        moved[one] = moved.get(one, 0) + change * factor
        return moved

    def _with_its_year(self, figure: Figure) -> Iterable[str]:
        """A month is part of its year; where all months are reported, the year is their sum."""
        yield figure.key
        months = self._months(figure)
        if months is None:
            return
        if figure.month is not None:
            yield months.year
        elif months.complete:
            yield months.keys[-1]

    def _months(self, figure: Figure) -> Months | None:
        months = self.situation.months.get(replace(figure, year=None, month=None).key)
        return months if months and (figure.year is None or figure.key in months.keys) else None

    def after(self, changes: Changes) -> Numbers:
        """All figures after a change."""
        return self._numbers(self.along(changes))

    def _numbers(self, moved: Mapping[str, Exact]) -> Numbers:
        figures = self.situation.figures
        found = {key: _whole(figures[key] + change) for key, change in moved.items()}
        numbers = ChainMap(found, figures)
        for key in moved:
            figure = figure_of(key)
            for name, ratio in self.situation.rates_of.get(figure.indicator, ()):
                rate, part, base = (
                    replace(figure, indicator=one).key for one in (name, ratio.numerator, ratio.denominator)
                )
                if rate in figures and part in figures and numbers.get(base):
                    found[rate] = Fraction(numbers[part]) / numbers[base]
        return numbers

    def possible(self, changes: Changes) -> bool:
        """Whether no figure leaves its range, every identity that held still holds, and the case stays the same."""
        moved = self.along(changes)
        numbers = self._numbers(moved)
        if not all(_in_range(self.indicator(key), numbers[key]) for key in moved):
            return False
        return self._same_case(numbers) and self._months_fit(moved, numbers) and self._identities_hold(moved, numbers)

    def _same_case(self, numbers: Numbers) -> bool:
        """Whether the case that was chosen still is the first that holds."""
        rule = self.asked.compiled.placed.component.rule
        chosen = self.asked.compiled.decision.case
        return not isinstance(rule, Cases) or rule.first(numbers, self.situation.resolved) == chosen

    def _months_fit(self, moved: Iterable[str], numbers: Numbers) -> bool:
        """Whether the months still make no more than their year."""
        for key in moved:
            months = self._months(figure_of(key))
            if months and months.fit(self.situation.figures) and not months.fit(numbers):
                return False
        return True

    def _identities_hold(self, moved: Iterable[str], numbers: Numbers) -> bool:
        """The agency's own identities, and the same ones within a sub-unit or a month."""
        for place in {replace(figure_of(key), indicator="") for key in moved}:
            if place == Figure(""):
                if not all(holds(check, numbers) for check in self.situation.identities):
                    return False
            elif not all(
                not holds(check, _At(self.situation.figures, place)) or holds(check, _At(numbers, place))
                for check in self._checks_at(place)
            ):
                return False
        return True

    def _checks_at(self, place: Figure) -> Iterable[CrossCheck]:
        figures = self.situation.figures
        for check in self.situation.yardstick.catalogue.checks:
            if check.applies(lambda name: replace(place, indicator=name).key in figures):
                yield check


class _At(dict[str, Exact]):
    """The figures of one sub-unit or month, by indicator."""

    def __init__(self, numbers: Numbers, place: Figure) -> None:
        super().__init__()
        self.numbers, self.place = numbers, place

    def __missing__(self, name: str) -> Exact:
        return self.numbers[replace(self.place, indicator=name).key]


def merged(*changes: Changes) -> Changes:
    """Several changes at once."""
    found: dict[str, Exact] = {}
    for one in changes:
        for key, change in one.items():
            found[key] = found.get(key, 0) + change
    return found


def _whole(number: Exact) -> Exact:
    return number.numerator if number.denominator == 1 else number


def _in_range(indicator: Indicator, number: Exact) -> bool:
    if number < (Fraction(indicator.minimum) if indicator.minimum is not None else 0):
        return False
    if indicator.maximum is not None:
        return number <= Fraction(indicator.maximum)
    return indicator.type not in (IndicatorType.RATE, IndicatorType.YES_NO) or number <= 1
