"""`all_of` and `any_of` in a checklist: met, lost, open, mixed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.kinds.one import AFTER, brief, component, problems, result
from tests.scoring.samples import PLAN, REPORT, plan
from tests.scoring.world import Plain, indicator

EXTRA = [indicator("t.no", "yes_no")]


def group(join: str, *leaves: Plain) -> Plain:
    """A group of half a point beside an answer of the other half."""
    items = [{join: list(leaves), "points": Decimal("0.5")}, {"item": "t.no", "points": Decimal("0.5")}]
    keys = {leaf["document"] for leaf in leaves if "document" in leaf}
    return component("1.1", {"checklist": items}, documents={k: v for k, v in (PLAN | REPORT).items() if k in keys})


ANSWER, PLANNED, REPORTED = {"item": "t.yes"}, {"document": "plan"}, {"document": "report"}
MARCH, APRIL = dt.date(2019, 3, 31), dt.date(2019, 4, 1)
"""The last day of the plan, and the day after."""


@pytest.mark.parametrize(
    ("join", "yes", "planned", "on", "state", "points", "still_open"),
    [
        ("all_of", True, True, APRIL, "scored", "0.50", "0.00"),
        ("all_of", True, False, APRIL, "scored", "0.00", "0.00"),
        ("all_of", False, True, APRIL, "scored", "0.00", "0.00"),
        ("all_of", True, False, MARCH, "not_due", "0.00", "0.50"),
        ("all_of", False, False, MARCH, "scored", "0.00", "0.00"),  # one is lost: the other does not matter
        ("all_of", None, True, APRIL, "missing", "0.00", "0.50"),
        ("all_of", None, False, APRIL, "scored", "0.00", "0.00"),
        ("all_of", None, False, MARCH, "missing", "0.00", "0.50"),
        ("all_of", None, True, AFTER, "scored", "0.00", "0.00"),
        ("any_of", True, False, APRIL, "scored", "0.50", "0.00"),
        ("any_of", False, True, APRIL, "scored", "0.50", "0.00"),
        ("any_of", False, False, APRIL, "scored", "0.00", "0.00"),
        ("any_of", False, False, MARCH, "not_due", "0.00", "0.50"),
        ("any_of", True, False, MARCH, "scored", "0.50", "0.00"),  # met: nothing is waited for
        ("any_of", None, False, APRIL, "missing", "0.00", "0.50"),
        ("any_of", None, False, MARCH, "missing", "0.00", "0.50"),
        ("any_of", None, True, APRIL, "scored", "0.50", "0.00"),
        ("any_of", None, False, AFTER, "scored", "0.00", "0.00"),
    ],
)
def test_every_mixture(
    join: str, yes: bool | None, planned: bool, on: dt.date, state: str, points: str, still_open: str
) -> None:
    values: Plain = {"t.no": False} | ({} if yes is None else {"t.yes": yes})
    found = result(group(join, ANSWER, PLANNED), values, [plan("1.1")] if planned else [], on=on, extra=EXTRA)
    assert brief(found)[:3] == (state, points, still_open)
    assert found.points + found.lost + found.open == found.applicable_max == 1
    assert sum(loss.points for loss in found.losses) == found.lost


def test_a_group_is_one_loss() -> None:
    found = result(group("all_of", ANSWER, PLANNED, REPORTED), {"t.no": True, "t.yes": False}, on=AFTER, extra=EXTRA)
    (loss,) = found.losses
    assert (loss.points, loss.cause.value) == (Decimal("0.50"), "no_document")
    both = result(group("any_of", ANSWER, PLANNED), {"t.no": True, "t.yes": False}, on=AFTER, extra=EXTRA)
    assert "Chưa có mục nào trong nhóm" in both.why


def test_a_late_leaf_does_not_count() -> None:
    late = plan("1.1", issued="2019-04-02")
    for join, points in (("all_of", "0.00"), ("any_of", "0.50")):
        found = result(group(join, ANSWER, PLANNED), {"t.no": False, "t.yes": True}, [late], extra=EXTRA)
        assert str(found.points) == points


def test_ways_of_all_name_everything_that_lacks() -> None:
    """Also what is only open: the promise holds only when all of it is there."""
    one = group("all_of", ANSWER, REPORTED)
    found = result(one, {"t.no": True, "t.yes": False}, extra=EXTRA)
    assert [each.state.value for each in found.decided][:2] == ["scored", "not_due"]
    assert found.next is not None
    (way,) = found.next.ways
    assert {need.subject for need in way.needs} == {"t.yes", "report"}


def test_ways_of_any_are_alternatives() -> None:
    found = result(group("any_of", ANSWER, REPORTED), {"t.no": True, "t.yes": False}, extra=EXTRA)
    assert found.next is not None
    assert [[need.subject for need in way.needs] for way in found.next.ways] == [["t.yes"], ["report"]]
    assert {way.gain for way in found.next.ways} == {Decimal("0.50")}


def test_slips() -> None:
    assert "bị lặp" in problems(group("all_of", ANSWER, ANSWER), extra=EXTRA)
    assert problems(group("any_of", ANSWER, PLANNED), extra=EXTRA) == ""


def test_an_exempt_group_does_not_apply() -> None:
    exempt: Plain = {"applies_to": {"except": [{"agency": "so-a", "reason": "không làm"}]}}
    for join in ("all_of", "any_of"):
        items = [{join: [ANSWER, PLANNED], "points": 1}]
        one = component("1.1", {"checklist": items}, documents=PLAN, **exempt)
        one["applies_to"]["except"][0]["agency"] = "van-phong"
        found = result(one, {"t.yes": True}, agency={"id": "van-phong", "name": "Văn phòng"})
        assert brief(found) == ("not_applicable", "0.00", "0.00", [])
        assert found.applicable_max == 0


def test_what_waits_for_an_explanation_comes_before_what_is_not_due() -> None:
    """The state of a group is the most urgent of those that keep it open."""
    documents = PLAN | REPORT
    for join in ("all_of", "any_of"):
        one = component("1.1", {"checklist": [{join: [PLANNED, REPORTED], "points": 1}]}, documents=documents)
        found = result(one, explanations={"1.1": "đang in"})
        assert [each.state.value for each in found.decided] == ["unproven", "not_due"]
        assert brief(found) == ("unproven", "0.00", "1.00", [])
