"""Part I of the report: the table of areas, criteria and components with their points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from par_engine.criteria.model import Area, Component, Criterion, Node, for_unit
from par_engine.criteria.sections import GradeOn
from par_engine.reports.printed import NONE, percent, points
from par_engine.reports.proofs import proof_lines
from par_engine.scoring import reasons
from par_engine.scoring.result import AreaResult, ComponentResult, ScoreSheet, State, Totals
from par_engine.scoring.totals import index_of, total_of

Shape = dict[str, Any]


def totals_shape(totals: Totals) -> Shape:
    """Sums as a report prints them; the flags tell a template what to leave out."""
    return {
        "points": points(totals.points),
        "claimed": points(totals.claimed),
        "computed": points(totals.computed),
        "max_points": points(totals.max_points),
        "applicable_max": points(totals.applicable_max),
        "lost": points(totals.lost),
        "open": points(totals.open),
        "index": percent(totals.index),
        "index_if_open_gained": percent(totals.index_if_open_gained),
        "applies": totals.applicable_max > 0,
        "any_lost": totals.lost > 0,
        "any_open": totals.open > 0,
    }


def sum_shape(totals: Totals) -> Shape:
    """Sums of an area or criterion. While nothing in it is decided, there is a dash where its points would stand."""
    shape = totals_shape(totals)
    if totals.open and totals.open == totals.applicable_max:
        claimed, computed = totals.claimed, totals.computed
        shape.update(points=NONE, index=NONE, claimed=points(claimed) if claimed else NONE)
        shape["computed"] = points(computed) if computed else NONE
    return shape


def area_rows(sheet: ScoreSheet) -> list[Shape]:
    """One line per area."""
    return [{"code": area.code, "title": area.title, **sum_shape(area.totals)} for area in sheet.areas]


def table_rows(sheet: ScoreSheet) -> list[Shape]:
    """Every line of the table in the set's order: areas, criteria, components. What is not in the sheet is left out."""
    results = {one.id: one for one in sheet.components}
    found: list[Shape] = []
    areas = [area for area in sheet.yardstick.areas if area.section is None]
    for area, result in zip(areas, sheet.areas, strict=True):
        below = [row for node in area.criteria for row in _rows(sheet, node, results, 1)]
        if below:
            found += [_area_row(area, result), *below]
    return found


def section_rows(sheet: ScoreSheet) -> list[Shape]:
    """Bonus and penalty sections, each with its components that gave or took something, or may still."""
    return [
        {
            "code": one.code,
            "title": one.title,
            "label": one.section.label,
            "cap": points(one.max_points),
            "claimed": points(one.claimed),
            "computed": points(one.computed),
            "points": points(one.points),
            "capped": one.points != one.uncapped,
            "uncapped": points(one.uncapped),
            "rows": [_component_row(sheet, row, 1) for row in sheet.components if row.placed.area.id == one.id],
        }
        for one in sheet.sections
    ]


def outcome_shape(sheet: ScoreSheet) -> Shape:
    """What the points come to: bonus, penalty, rescaled figures, grade."""
    outcome = sheet.outcome
    scaled, grade = outcome.rescaled, outcome.grade
    unit = "%" if grade and grade.on is GradeOn.INDEX else " điểm"
    return {
        "any": bool(sheet.sections),
        "bonus": points(outcome.bonus),
        "penalty": points(outcome.penalty),
        "final": points(outcome.final),
        "rescaled": points(scaled.points) if scaled else "",
        "rescaled_index": percent(scaled.index) if scaled else "",
        "rescaled_max": points(scaled.applicable_max) if scaled else "",
        "left_out": points(scaled.left_out) if scaled else "",
        "absent": ", ".join(source.label for source in scaled.absent) if scaled else "",
        "grade": grade.title if grade else "",
        "grade_on": f"theo {grade.on.label} {points(grade.value)}{unit}" if grade else "",
        "provisional": grade is not None and grade.provisional,
    }


def _area_row(area: Area, result: AreaResult) -> Shape:
    return {"kind": "area", "level": 0, "code": area.code, "title": area.title, **sum_shape(result.totals)}


def _rows(sheet: ScoreSheet, node: Node, results: dict[str, ComponentResult], level: int) -> Iterator[Shape]:
    if isinstance(node, Component):
        if node.id in results:
            yield _component_row(sheet, results[node.id], level)
        return
    below = [row for part in node.parts for row in _rows(sheet, part, results, level + 1)]
    if below:
        yield _criterion_row(sheet, node, results, level)
        yield from below


def _criterion_row(sheet: ScoreSheet, node: Criterion, results: dict[str, ComponentResult], level: int) -> Shape:
    known, unit_kind = sheet.yardstick.set, sheet.situation.submission.unit_kind
    rows = [results[leaf.id] for leaf in _leaves(node) if leaf.id in results]
    totals = total_of(rows, for_unit(node.max_points, unit_kind), known.decimals, known.index)
    return {"kind": "criterion", "level": level, "code": node.id, "title": node.title, **sum_shape(totals)}


def _leaves(node: Node) -> Iterator[Component]:
    if isinstance(node, Component):
        yield node
        return
    for part in node.parts:
        yield from _leaves(part)


def _component_row(sheet: ScoreSheet, one: ComponentResult, level: int) -> Shape:
    submission = sheet.situation.submission
    waits = _waits(one)
    stated = one.id in submission.claims or not waits
    index = None if waits else index_of(one.points, one.applicable_max, sheet.yardstick.set.index)
    return {
        "kind": "component",
        "level": level,
        "code": one.id,
        "title": one.placed.component.title,
        "state": one.state.value,
        "state_words": one.state.label,
        "waits": waits,
        "max": points(one.max_points),
        "claimed": points(one.claimed) if stated else NONE,
        "computed": NONE if waits and not one.handed_in else points(one.computed),
        "verified": NONE if waits else points(one.points),
        "override": reasons.sentence(one.override.grounds) if one.override else "",
        "differs": one.claimed != one.computed,
        "open": points(one.open) if one.open else "",
        "lost": points(one.lost) if one.lost else "",
        "index": percent(index),
        "proofs": proof_lines(sheet, one),
        "explained": one.id in submission.explanations,
        "reason": reasons.sentence(one.why) if one.state is State.NOT_APPLICABLE else "",
    }


def _waits(one: ComponentResult) -> bool:
    """Whether nothing of the component is decided yet: such a line shows no number, least of all a zero."""
    return one.state is not State.NOT_APPLICABLE and one.open > 0 and one.open == one.max_points
