"""Days: every form of a due date, the day itself and the day after, and rehearsals on another year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.scoring.result import ComponentResult, State
from tests.laws import law
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
    ({"by": "30/06", "hour": "10:00"}, dt.date(2019, 6, 30)),
    ({"before": "30/06", "hour": "10:00"}, dt.date(2019, 6, 30)),
    ({"span": {"from": 2018, "to": "Q2/2019"}}, dt.date(2019, 6, 30)),
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


UNDATED: list[Plain] = [
    {"throughout": True},
    {"with_plan": True},
    {"with_plan": "e"},
    {"as_regulated": True},
    {"ad_hoc": True},
    {"from": "Q2"},
    {"each": "week"},
    {"each": "month"},
    {"each": "nine_months", "ad_hoc": True},
    {"after": "e"},
]


@law(150)
@given(st.sampled_from(UNDATED), st.dates(dt.date(2019, 1, 1), END), st.booleans())
def test_undated_forms_never_make_anything_late(due: Plain, day: dt.date, known: bool) -> None:
    """Whenever the papers came: they earn all points, though the item pays less for what is late."""
    wanted: Plain = {"kind": "ke_hoach", "about": "việc", "due": due}
    item: Plain = {"document": "q", "points": 1, "late": Decimal("0.25")}
    program = world(component("1.1", {"checklist": [item]}, documents={"q": wanted}), events=EVENTS).program()
    paper: Plain = {"id": "tl", "kind": "ke_hoach", "issued": day.isoformat(), "proves": ["1.1"], "covers": "year"}
    events = {"e": day.isoformat()} if known and "after" in due else {}
    (result,) = scored(program, submission({}, [paper], events=events), END).components
    assert (result.state, str(result.points)) == (State.SCORED, "1.00")


def item_of(due: Plain, papers: list[Plain], on: dt.date, **more: Any) -> ComponentResult:
    """One document of a checklist, worth less when late."""
    dated = {"from": "01/01/2018", "to": "31/12/2020" if "span" in due else "31/12"}
    wanted: Plain = {"kind": "ke_hoach", "about": "việc", "due": due, "dated": dated}
    item: Plain = {"document": "q", "points": 1, "late": Decimal("0.25")}
    one = component("1.1", {"checklist": [item]}, documents={"q": wanted})
    documents = [
        {"id": f"tl-{place}", "kind": "ke_hoach", "proves": ["1.1"], **row} for place, row in enumerate(papers)
    ]
    (result,) = scored(world(one, events=EVENTS).program(), submission({}, documents, **more), on).components
    return result


EVENTS = {"e": "Bộ công bố"}


@pytest.mark.parametrize(("hour", "points"), [("", "1.00"), (" 09:59", "1.00"), (" 10:00", "0.25"), (" 23:59", "0.25")])
def test_past_the_hour_is_late(hour: str, points: str) -> None:
    papers: list[Plain] = [{"issued": f"2019-11-15{hour}"}]
    assert str(item_of({"before": "15/11", "hour": "10:00"}, papers, END).points) == points


@pytest.mark.parametrize(
    ("issued", "words"),
    [
        ("2019-11-15 10:00", "chậm dưới 1 phút (tính 1 ngày)"),
        ("2019-11-15 10:05", "chậm 5 phút (tính 1 ngày)"),
        ("2019-11-15 12:07", "chậm 2 giờ 07 phút (tính 1 ngày)"),
        ("2019-11-15 13:00", "chậm 3 giờ (tính 1 ngày)"),
        ("2019-11-16 08:00", "chậm 1 ngày"),
        ("2019-11-17", "chậm 2 ngày"),
    ],
)
def test_how_late_within_the_last_day(issued: str, words: str) -> None:
    assert item_of({"before": "15/11", "hour": "10:00"}, [{"issued": issued}], END).why.endswith(f"{words}.")


def test_the_hour_is_shown() -> None:
    waiting = item_of({"before": "15/11", "hour": "10:00"}, [], dt.date(2019, 11, 15))
    assert waiting.state is State.NOT_DUE
    assert "hạn trước 10 giờ 00 ngày 15/11/2019" in waiting.why
    assert waiting.next is not None
    assert "nộp Kế hoạch việc, trước 10 giờ 00 ngày 15/11/2019" in waiting.next.ways[0].words()


def test_an_open_start_asks_for_nothing_before_it() -> None:
    before, after = (item_of({"from": "Q2"}, [], day) for day in (dt.date(2019, 3, 31), dt.date(2019, 4, 1)))
    assert (before.state, before.due) == (State.NOT_DUE, dt.date(2019, 3, 31))
    assert (after.state, str(after.lost)) == (State.SCORED, "1.00")


def test_a_task_over_several_rounds_is_not_due_until_its_end() -> None:
    asked: Plain = {"span": {"from": 2018, "to": 2020}}
    inside = item_of(asked, [], END)
    assert (inside.state, inside.due) == (State.NOT_DUE, dt.date(2020, 12, 31))
    assert str(item_of(asked, issued(dt.date(2019, 6, 1)), END).points) == "1.00"
    assert item_of({"span": {"from": 2017, "to": 2018}}, issued(END), END).decided[0].asked.x == 365


def test_nothing_is_owed_before_the_event() -> None:
    asked: Plain = {"after": "e", "within": {"days": 10}}
    unknown = item_of(asked, [], END)
    assert (unknown.state, unknown.due) == (State.NOT_DUE, None)
    assert "chưa khai ngày: Bộ công bố" in unknown.why
    ahead = item_of(asked, [], dt.date(2019, 3, 11), events={"e": "01/03/2019"})
    assert (ahead.state, ahead.due) == (State.NOT_DUE, dt.date(2019, 3, 11))
    over = item_of(asked, [], dt.date(2019, 3, 12), events={"e": "01/03/2019"})
    assert (over.state, str(over.lost)) == (State.SCORED, "1.00")


@pytest.mark.parametrize(("day", "points"), [("2019-03-11", "1.00"), ("2019-03-12", "0.25"), ("2019-02-28", "0.00")])
def test_an_answer_to_an_event_counts_from_its_day(day: str, points: str) -> None:
    asked: Plain = {"after": "e", "within": {"days": 10}}
    result = item_of(asked, [{"issued": day}], dt.date(2019, 12, 1), events={"e": "01/03/2019"})
    assert str(result.points) == ("0.25" if day < "2019-03-01" else points)
    assert (result.decided[0].cause is not None) == (day != "2019-03-11")


def test_an_event_that_is_said_not_to_have_happened_asks_for_nothing() -> None:
    wanted: Plain = {"q": {"kind": "ke_hoach", "about": "công bố", "due": {"after": "e", "within": {"days": 10}}}}
    program = world(component("1.1", {"yes_no": {"answer": "t.yes"}}, documents=wanted), events=EVENTS).program()
    (unknown,) = scored(program, submission({"t.yes": True}), END).components
    (never,) = scored(program, submission({"t.yes": True}, events={"e": []}), END).components
    assert (unknown.state, str(unknown.open)) == (State.NOT_DUE, "1.00")
    assert (never.state, str(never.points)) == (State.SCORED, "1.00")


@pytest.mark.parametrize(
    ("within", "events", "state", "points"),
    [
        ({}, None, State.SCORED, "1.00"),  # nothing can be late, so the paper counts
        ({"within": {"days": 10}}, None, State.NOT_DUE, "0.00"),
        ({"within": {"days": 10}}, ["01/03/2019"], State.SCORED, "1.00"),
        ({"within": {"days": 10}}, [], State.SCORED, "1.00"),
    ],
)
def test_a_paper_due_after_an_event_that_nobody_dated_is_not_in_time_yet(
    within: Plain, events: list[str] | None, state: State, points: str
) -> None:
    stated = {} if events is None else {"events": {"e": events}}
    result = item_of({"after": "e", **within}, [{"issued": "2019-03-05"}], END, **stated)
    assert (result.state, str(result.points)) == (state, points)
    if state is State.NOT_DUE:
        assert result.why == "Chưa tính được hạn (chưa khai ngày: Bộ công bố)."


def test_a_plan_with_a_known_date_can_be_late() -> None:
    papers = issued(dt.date(2019, 6, 2))
    assert str(item_of({"with_plan": "e"}, papers, END, events={"e": "01/06/2019"}).points) == "0.25"
    assert str(item_of({"with_plan": "e"}, papers, END, events={"e": "02/06/2019"}).points) == "1.00"


def test_a_month_is_owed_after_its_own_last_moment() -> None:
    asked: Plain = {"each": "month", "by": {"day": 20}}
    first = issued(dt.date(2019, 1, 20))
    assert item_of(asked, [], dt.date(2019, 1, 20)).state is State.NOT_DUE
    assert str(item_of(asked, first, dt.date(2019, 2, 20)).points) == "1.00"
    behind = item_of(asked, first, dt.date(2019, 2, 21))
    assert str(behind.points) == "0.25"
    assert behind.decided[0].asked.x == 1
    assert behind.losses[0].cause.value == "no_document"


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
    result = judged({"by": "31/12/2019"}, [{"issued": day}], END, dated=dated)
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
