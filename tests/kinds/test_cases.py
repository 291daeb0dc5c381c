"""`cases`: the first case that holds decides; a condition that nobody knows blocks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.kinds.one import AFTER, brief, component, problems, result
from tests.scoring.samples import PLAN, REPORT, plan, report
from tests.scoring.world import Plain

BANDS = {"bands": [{"at_least": "80%", "points": 1}, {"otherwise": True, "points": 0}]}
NONE: Plain = {"when": {"measure": "t.d", "at_most": 0}, "not_applicable": "không có tồn tại"}
FEW: Plain = {"when": {"measure": "t.d", "at_most": 5}, "points": Decimal("0.5"), "because": "ít việc"}
REST: Plain = {"otherwise": True, "rule": BANDS, "measure": "t.n / t.d"}


def cases(*rows: Plain, **more: object) -> Plain:
    """A component of 1 point."""
    return component("1.1", {"cases": list(rows)}, **more)


ALL = cases(NONE, FEW, REST, when_denominator_zero="zero")


@pytest.mark.parametrize(
    ("done", "found", "wanted"),
    [
        (0, 0, ("not_applicable", "0.00", "0.00", [])),
        (0, 1, ("scored", "0.50", "0.00", ["not_done"])),
        (0, 5, ("scored", "0.50", "0.00", ["not_done"])),
        (4, 6, ("scored", "0.00", "0.00", ["below_threshold"])),
        (8, 10, ("scored", "1.00", "0.00", [])),
        (79, 100, ("scored", "0.00", "0.00", ["below_threshold"])),
    ],
)
def test_the_first_that_holds(done: int, found: int, wanted: tuple[str, str, str, list[str]]) -> None:
    one = result(ALL, {"t.n": done, "t.d": found})
    assert brief(one) == wanted
    assert one.points + one.lost + one.open == one.applicable_max


def test_a_later_case_is_not_asked() -> None:
    """The figures of the other cases may be missing."""
    assert brief(result(ALL, {"t.d": 3}))[:2] == ("scored", "0.50")
    assert brief(result(ALL, {"t.d": 30})) == ("missing", "0.00", "1.00", [])


def test_an_unknown_condition_blocks() -> None:
    for values in ({}, {"t.n": 8}):
        assert brief(result(ALL, values)) == ("missing", "0.00", "1.00", [])
        assert brief(result(ALL, values, on=AFTER)) == ("scored", "0.00", "0.00", ["no_data"])
    first = {"when": {"measure": "t.n", "above": 0}, "points": 1}
    assert brief(result(cases(first, REST, when_denominator_zero="zero"), {"t.d": 10}))[0] == "missing"
    contradicted = {"t.n": 1, "t.n_twin": 2, "t.d": 10}
    assert brief(result(cases(first, REST, when_denominator_zero="zero"), contradicted, on=AFTER))[3] == [
        "inconsistent_data"
    ]


def test_a_condition_that_is_not_reached_does_not_block() -> None:
    late = {"when": {"measure": "t.n", "above": 0}, "points": Decimal("0.25")}
    assert brief(result(cases(FEW, late, REST, when_denominator_zero="zero"), {"t.d": 5}))[:2] == ("scored", "0.50")


def test_nothing_to_divide_by_inside_a_case() -> None:
    one = cases({"when": {"measure": "t.d", "above": 9}, "points": 1}, REST, when_denominator_zero="not_applicable")
    assert brief(result(one, {"t.n": 0, "t.d": 0}))[0] == "not_applicable"


def test_documents_of_one_case_are_no_gate_of_another() -> None:
    lines = [{"at_most": 0, "points": 1}, {"otherwise": True, "points": 0}]
    planned: Plain = {
        "when": {"measure": "t.d", "at_most": 0},
        "rule": {"deadline": {"document": "plan", "bands": lines}},
    }
    one = cases(planned, REST, when_denominator_zero="zero", documents=PLAN | REPORT)
    values = {"t.n": 8, "t.d": 10}
    assert brief(result(one, values, [report("1.1")], on=AFTER))[:2] == ("scored", "1.00")
    assert brief(result(one, values, [plan("1.1")], on=AFTER))[3] == ["no_document"]
    assert brief(result(one, {"t.d": 0}, [plan("1.1")], on=AFTER))[:2] == ("scored", "1.00")
    assert brief(result(one, {"t.d": 0}, [plan("1.1", issued="2019-04-01")], on=AFTER))[3] == ["late"]


def test_figures_that_are_due_later_are_not_due() -> None:
    one = cases(NONE, REST, when_denominator_zero="zero", due={"by": "30/11"})
    assert brief(result(one, on=dt.date(2019, 11, 30)))[0] == "not_due"
    assert brief(result(one, on=dt.date(2019, 12, 1)))[0] == "missing"


def test_the_reasons_are_those_of_the_case() -> None:
    found = result(ALL, {"t.n": 0, "t.d": 3})
    assert "Ít việc" in found.why
    exempt = result(ALL, {"t.n": 0, "t.d": 0})
    assert exempt.exemption is not None
    assert exempt.exemption.reason == "không có tồn tại"


def test_advice_stays_in_its_case() -> None:
    """One more found would be enough for the rate of another case; the advice does not go there."""
    found = result(ALL, {"t.n": 4, "t.d": 6})
    assert found.next is not None
    assert [need.subject for way in found.next.ways for need in way.needs] == ["t.n"]


def test_reason_and_advice_of_the_first_case() -> None:
    some = {"measure": "t.d", "above": 0}
    rest = {"otherwise": True, "rule": BANDS, "measure": "t.n / t.d"}
    deducted = {"when": some, "rule": {"deduct": {"each": Decimal("0.25")}}, "measure": "t.n"}
    found = result(cases(deducted, rest, when_denominator_zero="zero"), {"t.n": 2, "t.d": 6})
    assert found.why == "Có 2 trường hợp, mỗi trường hợp trừ 0,25, trừ 0,5 điểm."
    assert found.next is not None
    assert (found.next.gain, found.next.gain_full) == (Decimal("0.25"), Decimal("0.50"))
    assert [need.change for way in found.next.ways for need in way.needs] == [-1]
    given = cases({"when": some, "points": Decimal("0.5")}, rest, when_denominator_zero="zero")
    assert result(given, {"t.d": 6}).why == "Trường hợp 1: 0,5 điểm."


def test_slips() -> None:
    assert "otherwise phải đứng cuối" in problems(cases(NONE, FEW))
    assert "otherwise phải đứng cuối" in problems(cases({"otherwise": True, "points": 1}, FEW))
    divided = {"when": {"measure": "t.n / t.d", "above": 0}, "points": 1}
    assert "điều kiện không được có phép chia" in problems(cases(divided, {"otherwise": True, "points": 0}))
    bare = {"when": {"measure": "t.n"}, "points": 1}
    assert "điều kiện chưa có cận" in problems(cases(bare, {"otherwise": True, "points": 0}))
    much = {"when": {"measure": "t.n", "above": 0}, "points": 2}
    assert "2 điểm, lớn hơn tối đa 1" in problems(cases(much, {"otherwise": True, "points": 0}))
    own = cases(NONE, {"otherwise": True, "rule": BANDS})
    assert "luật bands cần “measure”" in problems(own)
