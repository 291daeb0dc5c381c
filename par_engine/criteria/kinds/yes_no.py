"""`yes_no`: all points for a yes, none for a no."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.decisions import Award, Cause, Decision, Interval, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Reference
from par_engine.criteria.kinds.bounds import points_words
from par_engine.reading.fields import IndicatorId, Strict

_ONE = Fraction(1)


def yes_no_steps(points: Fraction, path: tuple[str | int, ...]) -> tuple[Step, Step]:
    """No below 1, yes from 1."""
    no = Step("no", Interval(None, _ONE), Award(Fraction(0)), path, "không")
    yes = Step("yes", Interval(_ONE, None), Award(points), path, "có")
    return no, yes


class Answer(Strict):
    """Which yes/no indicator answers."""

    answer: IndicatorId


class YesNo(Kind):
    """Points come from an answer."""

    name: ClassVar[str] = "yes_no"
    label: ClassVar[str] = "có / không"
    yes_no: Answer

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision; the answer counts 0 or 1."""
        path = ("rule", "yes_no", "answer")
        subject = self.yes_no.answer
        steps = yes_no_steps(part.max_points, path)
        return (
            Decision("", Question.ANSWER, steps, part.max_points, Cause.NOT_DONE, path, subject, part.title(subject)),
        )

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        return f"“{part.title(self.yes_no.answer)}”: có thì được {points_words(part.max_points)}, không thì 0 điểm."

    def references(self) -> Iterator[Reference]:
        """The indicator that answers."""
        yield Reference(("rule", "yes_no", "answer"), self.yes_no.answer, frozenset({IndicatorType.YES_NO}))

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """Why a no lost the points."""
        return f"“{decision.title}”: trả lời không"
