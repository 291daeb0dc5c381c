"""Days: every form of a due date, the day itself and the day after, and rehearsals on another year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from par_engine.scoring.result import ComponentResult, State
from tests.scoring.samples import world
from tests.scoring.world import Plain, component, scored, submission

DAY = dt.timedelta(days=1)
STEPS: list[Plain] = [{"at_most": 0, "points": 1}, {"otherwise": True, "points": 0}]
END = dt.date(2019, 12, 31)


def judged(due: Plain, papers: list[Plain], on: dt.date, kind: str = "ke_hoach", **more: Any) -> ComponentResult:
    """A document due some day, scored some day."""
    wanted: Plain = {"kind": kind, "about": "việc", "due": due}
    if dated := more.pop("dated", None):
        wanted["dated"] = dated
    one = component("1.1", {"deadline": {"document": "q", "bands": STEPS}}, documents={"q": wanted})
    documents = [{"id": f"tl-{place}", "kind": kind, "issuer": "Sở A", **paper} for place, paper in enumerate(papers)]
    data = submission({}, [{"proves": ["1.1"], **paper} for paper in documents], **more)
    (result,) = scored(world(one).program(), data, on).components
    return result


def issued(day: dt.date, **more: Any) -> list[Plain]:
    """One paper issued on a day."""
    return [{"issued": day.isoformat(), **more}]


FORMS: list[tuple[Plain, dt.date]] = [
    ({"by": "30/06"}, dt.date(2019, 6, 30)),
    ({"by": "30/06/2019"}, dt.date(2019, 6, 30)),
    ({"by": "2019-06-30"}, dt.date(2019, 6, 30)),
    ({"by": "Q2"}, dt.date(2019, 6, 30)),
    ({"by": "06/2019"}, dt.date(2019, 6, 30)),
    ({"by": "M2"}, dt.date(2019, 2, 28)),
    ({"by": "nine_months"}, dt.date(2019, 9, 30)),
    ({"before": "01/07"}, dt.date(2019, 6, 30)),
    ({"before": "Q3"}, dt.date(2019, 6, 30)),
    ({"before": "03/2019"}, dt.date(2019, 2, 28)),
    ({"before": "M1"}, dt.date(2018, 12, 31)),
    ({"in": "Q2"}, dt.date(2019, 6, 30)),
    ({"in": "02/2019"}, dt.date(2019, 2, 28)),
    ({"in": "H1"}, dt.date(2019, 6, 30)),
    ({"in": "year"}, END),
]


@pytest.mark.parametrize(("due", "last"), FORMS)
def test_the_last_day_is_in_time_and_the_next_is_late(due: Plain, last: dt.date) -> None:
    window = {"from": "01/01/2018", "to": "31/12/2020"}
    earlier, same, later = (judged(due, issued(last + step * DAY), END, dated=window) for step in (-1, 0, 1))
    assert [str(one.points) for one in (earlier, same, later)] == ["1.00", "1.00", "0.00"]
    assert [one.decided[0].asked.x for one in (earlier, same, later)] == [-1, 0, 1]


@pytest.mark.parametrize(("due", "last"), FORMS[:8])
def test_nothing_handed_in_is_open_until_the_last_day_and_lost_after_it(due: Plain, last: dt.date) -> None:
    on_the_day, after = (judged(due, [], day) for day in (last, last + DAY))
    assert (on_the_day.state, on_the_day.due, str(on_the_day.open)) == (State.NOT_DUE, last, "1.00")
    assert (after.state, str(after.lost)) == (State.SCORED, "1.00")


def test_throughout_is_never_late() -> None:
    """A scale of days makes no sense here, but a checklist gives its points whenever the paper came."""
    wanted: Plain = {"kind": "ke_hoach", "about": "việc", "due": {"throughout": True}}
    one = component("1.1", {"checklist": [{"document": "q", "points": 1}]}, documents={"q": wanted})
    program = world(one).program()
    paper: Plain = {"id": "tl", "kind": "ke_hoach", "issued": "2019-12-31", "proves": ["1.1"]}
    (handed_in,) = scored(program, submission({}, [paper]), END).components
    (absent,) = scored(program, submission(), dt.date(2019, 1, 2)).components
    assert str(handed_in.points) == "1.00"
    assert (absent.state, str(absent.lost)) == (State.SCORED, "1.00")


def test_reports_count_by_the_day_received_and_plans_by_the_day_issued() -> None:
    papers = issued(dt.date(2019, 6, 30), received="2019-07-01")
    assert str(judged({"by": "30/06"}, papers, END).points) == "1.00"
    assert str(judged({"by": "30/06"}, papers, END, "bao_cao").points) == "0.00"


def test_the_earliest_of_several_papers_counts() -> None:
    papers = [*issued(dt.date(2019, 9, 1)), *issued(dt.date(2019, 6, 1))]
    assert str(judged({"by": "30/06"}, papers, END).points) == "1.00"


@pytest.mark.parametrize(
    ("day", "counts"), [("2018-09-30", False), ("2018-10-01", True), ("2019-12-31", True), ("2020-01-01", False)]
)
def test_the_window_of_issue_includes_both_ends(day: str, counts: bool) -> None:
    dated = {"from": "01/10/2018", "to": "31/12/2019"}
    result = judged({"by": "31/12/2020"}, [{"issued": day}], END, dated=dated)
    assert (str(result.points) == "1.00") is counts


# Periodic reports.


QUARTERS = ["2019-03-20", "2019-06-20", "2019-09-20", "2019-12-20"]


@pytest.mark.parametrize(
    ("papers", "on", "missing"),
    [
        (QUARTERS[:0], dt.date(2019, 3, 31), 0),
        (QUARTERS[:1], dt.date(2019, 4, 1), 0),
        (QUARTERS[:1], dt.date(2019, 7, 1), 1),
        (QUARTERS[:3], dt.date(2019, 10, 1), 0),
        (QUARTERS[1:3], dt.date(2019, 12, 31), 1),
        (QUARTERS, dt.date(2020, 1, 1), 0),
    ],
)
def test_each_quarter_that_has_ended_needs_its_report(papers: list[str], on: dt.date, missing: int) -> None:
    result = judged({"each": "quarter"}, [{"issued": day} for day in papers], on)
    if papers:
        assert result.decided[0].asked.x == missing
        assert str(result.points) == ("0.00" if missing else "1.00")
    else:
        assert result.state is State.NOT_DUE


def test_a_report_covers_the_periods_it_names() -> None:
    covering = issued(dt.date(2019, 12, 1), covers=["Q1", "Q2/2019", "H2"])
    assert str(judged({"each": "quarter"}, covering, dt.date(2020, 1, 1)).points) == "1.00"
    assert judged({"each": "month"}, issued(dt.date(2019, 5, 2)), dt.date(2019, 7, 1)).decided[0].asked.x == 5


# Rehearsals.


@pytest.mark.parametrize(("due", "last"), FORMS[:8])
def test_a_rehearsal_moves_every_date_by_whole_years(due: Plain, last: dt.date) -> None:
    later: Plain = {"purpose": "rehearsal", "period": {"from": "01/01/2021", "to": "31/12/2021"}}
    moved = last.replace(year=2021)
    on_the_day, after = (judged(due, issued(moved + step * DAY), dt.date(2021, 12, 31), **later) for step in (0, 1))
    assert [str(one.points) for one in (on_the_day, after)] == ["1.00", "0.00"]


def test_a_rehearsal_moves_the_window_and_the_deadline_too() -> None:
    later: Plain = {"purpose": "rehearsal", "period": {"from": "01/01/2020", "to": "30/06/2020"}}
    of_the_set = judged({"by": "31/12"}, issued(dt.date(2019, 6, 1)), dt.date(2020, 6, 15), **later)
    of_the_round = judged({"by": "31/12"}, issued(dt.date(2020, 6, 1)), dt.date(2020, 6, 15), **later)
    assert [str(one.points) for one in (of_the_set, of_the_round)] == ["0.00", "1.00"]
    assert of_the_round.situation.deadline == dt.date(2020, 12, 4)


def test_29_february_falls_on_the_last_day_of_a_common_year() -> None:
    leap: Plain = {"purpose": "rehearsal", "period": {"from": "01/01/2020", "to": "31/12/2020"}}
    common, moved = judged({"by": "29/02"}, [], END), judged({"by": "29/02"}, [], dt.date(2020, 3, 1), **leap)
    assert common.decided[0].asked.due == dt.date(2019, 2, 28)
    assert moved.decided[0].asked.due == dt.date(2020, 2, 29)


# The agency's own deadline.


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        ({"before": "05/12"}, dt.date(2019, 12, 4)),
        ({"by": "05/12/2019"}, dt.date(2019, 12, 5)),
        ({"in": "M11"}, dt.date(2019, 11, 30)),
    ],
)
def test_figures_are_open_on_the_deadline_and_lost_the_day_after(deadline: Plain, last: dt.date) -> None:
    program = world(component("1.1", {"yes_no": {"answer": "t.yes"}}), deadlines={"self_scoring": deadline}).program()
    (on_the_day,), (after,) = (scored(program, submission(), day).components for day in (last, last + DAY))
    assert (on_the_day.state, str(on_the_day.open), on_the_day.losses) == (State.MISSING, "1.00", ())
    assert (after.state, [loss.cause.value for loss in after.losses]) == (State.SCORED, ["no_data"])


def test_unit_kinds_have_their_own_deadlines() -> None:
    own = {"self_scoring": {"so": {"before": "05/12"}, "huyen": {"before": "31/12"}}}
    small = world(component("1.1", {"yes_no": {"answer": "t.yes"}}), deadlines=own)
    day = dt.date(2019, 12, 10)
    (of_so,) = scored(small.program("so"), submission(), day).components
    (of_huyen,) = scored(small.program("huyen"), submission(unit_kind="huyen"), day).components
    assert [of_so.state, of_huyen.state] == [State.SCORED, State.MISSING]


def test_figures_fall_due_with_their_component_or_else_with_its_documents() -> None:
    report: Plain = {"report": {"kind": "bao_cao", "about": "việc", "due": {"by": "31/10"}}}
    asked: Plain = {"yes_no": {"answer": "t.yes"}}
    own = component("1.1", asked, documents=report, due={"by": "30/09"})
    borrowed = component("1.2", asked, documents=report)
    sheet = scored(world(own, borrowed).program(), submission(), dt.date(2019, 9, 1))
    assert [one.state for one in sheet.components] == [State.NOT_DUE, State.NOT_DUE]
    papers: list[Plain] = [
        {
            "id": f"tl-{n}",
            "kind": "bao_cao",
            "issued": "2019-08-01",
            "received": "2019-08-01",
            "issuer": "A",
            "proves": [n],
        }
        for n in ("1.1", "1.2")
    ]
    sheet = scored(world(own, borrowed).program(), submission({}, papers), dt.date(2019, 10, 1))
    assert [one.state for one in sheet.components] == [State.MISSING, State.NOT_DUE]
    assert [one.due for one in sheet.components] == [None, dt.date(2019, 10, 31)]
