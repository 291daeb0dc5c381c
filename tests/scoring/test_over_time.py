"""Measures over years, units and months through the whole engine: met, not met, missing, from nothing, contradicted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Cause
from par_engine.reports.explain import explain_shape, explanation
from par_engine.reports.trace import trace_areas
from par_engine.scoring.program import Program
from par_engine.scoring.result import ComponentResult, ScoreSheet, State
from tests.laws import law
from tests.scoring.changes import followed
from tests.scoring.world import Plain, World, component, indicator, scored, submission

BILLION = 10**9
AFTER_ALL = dt.date(2019, 12, 31)


def at_least(bound: object, **more: Any) -> Plain:
    return {"bands": [{"at_least": bound, "points": 1}, {"otherwise": True, "points": 0}], **more}


def above(bound: object) -> Plain:
    return {"bands": [{"above": bound, "points": 1}, {"otherwise": True, "points": 0}]}


INDICATORS = [
    indicator("t.firms", "count", title="Doanh nghiệp thành lập mới"),
    indicator("t.money", "amount", title="Thu ngân sách", unit="đồng"),
    indicator("t.cast", "count", title="Số buổi phát thanh", unit="buổi"),
    indicator("t.desk", "yes_no", title="Có bộ phận một cửa"),
    indicator("t.paid", "rate", title="Tỷ lệ thanh toán trực tuyến"),
]
CONSTANTS = {"communes": {"title": "Số xã của tỉnh", "values": {"2018": 635, "2020": 559}}}


def program(measure: str, rule: Plain, zero: str | None = None, **set_: Any) -> Program:
    more = {"when_denominator_zero": zero} if zero else {}
    one = component("1.1", rule, measure=measure, **more)
    return World([[one]], INDICATORS, set={"constants": CONSTANTS, **set_}).program()


def sheet_of(
    program: Program, values: Plain | None = None, on: dt.date = dt.date(2019, 12, 1), **more: Any
) -> ScoreSheet:
    sheet, again = (scored(program, submission(values, **more), on, fast=fast) for fast in (False, True))
    assert [one.mark for one in sheet.components] == [one.mark for one in again.components]
    return sheet


def only(sheet: ScoreSheet) -> ComponentResult:
    (one,) = sheet.components
    return one


NEW_FIRMS = "(t.firms - previous_year(t.firms)) / previous_year(t.firms)"


@pytest.mark.parametrize(
    ("now", "before", "points"), [(130, 100, 1), (129, 100, 0), (0, 100, 0), (13, 10, 1), (50, 0, 0)]
)
def test_a_rise_over_last_year(now: int, before: int, points: int) -> None:
    sheet = sheet_of(program(NEW_FIRMS, at_least("30%"), "zero"), {"t.firms": now}, previous_values={"t.firms": before})
    assert only(sheet).state is State.SCORED
    assert only(sheet).points == points


@pytest.mark.parametrize("zero", ["full", "zero", "not_applicable"])
def test_last_years_zero_is_what_the_set_says(zero: str) -> None:
    one = only(sheet_of(program(NEW_FIRMS, at_least("30%"), zero), {"t.firms": 5}, previous_values={"t.firms": 0}))
    state, points = {"full": (State.SCORED, 1), "zero": (State.SCORED, 0)}.get(zero, (State.NOT_APPLICABLE, 0))
    assert one.state is state
    assert one.points == points


def test_a_missing_past_is_missing_and_never_zero() -> None:
    asked = program(NEW_FIRMS, at_least("30%"), "full")
    one = only(sheet_of(asked, {"t.firms": 5}))
    assert one.state is State.MISSING
    assert one.open == 1
    assert one.why.startswith(
        "Không so sánh được với năm 2018 vì chưa có số liệu “Doanh nghiệp thành lập mới” năm 2018"
    )
    assert one.next is not None
    assert one.next.ways[0].words() == "bổ sung “Doanh nghiệp thành lập mới” năm 2018"
    late = only(sheet_of(asked, {"t.firms": 5}, on=AFTER_ALL))
    assert (late.state, late.losses[0].cause) == (State.SCORED, Cause.NO_DATA)
    assert late.points == 0


def test_a_missing_present_is_told_beside_a_missing_past() -> None:
    why = only(sheet_of(program(NEW_FIRMS, at_least("30%"), "zero"))).why
    assert "Chưa có “Doanh nghiệp thành lập mới”; không so sánh được với năm 2018" in why


def test_a_past_figure_that_cannot_be_read_is_missing_with_the_reason() -> None:
    sheet = sheet_of(program(NEW_FIRMS, at_least("30%"), "zero"), {"t.firms": 5}, previous_values={"t.firms": -3})
    assert only(sheet).state is State.MISSING
    assert "số âm" in only(sheet).why


def test_two_places_that_say_the_same_agree_and_two_that_differ_leave_it_open() -> None:
    asked = program(NEW_FIRMS, at_least("30%"), "zero")
    past: Plain = {"previous_values": {"t.firms": 100}, "history": {"2018": {"t.firms": 100}}}
    assert only(sheet_of(asked, {"t.firms": 130}, **past)).points == 1
    past["history"]["2018"]["t.firms"] = 99
    one = only(sheet_of(asked, {"t.firms": 130}, **past))
    assert (one.state, one.decided[0].cause) == (State.MISSING, Cause.INCONSISTENT_DATA)
    assert "năm 2018: nơi ghi 100, nơi ghi 99" in one.why


def test_investment_above_last_year_is_strict() -> None:
    asked = program("t.money - previous_year(t.money)", above(0))
    points = [
        only(sheet_of(asked, {"t.money": now}, previous_values={"t.money": 10**15})).points
        for now in (10**15, 10**15 + 1)
    ]
    assert points == [0, 1]


def test_rising_each_year_is_the_least_of_the_differences() -> None:
    rising = "min(t.paid - previous_year(t.paid), previous_year(t.paid) - previous_year(previous_year(t.paid)))"
    asked = program(rising, above(0))
    for rates, points in ((("50%", "60%", "70%"), 1), (("50%", "70%", "70%"), 0), (("50%", "45%", "70%"), 0)):
        history = {"2017": {"t.paid": rates[0]}, "2018": {"t.paid": rates[1]}}
        assert only(sheet_of(asked, {"t.paid": rates[2]}, history=history)).points == points


def test_more_than_in_a_certain_year() -> None:
    asked = program("t.firms - baseline(t.firms, 2016)", above(0))
    assert only(sheet_of(asked, {"t.firms": 6}, history={"2016": {"t.firms": 5}})).points == 1
    assert "“Doanh nghiệp thành lập mới” năm 2016" in only(sheet_of(asked, {"t.firms": 6})).why


def test_less_than_the_yearly_mean_of_a_span() -> None:
    down = "(baseline(t.money, 2014..2016) - t.money) / baseline(t.money, 2014..2016)"
    asked = program(down, at_least("12.5%"), "not_applicable")
    history = {year: {"t.money": money} for year, money in (("2014", 700), ("2015", 800), ("2016", 900))}
    assert [only(sheet_of(asked, {"t.money": now}, history=history)).points for now in (700, 701)] == [1, 0]


def test_large_money_is_exact_and_readable() -> None:
    asked = program("sum_over_years(t.money, 2015..2019)", at_least(840_000 * BILLION))
    history = {str(year): {"t.money": 168_000 * BILLION} for year in range(2015, 2019)}
    enough, short = (sheet_of(asked, {"t.money": 168_000 * BILLION - less}, history=history) for less in (0, 1))
    assert [only(sheet).points for sheet in (enough, short)] == [1, 0]
    text = dict(explanation(enough, only(enough)))
    assert "Phép tính: tổng các năm 2015–2019 của “Thu ngân sách”." in text["Cách chấm"]
    assert "Từ 840.000 tỷ đồng trở lên" in text["Cách chấm"][0]
    assert "Thu ngân sách năm 2015 (t.money@2015): 168.000 tỷ đồng." in text["Số liệu"]
    assert only(short).why.startswith("Kết quả 839.999.999.999.999,")


COMPOUND = "mean_growth(t.money, 2017..2019, compound)"


@law(60)
@given(st.integers(1, 10**13), st.integers(-2, 2))
def test_compound_growth_is_decided_by_powers(start: int, beside: int) -> None:
    end = start * 107**2 + beside
    sheet = sheet_of(SEVEN_PER_CENT, {"t.money": end}, history={"2017": {"t.money": start * 100**2}})
    assert only(sheet).points == (beside >= 0)


SEVEN_PER_CENT = program(COMPOUND, at_least("7%"), "zero")


def test_growth_that_is_no_fraction_is_shown_as_what_it_is() -> None:
    sheet = sheet_of(SEVEN_PER_CENT, {"t.money": 3}, history={"2017": {"t.money": 2}})
    assert only(sheet).measure == "(3/2)^(1/2) - 1"
    lines = dict(explanation(sheet, only(sheet)))["Cách chấm"]
    assert "từ năm 2017 đến năm 2019" in lines[1]
    assert "luỹ kế" in lines[1]
    assert "2 lên 3 sau 2 năm ≈ 22,47%" in lines[2]
    (area,) = trace_areas(sheet)
    assert area["components"][0]["decisions"][0]["exact"] == "căn bậc 2 của 3/2, trừ 1"


def test_arithmetic_growth_differs_from_compound() -> None:
    history = {"2017": {"t.money": 100}, "2018": {"t.money": 200}}
    arithmetic = program("mean_growth(t.money, 2017..2019, arithmetic)", at_least("25%"), "zero")
    compound = program(COMPOUND, at_least("25%"), "zero")
    assert only(sheet_of(arithmetic, {"t.money": 100}, history=history)).measure == "1/4"
    assert only(sheet_of(compound, {"t.money": 100}, history=history)).measure == "0"


def units(*figures: object) -> Plain:
    """Sub-units with their broadcasts; None reports nothing."""
    reported = {f"xa-{n}": {"t.cast": figure} if figure is not None else {} for n, figure in enumerate(figures)}
    return {name: {"name": f"UBND xã {name[3:]}", "values": values} for name, values in reported.items()}


SHARE = program("share_of(sub_units, t.cast >= 2)", at_least("50%"), "not_applicable")


@pytest.mark.parametrize(("figures", "points"), [((2, 1), 1), ((2, 1, 1), 0), ((2,), 1), ((0, 0), 0)])
def test_a_share_of_the_units(figures: tuple[int, ...], points: int) -> None:
    assert only(sheet_of(SHARE, sub_units=units(*figures))).points == points


@pytest.mark.parametrize(
    ("condition", "met", "words"),
    [
        ("2 <= t.cast <= 3", 2, "có “Số buổi phát thanh” từ 2 đến 3"),
        ("2 < t.cast < 4", 1, "có “Số buổi phát thanh” trên 2 đến dưới 4"),
        ("3 ≥ t.cast > 1", 2, "có “Số buổi phát thanh” trên 1 đến 3"),
        ("1 <= t.cast < 1 + 3", 3, "có “Số buổi phát thanh” từ 1 đến dưới 1 + 3"),
    ],
)
def test_a_condition_with_two_bounds(condition: str, met: int, words: str) -> None:
    sheet = sheet_of(program(f"count_of(sub_units, {condition})", at_least(4)), sub_units=units(1, 2, 3, 4))
    assert only(sheet).measure == str(met)
    assert words in str(explanation(sheet, only(sheet)))


def test_units_without_a_figure_are_named_and_leave_it_open() -> None:
    one = only(sheet_of(SHARE, sub_units=units(2, None, 2, None)))
    assert (one.state, one.why) == (State.MISSING, "Chưa có “Số buổi phát thanh” của UBND xã 1, của UBND xã 3.")
    many = only(sheet_of(SHARE, sub_units=units(2, *[None] * 9)))
    assert "của UBND xã 3, … (9 số liệu)" in many.why
    assert many.next is not None
    assert len(many.next.ways[0].needs) == 1


def test_units_that_are_not_listed_are_missing_and_none_is_none() -> None:
    assert "danh sách đơn vị trực thuộc" in only(sheet_of(SHARE)).why
    assert only(sheet_of(SHARE, sub_units={})).state is State.NOT_APPLICABLE


def test_the_agencys_own_figure_does_not_stand_for_its_units() -> None:
    assert only(sheet_of(SHARE, {"t.cast": 5}, sub_units=units(None))).state is State.MISSING


def test_units_that_fall_short_are_named_as_what_to_mend() -> None:
    one = only(sheet_of(SHARE, sub_units=units(2, 1, 0)))
    assert one.next is not None
    assert one.next.ways[0].words() == (
        "thêm 1 đơn vị trực thuộc đạt điều kiện (từ 1 lên 2 trong 3); "
        "tăng “Số buổi phát thanh” của UBND xã 1 thêm 1 buổi (từ 1 lên 2)"
    )
    sheet = sheet_of(SHARE, sub_units=units(2, 1, 0))
    assert "Kết quả 1 trong 3 đơn vị trực thuộc ≈ 33,33%" in explanation(sheet, only(sheet))[1][1][2]


def test_answers_of_units_count() -> None:
    asked = program("count_of(sub_units, t.desk = 1) / constant(communes)", at_least("100%"), "zero")
    below = {f"xa-{n}": {"name": f"Xã {n}", "values": {"t.desk": n != 7}} for n in range(636)}
    assert only(sheet_of(asked, sub_units=below)).points == 1
    del below["xa-0"]
    assert only(sheet_of(asked, sub_units=below)).measure == "634/635"


def test_every_month_of_the_period() -> None:
    asked = program("share_of(months, t.cast >= 2)", at_least("100%"), "zero")
    months = {f"2019-{month:02}": 2 for month in range(1, 13)}
    sheet = sheet_of(asked, series={"t.cast": months})
    assert only(sheet).points == 1
    assert any(
        "12 số liệu: tháng 1/2019 2 buổi; tháng 2/2019" in line for line in explanation(sheet, only(sheet))[2][1]
    )
    assert only(sheet_of(asked, series={"t.cast": {**months, "2019-05": 1}})).points == 0
    del months["2019-02"]
    assert only(sheet_of(asked, series={"t.cast": months})).why == "Chưa có “Số buổi phát thanh” tháng 2/2019."


def test_every_month_in_every_unit() -> None:
    asked = program("share_of(sub_units, count_of(months, t.cast >= 2) = 12)", at_least("100%"), "zero")
    months = {f"2019-{month:02}": 2 for month in range(1, 13)}
    below: Plain = {name: {"name": name, "series": {"t.cast": dict(months)}} for name in ("xa-a", "xa-b")}
    assert only(sheet_of(asked, sub_units=below)).points == 1
    below["xa-b"]["series"]["t.cast"]["2019-12"] = 1
    assert only(sheet_of(asked, sub_units=below)).measure == "1/2"


@pytest.mark.parametrize(("year", "points"), [(2018, 0), (2019, 0), (2020, 1), (2030, 1)])
def test_a_dated_constant_holds_until_the_next(year: int, points: int) -> None:
    rule = {"bands": [{"at_least": 0, "points": 1}, {"otherwise": True, "points": 0}]}
    asked = program("t.firms - constant(communes)", rule, year=year, dated={"from": "01/01", "to": "31/12"})
    data = submission(
        {"t.firms": 559}, period={"from": f"01/01/{year}", "to": f"31/12/{year}"}, prepared_on=f"01/12/{year}"
    )
    assert only(scored(asked, data, dt.date(year, 12, 1))).points == points


def test_events_of_the_period_are_counted_month_by_month() -> None:
    events = {"cast": "phát thanh về cải cách hành chính"}
    yearly = program("count_events(cast)", at_least(24), events=events)
    monthly = program("share_of(months, count_events(cast) >= 2)", at_least("100%"), "zero", events=events)
    days = [f"{day}/{month}/2019" for month in range(1, 13) for day in ("05", "20")]
    for asked in (yearly, monthly):
        assert only(sheet_of(asked, events={"cast": [*days, "01/01/2018"]})).points == 1
        assert only(sheet_of(asked, events={"cast": [*days[1:], "01/01/2020"]})).points == 0
        assert only(sheet_of(asked, events={"cast": []})).points == 0
        missing = only(sheet_of(asked))
        assert missing.state is State.MISSING
        assert "ngày của sự kiện “phát thanh về cải cách hành chính”" in missing.why
    sheet = sheet_of(yearly, events={"cast": days})
    assert "Phép tính: số lần “phát thanh về cải cách hành chính”." in explanation(sheet, only(sheet))[1][1]


def test_merged_agencies_add_up_their_predecessors() -> None:
    asked = program(NEW_FIRMS, at_least("30%"), "zero")
    parts = [{"id": f"xa-{n}", "name": f"Xã {n}", "history": {"2018": {"t.firms": n}}} for n in (40, 60)]
    sheet = sheet_of(asked, {"t.firms": 130}, predecessors=parts)
    assert only(sheet).points == 1
    assert only(sheet).measure == "3/10"
    assert any("100, cộng các đơn vị hợp nhất: 40 + 60" in line for line in explanation(sheet, only(sheet))[2][1])
    parts[1]["history"] = {}
    one = only(sheet_of(asked, {"t.firms": 130}, predecessors=parts))
    assert one.state is State.MISSING
    assert "chưa có số của Xã 60" in one.why


def test_rates_of_predecessors_are_not_added() -> None:
    asked = program("t.paid - previous_year(t.paid)", above(0))
    parts = [{"id": f"xa-{n}", "name": f"Xã {n}", "history": {"2018": {"t.paid": "10%"}}} for n in range(2)]
    one = only(sheet_of(asked, {"t.paid": "50%"}, predecessors=parts))
    assert one.state is State.MISSING
    assert "không cộng được" in one.why


def test_a_rehearsal_looks_back_from_its_own_year() -> None:
    data = submission({"t.firms": 130}, previous_values={"t.firms": 100}, purpose="rehearsal", prepared_on="15/06/2020")
    data["period"] = {"from": "01/01/2020", "to": "30/06/2020"}
    sheet = scored(program(NEW_FIRMS, at_least("30%"), "zero"), data, dt.date(2020, 6, 15))
    assert [value.title for value in only(sheet).decided[0].asked.inputs] == [
        "Doanh nghiệp thành lập mới",
        "Doanh nghiệp thành lập mới năm 2019",
    ]


def test_the_trace_names_every_figure_with_its_year() -> None:
    sheet = sheet_of(program(NEW_FIRMS, at_least("30%"), "zero"), {"t.firms": 130}, previous_values={"t.firms": 100})
    shape = explain_shape(sheet, only(sheet))
    assert shape["decisions"][0]["inputs"] == {"t.firms": "130", "t.firms@2018": "100"}
    assert shape["text"]["Cách chấm"][1] == (
        "Phép tính: (“Doanh nghiệp thành lập mới” − “Doanh nghiệp thành lập mới” năm 2018) ÷ "
        "“Doanh nghiệp thành lập mới” năm 2018."
    )


@law(60)
@given(st.integers(1, 5_000), st.integers(0, 5_000), st.integers(1, 60))
def test_ways_move_this_years_figure_and_no_other(before: int, now: int, per_cent: int) -> None:
    asked = program(NEW_FIRMS, at_least(f"{per_cent}%"), "zero")
    sheet = sheet_of(asked, {"t.firms": now}, previous_values={"t.firms": before})
    one = only(sheet)
    if one.points:
        assert Fraction(now - before, before) >= Fraction(per_cent, 100)
        return
    assert one.next is not None
    (way,) = one.next.ways
    (need,) = way.needs
    least = -(-before * (100 + per_cent) // 100)
    assert (need.subject, need.at_least) == ("t.firms", Decimal(least))
    assert only(scored(asked, followed(sheet, one, way))).points == 1
    assert only(scored(asked, followed(sheet, one, way, less=1))).points == 0


def test_ways_of_compound_growth_hold() -> None:
    sheet = sheet_of(SEVEN_PER_CENT, {"t.money": 1_000}, history={"2017": {"t.money": 1_000}})
    step = only(sheet).next
    assert step is not None
    (way,) = step.ways
    assert way.needs[0].at_least == 1_145  # 1.000 × 1,07² = 1.144,9
    assert only(scored(SEVEN_PER_CENT, followed(sheet, only(sheet), way))).points == 1


def test_what_has_been_cannot_be_mended() -> None:
    asked = program("previous_year(t.firms)", at_least(10))
    one = only(sheet_of(asked, {"t.firms": 50}, previous_values={"t.firms": 9}))
    assert one.next is not None
    assert (one.next.ways, one.next.impossible[:22]) == ((), "năm nay không gỡ được:")


def test_figures_too_large_to_compare_are_told() -> None:
    asked = program("sum_over_years(t.money, 2010..2019)", at_least(1))
    huge = 2**60 - 1
    sheet = sheet_of(asked, {"t.money": huge}, history={str(year): {"t.money": huge} for year in range(2010, 2019)})
    assert only(sheet).state is State.MISSING
    assert "Số liệu quá lớn" in only(sheet).why
    assert "value.too_large" in {finding.check for finding in sheet.findings}
