"""What the agency says against what the office that sums it up for the province says of the same figure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from par_engine.catalogue.indicators import IndicatorType
from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.values import Value
from par_engine.findings import Finding, Severity
from par_engine.numbers import Rounding, rounded
from par_engine.text import did_you_mean, listing


def check_two_sources(evidence: Evidence, catalogue: Catalogue) -> Iterator[Verdict]:
    """Every figure that both give. Figures as of two days may rightly differ: then the difference is only told."""
    for office, values in sorted(evidence.from_offices.items()):
        for name in catalogue.indicators:  # in this order, whatever the order of the file
            if name not in values:
                continue
            theirs, own = values[name], evidence.values.get(name)
            expected = catalogue.indicators[name].offices()
            if expected and office not in expected:
                yield Verdict(frozenset({name}), _stranger(evidence, office, theirs, expected))
            if own is None:
                continue
            if same(own, theirs):
                yield Verdict(frozenset({name}))
            else:
                another_day = _another_day(own, theirs)
                finding = _differs(evidence, office, own, theirs, another_day)
                yield Verdict(frozenset({name}), finding, contradicts=not another_day)


def same(one: Value, other: Value) -> bool:
    """Whether two sources say the same; rates at the decimals of the one that prints fewer."""
    if one.number is None or other.number is None or min(one.decimals, other.decimals) < 0:
        return (one.number, one.option, one.day) == (other.number, other.option, other.day)
    if one.indicator.type is not IndicatorType.RATE or one.number == other.number:
        return one.number == other.number
    fewer, more = sorted((one, other), key=lambda value: value.decimals)
    printed = rounded(Fraction(fewer.number or 0) * 100, fewer.decimals)
    return printed in (rounded(Fraction(more.number or 0) * 100, fewer.decimals, mode) for mode in Rounding)


def _another_day(own: Value, theirs: Value) -> bool:
    days = own.reported.as_of, theirs.reported.as_of
    return None not in days and days[0] != days[1]


def _differs(evidence: Evidence, office: str, own: Value, theirs: Value, another_day: bool) -> Finding:
    name = own.indicator.id
    action = "hai bên đối chiếu, sửa bên sai theo sổ gốc; chưa thống nhất thì ghi rõ ở giải trình"
    if another_day:
        action = "hai số chốt hai ngày khác nhau: lấy số của cùng một ngày rồi đối chiếu lại"
    return evidence.file.finding(
        "two_sources.differ",
        ("from_offices", office, name),
        f"{own.indicator.title}: đơn vị ghi {own.words()}, {_called(evidence, office)} tổng hợp ghi {theirs.words()}",
        found=theirs.words(),
        allowed=own.words(),
        action=action,
        severity=Severity.WARNING if another_day else Severity.ERROR,
    )


def _stranger(evidence: Evidence, office: str, theirs: Value, expected: tuple[str, ...]) -> Finding:
    return evidence.file.finding(
        "two_sources.office",
        ("from_offices", office, theirs.indicator.id),
        f"{theirs.indicator.title}: {_called(evidence, office)} không phải cơ quan tổng hợp số liệu này",
        found=office,
        allowed=listing(_called(evidence, one) for one in expected),
        action=did_you_mean(office, expected) or "lấy số của cơ quan tổng hợp, hoặc bỏ dòng này",
        severity=Severity.WARNING,
    )


def _called(evidence: Evidence, office: str) -> str:
    """`Sở Nội vụ (so-noi-vu)`, or the id alone where the set does not know the office."""
    name = evidence.agencies.get(office)
    return f"{name} ({office})" if name else office
