"""The lost-points list: everything lost or open is on it once, in the promised order, in the right group."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from par_engine.lost_points.rows import Group, Row, lost_points
from par_engine.lost_points.totals import totals_of
from par_engine.scoring.result import ScoreSheet, State
from tests.scoring.drawing import Drawing
from tests.scoring.samples import bands, report, world
from tests.scoring.test_laws import sheets
from tests.scoring.world import Plain, component, scored, submission

ZERO = Decimal("0.00")
BEFORE, AFTER = dt.date(2019, 12, 4), dt.date(2019, 12, 5)
"""The deadline of the samples, and the day after."""


@given(sheets())
def test_rows_sum_to_what_is_lost_and_open(drawn: tuple[Drawing, Plain, ScoreSheet]) -> None:
    _, _, sheet = drawn
    rows = lost_points(sheet)
    lost, still_open = (_by(rows, lambda row: row.id, scored=which) for which in (True, False))
    for one in sheet.components:
        assert (lost[one.id], still_open[one.id]) == (one.lost, one.open)
        losses = [(loss.points, loss.cause, loss.why) for loss in one.losses]
        assert losses == [
            (row.points, row.cause, row.why) for row in _in_order(rows, one.id) if row.state is State.SCORED
        ]
    for area in sheet.areas:
        together = _by(rows, lambda row: row.area, scored=True), _by(rows, lambda row: row.area, scored=False)
        assert tuple(each[area.id] for each in together) == (area.totals.lost, area.totals.open)
    assert all(row.points > 0 for row in rows)


def _by(rows: Sequence[Row], key: Callable[[Row], str], *, scored: bool) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        if (row.state is State.SCORED) is scored:
            found[key(row)] += row.points
    return found


def _in_order(rows: Sequence[Row], component_id: str) -> list[Row]:
    """The rows of a component in the order of its decisions."""
    own = [row for row in rows if row.id == component_id]
    return sorted(own, key=lambda row: [one is row.block for one in row.row.blocks].index(True))


@given(sheets())
def test_totals_are_sums_of_the_rows(drawn: tuple[Drawing, Plain, ScoreSheet]) -> None:
    _, _, sheet = drawn
    rows = lost_points(sheet)
    totals = totals_of(rows, ZERO)
    assert (totals.lost, totals.open) == (sheet.totals.lost, sheet.totals.open)
    assert sum(totals.by_area.values(), ZERO) == totals.lost + totals.open
    assert sum(totals.by_group.values(), ZERO) == totals.lost + totals.open
    assert sum(totals.by_cause.values(), ZERO) == totals.lost
    assert list(totals.by_group) == [group.value for group in Group]


@given(sheets())
def test_order_is_group_then_gain_for_effort_then_gain_then_set(drawn: tuple[Drawing, Plain, ScoreSheet]) -> None:
    _, _, sheet = drawn
    groups = ["to_do", "mendable_now", "mendable_next_year", "other_agency", "not_ours"]

    def place(row: Row) -> tuple[Any, ...]:
        gain = row.next.gain if row.next else ZERO
        effort = row.remedy.effort if row.remedy else 5
        return (groups.index(row.group.value), -Fraction(gain) / effort, -gain, row.row.placed.order)

    for earlier, later in pairwise(lost_points(sheet)):
        assert place(earlier) <= place(later)


def test_less_effort_comes_first_for_the_same_gain() -> None:
    efforts = {"1.1": 5, "1.2": 1, "1.3": 3}
    members = [
        component(name, {"yes_no": {"answer": "t.yes"}}, remedy={"action": "làm", "owner": "ai", "effort": effort})
        for name, effort in efforts.items()
    ]
    rows = lost_points(scored(world(*members).program(), submission({"t.yes": False})))
    assert [row.id for row in rows] == ["1.2", "1.3", "1.1"]


# Groups.


def groups(one: Plain, values: Plain, on: dt.date, documents: Sequence[Plain] = (), **settings: Any) -> list[str]:
    """The groups of the rows of one component."""
    return [row.group.value for row in rows_of(one, values, on, documents, **settings)]


def rows_of(one: Plain, values: Plain, on: dt.date, documents: Sequence[Plain] = (), **settings: Any) -> list[Row]:
    """The rows of one component."""
    small = world(one, **settings)
    for item in small.indicators:
        item.update({"supplied_by": SUPPLIERS[item["id"]]} if item["id"] in SUPPLIERS and settings else {})
    return lost_points(scored(small.program(), submission(values, documents), on))


SUPPLIERS = {"t.n": "so-b", "t.d": "phong-a"}
AGENCIES: Plain = {
    "so-a": {"name": "Sở A", "unit_kind": "so"},
    "phong-a": {"name": "Phòng của sở A", "unit_kind": "so", "parent": "so-a"},
    "so-b": {"name": "Sở B", "unit_kind": "so"},
}


@pytest.mark.parametrize(
    ("values", "before", "after"),
    [
        ({"t.n": 90, "t.d": 100}, "mendable_now", "mendable_next_year"),
        ({"t.n": 90}, "to_do", "mendable_next_year"),
        ({"t.n": 1, "t.n_twin": 2, "t.d": 3}, "to_do", "mendable_next_year"),
    ],
)
def test_the_deadline_ends_what_can_be_mended(values: Plain, before: str, after: str) -> None:
    papers = [report("1.1")]
    assert groups(bands(), values, BEFORE, papers) == [before]
    assert groups(bands(), values, AFTER, papers) == [after]


def test_an_explanation_leaves_points_to_be_decided_even_after_the_deadline() -> None:
    data = submission({"t.n": 90, "t.d": 100}, explanations={"1.1": "đang in"})
    (row,) = lost_points(scored(world(bands()).program(), data, AFTER))
    assert (row.group, row.state, row.points) == (Group.TO_DO, State.UNPROVEN, Decimal("3.00"))


def test_a_late_document_cannot_be_mended_this_year() -> None:
    steps = [{"at_most": 0, "points": 1}, {"otherwise": True, "points": 0}]
    wanted: Plain = {"plan": {"kind": "ke_hoach", "about": "việc", "due": {"by": "31/03"}}}
    one = component("1.1", {"deadline": {"document": "plan", "bands": steps}}, documents=wanted)
    paper: Plain = {"id": "kh", "kind": "ke_hoach", "issued": "2019-04-01", "proves": ["1.1"]}
    (row,) = rows_of(one, {}, BEFORE, [paper])
    assert (row.group, row.due) == (Group.MENDABLE_NEXT_YEAR, None)
    assert "chậm 1 ngày" in row.why


@pytest.mark.parametrize(
    ("values", "group", "owner"),
    [({"t.d": 100}, "other_agency", "Sở B"), ({"t.n": 90}, "to_do", "van-phong"), ({}, "other_agency", "Sở B")],
)
def test_a_figure_of_another_agency_waits_for_it(values: Plain, group: str, owner: str) -> None:
    """`t.n` comes from another department, `t.d` from an office of our own."""
    (row,) = rows_of(bands(), values, BEFORE, [report("1.1")], agencies=AGENCIES)
    assert (row.group.value, row.owner) == (group, owner)


@pytest.mark.parametrize(
    ("by", "group"), [("so-b", "other_agency"), ("phong-a", "mendable_now"), ("so-a", "mendable_now")]
)
def test_a_document_of_another_agency_waits_for_it(by: str, group: str) -> None:
    wanted = {"report": {"kind": "bao_cao", "about": "việc", "by": by}}
    one = component("1.1", {"yes_no": {"answer": "t.yes"}}, documents=wanted)
    assert groups(one, {"t.yes": True}, BEFORE, agencies=AGENCIES) == [group]


def test_the_owner_is_named_in_full_where_it_is_an_agency() -> None:
    remedy = {"action": "làm", "owner": "so-b", "effort": 1}
    one = component("1.1", {"yes_no": {"answer": "t.yes"}}, remedy=remedy)
    (row,) = rows_of(one, {"t.yes": False}, BEFORE, agencies=AGENCIES)
    assert row.owner == "Sở B"


def test_a_row_is_due_with_its_document_else_with_the_deadline() -> None:
    wanted = {"report": {"kind": "bao_cao", "about": "việc", "due": {"by": "30/09"}}}
    one = component("1.1", {"yes_no": {"answer": "t.yes"}}, documents=wanted)
    (early,) = rows_of(one, {"t.yes": True}, dt.date(2019, 9, 1))
    (late,) = rows_of(one, {"t.yes": True}, dt.date(2019, 10, 1))
    (closed,) = rows_of(one, {"t.yes": True}, AFTER)
    assert [row.due for row in (early, late, closed)] == [dt.date(2019, 9, 30), BEFORE, None]
