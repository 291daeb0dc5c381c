"""Laws that hold of every score, whatever the set and the evidence (design §4)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Cause
from par_engine.lost_points.rows import lost_points
from par_engine.reports.shapes import lost_points_shape, score_shape
from par_engine.scoring.program import build_program
from par_engine.scoring.result import ComponentResult, ScoreSheet, State, Totals
from tests.scoring.drawing import Drawing, submissions, worlds
from tests.scoring.world import Plain, scored, submission

ZERO = Decimal(0)


@st.composite
def sheets(draw: Any) -> tuple[Drawing, Plain, ScoreSheet]:
    """A world, a submission to it, and its sheet."""
    drawing = draw(worlds())
    data, on = draw(submissions(drawing))
    return drawing, data, scored(drawing.world.program(), data, on)


@given(sheets())
def test_parts_sum_to_totals(drawn: tuple[Drawing, Plain, ScoreSheet]) -> None:
    _, _, sheet = drawn
    for one in sheet.components:
        assert one.points + one.lost + one.open == one.applicable_max
        assert min(one.points, one.lost, one.open) >= ZERO
        assert one.applicable_max in (one.max_points, ZERO)
        assert sum((loss.points for loss in one.losses), ZERO) == one.lost
        assert all(loss.points > 0 for loss in one.losses)
    adds_up(sheet.totals, sheet.components)
    for area in sheet.areas:
        adds_up(area.totals, [one for one in sheet.components if one.placed.area.id == area.id])


def adds_up(totals: Totals, rows: Iterable[ComponentResult]) -> None:
    """A total is the sum of its components, and its parts are all of it."""
    members = list(rows)
    for part in ("points", "lost", "open", "applicable_max", "claimed"):
        assert getattr(totals, part) == sum((getattr(one, part) for one in members), ZERO)
    assert totals.points + totals.lost + totals.open == totals.applicable_max


def bytes_of(sheet: ScoreSheet) -> str:
    """Everything that is printed as JSON."""
    return json.dumps([score_shape(sheet), lost_points_shape(lost_points(sheet), sheet)], ensure_ascii=False)


@given(sheets())
def test_scoring_twice_gives_the_same_bytes(drawn: tuple[Drawing, Plain, ScoreSheet]) -> None:
    drawing, data, sheet = drawn
    again = scored(build_program(drawing.world.yardstick(), "so"), data, sheet.on)
    assert bytes_of(again) == bytes_of(sheet)


@given(sheets(), st.randoms(use_true_random=False))
def test_order_in_the_file_does_not_matter(drawn: tuple[Drawing, Plain, ScoreSheet], order: Any) -> None:
    drawing, data, sheet = drawn
    names = list(data["values"])
    order.shuffle(names)
    shuffled = {**data, "values": {name: data["values"][name] for name in names}}
    again = scored(drawing.world.program(), shuffled, sheet.on)
    assert [one.mark for one in again.components] == [one.mark for one in sheet.components]


# More good evidence.


def better(drawing: Drawing, one: Plain, data: Plain) -> list[Plain]:
    """The submission with one thing better: a document more, an answer better, a contradiction resolved."""
    found = [_with_paper(one, data, key) for key in one.get("documents", {})]
    ((kind, rule),) = one["rule"].items()
    values = data["values"]
    names = [rule["answer"]] if kind == "yes_no" else [item.get("item", "") for item in rule if kind == "checklist"]
    found += [{**data, "values": {**values, name: True}} for name in names if name]
    if kind == "choice":
        best = max(rule["levels"], key=lambda level: level.get("points", ZERO))["option"]
        found.append({**data, "values": {**values, rule["answer"]: best}})
    name = one.get("measure", "").split(" ")[0]
    rising = kind != "bands" or any("at_least" in line or "above" in line for line in rule)
    if isinstance(values.get(name), int) and (rising or values[name]):
        found.append({**data, "values": {**values, name: values[name] + (1 if rising else -1)}})
    return [_without_twins(change) for change in found]


def _with_paper(one: Plain, data: Plain, key: str) -> Plain:
    year = data["period"]["to"][-4:]
    wanted = one["documents"][key]
    paper = {
        "id": "moi",
        "kind": wanted["kind"],
        "issued": f"{year}-01-02",
        "received": f"{year}-01-02",
        "issuer": "Sở A",
        "title": "việc",
        "covers": "year",
        "proves": [f"{one['id']}/{key}"],
    }
    return {**data, "documents": [*data["documents"], paper]}


def _without_twins(data: Plain) -> Plain:
    values = {name: value for name, value in data["values"].items() if not name.endswith("_twin")}
    return {**data, "values": values}


@given(sheets())
def test_more_good_evidence_never_lowers_a_score(drawn: tuple[Drawing, Plain, ScoreSheet]) -> None:
    drawing, data, sheet = drawn
    program = drawing.world.program()
    for one in drawing.world.components:
        before = sheet.component(one["id"])
        for change in better(drawing, one, data):
            after = scored(program, change, sheet.on).component(one["id"])
            assert before is not None
            assert after is not None
            assert after.points >= before.points, change


# Time.


@given(worlds(), st.data())
def test_time_only_closes(drawing: Drawing, data: st.DataObject) -> None:
    """As days go by nothing is earned, what is open gets lost, and figures are lost only after the deadline."""
    handed_in, _ = data.draw(submissions(drawing))
    program = drawing.world.program()
    year = int(handed_in["period"]["to"][-4:])
    days = [dt.date(year, 2, 1), dt.date(year, 12, 4), dt.date(year, 12, 5), dt.date(year + 1, 2, 1)]
    sheets = [scored(program, handed_in, day) for day in days]
    for earlier, later in pairwise(sheets):
        for before, after in zip(earlier.components, later.components, strict=True):
            assert after.points <= before.points
            assert after.lost >= before.lost or is_periodic(before)
    for sheet in sheets[:2]:
        causes = {loss.cause for one in sheet.components for loss in one.losses}
        assert not causes & {Cause.NO_DATA, Cause.INCONSISTENT_DATA}
    for sheet in sheets[2:]:
        assert all(one.state is not State.MISSING for one in sheet.components)


def is_periodic(one: ComponentResult) -> bool:
    """Whether reports of single periods are asked for: one that falls due may be explained, and points are open."""
    return any(wanted.due and wanted.due.each for wanted in one.placed.component.documents.values())


# Everything proven.


def best_values(drawing: Drawing, one: Plain) -> Plain:
    """Figures and answers that earn everything."""
    ((kind, rule),) = one["rule"].items()
    if kind == "yes_no":
        return {rule["answer"]: True}
    if kind == "choice":
        return {rule["answer"]: max(rule["levels"], key=lambda level: level.get("points", ZERO))["option"]}
    if kind == "checklist":
        return {item["item"]: True for item in rule if "item" in item}
    if kind == "deadline":
        return {}
    falling = kind == "bands" and not any("at_least" in line or "above" in line for line in rule)
    form, number = drawing.forms[one["id"]], one["id"].split(".")[1]
    if form in ("rate", "amount"):
        name, best = {"rate": ("t.r", "500%"), "amount": ("t.m", 10_000)}[form]
        return {f"{name}{number}": ("0%" if form == "rate" else 0) if falling else best}
    whole = {"share": 0, "difference": 0, "larger": 0}.get(form, 1)
    part = 0 if falling else 10_000
    return {f"t.n{number}": part, f"t.d{number}": whole or int(falling and form == "share")}


@given(worlds())
def test_a_fully_proven_submission_gets_every_point(drawing: Drawing) -> None:
    data: Plain = {"values": {}, "documents": [], "period": {"to": "31/12/2019"}}
    members = [one for one in drawing.world.components if drawing.forms.get(one["id"]) != "share"]
    for one in drawing.world.components:
        data["values"] |= best_values(drawing, one)
        for key, wanted in one.get("documents", {}).items():
            data = _with_paper(one, data, key)
            data["documents"][-1]["id"] = f"tl-{one['id']}-{key}"
            if "when" in wanted:
                data["values"][wanted["when"]["measure"]] = 1
    names = {item["id"] for item in drawing.world.indicators}
    values = {name: value for name, value in data["values"].items() if name in names}
    sheet = scored(drawing.world.program(), submission(values, data["documents"]))
    for plain in members:
        result = sheet.component(plain["id"])
        assert result is not None
        assert (result.points, result.next) == (result.max_points, None), result.why
    if len(members) == len(sheet.components):
        assert sheet.totals.index == sheet.totals.index_if_open_gained == Decimal("100.00")
