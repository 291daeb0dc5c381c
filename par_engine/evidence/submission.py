"""The submission file (YAML or JSON), exactly as written; values are read against their indicators later."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from par_engine.calendar import Span, viet_date
from par_engine.catalogue.proof import Carries
from par_engine.reading.fields import (
    Code,
    Date,
    Id,
    IndicatorId,
    Month,
    OneOrMany,
    Points,
    Stamp,
    Strict,
    Text,
    WhenField,
    Year,
    wrong,
)


class Purpose(StrEnum):
    """Official results count; a rehearsal may use another year's set and says so everywhere."""

    OFFICIAL = "official"
    REHEARSAL = "rehearsal"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return "chính thức" if self is Purpose.OFFICIAL else "diễn tập"


class AgencyRef(Strict):
    """Who submits. Traits of a lone submission are unconfirmed until a round's register states them."""

    id: Id
    name: Text
    traits: tuple[Id, ...] = ()


class Period(Strict):
    """The days the figures are about."""

    from_: Date = Field(alias="from")
    to: Date

    @model_validator(mode="after")
    def _forward(self) -> Period:
        if self.from_ > self.to:
            raise wrong("kỳ báo cáo có ngày đầu sau ngày cuối", "from trước hoặc bằng to")
        return self

    def span(self) -> Span:
        """Its days, both ends included."""
        return Span(self.from_, self.to)


MANY = 5_000
"""More values or documents than this are no submission of one agency."""

Raw = str | int | Decimal | bool


def _raw(value: Any) -> Raw:
    if isinstance(value, str | int | Decimal | bool):
        return value
    raise wrong(
        "số liệu để trống hoặc không đọc được", "số, chữ như “94,93%”, true/false", "điền số liệu hoặc bỏ dòng này"
    )


class Reported(Strict):
    """One value as reported; how to read it depends on its indicator."""

    value: Annotated[Raw, PlainValidator(_raw)]
    as_of: Date | None = None
    document: Id | None = None
    note: Text | None = None


def _reported(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}


ReportedField = Annotated[Reported, BeforeValidator(_reported)]


class Document(Strict):
    """One piece of proof and what it proves: `8.5`, or `8.5/report` where the kind alone does not tell.

    `file` lies beside the submission; `captured` is the day on which a link or a screen was photographed, `place` where
    a photo was taken; a contract names its `parties`, minutes of acceptance also the number of their `contract`.
    """

    id: Id
    kind: Id
    number: Text | None = None
    issued: Stamp | None = None
    sent: Stamp | None = None
    received: Stamp | None = None
    issuer: Text | None = None
    title: Text | None = None
    page: Text | None = None
    link: Text | None = None
    file: Text | None = None
    captured: Stamp | None = None
    place: Text | None = None
    parties: Annotated[tuple[Text, ...], OneOrMany] = ()
    contract: Text | None = None
    covers: Annotated[tuple[WhenField, ...], OneOrMany] = ()
    proves: tuple[Text, ...] = ()
    note: Text | None = None

    def lacks(self, parts: Iterable[Carries]) -> list[Carries]:
        """Those of these parts that it does not carry."""
        return [part for part in parts if not getattr(self, part.value)]

    def words(self) -> str:
        """As people cite it: `Báo cáo số 12/BC-STP ngày …`; the kind's title is added by the caller."""
        number = f"số {self.number}" if self.number else ""
        issued = f"ngày {viet_date(self.issued)}" if self.issued else ""
        issuer = f"của {self.issuer}" if self.issuer else ""
        page = f"({self.page})" if self.page else ""
        return " ".join(part for part in (number, issued, issuer, page) if part) or self.title or self.id


Figures = Annotated[dict[IndicatorId, ReportedField], Field(max_length=MANY)]
History = dict[Year, Figures]
"""Figures of years before this one."""
Series = dict[IndicatorId, dict[Month, ReportedField]]
"""Monthly figures."""


