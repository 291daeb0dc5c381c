"""Dates, periods of the year and their Vietnamese forms. Pure: nobody here asks what day it is.

A `When` is a date or period as a decision prints it (`31/12`, `12/2018`, `Q1`). It may leave the year out; it becomes a
`Span` of days once the year of the round is known, moved by `shift` years in a rehearsal on another year. A `TimedDay`
is a day that carries an hour: of a deadline ("10 giờ ngày 15/11"), or of a receipt.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DAY_BEFORE = re.compile(r"(\d{1,2}/\d{1,2})/N-1")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_PART = re.compile(r"(M|Q|H)(\d{1,2})(?:/(\d{4}))?")
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_STAMP = re.compile(r"(\S+)[ T]+(\S+)")
_WEEK_OF_YEAR = re.compile(r"W(\d{1,2})(?:/(\d{4}))?")
_PARTS = {"M": (12, 1), "Q": (4, 3), "H": (2, 6)}
WHEN_FORMS = "31/12, 31/12/2019, 2019-12-31, 12/2019, W05, M4, Q1, Q4/2018, H1, nine_months, year"
ROUND_FORMS = f"{WHEN_FORMS}, 01/10/N-1 (ngày 01/10 của năm trước năm của kỳ)"
"""`WHEN_FORMS`, and a day of the year before the round: sets for several years cannot name that year."""
_LAST_WEEK = 28
"""28 December lies in the last week of its year."""


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{viet_date(self.first)}–{viet_date(self.last)}"


class TimedDay(dt.date):
    """A day with an hour; in comparisons it is the day. `before` says that the hour itself is too late ("trước")."""

    __slots__ = ("before", "hour")
    hour: dt.time
    before: bool

    @classmethod
    def at(cls, day: dt.date, hour: dt.time, before: bool = False) -> TimedDay:
        """A day on which the last valid moment has an hour; `before`: that very minute is too late."""
        timed = cls(day.year, day.month, day.day)
        timed.hour, timed.before = hour, before
        return timed

    def __reduce__(self) -> tuple[Callable[..., TimedDay], tuple[dt.date, dt.time, bool]]:
        return TimedDay.at, (dt.date(self.year, self.month, self.day), self.hour, self.before)


def hour_of(day: dt.date) -> dt.time | None:
    """The hour that a day carries, if it does. Sums of days and time spans carry none."""
    return getattr(day, "hour", None)


def days_late(counted: dt.date, last: dt.date) -> int:
    """Days after the last valid moment, less than 1 when in time. Past the hour of the last day is the first day late.

    Without an hour on both sides only the days are compared.
    """
    days = (counted - last).days
    due, came = hour_of(last), hour_of(counted)
    if days or due is None or came is None or not isinstance(last, TimedDay):
        return days
    return int(came >= due if last.before else came > due)


def lateness(counted: dt.date, last: dt.date) -> str:
    """How late, as people say it: `12 ngày`; past the hour of the last day `5 phút (tính 1 ngày)`."""
    days, due, came = (counted - last).days, hour_of(last), hour_of(counted)
    if days or due is None or came is None:
        return f"{days} ngày"
    hours, minutes = divmod((came.hour - due.hour) * 60 + came.minute - due.minute, 60)
    parts = [f"{hours} giờ"] * bool(hours) + [f"{minutes:02d} phút" if hours else f"{minutes} phút"] * bool(minutes)
    return f"{' '.join(parts) or 'dưới 1 phút'} (tính 1 ngày)"


class Weekday(StrEnum):
    """Days of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """0 for Monday, as `date.weekday` counts."""
        return list(Weekday).index(self)

    @property
    def label(self) -> str:
        """Vietnamese name."""
        return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[self.number]


