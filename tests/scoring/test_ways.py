"""Advice is true: whoever does what a way says gets at least what it promises, and one step less does not do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.load import require_set
from par_engine.evidence.evidence import load_submission
from par_engine.library import Library
from par_engine.scoring.blocks import exact_points
from par_engine.scoring.evaluate import score_loaded
from par_engine.scoring.needs import NextStep, Way
from par_engine.scoring.program import Program, build_program
from par_engine.scoring.result import ComponentResult, ScoreSheet
from par_engine.scoring.score import score
from tests.scoring.changes import followed
from tests.scoring.drawing import submissions, worlds
from tests.scoring.samples import bands, every_kind, report, world
from tests.scoring.world import Plain, component, evidence, indicator, scored, submission

ROOT = Path(__file__).parents[2]
LAST = dt.date(2019, 12, 31)
"""The last day on which a plan of the year can be issued."""


def promises(sheet: ScoreSheet) -> Iterator[tuple[ComponentResult, Way]]:
    """Every way that says what to do in full. A figure or a date that is not there yet cannot promise what it says, nor
    another component what it will earn."""
    for one in sheet.components:
        for block in one.blocks:
            unknown = any(member.asked.lacking or member.asked.contradicted for member in block.members)
            for way in block.next.ways if block.next and not unknown else ():
                if all(need.kind != "component" for need in way.needs):
                    yield one, way


def broken(sheet: ScoreSheet, program: Program) -> list[str]:
    """The promises that do not hold."""
    found = []
    for one, way in promises(sheet):
        after = again(program, followed(sheet, one, way), sheet, one.id)
        if after.points < way.points or way.points != one.points + way.gain or way.gain <= 0:
            found.append(f"{one.id}: {one.points} + {way.gain} → {way.points}, thực tế {after.points}: {way.words()}")
            continue
        for need in way.needs:
            short = again(program, followed(sheet, one, way, less=1, only=need), sheet, one.id)
            if need.kind == "indicator" and exact(short) >= exact(after):
                found.append(f"{one.id}: bớt một bước vẫn đủ: {need.words}")
    return found


def exact(one: ComponentResult) -> Fraction:
    """Points before rounding: near a full mark less may print the same."""
    return exact_points(one.decided)


def again(program: Program, data: Plain, sheet: ScoreSheet, component: str) -> ComponentResult:
    """One component of a changed submission, scored on the same day; what others found stays."""
    read = evidence(program, data)
    read.results = sheet.evidence.results
    result = score(program, read, sheet.on, only=component).component(component)
    assert result is not None
    return result


@given(st.data())
def test_ways_of_random_sheets_hold(data: st.DataObject) -> None:
    drawing = data.draw(worlds())
    program = drawing.world.program()
    for _ in range(3):
        handed_in, on = data.draw(submissions(drawing))
        sheet = scored(program, handed_in, on)
        assert broken(sheet, program) == []


@pytest.mark.parametrize("example", ["thanh-hoa-2020-6-thang", "so-tu-phap-2019", "huyen-dai-tu-2017"])
def test_ways_of_the_shipped_examples_hold(example: str) -> None:
    file = load_submission(ROOT / "examples" / example / "submission.yaml", example)
    shipped = require_set(Library(ROOT, "kho mã nguồn"), file.model.criteria_set)
    program = build_program(shipped, file.model.unit_kind)
    year = file.model.period.to.year
    for on in (file.model.prepared_on, dt.date(year, 3, 1), dt.date(year, 12, 4), dt.date(year, 12, 31)):
        sheet = score_loaded(program, file, on)
        assert list(promises(sheet))
        assert broken(sheet, program) == []


# Worked examples.


def ways_of(one: Plain, values: Plain, **movements: Plain) -> NextStep | None:
    """The next step of one component, with how its figures move."""
    small = world(one)
    for item in small.indicators:
        item.update(movements.get(item["id"].removeprefix("t."), {}))
    return scored(small.program(), submission(values, [report(one["id"])])).components[0].next


def test_the_least_number_of_files_that_reaches_the_next_step() -> None:
    """90 of 100 in time; each further file answered in time raises both: (90 + n) ÷ (100 + n) ≥ 95 % from n = 100."""
    step = ways_of(bands(), {"t.n": 90, "t.d": 100}, n={"movement": "only_grows", "moves_with": {"t.d": 1}})
    assert step is not None
    needs = [(need.subject, need.change, need.at_least, need.at_most) for way in step.ways for need in way.needs]
    assert needs == [("t.d", Decimal(-6), None, Decimal(94)), ("t.n", Decimal(100), Decimal(190), None)]
    assert (step.gain, step.gain_full) == (Decimal("1.00"), Decimal("2.00"))


def test_what_cannot_be_mended_says_which_figure_holds_it_down() -> None:
    measure = "t.n / (t.n + t.d)"
    movements = {"n": {"movement": "fixed"}, "d": {"movement": "only_grows"}}
    step = ways_of(bands(measure=measure), {"t.n": 90, "t.d": 10}, **movements)
    assert step is not None
    assert step.ways == ()
    assert step.gain == step.gain_full == Decimal("0.00")
    assert step.impossible == "năm nay không gỡ được vì 10 “Số liệu t.d” không giảm được nữa"


@pytest.mark.parametrize(("meaning", "open_to"), [("zero", True), ("full", False), ("not_applicable", False)])
def test_where_nothing_happened_it_says_what_would_have_to(meaning: str, open_to: bool) -> None:
    one = bands() | {"when_denominator_zero": meaning}
    step = ways_of(one, {"t.n": 0, "t.d": 0})
    assert (step is not None) == open_to
    if step:
        assert (step.ways, step.gain) == ((), Decimal("0.00"))
        assert step.impossible == "chỉ có điểm khi có phát sinh “Số liệu t.d”"


def test_advice_does_not_break_a_sum() -> None:
    """The twin must equal the figure and does not move along: no way may touch it."""
    step = ways_of(bands(), {"t.n": 90, "t.n_twin": 90, "t.d": 100}, d={"movement": "fixed"})
    assert step is not None
    assert step.ways == ()


def test_a_figure_that_calls_for_a_document_names_it() -> None:
    asked = {"kind": "bao_cao", "about": "kết quả", "when": {"measure": "t.n", "above": 0}}
    one = component("1.1", {"per_item": {"each": 1}}, measure="t.n", documents={"report": asked})
    small = world(one)
    (result,) = scored(small.program(), submission({"t.n": 0})).components
    assert result.next is not None
    assert [need.kind for need in result.next.ways[0].needs] == ["indicator", "document"]


def test_a_rate_moves_through_its_parts() -> None:
    """A stated rate cannot rise by itself while the figures it is the rate of stay."""
    of = {"numerator": "t.n", "denominator": "t.d"}
    one = component(
        "1.1", {"bands": [{"at_least": "95%", "points": 1}, {"otherwise": True, "points": 0}]}, measure="t.r"
    )
    small = world(one)
    small.indicators.append(indicator("t.r", "rate", of=of))
    program = small.program()
    (result,) = scored(program, submission({"t.r": "90%", "t.n": 90, "t.d": 100})).components
    assert result.next is not None
    assert [need.subject for way in result.next.ways for need in way.needs] == ["t.n", "t.d"]
    (alone,) = scored(program, submission({"t.r": "90%"})).components
    assert alone.next is not None
    assert [need.subject for way in alone.next.ways for need in way.needs] == ["t.r"]


@pytest.mark.parametrize(
    ("on", "by", "gain"),
    [
        (dt.date(2019, 3, 1), dt.date(2019, 3, 31), "1.00"),
        (dt.date(2019, 3, 31), dt.date(2019, 3, 31), "1.00"),
        (dt.date(2019, 4, 1), dt.date(2019, 4, 15), "0.50"),
        (dt.date(2019, 4, 15), dt.date(2019, 4, 15), "0.50"),
        (dt.date(2019, 4, 16), None, "0.00"),
    ],
)
def test_a_document_can_be_handed_in_until_its_band_ends(on: dt.date, by: dt.date | None, gain: str) -> None:
    (one,) = scored(world(every_kind()["deadline"]).program(), submission(), on).components
    assert one.next is not None
    assert str(one.next.gain) == gain
    assert [need.by for way in one.next.ways for need in way.needs] == ([by] if by else [])


def test_a_way_is_never_after_the_window_of_issue() -> None:
    """Late until 15/01 by the rule, but a plan counts only if it is issued in 2019."""
    lines: list[Plain] = [{"at_most": 30, "points": 1}, {"otherwise": True, "points": 0}]
    plan: Plain = {"kind": "ke_hoach", "about": "việc", "due": {"by": "16/12"}}
    one = component("1.1", {"deadline": {"document": "plan", "bands": lines}}, documents={"plan": plan})
    program = world(one).program()
    before, after = (scored(program, submission(), on).components[0].next for on in (LAST, LAST + dt.timedelta(days=1)))
    assert before is not None
    assert after is not None
    assert [need.by for way in before.ways for need in way.needs] == [LAST]
    assert after.ways == ()


def test_a_change_of_a_rate_is_in_points_of_per_cent() -> None:
    lines: list[Plain] = [{"at_least": "95%", "points": 1}, {"otherwise": True, "points": 0}]
    small = world(component("1.1", {"bands": lines}, measure="t.r"))
    small.indicators.append(indicator("t.r", "rate"))
    (result,) = scored(small.program(), submission({"t.r": "90.5%"})).components
    assert result.next is not None
    (way,) = result.next.ways
    assert way.words() == "tăng “Số liệu t.r” thêm 4,5 điểm phần trăm (từ 90,5% lên 95%)"