class SubUnit(Strict):
    """A unit below the agency (a commune of a district …) with its own figures."""

    name: Text
    values: Figures = Field(default_factory=dict)
    previous_values: Figures = Field(default_factory=dict)
    history: History = Field(default_factory=dict)
    series: Series = Field(default_factory=dict)


class Predecessor(Strict):
    """An agency that was merged into this one; the past figures of all predecessors are added up."""

    id: Id
    name: Text
    history: History = Field(default_factory=dict)


Offices = Annotated[dict[Id, Figures], Field(max_length=MANY)]
"""What offices that sum figures up for the province say of this agency's figures of the period, by office."""

Events = Annotated[dict[Id, Annotated[tuple[Date, ...], OneOrMany]], Field(max_length=MANY)]
"""Days on which events of the set happened; none at all where it is known that one did not."""


class Claim(Strict):
    """What the agency claims for a component when it differs from what the engine computes."""

    points: Points
    reason: Text


class Replaced(Strict):
    """What a report said before a correction replaced it."""

    value: Annotated[Raw, PlainValidator(_raw)]
    report: Text


class Origin(Strict):
    """One part of a figure that was summed up: of a period in a report, of a unit, or another figure of a ratio."""

    value: Annotated[Raw, PlainValidator(_raw)]
    unit: Id | None = None
    period: Text | None = None
    indicator: IndicatorId | None = None
    report: Text | None = None
    replaced: tuple[Replaced, ...] = ()


class Summed(Strict):
    """How a figure was summed up. `lacking` says what was not there where a part of it was taken all the same."""

    rule: Text
    parts: tuple[Origin, ...] = ()
    lacking: Text | None = None


class Answered(Strict):
    """What one unit wrote where the form asks in words."""

    unit: Id
    period: Text
    says: Text


class Listed(Strict):
    """One item of a list, and the units that have it."""

    item: Text
    units: tuple[Id, ...]


class RolledUp(Strict):
    """Where figures that were summed up come from, by figure: `dossiers.resolved`, `dossiers.resolved#xa-a`.

    `texts` and `lists` are what units answered in words, by the words of the form.
    """

    form: Id
    reports: tuple[Text, ...] = ()
    figures: Annotated[dict[Text, Summed], Field(max_length=50 * MANY)] = Field(default_factory=dict)
    left_out: Annotated[dict[Text, Text], Field(max_length=50 * MANY)] = Field(default_factory=dict)
    texts: dict[Text, tuple[Answered, ...]] = Field(default_factory=dict)
    lists: dict[Text, tuple[Listed, ...]] = Field(default_factory=dict)
    cut: Text | None = None


class Submission(Strict):
    """The whole file."""

    kind: Literal["submission"]
    schema_: Literal[1] = Field(alias="schema")
    agency: AgencyRef
    unit_kind: Id
    criteria_set: Id
    version: Text
    purpose: Purpose
    period: Period
    prepared_on: Date
    note: Text | None = None
    values: dict[IndicatorId, ReportedField] = Field(default_factory=dict, max_length=MANY)
    previous_values: dict[IndicatorId, ReportedField] = Field(default_factory=dict, max_length=MANY)
    history: History = Field(default_factory=dict)
    series: Series = Field(default_factory=dict)
    sub_units: Annotated[dict[Id, SubUnit], Field(max_length=MANY)] | None = None
    predecessors: Annotated[tuple[Predecessor, ...], Field(max_length=MANY)] = ()
    from_offices: Offices = Field(default_factory=dict)
    documents: Annotated[tuple[Document, ...], Field(max_length=MANY)] = ()
    events: Events = Field(default_factory=dict)
    claims: dict[Code, Claim] = Field(default_factory=dict, max_length=MANY)
    explanations: dict[Code, Text] = Field(default_factory=dict, max_length=MANY)
    difficulties: Text | None = None
    proposals: Text | None = None
    rolled_up: RolledUp | None = None


def proves(target: str) -> tuple[str, str]:
    """`8.5/report` as component and document key; the key is empty when only the component is named."""
    component, _, key = target.partition("/")
    return component, key
