"""`judged`: the board gives points within a range, with grounds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from par_engine.criteria.decisions import Award, Cause, Decision, Interval, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem
from par_engine.criteria.kinds.bounds import points_words
from par_engine.reading.fields import Strict, Text

_ZERO = Fraction(0)


class Judging(Strict):
    """What the board looks at."""

    guidance: Text


class Judged(Kind):
    """Points are those the board gives, from 0 to the maximum."""

    name: ClassVar[str] = "judged"
    label: ClassVar[str] = "hội đồng chấm"
    source: ClassVar[str] = "verifier"
    judged: Judging

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision; x is the points given."""
        path, most = ("rule", "judged"), part.max_points
        steps = (
            Step("none", Interval(None, _ZERO, True, True), Award(_ZERO), path, "không có điểm"),
            Step("given", Interval(_ZERO, most, False), Award(_ZERO, Fraction(1)), path, "một phần"),
            Step("full", Interval(most, None), Award(most), path, "mức tối đa"),
        )
        return (Decision("", Question.JUDGED, steps, most, Cause.JUDGED_DOWN, path, part.id, "đánh giá của hội đồng"),)

    def sentence(self, part: Part) -> str:
        """Who gives the points and by what."""
        return f"Hội đồng chấm từ 0 đến {points_words(part.max_points)}, có nêu căn cứ: {self.judged.guidance}"

    def problems(self, part: Part) -> Iterator[Problem]:
        """The range ends at the maximum: nothing to check."""
        yield from ()

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """What was given."""
        return f"hội đồng chấm {points_words(step.award.points(x))}"
