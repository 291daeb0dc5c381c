"""Reported values as exact numbers, answers, options and dates.

A number typed as text is read the Vietnamese way. Where two readings fit the indicator (`1.5`, `12.345` of an amount)
neither is taken: the value is unusable and a finding asks.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from par_engine import calendar, numbers
from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.catalogue.scope import Figure
from par_engine.evidence.submission import Raw, Reported
from par_engine.text import did_you_mean

LIMIT = 2**60
"""Larger values are refused here already; the engine compares below 2⁶² and scoring checks that again."""

_FRACTION = re.compile(r"(?P<part>[^/%]+)/(?P<whole>[^/%]+)")
_SPACED = re.compile(r"[0-9]{1,3}( [0-9]{3})+")
_COUNT = re.compile(r"[-+]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)")
_YES = {"có": True, "co": True, "không": False, "khong": False}


@dataclass(frozen=True, slots=True)
class Value:
    """One usable value. Exactly one of `number`, `option` and `day` is set; a yes is 1 and a no is 0."""

    indicator: Indicator
    reported: Reported
    number: Exact | None = None
    option: str | None = None
    day: dt.date | None = None
    decimals: int = 0
    part: Exact | None = None
    whole: Exact | None = None
    figure: Figure | None = None
    """Which year, unit and month it is of, where it is not this year's figure of the agency."""
    place: str = ""
    """The same in words: `năm 2018`, `của UBND xã A`."""
    summed: bool = False
    """Whether it is the sum of what merged agencies reported; the note of `reported` spells it."""

    @property
    def key(self) -> str:
        """What measures of a round call it."""
        return self.figure.key if self.figure else self.indicator.id

    @property
    def title(self) -> str:
        """`Doanh nghiệp thành lập mới năm 2018`."""
        return f"{self.indicator.title} {self.place}" if self.place else self.indicator.title

    def words(self) -> str:
        """The value as people write it, with its unit."""
        kind = self.indicator.type
        if kind is IndicatorType.YES_NO:
            return "có" if self.number else "không"
        if self.option is not None:
            return self.indicator.option_title(self.option)
        if self.day is not None:
            return calendar.viet_date(self.day)
        if kind is IndicatorType.RATE and self.number is not None:
            return numbers.viet_rate(Fraction(self.number))
        unit = f" {self.indicator.unit}" if self.indicator.unit else ""
        return numbers.viet_large(Fraction(self.number or 0)) + unit


class Unreadable(ValueError):
    """The value does not fit its indicator."""

    def __init__(self, message: str, allowed: str = "", action: str = "") -> None:
        super().__init__(message)
        self.message, self.allowed, self.action = message, allowed, action


def read_value(indicator: Indicator, reported: Reported) -> Value:
    """The value of an indicator. Raises `Unreadable` with what is allowed and what to do."""
    raw = reported.value
    match indicator.type:
        case IndicatorType.YES_NO:
            return Value(indicator, reported, number=int(_yes_no(raw)))
        case IndicatorType.CHOICE:
            return Value(indicator, reported, option=_option(indicator, raw))
        case IndicatorType.DATE:
            return Value(indicator, reported, day=_day(raw))
        case IndicatorType.RATE:
            return _rate(indicator, reported)
    number = _number(indicator, raw)
    return Value(indicator, reported, number=number, decimals=_decimals(raw))


