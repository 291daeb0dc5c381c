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


def test_figures_that_the_agency_owes_are_due_at_its_deadline() -> None:
    """A report is asked for only where there is something to report; whether there is, the agency never said."""
    asked = {"report": {**REPORT["report"], "when": {"measure": "t.n", "above": 0}}}
    one = component("1.1", {"judged": {"guidance": "theo thang"}}, 2, documents=asked)
    for results in ({}, {"judged": {"1.1": 2}}):
        assert brief(result(one, results=results, on=NOVEMBER))[0] == "awaiting_verifier"
        closed = result(one, results=results, on=AFTER)
        assert brief(closed) == ("scored", "0.00", "0.00", ["no_data"])
        assert closed.why == "Đến hết ngày 04/12/2019 vẫn chưa có “Số liệu t.n”."
    assert brief(result(one, {"t.n": 0}, on=AFTER))[0] == "awaiting_verifier"


def test_papers_still_have_to_prove_it() -> None:
    given = {"judged": {"1.1": 2}}
    assert brief(result(PROVED, documents=[report("1.1")], results=given, on=AFTER)) == ("scored", "2.00", "0.00", [])
    assert brief(result(PROVED, results=given, on=AFTER)) == ("scored", "0.00", "0.00", ["no_document"])
    assert brief(result(PROVED, documents=[report("1.1")], on=AFTER))[0] == "awaiting_verifier"
