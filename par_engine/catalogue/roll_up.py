"""How a figure is summed up: over the units below an agency, and over the periods of a year.

What an indicator does not say follows from its type. Counts and amounts add up; a rate with `of` is the ratio of the
two sums, another rate needs a `weight` or is not summed up at all; answers, options and dates stand by agency.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, model_validator

from par_engine.reading.fields import IndicatorId, Strict, wrong

if TYPE_CHECKING:
    from par_engine.catalogue.indicators import Indicator


class OverUnits(StrEnum):
    """How the figures of several units make one."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED = "weighted"
    RATIO = "ratio"
    ALL = "all"
    ANY = "any"
    BY_AGENCY = "by_agency"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _UNITS[self.value]


_UNITS = {
    "sum": "cộng các đơn vị",
    "mean": "trung bình cộng các đơn vị",
    "weighted": "trung bình có trọng số",
    "ratio": "tổng tử số chia tổng mẫu số",
    "all": "có khi mọi đơn vị đều có",
    "any": "có khi một đơn vị có",
    "by_agency": "để riêng từng đơn vị",
}


class OverTime(StrEnum):
    """How the figures of several periods make the one of a longer period."""

    SUM = "sum"
    LAST = "last"
    FIRST = "first"
    MEAN = "mean"
    WEIGHTED = "weighted"
    RATIO = "ratio"
    STATED = "stated"
    """Not from periods at all: only a report on the whole period says it."""

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _TIME[self.value]


_TIME = {
    "sum": "cộng các kỳ",
    "last": "lấy kỳ cuối",
    "first": "lấy kỳ đầu",
    "mean": "trung bình cộng các kỳ",
    "weighted": "trung bình có trọng số",
    "ratio": "tổng tử số chia tổng mẫu số",
    "stated": "chỉ lấy từ báo cáo của cả kỳ",
}


class RollUp(Strict):
    """What an indicator says about being summed up; `roll_up: sum` is short for `{units: sum}`."""

    units: OverUnits | None = None
    time: OverTime | None = None
    weight: IndicatorId | None = None

    @model_validator(mode="after")
    def _weighted(self) -> RollUp:
        weighted = self.units is OverUnits.WEIGHTED or self.time is OverTime.WEIGHTED
        if weighted and self.weight is None:
            raise wrong("weighted cần weight: mã số liệu làm trọng số", "{units: weighted, weight: dossiers.resolved}")
        return self


def _short(value: Any) -> Any:
    return {"units": value} if isinstance(value, str) else value


RollUpField = Annotated[RollUp, BeforeValidator(_short)]


def over_units(indicator: Indicator) -> OverUnits:
    """The rule for several units: as stated, else by type."""
    stated = indicator.roll_up
    if stated and stated.units:
        return stated.units
    match indicator.type.value:
        case "count" | "amount":
            return OverUnits.SUM
        case "rate" if indicator.of:
            return OverUnits.RATIO
        case "rate" if stated and stated.weight:
            return OverUnits.WEIGHTED
    return OverUnits.BY_AGENCY


def over_time(indicator: Indicator) -> OverTime:
    """The rule for several periods: as stated, else what happens adds up and what stands is that of the last day. A
    count or an amount that does not say which of the two it is (`cumulative`) is not guessed at."""
    stated = indicator.roll_up
    if stated and stated.time:
        return stated.time
    match indicator.type.value:
        case "count" | "amount" if "cumulative" not in indicator.model_fields_set:
            return OverTime.STATED
        case "count" | "amount" if indicator.cumulative:
            return OverTime.SUM
        case "rate" if indicator.of:
            return OverTime.RATIO
        case "rate" if stated and stated.weight and indicator.cumulative:
            return OverTime.WEIGHTED
        case "rate" if indicator.cumulative:
            return OverTime.STATED
    return OverTime.LAST


def misfit(indicator: Indicator) -> tuple[str, str] | None:
    """What a stated rule asks of a type that cannot do it, and what to write; None when it fits."""
    stated = indicator.roll_up
    if stated is None:
        return None
    kind, words = indicator.type.value, {stated.units, stated.time} - {None}
    allowed = _FITTING[kind]
    for word in words:
        if word is not None and word.value not in allowed:
            return f"kiểu {kind} không tổng hợp theo “{word.value}”", ", ".join(sorted(allowed))
    if OverUnits.RATIO in words or OverTime.RATIO in words:
        return None if indicator.of else ("ratio cần “of”: tử số và mẫu số", "of: {numerator: …, denominator: …}")
    return None


_ORDER = {"last", "first", "stated", "by_agency"}
_FITTING = {
    "count": {"sum", *_ORDER},
    "amount": {"sum", *_ORDER},
    "rate": {"mean", "weighted", "ratio", *_ORDER},
    "yes_no": {"all", "any", *_ORDER},
    "choice": _ORDER,
    "date": _ORDER,
}
