"""Beside the areas: bonus and penalty with their caps, final points, grades, rescaling, sources, index roundings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Cause
from par_engine.criteria.sections import Source
from par_engine.lost_points.rows import Group, lost_points
from par_engine.lost_points.totals import totals_of
from par_engine.reports.shapes import score_shape
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.totals import by_source
from tests.scoring.drawing import submissions, worlds
from tests.scoring.oracle import Oracle
from tests.scoring.oracle_totals import Closed, close
from tests.scoring.world import (
    Plain,
    World,
    assessment,
    component,
    indicator,
    problems_of,
    scored,
    submission,
    verified,
)

ZERO = Decimal("0.00")
GRADES: list[Plain] = [
    {"id": "tot", "title": "Tốt", "at_least": "80%"},
    {"id": "kha", "title": "Khá", "above": "65%"},
    {"id": "yeu", "title": "Yếu", "otherwise": True},
]


def answers(*names: str) -> list[Plain]:
    return [component(name, {"yes_no": {"answer": f"t.y{name.replace('.', '_')}"}}, 2) for name in names]


def three_parts(bonus_cap: object = 3, penalty_cap: object = 3, **settings: Any) -> World:
    """Two ordinary components of 2 points, two of bonus, two of penalty."""
    areas = [answers("1.1", "1.2"), answers("T.1", "T.2"), answers("P.1", "P.2")]
    for number, area in enumerate(areas):
        for place, one in enumerate(area):
            one["rule"] = {"yes_no": {"answer": f"t.y{number}{place}"}}
    asked = [indicator(f"t.y{number}{place}", "yes_no") for number in range(3) for place in range(2)]
    sections: dict[int, Plain] = {
        1: {"section": "bonus", "max_points": bonus_cap},
        2: {"section": "penalty", "max_points": penalty_cap},
    }
    return World(areas, asked, [], dict(settings), sections)


def answered(small: World, said: str, **more: Any) -> ScoreSheet:
    """The six answers in order, `1` for yes."""
    return scored(small.program(), submission(_said(said), **more))


def _said(said: str) -> Plain:
    return {f"t.y{place // 2}{place % 2}": answer == "1" for place, answer in enumerate(said)}


@pytest.mark.parametrize(
    ("said", "bonus", "penalty", "final"),
    [
        ("110000", "0.00", "0.00", "4.00"),
        ("111000", "2.00", "0.00", "6.00"),
        ("111100", "3.00", "0.00", "7.00"),
        ("100010", "0.00", "2.00", "0.00"),
        ("100011", "0.00", "3.00", "0.00"),
        ("101111", "3.00", "3.00", "2.00"),
    ],
)
def test_final_is_points_and_bonus_without_penalty(said: str, bonus: str, penalty: str, final: str) -> None:
    sheet = answered(three_parts(), said)
    outcome = sheet.outcome
    assert [str(each) for each in (outcome.bonus, outcome.penalty, outcome.final)] == [bonus, penalty, final]
    total = score_shape(sheet)["total"]
    assert (total["bonus"], total["penalty"], total["final"]) == (bonus, penalty, final)


def test_final_goes_below_zero_only_where_the_set_says_so() -> None:
    assert str(answered(three_parts(), "000011").outcome.final) == "0.00"
    assert str(answered(three_parts(final={"below_zero": True}), "000011").outcome.final) == "-3.00"


def test_sections_never_enter_maxima_index_lost_or_open() -> None:
    for said in ("101111", "100000"):
        sheet = answered(three_parts(), said)
        totals = sheet.totals
        assert [str(each) for each in (totals.points, totals.applicable_max, totals.lost, totals.open)] == [
            *("2.00", "4.00", "2.00", "0.00")
        ]
        assert str(totals.index) == "50.00"
        assert [area.id for area in sheet.areas] == ["a0"]
        sections = [(section.id, section.code, section.title) for section in sheet.sections]
        assert sections == [("a1", "2", "Lĩnh vực 1"), ("a2", "3", "Lĩnh vực 2")]


def test_figures_of_a_section_that_are_missing_open_nothing() -> None:
    sheet = scored(three_parts().program(), submission({"t.y00": True, "t.y01": True}))
    assert (sheet.totals.open, sheet.outcome.bonus, sheet.outcome.penalty) == (ZERO, ZERO, ZERO)
    assert lost_points(sheet) == []


def test_the_list_shows_what_a_penalty_took_and_no_way_out_of_it() -> None:
    sheet = answered(three_parts(), "110011")
    rows = lost_points(sheet)
    assert [(row.id, str(row.points), row.cause, row.group) for row in rows] == [
        ("P.1", "2.00", Cause.DEDUCTED, Group.MENDABLE_NEXT_YEAR),
        ("P.2", "1.00", Cause.DEDUCTED, Group.MENDABLE_NEXT_YEAR),
    ]
    assert all(row.next is None for row in rows)
    totals = totals_of(rows, ZERO)
    assert (totals.lost, totals.penalty, totals.by_cause) == (ZERO, Decimal("3.00"), {"deducted": Decimal("3.00")})


def test_a_section_says_what_its_cap_cut_off() -> None:
    bonus, penalty = score_shape(answered(three_parts(Decimal("2.5")), "001110"))["sections"]
    assert (bonus["section"], bonus["points"], bonus["max_points"], bonus["uncapped"]) == (
        "bonus",
        "2.50",
        "2.50",
        "4.00",
    )
    assert (penalty["section"], penalty["points"], penalty["uncapped"]) == ("penalty", "2.00", "2.00")


def test_a_bonus_needs_no_remedy_but_a_penalty_does() -> None:
    small = three_parts()
    for area in small.areas:
        del area[0]["remedy"]
    assert [line.split(": ")[3] for line in problems_of(small.yardstick())] == ["1.1", "P.1"]


# Grades.


@pytest.mark.parametrize(
    ("most", "grade"),
    [
        (("80", "20"), "tot"),
        (("79", "21"), "kha"),
        (("65", "35"), "yeu"),
        (("65.01", "34.99"), "kha"),
        (("1", "99"), "yeu"),
    ],
)
def test_a_grade_by_index(most: tuple[str, str], grade: str) -> None:
    members = [component(f"1.{n}", {"yes_no": {"answer": f"t.y{n}"}}, Decimal(most[n])) for n in (0, 1)]
    small = World([members], [indicator(f"t.y{n}", "yes_no") for n in (0, 1)], [], {"grades": {"levels": GRADES}})
    found = scored(small.program(), submission({"t.y0": True, "t.y1": False})).outcome.grade
    assert found is not None
    assert (found.id, found.provisional) == (grade, False)


def test_the_grade_looks_at_the_index_as_printed() -> None:
    """799/999 = 79,9799… %; with no decimals it prints 80, and what prints 80 is graded as 80."""
    members = [component(f"1.{n}", {"yes_no": {"answer": f"t.y{n}"}}, most) for n, most in enumerate((799, 200))]
    asked = [indicator(f"t.y{n}", "yes_no") for n in (0, 1)]
    for rounding, grade in (("half_up", "tot"), ("down", "kha")):
        settings = {"grades": {"levels": GRADES}, "index": {"decimals": 0, "rounding": rounding}}
        sheet = scored(World([members], asked, [], settings).program(), submission({"t.y0": True, "t.y1": False}))
        assert sheet.outcome.grade is not None
        assert sheet.outcome.grade.id == grade


def test_a_grade_by_final_points_and_by_unit_kind() -> None:
    high = [{"id": "i", "title": "Nhóm I", "at_least": 6}, {"id": "ii", "title": "Nhóm II", "otherwise": True}]
    low = [{"id": "i", "title": "Nhóm I", "at_least": 5}, {"id": "ii", "title": "Nhóm II", "otherwise": True}]
    small = three_parts(grades={"on": "final", "levels": {"so": high, "huyen": low}})

    def grade(said: str, unit_kind: str) -> str | None:
        data = submission(_said(said), unit_kind=unit_kind)
        found = scored(small.program(unit_kind), data).outcome.grade
        return found.id if found else None

    assert [grade("111000", "so"), grade("110000", "so"), grade("111000", "huyen")] == ["i", "ii", "i"]
    only = three_parts(grades={"on": "final", "levels": {"huyen": low}})
    assert answered(only, "110000").outcome.grade is None


def test_a_grade_is_provisional_while_points_are_open() -> None:
    small = three_parts(grades={"levels": GRADES})
    grade = scored(small.program(), submission({"t.y00": True})).outcome.grade
    assert grade is not None
    assert (grade.title, grade.provisional) == ("Yếu", True)


def test_nothing_to_grade_where_nothing_applies() -> None:
    exempt = [{"agency": "so-a", "components": ["1.1", "1.2"], "reason": "được miễn"}]
    agencies = {name: {"name": name, "unit_kind": "so"} for name in ("so-a", "van-phong")}
    small = three_parts(grades={"levels": GRADES}, exemptions=exempt, agencies=agencies)
    assert answered(small, "000000").outcome.grade is None


# Sources and rescaling.


def from_three(**settings: Any) -> World:
    """6 points of the agency's own, 3 of a survey, 4 of the board."""
    members = [
        component("1.1", {"per_item": {"each": 1}}, 6, measure="t.n"),
        component("1.2", {"survey": [{"question": "q1", "title": "Hài lòng", "full_at": "100%"}]}, 3),
        component("1.3", {"judged": {"guidance": "theo sáng kiến"}}, 4),
    ]
    return World([members], [indicator("t.n", "count")], [], settings)


