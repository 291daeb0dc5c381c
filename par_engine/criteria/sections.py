"""What stands beside the areas of a set: bonus and penalty sections, rescaling, grades."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from par_engine.criteria.decisions import KeyPath, Step
from par_engine.criteria.kinds.bounds import Band, Bound, steps_of
from par_engine.reading.fields import Id, OneOrMany, OnlyTrue, Strict, Text, YesNo, wrong


class Section(StrEnum):
    """A part of a set outside its areas: it never enters maxima, index, lost or open points."""

    BONUS = "bonus"
    PENALTY = "penalty"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return "điểm thưởng" if self is Section.BONUS else "điểm phạt"


class Source(StrEnum):
    """Whose word points rest on; every rule kind names its own."""

    SELF = "self"
    SURVEY = "survey"
    VERIFIER = "verifier"
    EXTERNAL = "external"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _SOURCES[self.value]


_SOURCES = {
    "self": "đơn vị tự chấm",
    "survey": "điều tra xã hội học",
    "verifier": "hội đồng thẩm định chấm",
    "external": "kết quả từ bên ngoài",
}

OtherSource = Literal["survey", "external", "verifier"]
"""A source that may be absent in a round: everything but the agency's own word."""


class Rescale(Strict):
    """When a whole source is not held, its maximum is left out and the rest stands for the whole."""

    when_absent: Annotated[tuple[OtherSource, ...], OneOrMany, Field(min_length=1)]
    note: Text | None = None


class FinalRule(Strict):
    """How points, bonus and penalty become the final points; below 0 only where the set says so."""

    below_zero: YesNo = False


class GradeOn(StrEnum):
    """What grades look at."""

    INDEX = "index"
    FINAL = "final"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return "chỉ số" if self is GradeOn.INDEX else "điểm cuối cùng"


class Level(Bound):
    """One grade with its bound; one-sided bounds reach to the level written before."""

    id: Id
    title: Text
    otherwise: OnlyTrue | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Level:
        if bool(self.low() or self.high()) == bool(self.otherwise):
            raise wrong("mỗi loại cần một cận hoặc otherwise", "at_least, above, at_most, below, hoặc otherwise: true")
        return self

    def band(self) -> Band:
        """Its bounds as a line of a scale, worth no points: grades are found as steps of a rule are."""
        bounds = {name: getattr(self, name) for name in ("at_least", "above", "at_most", "below", "otherwise")}
        return Band.model_construct(**bounds, points=Decimal(0))


def _per_unit(value: Any) -> Any:
    return {"": value} if isinstance(value, list) else value


Levels = Annotated[tuple[Level, ...], Field(min_length=1)]


class Grades(Strict):
    """Xếp loại: levels for all unit kinds (key ""), or for each its own."""

    on: GradeOn = GradeOn.INDEX
    levels: Annotated[dict[str, Levels], BeforeValidator(_per_unit), Field(min_length=1)]
    note: Text | None = None

    def path(self, unit_kind: str) -> KeyPath:
        """Where the levels of a unit kind stand in set.yaml."""
        return ("grades", "levels", unit_kind) if unit_kind in self.levels and unit_kind else ("grades", "levels")

    def of(self, unit_kind: str) -> Sequence[Level]:
        """The levels of a unit kind; none where it has no grades."""
        return self.levels.get(unit_kind) or self.levels.get("", ())

    def steps(self, unit_kind: str) -> tuple[Step, ...]:
        """The levels as intervals, as written; the last part of a step's path is the number of its level."""
        rate = self.on is GradeOn.INDEX
        return steps_of([level.band() for level in self.of(unit_kind)], self.path(unit_kind), rate)

    def grade(self, unit_kind: str, number: Fraction) -> Level | None:
        """The level a number falls in. `number` is a share for the index (80 % is 4/5), else points."""
        found = next((step for step in self.steps(unit_kind) if number in step.interval), None)
        return self.of(unit_kind)[int(found.path[-1])] if found else None
