"""One periodic report of one unit (`kind: report`), exactly as written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from par_engine.calendar import Span, When, parse_when
from par_engine.evidence.submission import MANY, AgencyRef, Document, Figures
from par_engine.reading.fields import YEARS, Id, Stamp, Strict, Text, in_range, wrong

PERIOD_FORMS = "W05/2017, M3/2017, 3/2017, Q1/2017, H1/2017, nine_months/2017, year/2017"
_NAMED = ("nine_months", "year")


def _period(value: Any) -> When:
    if isinstance(value, str) and value.isascii():
        name, _, year = value.strip().partition("/")
        try:
            if name in _NAMED:
                found = parse_when(name)
                when = When(value.strip(), found.first_month, found.last_month, year=int(year))
            else:
                when = parse_when(value)
        except ValueError:
            when = None
        if when and when.day is None and when.year is not None and when.year in YEARS:
            return when
    raise wrong("không phải kỳ báo cáo", PERIOD_FORMS)


PeriodField = Annotated[When, PlainValidator(_period)]


Items = Annotated[tuple[Text, ...], Field(min_length=1, max_length=MANY)]


class Report(Strict):
    """The file. A correction carries its number (`correction: 1`) and may hold only the figures that change.

    `texts` and `lists` are the answers to what the form asks in words, by the words of the form.
    """

    kind: Literal["report"]
    schema_: Literal[1] = Field(alias="schema")
    form: Id
    agency: AgencyRef
    period: PeriodField
    sent: Stamp | None = None
    received: Stamp | None = None
    correction: Annotated[int, in_range(0, 99)] = 0
    values: Figures = Field(default_factory=dict)
    texts: dict[Text, Text] = Field(default_factory=dict, max_length=MANY)
    lists: dict[Text, Items] = Field(default_factory=dict, max_length=MANY)
    documents: Annotated[tuple[Document, ...], Field(max_length=MANY)] = ()
    difficulties: Text | None = None
    proposals: Text | None = None
    note: Text | None = None

    @property
    def span(self) -> Span:
        """The days that it is about."""
        return self.period.span(self.period.year or 0)
