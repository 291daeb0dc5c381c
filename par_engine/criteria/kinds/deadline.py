"""`deadline`: points by how many days late one document is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from par_engine.criteria.decisions import Award, Cause, Decision, Interval, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Reference
from par_engine.criteria.kinds.bounds import Band, points_words, steps_of
from par_engine.numbers import viet
from par_engine.reading.fields import Id, Strict

_ZERO = Fraction(0)


def in_time_or_late(points: Fraction, late: Fraction, path: KeyPath) -> tuple[Step, Step]:
    """The plain scale: in time, or late."""
    in_time = Step("in_time", Interval(None, _ZERO, True, True), Award(points), path, "đúng hạn")
    return in_time, Step("late", Interval(_ZERO, None, False), Award(late), path, "chậm")


def days_words(x: Fraction) -> str:
    """`chậm 12 ngày`, `sớm 3 ngày`, or just in time."""
    if x > 0:
        return f"chậm {viet(x)} ngày"
    return f"sớm {viet(-x)} ngày" if x < 0 else "đúng hạn"


def lateness_label(step: Step) -> str:
    """A band of days in words."""
    low, high = step.interval.low, step.interval.high
    if high is not None and high <= 0:
        return _earliness_label(step.interval)
    if low == 0 and high is None:
        return "chậm"
    if high is None:
        return f"chậm {step.interval.words(False, 'ngày')}"
    if low is not None and low != 0:
        return f"chậm {step.interval.words(False)} ngày"
    most = Interval(None, high, high_closed=step.interval.high_closed).words(False)
    return f"{'đúng hạn hoặc ' if low is None else ''}chậm {most} ngày"


def _earliness_label(days: Interval) -> str:
    """Days late that are less than none, for texts that give more for what comes early."""
    if days.low is None and days.high == 0:
        return "đúng hạn"
    most = None if days.low is None else -days.low
    if not days.high:
        return f"đúng hạn, sớm {Interval(None, most, high_closed=days.low_closed).words(False)} ngày"
    early = Interval(-days.high, most, days.high_closed, days.low_closed)
    return f"sớm {early.words(False, 'ngày')}"


class Lateness(Strict):
    """Which document, and what each stretch of days late is worth."""

    document: Id
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]


class Deadline(Kind):
    """Points come from the days between the last valid day and the date that counts."""

    name: ClassVar[str] = "deadline"
    label: ClassVar[str] = "theo thời hạn"
    deadline: Lateness

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision on the days late; 0 or less is in time."""
        path = ("rule", "deadline")
        document = self.deadline.document
        steps = tuple(_labelled(steps_of(self.deadline.bands, (*path, "bands"), False)))
        title = part.title(document)
        return (Decision("", Question.LATENESS, steps, part.max_points, Cause.LATE, path, document, title),)

    def scales(self, part: Part) -> Iterator[tuple[KeyPath, tuple[Band, ...], bool]]:
        """Its lines of days."""
        yield ("rule", "deadline", "bands"), self.deadline.bands, False

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        (decision,) = self.decisions(part)
        rows = [f"{step.label}: {points_words(step.award.base)}" for step in decision.steps]
        return f"{part.title(self.deadline.document)}: " + "; ".join(rows) + "."

    def references(self) -> Iterator[Reference]:
        """The document waited for."""
        yield Reference(("rule", "deadline", "document"), self.deadline.document)

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """How late it was."""
        return f"{decision.title}: {days_words(x)}"


def _labelled(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        yield Step(step.name, step.interval, step.award, step.path, lateness_label(step))
