"""Scales on results that others find: bands, levels, or points in proportion. Shared by `survey` and `external`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated

from pydantic import Field, model_validator

from par_engine.criteria.decisions import Award, Interval, KeyPath, Step
from par_engine.criteria.kinds.bounds import Band, points_words, steps_of
from par_engine.numbers import viet_rate
from par_engine.reading.fields import Amount, Points, Strict, Text, wrong

_ZERO = Fraction(0)


class Scale(Strict):
    """What a result is worth: `bands`, or in proportion up to `full_at`, from `from` on where the text says so."""

    title: Text | None = None
    points: Points | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=1)] | None = None
    full_at: Amount | None = None
    from_: Amount | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _one_scale(self) -> Scale:
        if self.bands and self.full_at:
            raise wrong("có cả bands và full_at", "chỉ một thang điểm")
        if self.full_at and self.full_at.value <= 0:
            raise wrong("full_at phải lớn hơn 0", "ví dụ full_at: 97%")
        if self.from_ and (self.full_at is None or self.from_.value >= self.full_at.value):
            raise wrong("from chỉ đi với full_at và phải nhỏ hơn full_at", "ví dụ from: 60%, full_at: 90%")
        return self

    def ends(self) -> Iterator[tuple[str, Amount]]:
        """Where points start and where they are full, by key."""
        for key, amount in (("full_at", self.full_at), ("from", self.from_)):
            if amount:
                yield key, amount

    def most(self, whole: Fraction) -> Fraction:
        """The points of this result; without own points, all of the component's."""
        return Fraction(self.points) if self.points is not None else whole

    def steps(self, most: Fraction, path: KeyPath, *, rate: bool, full: Fraction = Fraction(1)) -> tuple[Step, ...]:
        """The lines of the scale; without one, points in proportion up to `full`."""
        if self.bands:
            return steps_of(self.bands, (*path, "bands"), rate)
        full = self.full_at.value if self.full_at else full
        zero = self.from_.value if self.from_ else _ZERO
        slope = most / (full - zero)
        nothing, some, whole = Interval(None, zero, True, True), Interval(zero, full, False), Interval(full, None)
        return (
            Step("none", nothing, Award(_ZERO), path, nothing.words(rate)),
            Step("part", some, Award(-slope * zero, slope), path, some.words(rate)),
            Step("full", whole, Award(most), path, whole.words(rate)),
        )

    def words(self, steps: tuple[Step, ...], most: Fraction) -> str:
        """The scale in words."""
        if self.bands:
            return "; ".join(f"{step.label}: {points_words(step.award.base)}" for step in steps)
        full = str(self.full_at) if self.full_at else viet_rate(Fraction(1))
        if self.from_:
            return f"tăng đều từ 0 điểm tại {self.from_} đến {points_words(most)} tại {full}"
        return f"kết quả ÷ {full} × {points_words(most)}, tối đa {points_words(most)}"
