"""Measures over years, units and months, resolved for a round: the figures they ask for, and exact counting."""

from __future__ import annotations

import copy
import itertools
import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.catalogue.expression import Exact, ExpressionError, evaluate, parse
from par_engine.catalogue.growth import Root, mean_yearly_growth, whole_root
from par_engine.catalogue.scope import Figure, Scope, figure_of, resolved
from tests.laws import law

CONSTANTS: dict[str, dict[int, int]] = {"communes": {2019: 635, 2020: 559}}


def constant(name: str, year: int) -> Exact | None:
    steps = [step for step in CONSTANTS.get(name, {}) if step <= year]
    return CONSTANTS[name][max(steps)] if steps else None


def happened(event: str, year: int, month: tuple[int, int] | None) -> int | None:
    return {2020: 3, 2019: 5}.get(year) if event == "cast" and month is None else None


SCOPE = Scope(2020, ((0, 1), (0, 2)), ("xa-a", "xa-b"), constant, happened, 2020)


def asked_for(text: str, scope: Scope = SCOPE) -> list[str]:
    return [name.id for name in resolved(parse(text), scope).names()]


def counted(text: str, values: dict[str, Exact], scope: Scope = SCOPE) -> Exact:
    return evaluate(resolved(parse(text), scope).numerator, values)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a.x", ["a.x"]),
        ("previous_year(a.x)", ["a.x@2019"]),
        ("previous_year(previous_year(a.x))", ["a.x@2018"]),
        ("a.x - previous_year(a.x + a.y)", ["a.x", "a.x@2019", "a.y@2019"]),
        ("baseline(a.x, 2018)", ["a.x@2018"]),
        ("baseline(a.x, 2017..2019)", ["a.x@2017", "a.x@2018", "a.x@2019"]),
        ("sum_over_years(a.x, 2019..2020)", ["a.x@2019", "a.x"]),
        ("sum_over_years(previous_year(a.x), 2019..2020)", ["a.x@2018", "a.x@2019"]),
        ("mean_growth(a.x, 2018..2020, arithmetic)", ["a.x@2018", "a.x@2019", "a.x"]),
        ("mean_growth(a.x, 2016..2020, compound)", ["a.x@2016", "a.x"]),
        ("share_of(sub_units, a.x >= 2)", ["a.x#xa-a", "a.x#xa-b"]),
        ("share_of(sub_units, a.x > previous_year(a.x))", ["a.x#xa-a", "a.x#xa-b", "a.x#xa-a@2019", "a.x#xa-b@2019"]),
        ("count_of(months, a.x = 2)", ["a.x@2020-01", "a.x@2020-02"]),
        ("previous_year(count_of(months, a.x = 2))", ["a.x@2019-01", "a.x@2019-02"]),
        ("count_of(sub_units, count_of(months, a.x > 0) = 2)", [f"a.x#xa-{u}@2020-0{m}" for u in "ab" for m in (1, 2)]),
        ("constant(communes)", []),
        ("previous_year(previous_year(constant(communes)))", ["communes@2018"]),
        ("constant(unknown)", ["unknown@2020"]),
        ("count_events(cast) - previous_year(count_events(cast))", []),
        ("count_events(unknown) + previous_year(count_events(unknown))", ["event:unknown", "event:unknown@2019"]),
    ],
)
def test_which_figures_a_measure_asks_for(text: str, keys: list[str]) -> None:
    assert asked_for(text) == keys


