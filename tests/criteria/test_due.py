"""Every form of a due date: its last valid moment, its words, its periods; working days; what is undated."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.calendar import Each, Span, TimedDay, days_late, last_moment, parse_date, parse_stamp
from par_engine.criteria.due import FORMS, Due, RoundClock, Unhappened
from par_engine.criteria.holidays import DaysOff, HolidayFile, WorkingDays
from par_engine.reading.models import validate
from par_engine.reading.tree import read_tree
from tests.laws import law
from tests.scoring.world import Plain, read, written

DAY = dt.timedelta(days=1)
TET = {"from": "04/02/2019", "to": "08/02/2019"}
OFF = ["01/01", "30/04", "01/05", "02/09", TET]


def due(form: Plain) -> Due:
    """Read by the product's own reader."""
    return read(written(form), "due.yaml", Due).model


def working(usual: list[Any] = OFF, years: list[Plain] | None = None) -> WorkingDays:
    """Days off as a set and its yearly file say them."""
    days = [one if isinstance(one, dict) else {"from": one, "to": one} for one in usual]
    found = [read(written(one), "off.yaml", DaysOff).model for one in days]
    if not years:
        return WorkingDays(found)
    file = {"kind": "holidays", "schema": 1, "set": "thu", "years": years}
    return WorkingDays(found, read(written(file), "holidays.yaml", HolidayFile).model.years)


def clock(year: int = 2019, **more: Any) -> RoundClock:
    """The round of a year with the set of 2019."""
    return RoundClock(2019, Span(dt.date(year, 1, 1), dt.date(year, 12, 31)), **more)


# One last moment.

LAST = [
    ({"by": "15/11"}, "hết ngày 15/11/2019"),
    ({"before": "05/12"}, "hết ngày 04/12/2019"),
    ({"by": "15/11", "hour": "10:00"}, "10 giờ 00 ngày 15/11/2019"),
    ({"by": "15/11", "hour": "9:30"}, "09 giờ 30 ngày 15/11/2019"),
    ({"before": "15/11", "hour": "10:00"}, "trước 10 giờ 00 ngày 15/11/2019"),
    ({"before": "Q1"}, "hết ngày 31/12/2018"),
    ({"before": "12/2019"}, "hết ngày 30/11/2019"),
    ({"by": "01/2019"}, "hết ngày 31/01/2019"),
    ({"in": "11/2019"}, "hết ngày 30/11/2019"),
    ({"span": {"from": 2018, "to": 2020}}, "hết ngày 31/12/2020"),
    ({"span": {"from": "Q3/2018", "to": "30/06/2019"}}, "hết ngày 30/06/2019"),
    ({"by": "15/11", "ad_hoc": True}, "hết ngày 15/11/2019 và đột xuất"),
]


@pytest.mark.parametrize(("form", "words"), LAST)
def test_the_last_valid_moment_in_words(form: Plain, words: str) -> None:
    assert due(form).words(clock()) == words


@pytest.mark.parametrize(("form", "words"), LAST)
def test_the_last_moment_is_in_time_and_the_next_is_late(form: Plain, words: str) -> None:
    last = due(form).last_day(clock())
    assert last is not None
    assert [days_late(last + step * DAY, last) for step in (-1, 0, 1, 9)] == [-1, 0, 1, 9]


@pytest.mark.parametrize(
    ("form", "in_time", "late"), [("by", ["00:00", "10:00"], ["10:01"]), ("before", ["09:59"], ["10:00", "23:59"])]
)
def test_hours_are_compared_on_the_last_day_only(form: str, in_time: list[str], late: list[str]) -> None:
    last = due({form: "15/11", "hour": "10:00"}).last_day(clock())
    assert last is not None
    assert {days_late(parse_stamp(f"15/11/2019 {hour}"), last) for hour in in_time} == {0}
    assert {days_late(parse_stamp(f"15/11/2019 {hour}"), last) for hour in late} == {1}
    assert days_late(parse_stamp("16/11/2019 00:01"), last) == days_late(parse_stamp("16/11/2019 23:59"), last) == 1
    assert days_late(parse_stamp("14/11/2019 23:59"), last) == -1


