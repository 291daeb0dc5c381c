"""Dates and periods in all forms that decisions print."""

from __future__ import annotations

import calendar as standard
import datetime as dt
import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.calendar import (
    Each,
    Span,
    last_moment,
    make_date,
    month_end,
    parse_date,
    parse_round_when,
    parse_stamp,
    parse_when,
    period_title,
    periods,
    viet_date,
    viet_stamp,
)
from tests.laws import law

WHEN = [
    ("31/12", "31/12/2019", "31/12/2019"),
    ("1/2", "01/02/2019", "01/02/2019"),
    ("31/12/2018", "31/12/2018", "31/12/2018"),
    ("2018-12-31", "31/12/2018", "31/12/2018"),
    ("12/2018", "01/12/2018", "31/12/2018"),
    ("2/2020", "01/02/2020", "29/02/2020"),
    ("M4", "01/04/2019", "30/04/2019"),
    ("M2", "01/02/2019", "28/02/2019"),
    ("M12/2018", "01/12/2018", "31/12/2018"),
    ("Q1", "01/01/2019", "31/03/2019"),
    ("Q4/2018", "01/10/2018", "31/12/2018"),
    ("H1", "01/01/2019", "30/06/2019"),
    ("H2/2020", "01/07/2020", "31/12/2020"),
    ("nine_months", "01/01/2019", "30/09/2019"),
    ("year", "01/01/2019", "31/12/2019"),
    (" Q1 ", "01/01/2019", "31/03/2019"),
    ("29/02", "28/02/2019", "28/02/2019"),
    ("W1", "31/12/2018", "06/01/2019"),
    ("W52", "23/12/2019", "29/12/2019"),
    ("W53", "23/12/2019", "29/12/2019"),
    ("W53/2020", "28/12/2020", "03/01/2021"),
    ("W05/2020", "27/01/2020", "02/02/2020"),
]
NO_DATES = ["", "31/02", "32/01", "0/1", "1/0", "1/13", "31/04/2019", "29/02/2019", "2019-02-29", "2019-13-01"]
NO_WHEN = [
    *NO_DATES,
    "M0",
    "W0",
    "W54",
    "W",
    "M13",
    "Q0",
    "Q5",
    "H3",
    "q1",
    "13/2018",
    "0/2018",
    "2018",
    "Q1/18",
    "1/1/19",
    "quý 1",
    "12-31",
]


def refused(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(("text", "first", "last"), WHEN)
def test_every_form_as_days_of_the_round(text: str, first: str, last: str) -> None:
    assert parse_when(text).span(2019) == Span(parse_date(first), parse_date(last))


@pytest.mark.parametrize("text", NO_WHEN)
def test_what_is_neither_a_day_nor_a_period(text: str) -> None:
    assert refused(parse_when, text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("01/10/N-1", "01/10/2018", "01/10/2018"),
        ("29/02/N-1", "28/02/2018", "28/02/2018"),
        ("Q1", "01/01/2019", "31/03/2019"),
    ],
)
def test_a_day_of_the_year_before_the_round(text: str, first: str, last: str) -> None:
    assert parse_round_when(text).span(2019) == Span(parse_date(first), parse_date(last))
    assert parse_round_when(text).span(2019, 1) == parse_round_when(text).span(2020)


@pytest.mark.parametrize("text", ["01/10/N-2", "01/10/N", "31/02/N-1", "01/13/N-1", "Q4/N-1", "01/10/2019/N-1"])
def test_only_one_year_before_the_round_can_be_meant(text: str) -> None:
    assert refused(parse_round_when, text)


def test_what_is_no_date_of_a_round_cannot_lie_in_the_year_before() -> None:
    assert refused(parse_when, "01/10/N-1")


@pytest.mark.parametrize("text", [*NO_DATES, "31/12", "1/1/19", "31-12-2019", "20191231", "31/12/2019 08:00"])
def test_what_is_no_full_date(text: str) -> None:
    assert refused(parse_date, text)


@pytest.mark.parametrize("text", ["31/12", "M2", "Q4", "H1", "year", "nine_months"])
def test_a_rehearsal_moves_what_has_no_year(text: str) -> None:
    when = parse_when(text)
    assert when.span(2019, 1) == when.span(2020)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("31/12/2018", "31/12/2019", "31/12/2019"),
        ("12/2018", "01/12/2019", "31/12/2019"),
        ("2/2019", "01/02/2020", "29/02/2020"),
        ("29/02/2020", "28/02/2021", "28/02/2021"),
        ("Q4/2018", "01/10/2019", "31/12/2019"),
    ],
)
def test_a_rehearsal_moves_written_years_too(text: str, first: str, last: str) -> None:
    assert parse_when(text).span(2019, 1) == Span(parse_date(first), parse_date(last))


