"""`per_item`: each thing counted earns points, up to the maximum."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from typing import ClassVar

from par_engine.criteria.decisions import Award, Cause, Decision, Interval, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Target
from par_engine.criteria.kinds.bounds import points_words
from par_engine.numbers import viet
from par_engine.reading.fields import Points, Strict


class Each(Strict):
    """Points of one thing."""

    each: Points


class PerItem(Kind):
    """count × each, up to max. The measure must be a whole number."""

    name: ClassVar[str] = "per_item"
    label: ClassVar[str] = "theo số lượng"
    measured: ClassVar[bool] = True
    counted: ClassVar[bool] = True
    per_item: Each

    def _enough(self, part: Part) -> Fraction:
        each = Fraction(self.per_item.each)
        return Fraction(ceil(part.max_points / each)) if each else Fraction(0)

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision: none, some, enough."""
        path = ("rule", "per_item")
        enough, zero = self._enough(part), Fraction(0)
        steps = (
            Step("none", Interval(None, zero, True, True), Award(zero), path, "không có"),
            Step(
                "units",
                Interval(zero, enough, False),
                Award(zero, Fraction(self.per_item.each)),
                path,
                f"dưới {viet(enough)}",
            ),
            Step("full", Interval(enough, None), Award(part.max_points), path, f"từ {viet(enough)} trở lên"),
        )
        return (Decision("", Question.MEASURE, steps, part.max_points, Cause.BELOW_THRESHOLD, path),)

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        return (
            f"Điểm = số lượng × {points_words(Fraction(self.per_item.each))}, tối đa {points_words(part.max_points)}."
        )

    def problems(self, part: Part) -> Iterator[Problem]:
        """Points of one thing must be more than 0 and not more than the maximum."""
        each = Fraction(self.per_item.each)
        if not 0 < each <= part.max_points:
            message = f"each là {viet(each)} trong khi tối đa là {viet(part.max_points)}"
            yield Problem(("rule", "per_item", "each"), message, "đặt each lớn hơn 0 và không quá max_points")

    def targets(self, decision: Decision, x: Fraction, points: Fraction) -> list[Target]:
        """One thing more than now (the count is the measure), then so many that all points are earned."""
        _, units, full = decision.steps
        found = []
        following = max(Fraction(int(x)) + 1, Fraction(1))
        if full.interval.low is not None and following < full.interval.low:
            found.append(Target(Interval(following, None), units.award.points(following)))
        if full.award.base > points:
            found.append(Target(full.interval, full.award.base))
        return found
