"""Due dates as decisions word them, resolved to days of a round.

`by` includes its day ("chậm nhất"), `before` excludes it ("trước"), `in` allows any day of the period; `each` asks for
one document per period, `throughout` never makes anything late.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from par_engine.calendar import Each, Span, last_moment, periods
from par_engine.reading.fields import Strict, WhenField, wrong


@dataclass(frozen=True, slots=True)
class Instance:
    """One report of a periodic one: the period's code without its year, its days, and the last valid day."""

    code: str
    span: Span
    last: dt.date | None


class Due(Strict):
    """Exactly one of the forms."""

    by: WhenField | None = None
    before: WhenField | None = None
    in_: WhenField | None = Field(default=None, alias="in")
    each: Each | None = None
    throughout: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Due:
        if sum(value is not None for value in (self.by, self.before, self.in_, self.each, self.throughout)) != 1:
            raise wrong("thời hạn phải có đúng một dạng", "by, before, in, each, throughout")
        return self

    @property
    def dated(self) -> bool:
        """Whether there is a day after which things are late."""
        return self.each is None and self.throughout is None

    def last_day(self, clock: RoundClock) -> dt.date | None:
        """The last valid day, or None for undated forms."""
        if self.before:
            return clock.span(self.before).first - dt.timedelta(days=1)
        within = self.by or self.in_
        return clock.span(within).last if within else None

    def instances(self, clock: RoundClock) -> tuple[Instance, ...]:
        """The reports due in the round, one per period; none where the form is not periodic."""
        if self.each is None:
            return ()
        return tuple(
            Instance(code.partition("/")[0], span, span.last) for code, span in periods(self.each, clock.period)
        )

    def words(self, clock: RoundClock) -> str:
        """`hết ngày 04/12/2019`, `mỗi quý`, `thường xuyên trong năm`."""
        day = self.last_day(clock)
        if day:
            return last_moment(day)
        return f"mỗi {self.each.label}" if self.each else "thường xuyên trong năm"


class RoundClock:
    """How dates of a set fall in the round being scored: the set's year, and the shift of a rehearsal in years."""

    def __init__(self, year: int, period: Span | None = None) -> None:
        self.year = year
        self.shift = period.last.year - year if period else 0
        self.period = period or Span(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @property
    def whole_year(self) -> RoundClock:
        """The same round with all of its year: what is due later in it is not there yet, but it will be due."""
        year = self.period.last.year
        return RoundClock(self.year, Span(dt.date(year, 1, 1), dt.date(year, 12, 31)))

    def span(self, when: WhenField) -> Span:
        """A date or period of the set as days of this round."""
        return when.span(self.year, self.shift)


class Window(Strict):
    """Between which days a document must be issued."""

    from_: WhenField = Field(alias="from")
    to: WhenField

    def span(self, clock: RoundClock) -> Span:
        """The window as days of the round."""
        return Span(clock.span(self.from_).first, clock.span(self.to).last)