STAMPS = [
    ("15/11/2019 09:30", "15/11/2019", "09 giờ 30 ngày 15/11/2019"),
    ("09:30 15/11/2019", "15/11/2019", "09 giờ 30 ngày 15/11/2019"),
    ("2019-11-15 9:30", "15/11/2019", "09 giờ 30 ngày 15/11/2019"),
    ("2019-11-15T23:59", "15/11/2019", "23 giờ 59 ngày 15/11/2019"),
    ("15/11/2019", "15/11/2019", "15/11/2019"),
]


@pytest.mark.parametrize(("text", "day", "shown"), STAMPS)
def test_a_day_with_or_without_an_hour(text: str, day: str, shown: str) -> None:
    stamp = parse_stamp(text)
    assert (stamp, viet_stamp(stamp)) == (parse_date(day), shown)


@pytest.mark.parametrize("text", ["15/11/2019 24:00", "15/11/2019 9", "15/11 09:30", "09:30", "15/11/2019 10:60", ""])
def test_what_is_no_day_with_an_hour(text: str) -> None:
    assert refused(parse_stamp, text)


def test_the_29th_of_february_only_gives_way_in_common_years() -> None:
    assert [make_date(year, 2, 29).day for year in (1900, 2000, 2019, 2020)] == [28, 29, 28, 29]
    with pytest.raises(ValueError, match="day"):
        make_date(2020, 2, 30)


@law(200)
@given(st.integers(1, 9998), st.integers(1, 12))
def test_the_end_of_a_month_is_that_of_the_standard_library(year: int, month: int) -> None:
    assert month_end(year, month) == dt.date(year, month, standard.monthrange(year, month)[1])


@law(200)
@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_printed_date_reads_back(day: dt.date) -> None:
    assert parse_date(viet_date(day)) == parse_date(day.isoformat()) == day
    assert parse_when(viet_date(day)).span(1) == Span(day, day)


@law(200)
@given(st.dates(), st.dates(), st.dates())
def test_a_span_holds_its_ends_and_what_lies_between(day: dt.date, one: dt.date, two: dt.date) -> None:
    assert (day in Span(one, two)) == (one <= day <= two)
    assert "hôm nay" not in Span(one, two)


def span(first: str, last: str) -> Span:
    return Span(parse_date(first), parse_date(last))


@pytest.mark.parametrize(
    ("each", "codes"),
    [
        (Each.MONTH, [f"M{month}/2020" for month in range(1, 7)]),
        (Each.QUARTER, ["Q1/2020", "Q2/2020"]),
        (Each.HALF, ["H1/2020"]),
        (Each.NINE_MONTHS, ["nine_months/2020"]),
        (Each.YEAR, ["year/2020"]),
    ],
)
def test_the_periods_of_half_a_year(each: Each, codes: list[str]) -> None:
    assert [code for code, _ in periods(each, span("01/01/2020", "30/06/2020"))] == codes


def test_periods_that_are_only_touched_count() -> None:
    assert [code for code, _ in periods(Each.QUARTER, span("31/03/2020", "01/07/2020"))] == [
        "Q1/2020",
        "Q2/2020",
        "Q3/2020",
    ]


def test_periods_over_the_new_year() -> None:
    found = periods(Each.QUARTER, span("01/12/2019", "31/01/2020"))
    assert found == [("Q4/2019", span("01/10/2019", "31/12/2019")), ("Q1/2020", span("01/01/2020", "31/03/2020"))]


@law(200)
@given(st.sampled_from([Each.MONTH, Each.QUARTER, Each.HALF, Each.YEAR]), st.integers(1900, 2199))
def test_the_periods_of_a_year_follow_one_another_without_a_gap(each: Each, year: int) -> None:
    found = [days for _, days in periods(each, span(f"01/01/{year}", f"31/12/{year}"))]
    assert found[0].first == dt.date(year, 1, 1)
    assert found[-1].last == dt.date(year, 12, 31)
    assert all(one.last + dt.timedelta(days=1) == two.first for one, two in itertools.pairwise(found))


def test_words() -> None:
    assert last_moment(dt.date(2019, 12, 4)) == "hết ngày 04/12/2019"
    assert str(span("01/01/2019", "31/03/2019")) == "01/01/2019–31/03/2019"
    assert [period_title(code) for code in ("M4/2019", "Q1/2019", "H2/2019", "nine_months/2019", "year/2019")] == [
        "tháng 4/2019",
        "quý 1/2019",
        "6 tháng lần 2/2019",
        "9 tháng đầu năm 2019",
        "năm 2019",
    ]
