"""A figure summed up, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.evidence.rollup.facts import Fact
from par_engine.evidence.submission import Raw
from par_engine.evidence.values import Value
from par_engine.numbers import plain, viet

_CENT = 100
_SIX = 10**6


@dataclass(frozen=True, slots=True)
class Part:
    """One figure that went into another: of a unit, of a period of a unit, or another indicator (of a ratio)."""

    value: Raw
    unit: str = ""
    period: str = ""
    indicator: str = ""
    report: str = ""
    replaced: tuple[tuple[Raw, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rolled:
    """What figures come to. `lacking` are (unit, period) that said nothing: with any, the figure is not whole.
    `disputed` says why none is taken. With none of number, option and day nothing is known."""

    indicator: Indicator
    rule: str
    number: Fraction | None = None
    other: Raw | None = None
    ratio: tuple[Fraction, Fraction] | None = None
    parts: tuple[Part, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()
    disputed: str = ""

    @property
    def known(self) -> bool:
        """Whether there is any figure, whole or not."""
        return not self.disputed and (self.number is not None or self.other is not None)

    @property
    def whole(self) -> bool:
        """Whether the figure can be used as it is."""
        return self.known and not self.lacking

    def raw(self) -> Raw:
        """As a submission writes it, exactly."""
        if self.other is not None:
            return self.other
        number = self.number or Fraction(0)
        match self.indicator.type:
            case IndicatorType.YES_NO:
                return bool(number)
            case IndicatorType.RATE:
                return _rate(number, self.ratio)
        return number.numerator if number.denominator == 1 else _decimal(number)


def _rate(number: Fraction, ratio: tuple[Fraction, Fraction] | None) -> str:
    if ratio and ratio[0].denominator == ratio[1].denominator == 1:
        return f"{ratio[0].numerator}/{ratio[1].numerator}"
    if (number * _CENT * _SIX).denominator == 1:
        return f"{viet(number * _CENT)}%"
    return f"{number.numerator}/{number.denominator}"


def _decimal(number: Fraction) -> Decimal:
    """Exact: sums of decimals end."""
    digits = 0
    while (number * 10**digits).denominator != 1:
        digits += 1
    return Decimal((number * 10**digits).numerator).scaleb(-digits)


def raw_of(value: Value) -> Raw:
    """One value as a submission writes it."""
    if value.option is not None:
        return value.option
    if value.day is not None:
        return value.day.isoformat()
    if value.part is not None and value.whole is not None:
        return f"{value.part}/{value.whole}"
    return Rolled(value.indicator, "", number=Fraction(value.number or 0)).raw()


def of_fact(fact: Fact, rule: str) -> Rolled:
    """A figure that one report says."""
    value = fact.value
    replaced = tuple((raw_of(one.value), one.report) for one in fact.replaced)
    part = Part(raw_of(value), fact.unit, fact.period, report=fact.report, replaced=replaced)
    number = None if value.number is None else Fraction(value.number)
    other = raw_of(value) if value.number is None else None
    ratio = None if value.part is None or value.whole is None else (Fraction(value.part), Fraction(value.whole))
    return Rolled(value.indicator, rule, number, other, ratio, (part,))


def same(one: Rolled, other: Rolled) -> bool:
    """Whether two figures say the same."""
    return (one.number, one.other) == (other.number, other.other)


def said(rolled: Rolled) -> str:
    """The figure for people: a rate with two decimals, a number with its unit."""
    if rolled.other is not None:
        return str(rolled.other)
    number = rolled.number or Fraction(0)
    if rolled.indicator.type is IndicatorType.RATE:
        return f"{viet(number * _CENT, 2)}%"
    shown = viet(number)
    return f"{shown} {rolled.indicator.unit}" if rolled.indicator.unit else shown


def shown(raw: Raw) -> str:
    """A figure as it was written, for tables: `có`, `1.234`, `97,5%`."""
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if isinstance(raw, int):
        return viet(raw)
    return plain(raw) if isinstance(raw, Decimal) else raw
