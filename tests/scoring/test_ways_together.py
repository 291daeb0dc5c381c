"""Ways that need several figures: sub-units and months that must meet a condition, two figures that do so together."""

from __future__ import annotations

import datetime as dt
import math
import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.scoring.needs import NextStep
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.ways import levers
from tests.laws import law
from tests.scoring.test_ways import broken, promises
from tests.scoring.world import Plain, World, component, indicator, scored, submission

ON = dt.date(2019, 11, 15)
"""In November: October is over, November is not."""

MOVEMENTS = ("free", "free", "only_grows", "only_grows", "fixed")
CHECKS: list[Plain] = [
    {"id": "t.part", "title": "a không quá c", "at_most": ["t.a", "t.c"]},
    {"id": "t.whole", "title": "b + d = e", "equal": ["t.b + t.d", "t.e"]},
]


def steps(*bounds: object, falls: bool = False) -> Plain:
    """One point for each bound reached, best first."""
    word = "at_most" if falls else "at_least"
    lines: list[Plain] = [{word: bound, "points": len(bounds) - n} for n, bound in enumerate(bounds)]
    return {"bands": [*lines, {"otherwise": True, "points": 0}]}


def sheet_of(measure: str, rule: Plain, data: Plain, on: dt.date = ON, **movements: Any) -> ScoreSheet:
    """One component of a world with the counts t.a … t.e and the answer t.yes, scored."""
    indicators = [
        indicator(f"t.{name}", "count", unit="buổi", **{"movement": "free", **movements.get(name, {})})
        for name in "abcde"
    ]
    indicators.append(indicator("t.yes", "yes_no"))
    zero = {"when_denominator_zero": "zero"} if "/" in measure or "share_of" in measure else {}
    one = component("1.1", rule, len(rule["bands"]) - 1, measure=measure, **zero)
    program = World([[one]], indicators, CHECKS).program()
    sheet = scored(program, submission(**data), on)
    assert broken(sheet, program) == []
    return sheet


def step_of(sheet: ScoreSheet) -> NextStep:
    (one,) = sheet.components
    assert one.next is not None
    return one.next


def units(**reported: Plain) -> Plain:
    return {name: {"name": f"UBND xã {name.upper()}", "values": values} for name, values in reported.items()}


def words(step: NextStep) -> list[list[str]]:
    return [[need.words for need in way.needs] for way in step.ways]


# Worked examples.


def test_the_units_nearest_to_the_condition_are_named_with_what_each_must_reach() -> None:
    below = units(a={"t.a": 2}, b={"t.a": 0}, c={"t.a": 1}, d={"t.a": 0})
    sheet = sheet_of("share_of(sub_units, t.a >= 2)", steps("75%", "50%"), {"sub_units": below})
    assert words(step_of(sheet)) == [
        [
            "thêm 1 đơn vị trực thuộc đạt điều kiện (từ 1 lên 2 trong 4)",
            "tăng “Số liệu t.a” của UBND xã C thêm 1 buổi (từ 1 lên 2)",
        ]
    ]
    more = sheet_of("share_of(sub_units, t.a >= 2)", steps("75%"), {"sub_units": below})
    assert words(step_of(more)) == [
        [
            "thêm 2 đơn vị trực thuộc đạt điều kiện (từ 1 lên 3 trong 4)",
            "tăng “Số liệu t.a” của UBND xã C thêm 1 buổi (từ 1 lên 2)",
            "tăng “Số liệu t.a” của UBND xã B thêm 2 buổi (từ 0 lên 2)",
        ]
    ]


def test_fewer_units_with_something_wrong() -> None:
    below = units(a={"t.a": 3}, b={"t.a": 1}, c={"t.a": 0})
    sheet = sheet_of("count_of(sub_units, t.a > 0)", steps(0, 1, falls=True), {"sub_units": below})
    assert words(step_of(sheet)) == [
        [
            "bớt 1 đơn vị trực thuộc đạt điều kiện (từ 2 xuống 1 trong 3)",
            "giảm “Số liệu t.a” của UBND xã B bớt 1 buổi (từ 1 xuống 0)",
        ]
    ]
    stuck: dict[str, Any] = {"a": {"movement": "only_grows"}}
    sheet = sheet_of("count_of(sub_units, t.a > 0)", steps(0, 1, falls=True), {"sub_units": below}, **stuck)
    assert step_of(sheet).ways == ()


