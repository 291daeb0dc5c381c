"""Due dates as decisions word them, resolved to days of a round.

Dated forms: `by` includes its day ("chậm nhất"), `before` excludes it ("trước"), both may name an hour; `in` allows any
day of the period; `span` runs over rounds and is due at its end; `after` an event within so many days; `each` asks for
one document per period, with a due moment of its own where `by` or `before` say one.
Undated forms never make anything late: `throughout`, `from` (open start), `with_plan` (until the plan's date is known),
`as_regulated`, `ad_hoc`, `each` and `after` without a moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Discriminator, Field, PlainValidator, Tag, model_validator

from par_engine.calendar import (
    Each,
    Span,
    TimedDay,
    When,
    last_moment,
    period_title,
    periods,
    viet_date,
    viet_hour,
)
from par_engine.criteria.holidays import WorkingDays
from par_engine.criteria.relative import Relative, Within
from par_engine.reading.fields import ID, Hour, Id, OnlyTrue, RoundWhen, SpanEnd, Strict, YesNo, wrong

_DAY = dt.timedelta(days=1)
FORMS = ("by", "before", "in", "each", "span", "after", "from", "with_plan", "throughout", "as_regulated", "ad_hoc")
_UNDATED_WORDS = {
    "throughout": "thường xuyên trong năm",
    "with_plan": "theo kế hoạch",
    "as_regulated": "theo quy định",
    "ad_hoc": "đột xuất, khi được yêu cầu",
}


def _moment_kind(value: Any) -> str:
    return "relative" if isinstance(value, dict | Relative) else "when"


Moment = Annotated[
    Annotated[RoundWhen, Tag("when")] | Annotated[Relative, Tag("relative")], Discriminator(_moment_kind)
]
"""A date or period; with `each`, a moment of every period."""


def _plan(value: Any) -> bool | str:
    if value is True or (isinstance(value, str) and ID.fullmatch(value)):
        return value
    raise wrong("with_plan ghi true, hoặc mã sự kiện ban hành kế hoạch", "true, ke-hoach-khao-sat")


Plan = Annotated[bool | str, PlainValidator(_plan)]
"""True, or the event that brings the plan's date."""


class RoundClock:
    """How dates of a set fall in the round being scored: the set's year, the shift of a rehearsal in years, working
    days, and the dates of events. An event without a key is not known of; one with no dates has not happened."""

    def __init__(
        self,
        year: int,
        period: Span | None = None,
        *,
        working: WorkingDays | None = None,
        next_working_day: bool = False,
        events: Mapping[str, tuple[dt.date, ...]] | None = None,
        event_titles: Mapping[str, str] | None = None,
    ) -> None:
        self.year = year
        self.shift = period.last.year - year if period else 0
        self.period = period or Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
        self.working = working or WorkingDays()
        self.next_working_day = next_working_day
        self.events = events or {}
        self.event_titles = event_titles or {}

    @property
    def whole_year(self) -> RoundClock:
        """The same round with all of its year: what is due later in it is not there yet, but it will be due."""
        year = self.period.last.year
        return RoundClock(
            self.year,
            Span(dt.date(year, 1, 1), dt.date(year, 12, 31)),
            working=self.working,
            next_working_day=self.next_working_day,
            events=self.events,
            event_titles=self.event_titles,
        )

    def span(self, when: When) -> Span:
        """A date or period of the set as days of this round."""
        return when.span(self.year, self.shift)

    def event_title(self, event: str) -> str:
        """What people call an event."""
        return self.event_titles.get(event, event)


@dataclass(frozen=True, slots=True)
class Instance:
    """One of the times that something is due: a period, or an event.

    `code` leaves the year out and is the same in every round (`W01`…`W53`, `M1`, `Q1`, `H1`, `nine_months`, `year`); of
    an event it is the date. `last` is the last valid day, a `TimedDay` where an hour is set; None: nothing is late.
    """

    code: str
    span: Span
    last: dt.date | None = None
    year: int = 0

    @property
    def closes(self) -> dt.date:
        """The last day on which nothing is wrong yet with handing in nothing."""
        return self.last or self.span.last

    @property
    def dated_code(self) -> str:
        """`Q1/2019`."""
        return f"{self.code}/{self.year}" if self.year else self.code

    @property
    def title(self) -> str:
        """`quý 1/2019`."""
        return period_title(self.dated_code)


