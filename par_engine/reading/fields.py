"""Field types shared by all data files, and the strict base model.

They accept exactly the plain values of `tree` and say in Vietnamese what is allowed. No coercion: text is never
taken for a number, a number never for text, `true` never for 1.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from par_engine import calendar, numbers

ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,79}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
DOCUMENT = re.compile(r"[a-z][a-z0-9_]{0,79}")
INDICATOR = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
MAX_TEXT = 20_000
YEARS = range(1900, 2200)
"""Years that dates in files may name: a rehearsal can shift any of them by any round without leaving the calendar."""

SET_YEARS = range(2000, 2101)
"""Years that a criteria set can be for, and from which something in it can change."""


def wrong(message: str, allowed: str = "", action: str = "", *, offset: int = 0) -> PydanticCustomError:
    """The error a field raises: what is wrong, what is allowed, what to do; `offset` points letters into a text."""
    context = {"message": message, "allowed": allowed, "action": action, "offset": offset}
    return PydanticCustomError("field", "{message}", context)


class Strict(BaseModel):
    """Base of every file model: frozen, unknown keys refused, and known to the messages by its own mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=False)
    note_names: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _remember_model(cls, data: Any, info: ValidationInfo) -> Any:
        # A misspelt key must name the nearest allowed one: remember which model read which mapping.
        if isinstance(info.context, dict) and isinstance(data, dict):
            info.context[id(data)] = cls
        return data


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong("phải là chữ", "chữ; số và ngày làm mã thì để trong nháy kép")
    if not value.strip():
        raise wrong("để trống", "chữ có nội dung")
    if len(value) > MAX_TEXT:
        raise wrong(f"dài quá {MAX_TEXT} ký tự", f"tối đa {MAX_TEXT} ký tự", "rút gọn")
    return value.strip()


def _matching(pattern: re.Pattern[str], allowed: str) -> Any:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise wrong("mã phải là chữ", allowed, "để mã trong nháy kép")
        if not pattern.fullmatch(value):
            raise wrong("mã không đúng dạng", allowed)
        return value

    return check


Text = Annotated[str, PlainValidator(_text)]
Id = Annotated[str, PlainValidator(_matching(ID, "chữ thường không dấu, số, dấu - _ ."))]
DocumentKey = Annotated[
    str, PlainValidator(_matching(DOCUMENT, "chữ thường không dấu, số và dấu _, bắt đầu bằng chữ, như bao_cao_quy"))
]
"""What a component calls one of its documents: a name that `days_late( )` can take."""
Code = Annotated[str, PlainValidator(_matching(CODE, "mã như “8.5”, để trong nháy kép"))]
IndicatorId = Annotated[str, PlainValidator(_matching(INDICATOR, "mã số liệu dạng nhóm.ten, ví dụ dossiers.received"))]


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise wrong("phải là số", "số như 2 hoặc 1.5, không để trong nháy")
    return Decimal(value)


def _points(value: Any) -> Decimal:
    number = _number(value)
    if number < 0:
        raise wrong("điểm không được âm", "số từ 0 trở lên")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        raise wrong("điểm có quá nhiều chữ số thập phân", "tối đa 4 chữ số thập phân")
    if number > 100_000:
        raise wrong("điểm quá lớn", "tối đa 100000")
    return number


