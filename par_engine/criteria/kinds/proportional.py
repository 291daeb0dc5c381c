"""`proportional`: points grow with the measure up to `full_at`; none below `nothing_below`; or linear from `from`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from pydantic import Field, model_validator

from par_engine.criteria.decisions import Award, Cause, Decision, Interval, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Target
from par_engine.criteria.kinds.bounds import points_words
from par_engine.reading.fields import Amount, Quantity, Strict, wrong


class Line(Strict):
    """Where points start and where they are full."""

    full_at: Amount
    nothing_below: Amount | None = None
    from_: Amount | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _rises(self) -> Line:
        if self.nothing_below and self.from_:
            raise wrong("có cả nothing_below và from", "chỉ một trong hai")
        start = self.nothing_below or self.from_
        if self.full_at.value <= (start.value if start else 0):
            raise wrong("full_at phải lớn hơn mức bắt đầu", "ví dụ nothing_below: 60%, full_at: 100%")
        return self


class Proportional(Kind):
    """max × min(x ÷ full_at, 1), or linear between `from` and `full_at`."""

    name: ClassVar[str] = "proportional"
    label: ClassVar[str] = "theo tỷ lệ"
    measured: ClassVar[bool] = True
    proportional: Line

    def _start(self) -> Fraction:
        start = self.proportional.nothing_below or self.proportional.from_
        return start.value if start else Fraction(0)

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision: nothing, a part, all."""
        path = ("rule", "proportional")
        start, full = self._start(), self.proportional.full_at.value
        zero = self.proportional.from_.value if self.proportional.from_ else Fraction(0)
        slope = part.max_points / (full - zero)
        nothing, some, whole = Interval(None, start), Interval(start, full), Interval(full, None)
        steps = (
            Step("none", nothing, Award(Fraction(0)), path, nothing.words(part.rate)),
            Step("part", some, Award(-slope * zero, slope), path, some.words(part.rate)),
            Step("full", whole, Award(part.max_points), (*path, "full_at"), whole.words(part.rate)),
        )
        return (Decision("", Question.MEASURE, steps, part.max_points, Cause.BELOW_THRESHOLD, path, rate=part.rate),)

    def thresholds(self, part: Part) -> Iterator[tuple[KeyPath, Quantity, bool]]:
        """Where points start and where they are full."""
        line = self.proportional
        for side, quantity in (("full_at", line.full_at), ("nothing_below", line.nothing_below), ("from", line.from_)):
            if quantity:
                yield ("rule", "proportional", side), quantity, part.rate

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        most, line = points_words(part.max_points), self.proportional
        if line.from_:
            return f"Tăng đều từ 0 điểm tại {line.from_} đến {most} tại {line.full_at}; dưới {line.from_} được 0 điểm."
        floor = f"; dưới {line.nothing_below} được 0 điểm" if line.nothing_below else ""
        return f"Điểm = kết quả ÷ {line.full_at} × {most}, tối đa {most}{floor}."

    def problems(self, part: Part) -> Iterator[Problem]:
        """A line always ends at the maximum: nothing to check."""
        yield from ()

    def targets(self, decision: Decision, x: Fraction, points: Fraction) -> list[Target]:
        """First out of the zone without points, then the full mark."""
        none, some, full = decision.steps
        found = []
        if x in none.interval and some.interval.low is not None and some.award.points(some.interval.low) > points:
            found.append(Target(some.interval, some.award.points(some.interval.low)))
        if full.award.base > points:
            found.append(Target(full.interval, full.award.base))
        return found