def test_units_that_are_not_listed_are_asked_for() -> None:
    scope = Scope(2020, ((0, 1),), None, constant, happened, 2020)
    assert asked_for("share_of(sub_units, a.x >= 2)", scope) == ["sub_units"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("previous_year(a.x)", 100),
        ("a.x - previous_year(a.x)", 20),
        ("baseline(a.x, 2018..2019)", 75),
        ("baseline(a.x, 2018..2020)", 90),
        ("baseline(a.x, 2018)", 50),
        ("sum_over_years(a.x, 2018..2020)", 270),
        ("mean_growth(a.x, 2018..2020, arithmetic)", Fraction(3, 5)),
        ("mean_growth(a.z, 2018..2020, compound)", Fraction(1, 5)),
        ("min(a.x - previous_year(a.x), previous_year(a.x - previous_year(a.x)))", 20),
        ("share_of(sub_units, a.x >= 2)", Fraction(1, 2)),
        ("count_of(sub_units, a.x > 2)", 0),
        ("count_of(sub_units, a.x ≤ 2)", 2),
        ("count_of(sub_units, a.x < 2)", 1),
        ("count_of(sub_units, a.x = 1)", 1),
        ("constant(communes)", 559),
        ("count_events(cast) - previous_year(count_events(cast))", -2),
        ("previous_year(constant(communes)) - constant(communes)", 76),
    ],
)
def test_what_a_measure_over_time_means(text: str, value: Exact) -> None:
    figures: dict[str, Exact] = {"a.x@2018": 50, "a.x@2019": 100, "a.x": 120, "a.x#xa-a": 2, "a.x#xa-b": 1}
    figures |= {"a.z@2018": 100, "a.z": 144}
    assert counted(text, figures) == value


@pytest.mark.parametrize("text", ["mean_growth(a.x, 2019..2020, arithmetic)", "mean_growth(a.x, 2019..2020, compound)"])
def test_growth_from_nothing_has_nothing_to_divide_by(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        counted(text, {"a.x@2019": 0, "a.x": 5})


def test_a_share_of_no_units_has_nothing_to_divide_by_and_a_count_is_none() -> None:
    scope = Scope(2020, (), (), constant, happened, 2020)
    assert counted("count_of(sub_units, a.x > 0)", {}, scope) == 0
    with pytest.raises(ZeroDivisionError):
        counted("share_of(sub_units, a.x > 0)", {}, scope)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("previous_year()", 14, "“)”"),
        ("previous_year", 0, "không phải mã số liệu"),
        ("previos_year(a.x)", 0, "không phải phép tính"),
        ("previous_year(a.x / a.y)", 18, "cần “)”"),
        ("baseline(a.x, 2020..2018)", 14, "viết ngược"),
        ("baseline(a.x, 50%)", 14, "cần một năm"),
        ("baseline(a.x, 2018..)", 20, "cần một năm"),
        ("baseline(a.x, 1000..1005)", 14, "cần một năm"),
        ("baseline(a.x, 1990..2019)", 25, None),
        ("baseline(a.x, 1990..2020)", 14, "dài quá"),
        ("baseline(2018..2020, a.x)", 13, "dấu phẩy"),
        ("mean_growth(a.x, 2018..2020, mean)", 29, "compound hoặc arithmetic"),
        ("mean_growth(a.x, 2018..2020, compound) / a.y", 0, "toàn bộ phép tính"),
        ("-mean_growth(a.x, 2018..2020, compound)", 1, "toàn bộ phép tính"),
        ("count_of(months, mean_growth(a.x, 2018..2020, compound) > 1)", 17, "toàn bộ phép tính"),
        ("share_of(communes, a.x > 1)", 9, "sub_units hoặc months"),
        ("share_of(months, a.x)", 20, "phép so sánh"),
        ("share_of(months, a.x > 1 > 0)", 23, "giữa hai phép so sánh"),
        ("share_of(months, 0 < a.x < 3 < 4)", 29, "cần “)”"),
        ("share_of(months, count_of(months, a.x > 0) > 0)", 26, "months không đặt được"),
        ("share_of(months, count_of(sub_units, a.x > 0) > 0)", 26, "sub_units không đặt được"),
        ("share_of(months, days_late(a) > 0)", 27, "days_late"),
        ("baseline(days_late(a), 2018)", 19, "days_late"),
        ("constant(5)", 9, "mã hằng số"),
        ("count_events()", 13, "mã sự kiện"),
        ("count_of(sub_units, count_events(cast) > 0)", 20, "count_events không dùng được"),
        ("constant(communes", 17, "cần “)”"),
        ("a.x..a.y", 3, "thừa “..”"),
    ],
)
def test_a_slip_in_a_function_is_told_at_its_letter(text: str, position: int, words: str | None) -> None:
    if words is None:
        parse(text)
        return
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, words in caught.value.message) == (position, True), caught.value.message
    assert caught.value.allowed


def test_functions_nest_only_so_deep() -> None:
    with pytest.raises(ExpressionError, match="ngoặc lồng nhau"):
        parse("previous_year(" * 21 + "a.x" + ")" * 21)


