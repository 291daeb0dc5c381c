"""The months of a figure against the same figure of the year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.scope import figure_of
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.months import months_beside_years
from par_engine.numbers import viet_large


def check_months(evidence: Evidence, _: Catalogue) -> Iterator[Verdict]:
    """All months of the period must make the year's figure; some of them no more than it."""
    numbers = evidence.figures()
    for months in months_beside_years(evidence).values():
        if months.fit(numbers):
            continue
        total, year = (viet_large(Fraction(number)) for number in (months.total(numbers), numbers[months.year]))
        value = evidence.value(months.year)
        title = value.title if value else months.year
        sign = "≠" if months.complete else ">"
        figure = figure_of(months.year)
        place = ("sub_units", figure.unit) if figure.unit else ()
        finding = evidence.file.finding(
            "months.sum",
            (*place, "series", figure.indicator),
            f"{title}: cộng {len(months.keys)} tháng được {total} {sign} {year} của cả kỳ",
            found=f"{total} {sign} {year}",
            allowed="đủ các tháng thì tổng bằng số cả kỳ" if months.complete else "tổng các tháng không quá số cả kỳ",
            action="đối chiếu từng tháng và số cả kỳ với văn bản gốc",
        )
        yield Verdict(frozenset((months.year, *months.keys)), finding, contradicts=True)
