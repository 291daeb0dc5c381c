"""Nothing to divide by: full, nothing, or not applicable, as the component says."""

from __future__ import annotations

import pytest

from tests.kinds.one import AFTER, brief, component, result
from tests.scoring.samples import REPORT, report
from tests.scoring.world import Plain

BANDS = {"bands": [{"at_least": "80%", "points": 2}, {"otherwise": True, "points": 0}]}
NOTHING: Plain = {"t.n": 0, "t.d": 0}


def share(meaning: str, **more: object) -> Plain:
    """A rate with a word on an empty denominator."""
    return component("1.1", BANDS, 2, measure="t.n / t.d", when_denominator_zero=meaning, **more)


@pytest.mark.parametrize(
    ("meaning", "wanted", "applicable"),
    [
        ("full", ("scored", "2.00", "0.00", []), "2.00"),
        ("zero", ("scored", "0.00", "0.00", ["below_threshold"]), "2.00"),
        ("not_applicable", ("not_applicable", "0.00", "0.00", []), "0.00"),
    ],
)
def test_each_meaning(meaning: str, wanted: tuple[str, str, str, list[str]], applicable: str) -> None:
    found = result(share(meaning), NOTHING)
    assert brief(found) == wanted
    assert str(found.applicable_max) == applicable
    assert found.rule == "1.1.zero"
    assert found.decided[0].verdict.most == 2
    assert sum(loss.points for loss in found.losses) == found.lost


@pytest.mark.parametrize(
    ("meaning", "proved", "explained", "wanted"),
    [
        ("full", True, False, ("scored", "2.00", "0.00", [])),
        ("full", False, False, ("scored", "0.00", "0.00", ["no_document"])),
        ("full", False, True, ("unproven", "0.00", "2.00", [])),
        ("zero", False, False, ("scored", "0.00", "0.00", ["below_threshold"])),
        ("zero", False, True, ("scored", "0.00", "0.00", ["below_threshold"])),
        ("not_applicable", False, False, ("not_applicable", "0.00", "0.00", [])),
    ],
)
def test_only_full_points_need_a_paper(
    meaning: str, proved: bool, explained: bool, wanted: tuple[str, str, str, list[str]]
) -> None:
    papers = [report("1.1")] if proved else []
    reasons = {"1.1": "đang in"} if explained else {}
    assert brief(result(share(meaning, documents=REPORT), NOTHING, papers, on=AFTER, explanations=reasons)) == wanted


def test_a_paper_that_does_not_count() -> None:
    found = result(share("full", documents=REPORT), NOTHING, [report("1.1", issued="2018-11-20")], on=AFTER)
    assert brief(found)[3] == ["document_invalid"]


def test_the_gate_that_decided_is_named() -> None:
    assert result(share("full")).rule == "1.1.missing"
    assert result(share("full"), on=AFTER).rule == "1.1.noData"
