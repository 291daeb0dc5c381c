"""Lines of a scale: `at_least`/`above`, `at_most`/`below`, both, or `otherwise`; used by every kind that has bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pydantic import model_validator

from par_engine.criteria.decisions import Award, Interval, KeyPath, Step
from par_engine.numbers import viet
from par_engine.reading.fields import Amount, OnlyTrue, Points, Quantity, Strict, wrong


class Bound(Strict):
    """A condition on a number."""

    at_least: Amount | None = None
    above: Amount | None = None
    at_most: Amount | None = None
    below: Amount | None = None

    def low(self) -> Quantity | None:
        """The written lower end."""
        return self.at_least or self.above

    def high(self) -> Quantity | None:
        """The written upper end."""
        return self.at_most or self.below

    def sides(self) -> Iterator[tuple[str, Quantity]]:
        """The written ends by their keys."""
        for side in ("at_least", "above", "at_most", "below"):
            if quantity := getattr(self, side):
                yield side, quantity

    def interval(self) -> Interval:
        """Exactly what is written."""
        low, high = self.low(), self.high()
        return Interval(
            low.value if low else None,
            high.value if high else None,
            self.at_least is not None,
            self.at_most is not None,
        )

    @model_validator(mode="after")
    def _one_per_side(self) -> Bound:
        if self.at_least and self.above:
            raise wrong("có cả at_least và above", "chỉ một cận dưới")
        if self.at_most and self.below:
            raise wrong("có cả at_most và below", "chỉ một cận trên")
        return self


class Band(Bound):
    """One line of a scale with its points."""

    otherwise: OnlyTrue | None = None
    points: Points

    @model_validator(mode="after")
    def _says_something(self) -> Band:
        bounded = self.low() or self.high()
        if bool(bounded) == bool(self.otherwise):
            raise wrong("mỗi mức cần một cận hoặc otherwise", "at_least, above, at_most, below, hoặc otherwise: true")
        return self


def steps_of(bands: Sequence[Band], path: KeyPath, rate: bool, unit: str = "") -> tuple[Step, ...]:
    """The lines as intervals, their labels with the unit that is measured. A one-sided line reaches to the line written
    before it; `otherwise` takes what lies beyond all written lines. Nothing is sorted or mended: gaps and overlaps
    stay, and certification finds them."""
    steps: list[Step] = []
    before: Interval | None = None
    for number, band in enumerate(bands):
        where = (*path, number)
        if band.otherwise:
            steps += _rest([step.interval for step in steps], f"b{number + 1}", band, where, (rate, unit))
            continue
        before = _reach(band, before)
        steps.append(Step(f"b{number + 1}", before, Award(Fraction(band.points)), where, before.words(rate, unit)))
    return tuple(steps)


def _reach(band: Band, before: Interval | None) -> Interval:
    written = band.interval()
    if before is None or (band.low() and band.high()):
        return written
    if band.low():
        return Interval(written.low, before.low, written.low_closed, not before.low_closed)
    return Interval(before.high, written.high, not before.high_closed, written.high_closed)


def _rest(written: list[Interval], name: str, band: Band, path: KeyPath, shown: tuple[bool, str]) -> Iterator[Step]:
    award = Award(Fraction(band.points))
    if not written:
        yield Step(name, Interval(), award, path, "mọi trường hợp")
    lowest = [interval for interval in written if interval.low is None]
    highest = [interval for interval in written if interval.high is None]
    if written and not lowest:
        edge = min(written, key=lambda interval: (interval.low, not interval.low_closed))
        below = Interval(None, edge.low, True, not edge.low_closed)
        yield Step(name, below, award, path, f"còn lại ({below.words(*shown)})")
    if written and not highest:
        edge = max(written, key=lambda interval: (interval.high, interval.high_closed))
        above = Interval(edge.high, None, not edge.high_closed)
        yield Step(name if lowest else f"{name}h", above, award, path, f"còn lại ({above.words(*shown)})")


def points_words(points: Fraction) -> str:
    """`0,5 điểm`."""
    return f"{viet(points)} điểm"