def test_without_an_hour_on_both_sides_only_the_days_are_compared() -> None:
    last = due({"by": "15/11", "hour": "10:00"}).last_day(clock())
    assert last is not None
    assert days_late(dt.date(2019, 11, 15), last) == 0
    assert days_late(parse_stamp("15/11/2019 23:59"), dt.date(2019, 11, 15)) == 0


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda day: pickle.loads(pickle.dumps(day))])
def test_an_hour_survives_a_copy(twin: Any) -> None:
    one = TimedDay.at(dt.date(2019, 11, 15), dt.time(10), before=True)
    assert last_moment(twin(one)) == "trước 10 giờ 00 ngày 15/11/2019"
    assert (one, hash(one)) == (dt.date(2019, 11, 15), hash(dt.date(2019, 11, 15)))
    assert last_moment(one + DAY) == "hết ngày 16/11/2019"


@pytest.mark.parametrize(("form", "words"), LAST)
def test_a_rehearsal_moves_the_last_moment_by_whole_years(form: Plain, words: str) -> None:
    here, there = due(form).last_day(clock()), due(form).last_day(clock(2021))
    assert here is not None
    assert there is not None
    assert (there.day, there.month, there.year) == (here.day, here.month, here.year + 2)


def test_a_span_begins_before_the_round_and_ends_after_it() -> None:
    spanning = due({"span": {"from": 2018, "to": 2020}})
    assert (spanning.starts(clock()), spanning.last_day(clock())) == (dt.date(2018, 1, 1), dt.date(2020, 12, 31))
    assert due({"from": "Q2"}).starts(clock()) == dt.date(2019, 4, 1)
    assert due({"by": "Q2"}).starts(clock()) is None


# The guide.

GUIDE = (Path(__file__).parents[2] / "docs" / "ngon-ngu-tieu-chi.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ((?:`\{.+?\}`[^|]*?)+) \| ([^|]+) \|$", GUIDE, re.MULTILINE)


def test_the_forms_of_the_guide_mean_what_it_says() -> None:
    """Every form of the table is read; where the last column names moments, they are those of the round 2019."""
    named = 0
    for _, forms, moments in ROWS:
        for form, moment in zip(re.findall(r"`(\{.+?\})`", forms), moments.split("; "), strict=False):
            tree, findings = read_tree(form, "guide")
            assert tree is not None, findings
            found, findings = validate(tree, Due)
            assert found is not None, [finding.line() for finding in findings]
            if moment.endswith(("2019", "2018", "2020")):
                assert found.model.words(clock()) == moment
                named += 1
    assert (len(ROWS), named) == (21, 8)


# Undated forms.

UNDATED: list[tuple[Plain, str]] = [
    ({"throughout": True}, "thường xuyên trong năm"),
    ({"from": "Q2"}, "từ ngày 01/04/2019"),
    ({"with_plan": True}, "theo kế hoạch"),
    ({"with_plan": "ke-hoach"}, "theo kế hoạch"),
    ({"as_regulated": True}, "theo quy định"),
    ({"ad_hoc": True}, "đột xuất, khi được yêu cầu"),
    ({"as_regulated": True, "ad_hoc": True}, "theo quy định và đột xuất"),
    ({"each": "quarter"}, "mỗi quý"),
    ({"each": "quarter", "ad_hoc": True}, "mỗi quý và đột xuất"),
    ({"after": "cong-bo"}, "ngay sau khi Bộ công bố"),
]


@pytest.mark.parametrize(("form", "words"), UNDATED)
def test_undated_forms_have_words_and_no_last_moment(form: Plain, words: str) -> None:
    asked, now = due(form), clock(event_titles={"cong-bo": "Bộ công bố"})
    assert asked.words(now) == words
    assert asked.last_day(now) is None
    assert [one.last for one in asked.instances(now)] == [None] * len(asked.instances(now))


def test_a_plan_whose_date_is_known_is_due_on_that_day() -> None:
    asked, known = due({"with_plan": "ke-hoach"}), clock(events={"ke-hoach": (dt.date(2019, 5, 20),)})
    assert asked.words(known) == "hết ngày 20/05/2019"
    assert due({"with_plan": True}).last_day(known) is None


