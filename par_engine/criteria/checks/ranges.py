"""Between which ends the result of a measure always lies: figures are not negative unless their indicator says so, a
yes counts one, a share is at most 100 %. None for an end means that nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from par_engine.catalogue.indicators import IndicatorType
from par_engine.catalogue.measure import Among, Apply, Constant, CountEvents, Measure, Name, Node, Number, OverTime
from par_engine.criteria.decisions import Interval
from par_engine.criteria.yardstick import Yardstick

End = Fraction | None
ZERO = Fraction(0)
ANYTHING = Interval(None, None, True, True)
COUNTED = Interval(ZERO, None, True, True)
SHARE = Interval(ZERO, Fraction(1), True, True)


def range_of(yardstick: Yardstick, measure: Measure) -> Interval:
    """Where every result of a measure lies, both ends included. A quotient is only known not to be negative."""
    above = _of(yardstick, measure.numerator)
    if measure.denominator is None:
        return above
    below = _of(yardstick, measure.denominator)
    return COUNTED if _not_negative(above) and _not_negative(below) else ANYTHING


def common(one: Interval, other: Interval) -> Interval:
    """The numbers that lie in both; empty where there are none."""
    lows = [(part.low, not part.low_closed) for part in (one, other) if part.low is not None]
    highs = [(part.high, part.high_closed) for part in (one, other) if part.high is not None]
    low, beyond = max(lows, default=(None, False))
    high, closed = min(highs, default=(None, True))
    return Interval(low, high, not beyond, closed)


def covers(whole: Interval, part: Interval) -> bool:
    """Whether no number of `part` lies outside `whole`."""
    return common(whole, part) == common(part, ANYTHING)


def _of(yardstick: Yardstick, node: Node) -> Interval:  # noqa: PLR0911 - one line for each kind of node
    match node:
        case Number(value=value):
            return _from_to(Fraction(value), Fraction(value))
        case Name(id=name):
            return _of_indicator(yardstick, name)
        case Constant(id=name):
            known = yardstick.constant(name, yardstick.set.year)
            return ANYTHING if known is None else _from_to(known, known)
        case CountEvents():
            return COUNTED
        case Among(function="share_of"):
            return SHARE
        case Among(group=group):
            return _from_to(ZERO, Fraction(12) if group == "months" else None)
        case OverTime(function=function, inner=inner) if function in ("previous_year", "baseline"):
            return _of(yardstick, inner)
        case OverTime(function="sum_over_years", inner=inner):
            return COUNTED if _not_negative(_of(yardstick, inner)) else ANYTHING
        case Apply(operator=operator, parts=parts):
            operation = _OPERATIONS.get(operator)
            return operation([_of(yardstick, part) for part in parts]) if operation else ANYTHING
    return ANYTHING


def _of_indicator(yardstick: Yardstick, name: str) -> Interval:
    indicator = yardstick.catalogue.indicators.get(name)
    if indicator is None:
        return ANYTHING
    low = ZERO if indicator.minimum is None else Fraction(indicator.minimum)
    high = None if indicator.maximum is None else Fraction(indicator.maximum)
    return SHARE if indicator.type is IndicatorType.YES_NO else _from_to(low, high)


def _from_to(low: End, high: End) -> Interval:
    return Interval(low, high, True, True)


def _not_negative(found: Interval) -> bool:
    return found.low is not None and found.low >= 0


def _added(parts: list[Interval]) -> Interval:
    return _from_to(_total([part.low for part in parts]), _total([part.high for part in parts]))


def _subtracted(parts: list[Interval]) -> Interval:
    turned = [_from_to(_negative(part.high), _negative(part.low)) for part in parts[1:]]
    return _added([parts[0], *turned])


def _multiplied(parts: list[Interval]) -> Interval:
    if not all(map(_not_negative, parts)):
        return ANYTHING
    low = high = Fraction(1)
    for part in parts:
        low *= part.low or ZERO
        high *= part.high if part.high is not None else ZERO
    return _from_to(low, None if any(part.high is None for part in parts) else high)


def _least(parts: list[Interval]) -> Interval:
    lows, highs = [part.low for part in parts], [part.high for part in parts if part.high is not None]
    return _from_to(None if None in lows else min(low for low in lows if low is not None), min(highs, default=None))


def _greatest(parts: list[Interval]) -> Interval:
    lows, highs = [part.low for part in parts if part.low is not None], [part.high for part in parts]
    return _from_to(max(lows, default=None), None if None in highs else max(one for one in highs if one is not None))


def _total(ends: list[End]) -> End:
    return None if None in ends else sum((end for end in ends if end is not None), ZERO)


def _negative(end: End) -> End:
    return None if end is None else -end


_OPERATIONS: dict[str, Callable[[list[Interval]], Interval]] = {
    "+": _added, "-": _subtracted, "*": _multiplied, "min": _least, "max": _greatest,
}  # fmt: skip
