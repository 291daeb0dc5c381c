"""`periodic`: a report for every period, each worth its share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.kinds.one import AFTER, brief, component, problems, result
from tests.scoring.world import Plain

YEAR_END = dt.date(2020, 1, 15)
END_OF: dict[str, Plain] = {"quarter": {"by": {"day": 31, "month": "last"}}}
"""Without a last moment nothing is ever late: only there or not."""


def quarterly(late: str | None = "50%", per_period: int = 1, each: str = "quarter", **more: object) -> Plain:
    """Four reports, counted by the day received."""
    rule: Plain = {"document": "report"} | ({"late": late} if late else {})
    rule |= {"per_period": per_period} if per_period > 1 else {}
    wanted: Plain = {"kind": "bao_cao", "about": "tình hình", "due": {"each": each} | END_OF.get(each, {})}
    return component("1.1", {"periodic": rule}, 1, documents={"report": wanted}, **more)


def paper(covers: str, received: str, number: int = 1, **more: object) -> Plain:
    """A report of a period."""
    head: Plain = {
        "id": f"bc-{covers}-{number}".lower(),
        "kind": "bao_cao",
        "issued": "2019-01-10",
        "received": received,
    }
    return {**head, "issuer": "Sở A", "title": "báo cáo", "covers": covers, "proves": ["1.1/report"], **more}


IN_TIME = [paper("Q1", "2019-03-31"), paper("Q2", "2019-06-30"), paper("Q3", "2019-09-30"), paper("Q4", "2019-12-31")]


@pytest.mark.parametrize(
    ("papers", "points", "causes"),
    [
        (IN_TIME, "1.00", []),
        ([paper("Q1", "2019-04-01"), *IN_TIME[1:]], "0.88", ["late"]),  # one day late: half of a quarter
        ([paper("Q1", "2019-04-01"), paper("Q2", "2019-07-09"), *IN_TIME[2:]], "0.75", ["late"]),
        (IN_TIME[1:], "0.75", ["no_document"]),
        ([paper("Q1", "2019-04-01"), *IN_TIME[2:]], "0.63", ["late", "no_document"]),
        ([], "0.00", ["no_document"]),
        ([paper("Q1", "2019-03-31", issuer=None), *IN_TIME[1:]], "0.75", ["document_invalid"]),
        ([paper("Q1", "2019-03-31", issued="2018-12-31"), *IN_TIME[1:]], "0.75", ["document_invalid"]),
        ([paper("Q1", "2019-05-01"), paper("Q1", "2019-03-30", 2), *IN_TIME[1:]], "1.00", []),  # the first one counts
    ],
)
def test_the_whole_year(papers: list[Plain], points: str, causes: list[str]) -> None:
    papers = [{key: value for key, value in each.items() if value is not None} for each in papers]
    found = result(quarterly(), documents=papers, on=YEAR_END)
    assert brief(found) == ("scored", points, "0.00", causes)
    assert sum(loss.points for loss in found.losses) == found.lost


def test_a_late_one_is_worth_nothing_unless_the_set_says_so() -> None:
    found = result(quarterly(late=None), documents=[paper("Q1", "2019-04-01"), *IN_TIME[1:]], on=YEAR_END)
    assert str(found.points) == "0.75"


@pytest.mark.parametrize(
    ("on", "state", "points", "still_open"),
    [
        (dt.date(2019, 3, 31), "not_due", "0.00", "1.00"),  # the last day of the first quarter is still in time
        (dt.date(2019, 4, 1), "not_due", "0.00", "0.75"),
        (dt.date(2019, 12, 31), "not_due", "0.00", "0.25"),
        (YEAR_END, "scored", "0.00", "0.00"),
    ],
)
def test_what_is_not_due_yet_is_open(on: dt.date, state: str, points: str, still_open: str) -> None:
    assert brief(result(quarterly(), on=on))[:3] == (state, points, still_open)


def test_an_explanation_keeps_the_owed_ones_open() -> None:
    found = result(quarterly(), documents=IN_TIME[:1], on=AFTER, explanations={"1.1": "máy hỏng"})
    assert brief(found)[:3] == ("unproven", "0.25", "0.75")
    assert [one.state.value for one in found.decided] == ["scored", "unproven", "unproven", "not_due"]


def test_a_report_without_the_date_that_counts_is_missing() -> None:
    undated = {key: value for key, value in IN_TIME[0].items() if key != "received"}
    assert brief(result(quarterly(), documents=[undated, *IN_TIME[1:]])) == ("missing", "0.75", "0.25", [])
    assert brief(result(quarterly(), documents=[undated, *IN_TIME[1:]], on=AFTER))[3] == ["no_data"]


def test_twice_in_a_period_both_count() -> None:
    papers = [paper(f"Q{quarter}", "2019-03-30", number) for quarter in range(1, 5) for number in (1, 2)]
    one = quarterly(per_period=2)
    assert str(result(one, documents=papers, on=YEAR_END).points) == "1.00"
    assert str(result(one, documents=papers[:-1], on=YEAR_END).points) == "0.88"
    assert str(result(one, documents=papers[::2], on=YEAR_END).points) == "0.50"
    late = {**papers[1], "received": "2019-04-02"}
    assert str(result(one, documents=[papers[0], late, *papers[2:]], on=YEAR_END).points) == "0.94"
    assert len(result(one, on=YEAR_END).decided) == 8


def test_twice_in_a_period_inside_a_case() -> None:
    """Reports that name no period go to the period of their day, as many as the rule wants of each."""
    rule = quarterly(per_period=2)["rule"]
    cases = [{"when": {"measure": "t.n", "at_most": 0}, "points": 0}, {"otherwise": True, "rule": rule}]
    one = component("1.1", {"cases": cases}, 1, documents=quarterly()["documents"])
    papers = [paper("Q1", f"2019-0{month}-10", month, issued=f"2019-0{month}-10") for month in (2, 3, 4, 5)]
    for each in papers:
        del each["covers"]
    found = result(one, {"t.n": 1}, papers, on=YEAR_END)
    assert str(found.points) == "0.50"
    assert [str(each.points) for each in found.decided][:4] == ["1/8"] * 4


def test_a_rehearsal_of_half_a_year() -> None:
    papers = [
        {**each, "issued": "2020-01-10", "received": each["received"].replace("2019", "2020")} for each in IN_TIME[:2]
    ]
    half: Plain = {
        "purpose": "rehearsal",
        "period": {"from": "01/01/2020", "to": "30/06/2020"},
        "prepared_on": "30/06/2020",
    }
    found = result(quarterly(), documents=papers, on=dt.date(2020, 6, 30), **half)
    assert brief(found) == ("not_due", "0.50", "0.50", [])


@pytest.mark.parametrize(
    ("each", "count"), [("month", 12), ("quarter", 4), ("half", 2), ("nine_months", 1), ("year", 1), ("week", 52)]
)
def test_how_many_there_are(each: str, count: int) -> None:
    found = result(quarterly(each=each), on=YEAR_END)
    assert len(found.decided) == count
    assert sum(one.asked.compiled.decision.max_points for one in found.decided) == 1


def test_periods_that_came_out_alike_are_one_loss() -> None:
    found = result(quarterly(), documents=IN_TIME[2:], on=YEAR_END)
    (loss,) = found.losses
    assert loss.points == Decimal("0.50")
    assert "quý 1" in loss.why
    assert "quý 2" in loss.why


def test_without_a_last_moment_nothing_is_late() -> None:
    papers = [paper("H1", "2019-12-30"), paper("H2", "2020-01-10")]
    assert str(result(quarterly(each="half"), documents=papers, on=YEAR_END).points) == "1.00"
    assert str(result(quarterly(each="half"), documents=papers[1:], on=YEAR_END).points) == "0.50"


def test_slips() -> None:
    one = quarterly()
    one["documents"]["report"]["due"] = {"by": "31/12"}
    assert "không có thời hạn theo kỳ" in problems(one)
    assert "không kém đúng hạn" in problems(quarterly(late="100%"))
    assert problems(quarterly(late="99%")) == ""
    assert "per_period là 32" in problems(quarterly(per_period=32))
    assert problems(quarterly(per_period=31)) == ""
