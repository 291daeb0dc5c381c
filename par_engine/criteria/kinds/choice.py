"""`choice`: one of several labelled levels, each worth points or a share of the maximum."""

from __future__ import annotations

from collections.abc import Iterator
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
        """Exact points of this level."""
        return (
            Fraction(self.points) if self.points is not None else most * self.share.value if self.share else Fraction(0)
        )


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
        last = len(self.choice.levels) - 1
        steps = []
        for number, level in enumerate(self.choice.levels):
            low = Fraction(number) if number else None
            high = Fraction(number + 1) if number < last else None
            path: KeyPath = ("rule", "choice", "levels", number)
            label = part.title(f"{self.choice.answer}={level.option}")
            steps.append(Step(f"o{number + 1}", Interval(low, high), Award(level.award(part.max_points)), path, label))
        subject = self.choice.answer
        path = ("rule", "choice", "answer")
        title = part.title(subject)
        return (Decision("", Question.OPTION, tuple(steps), part.max_points, Cause.NOT_DONE, path, subject, title),)

    def options(self) -> list[str]:
        """The options in the order of their steps."""
        return [level.option for level in self.choice.levels]

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
