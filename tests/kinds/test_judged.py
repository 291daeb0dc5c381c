"""`judged`: the board's points, from 0 to the maximum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.kinds.one import AFTER, NOVEMBER, brief, component, result
from tests.scoring.samples import REPORT, report

ONE = component("1.1", {"judged": {"guidance": "theo thang"}}, 2)
PROVED = component("1.1", {"judged": {"guidance": "theo thang"}}, 2, documents=REPORT)


@pytest.mark.parametrize(
    ("given", "points"),
    [("0", "0.00"), ("0.01", "0.01"), ("1.5", "1.50"), ("1.99", "1.99"), ("2", "2.00"), ("-1", "0.00"), ("7", "2.00")],
)
def test_points_given(given: str, points: str) -> None:
    found = result(ONE, results={"judged": {"1.1": Decimal(given)}})
    assert brief(found) == ("scored", points, "0.00", [] if found.points == 2 else ["judged_down"])


def test_it_waits_also_after_the_deadline() -> None:
    for on in (NOVEMBER, AFTER):
        assert brief(result(ONE, on=on)) == ("awaiting_verifier", "0.00", "2.00", [])
    assert brief(result(ONE, results={"judged": {"9.9": 2}}))[0] == "awaiting_verifier"


def test_papers_still_have_to_prove_it() -> None:
    given = {"judged": {"1.1": 2}}
    assert brief(result(PROVED, documents=[report("1.1")], results=given, on=AFTER)) == ("scored", "2.00", "0.00", [])
    assert brief(result(PROVED, results=given, on=AFTER)) == ("scored", "0.00", "0.00", ["no_document"])
    assert brief(result(PROVED, documents=[report("1.1")], on=AFTER))[0] == "awaiting_verifier"