def test_an_answer_of_a_unit_becomes_yes() -> None:
    below = units(a={"t.yes": True}, b={"t.yes": False})
    sheet = sheet_of("share_of(sub_units, t.yes = 1)", steps("100%"), {"sub_units": below})
    assert words(step_of(sheet))[0][1] == "thực hiện để “Số liệu t.yes” của UBND xã B là có"


def months(*figures: int) -> Plain:
    """The last months of the year."""
    return {f"2019-{13 - len(figures) + place:02}": figure for place, figure in enumerate(figures)}


LAST_QUARTER: Plain = {"period": {"from": "01/10/2019", "to": "31/12/2019"}}


def test_a_month_that_is_over_cannot_be_mended() -> None:
    told = {**LAST_QUARTER, "series": {"t.a": months(1, 1, 0)}}
    measure = "count_of(months, t.a >= 2)"
    assert words(step_of(sheet_of(measure, steps(2, 1), told))) == [
        [
            "thêm 1 tháng trong kỳ đạt điều kiện (từ 0 lên 1 trong 3)",
            "tăng “Số liệu t.a” tháng 11/2019 thêm 1 buổi (từ 1 lên 2)",
        ]
    ]
    stuck = step_of(sheet_of(measure, steps(3), told))
    assert stuck.ways == ()
    assert (
        stuck.impossible == "từng nơi, từng kỳ đều phải đạt; còn chưa đạt: tháng 10/2019, tháng 11/2019, tháng 12/2019"
    )
    over = {**LAST_QUARTER, "series": {"t.a": months(1, 2, 2)}}
    assert step_of(sheet_of(measure, steps(3), over)).impossible == (
        "năm nay không gỡ được vì tháng 10/2019 đã qua mà chưa đạt"
    )


def test_months_within_units() -> None:
    below: Plain = {
        name: {"name": f"Xã {name}", "series": {"t.a": months(2, *figures)}}
        for name, figures in (("a", (1, 1)), ("b", (0, 2)))
    }
    told = {**LAST_QUARTER, "sub_units": below}
    sheet = sheet_of("share_of(sub_units, count_of(months, t.a >= 2) = 3)", steps("100%"), told)
    assert words(step_of(sheet)) == [
        [
            "thêm 2 đơn vị trực thuộc đạt điều kiện (từ 0 lên 2 trong 2)",
            "tăng “Số liệu t.a” của Xã a tháng 11/2019 thêm 1 buổi (từ 1 lên 2)",
            "tăng “Số liệu t.a” của Xã a tháng 12/2019 thêm 1 buổi (từ 1 lên 2)",
            "tăng “Số liệu t.a” của Xã b tháng 11/2019 thêm 2 buổi (từ 0 lên 2)",
        ]
    ]


def test_a_month_moves_its_year_and_a_year_its_last_month() -> None:
    told = {**LAST_QUARTER, "series": {"t.a": months(2, 1, 1)}, "values": {"t.a": 4}}
    sheet_of("count_of(months, t.a >= 2)", steps(2, 1), told)
    (way,) = step_of(sheet_of("t.a", steps(6), told)).ways
    assert way.words() == "tăng “Số liệu t.a” thêm 2 buổi (từ 4 lên 6)"
    fixed = step_of(sheet_of("t.a", steps(6), told, dt.date(2020, 1, 2)))
    assert fixed.ways == ()


def test_two_figures_where_the_smaller_counts() -> None:
    sheet = sheet_of("min(t.a, t.b)", steps(5), {"values": {"t.a": 3, "t.b": 1}})
    assert words(step_of(sheet)) == [
        ["tăng “Số liệu t.a” thêm 2 buổi (từ 3 lên 5)", "tăng “Số liệu t.b” thêm 4 buổi (từ 1 lên 5)"]
    ]