class Each(StrEnum):
    """Rhythms of periodic reports."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"

    @property
    def label(self) -> str:
        """Vietnamese name of one period."""
        return _LABELS[self.value]

    @property
    def months(self) -> int:
        """How many months a period has; a week has none."""
        return {"week": 0, "month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}[self.value]


_LABELS = {
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "half": "6 tháng",
    "nine_months": "9 tháng",
    "year": "năm",
}


def make_date(year: int, month: int, day: int) -> dt.date:
    """A date; 29/02 moved to a common year becomes 28/02. Raises ValueError for impossible days."""
    if (month, day) == (2, 29) and not _is_leap(year):
        day = 28
    return dt.date(year, month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def parse_date(text: str) -> dt.date:
    """`31/12/2019` or `2019-12-31`. Raises ValueError when it is neither or no such day exists."""
    if match := _ISO.fullmatch(text.strip()):
        year, month, day = map(int, match.groups())
        return dt.date(year, month, day)
    match = _DAY.fullmatch(text.strip())
    if match and match[3]:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    raise ValueError(text)


def parse_hour(text: str) -> dt.time:
    """`10:00`. Raises ValueError."""
    match = _HOUR.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return dt.time(int(match[1]), int(match[2]))


def parse_stamp(text: str) -> dt.date:
    """A date, or a date with an hour on either side: `15/11/2019 09:30`, `09:30 15/11/2019`. Raises ValueError."""
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        return parse_date(text)
    day, hour = (match[2], match[1]) if ":" in match[1] else (match[1], match[2])
    return TimedDay.at(parse_date(day), parse_hour(hour))


def viet_date(day: dt.date) -> str:
    """`04/12/2019`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def last_moment(day: dt.date) -> str:
    """The last valid moment as every screen shows it: `hết ngày 04/12/2019`, `10 giờ 00 ngày 15/11/2019`."""
    if hour_of(day) is None:
        return f"hết ngày {viet_date(day)}"
    word = "trước " if getattr(day, "before", False) else ""
    return word + viet_stamp(day)


def at_latest(day: dt.date) -> str:
    """The same as a limit: `chậm nhất hết ngày 04/12/2019`, `trước 10 giờ 00 ngày 15/11/2019`."""
    words = last_moment(day)
    return words if words.startswith("trước ") else f"chậm nhất {words}"


def viet_hour(hour: dt.time) -> str:
    """`09 giờ 30`."""
    return f"{hour.hour:02d} giờ {hour.minute:02d}"


def iso_stamp(day: dt.date) -> str:
    """`2019-12-04`; a day with its hour `2019-11-15T10:00`."""
    hour = hour_of(day)
    return day.isoformat() if hour is None else f"{day.isoformat()}T{hour:%H:%M}"


def viet_stamp(day: dt.date) -> str:
    """A day with its hour, where it has one: `09 giờ 30 ngày 15/11/2019`, else `15/11/2019`."""
    hour = hour_of(day)
    return viet_date(day) if hour is None else f"{viet_hour(hour)} ngày {viet_date(day)}"


@dataclass(frozen=True, slots=True)
class When:
    """A day, a week, or the months `first_month`..`last_month`; `year` None means the year of the round, or, with
    `years_back`, one so many years before it."""

    text: str
    first_month: int
    last_month: int
    day: int | None = None
    year: int | None = None
    week: int | None = None
    years_back: int = 0

    def span(self, year: int, shift: int = 0) -> Span:
        """The days meant in the round of `year`; explicit years move by `shift`."""
        actual = (year - self.years_back if self.year is None else self.year) + shift
        if self.week is not None:
            return _week(actual, self.week)
        if self.day is not None:
            exact = make_date(actual, self.first_month, self.day)
            return Span(exact, exact)
        return Span(dt.date(actual, self.first_month, 1), month_end(actual, self.last_month))


def _week(year: int, number: int) -> Span:
    """A week of ISO 8601; week 53 of a year with 52 is its last."""
    last = dt.date(year, 12, _LAST_WEEK).isocalendar().week
    monday = dt.date.fromisocalendar(year, min(number, last), 1)
    return Span(monday, monday + dt.timedelta(days=6))


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def parse_when(text: str) -> When:
    """Reads one of `WHEN_FORMS`. Raises ValueError."""
    text = text.strip()
    if text in {"year", "nine_months"}:
        return When(text, 1, 12 if text == "year" else 9)
    if match := _MONTH_OF_YEAR.fullmatch(text):
        month = _within(int(match[1]), 12, text)
        return When(text, month, month, year=int(match[2]))
    if match := _WEEK_OF_YEAR.fullmatch(text):
        week, year = _within(int(match[1]), 53, text), int(match[2]) if match[2] else None
        return When(text, 1, 12, year=year, week=week)
    if match := _PART.fullmatch(text):
        count, length = _PARTS[match[1]]
        number = _within(int(match[2]), count, text)
        return When(text, (number - 1) * length + 1, number * length, year=int(match[3]) if match[3] else None)
    if match := _DAY.fullmatch(text):
        month, year = _within(int(match[2]), 12, text), int(match[3]) if match[3] else None
        dt.date(year or 2000, month, int(match[1]))  # 2000 is a leap year: 29/02 may be meant
        return When(text, month, month, int(match[1]), year)
    day = parse_date(text)
    return When(text, day.month, day.month, day.day, day.year)


