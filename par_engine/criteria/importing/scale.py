"""Stretches of a result, read from lines in any order, written as the language wants them: from good to bad, one bound
a line where they meet. Where they leave a gap or overlap both bounds are written, and `criteria check` shows the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from par_engine.criteria.decisions import Interval
from par_engine.criteria.importing.plan import Entry, bound, number


@dataclass(frozen=True)
class Stretch:
    """An interval with its points and the words it was read from."""

    interval: Interval
    points: Fraction
    words: str


def written(stretches: Sequence[Stretch], *, rate: bool, rest: Stretch | None, whole: bool = False) -> list[Entry]:
    """The lines of `bands`. `rest` is what "còn lại" gives; without it the outermost stretch becomes `otherwise`;
    `whole`: things are counted, so that nothing lies between 5 and 6."""
    ordered = _ordered(stretches, rate, rest is not None)
    rising = _rises(ordered)
    if whole:
        ordered = _joined(ordered, rising)
    rows = list(reversed(ordered)) if rising else ordered
    entries = [_entry(one, rows[at - 1] if at else None, rising, rate) for at, one in enumerate(rows)]
    last = rows[-1]
    if rest is not None:
        entries.append(
            Entry(f"{{otherwise: true, points: {number(rest.points)}}}", (rest.words,) if rest.words else ())
        )
    elif len(rows) > 1 and _open_end(last, rising) and _meets(last, rows[-2], rising) and _open_start(rows[0], rising):
        entries[-1] = Entry(f"{{otherwise: true, points: {number(last.points)}}}", entries[-1].words)
    return entries


def complete(stretches: Sequence[Stretch], *, rate: bool) -> bool:
    """Whether the worse end of the line is taken: nothing is left for "còn lại"."""
    ordered = _ordered(stretches, rate, False)
    rising = _rises(ordered)
    return _open_end(ordered[0] if rising else ordered[-1], rising)


def gaps(stretches: Sequence[Stretch], *, rate: bool, whole: bool) -> list[str]:
    """What lies between the stretches and belongs to none, and what belongs to two, in words."""
    ordered = _ordered(stretches, rate, False)
    found = []
    for left, right in pairwise(ordered):
        high, low = left.interval.high, right.interval.low
        if (
            high is None
            or low is None
            or low < high
            or (low == high and left.interval.high_closed and right.interval.low_closed)
        ):
            found.append(f"“{left.words}” và “{right.words}” chồng lên nhau")
        elif not _touch(left.interval, right.interval) and not (whole and _neighbours(left.interval, right.interval)):
            between = Interval(high, low, not left.interval.high_closed, not right.interval.low_closed)
            found.append(f"khoảng {between.words(rate)} không thuộc mức nào")
    return found


def _rises(ordered: Sequence[Stretch]) -> bool:
    """Whether more is better; a single stretch is good itself, so its open end is the good one."""
    if ordered[0].points != ordered[-1].points:
        return ordered[-1].points > ordered[0].points
    return ordered[0].interval.low is not None


def _position(one: Stretch) -> tuple[bool, Fraction, bool]:
    low = one.interval.low
    return low is not None, low if low is not None else Fraction(0), not one.interval.low_closed


def _ordered(stretches: Sequence[Stretch], rate: bool, rest: bool) -> list[Stretch]:
    """Up the line, without ends that no result passes: below 0, and above 100 % of a rate. Where the text says what the
    rest gives, an end on the bad side means something and stays."""
    ordered = sorted(stretches, key=_position)
    rising = _rises(ordered)
    first, last = ordered[0].interval, ordered[-1].interval
    if first.low == 0 and first.low_closed and first.high not in (None, 0) and not (rising and rest):
        ordered[0] = replace(ordered[0], interval=replace(first, low=None))
    if rate and last.low is not None and last.high == 1 and last.high_closed and not (rest and not rising):
        ordered[-1] = replace(ordered[-1], interval=replace(last, high=None))
    return ordered


def _entry(one: Stretch, before: Stretch | None, rising: bool, rate: bool) -> Entry:
    low, high = one.interval.low, one.interval.high
    keys = []
    one_sided = (before is None and _open_start(one, rising)) or (before is not None and _meets(one, before, rising))
    if low is not None and (rising or not one_sided):
        keys.append(f"{'at_least' if one.interval.low_closed else 'above'}: {bound(low, rate)}")
    if high is not None and (not rising or not one_sided):
        if rising and low is None:
            keys.append(f"at_least: {bound(Fraction(0), rate)}")
        keys.append(f"{'at_most' if one.interval.high_closed else 'below'}: {bound(high, rate)}")
    if not keys:
        keys.append("otherwise: true")
    return Entry(f"{{{', '.join([*keys, f'points: {number(one.points)}'])}}}", (one.words,))


def _meets(one: Stretch, before: Stretch, rising: bool) -> bool:
    """Whether a stretch begins exactly where the better one before it ends."""
    lower, higher = (one, before) if rising else (before, one)
    return _touch(lower.interval, higher.interval)


def _touch(lower: Interval, higher: Interval) -> bool:
    return lower.high is not None and lower.high == higher.low and lower.high_closed != higher.low_closed


def _joined(ordered: list[Stretch], rising: bool) -> list[Stretch]:
    """Of things counted, 5 is next to 6: what lies between belongs to the worse stretch: nothing can."""
    joined = list(ordered)
    for at, (left, right) in enumerate(pairwise(ordered)):
        if not _neighbours(left.interval, right.interval):
            continue
        if rising:
            interval = replace(joined[at].interval, high=right.interval.low, high_closed=not right.interval.low_closed)
            joined[at] = replace(joined[at], interval=interval)
        else:
            interval = replace(right.interval, low=left.interval.high, low_closed=not left.interval.high_closed)
            joined[at + 1] = replace(right, interval=interval)
    return joined


def _neighbours(lower: Interval, higher: Interval) -> bool:
    """Whole numbers: 5 is next to 6."""
    if lower.high is None or higher.low is None:
        return False
    last = lower.high if lower.high_closed else lower.high - 1
    first = higher.low if higher.low_closed else higher.low + 1
    return first - last == 1 and last.denominator == 1


def _open_start(one: Stretch, rising: bool) -> bool:
    return (one.interval.high if rising else one.interval.low) is None


def _open_end(one: Stretch, rising: bool) -> bool:
    return (one.interval.low if rising else one.interval.high) is None
