"""Due dates as decisions write them: `ban hành trong quý I`, `trước ngày 15/12`."""

from __future__ import annotations

import datetime as dt
import re

from par_engine.criteria.importing.words import DENIES
from par_engine.reading.fields import SET_YEARS

_DAY = re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?")
_PERIOD = re.compile(
    r"(?:(?P<quarter>quý)\s+(?P<q>i{1,3}|iv|[1-4])|tháng\s+(?P<m>0?[1-9]|1[0-2]))"
    r"(?:(?:\s+năm|/)\s*(?:\d{4}|đánh giá|kế hoạch))?"
)
_WHEN_DUE = re.compile(
    r"(?P<lead>.{0,80}?)\b(?P<word>trước thời điểm|trước|chậm nhất là|chậm nhất|muộn nhất|trong|vào|sau|từ sau)\s+"
    r"(?P<rest>.+)"
)


def read_due(said: str) -> tuple[str, bool] | None:
    """A due date as the language writes it, and whether the text speaks of what comes after; None when it states none.

    `ban hành trong quý I` is `{in: Q1}`; `sau ngày 15/12` is late for `{by: 15/12}`.
    """
    match = _WHEN_DUE.fullmatch(said)
    if match is None or DENIES.search(match["lead"]):
        return None
    word, rest = match["word"], match["rest"].strip()
    if (day := _DAY.fullmatch(rest)) and _is_a_day(day):
        written = f"{int(day['day']):02d}/{int(day['month']):02d}" + (f"/{day['year']}" if day["year"] else "")
        if word in ("trong", "vào"):
            return None
        return (f"{{before: {written}}}" if word.startswith("trước") else f"{{by: {written}}}"), word.endswith("sau")
    if (period := _PERIOD.fullmatch(rest)) and not word.startswith(("chậm", "muộn")):
        named = f"Q{_quarter(period['q'])}" if period["quarter"] else f"M{int(period['m'])}"
        return (f"{{before: {named}}}" if word.startswith("trước") else f"{{in: {named}}}"), word.endswith("sau")
    return None


def _is_a_day(day: re.Match[str]) -> bool:
    """Whether the calendar has it in the year stated, or in every year."""
    try:
        dt.date(int(day["year"] or 2001), int(day["month"]), int(day["day"]))
    except ValueError:
        return False
    return day["year"] is None or int(day["year"]) in SET_YEARS


def _quarter(text: str) -> int:
    return {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(text) or int(text)
