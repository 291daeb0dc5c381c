"""The JSON shapes of `--json`. Points, maxima and indices are strings with the set's decimals; order is stable."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from par_engine.calendar import iso_stamp
from par_engine.findings import Finding, by_content
from par_engine.lost_points.rows import Row
from par_engine.lost_points.totals import totals_of
from par_engine.numbers import plain
from par_engine.scoring.result import (
    AreaResult,
    ComponentResult,
    Graded,
    NextStep,
    Rescaled,
    ScoreSheet,
    SectionResult,
    Totals,
    Way,
)
from par_engine.scoring.totals import by_source

Shape = dict[str, Any]


def score_shape(sheet: ScoreSheet) -> Shape:
    """`score --json`."""
    submission, known = sheet.evidence.submission, sheet.yardstick.set
    return {
        "schema": 1,
        "criteria_set": known.id,
        "version": known.version,
        "digest": sheet.yardstick.digest,
        "agency": submission.agency.id,
        "agency_name": submission.agency.name,
        "unit_kind": submission.unit_kind,
        "purpose": submission.purpose.value,
        "period": {"from": submission.period.from_.isoformat(), "to": submission.period.to.isoformat()},
        "on": sheet.on.isoformat(),
        "total": _grand_total(sheet),
        "areas": [_area(sheet, area) for area in sheet.areas],
        "sections": [_section(sheet, section) for section in sheet.sections],
        "components": [_component(component) for component in sheet.components],
        "findings": [finding.as_json(with_place=False) for finding in by_content(sheet.findings)],
    }


def _grand_total(sheet: ScoreSheet) -> Shape:
    totals, outcome = sheet.totals, sheet.outcome
    return {
        **_totals(totals),
        **_records(sheet, totals),
        "bonus": plain(outcome.bonus),
        "penalty": plain(outcome.penalty),
        "final": plain(outcome.final),
        "rescaled": _rescaled(outcome.rescaled),
        "grade": _grade(outcome.grade),
        "assumed_share": _or_none(totals.assumed_share),
        "by_source": {source.value: _totals(found) for source, found in by_source(sheet).items()},
    }


def _rescaled(one: Rescaled | None) -> Shape | None:
    if one is None:
        return None
    return {
        "points": plain(one.points),
        "applicable_max": plain(one.applicable_max),
        "index": _or_none(one.index),
        "final": plain(one.final),
        "left_out": plain(one.left_out),
        "absent": [source.value for source in one.absent],
    }


def _grade(one: Graded | None) -> Shape | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "title": one.title,
        "on": one.on.value,
        "value": plain(one.value),
        "provisional": one.provisional,
    }


def _totals(totals: Totals) -> Shape:
    return {
        "points": plain(totals.points),
        "max_points": plain(totals.max_points),
        "applicable_max": plain(totals.applicable_max),
        "lost": plain(totals.lost),
        "open": plain(totals.open),
        "index": _or_none(totals.index),
        "index_if_open_gained": _or_none(totals.index_if_open_gained),
    }


def _or_none(number: Decimal | None) -> str | None:
    return plain(number) if number is not None else None


def _area(sheet: ScoreSheet, area: AreaResult) -> Shape:
    shape = _totals(area.totals)
    del shape["index_if_open_gained"]
    return {"id": area.id, "code": area.code, "title": area.title, **shape, **_records(sheet, area.totals)}


def _section(sheet: ScoreSheet, one: SectionResult) -> Shape:
    return {
        "id": one.id,
        "code": one.code,
        "title": one.title,
        "section": one.section.value,
        "points": plain(one.points),
        "max_points": plain(one.max_points),
        "uncapped": plain(one.uncapped),
        **_records(sheet, one),
    }


def _records(sheet: ScoreSheet, one: Totals | SectionResult) -> Shape:
    """What was claimed, what the evidence gave as handed in, what it gave as accepted."""
    verified = plain(one.points) if sheet.verified else None
    return {"claimed": plain(one.claimed), "computed": plain(one.computed), "verified": verified}


def _component(one: ComponentResult) -> Shape:
    shape: Shape = {
        "id": one.id,
        "area": one.placed.area.id,
        "title": one.placed.component.title,
        "state": one.state.value,
        "points": plain(one.points),
        "max_points": plain(one.max_points),
        "lost": plain(one.lost),
        "open": plain(one.open),
        "claimed": plain(one.claimed),
        "computed": plain(one.computed),
        "verified": _or_none(one.verified),
        "losses": [{"points": plain(loss.points), "cause": loss.cause.value, "why": loss.why} for loss in one.losses],
        "rule": one.rule,
        "measure": one.measure,
        "why": one.why,
        "next": _next(one.next),
    }
    if one.points_if_proven is not None:
        shape["points_if_proven"] = plain(one.points_if_proven)
    if one.section:
        shape["section"] = one.section.value
    if one.override:
        shape["override"] = {"points": plain(one.points), "grounds": one.override.grounds}
    if one.due:
        shape["due"] = iso_stamp(one.due)
    if one.placed.standing:
        shape["standing"] = list(dict.fromkeys(step.words() for step in one.placed.standing))
    return shape


def _next(step: NextStep | None) -> Shape | None:
    if step is None:
        return None
    return {
        "points": plain(step.ways[0].points) if step.ways else None,
        "gain": plain(step.gain),
        "gain_full": plain(step.gain_full),
        "ways": [_way(way) for way in step.ways],
        "impossible": step.impossible or None,
    }


def _way(way: Way) -> Shape:
    needs = []
    for need in way.needs:
        row: Shape = {need.kind: need.subject, "words": need.words}
        numbers = {"at_least": need.at_least, "at_most": need.at_most, "change": need.change}
        row.update({key: plain(number) for key, number in numbers.items() if number is not None})
        if need.by:
            row["by"] = iso_stamp(need.by)
        if need.option:
            row["to"] = need.option
        needs.append(row)
    return {"needs": needs, "gain": plain(way.gain), "points": plain(way.points)}


def lost_points_shape(rows: Sequence[Row], sheet: ScoreSheet) -> Shape:
    """`lost-points --json`."""
    totals = totals_of(rows, Decimal(0).quantize(sheet.totals.points))
    return {
        "schema": 1,
        "criteria_set": sheet.yardstick.set.id,
        "agency": sheet.evidence.submission.agency.id,
        "on": sheet.on.isoformat(),
        "items": [_row(row) for row in rows],
        "totals": {
            "lost": plain(totals.lost),
            "open": plain(totals.open),
            "penalty": plain(totals.penalty),
            "by_group": {key: plain(points) for key, points in totals.by_group.items()},
            "by_area": {key: plain(points) for key, points in totals.by_area.items()},
            "by_cause": {key: plain(points) for key, points in totals.by_cause.items()},
        },
    }


def _row(row: Row) -> Shape:
    step = _next(row.next)
    return {
        "id": row.id,
        "area": row.area,
        "points": plain(row.points),
        "state": row.state.value,
        "cause": row.cause.value if row.cause else None,
        "why": row.why,
        "gain": plain(row.gain),
        "gain_full": plain(row.gain_full),
        "ways": step["ways"] if step else [],
        "impossible": step["impossible"] if step else None,
        "remedy": row.remedy.action if row.remedy else None,
        "owner": row.owner,
        "due": iso_stamp(row.due) if row.due else None,
        "effort": row.effort,
        "group": row.group.value,
    }


def findings_shape(findings: Sequence[Finding]) -> Shape:
    """What check commands print with `--json`."""
    return {"schema": 1, "findings": [finding.as_json(with_place=True) for finding in findings]}
