"""Sums of a sheet: points, lost, open, claimed, index, and how much of it rests on assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from par_engine.criteria.model import IndexRule, Origin, for_unit
from par_engine.criteria.sections import Source
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.errors import InternalError
from par_engine.numbers import rounded
from par_engine.scoring.result import AreaResult, ComponentResult, ScoreSheet, Totals


def total_of(rows: Sequence[ComponentResult], max_points: Decimal, decimals: int, rule: IndexRule) -> Totals:
    """Sums over components. `max_points` is the written maximum of the whole, `applicable_max` what counts here."""
    unit = Decimal(1).scaleb(-decimals)

    def add(values: Sequence[Decimal]) -> Decimal:
        return sum(values, Decimal(0)).quantize(unit)

    points, lost = add([row.points for row in rows]), add([row.lost for row in rows])
    still_open, applicable = add([row.open for row in rows]), add([row.applicable_max for row in rows])
    if points + lost + still_open != applicable:
        raise InternalError(f"tổng không khớp: {points} + {lost} + {still_open} ≠ {applicable}; xin báo lỗi này")
    assumed = [row.applicable_max for row in rows if row.placed.origin("points") is Origin.ASSUMPTION]
    return Totals(
        points=points,
        max_points=max_points.quantize(unit),
        applicable_max=applicable,
        lost=lost,
        open=still_open,
        claimed=add([row.claimed for row in rows]),
        index=index_of(points, applicable, rule),
        index_if_open_gained=index_of(points + still_open, applicable, rule),
        assumed_share=index_of(add(assumed), applicable, rule),
        computed=add([row.computed for row in rows]),
    )


def index_of(points: Decimal, applicable: Decimal, rule: IndexRule) -> Decimal | None:
    """points ÷ applicable maximum × 100, by the index's own rounding; None when nothing applies."""
    if applicable == 0:
        return None
    return rounded(Fraction(points) / Fraction(applicable) * 100, rule.decimals, rule.rounding)


def area_results(yardstick: Yardstick, rows: Sequence[ComponentResult], unit_kind: str) -> list[AreaResult]:
    """One line per area, in the set's order; bonus and penalty sections are not areas."""
    found = []
    for area in yardstick.areas:
        if area.section is None:
            most = for_unit(area.max_points, unit_kind)
            of_area = [row for row in rows if row.placed.area.id == area.id]
            totals = total_of(of_area, most, yardstick.set.decimals, yardstick.set.index)
            found.append(AreaResult(area.id, area.code, area.title, totals))
    return found


def by_source(sheet: ScoreSheet) -> dict[Source, Totals]:
    """Totals by whose word the points rest on: each source that the sheet has components of."""
    yardstick, unit_kind = sheet.yardstick, sheet.situation.submission.unit_kind
    found = {}
    for source in Source:
        rows = [row for row in sheet.components if row.section is None and source_of(row.placed) is source]
        whole = [one for one in yardstick.components.values() if one.area.section is None and source_of(one) is source]
        most = sum((for_unit(one.component.max_points, unit_kind) for one in whole), Decimal(0))
        if rows:
            found[source] = total_of(rows, most, yardstick.set.decimals, yardstick.set.index)
    return found


def source_of(placed: Placed) -> Source:
    """Whose word a component's points rest on."""
    return Source(placed.component.rule.source)
