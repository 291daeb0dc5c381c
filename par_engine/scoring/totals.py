"""Sums of a sheet: points, lost, open, claimed, index, and how much of it rests on assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from par_engine.criteria.model import IndexRule, Origin
from par_engine.criteria.yardstick import Yardstick
from par_engine.errors import InternalError
from par_engine.numbers import rounded
from par_engine.scoring.result import AreaResult, ComponentResult, Totals


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
    )


def index_of(points: Decimal, applicable: Decimal, rule: IndexRule) -> Decimal | None:
    """points ÷ applicable maximum × 100, by the index's own rounding; None when nothing applies."""
    if applicable == 0:
        return None
    return rounded(Fraction(points) / Fraction(applicable) * 100, rule.decimals, rule.rounding)


def area_results(yardstick: Yardstick, rows: Sequence[ComponentResult], unit_kind: str) -> list[AreaResult]:
    """One line per area, in the set's order."""
    found = []
    for area in yardstick.areas:
        most = yardstick.max_points(area.max_points, unit_kind)
        of_area = [row for row in rows if row.placed.area.id == area.id]
        totals = total_of(of_area, most, yardstick.set.decimals, yardstick.set.index)
        found.append(AreaResult(area.id, area.code, area.title, totals))
    return found
