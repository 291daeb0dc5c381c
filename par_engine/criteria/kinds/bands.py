"""`bands`: points by where the measure falls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from par_engine.criteria.decisions import Cause, Decision, KeyPath, Part, Question
from par_engine.criteria.kinds.base import Kind
from par_engine.criteria.kinds.bounds import Band, points_words, steps_of


class Bands(Kind):
    """Points come from the line of the scale that the measure reaches."""

    name: ClassVar[str] = "bands"
    label: ClassVar[str] = "theo mức"
    measured: ClassVar[bool] = True
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision on the measure."""
        path = ("rule", "bands")
        steps = steps_of(self.bands, path, part.rate, part.unit)
        return (Decision("", Question.MEASURE, steps, part.max_points, Cause.BELOW_THRESHOLD, path, rate=part.rate),)

    def scales(self, part: Part) -> Iterator[tuple[KeyPath, tuple[Band, ...], bool]]:
        """Its lines."""
        yield ("rule", "bands"), self.bands, part.rate

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        (decision,) = self.decisions(part)
        return "; ".join(f"{step.label}: {points_words(step.award.base)}" for step in decision.steps) + "."
