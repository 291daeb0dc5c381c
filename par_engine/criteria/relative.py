"""The due moment of each period, as a decision words it for all of them: "thứ Sáu tuần cuối tháng", "ngày 15 của tháng
cuối quý", "15 ngày sau khi kết thúc quý"; and the time allowed after an event.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import PlainValidator, model_validator

from par_engine.calendar import Each, Span, Weekday, month_end
from par_engine.criteria.holidays import WorkingDays
from par_engine.reading.fields import Strict, Whole, wrong

_FORMS = "{day: 20}, {day: 15, month: last}, {weekday: friday, week: last}, {days_after_end: 15}"
MOST_DAYS = 400
"""More days than this after a period or an event are a slip of the pen."""


def _number(value: int | str | None, most: int, what: str) -> None:
    if isinstance(value, int) and not 1 <= value <= most:
        raise wrong(f"{what} {value} ngoài khoảng", f"từ 1 đến {most}")


def _number_or(*words: str) -> Any:
    def check(value: Any) -> int | str:
        if (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, str) and value in words):
            return value
        raise wrong("không phải số thứ tự", f"số như 1, 2 hoặc {', '.join(words)}")

    return check


Month = Annotated[int | str, PlainValidator(_number_or("last", "next"))]
Week = Annotated[int | str, PlainValidator(_number_or("last"))]


class Within(Strict):
    """How long after an event."""

    days: Whole | None = None
    working_days: Whole | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Within:
        if (self.days is None) == (self.working_days is None):
            raise wrong("phải ghi đúng một trong days, working_days", "{days: 10}, {working_days: 5}")
        _number(self.days, MOST_DAYS, "số ngày")
        _number(self.working_days, MOST_DAYS, "số ngày làm việc")
        return self

    def last(self, start: dt.date, working: WorkingDays) -> dt.date:
        """The last day; the day of the event does not count."""
        if self.working_days is not None:
            return working.after(start, self.working_days)
        return start + dt.timedelta(days=self.days or 0)

    def words(self) -> str:
        """`5 ngày làm việc`."""
        return f"{self.days} ngày" if self.days is not None else f"{self.working_days} ngày làm việc"


class Relative(Strict):
    """A day inside or after a period. Exactly one of `day`, `weekday`, `days_after_end`, `working_days_after_end`.

    `month` counts the months of the period (`last` in a quarter; `next` is the month after the period); a day that a
    month does not have is its last. `week: last` of a month is the last such weekday that lies in the month.
    """

    day: Whole | None = None
    weekday: Weekday | None = None
    month: Month | None = None
    week: Week | None = None
    days_after_end: Whole | None = None
    working_days_after_end: Whole | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Relative:
        forms = (self.day, self.weekday, self.days_after_end, self.working_days_after_end)
        if sum(form is not None for form in forms) != 1:
            raise wrong("thời điểm trong kỳ phải có đúng một dạng", _FORMS)
        if self.week is not None and self.weekday is None:
            raise wrong("week chỉ đi với weekday", "{weekday: friday, week: last}")
        if self.month is not None and self.after_end:
            raise wrong("month chỉ đi với day hoặc weekday", "{day: 15, month: last}")
        _number(self.day, 31, "ngày")
        _number(self.week, 4, "tuần")
        for days in (self.days_after_end, self.working_days_after_end):
            _number(days, MOST_DAYS, "số ngày")
        return self

    @property
    def after_end(self) -> bool:
        """Whether days are counted from the end of the period."""
        return self.days_after_end is not None or self.working_days_after_end is not None

    def misfit(self, each: Each) -> tuple[str, str] | None:
        """What is wrong with this moment in such a period, and what to write; None when it fits."""
        if self.after_end:
            return None
        if each is Each.WEEK:
            if self.weekday is None or self.week is not None or self.month is not None:
                return "thời hạn trong tuần chỉ ghi weekday, hoặc số ngày sau khi hết tuần", "{weekday: friday}"
            return None
        if self.weekday is not None and self.week is None:
            return f"phải nói tuần nào của {each.label}", "{weekday: friday, week: last}"
        if self.month is None and each is not Each.MONTH:
            return f"phải nói tháng nào của {each.label}", "{day: 15, month: last}"
        if isinstance(self.month, int) and not 1 <= self.month <= each.months:
            return f"{each.label} không có tháng thứ {self.month}", f"từ 1 đến {each.months}, last hoặc next"
        return None

    def day_in(self, period: Span, working: WorkingDays) -> dt.date:
        """The day meant in a period."""
        if self.days_after_end is not None:
            return period.last + dt.timedelta(days=self.days_after_end)
        if self.working_days_after_end is not None:
            return working.after(period.last, self.working_days_after_end)
        if self.weekday and self.week is None:
            return period.first + dt.timedelta(days=self.weekday.number)
        year, month = self._month(period)
        end = month_end(year, month)
        if self.weekday:
            return _of_week(self.weekday, self.week, dt.date(year, month, 1), end)
        return dt.date(year, month, min(self.day or 1, end.day))

    def _month(self, period: Span) -> tuple[int, int]:
        """Year and month that are meant."""
        number = period.last.month
        if self.month == "next":
            number += 1
        elif isinstance(self.month, int):
            number = period.first.month + self.month - 1
        return period.last.year + (number - 1) // 12, (number - 1) % 12 + 1

    def words(self, each: Each) -> str:
        """`thứ Sáu tuần cuối tháng`, `ngày 15 của tháng cuối quý`, `15 ngày sau khi kết thúc quý`."""
        if self.days_after_end is not None:
            return f"{self.days_after_end} ngày sau khi kết thúc {each.label}"
        if self.working_days_after_end is not None:
            return f"{self.working_days_after_end} ngày làm việc sau khi kết thúc {each.label}"
        day = self.weekday.label if self.weekday else f"ngày {self.day}"
        if each is Each.WEEK:
            return f"{day} của tuần"
        if self.weekday:
            day += " tuần cuối" if self.week == "last" else f" lần thứ {self.week}"
        return f"{day} {self._month_words(each)}"

    def _month_words(self, each: Each) -> str:
        if self.month == "next":
            return "tháng sau" if each is Each.MONTH else f"của tháng sau {each.label}"
        if each is Each.MONTH:
            return "của tháng" if self.day else "tháng"
        return (
            f"của tháng cuối {each.label}" if self.month == "last" else f"của tháng thứ {self.month} trong {each.label}"
        )


def _of_week(weekday: Weekday, week: int | str | None, first: dt.date, end: dt.date) -> dt.date:
    if isinstance(week, int):
        return first + dt.timedelta(days=(weekday.number - first.weekday()) % 7 + 7 * (week - 1))
    return end - dt.timedelta(days=(end.weekday() - weekday.number) % 7)