# Periods.

FRIDAYS = ["25/01", "22/02", "29/03", "26/04", "31/05", "28/06", "26/07", "30/08", "27/09", "25/10", "29/11", "27/12"]
MOMENTS = [
    (
        {"each": "month", "before": {"weekday": "friday", "week": "last"}, "hour": "10:00"},
        [f"trước 10 giờ 00 ngày {day}/2019" for day in FRIDAYS],
        "mỗi tháng, trước 10 giờ 00 thứ Sáu tuần cuối tháng",
    ),
    (
        {"each": "quarter", "before": {"day": 15, "month": "last"}},
        ["hết ngày 14/03/2019", "hết ngày 14/06/2019", "hết ngày 14/09/2019", "hết ngày 14/12/2019"],
        "mỗi quý, trước ngày 15 của tháng cuối quý",
    ),
    (
        {"each": "quarter", "by": {"days_after_end": 15}},
        ["hết ngày 15/04/2019", "hết ngày 15/07/2019", "hết ngày 15/10/2019", "hết ngày 15/01/2020"],
        "mỗi quý, chậm nhất 15 ngày sau khi kết thúc quý",
    ),
    (
        {"each": "half", "by": {"working_days_after_end": 5}},
        ["hết ngày 05/07/2019", "hết ngày 08/01/2020"],
        "mỗi 6 tháng, chậm nhất 5 ngày làm việc sau khi kết thúc 6 tháng",
    ),
    (
        {"each": "half", "by": {"day": 31, "month": 2}},
        ["hết ngày 28/02/2019", "hết ngày 31/08/2019"],
        "mỗi 6 tháng, chậm nhất ngày 31 của tháng thứ 2 trong 6 tháng",
    ),
    (
        {"each": "year", "by": {"day": 5, "month": "next"}},
        ["hết ngày 05/01/2020"],
        "mỗi năm, chậm nhất ngày 5 của tháng sau năm",
    ),
    (
        {"each": "nine_months", "before": {"day": 20, "month": 9}},
        ["hết ngày 19/09/2019"],
        "mỗi 9 tháng, trước ngày 20 của tháng thứ 9 trong 9 tháng",
    ),
    (
        {"each": "quarter", "by": {"weekday": "friday", "week": 1, "month": "next"}},
        ["hết ngày 05/04/2019", "hết ngày 05/07/2019", "hết ngày 04/10/2019", "hết ngày 03/01/2020"],
        "mỗi quý, chậm nhất thứ Sáu lần thứ 1 của tháng sau quý",
    ),
    (
        {"each": "half", "from": "Q3", "by": {"day": 20, "month": "last"}},
        ["hết ngày 20/12/2019"],
        "mỗi 6 tháng, chậm nhất ngày 20 của tháng cuối 6 tháng, từ ngày 01/07/2019",
    ),
]


@pytest.mark.parametrize(("form", "moments", "words"), MOMENTS)
def test_each_period_has_its_own_last_moment(form: Plain, moments: list[str], words: str) -> None:
    now = clock(working=working())
    assert [last_moment(one.last) for one in due(form).instances(now) if one.last] == moments
    assert due(form).words(now) == words
    assert due(form).last_day(now) is None


@pytest.mark.parametrize("day", [1, 20, 28])
def test_a_day_of_every_month(day: int) -> None:
    found = due({"each": "month", "by": {"day": day}}).instances(clock())
    assert [one.last for one in found] == [dt.date(2019, month, day) for month in range(1, 13)]
    assert [one.code for one in found] == [f"M{month}" for month in range(1, 13)]


@pytest.mark.parametrize(("year", "last"), [(2019, 28), (2020, 29), (2024, 29), (2100, 28)])
def test_the_31st_is_the_last_day_of_shorter_months(year: int, last: int) -> None:
    february = due({"each": "month", "by": {"day": 31}}).instances(clock(year))[1]
    assert february.last == dt.date(year, 2, last)


FRIDAY: Plain = {"each": "week", "by": {"weekday": "friday"}, "hour": "10:00"}