@dataclass(frozen=True, slots=True)
class Unhappened:
    """Nothing is owed: the event has not happened, or nobody said that it has."""

    event: str
    title: str
    known: bool = field(default=False)

    def words(self) -> str:
        """Why nothing is due: the event has not happened yet, or nobody told its day."""
        return f"{self.title}: chưa diễn ra" if self.known else f"chưa khai ngày: {self.title}"


class Stretch(Strict):
    """From one day or period to the end of another, over several rounds; years may stand alone."""

    from_: SpanEnd = Field(alias="from")
    to: SpanEnd

    def span(self, clock: RoundClock) -> Span:
        """Its first and last day in a round."""
        return Span(clock.span(self.from_).first, clock.span(self.to).last)


class Due(Strict):
    """Exactly one of the forms; `hour` goes with `by` and `before`, `ad_hoc` may stand beside any."""

    by: Moment | None = None
    before: Moment | None = None
    hour: Hour | None = None
    in_: RoundWhen | None = Field(default=None, alias="in")
    each: Each | None = None
    span: Stretch | None = None
    after: Id | None = None
    within: Within | None = None
    from_: RoundWhen | None = Field(default=None, alias="from")
    with_plan: Plan | None = None
    throughout: OnlyTrue | None = None
    as_regulated: OnlyTrue | None = None
    ad_hoc: OnlyTrue | None = None
    next_working_day: YesNo | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Due:
        stated = {form for form in FORMS if getattr(self, _FIELDS.get(form, form)) is not None}
        main = stated - {"ad_hoc"} - ({"by", "before", "from"} if self.each else set())
        if len(main or stated) != 1 or {"by", "before"} <= stated:
            raise wrong("thời hạn phải có đúng một dạng", ", ".join(FORMS))
        self._check_moment()
        if self.within and not self.after:
            raise wrong("within chỉ đi với after", "{after: mã sự kiện, within: {days: 10}}")
        return self

    def _check_moment(self) -> None:
        moment = self.by or self.before
        if self.hour and moment is None:
            raise wrong("hour chỉ đi với by hoặc before", "{by: 15/11, hour: “10:00”}")
        if isinstance(moment, When):
            if self.each:
                raise wrong("với each, by và before ghi thời điểm trong kỳ", "{day: 20}, {weekday: friday, week: last}")
            if self.hour and moment.day is None:
                raise wrong("hour cần một ngày, không phải cả kỳ", "{by: 15/11, hour: “10:00”}")
        if isinstance(moment, Relative):
            if self.each is None:
                raise wrong("thời điểm trong kỳ cần each", "{each: month, by: {day: 20}}")
            if misfit := moment.misfit(self.each):
                raise wrong(misfit[0], misfit[1])

    # What is due when.

    @property
    def dated(self) -> bool:
        """Whether there is, or may come, a moment after which things are late."""
        return bool(self.by or self.before or self.in_ or self.span or self.within or isinstance(self.with_plan, str))

    @property
    def repeats(self) -> bool:
        """Whether several documents may be owed: one per period or event."""
        return self.each is not None or self.after is not None

    @property
    def event(self) -> str | None:
        """The event that this waits for."""
        return self.after or (self.with_plan if isinstance(self.with_plan, str) else None)

    def last_day(self, clock: RoundClock) -> dt.date | None:
        """The last valid day (a `TimedDay` where an hour is set); None for undated forms and for several."""
        if self.repeats:
            several = self.instances(clock) if self.after else ()
            return several[0].last if len(several) == 1 else None
        moment = self.by or self.before
        if isinstance(moment, When):
            return self._last(clock.span(moment), clock)
        if self.in_:
            return self._moved(clock.span(self.in_).last, clock)
        if self.span:
            return self._moved(self.span.span(clock).last, clock)
        dates = clock.events.get(self.event) if self.event else None
        return self._moved(max(dates), clock) if dates else None

    def starts(self, clock: RoundClock) -> dt.date | None:
        """The first day on which anything can be expected, where the text says one."""
        if self.from_:
            return clock.span(self.from_).first
        return self.span.span(clock).first if self.span else None

    def unhappened(self, clock: RoundClock) -> Unhappened | None:
        """The event without which nothing is owed, while it has not happened."""
        if self.after is None or clock.events.get(self.after):
            return None
        return Unhappened(self.after, clock.event_title(self.after), self.after in clock.events)

    def instances(self, clock: RoundClock) -> tuple[Instance, ...]:
        """The periods of `each` that lie in the round, or the events of `after`; in order of time."""
        if self.after:
            return tuple(self._of_event(day, clock) for day in sorted(clock.events.get(self.after, ())))
        if self.each is None:
            return ()
        found: dict[str, Instance] = {}
        start = self.starts(clock)
        for dated, span in periods(self.each, clock.period):
            if start is None or span.last >= start:
                code, _, year = dated.partition("/")
                found[code] = Instance(code, span, self._last_of_period(span, clock), int(year))
        return tuple(sorted(found.values(), key=lambda one: one.span))

    def _last_of_period(self, period: Span, clock: RoundClock) -> dt.date | None:
        moment = self.by or self.before
        if not isinstance(moment, Relative):
            return None
        day = moment.day_in(period, clock.working)
        return self._last(Span(day, day), clock)

    def _of_event(self, day: dt.date, clock: RoundClock) -> Instance:
        last = self._moved(self.within.last(day, clock.working), clock) if self.within else None
        return Instance(viet_date(day), Span(day, day), last)

    def _last(self, span: Span, clock: RoundClock) -> dt.date:
        """The last valid moment of `by` or `before` something."""
        if self.hour:
            return TimedDay.at(self._moved(span.first, clock), self.hour, before=self.before is not None)
        return self._moved(span.first - _DAY if self.before else span.last, clock)

    def _moved(self, day: dt.date, clock: RoundClock) -> dt.date:
        moves = clock.next_working_day if self.next_working_day is None else self.next_working_day
        return clock.working.this_or_next(day) if moves else day

    # Words.

    def words(self, clock: RoundClock) -> str:
        """`hết ngày 04/12/2019`, `mỗi quý`, `thường xuyên trong năm`."""
        extra = " và đột xuất" if self.ad_hoc and self._main_words(clock) != _UNDATED_WORDS["ad_hoc"] else ""
        return self._main_words(clock) + extra

    def _main_words(self, clock: RoundClock) -> str:
        if self.each:
            return self._each_words(self.each, clock)
        if self.after:
            return self._after_words(clock)
        if day := self.last_day(clock):
            return last_moment(day)
        if self.from_:
            return f"từ ngày {viet_date(clock.span(self.from_).first)}"
        return next(words for form, words in _UNDATED_WORDS.items() if getattr(self, form))

    def _each_words(self, each: Each, clock: RoundClock) -> str:
        words, moment = f"mỗi {each.label}", self.by or self.before
        if isinstance(moment, Relative):
            hour = f"{viet_hour(self.hour)} " if self.hour else ""
            words += f", {'trước' if self.before else 'chậm nhất'} {hour}{moment.words(each)}"
        if self.from_:
            words += f", từ ngày {viet_date(clock.span(self.from_).first)}"
        return words

    def _after_words(self, clock: RoundClock) -> str:
        event = clock.event_title(self.after or "")
        words = f"trong {self.within.words()} sau khi {event}" if self.within else f"ngay sau khi {event}"
        days = [last_moment(one.last) for one in self.instances(clock) if one.last]
        return f"{words} ({'; '.join(days)})" if days else words


_FIELDS = {"in": "in_", "from": "from_"}


class Window(Strict):
    """Between which days a document must be issued."""

    from_: RoundWhen = Field(alias="from")
    to: RoundWhen

    def span(self, clock: RoundClock) -> Span:
        """The window as days of the round."""
        return Span(clock.span(self.from_).first, clock.span(self.to).last)
