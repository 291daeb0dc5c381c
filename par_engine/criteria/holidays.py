"""Days off and working days. Which days are off is data: the set's own list, and a yearly file that overrides it.

Saturdays and Sundays are off unless a year names them as worked ("làm bù"). Days off are real days of a calendar: a
rehearsal on another year does not move them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from par_engine.calendar import Span
from par_engine.catalogue.legal import Citation
from par_engine.reading.fields import Id, Strict, Text, WhenField, Whole, wrong

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class DaysOff(Strict):
    """A day, or days from one to another; without a year they return every year."""

    from_: WhenField = Field(alias="from")
    to: WhenField
    name: Text | None = None

    @model_validator(mode="after")
    def _forward(self) -> DaysOff:
        if (self.from_.year is None) != (self.to.year is None):
            raise wrong("from và to phải cùng ghi năm hoặc cùng không ghi năm", "{from: 04/02/2019, to: 08/02/2019}")
        span = self.span(2000)
        if span.first > span.last:
            raise wrong(f"ngày nghỉ {span} có ngày đầu sau ngày cuối", "from trước hoặc bằng to")
        return self

    def span(self, year: int) -> Span:
        """Its days in a year; one that is written with its own year keeps that."""
        return Span(self.from_.span(year).first, self.to.span(year).last)


def _single_day(value: Any) -> Any:
    return value if isinstance(value, dict) else {"from": value, "to": value}


DaysOffField = Annotated[DaysOff, BeforeValidator(_single_day)]


class HolidayYear(Strict):
    """All days off of one year, as decided for it, and the weekend days worked instead."""

    year: Whole
    off: tuple[DaysOffField, ...] = ()
    worked: tuple[DaysOffField, ...] = ()
    basis: Citation | None = None
    note: Text | None = None


class HolidayFile(Strict):
    """The file `holidays.yaml`: a year that is listed replaces what the set says for that year."""

    kind: Literal["holidays"]
    schema_: Literal[1] = Field(alias="schema")
    set: Id
    years: Annotated[tuple[HolidayYear, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> HolidayFile:
        years = [one.year for one in self.years]
        if twice := next((year for year in years if years.count(year) > 1), None):
            raise wrong(f"năm {twice} có hai lần", "mỗi năm một mục", "gộp lại")
        return self


class WorkingDays:
    """Tells working days from days off."""

    def __init__(self, usual: Sequence[DaysOff] = (), years: Sequence[HolidayYear] = ()) -> None:
        self._usual, self._years = usual, years

    def is_off(self, day: dt.date) -> bool:
        """Whether nobody works on a day."""
        if any(day in span for span in self._worked):
            return False
        return day.weekday() >= _SATURDAY or any(day in span for span in self._off(day.year))

    def this_or_next(self, day: dt.date) -> dt.date:
        """The day itself when it is worked, else the next one that is."""
        while self.is_off(day):
            day += _DAY
        return day

    def after(self, day: dt.date, number: int) -> dt.date:
        """The so-many-th working day after a day, which itself does not count."""
        for _ in range(number):
            day = self.this_or_next(day + _DAY)
        return day

    def _off(self, year: int) -> Iterator[Span]:
        decided = [one for one in self._years if one.year == year]
        listed = decided[0].off if decided else self._usual
        # Days over the new year, such as 31/12–02/01, may be listed with either year.
        yield from (one.span(year) for one in listed)
        yield from (
            one.span(year) for other in self._years if other.year != year for one in other.off if one.from_.year
        )

    @cached_property
    def _worked(self) -> list[Span]:
        return [one.span(other.year) for other in self._years for one in other.worked]
