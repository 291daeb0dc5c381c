"""Exact numbers: reading Vietnamese and plain forms, the one rounding, and printing.

Nothing here is a float. Values are `Fraction`s, points are `Decimal`s of the set's decimals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

MAX_DIGITS = 40
"""Longer numbers are refused before they are converted: no figure of a province needs them."""

_EXACT = Context(prec=1_000)
"""Shifting a point must not round: the default context keeps 28 digits only."""

_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_PLAIN = re.compile(r"[-+]?[0-9]+")
_DOTTED = re.compile(r"[-+]?[0-9]+\.[0-9]+")


class Rounding(StrEnum):
    """How a last digit is decided: half away from zero, or cut off (both were seen in published results)."""

    HALF_UP = "half_up"
    DOWN = "down"


def rounded(value: Fraction, decimals: int, mode: Rounding = Rounding.HALF_UP) -> Decimal:
    """The one rounding of the product. `value` exact, result with exactly `decimals` decimals."""
    return rounded_ratio(value.numerator, value.denominator, decimals, mode)


def rounded_ratio(top: int, bottom: int, decimals: int, mode: Rounding = Rounding.HALF_UP) -> Decimal:
    """The same for `top ÷ bottom` (more than 0), which need not be reduced."""
    whole, rest = divmod(abs(top) * 10**decimals, bottom)
    if mode is Rounding.HALF_UP and 2 * rest >= bottom:
        whole += 1
    return Decimal(-whole if top < 0 else whole).scaleb(-decimals, _EXACT)


def plain(value: Decimal) -> str:
    """Machine form: dot, no exponent, trailing zeros kept (`2.50`)."""
    return format(value, "f")


def viet(value: Decimal | Fraction | int, decimals: int | None = None) -> str:
    """Vietnamese form: `1.234,5`. A Fraction that does not end is shown with `decimals` (default 4) places."""
    if isinstance(value, Fraction):
        value = _ending(value, decimals)
    elif decimals is not None:
        value = rounded(Fraction(value), decimals)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, part = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + (f",{part}" if part else "")


def viet_large(value: Decimal | Fraction | int, decimals: int | None = None) -> str:
    """As `viet`, with the word for thousand millions where nothing is lost: `840.000 tỷ`, `1.234,5 tỷ`."""
    exact = Fraction(value)
    if abs(exact) >= _BILLION and (exact * 1_000 / _BILLION).denominator == 1:
        return f"{viet(exact / _BILLION)} tỷ"
    return viet(value, decimals)


_BILLION = 10**9


def viet_rate(value: Fraction, decimals: int | None = None) -> str:
    """A rate in per cent as people write it: `94,93%`."""
    return viet(value * 100, decimals) + "%"


def viet_result(value: Fraction, *, rate: bool, fits: Callable[[Fraction], bool] = lambda _: True) -> str:
    """A result as sentences say it: a rate in two decimals at most (`20%`, `27,5%`, `94,93%`), else a number.

    Where the rounded rate does not fit (6,9999 % would be 7 % beside "below 7 %"), more decimals are shown.
    """
    if not rate:
        return viet_large(value)
    if (value * 10_000).denominator == 1:
        return viet_rate(value)
    decimals = next((places for places in range(2, 9) if fits(Fraction(rounded(value * 100, places)) / 100)), 2)
    return viet_rate(value, decimals)


def _ending(value: Fraction, decimals: int | None) -> Decimal:
    if decimals is not None:
        return rounded(value, decimals)
    for places in range(7):
        if 10**places % value.denominator == 0:
            return rounded(value, places)
    return rounded(value, 4)


def readings(text: str) -> list[Fraction]:
    """Every sensible reading of a number typed as text, without a per cent sign.

    `1.088` may be 1088 (Vietnamese grouping) or 1,088 (decimal point); `94,93` has one reading; `1.5` has two
    (1,5 or a mistyped 15). The caller keeps those that fit the indicator and reports when more than one is left.
    An empty list means that the text is no number.
    """
    text = text.strip().replace("\u00a0", "").replace("−", "-")
    if sum(ch.isdigit() for ch in text) > MAX_DIGITS:
        return []
    if _PLAIN.fullmatch(text):
        return [Fraction(int(text))]
    if _COMMA.fullmatch(text):
        return [Fraction(text.replace(",", "."))]
    found: list[Fraction] = []
    if _GROUPED.fullmatch(text):
        found.append(Fraction(text.replace(".", "").replace(",", ".")))
    if _DOTTED.fullmatch(text):
        found.append(Fraction(text))
        if not found[:-1]:
            found.append(Fraction(text.replace(".", "")))
    return found


def printed_decimals(text: str) -> int:
    """How many decimals a number was printed with: `94,93%` has 2, `44,7%` has 1, `100%` has 0."""
    digits = text.strip().removesuffix("%").strip()
    _, _, part = digits.replace(",", ".").rpartition(".") if "," in digits else digits.partition(".")
    return len(part)
