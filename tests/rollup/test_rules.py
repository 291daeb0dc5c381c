"""How each kind of figure is summed up, over periods, units and tiers; and that order makes no difference."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.catalogue.roll_up import OverTime, OverUnits, over_time, over_units
from par_engine.catalogue.scope import Figure
from par_engine.criteria.forms import Forms
from par_engine.errors import InputError
from par_engine.evidence.rollup import writing
from par_engine.evidence.rollup.plan import Plan
from par_engine.evidence.rollup.report import Report
from par_engine.evidence.rollup.writing import submission_yaml
from par_engine.evidence.submission import Submission
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import read_tree
from tests.rollup.make import FORMS, LUY_KE, catalogue, form, months, plan, report, rolled, told, unit, values

NEW, DONE, IN_TIME = "dossiers.received_new", "dossiers.resolved", "dossiers.resolved_in_time"
TWO = plan([unit("xa-a"), unit("xa-b")], period={"from": "01/01/2017", "to": "31/03/2017"})


def as_submission(text: str) -> Loaded[Submission]:
    tree, problems = read_tree(text, "ho-so.yaml")
    assert tree is not None, problems
    loaded, problems = validate(tree, Submission)
    assert loaded is not None, [one.line() for one in problems]
    return loaded


@pytest.mark.parametrize(
    ("name", "time", "units"),
    [
        (NEW, OverTime.SUM, OverUnits.SUM),
        ("dossiers.pending", OverTime.LAST, OverUnits.SUM),
        ("dossiers.carried_over", OverTime.FIRST, OverUnits.SUM),
        ("dossiers.received", OverTime.STATED, OverUnits.SUM),
        ("dossiers.in_time_rate", OverTime.RATIO, OverUnits.RATIO),
        ("procedures.total", OverTime.LAST, OverUnits.BY_AGENCY),
        ("feedback.channels_open", OverTime.LAST, OverUnits.BY_AGENCY),
    ],
)
def test_the_rule_of_an_indicator(name: str, time: OverTime, units: OverUnits) -> None:
    indicator = catalogue().indicators[name]
    assert (over_time(indicator), over_units(indicator)) == (time, units)


def test_figures_counted_since_new_year_are_not_added() -> None:
    reports = [*months("xa-a", NEW, {1: 10, 2: 25, 3: 40}), *months("xa-b", NEW, {1: 5, 2: 5, 3: 9})]
    done = rolled(TWO, reports, LUY_KE)
    assert values(done) == {NEW: 49}
    assert [done.figures[Figure(NEW, None, 2017, month)].raw() for month in (1, 2, 3)] == [15, 15, 19]


def test_a_missing_month_does_no_harm_to_figures_counted_since_new_year() -> None:
    reports = [*months("xa-a", NEW, {1: 10, 3: 40}), *months("xa-b", NEW, {1: 5, 2: 5, 3: 9})]
    done = rolled(TWO, reports, LUY_KE)
    assert values(done) == {NEW: 49}
    assert len(told(done, "missing")) == 1


def test_figures_counted_since_new_year_cannot_fall() -> None:
    reports = [*months("xa-a", NEW, {1: 10, 2: 8, 3: 40}), *months("xa-b", NEW, {1: 5, 2: 5, 3: 9})]
    done = rolled(TWO, reports, LUY_KE)
    assert any("số lũy kế giảm từ 10 hồ sơ xuống 8 hồ sơ" in words for words in told(done, "contradiction"))
    assert NEW not in values(done)


def test_a_rate_is_the_ratio_of_the_sums() -> None:
    reports = []
    for month in (1, 2, 3):
        reports.append(report("xa-a", f"M{month}/2017", {"dossiers.in_time_rate": "1/2"}))
        reports.append(report("xa-b", f"M{month}/2017", {"dossiers.in_time_rate": "90/100"}))
    done = rolled(TWO, reports)
    assert values(done) == {"dossiers.in_time_rate": "273/306", IN_TIME: 273, DONE: 306}


def test_rates_alone_cannot_be_summed_up() -> None:
    reports = [
        report(name, f"M{month}/2017", {"dossiers.in_time_rate": "90%"})
        for name in ("xa-a", "xa-b")
        for month in (1, 2, 3)
    ]
    done = rolled(TWO, reports)
    assert values(done) == {}
    assert any("cần cả tử số và mẫu số" in words for words in told(done, "incomplete"))


def test_what_stands_by_agency_stays_with_the_units() -> None:
    reports = [*months("xa-a", "procedures.total", {3: 120}), *months("xa-b", "procedures.total", {3: 118})]
    done = rolled(TWO, reports)
    assert values(done) == {}
    assert values(done, "xa-a") == {"procedures.total": 120}
    assert values(done, "xa-b") == {"procedures.total": 118}


def test_the_output_is_a_submission_and_is_summed_up_again_for_the_province() -> None:
    reports = [*months("xa-a", NEW, {1: 1, 2: 2, 3: 3}), *months("xa-b", NEW, {1: 10, 2: 20, 3: 30})]
    district = as_submission(submission_yaml(rolled(TWO, reports)))
    assert district.model.sub_units is not None
    assert district.model.sub_units["xa-b"].values[NEW].value == 60
    assert district.model.series[NEW]["2017-02"].value == 22
    province = plan(
        [{**unit("huyen"), "unit_kind": "district"}],
        agency={"id": "tinh", "name": "UBND tỉnh"},
        unit_kind="province",
        period={"from": "01/01/2017", "to": "31/03/2017"},
    )
    above = rolled(province, [], submissions=[district])
    assert values(above) == {NEW: 66}
    assert above.findings == ()
    assert above.figures[Figure(NEW, None, 2017, 3)].raw() == 33


def test_three_tiers_in_one_go_make_the_same_as_one_after_the_other() -> None:
    units = [
        {**unit("huyen"), "unit_kind": "district"},
        unit("xa-a", parent="huyen"),
        unit("xa-b", parent="huyen"),
        unit("phuong"),
    ]
    tiers = plan(
        units,
        agency={"id": "tinh", "name": "UBND tỉnh"},
        unit_kind="province",
        period={"from": "01/01/2017", "to": "31/03/2017"},
    )
    reports = [
        *months("xa-a", NEW, {1: 1, 2: 2, 3: 3}),
        *months("xa-b", NEW, {1: 10, 2: 20, 3: 30}),
        *months("phuong", NEW, {1: 100, 2: 100, 3: 100}),
    ]
    done = rolled(tiers, reports)
    assert done.findings == ()
    assert values(done) == {NEW: 366}
    assert values(done, "huyen") == {NEW: 66}
    assert done.units() == ["huyen", "phuong"], "xã thuộc huyện, không thuộc thẳng tỉnh"


def test_every_figure_tells_its_parts() -> None:
    reports = [*months("xa-a", NEW, {1: 1, 2: 2, 3: 3}), *months("xa-b", NEW, {1: 10, 2: 20, 3: 30})]
    origins = as_submission(submission_yaml(rolled(TWO, reports))).model.rolled_up
    assert origins is not None
    assert [(one.unit, one.value) for one in origins.figures[NEW].parts] == [("xa-a", 6), ("xa-b", 60)]
    of_unit = origins.figures[f"{NEW}#xa-a"].parts
    assert [(one.period, one.value, one.report) for one in of_unit] == [
        (f"M{month}/2017", month, f"xa-a-M{month}-2017.json") for month in (1, 2, 3)
    ]


def test_very_many_units_still_make_a_file_that_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [*months("xa-a", NEW, {1: 1, 2: 2, 3: 3}), *months("xa-b", NEW, {1: 10, 2: 20, 3: 30})]
    done = rolled(TWO, reports)
    kept = []
    for _ in range(3):
        text = submission_yaml(done)
        monkeypatch.setattr(writing, "_MOST", len(text) - 1)
        found = as_submission(text).model
        assert found.rolled_up is not None
        assert found.sub_units is not None
        assert found.values[NEW].value == 66
        assert found.sub_units["xa-b"].values[NEW].value == 60
        kept.append((len(found.rolled_up.figures), bool(found.rolled_up.cut), bool(found.sub_units["xa-a"].series)))
    assert kept == [(3, False, True), (1, True, True), (1, True, False)]
    monkeypatch.setattr(writing, "_MOST", 100)
    with pytest.raises(InputError, match="quá lớn"):
        submission_yaml(done)


@st.composite
def years(draw: st.DrawFn) -> tuple[Loaded[Plan], list[Loaded[Report]]]:
    """Reports of two units with gaps, corrections, twins and totals that need not fit."""
    found = []
    for name in ("xa-a", "xa-b", "huyen"):
        for month in (1, 2, 3):
            for correction in range(draw(st.integers(0, 3 if name != "huyen" else 1))):
                figures = draw(
                    st.dictionaries(st.sampled_from([NEW, DONE, "staff.total"]), st.integers(0, 4), min_size=1)
                )
                more = {"correction": correction} if correction else {}
                one = report(name, f"M{month}/2017", figures, **more)
                found.append(one)
                if draw(st.booleans()) and correction == 0:
                    twin = report(name, f"M{month}/2017", draw(st.just(figures) | st.just({NEW: 7})))
                    found.append(Loaded(twin.model, twin.tree, f"ban-sao-{one.name}"))
    return TWO, found


@given(years(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_files_makes_no_difference(
    case: tuple[Loaded[Plan], list[Loaded[Report]]], chance: object, partial: bool
) -> None:
    the_plan, reports = case
    mixed = list(reports)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = rolled(the_plan, reports, partial=partial), rolled(the_plan, mixed, partial=partial)
    assert submission_yaml(one) == submission_yaml(other)
    assert one.findings == other.findings


@given(years())
def test_what_comes_out_is_the_sum_of_what_its_units_make(case: tuple[Loaded[Plan], Sequence[Loaded[Report]]]) -> None:
    done = rolled(case[0], case[1])
    whole = values(done)
    own = {name for one in case[1] if one.model.agency.id == "huyen" for name in one.model.values}
    for name in set(whole) - own:
        assert whole[name] == sum(values(done, of)[name] for of in ("xa-a", "xa-b"))


@pytest.mark.parametrize(
    ("units", "words"),
    [
        ([unit("xa-a"), unit("xa-a")], "mã “xa-a” bị lặp"),
        ([unit("xa-a", parent="huyen-x")], "không có đơn vị “huyen-x”"),
        ([unit("xa-a", parent="xa-b"), unit("xa-b", parent="xa-a")], "đi vòng về chính nó"),
        ([unit("xa-a"), unit("xa-b", predecessors=["xa-a"])], "thời gian tồn tại không nối tiếp"),
        (
            [
                unit("xa-a", valid={"to": "30/06/2017"}),
                unit("xa-b", valid={"from": "01/07/2017"}, predecessors=["xa-a"]),
                unit("xa-c", valid={"from": "01/07/2017"}, predecessors=["xa-a"]),
            ],
            "bị cộng hai lần",
        ),
    ],
)
def test_plans_that_cannot_be_used(units: list[dict[str, object]], words: str) -> None:
    with pytest.raises(InputError) as caught:
        rolled(plan(units), [], FORMS)
    assert any(words in one.message for one in caught.value.findings)


HOW, NEWLY = "Hình thức tuyên truyền", "Sáng kiến, cách làm hay"
WITH_WORDS = form(sections=[{"title": "I", "indicators": [], "texts": [HOW, NEWLY]}])


def test_texts_stand_by_agency_and_lists_become_one() -> None:
    reports = [
        report("xa-b", "M1/2017", {}, texts={HOW: "Loa"}, lists={NEWLY: ["Hẹn giờ trả", "Thư xin lỗi"]}),
        report("xa-a", "M2/2017", {}, texts={HOW: "Niêm yết"}, lists={NEWLY: ["hẹn  giờ TRẢ"]}),
        report("xa-a", "M1/2017", {}, texts={HOW: "Phát thanh"}),
        report("xa-a", "M1/2017", {}, correction=1, texts={HOW: "Phát thanh, báo"}),
    ]
    forms = Forms({"thang": WITH_WORDS})
    for order in (reports, reports[::-1]):
        done = rolled(TWO, order, forms)
        assert told(done, "text") == []
        origins = as_submission(submission_yaml(done)).model.rolled_up
        assert origins is not None
        assert [(one.unit, one.period, one.says) for one in origins.texts[HOW]] == [
            ("xa-a", "M1/2017", "Phát thanh, báo"),
            ("xa-a", "M2/2017", "Niêm yết"),
            ("xa-b", "M1/2017", "Loa"),
        ]
        assert [(one.item, one.units) for one in origins.lists[NEWLY]] == [
            ("hẹn  giờ TRẢ", ("xa-a", "xa-b")),
            ("Thư xin lỗi", ("xa-b",)),
        ]


def test_answers_of_two_tiers_reach_the_third() -> None:
    below = rolled(
        plan([unit("xa-a"), unit("xa-b")]),
        [
            report("xa-b", "M1/2017", {}, texts={HOW: "Loa"}, lists={NEWLY: ["Thư xin lỗi"]}),
            report("xa-a", "M1/2017", {}, texts={HOW: "Niêm yết"}, lists={NEWLY: ["Hẹn giờ trả"]}),
        ],
        Forms({"thang": WITH_WORDS}),
    )
    district = below.plan.agency.id
    above = rolled(
        plan([{**unit(district), "unit_kind": "district"}, unit("phuong")], agency={"id": "tinh", "name": "Tỉnh"}),
        [report("phuong", "M1/2017", {}, texts={HOW: "Báo"}, lists={NEWLY: ["thư XIN lỗi"]})],
        Forms({"thang": WITH_WORDS}),
        [as_submission(submission_yaml(below))],
    )
    assert [(one.unit, one.says) for one in above.told.texts[HOW]] == [
        ("phuong", "Báo"),
        ("xa-a", "Niêm yết"),
        ("xa-b", "Loa"),
    ]
    assert above.told.lists[NEWLY] == {"thư XIN lỗi": ["phuong", "xa-b"], "Hẹn giờ trả": ["xa-a"]}


def test_an_answer_to_another_question_is_told_and_kept() -> None:
    done = rolled(
        TWO, [report("xa-a", "M1/2017", {}, texts={"Hình thức tuyên truyên": "Loa"})], Forms({"thang": WITH_WORDS})
    )
    assert told(done, "text") == ["mẫu biểu không hỏi “Hình thức tuyên truyên”"]
    assert list(done.told.texts) == ["Hình thức tuyên truyên"]
