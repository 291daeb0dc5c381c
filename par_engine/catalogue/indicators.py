"""Indicators (số liệu) and the cross-checks of their section: one file `evidence_schemas/<section>.yaml` each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from par_engine.catalogue.expression import ExpressionError, Measure, parse
from par_engine.catalogue.roll_up import RollUpField
from par_engine.findings import Severity
from par_engine.reading.fields import Id, IndicatorId, Number, OneOrMany, Rate, Strict, Text, Whole, YesNo, wrong


class IndicatorType(StrEnum):
    """What a value of an indicator is."""

    COUNT = "count"
    AMOUNT = "amount"
    RATE = "rate"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"


NUMERIC = {IndicatorType.COUNT, IndicatorType.AMOUNT, IndicatorType.RATE}
MEASURABLE = NUMERIC | {IndicatorType.YES_NO}
"""Types a measure may use; a yes counts 1 and a no 0."""


class Movement(StrEnum):
    """How a figure can still change this year; advice respects it."""

    FREE = "free"
    ONLY_GROWS = "only_grows"
    FIXED = "fixed"


def _measure(value: object) -> Measure:
    if not isinstance(value, str):
        raise wrong("phải là biểu thức viết bằng chữ", "dossiers.resolved + dossiers.pending")
    try:
        return parse(value)
    except ExpressionError as error:
        raise wrong(error.message, error.allowed, offset=error.position) from error


Expression = Annotated[Measure, PlainValidator(_measure)]


class Option(Strict):
    """One answer of a choice."""

    id: Id
    title: Text


class Ratio(Strict):
    """What a stated rate is the ratio of."""

    numerator: IndicatorId
    denominator: IndicatorId


Offices = Annotated[tuple[Id, ...], OneOrMany]


class Indicator(Strict):
    """One figure an agency reports, with a definition a clerk can follow.

    `supplied_by` is the office that has the figure where the agency itself has not. `summed_by` are the offices that
    sum it up for the province, each in its own years; what they say of an agency must be what the agency says.
    """

    id: IndicatorId
    title: Text
    definition: Text
    type: IndicatorType
    unit: Text | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    options: tuple[Option, ...] = ()
    of: Ratio | None = None
    cumulative: YesNo = True
    movement: Movement = Movement.FREE
    moves_with: dict[IndicatorId, Whole] = Field(default_factory=dict)
    supplied_by: Id | None = None
    summed_by: Offices = ()
    roll_up: RollUpField | None = None

    def offices(self) -> tuple[str, ...]:
        """The offices that may speak of this figure beside the agency."""
        return tuple(dict.fromkeys((*((self.supplied_by,) if self.supplied_by else ()), *self.summed_by)))

    def option_title(self, option: str) -> str:
        """The Vietnamese title of an option of this choice."""
        return next((item.title for item in self.options if item.id == option), option)


class YearlyJump(Strict):
    """A change against last year that is too large to pass without a word."""

    indicator: IndicatorId
    more_than: Rate


class CrossCheck(Strict):
    """One identity or bound that figures must keep among themselves; exactly one of the three forms.

    It is asserted only where all its figures are given and none of `unless` is.
    """

    id: IndicatorId
    title: Text
    equal: Annotated[list[Expression], Field(min_length=2, max_length=2)] | None = None
    at_most: Annotated[list[Expression], Field(min_length=2, max_length=2)] | None = None
    yearly_jump: YearlyJump | None = None
    severity: Severity = Severity.ERROR
    values_stand: YesNo = False
    unless: Annotated[tuple[IndicatorId, ...], OneOrMany] = ()

    def names(self) -> list[str]:
        """The figures it compares."""
        return [name.id for measure in self.measures() for name in measure.names()]

    def applies(self, given: Callable[[str], bool]) -> bool:
        """Whether an identity or bound is asserted where these figures are given."""
        names = self.names()
        return bool(names) and all(given(name) for name in names) and not any(given(name) for name in self.unless)

    def measures(self) -> list[Measure]:
        """The expressions compared."""
        return self.equal or self.at_most or []


class Section(Strict):
    """The file of one section."""

    kind: Literal["indicators"]
    schema_: Literal[1] = Field(alias="schema")
    section: Id
    title: Text
    summed_by: Offices = ()
    indicators: tuple[Indicator, ...]
    checks: tuple[CrossCheck, ...] = ()
