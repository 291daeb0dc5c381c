"""From the totals to the final result: bonus and penalty sections, rescaling, grade. The plain totals stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from par_engine.criteria.model import Area, for_unit
from par_engine.criteria.sections import GradeOn, Section
from par_engine.criteria.yardstick import Yardstick
from par_engine.scoring.result import ComponentResult, Final, Graded, Rescaled, SectionResult, Totals
from par_engine.scoring.situation import Situation
from par_engine.scoring.totals import index_of, source_of


def section_results(yardstick: Yardstick, rows: Sequence[ComponentResult], unit_kind: str) -> list[SectionResult]:
    """One line per bonus or penalty section, in the set's order."""
    return [
        _section(yardstick, area, area.section, [row for row in rows if row.placed.area.id == area.id], unit_kind)
        for area in yardstick.areas
        if area.section
    ]


def _section(
    yardstick: Yardstick, area: Area, section: Section, rows: Sequence[ComponentResult], unit_kind: str
) -> SectionResult:
    cap = yardstick.to_points(Fraction(for_unit(area.max_points, unit_kind)))
    zero = cap - cap

    def add(points: Sequence[Decimal]) -> Decimal:
        return sum(points, zero)

    total = add([row.points for row in rows])
    return SectionResult(
        area.id,
        area.code,
        area.title,
        section,
        max_points=cap,
        points=min(total, cap),
        uncapped=total,
        claimed=min(add([row.claimed for row in rows]), cap),
        computed=min(add([row.computed for row in rows]), cap),
    )


def final_of(
    yardstick: Yardstick,
    totals: Totals,
    sections: Sequence[SectionResult],
    rows: Sequence[ComponentResult],
    situation: Situation,
) -> Final:
    """What a sheet comes to. The grade looks at rescaled figures where there are any."""
    zero = totals.points - totals.points
    bonus = sum((one.points for one in sections if one.section is Section.BONUS), zero)
    penalty = sum((one.points for one in sections if one.section is Section.PENALTY), zero)

    def close(points: Decimal) -> Decimal:
        final = points + bonus - penalty
        return final if yardstick.set.final.below_zero else max(final, zero)

    final, rescaled = close(totals.points), None
    index, counts, still_open = totals.index, final, totals.open
    if left_out := absent_rows(yardstick, rows, situation.evidence.results.not_held):
        rescaled = _rescaled(yardstick, totals, left_out, close)
    if rescaled:
        index, counts = rescaled.index, rescaled.final
        still_open = totals.open - sum((row.open for row in left_out), zero)
    grade = _grade(yardstick, situation.submission.unit_kind, index, counts)
    return Final(bonus, penalty, final, rescaled, replace(grade, provisional=still_open > 0) if grade else None)


def absent_rows(
    yardstick: Yardstick, rows: Sequence[ComponentResult], not_held: Mapping[str, str]
) -> list[ComponentResult]:
    """The components that wait for a source of which the round says that it is not held, where the set rescales it."""
    rule = yardstick.set.rescale
    absent = [source for source in rule.when_absent if source in not_held] if rule else []
    return [row for row in rows if row.section is None and row.open and source_of(row.placed) in absent]


def _rescaled(
    yardstick: Yardstick, totals: Totals, left_out: Sequence[ComponentResult], close: Callable[[Decimal], Decimal]
) -> Rescaled | None:
    """The points of the rest as a share of their own maximum, of the whole applicable maximum."""
    zero, rule = totals.points - totals.points, yardstick.set.index
    out = sum((row.applicable_max for row in left_out), zero)
    points = totals.points - sum((row.points for row in left_out), zero)
    most = totals.applicable_max - out
    if not most:
        return None
    scaled = yardstick.to_points(Fraction(points) * Fraction(totals.applicable_max) / Fraction(most))
    absent = tuple(dict.fromkeys(source_of(row.placed) for row in left_out))
    return Rescaled(scaled, totals.applicable_max, index_of(points, most, rule), close(scaled), out, absent)


def _grade(yardstick: Yardstick, unit_kind: str, index: Decimal | None, final: Decimal) -> Graded | None:
    """Grades look at the figures as printed: nobody is graded on a digit that nobody sees."""
    grades = yardstick.set.grades
    value = final if grades and grades.on is GradeOn.FINAL else index
    if grades is None or value is None:
        return None
    exact = Fraction(value) / (100 if grades.on is GradeOn.INDEX else 1)
    level = grades.grade(unit_kind, exact)
    return Graded(level.id, level.title, grades.on, value, provisional=False) if level else None
