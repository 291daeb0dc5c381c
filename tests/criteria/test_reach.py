"""What no evidence can reach: ranges hold every result, one sentence of the set settles late dues, and a set of several
years is found wrong in the same way whether rulesets that do not change are asked once or every time."""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.catalogue.expression import parse
from par_engine.catalogue.load import load_catalogue
from par_engine.catalogue.measure import evaluate
from par_engine.criteria.checks.ranges import common, covers, range_of
from par_engine.criteria.decisions import Interval
from par_engine.criteria.load import build_set, load_set, read_set
from par_engine.criteria.yardstick import Yardstick
from par_engine.library import Library
from par_engine.scoring.program import certification_findings, check_set

BASE = Path(__file__).parents[1] / "broken/base"
SET = "mau-2019"
COUNTED = ["dossiers.received", "dossiers.resolved", "dossiers.pending"]
ANSWERS = ["plans.announced", "plans.inspected"]


def yardstick_of(root: Path) -> Yardstick:
    library = Library(root, "kiểm thử")
    loaded = load_set(library, library.criteria / SET)
    assert loaded.yardstick
    return loaded.yardstick


YARDSTICK = yardstick_of(BASE)
TERMS = st.recursive(
    st.sampled_from([*COUNTED, *ANSWERS]) | st.integers(0, 9).map(str),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda one: f"({one[0]} {one[1]} {one[2]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda one: f"{one[0]}({one[1]}, {one[2]})"),
    ),
    max_leaves=6,
)
VALUES = st.fixed_dictionaries(
    {name: st.integers(0, 50) for name in COUNTED} | {name: st.integers(0, 1) for name in ANSWERS}
)


@given(TERMS, VALUES)
def test_every_result_lies_in_the_range(text: str, values: dict[str, int]) -> None:
    measure = parse(text)
    assert Fraction(evaluate(measure.numerator, values)) in range_of(YARDSTICK, measure)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dossiers.received", 0, None),
        ("plans.announced", 0, 1),
        ("plans.announced + plans.inspected", 0, 2),
        ("plans.announced - plans.inspected", -1, 1),
        ("dossiers.received - dossiers.pending", None, None),
        ("plans.announced - dossiers.pending", None, 1),
        ("3 * plans.announced", 0, 3),
        ("min(dossiers.received, 5)", 0, 5),
        ("max(dossiers.received, 5)", 5, None),
        ("max(plans.announced, 5)", 5, 5),
        ("dossiers.on_time / dossiers.resolved", 0, None),
        ("(dossiers.on_time - dossiers.pending) / dossiers.resolved", None, None),
        ("previous_year(plans.announced)", 0, 1),
        ("sum_over_years(dossiers.received, 2017..2018)", 0, None),
        ("share_of(sub_units, dossiers.received >= 2)", 0, 1),
        ("count_of(months, dossiers.received >= 2)", 0, 12),
        ("count_of(sub_units, dossiers.received >= 2)", 0, None),
        ("mean_growth(dossiers.received, 2017..2018, compound)", None, None),
    ],
)
def test_ranges(text: str, low: int | None, high: int | None) -> None:
    assert range_of(YARDSTICK, parse(text)) == Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high), True, True
    )


ENDS = st.none() | st.integers(-3, 3).map(Fraction)
INTERVALS = st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans())
PLACES = [Fraction(number, 2) for number in range(-8, 9)]


@given(INTERVALS, INTERVALS)
def test_what_is_common_lies_in_both(one: Interval, other: Interval) -> None:
    both = common(one, other)
    assert [x in both for x in PLACES] == [x in one and x in other for x in PLACES]
    if covers(one, other):
        assert all(x in one for x in PLACES if x in other)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "library")
    return tmp_path / "library"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def checks(root: Path) -> list[str]:
    library = Library(root, "kiểm thử")
    catalogue, findings = load_catalogue(library)
    return [finding.check for finding in findings + check_set(read_set(library, library.criteria / SET, catalogue))]