def test_two_figures_each_with_its_ceiling() -> None:
    """a may reach 4, b 3: as much as possible of one and the rest of the other, or the other way round."""
    ceiling: dict[str, Any] = {"c": {"movement": "fixed"}, "b": {"maximum": 3}, "a": {}}
    sheet = sheet_of("t.a + t.b", steps(6), {"values": {"t.a": 2, "t.b": 1, "t.c": 4}}, **ceiling)
    assert [[(need.subject, need.change) for need in way.needs] for way in step_of(sheet).ways] == [
        [("t.a", Decimal(2)), ("t.b", Decimal(1))],
        [("t.a", Decimal(1)), ("t.b", Decimal(2))],
    ]


def test_what_leaves_one_place_arrives_at_another() -> None:
    """b + d = e is kept: b rises as much as d falls."""
    movements: dict[str, Any] = {"e": {"movement": "fixed"}}
    sheet = sheet_of("t.b - t.d", steps(4), {"values": {"t.b": 3, "t.d": 3, "t.e": 6}}, **movements)
    assert words(step_of(sheet)) == [
        ["tăng “Số liệu t.b” thêm 2 buổi (từ 3 lên 5)", "giảm “Số liệu t.d” bớt 2 buổi (từ 3 xuống 1)"]
    ]


def test_a_condition_with_two_bounds_is_mended_from_either_side() -> None:
    below = units(a={"t.a": 9}, b={"t.a": 0}, c={"t.a": 2})
    sheet = sheet_of("share_of(sub_units, 3 <= t.a <= 3)", steps("100%"), {"sub_units": below})
    assert [need.change for way in step_of(sheet).ways for need in way.needs] == [3, 1, 3, -6]


def test_many_units_are_told_in_part() -> None:
    below = {f"xa-{n}": {"name": f"Xã {n}", "values": {"t.a": 0}} for n in range(635)}
    step = step_of(sheet_of("share_of(sub_units, t.a >= 2)", steps("5%"), {"sub_units": below}))
    (way,) = step.ways
    assert len(way.needs) == 1 + math.ceil(635 * 5 / 100)
    assert way.words().endswith("; … và 21 việc nữa")


# Laws.


def reported(draw: random.Random) -> Plain:
    """Figures of the agency, of units with some months, and of months; identities sometimes hold."""

    def some(names: str) -> Plain:
        return {f"t.{name}": draw.randint(0, 4) for name in names}

    def quarter() -> Plain:
        return months(*(draw.randint(0, 4) for _ in range(3)))

    values = some("abcde")
    data: Plain = {**LAST_QUARTER, "values": values, "sub_units": {}}
    if draw.random() < 0.6:
        data["series"] = {name: quarter() for name in ("t.a", "t.b")}
        if draw.random() < 0.8:
            values |= {name: sum(told.values()) for name, told in data["series"].items()}
    if draw.random() < 0.8:
        values["t.c"] = values["t.a"] + draw.randint(0, 6)
        values["t.e"] = values["t.b"] + values["t.d"]
    for name in ("t.c", "t.e"):
        if draw.random() < 0.4:
            del values[name]  # then nothing keeps the others
    for n in range(draw.randint(1, 4)):
        told: Plain = {"name": f"Xã {n}", "values": some("cde"), "series": {"t.a": quarter()}}
        told["values"]["t.yes"] = draw.random() < 0.5
        if draw.random() < 0.3:
            told["values"] |= {"t.a": sum(told["series"]["t.a"].values()), **some("b")}
        data["sub_units"][f"xa-{n}"] = told
    return data