def parse_round_when(text: str) -> When:
    """Reads one of `ROUND_FORMS`. Raises ValueError."""
    if match := _DAY_BEFORE.fullmatch(text.strip()):
        return replace(parse_when(match[1]), text=text.strip(), years_back=1)
    return parse_when(text)


def _within(number: int, most: int, text: str) -> int:
    if not 1 <= number <= most:
        raise ValueError(text)
    return number


def periods(each: Each, span: Span) -> list[tuple[str, Span]]:
    """The periods of a rhythm that lie wholly or partly in `span`, with their codes (`Q1/2019`).

    A week (`W01/2019`) belongs where its Thursday lies: the numbering of ISO 8601.
    """
    if each is Each.WEEK:
        return list(_weeks(span))
    found: list[tuple[str, Span]] = []
    for year in range(span.first.year, span.last.year + 1):
        for code, first, last in _PERIODS[each]:
            period = Span(dt.date(year, first, 1), month_end(year, last))
            if period.last >= span.first and period.first <= span.last:
                found.append((f"{code}/{year}", period))
    return found


def _weeks(span: Span) -> Iterator[tuple[str, Span]]:
    thursday = span.first + dt.timedelta(days=(Weekday.THURSDAY.number - span.first.weekday()) % 7)
    while thursday <= span.last:
        year, week, _ = thursday.isocalendar()
        yield f"W{week:02d}/{year}", Span(thursday - dt.timedelta(days=3), thursday + dt.timedelta(days=3))
        thursday += dt.timedelta(days=7)


_PERIODS: dict[Each, list[tuple[str, int, int]]] = {
    Each.MONTH: [(f"M{month}", month, month) for month in range(1, 13)],
    Each.QUARTER: [(f"Q{quarter}", 3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)],
    Each.HALF: [("H1", 1, 6), ("H2", 7, 12)],
    Each.NINE_MONTHS: [("nine_months", 1, 9)],
    Each.YEAR: [("year", 1, 12)],
}


def period_title(code: str) -> str:
    """`Q1/2019` as people say it: `quý 1/2019`; a day (of an event) stays a day."""
    name, _, year = code.partition("/")
    if name.isdigit():
        return f"lần ngày {code}"
    if name in {"year", "nine_months"}:
        return f"{'năm' if name == 'year' else '9 tháng đầu năm'} {year}"
    word = {"W": "tuần", "M": "tháng", "Q": "quý", "H": "6 tháng lần"}[name[0]]
    return f"{word} {name[1:]}/{year}"


def instance_title(code: str) -> str:
    """An instance of a periodic report without its year: `quý 1`, `tháng 3 (lần 2)`."""
    period, _, number = code.partition("#")
    if period in {"year", "nine_months"}:
        title = "cả năm" if period == "year" else "9 tháng"
    else:
        word = {"W": "tuần", "M": "tháng", "Q": "quý", "H": "6 tháng lần"}[period[0]]
        title = f"{word} {int(period[1:])}"
    return f"{title} (lần {number})" if number else title


def instance_titles(codes: Iterable[str]) -> list[str]:
    """Several instances: `quý 1`, `quý 2`; those of one period together: `tháng 1 (2 lần)`."""
    together: dict[str, list[str]] = {}
    for code in codes:
        together.setdefault(code.partition("#")[0], []).append(code)
    return [
        instance_title(several[0]) if len(several) == 1 else f"{instance_title(period)} ({len(several)} lần)"
        for period, several in together.items()
    ]
