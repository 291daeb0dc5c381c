"""What a line that says how points are earned can mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from par_engine.criteria.decisions import Interval


@dataclass(frozen=True, slots=True)
class Level:
    """`đạt từ 80% đến dưới 100%: 0,5`."""

    interval: Interval
    rate: bool
    points: Fraction


@dataclass(frozen=True, slots=True)
class Late:
    """`chậm từ 1–5 ngày: 0,25`, and `đúng hạn: 1` (0 days or less)."""

    days: Interval
    points: Fraction


@dataclass(frozen=True, slots=True)
class Dated:
    """`ban hành trong quý I: 0,5`: the due date as the language writes it; `after`: points of what comes later."""

    due: str
    after: bool
    points: Fraction


@dataclass(frozen=True, slots=True)
class Each:
    """`mỗi sáng kiến được 0,25 điểm, tối đa 1`; `minus`: so much is taken away."""

    each: Fraction
    minus: bool
    most: Fraction | None = None
    floor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """`tỷ lệ × điểm tối đa`: full at `full_at`; for results in `within` only, where the line says so; `from_` is where
    points rise from 0 in a straight line."""

    full_at: Fraction
    rate: bool = True
    within: Interval | None = None
    from_: Fraction | None = None


class Zero(StrEnum):
    """What happens when there is nothing to count."""

    FULL = "full"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Empty:
    """`không phát sinh hồ sơ thì được điểm tối đa`."""

    then: Zero


@dataclass(frozen=True, slots=True)
class Rest:
    """`còn lại: 0`."""

    points: Fraction


@dataclass(frozen=True, slots=True)
class Option:
    """Words with points: `có đầy đủ: 1`. `denies`: they say that something was not done."""

    title: str
    points: Fraction
    denies: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """Points come from a sociological survey."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words that explain, and decide nothing: `trong đó: a là …`."""


Meaning = Level | Late | Dated | Each | Formula | Empty | Rest | Option | Survey | Remark
"""A line means one of these, or nobody understood it."""
