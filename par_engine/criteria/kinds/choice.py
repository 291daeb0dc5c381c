"""`choice`: one of several labelled levels, each worth points or a share of the maximum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.decisions import Award, Cause, Decision, Interval, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Reference
from par_engine.criteria.kinds.bounds import points_words
from par_engine.reading.fields import Id, IndicatorId, Points, Rate, Strict, wrong


class Level(Strict):
    """One option with its points or its share of the maximum."""

    option: Id
    points: Points | None = None
    share: Rate | None = None

    @model_validator(mode="after")
    def _one_award(self) -> Level:
        if (self.points is None) == (self.share is None):
            raise wrong("mỗi mức cần points hoặc share", "points: 0.5 hoặc share: 50%")
        return self

    def award(self, most: Fraction) -> Fraction:
        """Exact points of this level: its own, or its share of the maximum."""
        return (
            Fraction(self.points) if self.points is not None else most * self.share.value if self.share else Fraction(0)
        )


def level_steps(levels: Sequence[Level], path: KeyPath, most: Fraction, part: Part, subject: str) -> tuple[Step, ...]:
    """One step per level; x is the number of the level in the order written."""
    last, steps = len(levels) - 1, []
    for number, level in enumerate(levels):
        interval = Interval(Fraction(number) if number else None, Fraction(number + 1) if number < last else None)
        label = part.title(f"{subject}={level.option}")
        steps.append(Step(f"o{number + 1}", interval, Award(level.award(most)), (*path, number), label))
    return tuple(steps)


class Levels(Strict):
    """Which choice indicator answers, and what each option is worth."""

    answer: IndicatorId
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]


class Choice(Kind):
    """Points come from the level chosen."""

    name: ClassVar[str] = "choice"
    label: ClassVar[str] = "chọn mức"
    choice: Levels

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision; x is the number of the level in the order written."""
        subject = self.choice.answer
        decision = Decision(
            key="",
            question=Question.OPTION,
            steps=level_steps(self.choice.levels, ("rule", "choice", "levels"), part.max_points, part, subject),
            max_points=part.max_points,
            cause=Cause.NOT_DONE,
            path=("rule", "choice", "answer"),
            subject=subject,
            title=part.title(subject),
            options=tuple(level.option for level in self.choice.levels),
        )
        return (decision,)

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        rows = [
            f"{part.title(f'{self.choice.answer}={level.option}')}: {points_words(level.award(part.max_points))}"
            for level in self.choice.levels
        ]
        return f"“{part.title(self.choice.answer)}”: " + "; ".join(rows) + "."

    def references(self) -> Iterator[Reference]:
        """The indicator that answers."""
        yield Reference(("rule", "choice", "answer"), self.choice.answer, frozenset({IndicatorType.CHOICE}))

    def problems(self, part: Part) -> Iterator[Problem]:
        """Also: an option written twice."""
        yield from super().problems(part)
        seen: set[str] = set()
        for number, level in enumerate(self.choice.levels):
            if level.option in seen:
                yield Problem(
                    ("rule", "choice", "levels", number, "option"), f"mức “{level.option}” bị lặp", "giữ lại một dòng"
                )
            seen.add(level.option)

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """Which level was chosen."""
        return f"“{decision.title}”: mức “{step.label}”"
