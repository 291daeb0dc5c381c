"""Points at every edge and the least step beside it, as a policy officer would work them out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.scoring.samples import REPORT, bands, every_kind, plan, report, world
from tests.scoring.world import Plain, component, scored, submission


def points(one: Plain, values: Plain, **changes: Any) -> str:
    """Points of one component as printed."""
    papers = [report(one["id"]), plan(one["id"], **changes)]
    documents = [paper for paper in papers if paper["proves"][0].partition("/")[2] in one["documents"]]
    result = scored(world(one).program(), submission(values, documents)).component(one["id"])
    assert result is not None
    return str(result.points)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (100, 100, "3.00"),
        (10**12 - 1, 10**12, "2.00"),
        (694191, 694719, "2.00"),  # 99,924 %: the province's own six months of 2020
        (95, 100, "2.00"),
        (949_999_999, 10**9, "1.00"),
        (4, 5, "1.00"),
        (79_999, 100_000, "0.00"),
        (0, 7, "0.00"),
        (8, 7, "3.00"),
    ],
)
def test_bands_of_a_rate(part: int, whole: int, expected: str) -> None:
    assert points(bands(), {"t.n": part, "t.d": whole}) == expected


@pytest.mark.parametrize(
    ("line", "below", "at", "above"),
    [
        ({"at_least": "98%"}, "0.00", "1.00", "1.00"),
        ({"above": "98%"}, "0.00", "0.00", "1.00"),
        ({"at_most": "98%"}, "1.00", "1.00", "0.00"),
        ({"below": "98%"}, "1.00", "0.00", "0.00"),
    ],
)
def test_open_and_closed_bounds(line: Plain, below: str, at: str, above: str) -> None:
    one = bands([{**line, "points": 1}, {"otherwise": True, "points": 0}], 1)
    beside = [points(one, {"t.n": 98 * 10**10 + step, "t.d": 10**12}) for step in (-1, 0, 1)]
    assert beside == [below, at, above]


def test_above_98_per_cent_is_not_decided_by_six_decimals() -> None:
    """704.376 ÷ 718.751 is more than 98 % only in the eighth decimal: rounding first would misjudge it."""
    one = bands([{"above": "98%", "points": 1}, {"otherwise": True, "points": 0}], 1)
    assert points(one, {"t.n": 704_376, "t.d": 718_751}) == "1.00"
    assert points(one, {"t.n": 49, "t.d": 50}) == "0.00"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (599_999, "0.00"),
        (600_000, "1.20"),
        (602_499, "1.20"),
        (602_500, "1.21"),  # 1,205 is half way: up
        (999_999, "2.00"),
        (1_000_000, "2.00"),
        (2_000_000, "2.00"),
    ],
)
def test_proportional(part: int, expected: str) -> None:
    assert points(every_kind()["proportional"], {"t.n": part, "t.d": 1_000_000}) == expected


@pytest.mark.parametrize(("part", "expected"), [(60, "0.00"), (61, "0.05"), (80, "1.00"), (99, "1.95"), (100, "2.00")])
def test_linear_between_two_marks(part: int, expected: str) -> None:
    line = {"proportional": {"from": "60%", "full_at": "100%"}}
    one = component("1.1", line, 2, measure="t.n / t.d", when_denominator_zero="zero", documents=REPORT)
    assert points(one, {"t.n": part, "t.d": 100}) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "0.00"), (1, "0.25"), (3, "0.75"), (4, "1.00"), (400, "1.00")])
def test_per_item(count: int, expected: str) -> None:
    assert points(every_kind()["per_item"], {"t.n": count}) == expected


def test_per_item_that_does_not_divide_the_maximum() -> None:
    one = component("1.1", {"per_item": {"each": Decimal("0.3")}}, measure="t.n", documents=REPORT)
    assert [points(one, {"t.n": count}) for count in (3, 4)] == ["0.90", "1.00"]


@pytest.mark.parametrize(("option", "expected"), [("a", "1.00"), ("b", "0.50"), ("c", "0.00")])
def test_choice(option: str, expected: str) -> None:
    assert points(every_kind()["choice"], {"t.level": option}) == expected


@pytest.mark.parametrize(("answer", "expected"), [(True, "1.00"), (False, "0.00")])
def test_yes_no(answer: bool, expected: str) -> None:
    assert points(every_kind()["yes_no"], {"t.yes": answer}) == expected


@pytest.mark.parametrize(("days", "expected"), [(-5, "1.00"), (0, "1.00"), (1, "0.50"), (15, "0.50"), (16, "0.00")])
def test_deadline_of_31_march(days: int, expected: str) -> None:
    issued = dt.date(2019, 3, 31) + dt.timedelta(days=days)
    assert points(every_kind()["deadline"], {}, issued=issued.isoformat()) == expected


@pytest.mark.parametrize(
    ("answer", "issued", "expected"),
    [
        (True, "2019-03-31", "1.00"),
        (True, "2019-04-01", "0.50"),
        (False, "2019-03-31", "0.75"),
        (False, "2019-04-01", "0.25"),
    ],
)
def test_checklist(answer: bool, issued: str, expected: str) -> None:
    assert points(every_kind()["checklist"], {"t.yes": answer}, issued=issued) == expected
