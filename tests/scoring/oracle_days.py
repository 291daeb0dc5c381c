"""The oracle's own calendar: due dates read from plain data, periods and events, days off. Shares nothing with the
product."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

Plain = dict[str, Any]
Stamp = tuple[dt.date, dt.time | None]
NEVER = dt.date.max
"""Until an event happens."""
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """A last valid moment."""

    day: dt.date
    hour: dt.time | None = None
    strict: bool = False

    def late(self, stamp: Stamp) -> int:
        """Days after it."""
        if stamp[0] != self.day or self.hour is None or stamp[1] is None:
            return (stamp[0] - self.day).days
        return 1 if stamp[1] > self.hour or (self.strict and stamp[1] == self.hour) else 0


@dataclass(frozen=True)
class Time:
    """A period or an event that needs a document."""

    first: dt.date
    end: dt.date
    limit: Limit | None

    @property
    def closes(self) -> dt.date:
        """After this day it is owed."""
        return self.limit.day if self.limit else self.end


class Days:
    """Dates of a set in one round."""

    def __init__(self, known: Plain, period: tuple[dt.date, dt.date], events: dict[str, list[dt.date]]) -> None:
        self.known, self.period, self.events = known, period, events
        self.year = period[1].year
        self.shift = self.year - int(known["year"])

    # Single moments.

    def limit(self, due: Plain) -> Limit | None:
        """The one last moment of a due date, if there is one."""
        if "each" in due:
            return None
        if "after" in due:
            times = self.times(due)
            return times[0].limit if len(times) == 1 else None
        if "hour" in due:
            text = due.get("by") or due["before"]
            return Limit(self._worked(self.span(text)[0]), dt.time.fromisoformat(due["hour"]), "before" in due)
        if "before" in due:
            return Limit(self._worked(self.span(due["before"])[0] - _DAY))
        if "span" in due:
            return Limit(self._worked(self.span(due["span"]["to"])[1]))
        if "by" in due or "in" in due:
            return Limit(self._worked(self.span(due.get("by") or due["in"])[1]))
        plan = self.events.get(str(due.get("with_plan")))
        return Limit(self._worked(plan[-1])) if plan else None

    def waits(self, due: Plain) -> dt.date | None:
        """Until when nothing is wrong with handing in nothing, for forms with one moment."""
        if "after" in due and not self.events.get(due["after"]):
            return NEVER
        limit = self.limit(due)
        if limit:
            return limit.day
        return self.span(due["from"])[0] - _DAY if "from" in due and "each" not in due else None

    # Several.

    def times(self, due: Plain) -> list[Time]:
        """Periods or events, in order."""
        if "after" in due:
            return [Time(day, day, self._within(due, day)) for day in self.events.get(due["after"], [])]
        found = self._weeks() if due["each"] == "week" else self._months(due["each"])
        start = self.span(due["from"])[0] if "from" in due else dt.date.min
        return [Time(first, end, self._moment(due, first, end)) for first, end in found if end >= start]

    def _weeks(self) -> list[tuple[dt.date, dt.date]]:
        days = (self.period[0] + step * _DAY for step in range((self.period[1] - self.period[0]).days + 1))
        return [(day - 3 * _DAY, day + 3 * _DAY) for day in days if day.weekday() == 3]

    def _months(self, each: str) -> list[tuple[dt.date, dt.date]]:
        length = _LENGTHS[each]
        starts = range(1, 13 if each != "nine_months" else 2, length)
        spans = [months(self.year, start, start + length - 1) for start in starts]
        return [span for span in spans if span[1] >= self.period[0] and span[0] <= self.period[1]]

    def _within(self, due: Plain, day: dt.date) -> Limit | None:
        within = due.get("within")
        if within is None:
            return None
        if "days" in within:
            return Limit(self._worked(day + within["days"] * _DAY))
        return Limit(self._worked(self._after(day, within["working_days"])))

    def _moment(self, due: Plain, first: dt.date, end: dt.date) -> Limit | None:
        moment = due.get("by") or due.get("before")
        if moment is None:
            return None
        day = self._day_in(moment, first, end)
        if "hour" in due:
            return Limit(self._worked(day), dt.time.fromisoformat(due["hour"]), "before" in due)
        return Limit(self._worked(day - _DAY if "before" in due else day))

    def _day_in(self, moment: Plain, first: dt.date, end: dt.date) -> dt.date:
        if "days_after_end" in moment:
            number: int = moment["days_after_end"]
            return end + number * _DAY
        if "working_days_after_end" in moment:
            return self._after(end, moment["working_days_after_end"])
        if "weekday" in moment and "week" not in moment:
            place = _WEEKDAYS.index(moment["weekday"])
            return first + place * _DAY
        month = end + _DAY if moment.get("month") == "next" else end
        last = calendar.monthrange(month.year, month.month)[1]
        if "weekday" in moment:
            days = [month.replace(day=day) for day in range(1, last + 1)]
            return [day for day in days if _WEEKDAYS[day.weekday()] == moment["weekday"]][-1]
        return month.replace(day=min(moment["day"], last))

    # Days off.

    def _off(self, day: dt.date) -> bool:
        spans = [(one, one) if isinstance(one, str) else (one["from"], one["to"]) for one in self.known["holidays"]]
        named = any(_plain(first, day.year)[0] <= day <= _plain(last, day.year)[1] for first, last in spans)
        return named or day.weekday() in (5, 6)

    def _worked(self, day: dt.date) -> dt.date:
        while self.known["next_working_day"] and self._off(day):
            day += _DAY
        return day

    def _after(self, day: dt.date, number: int) -> dt.date:
        left = number
        while left:
            day += _DAY
            left -= not self._off(day)
        return day

    def span(self, text: Any) -> tuple[dt.date, dt.date]:
        """The days of `31/12`, `31/12/2018`, `12/2018`, `M4`, `Q1`, `H2`, `2018`, moved by the rehearsal."""
        return _plain(text, int(self.known["year"]), self.shift)


def _plain(text: Any, year: int, shift: int = 0) -> tuple[dt.date, dt.date]:
    if isinstance(text, int):
        return months(text + shift, 1, 12)
    if text in ("year", "nine_months"):
        return months(year + shift, 1, 12 if text == "year" else 9)
    if text[0] in "MQH":
        length = {"M": 1, "Q": 3, "H": 6}[text[0]]
        code, _, own = text[1:].partition("/")
        last = int(code) * length
        return months(int(own or year) + shift, last - length + 1, last)
    parts = [int(part) for part in text.split("/")]
    if len(parts) == 2 and parts[1] > 12:
        return months(parts[1] + shift, parts[0], parts[0])
    day, month = parts[:2]
    moved = (parts[2] if len(parts) == 3 else year) + shift
    exact = dt.date(moved, month, min(day, calendar.monthrange(moved, month)[1]))
    return exact, exact


def span_of(text: Any, year: int) -> tuple[dt.date, dt.date]:
    """The days that a document says it covers."""
    return _plain(text, year)


def months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """From the first day of a month to the last of another."""
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def stamp(text: str) -> Stamp:
    """`2019-11-15`, `2019-11-15 09:30` or `15/11/2019`."""
    date, _, hour = text.partition(" ")
    if "/" in date:
        day, month, year = (int(part) for part in date.split("/"))
        return dt.date(year, month, day), None
    return dt.date.fromisoformat(date), dt.time.fromisoformat(hour) if hour else None
