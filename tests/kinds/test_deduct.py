"""`deduct`: the maximum less so much for each, down to a floor that may lie below 0."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.kinds.one import AFTER, brief, component, problems, result
from tests.scoring.world import Plain


def deduct(each: str, floor: object = None, most: object = 1) -> Plain:
    """Counts t.n."""
    rule: Plain = {"each": Decimal(each)} | ({} if floor is None else {"floor": floor})
    return component("1.1", {"deduct": rule}, most, measure="t.n")


@pytest.mark.parametrize(
    ("each", "floor", "count", "points"),
    [
        ("0.25", None, 0, "1.00"),
        ("0.25", None, 1, "0.75"),
        ("0.25", None, 3, "0.25"),
        ("0.25", None, 4, "0.00"),
        ("0.25", None, 400, "0.00"),
        ("0.3", None, 3, "0.10"),
        ("0.3", None, 4, "0.00"),  # not below 0, though 4 × 0,3 is more than 1
        ("0.5", -1, 3, "-0.50"),
        ("0.5", -1, 4, "-1.00"),
        ("0.5", -1, 5, "-1.00"),
        ("0.3", -1, 6, "-0.80"),
        ("0.3", -1, 7, "-1.00"),
        ("0.25", Decimal("0.5"), 2, "0.50"),
        ("0.25", Decimal("0.5"), 3, "0.50"),
    ],
)
def test_every_edge(each: str, floor: object, count: int, points: str) -> None:
    found = result(deduct(each, floor), {"t.n": count})
    assert str(found.points) == points
    assert found.points + found.lost + found.open == found.applicable_max == 1
    assert [loss.cause.value for loss in found.losses] == (["deducted"] if count else [])
    assert sum(loss.points for loss in found.losses) == found.lost


def test_less_than_nothing_counts_as_nothing() -> None:
    one = component("1.1", {"deduct": {"each": Decimal("0.25")}}, measure="t.n - t.d")
    assert brief(result(one, {"t.n": 1, "t.d": 3}))[:2] == ("scored", "1.00")


def test_missing_before_and_after_the_deadline() -> None:
    assert brief(result(deduct("0.25", -1))) == ("missing", "0.00", "1.00", [])
    assert brief(result(deduct("0.25", -1), on=AFTER)) == ("scored", "0.00", "0.00", ["no_data"])


def test_the_advice_is_one_less_then_none() -> None:
    found = result(deduct("0.25"), {"t.n": 6})
    assert found.next is not None
    assert (found.next.gain, found.next.gain_full) == (Decimal("0.25"), Decimal("1.00"))
    (way,) = found.next.ways
    assert way.needs[0].change == -3
    assert found.why == "Có 6 trường hợp, mỗi trường hợp trừ 0,25, trừ 1 điểm."


def test_words_and_slips() -> None:
    found = result(deduct("0.25", -1), {"t.n": 0})
    rule = found.placed.component.rule
    part = found.decided[0].asked.compiled.part
    assert rule.sentence(part) == "1 điểm, mỗi trường hợp trừ 0,25 điểm, thấp nhất -1 điểm."
    assert "mỗi trường hợp trừ 0 điểm" in problems(deduct("0"))
    assert "floor là 1 trong khi tối đa là 1" in problems(deduct("0.25", 1))
    assert problems(deduct("0.25", Decimal("0.9"))) == ""
    rate = component("1.1", {"deduct": {"each": 1}}, measure="t.n / t.d", when_denominator_zero="full")
    assert "đếm số nguyên" in problems(rate)
