"""`external`: a rank, an index, a group that others publish."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.kinds.one import AFTER, NOVEMBER, brief, component, indicator, problems, result
from tests.scoring.samples import OPTIONS
from tests.scoring.world import Plain

EXTRA = [
    indicator("t.rank", "count"),
    indicator("t.rate", "rate"),
    indicator("t.group", "choice", options=OPTIONS),
]
TOP_TEN = [{"at_most": 10, "points": 2}, {"at_most": 20, "points": 1}, {"otherwise": True, "points": 0}]
GROUPS = [{"option": "a", "points": 2}, {"option": "b", "share": "50%"}, {"option": "c", "points": 0}]


def external(*rows: Plain, most: object = 2) -> Plain:
    """One result or several."""
    return component("1.1", {"external": list(rows) if len(rows) > 1 else rows[0]}, most)


RANK: Plain = {"result": "t.rank", "bands": TOP_TEN}
RATE: Plain = {"result": "t.rate", "full_at": "80%"}
GROUP: Plain = {"result": "t.group", "levels": GROUPS}


@pytest.mark.parametrize(
    ("row", "published", "points"),
    [
        (RANK, 1, "2.00"),
        (RANK, 10, "2.00"),
        (RANK, 11, "1.00"),
        (RANK, 20, "1.00"),
        (RANK, 21, "0.00"),
        (RATE, "80%", "2.00"),
        (RATE, "79,9%", "2.00"),  # 1,9975
        (RATE, "40%", "1.00"),
        (RATE, "0%", "0.00"),
        (GROUP, "a", "2.00"),
        (GROUP, "b", "1.00"),
        (GROUP, "c", "0.00"),
    ],
)
def test_points_of_a_result(row: Plain, published: Any, points: str) -> None:
    found = result(external(row), extra=EXTRA, results={"external": {row["result"]: published}})
    assert brief(found) == ("scored", points, "0.00", [] if found.points == 2 else ["external_result"])


@pytest.mark.parametrize("row", [RANK, RATE, GROUP])
def test_it_waits_also_after_the_deadline(row: Plain) -> None:
    for on in (NOVEMBER, AFTER):
        assert brief(result(external(row), extra=EXTRA, on=on)) == ("awaiting_external", "0.00", "2.00", [])


def test_what_the_agency_says_of_itself_does_not_count() -> None:
    found = result(external(RANK), {"t.rank": 1}, extra=EXTRA)
    assert found.state.value == "awaiting_external"


def test_five_indices() -> None:
    rows = [{"result": f"t.i{number}", "points": Decimal("0.4"), "bands": _half()} for number in range(5)]
    extra = [indicator(f"t.i{number}", "count") for number in range(5)]
    ranks = {"t.i0": 10, "t.i1": 11, "t.i2": 1, "t.i3": 63}
    found = result(external(*rows), extra=extra, results={"external": ranks})
    assert brief(found) == ("awaiting_external", "0.80", "0.40", ["external_result", "external_result"])


def _half() -> list[Plain]:
    return [{"at_most": 10, "points": Decimal("0.4")}, {"otherwise": True, "points": 0}]


def test_slips() -> None:
    assert "các phần cộng lại 4 điểm" in problems(external(RANK, RATE), extra=EXTRA)
    assert "“t.rank” bị lặp" in problems(external(RANK | {"points": 1}, RANK | {"points": 1}), extra=EXTRA)
    two = {**GROUP, "levels": GROUPS[:2]}
    assert "chưa cho điểm mức “c”" in problems(external(two), extra=EXTRA)
    assert problems(external(RANK), extra=EXTRA) == ""