DATA: Plain = submission({"t.n": 5})
JUDGED: Plain = {"1.3": {"points": 1, "grounds": "họp"}}
NOT_HELD: Plain = {"survey": "Năm nay không tổ chức điều tra"}


def test_totals_by_source_sum_to_the_whole() -> None:
    sheet = verified(from_three().program(), DATA, assessment(judged=JUDGED))
    found = by_source(sheet)
    assert list(found) == [Source.SELF, Source.SURVEY, Source.VERIFIER]
    assert [str(one.index) for one in found.values()] == ["83.33", "0.00", "25.00"]
    for part in ("points", "lost", "open", "applicable_max", "max_points"):
        assert sum(getattr(one, part) for one in found.values()) == getattr(sheet.totals, part)
    assert set(score_shape(sheet)["total"]["by_source"]) == {"self", "survey", "verifier"}


RESCALE: Plain = {"when_absent": "survey"}


def test_rescaled_figures_stand_beside_the_plain_ones() -> None:
    """10 of 13 without the survey's 3: 6 points of 10 are 7,8 of 13."""
    program = from_three(rescale=RESCALE, grades={"levels": GRADES}).program()
    sheet = verified(program, DATA, assessment(judged=JUDGED, not_held=NOT_HELD))
    scaled = sheet.outcome.rescaled
    assert scaled is not None
    assert [str(each) for each in (scaled.points, scaled.applicable_max, scaled.index, scaled.left_out)] == [
        *("7.80", "13.00", "60.00", "3.00")
    ]
    assert [str(each) for each in (sheet.totals.points, sheet.totals.index, sheet.totals.open)] == [
        *("6.00", "46.15", "3.00")
    ]
    assert score_shape(sheet)["total"]["rescaled"]["absent"] == ["survey"]
    grade = sheet.outcome.grade
    assert grade is not None
    assert (str(grade.value), grade.provisional) == ("60.00", False)


