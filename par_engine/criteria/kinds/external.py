"""`external`: results that others publish (a rank, another index, a group), entered once with their source."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from par_engine.catalogue.indicators import NUMERIC, IndicatorType
from par_engine.criteria.decisions import Cause, Decision, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Reference
from par_engine.criteria.kinds.bounds import Band, points_words
from par_engine.criteria.kinds.choice import Level, level_steps
from par_engine.criteria.kinds.results import Scale
from par_engine.criteria.kinds.survey import of_parts
from par_engine.numbers import viet_result
from par_engine.reading.fields import IndicatorId, OneOrMany, Quantity, wrong


class Published(Scale):
    """One result and what it is worth; a group or letter by `levels`, a number by `bands` or `full_at`."""

    result: IndicatorId
    levels: Annotated[tuple[Level, ...], Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Published:
        if sum(scale is not None for scale in (self.bands, self.full_at, self.levels)) != 1:
            raise wrong("cần đúng một thang điểm", "bands, full_at hoặc levels")
        return self


class External(Kind):
    """Points come from where a published result falls."""

    name: ClassVar[str] = "external"
    label: ClassVar[str] = "kết quả bên ngoài"
    source: ClassVar[str] = "external"
    external: Annotated[tuple[Published, ...], OneOrMany, Field(min_length=1)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision per result."""
        return tuple(self._decision(part, number, one) for number, one in enumerate(self.external))

    def _decision(self, part: Part, number: int, one: Published) -> Decision:
        path: KeyPath = ("rule", "external", number)
        most, rate = one.most(part.max_points), part.rates.get(one.result, False)
        if one.levels:
            steps = level_steps(one.levels, (*path, "levels"), most, part, one.result)
        else:
            steps = one.steps(most, path, rate=rate)
        return Decision(
            key=f"e{number + 1}" if len(self.external) > 1 else "",
            question=Question.EXTERNAL,
            steps=steps,
            max_points=most,
            cause=Cause.EXTERNAL_RESULT,
            path=path,
            subject=one.result,
            title=one.title or part.title(one.result),
            rate=rate,
            options=tuple(level.option for level in one.levels or ()),
        )

    def thresholds(self, part: Part) -> Iterator[tuple[KeyPath, Quantity, bool]]:
        """Also where points start and are full."""
        yield from super().thresholds(part)
        for number, one in enumerate(self.external):
            for end, amount in one.ends():
                yield ("rule", "external", number, end), amount, part.rates.get(one.result, False)

    def scales(self, part: Part) -> Iterator[tuple[KeyPath, tuple[Band, ...], bool]]:
        """The lines of each result."""
        for number, one in enumerate(self.external):
            if one.bands:
                yield ("rule", "external", number, "bands"), one.bands, part.rates.get(one.result, False)

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        rows = []
        for one, done in zip(self.external, self.decisions(part), strict=True):
            levels = "; ".join(f"{step.label}: {points_words(step.award.base)}" for step in done.steps)
            rows.append(f"“{done.title}”: {levels if one.levels else one.words(done.steps, done.max_points)}")
        return "; ".join(rows) + "."

    def references(self) -> Iterator[Reference]:
        """The indicators that hold the results."""
        for number, one in enumerate(self.external):
            types = frozenset({IndicatorType.CHOICE}) if one.levels else frozenset(NUMERIC)
            yield Reference(("rule", "external", number, "result"), one.result, types)

    def problems(self, part: Part) -> Iterator[Problem]:
        """Results sum to the maximum, none stands twice."""
        yield from of_parts(("rule", "external"), self.external, self.decisions(part), part)

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """The published result."""
        if decision.options:
            return f"“{decision.title}”: {step.label}"
        shown = viet_result(x, rate=decision.rate, fits=step.interval.__contains__)
        return f"“{decision.title}”: {shown}, thuộc mức {step.label}"
