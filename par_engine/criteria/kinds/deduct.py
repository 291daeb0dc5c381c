"""`deduct`: the maximum less so much for each thing counted, down to `floor`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from par_engine.criteria.decisions import Award, Cause, Decision, Interval, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Target
from par_engine.criteria.kinds.bounds import points_words
from par_engine.numbers import viet
from par_engine.reading.fields import Number, Points, Strict


class Deduction(Strict):
    """What one thing costs, and below what points do not go."""

    each: Points
    floor: Number = Decimal(0)


class Deduct(Kind):
    """max − count × each, not below `floor` (0 unless the text says so)."""

    name: ClassVar[str] = "deduct"
    label: ClassVar[str] = "trừ điểm"
    measured: ClassVar[bool] = True
    counted: ClassVar[bool] = True
    deduct: Deduction

    def _exhausted_at(self, part: Part) -> Fraction:
        """The count from which nothing more is taken away."""
        each = Fraction(self.deduct.each)
        return (part.max_points - Fraction(self.deduct.floor)) / each if each else Fraction(1)

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision: nothing counted, some, so much that only the floor is left."""
        path = ("rule", "deduct")
        each, floor = Fraction(self.deduct.each), Fraction(self.deduct.floor)
        last = Fraction(-(-self._exhausted_at(part) // 1))
        steps = (
            Step("none", Interval(None, Fraction(0), True, True), Award(part.max_points), path, "không có trường hợp"),
            Step("some", Interval(Fraction(0), last, False), Award(part.max_points, -each), path, f"dưới {viet(last)}"),
            Step("floor", Interval(last, None), Award(floor), path, f"từ {viet(last)} trở lên"),
        )
        decision = Decision(
            "", Question.MEASURE, steps, part.max_points, Cause.DEDUCTED, path, least=min(floor, Fraction(0))
        )
        return (decision,)

    def sentence(self, part: Part) -> str:
        """How points are lost."""
        each, floor = Fraction(self.deduct.each), Fraction(self.deduct.floor)
        rest = f"mỗi trường hợp trừ {points_words(each)}, thấp nhất {points_words(floor)}"
        return f"{points_words(part.max_points)}, {rest}."

    def problems(self, part: Part) -> Iterator[Problem]:
        """Something must be taken away, from more than the floor."""
        each, floor = Fraction(self.deduct.each), Fraction(self.deduct.floor)
        if not each:
            yield Problem(("rule", "deduct", "each"), "mỗi trường hợp trừ 0 điểm", "đặt each lớn hơn 0")
        if floor >= part.max_points:
            message = f"floor là {viet(floor)} trong khi tối đa là {viet(part.max_points)}"
            yield Problem(("rule", "deduct", "floor"), message, "đặt floor nhỏ hơn max_points")

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """How many were counted and what they cost."""
        taken = decision.max_points - step.award.points(x)
        return (
            f"có {viet(x)} trường hợp, mỗi trường hợp trừ {viet(Fraction(self.deduct.each))}, trừ {points_words(taken)}"
        )

    def targets(self, decision: Decision, x: Fraction, points: Fraction) -> list[Target]:
        """One case fewer than now (the count is the measure), then none at all."""
        none, some, floor = decision.steps
        found = []
        highest = floor.interval.low or Fraction(0)
        fewer = min(Fraction(-(-x // 1)), highest) - 1
        if fewer > 0 and some.award.points(fewer) > points:
            found.append(Target(Interval(None, fewer, True, True), some.award.points(fewer)))
        if none.award.base > points:
            found.append(Target(none.interval, none.award.base))
        return found