@pytest.mark.parametrize(
    ("year", "count", "first", "last"),
    [
        (2019, 52, "04/01/2019", "27/12/2019"),
        (2020, 53, "03/01/2020", "01/01/2021"),
        (2021, 52, "08/01/2021", "31/12/2021"),
        (2026, 53, "02/01/2026", "01/01/2027"),
    ],
)
def test_weeks_are_those_of_iso_8601(year: int, count: int, first: str, last: str) -> None:
    found = due(FRIDAY).instances(clock(year))
    assert [one.code for one in found] == [f"W{week:02d}" for week in range(1, count + 1)]
    assert [found[0].last, found[-1].last] == [parse_date(first), parse_date(last)]
    assert found[-1].title == f"tuần {count}/{year}"
    assert due(FRIDAY).words(clock()) == "mỗi tuần, chậm nhất 10 giờ 00 thứ Sáu của tuần"


@law(100)
@given(st.integers(1950, 2150))
def test_weeks_follow_one_another_over_the_years(year: int) -> None:
    weeks = [*due(FRIDAY).instances(clock(year)), *due(FRIDAY).instances(clock(year + 1))]
    assert all(two.span.first - one.span.first == 7 * DAY for one, two in itertools.pairwise(weeks))
    for one in weeks:
        assert one.span.first.isocalendar()[:2] == (one.year, int(one.code[1:]))


@pytest.mark.parametrize("each", list(Each))
def test_periods_of_another_part_of_the_year_are_left_out(each: Each) -> None:
    asked = due({"each": each.value})
    half = RoundClock(2019, Span(dt.date(2020, 1, 1), dt.date(2020, 6, 30)))
    codes = [one.code for one in asked.instances(half)]
    assert set(codes) <= {one.code for one in asked.instances(clock(2020))}
    assert len(codes) == {"week": 26, "month": 6, "quarter": 2, "half": 1, "nine_months": 1, "year": 1}[each.value]
    assert len({one.code for one in asked.instances(half)}) == len(codes)


@law(300)
@given(
    st.sampled_from([Each.MONTH, Each.QUARTER, Each.HALF, Each.NINE_MONTHS, Each.YEAR]),
    st.integers(1, 31),
    st.sampled_from(["last", "next", 1]),
    st.integers(1990, 2100),
)
def test_a_day_of_a_period_lies_in_it_or_in_the_month_after(each: Each, day: int, month: Any, year: int) -> None:
    for one in due({"each": each.value, "by": {"day": day, "month": month}}).instances(clock(year)):
        assert one.last is not None
        if month == "next":
            assert 0 < (one.last - one.span.last).days <= 31
        else:
            assert one.last in one.span


# Events.

TIMES = (dt.date(2019, 5, 3), dt.date(2019, 3, 1))


@pytest.mark.parametrize(
    ("within", "last", "words"),
    [
        ({"days": 10}, [dt.date(2019, 3, 11), dt.date(2019, 5, 13)], "trong 10 ngày sau khi Bộ công bố"),
        ({"working_days": 5}, [dt.date(2019, 3, 8), dt.date(2019, 5, 10)], "trong 5 ngày làm việc sau khi Bộ công bố"),
    ],
)
def test_every_event_has_its_own_last_moment(within: Plain, last: list[dt.date], words: str) -> None:
    now = clock(events={"cong-bo": TIMES}, event_titles={"cong-bo": "Bộ công bố"}, working=working())
    asked = due({"after": "cong-bo", "within": within})
    assert [one.last for one in asked.instances(now)] == last
    assert [one.title for one in asked.instances(now)] == ["lần ngày 01/03/2019", "lần ngày 03/05/2019"]
    assert asked.words(now) == f"{words} ({last_moment(last[0])}; {last_moment(last[1])})"
    assert asked.last_day(now) is None
    once = clock(events={"cong-bo": TIMES[1:]}, working=working())
    assert asked.last_day(once) == last[0]


