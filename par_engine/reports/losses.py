"""The lost-points list as a report prints it: groups with their rows, and the sums by cause."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from par_engine.calendar import last_moment
from par_engine.criteria.decisions import Cause
from par_engine.lost_points.rows import Group, Row, lost_points
from par_engine.lost_points.totals import LostTotals, totals_of
from par_engine.reports.printed import points
from par_engine.scoring import reasons
from par_engine.scoring.result import NextStep, ScoreSheet, State

Shape = dict[str, Any]


def losses_shape(sheet: ScoreSheet) -> Shape:
    """All groups that have rows, in the order in which to work them off."""
    rows = lost_points(sheet)
    totals = totals_of(rows, Decimal(0).quantize(sheet.totals.points))
    groups = [_group(group, [row for row in rows if row.group is group], totals) for group in Group]
    return {
        "groups": [group for group in groups if group["rows"]],
        "lost": points(totals.lost),
        "open": points(totals.open),
        "by_cause": _by_cause(totals),
    }


def _group(group: Group, rows: Sequence[Row], totals: LostTotals) -> Shape:
    return {
        "id": group.value,
        "label": group.label,
        "points": points(totals.by_group[group.value]),
        "rows": [_row(row) for row in rows],
    }


def _row(row: Row) -> Shape:
    lost = row.state is State.SCORED
    return {
        "code": row.id,
        "title": row.row.placed.component.title,
        "points": points(row.points),
        "lost": lost,
        "label": row.cause.label if lost and row.cause else row.state.label,
        "why": reasons.sentence(row.why),
        "remedy": row.remedy.action if row.remedy else "",
        "owner": row.owner,
        "due": last_moment(row.due) if row.due else "",
        **_ways(row.next),
    }


def _ways(step: NextStep | None) -> Shape:
    """The alternatives with what each gains, or why there is none."""
    ways = step.ways if step else ()
    more = step is not None and bool(ways) and step.gain_full > max(way.gain for way in ways)
    return {
        "ways": [{"words": reasons.sentence(way.words())[:-1], "gain": points(way.gain)} for way in ways],
        "gain_full": points(step.gain_full) if step and more else "",
        "impossible": reasons.sentence(step.impossible) if step and step.impossible else "",
    }


def _by_cause(totals: LostTotals) -> list[Shape]:
    """Causes in the order of precedence of the gates."""
    return [
        {"label": cause.label, "points": points(totals.by_cause[cause.value])}
        for cause in Cause
        if totals.by_cause.get(cause.value)
    ]