Number = Annotated[Decimal, PlainValidator(_number)]
Points = Annotated[Decimal, PlainValidator(_points)]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A threshold as written: its exact value and whether it carries a per cent sign."""

    value: Fraction
    rate: bool
    text: str

    def __str__(self) -> str:
        return numbers.viet_rate(self.value) if self.rate else numbers.viet(self.value)


_RATE = re.compile(r"([-+]?(?:0|[1-9][0-9]{0,20})(?:\.[0-9]{1,6})?) ?%")


def _quantity(value: Any) -> Quantity:
    if isinstance(value, str) and (match := _RATE.fullmatch(value.strip())):
        return Quantity(Fraction(match[1]) / 100, True, value)
    if isinstance(value, str):
        raise wrong("không phải số hay tỷ lệ", "số như 30 hoặc tỷ lệ như 75%, 12.5%")
    return Quantity(Fraction(_number(value)), False, str(value))


def _rate(value: Any) -> Quantity:
    quantity = _quantity(value)
    if not quantity.rate:
        raise wrong("tỷ lệ phải mang dấu %", "tỷ lệ như 75%", f"viết {value}% nếu là phần trăm")
    return quantity


Amount = Annotated[Quantity, PlainValidator(_quantity)]
Rate = Annotated[Quantity, PlainValidator(_rate)]


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong("phải là số nguyên", "số nguyên như 0, 1, 15")
    return value


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong("phải là true hoặc false", "true (có), false (không)")
    return value


def in_range(low: int, high: int, allowed: str = "") -> Any:
    """A whole number between two ends, both included; `allowed` words them."""

    def check(value: Any) -> int:
        number = _whole(value)
        if not low <= number <= high:
            raise wrong("số ngoài khoảng", allowed or f"số nguyên từ {low} đến {high}")
        return number

    return PlainValidator(check)


def _only_true(value: Any) -> bool:
    if value is not True:
        raise wrong("chỉ ghi true, hoặc bỏ hẳn khoá này", "true")
    return value


Whole = Annotated[int, PlainValidator(_whole)]
OnlyTrue = Annotated[bool, PlainValidator(_only_true)]
"""A mark that is set or not written at all."""
YesNo = Annotated[bool, PlainValidator(_yes_no)]


def _date(value: Any) -> dt.date:
    if isinstance(value, str) and value.isascii():
        try:
            day = calendar.parse_date(value)
        except ValueError:
            day = None
        if day and day.year in YEARS:
            return day
    raise wrong("không phải ngày hợp lệ", "ngày như 31/12/2019 hoặc 2019-12-31")


def _stamp(value: Any) -> dt.date:
    if isinstance(value, str) and value.isascii():
        try:
            day = calendar.parse_stamp(value)
        except ValueError:
            day = None
        if day and day.year in YEARS:
            return day
    raise wrong("không phải ngày hợp lệ", "ngày như 31/12/2019 hoặc 2019-12-31, có thể kèm giờ như 31/12/2019 09:30")


def _hour(value: Any) -> dt.time:
    if isinstance(value, str) and value.isascii():
        try:
            return calendar.parse_hour(value)
        except ValueError:
            pass
    raise wrong("không phải giờ hợp lệ", "giờ và phút như “10:00”, từ 00:00 đến 23:59")


def _when(value: Any) -> calendar.When:
    return _read_when(value, calendar.parse_when, calendar.WHEN_FORMS)


def _round_when(value: Any) -> calendar.When:
    return _read_when(value, calendar.parse_round_when, calendar.ROUND_FORMS)


def _read_when(value: Any, parse: Callable[[str], calendar.When], forms: str) -> calendar.When:
    if isinstance(value, str) and value.isascii():
        try:
            when = parse(value)
        except ValueError:
            when = None
        if when and (when.year is None or when.year in YEARS):
            return when
    raise wrong("không phải ngày hay kỳ hợp lệ", forms)


def _span_end(value: Any) -> calendar.When:
    if isinstance(value, int) and not isinstance(value, bool) and value in YEARS:
        return calendar.When(str(value), 1, 12, year=value)
    return _when(value)


def _year(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4 and int(value) in YEARS:
        return int(value)
    raise wrong("không phải năm", "năm như 2018")


def _month(value: Any) -> str:
    if isinstance(value, str) and _MONTH.fullmatch(value) and int(value[:4]) in YEARS:
        return value
    raise wrong("không phải tháng", "tháng như 2019-03")


_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
Year = Annotated[int, PlainValidator(_year)]
"""A year as a key; keys of files are text."""
Month = Annotated[str, PlainValidator(_month)]
"""A month as a key: `2019-03`."""
Date = Annotated[dt.date, PlainValidator(_date)]
Stamp = Annotated[dt.date, PlainValidator(_stamp)]
"""A day that may carry an hour."""
Hour = Annotated[dt.time, PlainValidator(_hour)]
SpanEnd = Annotated[calendar.When, PlainValidator(_span_end)]
"""A date or period, or a year alone."""
WhenField = Annotated[calendar.When, PlainValidator(_when)]
RoundWhen = Annotated[calendar.When, PlainValidator(_round_when)]
"""A date or period of a round, which may lie in the year before it."""


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


OneOrMany = BeforeValidator(_one_or_many)
