"""Sums of the list: by group, by area and by cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from par_engine.lost_points.rows import Group, Row
from par_engine.scoring.result import State


@dataclass(frozen=True)
class LostTotals:
    """`lost`, `open` and `penalty` of the whole list, and points by group, area and cause (open rows count by their
    state). What a penalty section took away is not lost: it is no part of the applicable maximum."""

    lost: Decimal
    open: Decimal
    penalty: Decimal
    by_group: dict[str, Decimal]
    by_area: dict[str, Decimal]
    by_cause: dict[str, Decimal]


def totals_of(rows: Sequence[Row], zero: Decimal) -> LostTotals:
    """Sums; `zero` carries the set's decimals."""

    def by(key: Callable[[Row], str], chosen: Sequence[Row]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for row in chosen:
            found[key(row)] = found.get(key(row), zero) + row.points
        return found

    lost = [row for row in rows if row.state is State.SCORED and not row.row.section]
    taken = [row for row in rows if row.row.section]
    opened = [row for row in rows if row.state is not State.SCORED]
    return LostTotals(
        lost=sum((row.points for row in lost), zero),
        open=sum((row.points for row in opened), zero),
        penalty=sum((row.points for row in taken), zero),
        by_group={group.value: by(lambda row: row.group.value, rows).get(group.value, zero) for group in Group},
        by_area=by(lambda row: row.area, rows),
        by_cause=by(lambda row: row.cause.value if row.cause else "", [*lost, *taken]),
    )
