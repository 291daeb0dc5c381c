"""Believable figures for which measures fall where they should.

A plain search over a short ladder of round numbers and the numbers beside every bound: one figure moved, then two, then
three. Examples are meant to be read, so the first that fits is better than the one nearest to a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, islice, product

from par_engine.catalogue.indicators import CrossCheck, Indicator, IndicatorType
from par_engine.catalogue.measure import Exact, Measure, Number, Tally
from par_engine.catalogue.scope import figure_of
from par_engine.criteria.decisions import Interval
from par_engine.evidence.checks.identities import holds
from par_engine.scoring.asking import quotient

TRIES = 60_000
"""So many assignments are tried before a draft is given up."""
_COUNTS = (100, 99, 98, 95, 90, 85, 80, 75, 70, 60, 50, 40, 30, 25, 20, 15, 12, 10, 8, 6, 5, 4, 3, 2, 1, 0, 101, 110)
_LARGE = (120, 130, 150, 200, 300, 500, 650, 1000, 10_000)
_RATES = tuple(Fraction(number, 100) for number in (100, 99, 95, 90, 85, 80, 75, 70, 60, 50, 40, 30, 20, 10, 5, 1, 0))
Figures = dict[str, Exact]


@dataclass(frozen=True)
class Wanted:
    """A resolved measure and where it must fall; `lies` False: anywhere but there. With `empty` there must be nothing
    to divide by."""

    measure: Measure
    interval: Interval
    lies: bool = True
    empty: bool = False

    def met(self, figures: Mapping[str, Exact]) -> bool:
        """Whether these figures do it."""
        x = quotient(self.measure, dict(figures))
        if self.empty or x is None:
            return self.empty and x is None
        return (x in self.interval) is self.lies


@dataclass(frozen=True)
class Knob:
    """Figures that are moved together: one, or that of every sub-unit or month."""

    keys: tuple[str, ...]
    settings: tuple[tuple[Exact, ...], ...]

    def default(self) -> tuple[Exact, ...]:
        """The setting where none is picked: the first."""
        return self.settings[0]


def solve(
    wanted: Sequence[Wanted], indicators: Mapping[str, Indicator], checks: Sequence[CrossCheck]
) -> Figures | None:
    """Figures that meet all demands and break no cross-check; None when none were found."""
    names = dict.fromkeys(name.id for one in wanted for name in one.measure.names())
    if any(figure_of(name).indicator not in indicators for name in names):
        return None
    for years in (True, False):
        knobs = _knobs(list(names), indicators, wanted, years=years)
        for figures in islice(_assignments(knobs), TRIES):
            if all(one.met(figures) for one in wanted) and _consistent(figures, checks):
                return figures
    return None


def _assignments(knobs: Sequence[Knob]) -> Iterator[Figures]:
    """All knobs at their first setting, then one moved, then two, then three."""
    for moved in range(min(len(knobs), 3) + 1):
        for chosen in combinations(range(len(knobs)), moved):
            for settings in product(*(knobs[number].settings[1:] for number in chosen)):
                picked = dict(zip(chosen, settings, strict=True))
                yield {
                    key: value
                    for number, knob in enumerate(knobs)
                    for key, value in zip(knob.keys, picked.get(number, knob.default()), strict=True)
                }


def _knobs(
    names: Sequence[str], indicators: Mapping[str, Indicator], wanted: Sequence[Wanted], *, years: bool
) -> list[Knob]:
    """The figures of all sub-units or months move together; so do those of past years with `years`."""
    together: dict[object, list[str]] = {}
    for name in names:
        figure = figure_of(name)
        past = "year" if years and figure.year is not None else name
        group = "unit" if figure.unit else "month" if figure.month else past
        together.setdefault((figure.indicator, group), []).append(name)
    bounds = sorted({end for one in wanted for end in (*one.interval.bounds(), *_compared(one.measure))})
    shares = any(one.measure.divides for one in wanted)
    return [
        Knob(tuple(keys), tuple(_settings(indicators[figure_of(keys[0]).indicator], len(keys), bounds, shares)))
        for keys in together.values()
    ]


def _compared(measure: Measure) -> Iterator[Fraction]:
    """The numbers that single units or months are compared with."""
    for node in measure.nodes():
        for condition in node.conditions[:1] if isinstance(node, Tally) else ():
            sides = (condition.left, condition.right)
            yield from (Fraction(side.value) for side in sides if isinstance(side, Number))


def _settings(indicator: Indicator, many: int, bounds: Sequence[Fraction], shares: bool) -> Iterator[tuple[Exact, ...]]:
    ladder = [number for number in _ladder(indicator, bounds, shares and many == 1) if _allowed(indicator, number)]
    if many == 1:
        yield from ((number,) for number in ladder)
        return
    pairs = list(product(dict.fromkeys((*ladder[:10], *ladder[-12:])), repeat=2))
    for good, bad in sorted(pairs, key=lambda pair: pair[0] == pair[1], reverse=True):
        for count in (many,) if good == bad else range(1, many):
            yield (good,) * count + (bad,) * (many - count)


def _ladder(indicator: Indicator, bounds: Sequence[Fraction], shares: bool) -> list[Exact]:
    """Numbers to try. Where parts of a whole are measured, those of a hundred come first, else those at the bounds."""
    match indicator.type:
        case IndicatorType.YES_NO:
            return [1, 0]
        case IndicatorType.RATE:
            hundredth = Fraction(1, 100)
            beside = chain.from_iterable((end, end - hundredth, end + hundredth) for end in bounds if end <= 2)
            return list(dict.fromkeys(chain(_RATES, beside)))
    near = chain.from_iterable(_whole(end) for end in bounds)
    return list(dict.fromkeys(chain(_COUNTS, near, _LARGE) if shares else chain(near, _COUNTS, _LARGE)))


def _whole(end: Fraction) -> Iterator[int]:
    """Whole numbers at a bound and beside it, and at the same share of a hundred and of a thousand."""
    for number in (int(end), int(end * 100), int(end * 1000)):
        yield from (number, number + 1, number - 1, number + 2)


def _allowed(indicator: Indicator, number: Exact) -> bool:
    least = Fraction(indicator.minimum) if indicator.minimum is not None else Fraction(0)
    return number >= least and (indicator.maximum is None or number <= Fraction(indicator.maximum))


def _consistent(figures: Figures, checks: Sequence[CrossCheck]) -> bool:
    return all(holds(check, figures) for check in checks if check.applies(figures.__contains__))


def whole_in(interval: Interval, fits: Callable[[int], bool] = lambda number: True) -> int | None:
    """The smallest whole number from 0 that lies in an interval and fits; None where none below 1000 does."""
    return next((number for number in range(1000) if number in interval and fits(number)), None)