def _yes_no(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().lower() in _YES:
        return _YES[raw.strip().lower()]
    raise Unreadable("không phải câu trả lời có/không", "true, false, có, không")


def _option(indicator: Indicator, raw: Raw) -> str:
    for option in indicator.options:
        if raw in (option.id, option.title):
            return option.id
    allowed = [option.id for option in indicator.options]
    titles = [option.title for option in indicator.options]
    hint = did_you_mean(str(raw), allowed) or did_you_mean(str(raw), titles)
    raise Unreadable("không phải mức nào của số liệu này", ", ".join(allowed), hint or "chọn một mức")


def _day(raw: Raw) -> dt.date:
    if isinstance(raw, str) and raw.isascii():
        try:
            return calendar.parse_date(raw)
        except ValueError:
            pass
    raise Unreadable("không phải ngày hợp lệ", "31/12/2019 hoặc 2019-12-31")


def _number(indicator: Indicator, raw: Raw) -> Exact:
    found = _candidates(raw)
    if indicator.type is IndicatorType.COUNT and found:
        found = _counted(raw, found)
    fitting = [number for number in found if _complaint(indicator, number) is None]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        _refuse_ambiguous(raw, fitting, "")
    if not found:
        raise Unreadable("không phải số", "số như 1088, “1.088”, “94,93”", _only_digits(raw))
    complaint = _complaint(indicator, found[0]) or ""
    allowed = "số nguyên từ 0 trở lên" if indicator.type is IndicatorType.COUNT else "số trong khoảng cho phép"
    raise Unreadable(complaint, allowed, "kiểm tra lại con số")


def _counted(raw: Raw, found: list[Exact]) -> list[Exact]:
    """The reading of a count: a whole number as written. `1.000` without quotes is the number 1, not a thousand, and
    `1.5` may be a slip of 15: neither is guessed.
    """
    if isinstance(raw, str) and not _COUNT.fullmatch(raw.strip().replace("\u00a0", "").replace("−", "-")):
        if len(found) > 1:
            _refuse_ambiguous(raw, found, "")
        raise Unreadable("số đếm phải là số nguyên", "số như 1088 hoặc “1.088”", "kiểm tra lại con số")
    if isinstance(raw, Decimal):
        raise Unreadable("số đếm phải là số nguyên", "số nguyên từ 0 trở lên", _grouping_hint(raw))
    return found[:1]


def _candidates(raw: Raw) -> list[Exact]:
    if isinstance(raw, bool):
        return []
    if isinstance(raw, int):
        return [raw]
    if isinstance(raw, Decimal):
        return [_plain(Fraction(raw))]
    return [_plain(number) for number in numbers.readings(raw)]


def _plain(number: Fraction) -> Exact:
    return number.numerator if number.denominator == 1 else number


def _complaint(indicator: Indicator, number: Exact) -> str | None:
    """Why a reading does not fit, or None."""
    if not -LIMIT < number < LIMIT:
        return "số quá lớn"
    lowest: Exact = Fraction(indicator.minimum) if indicator.minimum is not None else 0
    if number < lowest:
        return "số âm" if lowest == 0 else f"nhỏ hơn {numbers.viet(Fraction(lowest))}"
    if indicator.maximum is not None and number > Fraction(indicator.maximum):
        return f"lớn hơn {numbers.viet(indicator.maximum)}"
    return None


def _only_digits(raw: Raw) -> str:
    """What to do about a text that is no number."""
    text = str(raw).strip()
    if isinstance(raw, str) and _SPACED.fullmatch(text):
        return f"nếu dấu cách ngăn hàng nghìn thì ghi liền: {text.replace(' ', '')}"
    if not any(letter.isdigit() for letter in text):
        return "chưa có số liệu thì để trống; kết quả bằng không thì ghi 0"
    return "chỉ ghi con số, không kèm chữ; điều cần nói thêm ghi ở ghi chú"


def _grouping_hint(raw: Decimal) -> str:
    if -int(raw.as_tuple().exponent) != 3:
        return "ghi số nguyên"
    return f"nếu dấu chấm ngăn hàng nghìn thì ghi liền các chữ số: {numbers.plain(raw).replace('.', '')}"


def _refuse_ambiguous(raw: Raw, fitting: list[Exact], unit: str) -> None:
    ways = " hay ".join(numbers.viet(Fraction(number)) + unit for number in fitting)
    shown = [str(number) if number.denominator == 1 else numbers.viet(Fraction(number)) for number in fitting]
    plain = " hoặc ".join(f"“{text}{unit}”" for text in shown)
    raise Unreadable(f"“{raw}” đọc được hai cách: {ways}", plain, "ghi một trong hai; dấu phẩy là dấu thập phân")


def _decimals(raw: Raw) -> int:
    return numbers.printed_decimals(raw) if isinstance(raw, str) else 0


def _rate(indicator: Indicator, reported: Reported) -> Value:
    raw = reported.value
    if not isinstance(raw, str):
        raise Unreadable("tỷ lệ phải mang dấu %", "“94,93%” hoặc “2.104/34.348”", _with_sign(raw))
    text = raw.strip()
    if match := _FRACTION.fullmatch(text):
        return _from_fraction(indicator, reported, match)
    if not text.endswith("%"):
        raise Unreadable("tỷ lệ phải mang dấu %", "“94,93%” hoặc “2.104/34.348”", f"ghi “{raw}%” nếu là phần trăm")
    found = numbers.readings(text.removesuffix("%"))
    if not found:
        raise Unreadable("không phải tỷ lệ", "“94,93%” hoặc “2.104/34.348”", "ghi lại tỷ lệ")
    lowest = Fraction(indicator.minimum) if indicator.minimum is not None else Fraction(0)
    fitting = [rate for rate in found if rate >= lowest * 100]
    if not fitting:
        raise Unreadable("tỷ lệ âm", "từ 0% trở lên", "kiểm tra lại tỷ lệ")
    sensible = [rate for rate in fitting if rate <= 100] if len(fitting) > 1 else fitting
    if len(sensible) != 1:
        _refuse_ambiguous(raw, list(sensible or fitting), "%")
    rate = sensible[0] / 100
    if indicator.maximum is not None and rate > Fraction(indicator.maximum):
        raise Unreadable(f"tỷ lệ lớn hơn {numbers.viet_rate(Fraction(indicator.maximum))}", "", "kiểm tra lại tỷ lệ")
    if abs(rate) >= LIMIT:
        raise Unreadable("số quá lớn", "", "kiểm tra lại tỷ lệ")
    return Value(indicator, reported, number=_plain(rate), decimals=numbers.printed_decimals(text))


def _with_sign(raw: Raw) -> str:
    """What to write for a rate without its sign; a part of one may be meant as 0.95% or as 95%."""
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal) or not 0 < raw <= 1:
        return f"ghi “{raw}%” nếu là phần trăm"
    whole = numbers.viet(Fraction(raw) * 100)
    return f"ghi “{whole}%” nếu là {whole} phần trăm, “{raw}%” nếu là {numbers.viet(Fraction(raw))} phần trăm"


def _from_fraction(indicator: Indicator, reported: Reported, match: re.Match[str]) -> Value:
    counts = []
    for text in (match["part"], match["whole"]):
        whole = numbers.readings(text)[:1] if _COUNT.fullmatch(text.strip()) else []
        if not whole or not 0 <= whole[0] < LIMIT:
            raise Unreadable(
                f"“{text.strip()}” không phải số đếm", "“2.104/34.348”", "ghi tử số và mẫu số là số nguyên"
            )
        counts.append(whole[0].numerator)
    part, base = counts
    if base == 0:
        raise Unreadable("mẫu số bằng 0", "mẫu số lớn hơn 0", "bỏ dòng này nếu không phát sinh")
    return Value(indicator, reported, number=_plain(Fraction(part, base)), decimals=-1, part=part, whole=base)
