"""Totals of areas and sheets: the index and its rounding, empty sheets, maxima by unit kind, claims, assumptions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from par_engine.numbers import Rounding, rounded, rounded_ratio
from par_engine.scoring.result import ScoreSheet, State
from par_engine.scoring.totals import by_source
from tests.scoring.samples import world
from tests.scoring.world import Plain, World, component, scored, submission

EXEMPT: list[Plain] = [{"agency": "so-a", "components": ["1.1"], "reason": "được miễn"}]
AGENCIES: Plain = {"so-a": {"name": "Sở A", "unit_kind": "so"}}


def answered(points: dict[str, str], yes: list[str], **settings: Any) -> ScoreSheet:
    """Components of so many points, with those named answered yes."""
    members = [
        component(name, {"yes_no": {"answer": f"t.y{name[2:]}"}}, Decimal(most)) for name, most in points.items()
    ]
    small = World([members], [_yes(name) for name in points], [], settings)
    return scored(small.program(), submission({f"t.y{name[2:]}": name in yes for name in points}))


def _yes(name: str) -> Plain:
    return {"id": f"t.y{name[2:]}", "title": name, "definition": "có hay không", "type": "yes_no"}


@pytest.mark.parametrize(
    ("rule", "index"),
    [
        ({}, "66.67"),
        ({"decimals": 2, "rounding": "down"}, "66.66"),
        ({"decimals": 1}, "66.7"),
        ({"decimals": 0, "rounding": "down"}, "66"),
        ({"decimals": 4}, "66.6667"),
    ],
)
def test_the_index_is_rounded_by_its_own_rule(rule: Plain, index: str) -> None:
    sheet = answered({"1.1": "2", "1.2": "1"}, ["1.1"], index=rule)
    assert str(sheet.totals.index) == index
    assert str(sheet.areas[0].totals.index) == index


def test_half_of_the_last_digit_is_rounded_up() -> None:
    """1 ÷ 800 is 0,125 %."""
    assert str(answered({"1.1": "1", "1.2": "799"}, ["1.1"]).totals.index) == "0.13"


def test_what_does_not_apply_is_outside_the_index() -> None:
    sheet = answered({"1.1": "2", "1.2": "1"}, ["1.2"], exemptions=EXEMPT, agencies=AGENCIES)
    totals = sheet.totals
    assert [str(each) for each in (totals.points, totals.applicable_max, totals.max_points)] == ["1.00", "1.00", "3.00"]
    assert str(totals.index) == "100.00"
    assert [one.state for one in sheet.components] == [State.NOT_APPLICABLE, State.SCORED]
    assert (sheet.components[0].why, str(sheet.components[0].lost)) == ("Được miễn.", "0.00")


def test_a_sheet_where_nothing_applies_has_no_index() -> None:
    sheet = answered({"1.1": "2"}, [], exemptions=EXEMPT, agencies=AGENCIES)
    for totals in (sheet.totals, sheet.areas[0].totals):
        assert (totals.index, totals.index_if_open_gained, totals.assumed_share) == (None, None, None)
        assert str(totals.applicable_max) == "0.00"


def test_points_open_count_for_what_the_index_can_become() -> None:
    members = [component(name, {"yes_no": {"answer": "t.yes"}}) for name in ("1.1", "1.2")]
    members[1]["rule"] = {"yes_no": {"answer": "t.yes_twin"}}
    sheet = scored(world(*members).program(), submission({"t.yes": True}))
    assert (str(sheet.totals.index), str(sheet.totals.index_if_open_gained)) == ("50.00", "100.00")


@pytest.mark.parametrize(("unit_kind", "most", "members"), [("so", "1.50", 2), ("huyen", "3.00", 1)])
def test_maxima_by_unit_kind(unit_kind: str, most: str, members: int) -> None:
    """Zero points for a unit kind leave the component out of its sheet."""
    kinds = world(
        component("1.1", {"yes_no": {"answer": "t.yes"}}, {"so": 1, "huyen": 3}),
        component("1.2", {"yes_no": {"answer": "t.yes"}}, {"so": Decimal("0.5"), "huyen": 0}),
    )
    sheet = scored(kinds.program(unit_kind), submission({"t.yes": True}, unit_kind=unit_kind))
    assert len(sheet.components) == members
    assert str(sheet.totals.points) == str(sheet.totals.max_points) == most
    (area,) = sheet.areas
    assert (area.id, area.code, area.title, str(area.totals.max_points)) == ("a0", "1", "Lĩnh vực 0", most)
    assert {source.value: str(totals.max_points) for source, totals in by_source(sheet).items()} == {"self": most}


def test_components_for_named_unit_kinds_and_agencies() -> None:
    kinds = world(
        component("1.1", {"yes_no": {"answer": "t.yes"}}, applies_to={"unit_kinds": ["huyen"]}),
        component("1.2", {"yes_no": {"answer": "t.yes"}}, applies_to={"agencies": ["van-phong"]}),
        component("1.3", {"yes_no": {"answer": "t.yes"}}),
    )

    def ids(**more: Any) -> list[str]:
        data = submission({"t.yes": True}, **more)
        return [one.id for one in scored(kinds.program(data["unit_kind"]), data).components]

    assert ids() == ["1.3"]
    assert ids(unit_kind="huyen") == ["1.1", "1.3"]
    assert ids(agency={"id": "van-phong", "name": "Văn phòng"}) == ["1.2", "1.3"]


def test_claims_default_to_what_is_computed() -> None:
    members = [component(name, {"yes_no": {"answer": "t.yes"}}) for name in ("1.1", "1.2")]
    data = submission({"t.yes": True}, claims={"1.1": {"points": Decimal("0.5"), "reason": "còn thiếu"}})
    totals = scored(world(*members).program(), data).totals
    assert (str(totals.claimed), str(totals.points)) == ("1.50", "2.00")


def test_the_share_of_points_that_rest_on_assumptions() -> None:
    members = [component(name, {"yes_no": {"answer": "t.yes"}}, most) for name, most in (("1.1", 1), ("1.2", 3))]
    members[1]["provenance"] = {"structure": "assumption", "points": "derived"}
    assert str(scored(world(*members).program(), submission()).totals.assumed_share) == "25.00"


@pytest.mark.parametrize(
    ("top", "bottom", "half_up", "down"),
    [
        (1, 8, "0.13", "0.12"),
        (-1, 8, "-0.13", "-0.12"),
        (2, 3, "0.67", "0.66"),
        (1_249_999, 10**7, "0.12", "0.12"),
        (12, 4, "3.00", "3.00"),
        (0, 7, "0.00", "0.00"),
    ],
)
def test_rounding_of_quotients(top: int, bottom: int, half_up: str, down: str) -> None:
    assert str(rounded_ratio(top, bottom, 2)) == half_up
    assert str(rounded_ratio(7 * top, 7 * bottom, 2, Rounding.DOWN)) == down


def test_a_component_is_rounded_once_not_item_by_item() -> None:
    """Three items of 0,1225: together 0,3675 → 0,37, although each alone would print 0,12."""
    items = [{"item": f"t.y{n}", "points": Decimal("0.1225")} for n in range(1, 4)]
    items.append({"item": "t.y4", "points": Decimal("0.1325")})
    small = World([[component("1.1", {"checklist": items}, Decimal("0.5"))]], [_yes(f"1.{n}") for n in range(1, 5)])
    sheet = scored(small.program(), submission({"t.y1": True, "t.y2": True, "t.y3": True, "t.y4": False}))
    (one,) = sheet.components
    assert (str(one.points), str(one.lost), [str(loss.points) for loss in one.losses]) == ("0.37", "0.13", ["0.13"])


def test_nothing_is_lost_by_rounding_alone() -> None:
    """0,0025 earned and 0,0075 open, cut to two decimals: the rest is open, not lost."""
    items = [{"item": "t.y1", "points": Decimal("0.0025")}, {"item": "t.y2", "points": Decimal("0.0075")}]
    small = World(
        [[component("1.1", {"checklist": items}, Decimal("0.01"))]],
        [_yes("1.1"), _yes("1.2")],
        [],
        {"rounding": "down"},
    )
    (one,) = scored(small.program(), submission({"t.y1": True})).components
    assert [str(each) for each in (one.points, one.open, one.lost)] == ["0.00", "0.01", "0.00"]


def test_rounded_is_the_same_for_fractions() -> None:
    assert rounded(Fraction(1, 8), 2) == rounded_ratio(2, 16, 2)