@pytest.mark.parametrize(
    ("due", "found"),
    [
        ("{by: 04/12}", []),
        ("{by: 05/12}", ["due.after_deadline"]),
        ("{in: Q4}", ["due.after_deadline"]),
        ("{each: quarter}", []),
        ("{throughout: true}", []),
        ("{span: {from: 2019, to: 2020}}", []),
    ],
)
def test_dues_after_self_scoring(root: Path, due: str, found: list[str]) -> None:
    folder = root / "criteria" / SET
    edit(folder / "set.yaml", "dated: {from: 01/10/2018, to: 31/12/2019}", "dated: {from: 01/10/2018, to: 31/12/2020}")
    edit(folder / "02-one-stop-shop.yaml", "due: {by: 30/11}", f"due: {due}")
    assert checks(root) == found
    edit(folder / "set.yaml", "  report: {in: Q4}", "  report: {in: Q4}\n  later: Xét khi thẩm định")
    assert checks(root) == []


def test_a_deadline_of_a_kind_that_is_not_scored_does_not_count(root: Path) -> None:
    folder = root / "criteria" / SET
    edit(folder / "02-one-stop-shop.yaml", "due: {by: 30/11}", "due: {by: 29/12}")
    edit(folder / "02-one-stop-shop.yaml", "title: Trả kết quả đúng hạn\n",
         "title: Trả kết quả đúng hạn\n    applies_to: {unit_kinds: [province]}\n")  # fmt: skip
    assert checks(root) == []


def test_one_figure_for_two_kinds_of_units_is_no_repetition(root: Path) -> None:
    path = root / "criteria" / SET / "02-one-stop-shop.yaml"
    edit(path, "measure: dossiers.resolved - dossiers.pending", "measure: dossiers.pending")
    assert checks(root) == ["figure.twice"]
    edit(path, "title: Số hồ sơ giải quyết\n", "title: Số hồ sơ giải quyết\n    applies_to: {unit_kinds: [province]}\n")
    edit(path, "title: Hồ sơ tồn\n", "title: Hồ sơ tồn\n    applies_to: {unit_kinds: [commune]}\n")
    assert checks(root) == []


def test_a_scale_that_breaks_in_a_later_year_is_found_though_rulesets_are_asked_once(root: Path) -> None:
    folder = root / "criteria" / SET
    edit(folder / "set.yaml", "year: 2019\n", "year: 2019..2021\n")
    edit(root / "evidence_schemas/legal/qd-1-2018.yaml", "{from: 30/11/2018, to: 31/12/2019}", "{from: 30/11/2018}")
    edit(folder / "01-direction.yaml", "dated: {from: 01/10/2018, to: 31/01}, ", "")
    edit(folder / "set.yaml", "dated: {from: 01/10/2018, to: 31/12/2019}", "dated: {from: 01/10/N-1, to: 31/12}")
    edit(folder / "set.yaml", "commune: {by: 04/12/2019}", "commune: {by: 04/12}")
    edit(folder / "02-one-stop-shop.yaml", "- {above: 0, at_most: 5, points: 1}",
         "- {above: {2019: 0, 2021: 2}, at_most: 5, points: 1}")  # fmt: skip
    library = Library(root, "kiểm thử")
    files = read_set(library, library.criteria / SET)
    found = check_set(files)
    assert [(one.check, "2021" in one.message) for one in found] == [("scale.gap", True)]
    known: dict[object, list[object]] = {}
    for moment in files.moments():
        yardstick = build_set(files, moment).yardstick
        assert yardstick
        alone = certification_findings(yardstick)
        assert certification_findings(yardstick, known) == alone  # type: ignore[arg-type]
        again = certification_findings(replace(yardstick), known)  # type: ignore[arg-type]
        assert again == alone


def test_true_is_not_one_from_year_to_year(root: Path) -> None:
    folder = root / "criteria" / SET
    edit(folder / "set.yaml", "year: 2019\n", "year: 2019..2020\n")
    edit(folder / "set.yaml", "decimals: 2\nindex", "next_working_day: {2019: false, 2020: 0}\ndecimals: 2\nindex")
    library = Library(root, "kiểm thử")
    found = check_set(read_set(library, library.criteria / SET))
    assert any("next_working_day" in one.path and one.check == "model.field" for one in found)