@law(100)
@given(
    st.from_regex(r"[a-z]{1,3}(\.[a-z0-9_]{1,4}){1,2}", fullmatch=True),
    st.none() | st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,5}", fullmatch=True),
    st.none() | st.tuples(st.integers(1900, 2199), st.none() | st.integers(1, 12)),
)
def test_a_key_says_which_figure_it_is(indicator: str, unit: str | None, when: tuple[int, int | None] | None) -> None:
    figure = Figure(indicator, unit, *(when or (None, None)))
    assert figure_of(figure.key) == figure


YEARLY = st.lists(st.integers(0, 10**15), min_size=2, max_size=8)


@law(300)
@given(YEARLY, st.integers(2, 6))
def test_years_count_as_fractions_do(figures: list[int], factor: int) -> None:
    first, last = 2021 - len(figures), 2020
    values: dict[str, Exact] = {
        f"a.x@{year}": figure for year, figure in zip(range(first, last), figures, strict=False)
    }
    values["a.x"] = figures[-1]
    span = f"{first}..{last}"
    assert counted(f"sum_over_years({factor} * a.x, {span})", values) == factor * sum(figures)
    assert counted(f"baseline(a.x, {span})", values) == Fraction(sum(figures), len(figures))
    if all(figures[:-1]):
        ratios = [Fraction(after, before) for before, after in itertools.pairwise(figures)]
        growth = sum(ratio - 1 for ratio in ratios) / len(ratios)
        assert counted(f"mean_growth(a.x, {span}, arithmetic)", values) == growth


@law(500)
@given(st.integers(1, 10**15), st.integers(0, 10**15), st.integers(1, 12), st.integers(-1_000_000, 3_000_000))
def test_compound_growth_compares_as_its_powers_do(start: int, end: int, years: int, millionths: int) -> None:
    growth, threshold = mean_yearly_growth(Fraction(start), Fraction(end), years), Fraction(millionths, 10**6)
    above, below = end * threshold.denominator**years, start * (threshold.numerator + threshold.denominator) ** years
    assert (growth >= threshold, growth > threshold) == (above >= below, above > below)


@law(200)
@given(st.integers(1, 10**6), st.integers(1, 12), st.integers(-900_000, 2_000_000), st.integers(-2, 2))
def test_compound_growth_is_decided_at_the_edge(start: int, years: int, millionths: int, beside: int) -> None:
    """Figures that grow at the threshold exactly, and one đồng less or more."""
    base = 10**6
    first, last = start * base**years, start * (base + millionths) ** years + beside
    if last < 0:
        return
    growth = mean_yearly_growth(Fraction(first), Fraction(last), years)
    assert (growth >= Fraction(millionths, base)) == (beside >= 0)
    assert (growth > Fraction(millionths, base)) == (beside > 0)


def test_a_growth_that_is_no_fraction_prints_as_what_it_is_and_survives_copying() -> None:
    growth = mean_yearly_growth(Fraction(100), Fraction(150), 3)
    assert isinstance(growth, Root)
    assert str(growth) == "(3/2)^(1/3) - 1"
    for twin in (copy.copy(growth), copy.deepcopy(growth), pickle.loads(pickle.dumps(growth))):
        assert (twin, str(twin)) == (growth, str(growth))
    assert abs((1 + growth) ** 3 - Fraction(3, 2)) < Fraction(1, 10**19)


def test_a_growth_that_is_a_fraction_is_one() -> None:
    growth = mean_yearly_growth(Fraction(27, 8), Fraction(64), 3)
    assert (growth, type(growth)) == (Fraction(5, 3), Fraction)
    assert mean_yearly_growth(Fraction(5), Fraction(0), 4) == -1


@pytest.mark.parametrize(("start", "end", "years"), [(-1, 5, 2), (5, -1, 2), (5, 6, 0)])
def test_growth_of_what_has_none_is_a_mistake_of_the_program(start: int, end: int, years: int) -> None:
    with pytest.raises(ValueError, match="compound growth"):
        mean_yearly_growth(Fraction(start), Fraction(end), years)


@law(300)
@given(st.integers(0, 10**60), st.integers(1, 30))
def test_a_whole_root_is_the_largest(number: int, degree: int) -> None:
    root = whole_root(number, degree)
    assert root**degree <= number < (root + 1) ** degree