def test_nothing_is_rescaled_unless_set_and_assessment_say_so() -> None:
    not_held = assessment(not_held=NOT_HELD)
    assert scored(from_three(rescale=RESCALE).program(), DATA).outcome.rescaled is None
    assert verified(from_three().program(), DATA, not_held).outcome.rescaled is None
    assert verified(from_three(rescale=RESCALE).program(), DATA, assessment()).outcome.rescaled is None
    assert verified(from_three(rescale={"when_absent": "external"}).program(), DATA, not_held).outcome.rescaled is None
    held = assessment(survey={"q1": {"share": "90%", "source": "báo cáo"}})
    assert verified(from_three(rescale=RESCALE).program(), DATA, held).outcome.rescaled is None


# The rounding of the index at its edges.


@pytest.mark.parametrize(
    ("got", "most", "half_up", "down"),
    [
        ("62.62", "70", "89.46", "89.45"),
        ("61.46", "70", "87.80", "87.80"),
        ("1", "800", "0.13", "0.12"),
        ("69.9999", "70", "100.00", "99.99"),
        ("70", "70", "100.00", "100.00"),
    ],
)
def test_the_index_is_rounded_half_up_or_cut(got: str, most: str, half_up: str, down: str) -> None:
    rest = Decimal(most) - Decimal(got)
    parts = [Decimal(got), rest] if rest else [Decimal(got)]
    members = [component(f"1.{n}", {"yes_no": {"answer": f"t.y{n}"}}, part) for n, part in enumerate(parts)]
    asked = [indicator(f"t.y{n}", "yes_no") for n in range(len(parts))]
    for rounding, index in (("half_up", half_up), ("down", down)):
        settings = {"decimals": 4, "index": {"decimals": 2, "rounding": rounding}}
        data = submission({f"t.y{n}": n == 0 for n in range(len(parts))})
        assert str(scored(World([members], asked, [], settings).program(), data).totals.index) == index


