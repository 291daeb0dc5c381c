"""A stated rate against its own numerator and denominator, at the rounding it was printed with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from par_engine.catalogue.expression import Exact
from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.values import Value
from par_engine.numbers import Rounding, rounded, viet, viet_rate


def check_stated_rates(evidence: Evidence, catalogue: Catalogue) -> Iterator[Verdict]:
    """Every rate whose numerator and denominator are reported too."""
    numbers = evidence.numbers()
    for name, value in evidence.values.items():
        ratio = value.indicator.of
        if ratio is None or ratio.numerator not in numbers or ratio.denominator not in numbers:
            continue
        part, whole = numbers[ratio.numerator], numbers[ratio.denominator]
        names = frozenset({name, ratio.numerator, ratio.denominator})
        if whole and agrees(value, Fraction(part) / whole):
            yield Verdict(names)
        else:
            yield _disagrees(evidence, catalogue, name, value, part, whole)


def agrees(value: Value, exact: Fraction) -> bool:
    """Whether a printed rate is the exact one, rounded or cut off at its own decimals (both are seen in print)."""
    stated = Fraction(value.number or 0)
    if value.decimals < 0:
        return stated == exact
    printed = rounded(stated * 100, value.decimals)
    return printed in (rounded(exact * 100, value.decimals, mode) for mode in Rounding)


def _disagrees(evidence: Evidence, catalogue: Catalogue, name: str, value: Value, part: Exact, whole: Exact) -> Verdict:
    ratio = value.indicator.of
    assert ratio is not None
    stated = viet_rate(Fraction(value.number or 0))
    division = f"{viet(Fraction(part))} ÷ {viet(Fraction(whole))}"
    result = viet_rate(Fraction(part) / whole, max(value.decimals, 2)) if whole else "không tính được"
    message = f"{value.indicator.title} ghi {stated} nhưng {division} = {result}"
    titles = [catalogue.indicators[one].title for one in (ratio.numerator, ratio.denominator)]
    finding = evidence.file.finding(
        "rate.stated",
        ("values", name),
        message,
        found=stated,
        allowed=result,
        action=f"sửa tỷ lệ, hoặc “{titles[0]}”, hoặc “{titles[1]}” theo văn bản gốc{_guess(value, whole)}",
    )
    return Verdict(frozenset({name, ratio.numerator, ratio.denominator}), finding, contradicts=True, denies=True)


def _guess(value: Value, whole: Exact) -> str:
    """Which numerator the stated rate would need, to point at a slip of the pen."""
    if value.decimals < 0 or not whole:
        return ""
    near = rounded(Fraction(value.number or 0) * whole, 0)
    return f" (tỷ lệ ghi ứng với tử số khoảng {viet(near)})"