MEASURES = [
    ("share_of(sub_units, t.c >= 2)", ("100%", "70%", "30%"), False),
    ("share_of(sub_units, min(t.c, t.d) >= 2)", ("100%", "50%"), False),
    ("share_of(sub_units, t.c + t.d = 3)", ("100%", "50%"), False),
    ("share_of(sub_units, 2 <= t.c <= 3)", ("100%", "50%"), False),
    ("count_of(sub_units, 2 <= t.c + t.d < 4)", (0, 1), True),
    ("share_of(sub_units, t.yes = 1)", ("100%", "50%"), False),
    ("count_of(sub_units, t.c > t.d)", (3, 2, 1), False),
    ("count_of(sub_units, t.c > 1)", (0, 1, 2), True),
    ("count_of(sub_units, count_of(months, t.a >= 2) = 3)", (3, 2, 1), False),
    ("count_of(sub_units, count_of(months, t.a >= 2) >= 2)", (3, 2, 1), False),
    ("share_of(months, t.a >= 2)", ("100%", "60%", "30%"), False),
    ("count_of(months, t.a + t.b > 2)", (3, 2, 1), False),
    ("count_of(months, t.a >= 3)", (0, 1), True),
    ("min(share_of(months, t.a >= 2), share_of(sub_units, t.c >= 2))", ("100%", "50%"), False),
    ("min(t.a, t.b)", (8, 5, 3), False),
    ("max(t.a, t.d)", (1, 2), True),
    ("(t.a + t.b) / t.c", ("300%", "150%"), False),
    ("t.a + t.b", (14, 9, 6), False),
    ("t.b - t.d", (5, 1), False),
]


SEEDS = st.integers(0, 2**64 - 1)


@pytest.mark.parametrize(("measure", "bounds", "falls"), MEASURES)
def test_what_several_figures_promise_holds(measure: str, bounds: tuple[object, ...], falls: bool) -> None:
    found: list[int] = []

    @law(50)
    @given(SEEDS)
    def holds(seed: int) -> None:
        draw = random.Random(seed)
        movements: dict[str, Any] = {name: {"movement": draw.choice(MOVEMENTS)} for name in "abcde"}
        if draw.random() < 0.3:
            movements["c"]["moves_with"] = {"t.d": 1}
        if draw.random() < 0.5:
            movements["b"]["maximum"] = draw.randint(8, 12)  # no less than the best step asks for
        sheet = sheet_of(measure, steps(*bounds, falls=falls), reported(draw), **movements)
        found.extend(len(way.needs) for _, way in promises(sheet))

    holds()
    assert found  # the law spoke of something


@law(100)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(1, 100))
def test_no_fewer_units_would_do(figures: list[int], percent: int) -> None:
    below = {f"xa-{n}": {"name": f"Xã {n}", "values": {"t.a": figure}} for n, figure in enumerate(figures)}
    sheet = sheet_of("share_of(sub_units, t.a >= 3)", steps(f"{percent}%"), {"sub_units": below})
    met, wanted = sum(figure >= 3 for figure in figures), math.ceil(Fraction(percent, 100) * len(figures))
    if met >= wanted:
        assert not list(promises(sheet))
        return
    (way,) = step_of(sheet).ways
    assert way.needs[0].change == wanted - met
    nearest = sorted(3 - figure for figure in figures if figure < 3)[: wanted - met]
    assert [need.change for need in way.needs[1:]] == nearest


def test_a_way_that_asks_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The law itself can fail: a search that takes one step more than needed is caught."""
    real = levers.least

    def more(*asked: Any) -> int | None:
        steps = real(*asked)
        return steps + 1 if steps else None

    monkeypatch.setattr("par_engine.scoring.ways.levers.least", more)
    below = units(a={"t.a": 0}, b={"t.a": 0}, c={"t.a": 0})
    with pytest.raises(AssertionError, match="bớt một bước vẫn đủ"):
        sheet_of("share_of(sub_units, t.a >= 2)", steps("50%"), {"sub_units": below})
    with pytest.raises(AssertionError, match="bớt một bước vẫn đủ"):
        sheet_of("min(t.a, t.b)", steps(5), {"values": {"t.a": 0, "t.b": 0}})