# Drawn sets: the second way to the final result.


@st.composite
def sectioned(draw: Any) -> tuple[World, Plain, ScoreSheet]:
    """A drawn set whose last area is a bonus or penalty section, with grades."""
    drawing = draw(worlds())
    small, last = drawing.world, len(drawing.world.areas) - 1
    if last:
        parts = [Decimal(one["max_points"]) for one in small.areas[last]]
        cap = draw(st.sampled_from([sum(parts, Decimal(0)), min(parts)]))
        deducts = any("deduct" in str(one["rule"]) for one in small.areas[last])  # refused in a penalty section
        section = draw(st.sampled_from(["bonus"] if deducts else ["bonus", "penalty"]))
        small.sections = {last: {"section": section, "max_points": cap}}
    on = draw(st.sampled_from(["index", "final"]))
    unit, highest = ("%", 100) if on == "index" else ("", 6)
    cuts = sorted(draw(st.sets(st.integers(0, highest), min_size=1, max_size=3)))
    side = st.sampled_from(["at_least", "above"])
    levels: list[Plain] = [
        {"id": f"l{cut}", "title": f"Loại {cut}", draw(side): f"{cut}{unit}" if unit else cut} for cut in reversed(cuts)
    ]
    small.set["grades"] = {"on": on, "levels": [*levels, {"id": "cuoi", "title": "Cuối", "otherwise": True}]}
    small.set["final"] = {"below_zero": draw(st.booleans())}
    data, day = draw(submissions(drawing))
    return small, data, scored(small.program(), data, day)


@given(sectioned())
def test_a_second_way_to_the_final_result(drawn: tuple[World, Plain, ScoreSheet]) -> None:
    small, data, sheet = drawn
    oracle = Oracle(small, data, sheet.on)
    judged = {one["id"]: found for one in small.components if (found := oracle.judge(one)) is not None}
    unit, outcome = 10 ** int(small.set["decimals"]), sheet.outcome
    mine = Closed(
        int(sheet.totals.points * unit),
        int(sheet.totals.applicable_max * unit),
        int(outcome.bonus * unit),
        int(outcome.penalty * unit),
        int(outcome.final * unit),
        outcome.grade.id if outcome.grade else None,
    )
    assert mine == close(small, judged, "so")


@given(sectioned())
def test_laws_hold_beside_sections(drawn: tuple[World, Plain, ScoreSheet]) -> None:
    _, _, sheet = drawn
    totals, rows = sheet.totals, lost_points(sheet)
    assert totals.points + totals.lost + totals.open == totals.applicable_max
    listed = totals_of(rows, totals.points - totals.points)
    assert (listed.lost, listed.open, listed.penalty) == (totals.lost, totals.open, sheet.outcome.penalty)
    for one in sheet.components:
        assert one.points + one.lost + one.open == one.applicable_max
        assert not (one.section and (one.lost or one.open or one.losses))
    for section in sheet.sections:
        assert section.points == min(section.uncapped, section.max_points)
