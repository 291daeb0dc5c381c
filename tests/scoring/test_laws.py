"""Laws that hold of every score, whatever the set and the evidence."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Cause
from par_engine.lost_points.rows import lost_points
from par_engine.reports.shapes import lost_points_shape, score_shape
from par_engine.scoring.facts import Prerequisite
from par_engine.scoring.program import build_program
from par_engine.scoring.result import ComponentResult, ScoreSheet, State, Totals
from tests.scoring.drawing import TALLIES, Drawing, Measured, leaves_of, submissions, worlds
from tests.scoring.oracle import rules_of
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
        least = min(each.asked.compiled.decision.least for each in one.decided)  # 0, unless a rule says otherwise
        assert least <= one.points <= one.max_points
        assert min(one.lost, one.open) >= ZERO
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
    """The submission with one thing better: a document more, an answer better, a contradiction resolved. Which case
    holds is not touched: another case is another rule."""
    found = [_with_paper(one, data, key) for key in one.get("documents", {})]
    for kind, rule, place in rules_of(one):
        measured = drawing.measures.get(one["id"] if place is None else f"{one['id']}#{place}")
        found += [
            {**data, "values": {**data["values"], **change}} for change in _better_values(kind, rule, measured, data)
        ]
        found += [{**data, "results": change} for change in _better_results(one, kind, rule, data["results"])]
        if measured and measured.form in TALLIES:
            found += _better_members(measured, data, falls=falling(kind, rule))
    return [_without_twins(change) for change in found]


def _better_values(kind: str, rule: Any, measured: Measured | None, data: Plain) -> Iterator[Plain]:
    if kind == "yes_no":
        yield {rule["answer"]: True}
    elif kind == "checklist":
        yield from ({leaf["item"]: True} for item in rule for leaf in leaves_of(item) if "item" in leaf)
    elif kind == "choice":
        yield {rule["answer"]: max(rule["levels"], key=lambda level: level.get("points", ZERO))["option"]}
    elif measured and measured.form not in TALLIES:
        name = f"t.{'r' if measured.form == 'rate' else 'm' if measured.form == 'amount' else 'n'}{measured.mark}"
        number, falls = data["values"].get(name), falling(kind, rule)
        if isinstance(number, int) and (number or not falls):
            yield {name: number + (-1 if falls else 1)}


def _better_members(measured: Measured, data: Plain, *, falls: bool) -> Iterator[Plain]:
    """One unit or month more that meets the condition; one less where less is better."""
    letter, meets, fails = TALLIES[measured.form]
    name, good = f"t.{letter}{measured.mark}", fails if falls else meets
    for month in data["series"].get(name, {}):
        yield {**data, "series": {**data["series"], name: {**data["series"][name], month: good}}}
    for key, unit in data.get("sub_units", {}).items():
        if name in unit["values"]:
            better_unit = {**unit, "values": {**unit["values"], name: good}}
            yield {**data, "sub_units": {**data["sub_units"], key: better_unit}}


def falling(kind: str, rule: Any) -> bool:
    """Whether less is better."""
    return kind == "deduct" or (kind == "bands" and not any("at_least" in line or "above" in line for line in rule))


def _better_results(one: Plain, kind: str, rule: Any, results: Plain) -> Iterator[Plain]:
    """What others found, now the best there is."""
    for row in rule if isinstance(rule, list) else [rule]:
        if kind == "survey":
            yield {**results, "survey": {**results["survey"], row["question"]: best_result(row)}}
        elif kind == "external":
            yield {**results, "external": {**results["external"], row["result"]: best_result(row)}}
        elif kind == "judged":
            yield {**results, "judged": {**results["judged"], one["id"]: one["max_points"]}}


def best_result(row: Plain) -> Any:
    """A result that earns everything."""
    if "levels" in row:
        return max(row["levels"], key=lambda level: level.get("points", ZERO))["option"]
    best = 0 if falling("bands", row.get("bands", [{"at_least": 0}])) else 10_000
    if "question" in row:
        return {"share": str(best)}
    rate = any(str(edge).endswith("%") for line in row.get("bands", [row]) for edge in line.values())
    return f"{min(best, 500)}%" if rate else best


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
            if before.points == 0 and goes_below_zero(before):
                continue  # nothing was known yet, and what comes to light may be deducted
            assert after.points >= before.points, change


def goes_below_zero(one: ComponentResult) -> bool:
    """Whether the rule deducts further than all points."""
    return any(decided.asked.compiled.decision.least < 0 for decided in one.decided)


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
        assert all(one.state is not State.MISSING or waits_for_another(one) for one in sheet.components)


def is_periodic(one: ComponentResult) -> bool:
    """Whether a document is due for every period or event: one that falls due may be explained, and points are open."""
    known, names = one.situation.yardstick.components, [one.id]
    for name in names:  # what it requires decides too
        names += [wanted.component for wanted in known[name].component.requires if wanted.component not in names]
    documents = [wanted for name in names for wanted in known[name].component.documents.values()]
    return any(wanted.due and wanted.due.repeats for wanted in documents)


def waits_for_another(one: ComponentResult) -> bool:
    """Whether it is still open because what it requires is."""
    return any(decided.asked.fact.gates.prerequisite is Prerequisite.UNKNOWN for decided in one.decided)


# Everything proven.


def best_values(drawing: Drawing, one: Plain) -> Plain:
    """Figures and answers that earn everything under every rule, and lead to the first case that can earn it."""
    values: Plain = {}
    for kind, rule, place in rules_of(one):
        measured = drawing.measures.get(one["id"] if place is None else f"{one['id']}#{place}")
        if measured and measured.form not in TALLIES:
            values |= _best_figures(measured, falls=falling(kind, rule))
        else:
            for change in _better_values(kind, rule, None, {}):
                values |= change
    return values


def _best_figures(measured: Measured, *, falls: bool) -> Plain:
    form, mark = measured.form, measured.mark
    if form in ("rate", "amount"):
        name, best = {"rate": ("t.r", "500%"), "amount": ("t.m", 10_000)}[form]
        return {f"{name}{mark}": ("0%" if form == "rate" else 0) if falls else best}
    whole = {"share": 0, "difference": 0, "larger": 0}.get(form, 1)
    part = 0 if falls else 10_000
    return {f"t.n{mark}": part, f"t.d{mark}": whole or int(falls and form == "share")}


def best_members(drawing: Drawing) -> Plain:
    """Units and months that all meet their conditions, or all fail where less is better."""
    units: Plain = {f"xa-{number}": {"name": f"Xã {number}", "values": {}} for number in range(60)}
    series: Plain = {}
    for one in drawing.world.components:
        for kind, rule, place in rules_of(one):
            measured = drawing.measures.get(one["id"] if place is None else f"{one['id']}#{place}")
            if not measured or measured.form not in TALLIES:
                continue
            letter, meets, fails = TALLIES[measured.form]
            name, figure = f"t.{letter}{measured.mark}", fails if falling(kind, rule) else meets
            if letter == "q":
                series[name] = {f"2019-{month:02}": figure for month in range(1, 13)}
            for unit in units.values() if letter == "u" else ():
                unit["values"][name] = figure
    return {"sub_units": units, "series": series}


def best_results(one: Plain) -> Plain:
    """What others find, all of it the best."""
    found: Plain = {"survey": {}, "external": {}, "judged": {}}
    for kind, rule, _ in rules_of(one):
        for results in _better_results(one, kind, rule, {"survey": {}, "external": {}, "judged": {}}):
            for part in found:
                found[part] |= results[part]
    return found


def can_be_full(drawing: Drawing, one: Plain) -> bool:
    """Rules whose figures cannot be anything are left out: a share is never above 100 %; cases have tests by name."""
    measured = drawing.measures.get(one["id"])
    return "cases" not in one["rule"] and not (measured and measured.form == "share")


def reachable(drawing: Drawing) -> set[str]:
    """The components that can be full, and so can all that they require."""
    components = {one["id"]: one for one in drawing.world.components}

    def good(name: str) -> bool:
        wanted = components[name].get("requires", [])
        needed = [each["component"] for each in (wanted if isinstance(wanted, list) else [wanted])]
        return can_be_full(drawing, components[name]) and all(map(good, needed))

    return {name for name in components if good(name)}


@given(worlds())
def test_a_fully_proven_submission_gets_every_point(drawing: Drawing) -> None:
    data: Plain = {"values": {}, "documents": [], "period": {"to": "31/12/2019"}}
    results: Plain = {"survey": {}, "external": {}, "judged": {}}
    for one in drawing.world.components:
        data["values"] |= best_values(drawing, one)
        for part, found in best_results(one).items():
            results[part] |= found
        for key, wanted in one.get("documents", {}).items():
            times = 2 if "periodic" in one["rule"] else 1
            for _ in range(times):
                data = _with_paper(one, data, key)
                data["documents"][-1]["id"] = f"tl-{len(data['documents'])}"
            if "when" in wanted:
                data["values"][wanted["when"]["measure"]] = 1
    names = {item["id"] for item in drawing.world.indicators}
    values = {name: value for name, value in data["values"].items() if name in names}
    sheet = scored(
        drawing.world.program(),
        submission(values, data["documents"], results=results, events={"su-kien": []}, **best_members(drawing)),
    )
    full = reachable(drawing)
    for name in full:
        result = sheet.component(name)
        assert result is not None
        assert (result.points, result.next) == (result.max_points, None), result.why
    if full == {one.id for one in sheet.components}:
        assert sheet.totals.index == sheet.totals.index_if_open_gained == Decimal("100.00")
