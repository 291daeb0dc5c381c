"""`survey`: what people answered, question by question; it waits for the results and never for the agency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.kinds.one import AFTER, NOVEMBER, brief, component, problems, result
from tests.scoring.world import Plain

LAND: Plain = {"question": "dat_dai", "title": "Đất đai"}
BANDS = [{"at_least": "90%", "points": 2}, {"at_least": "80%", "points": 1}, {"otherwise": True, "points": 0}]


def survey(*rows: Plain, most: object = 2) -> Plain:
    """One question or several."""
    return component("1.1", {"survey": list(rows) if len(rows) > 1 else rows[0]}, most)


def answered(**found: Any) -> Plain:
    """Results by question: a finished share, or people by option."""
    return {
        "survey": {name: {"share": one} if isinstance(one, str) else {"options": one} for name, one in found.items()}
    }


@pytest.mark.parametrize(
    ("row", "answers", "points"),
    [
        (LAND, {"A": 10, "B": 0, "C": 0, "D": 0}, "2.00"),
        (LAND, {"A": 0, "B": 10, "C": 0, "D": 0}, "1.20"),
        (LAND, {"A": 0, "B": 0, "C": 10, "D": 0}, "0.40"),
        (LAND, {"A": 0, "B": 0, "C": 0, "D": 10}, "0.00"),
        (LAND, {"A": 1, "B": 1, "C": 1, "D": 1}, "0.90"),
        (LAND, {"B": 3}, "1.20"),
        (LAND | {"weights": {"A": "100%", "B": "50%", "C": "0%"}}, {"A": 1, "B": 1, "C": 2}, "0.75"),
        (LAND | {"full_at": "97%"}, "0.97", "2.00"),
        (LAND | {"full_at": "97%"}, "0.9699", "2.00"),  # 1,9998 is rounded once
        (LAND | {"full_at": "97%"}, "0.485", "1.00"),
        (LAND | {"full_at": "97%"}, "1", "2.00"),
        (LAND | {"full_at": "97%"}, "0", "0.00"),
        (LAND | {"bands": BANDS}, "0.9", "2.00"),
        (LAND | {"bands": BANDS}, "0.899999", "1.00"),
        (LAND | {"bands": BANDS}, "0.8", "1.00"),
        (LAND | {"bands": BANDS}, "799999/1000000", "0.00"),
    ],
)
def test_points_of_a_result(row: Plain, answers: Any, points: str) -> None:
    found = result(survey(row), results=answered(dat_dai=answers))
    causes = [] if points == "2.00" else ["survey_result"]
    assert brief(found) == ("scored", points, "0.00", causes)


@pytest.mark.parametrize(
    "results", [{}, answered(khac="0.5"), answered(dat_dai={"A": 0}), answered(dat_dai={"A": 1, "Z": 1})]
)
def test_it_waits_also_after_the_deadline(results: Plain) -> None:
    """Nothing known, nobody asked, or an option that counts nobody knows what."""
    for on in (NOVEMBER, AFTER):
        found = result(survey(LAND), on=on, results=results)
        assert brief(found) == ("awaiting_survey", "0.00", "2.00", [])
        assert found.next is not None
        assert found.next.ways == ()


def test_the_agency_cannot_state_it() -> None:
    found = result(survey(LAND), {"t.n": 1}, claims={"1.1": {"points": 2, "reason": "dân khen"}})
    assert found.state.value == "awaiting_survey"


def test_fields_share_the_points() -> None:
    rows = [LAND | {"points": Decimal("1.5"), "full_at": "90%"}, {"question": "y_te", "points": Decimal("0.5")}]
    found = result(survey(*rows), results=answered(dat_dai="0.45"))
    assert brief(found) == ("awaiting_survey", "0.75", "0.50", ["survey_result"])
    both = result(survey(*rows), results=answered(dat_dai="0.9", y_te="0.5"))
    assert brief(both) == ("scored", "1.75", "0.00", ["survey_result"])
    assert "“y_te”: kết quả điều tra 50%" in both.why


def test_slips() -> None:
    assert "các phần cộng lại 1,5 điểm, khác điểm tối đa 2" in problems(
        survey(LAND | {"points": 1}, {"question": "y_te", "points": Decimal("0.5")})
    )
    assert "“dat_dai” bị lặp" in problems(survey(LAND | {"points": 1}, LAND | {"points": 1}))
    assert "trọng số 120% ngoài khoảng" in problems(survey(LAND | {"weights": {"A": "120%"}}))
    low = [{"at_least": "90%", "points": 1}, {"otherwise": True, "points": 0}]
    assert "mức cao nhất cho 1 điểm, khác 2 điểm" in problems(survey(LAND | {"bands": low}))
    gap = [{"at_least": "90%", "below": "95%", "points": 2}, {"below": "80%", "points": 0}]
    assert problems(survey(LAND | {"bands": gap})) != ""
