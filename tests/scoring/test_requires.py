"""`requires`: what has to be reached first; in passes, never in a circle."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from par_engine.scoring.result import ComponentResult
from par_engine.scoring.score import score
from tests.scoring.samples import world
from tests.scoring.world import Plain, component, evidence, indicator, problems_of, scored, submission

SCALE = [{"at_least": 9, "points": 2}, {"at_least": 5, "points": 1}, {"otherwise": True, "points": 0}]
FIRST = component("1.1", {"bands": SCALE}, 2, measure="t.n")


def then(number: str, requires: object, answer: str = "t.yes", **more: object) -> Plain:
    """An answer that something else has to come before."""
    return component(number, {"yes_no": {"answer": answer}}, requires=requires, **more)


def both(*members: Plain, values: Plain, **settings: Any) -> list[ComponentResult]:
    """Scored together."""
    small = world(*members, **{name: setting for name, setting in settings.items() if name == "exemptions"})
    more = {name: setting for name, setting in settings.items() if name != "exemptions"}
    program, on = small.program(), dt.date(2019, 11, 1)
    sheet, fast = (scored(program, submission(values, **more), on, fast=fast) for fast in (False, True))
    assert [one.mark for one in sheet.components] == [one.mark for one in fast.components]
    return list(sheet.components)


@pytest.mark.parametrize(
    ("number", "least", "state", "points", "cause"),
    [
        (9, None, "scored", "1.00", None),
        (5, None, "scored", "1.00", None),
        (4, None, "scored", "0.00", "prerequisite_failed"),
        (9, 2, "scored", "1.00", None),
        (5, 2, "scored", "0.00", "prerequisite_failed"),
        (5, Decimal("1.01"), "scored", "0.00", "prerequisite_failed"),
        (5, 1, "scored", "1.00", None),
        (4, 0, "scored", "1.00", None),
        (None, None, "missing", "0.00", None),
        (None, 0, "scored", "1.00", None),
    ],
)
def test_reached_failed_unknown(number: int | None, least: object, state: str, points: str, cause: str | None) -> None:
    wanted = {"component": "1.1"} | ({} if least is None else {"at_least": least})
    values = {"t.yes": True} | ({} if number is None else {"t.n": number})
    _, one = both(FIRST, then("1.2", wanted), values=values)
    assert (one.state.value, str(one.points)) == (state, points)
    assert [loss.cause.value for loss in one.losses] == ([cause] if cause else [])


def test_it_may_stand_before_what_it_requires() -> None:
    one, _ = both(then("1.0", {"component": "1.1"}), FIRST, values={"t.yes": True, "t.n": 4})
    assert one.losses[0].cause.value == "prerequisite_failed"


def test_partly_open_is_unknown_until_enough_is_lost() -> None:
    """Points and open points together could still reach it."""
    items = [{"item": "t.a", "points": Decimal("0.5")}, {"item": "t.b", "points": Decimal("0.5")}]
    first = component("1.1", {"checklist": items})
    small = world(first, then("1.2", {"component": "1.1", "at_least": Decimal("0.75")}))
    small.indicators += [indicator("t.a", "yes_no"), indicator("t.b", "yes_no")]
    program = small.program()
    states = {}
    for name, values in {
        "open": {"t.a": True},
        "failed": {"t.a": False},
        "reached": {"t.a": True, "t.b": True},
    }.items():
        states[name] = scored(program, submission(values | {"t.yes": True})).components[1].mark
    assert (states["open"].state.value, str(states["open"].open)) == ("missing", "1.00")
    assert (states["failed"].state.value, str(states["failed"].points)) == ("scored", "0.00")
    assert str(states["reached"].points) == "1.00"


def test_what_does_not_apply_passes() -> None:
    exempt = [{"trait": "mien", "components": ["1.1"], "reason": "được miễn"}]
    agency = {"id": "so-a", "name": "Sở A", "traits": ["mien"]}
    first, one = both(
        FIRST, then("1.2", {"component": "1.1"}), values={"t.yes": True}, exemptions=exempt, agency=agency
    )
    assert (first.state.value, str(one.points)) == ("not_applicable", "1.00")


def test_what_is_not_in_the_sheet_passes() -> None:
    elsewhere = {**FIRST, "applies_to": {"unit_kinds": ["huyen"]}}
    (one,) = both(elsewhere, then("1.2", {"component": "1.1"}), values={"t.yes": True})
    assert str(one.points) == "1.00"


def test_a_chain_of_three() -> None:
    chain = [
        then("1.4", {"component": "1.3"}),
        then("1.3", {"component": "1.2"}),
        then("1.2", {"component": "1.1"}),
        FIRST,
    ]
    for number, points in ((9, ["1.00"] * 3), (4, ["0.00"] * 3)):
        assert [str(one.points) for one in both(*chain, values={"t.yes": True, "t.n": number})[:3]] == points
    open_ones = both(*chain, values={"t.yes": True})
    assert [one.state.value for one in open_ones] == ["missing"] * 4


def test_several_at_once_the_worst_counts() -> None:
    wanted = [{"component": "1.1"}, {"component": "1.2"}]
    second = component("1.2", {"yes_no": {"answer": "t.yes"}})
    failed = ["prerequisite_failed"]
    rows: list[tuple[Plain, list[str]]] = [({"t.n": 4}, failed), ({"t.n": 9, "t.yes": False}, failed), ({"t.n": 9}, [])]
    for values, cause in rows:
        third = both(FIRST, second, then("1.3", wanted), values=values)[2]
        assert [loss.cause.value for loss in third.losses] == cause
    assert both(FIRST, second, then("1.3", wanted), values={"t.n": 9})[2].state.value == "missing"


def test_one_component_alone_takes_what_it_requires_along() -> None:
    other = component("1.3", {"yes_no": {"answer": "t.yes"}})
    program = world(FIRST, then("1.2", {"component": "1.1"}), other).program()
    sheet = score(program, evidence(program, submission({"t.n": 4, "t.yes": True})), dt.date(2019, 11, 1), only="1.2")
    assert [one.id for one in sheet.components] == ["1.1", "1.2"]
    assert sheet.components[1].losses[0].cause.value == "prerequisite_failed"


@pytest.mark.parametrize(
    ("requires", "words"),
    [
        ({"1.1": "1.1"}, "vòng tròn: 1.1 → 1.1"),
        ({"1.1": "1.2", "1.2": "1.1"}, "vòng tròn: 1.1 → 1.2 → 1.1"),
        ({"1.1": "1.2", "1.2": "1.3", "1.3": "1.1"}, "vòng tròn: 1.1 → 1.2 → 1.3 → 1.1"),
        ({"1.1": "9.9"}, "tiêu chí “9.9” không tồn tại"),
    ],
)
def test_slips(requires: dict[str, str], words: str) -> None:
    wanted: dict[str, Plain] = {name: {"requires": {"component": other}} for name, other in requires.items()}
    rule = {"yes_no": {"answer": "t.yes"}}
    members = [component(name, rule, **wanted.get(name, {})) for name in ("1.1", "1.2", "1.3")]
    assert words in "\n".join(problems_of(world(*members).yardstick()))


def test_more_than_can_be_reached_is_a_slip() -> None:
    found = problems_of(world(FIRST, then("1.2", {"component": "1.1", "at_least": 3})).yardstick())
    assert "nhiều nhất được 2 điểm, không thể đạt 3" in "\n".join(found)