def test_nothing_is_owed_for_an_event_that_has_not_happened() -> None:
    asked = due({"after": "cong-bo", "within": {"days": 10}})
    unknown, never = clock(), clock(events={"cong-bo": ()}, event_titles={"cong-bo": "Bộ công bố"})
    assert asked.unhappened(unknown) == Unhappened("cong-bo", "cong-bo", known=False)
    assert asked.unhappened(never) == Unhappened("cong-bo", "Bộ công bố", known=True)
    assert asked.unhappened(clock(events={"cong-bo": TIMES})) is None
    assert asked.instances(never) == asked.instances(unknown) == ()


# Working days.


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("01/01/2019", True),
        ("02/01/2019", False),
        ("01/01/2020", True),
        ("05/02/2019", True),
        ("05/02/2020", False),
        ("09/02/2019", True),
        ("10/02/2019", True),
        ("11/02/2019", False),
    ],
)
def test_weekends_and_named_days_are_off(day: str, off: bool) -> None:
    assert working().is_off(parse_date(day)) is off


def test_a_listed_year_replaces_the_days_of_the_set_and_names_worked_weekends() -> None:
    years: list[Plain] = [
        {"year": 2020, "off": [{"from": "23/01/2020", "to": "29/01/2020"}, "02/09"], "worked": ["04/01/2020"]}
    ]
    decided = working(years=years)
    off = {
        text: decided.is_off(parse_date(f"{text}/2020"))
        for text in ("01/01", "23/01", "29/01", "30/01", "02/09", "04/01")
    }
    assert off == {"01/01": False, "23/01": True, "29/01": True, "30/01": False, "02/09": True, "04/01": False}
    assert decided.is_off(dt.date(2019, 1, 1))


def test_days_over_the_new_year_may_be_listed_with_either_year() -> None:
    decided = working(years=[{"year": 2019, "off": [{"from": "30/12/2019", "to": "02/01/2020"}]}])
    assert [decided.is_off(dt.date(2020, 1, day)) for day in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("form", "moved"),
    [
        ({"by": "05/02"}, "hết ngày 11/02/2019"),
        ({"by": "01/02"}, "hết ngày 01/02/2019"),
        ({"before": "10/02"}, "hết ngày 11/02/2019"),
        ({"by": "05/02", "hour": "10:00"}, "10 giờ 00 ngày 11/02/2019"),
        ({"in": "M6"}, "hết ngày 01/07/2019"),
        ({"by": "05/02", "next_working_day": False}, "hết ngày 05/02/2019"),
    ],
)
def test_a_day_off_moves_to_the_next_working_day_only_where_the_set_says_so(form: Plain, moved: str) -> None:
    says = clock(working=working(), next_working_day=True)
    silent = clock(working=working())
    assert due(form).words(says) == moved
    assert due({**form, "next_working_day": True}).words(silent) == moved.replace("05/02", "11/02")
    unmoved = due(form).last_day(silent)
    assert unmoved == due({key: value for key, value in form.items() if key != "next_working_day"}).last_day(clock())


@law(200)
@given(st.dates(dt.date(2018, 1, 1), dt.date(2021, 12, 31)), st.integers(1, 30))
def test_so_many_working_days_after_a_day(day: dt.date, number: int) -> None:
    days = working()
    last = days.after(day, number)
    between = [day + step * DAY for step in range(1, (last - day).days + 1)]
    assert sum(not days.is_off(one) for one in between) == number
    assert not days.is_off(last)
    assert days.this_or_next(day) >= day


# What may be written.

GOOD: dict[str, Any] = {
    "by": "15/11",
    "before": "15/11",
    "in": "Q1",
    "each": "quarter",
    "span": {"from": 2018, "to": 2020},
    "after": "cong-bo",
    "from": "Q2",
    "with_plan": True,
    "throughout": True,
    "as_regulated": True,
    "ad_hoc": True,
}


def test_every_form_stands_alone_and_no_two_main_forms_together() -> None:
    assert GOOD.keys() == set(FORMS)
    beside = {("each", "from"), *((name, "ad_hoc") for name in GOOD)}
    for one, two in itertools.combinations(GOOD, 2):
        form = {one: GOOD[one], two: GOOD[two]}
        if (one, two) in beside:
            due(form)
        else:
            with pytest.raises(AssertionError):
                due(form)
    assert all(due({name: value}).words(clock()) for name, value in GOOD.items())
