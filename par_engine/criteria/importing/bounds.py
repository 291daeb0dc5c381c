"""Bounds in words: `trên`, `từ … trở lên`, `từ … đến dưới …`, `80 - 90%`, `không quá` — read exactly or not at all.

Every number of the text must belong to the bound, else nobody knows what it bounds. Numbers that are names (years,
dates, signs of texts, levels of services) are set aside first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from par_engine.criteria.decisions import Interval
from par_engine.criteria.importing.words import NUMBER, exact, writable_bound


class Side(StrEnum):
    """What the words before a number make of it."""

    FROM = "from"
    ABOVE = "above"
    TO = "to"
    BELOW = "below"
    EQUAL = "equal"
    BARE = "bare"


_WORDS = {
    Side.FROM: (
        "từ", "ít nhất", "tối thiểu", "không dưới", "không thấp hơn", "không ít hơn", "không nhỏ hơn", "không kém hơn",
        "lớn hơn hoặc bằng", "cao hơn hoặc bằng", "nhiều hơn hoặc bằng", "bằng hoặc lớn hơn", "bằng hoặc cao hơn",
        "từ ít nhất", "từ tối thiểu",
    ),
    Side.ABOVE: (
        "trên", "hơn", "lớn hơn", "cao hơn", "nhiều hơn", "vượt", "vượt quá", "vượt trên", "quá", "từ trên",
        "từ hơn",
    ),
    Side.TO: (
        "đến", "tới", "đến hết", "đến bằng", "không quá", "không vượt quá", "không vượt", "không hơn", "không lớn hơn",
        "không cao hơn", "không nhiều hơn", "không trên", "tối đa", "nhiều nhất", "cao nhất", "nhỏ hơn hoặc bằng",
        "thấp hơn hoặc bằng", "ít hơn hoặc bằng", "bằng hoặc nhỏ hơn", "bằng hoặc thấp hơn", "đến không quá",
        "đến tối đa", "trong vòng",
    ),
    Side.BELOW: (
        "dưới", "nhỏ hơn", "thấp hơn", "ít hơn", "chưa đến", "chưa tới", "chưa đạt", "không đạt", "đến dưới",
        "tới dưới", "đến nhỏ hơn", "đến thấp hơn", "đến ít hơn", "đến chưa đến", "từ dưới", "đến chưa đạt",
    ),
    Side.EQUAL: ("bằng", "đúng bằng"),
}  # fmt: skip
_SIDES = {words: side for side, all_words in _WORDS.items() for words in all_words}
_MARKS = "|".join(sorted((re.escape(words) for words in _SIDES), key=len, reverse=True))
_NUMBERED = re.compile(
    rf"(?P<dash>-\s*)?(?:(?<!\w)(?P<mark>{_MARKS})\s+)?(?<![\w.,/])(?P<number>{NUMBER})(?:\s*(?P<rate>%))?"
    r"(?![\d/])(?:\s*(?P<unit>ngày làm việc|ngày|tháng|tuần|giờ))?"
)
_TURN = re.compile(r"^(?:[\s,/]+(?!đến\b|và\b|hoặc\b)[^\W\d_]+){0,8}?\s+trở\s+(?P<way>lên|xuống|đi)\b")
_NAMES = re.compile(
    r"\b(?:giai đoạn|nhiệm kỳ|năm)\s+\d{4}(?:\s*-\s*\d{4})?|\b\d+/\d{4}(?:/[\w-]+)?|\b\d+/[a-zđ]{2,}[\w-]*|"
    r"\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\b(?:mức độ|mức|cấp|loại|hạng|phụ lục|điều|khoản|điểm [a-zđ]\s+khoản|mục|quý|bước)"
    r"\s+\d+(?:\s*(?:,|và|-)\s*\d+)*(?!\d*\s*(?:%|[.,]\d))"
)
_BETWEEN = re.compile(r"(?:\s*[^\W\d_]+){0,4}?\s*(?:trở lên)?\s*(?:,|và|nhưng)?\s*")
_LEFT_OVER = re.compile(r"\btrở (?:lên|xuống|đi)\b")
_AGAINST = re.compile(r"\b(?:không|chưa|trừ|ngoại trừ)\b")


@dataclass(frozen=True, slots=True)
class Bounded:
    """An interval in words, and what else the text says before and after. `alone`: a bare number, which bounds nothing
    until the reader knows better; then the interval is that number."""

    interval: Interval
    rate: bool
    unit: str
    before: str
    after: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    side: Side
    value: Fraction
    rate: bool
    unit: str
    dashed: bool
    start: int
    end: int


def read_bounds(text: str) -> Bounded | None:
    """The bound that a plain text states; None when it states none, several, or one that is denied."""
    text = without_names(text)
    found = list(_numbers(text))
    if not found or len(found) > 2 or _digits_outside(text, found):
        return None
    first, last = found[0], found[-1]
    if _AGAINST.search(text[: first.start]) or (first.dashed and first.side is Side.BARE):
        return None  # denied; or a number below 0, which nobody prints as a bound
    if _LEFT_OVER.search(text[last.end :]):
        return None
    rate = first.rate or last.rate
    interval = _one(first) if len(found) == 1 else _two(text, first, last)
    if interval is None:
        return None
    interval = _scaled(interval, rate)
    if not all(writable_bound(end, rate) for end in interval.bounds()):
        return None
    return Bounded(
        interval, rate, first.unit or last.unit, text[: first.start].strip(), text[last.end :].strip(),
        len(found) == 1 and first.side is Side.BARE,
    )  # fmt: skip


def without_names(text: str) -> str:
    """The text without numbers that are names: years, dates, signs of legal texts, levels."""
    return _NAMES.sub("…", text)


def _numbers(text: str) -> Iterator[_Number]:
    at = 0
    while match := _NUMBERED.search(text, at):
        at = match.end()
        side = _SIDES[match["mark"]] if match["mark"] else Side.BARE
        if turn := _TURN.match(text[at:]):
            side, at = _turned(side, turn["way"]), at + turn.end()
        unit = match["unit"] or ""
        yield _Number(side, exact(match["number"]), bool(match["rate"]), unit, bool(match["dash"]), match.start(), at)


def _turned(side: Side, way: str) -> Side:
    """`từ 5 trở xuống` ends at 5 what `từ` alone would begin."""
    if way == "xuống":
        return Side.BELOW if side is Side.BELOW else Side.TO
    return Side.ABOVE if side is Side.ABOVE else Side.FROM


def _digits_outside(text: str, found: list[_Number]) -> bool:
    inside = set[int]()
    for number in found:
        inside.update(range(number.start, number.end))
    return any(letter.isdigit() and at not in inside for at, letter in enumerate(text))


def _one(number: _Number) -> Interval | None:
    value = number.value
    return {
        Side.FROM: Interval(value, None),
        Side.ABOVE: Interval(value, None, False),
        Side.TO: Interval(None, value, True, True),
        Side.BELOW: Interval(None, value),
        Side.EQUAL: Interval(value, value, True, True),
        Side.BARE: Interval(value, value, True, True),
    }[number.side]


_LOW = {Side.FROM: True, Side.BARE: True, Side.ABOVE: False}
_HIGH = {Side.TO: True, Side.BELOW: False}


def _two(text: str, first: _Number, last: _Number) -> Interval | None:
    """Two numbers are one bound when the first begins it and the second ends it, or the other way round."""
    gap = text[first.end : last.start]
    if not _BETWEEN.fullmatch(gap) or "hoặc" in gap:
        return None
    second = Side.TO if last.dashed and last.side is Side.BARE else last.side
    if first.side in _LOW and second in _HIGH:
        if first.value <= last.value:
            return Interval(first.value, last.value, _LOW[first.side], _HIGH[second])
        return Interval(last.value, first.value, True, True) if _falls(first, second) else None
    if first.side in _HIGH and second in (Side.TO, Side.FROM, Side.ABOVE) and last.value < first.value:
        return Interval(last.value, first.value, second is not Side.ABOVE, _HIGH[first.side])
    return None


def _falls(first: _Number, second: Side) -> bool:
    """`từ 100% đến 80%`: both ends included, written from the top."""
    return first.side is Side.FROM and second is Side.TO


def _scaled(interval: Interval, rate: bool) -> Interval:
    if not rate:
        return interval
    low, high = (None if end is None else end / 100 for end in (interval.low, interval.high))
    return Interval(low, high, interval.low_closed, interval.high_closed)
