"""Dated values: laws of resolution, places, and a target that steps up from round to round."""

from __future__ import annotations

import copy
import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.cli.app import run
from par_engine.criteria.dated import Moment, changes_in, resolve, set_years, standing
from par_engine.criteria.load import read_set, require_set
from par_engine.errors import InputError
from par_engine.library import Library
from par_engine.reading.tree import Marks, Tree, read_tree
from par_engine.reports.explain import explanation
from par_engine.scoring.evaluate import score_file
from par_engine.scoring.examples import run_examples
from par_engine.scoring.program import check_set
from par_engine.scoring.result import ComponentResult, ScoreSheet
from par_engine.scoring.verdict import State
from tests.laws import law

BASE = Path(__file__).parents[1] / "broken" / "base"
YEARS = st.integers(2000, 2100)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))
MOMENTS = st.builds(Moment, YEARS, DAYS)
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
WORDS = st.text(alphabet="abcđ_.", min_size=1, max_size=5)
PLAIN = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


def tree_of(data: Any) -> Tree:
    """Data as a file; the places do not matter."""

    def marks(value: Any) -> Marks:
        rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        keys = dict.fromkeys(value, (1, 1)) if isinstance(value, dict) else {}
        return Marks(1, 1, 0, keys, {key: marks(one) for key, one in rows})

    return Tree("a.yaml", data, marks(data))


def resolved(data: Any, moment: Moment) -> Any:
    """What a file says at a moment; its steps are in order."""
    tree, findings = resolve(tree_of(data), moment)
    assert findings == []
    return tree.data


@law(200)
@given(st.dictionaries(YEARS, LEAVES, min_size=1), MOMENTS, st.randoms(use_true_random=False))
def test_the_last_step_at_or_before_the_year_holds(steps: dict[int, Any], moment: Moment, random: Any) -> None:
    rows = list(steps.items())
    random.shuffle(rows)
    tree, findings = resolve(tree_of({"x": {str(year): value for year, value in rows}}), moment)
    come = [year for year in steps if year <= moment.year]
    expected = max(come) if come else min(steps)
    assert findings == []
    assert tree.data == {"x": steps[expected]}
    (taken,) = standing(tree)
    assert (taken.since, taken.early) == (expected, not come)
    assert taken.until == min((year for year in steps if year > expected), default=None)


@law(200)
@given(st.dictionaries(DAYS, LEAVES, min_size=1), MOMENTS, st.randoms(use_true_random=False))
def test_the_last_step_at_or_before_the_day_holds(steps: dict[dt.date, Any], moment: Moment, random: Any) -> None:
    rows = [{"from": f"{day:%d/%m}/{day.year}", "value": value} for day, value in steps.items()]
    random.shuffle(rows)
    come = [day for day in steps if day <= moment.on]
    assert resolved([rows], moment) == [steps[max(come) if come else min(steps)]]


@law(200)
@given(PLAIN, MOMENTS)
def test_a_file_without_steps_stays_as_it_is(data: Any, moment: Moment) -> None:
    tree = tree_of(data)
    before = copy.deepcopy(data)
    same, findings = resolve(tree, moment)
    assert same is tree
    assert (same.data, findings) == (before, [])
    assert not changes_in([data])


@law(200)
@given(st.dictionaries(YEARS, PLAIN, min_size=1), MOMENTS)
def test_resolving_twice_changes_nothing_and_the_digest_keeps_all(steps: dict[int, Any], moment: Moment) -> None:
    data = {"a": [{str(year): value for year, value in steps.items()}]}
    tree, _ = resolve(tree_of(data), moment)
    assert resolve(tree, moment)[0] is tree
    assert tree.written == data


@law(100)
@given(st.dictionaries(YEARS, LEAVES, min_size=1), MOMENTS, MOMENTS)
def test_between_changes_nothing_changes(steps: dict[int, Any], one: Moment, other: Moment) -> None:
    data = {"x": {str(year): value for year, value in steps.items()}}
    changes = changes_in([data])
    assert changes.years == tuple(sorted(steps))
    if changes.key(one) == changes.key(other):
        assert resolved(data, one) == resolved(data, other)


def test_steps_may_hold_anything_and_steps_again() -> None:
    data = {"2026": {"a": 1}, "2028": [{"from": "01/02/2028", "value": "x"}, {"from": "01/03/2028", "value": "y"}]}
    assert resolved(data, Moment(2027, dt.date(2028, 12, 31))) == {"a": 1}
    assert resolved(data, Moment(2028, dt.date(2028, 2, 29))) == "x"
    assert resolved(data, Moment(2028, dt.date(2028, 3, 1))) == "y"


@pytest.mark.parametrize(
    "data",
    [
        {"from": "01/01/2019", "to": "31/12/2019"},
        [{"from": "01/01/2019", "to": "31/12/2019"}],
        [{"from": "01/01/2019", "value": 1, "note": "x"}],
        [{"from": "01/01/2019"}],
        [],
        {},
        {"Q1": 1},
        {"20190": 1},
        {"0201": 1},
    ],
)
def test_what_only_looks_like_steps_is_left_alone(data: Any) -> None:
    assert resolved(data, Moment.end_of(2019)) == data


def test_years_need_no_quotes() -> None:
    text = "at_least: {2026: 50%, 2027: 60%}\n"
    tree, findings = read_tree(text, "a.yaml")
    assert tree
    assert (tree.data, findings) == ({"at_least": {"2026": "50%", "2027": "60%"}}, [])
    assert read_tree("at_least: {26: 50%}\n", "a.yaml")[0] is None


def test_constants_keep_all_their_years() -> None:
    data = {"constants": {"communes": {"title": "Số xã", "values": {"2019": 635, "2020": 559}}}}
    assert resolved(data, Moment.end_of(2020)) == data
    assert not changes_in([data])


def test_places_are_those_of_the_step() -> None:
    tree, _ = read_tree("a:\n  - x: {2026: 50%,\n        2027: {y: [1, 2]}}\n", "a.yaml")
    assert tree
    now, _ = resolve(tree, Moment.end_of(2030))
    assert now.data == {"a": [{"x": {"y": [1, 2]}}]}
    assert str(now.at(("a", 0, "x", "y", 1))) == "a.yaml:3:23"
    assert str(now.at(("a", 0, "x", "y"), key=True)) == "a.yaml:3:16"
    assert str(now.inside(("a", 0, "x", "y", 0), 2)) == "a.yaml:3:22"


@pytest.mark.parametrize(
    ("year", "years"),
    [
        (2019, range(2019, 2020)),
        ("2026..2030", range(2026, 2031)),
        ("2030..2026", None),
        ("2026..2026", None),
        ("1999..2026", None),
        ("2026-2030", None),
        (219, None),
        (True, None),
        (None, None),
    ],
)
def test_the_years_of_a_set(year: Any, years: range | None) -> None:
    assert set_years({"year": year}) == years


# A set for five years: online payment 50 → 60 → 70 %, a target of 2030, a number that changes in December.

PAYMENT = (
    "at_least: 100%, points: 3}\n        - {at_least: 95%, points: 2}\n        - {at_least: 90%, points: 1}",
    "at_least: {2027: 60%, 2026: 50%, 2030: 70%}, points: 3}",
)
TARGET = ("full_at: 100%, nothing_below: 60%", "full_at: {2030: 100%}, nothing_below: 60%")
COUNT = ("{at_most: 0, points: 2}\n        - {above: 0, at_most: 5, points: 1}",
         "{at_most: [{from: 01/12/2027, value: 9}, {from: 01/01/2019, value: 7}], points: 2}")  # fmt: skip
FIVE_YEARS = [
    ("year: 2019", "year: 2026..2030"),
    ("{before: 31/12}, commune: {by: 04/12/2019}", "{by: 31/12}, commune: {by: 04/12}"),
    ("dated: {from: 01/10/2018, to: 31/12/2019}", "dated: {from: 01/01, to: 31/12}"),
]
SET = "mau-2019"


def edit(path: Path, *edits: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = tmp_path / "library"
    shutil.copytree(BASE, root)
    folder = root / "criteria" / SET
    edit(folder / "set.yaml", *FIVE_YEARS)
    edit(root / "evidence_schemas/legal/qd-1-2018.yaml", ("{from: 30/11/2018, to: 31/12/2019}", "{from: 30/11/2018}"))
    edit(folder / "01-direction.yaml", ("dated: {from: 01/10/2018, to: 31/01}, ", ""))
    edit(folder / "02-one-stop-shop.yaml", PAYMENT, TARGET, COUNT)
    return Library(root, "kiểm thử")


def at(library: Library, year: int, *, purpose: str = "official", on: dt.date | None = None) -> ScoreSheet:
    path = library.root / f"submission-{year}.yaml"
    text = (BASE / "submission.yaml").read_text(encoding="utf-8").replace("2019", str(year))
    text = text.replace(f"mau-{year}", SET).replace("purpose: official", f"purpose: {purpose}")
    text = text.replace('dossiers.on_time: "1.805"', "dossiers.on_time: 1300").replace('"95%"', '"68.42%"')
    path.write_text(
        text.replace("dossiers.pending: 100", "dossiers.pending: 8").replace('"2.000"', '"1.908"'), encoding="utf-8"
    )
    return score_file(library, path, on)


def one(sheet: ScoreSheet, name: str) -> ComponentResult:
    found = sheet.component(name)
    assert found is not None
    return found


def test_the_set_is_sound_in_every_year(library: Library) -> None:
    files = read_set(library, library.criteria / SET)
    assert [finding.line() for finding in check_set(files)] == []
    assert {moment.year for moment in files.moments()} == {2019, 2026, 2027, 2030}


@pytest.mark.parametrize(
    ("year", "points", "says"),
    [
        (2026, "3.00", "Theo mức của năm 2026, mức tiếp theo từ năm 2027."),
        (2027, "3.00", "Theo mức của năm 2027, mức tiếp theo từ năm 2030."),
        (2029, "3.00", "Theo mức của năm 2027, mức tiếp theo từ năm 2030."),
        (2030, "0.00", "Theo mức của năm 2030."),
    ],
)
def test_online_payment_steps_up(library: Library, year: int, points: str, says: str) -> None:
    """1.300 ÷ 1.908 is 68 %: above 50 and 60, below 70."""
    sheet = at(library, year)
    result = one(sheet, "8.1")
    assert (result.state, str(result.points)) == (State.SCORED, points)
    sections = dict(explanation(sheet, result))
    assert says in sections["Cách chấm"]


def test_the_step_of_the_year_decides_not_only_whether_it_is_reached(library: Library) -> None:
    steps = {}
    for year in range(2026, 2031):
        yardstick = require_set(library, SET, year)
        placed = yardstick.components["8.1"]
        (decision,) = placed.component.rule.decisions(yardstick.part(placed, "province"))
        steps[year] = decision.steps[0].interval.words(rate=True).split()[1]
    assert steps == {2026: "50%", 2027: "60%", 2028: "60%", 2029: "60%", 2030: "70%"}


def test_a_target_of_a_later_year_is_not_due_before_it(library: Library) -> None:
    for year in (2026, 2029):
        result = one(at(library, year), "8.2")
        assert (result.state, result.open) == (State.NOT_DUE, result.max_points)
        assert result.why == "Chỉ tiêu đến năm 2030."
    result = one(at(library, 2030), "8.2")
    assert (result.state, str(result.open)) == (State.SCORED, "0.00")


def test_steps_by_day_follow_the_day_of_scoring(library: Library) -> None:
    """8 pending: at most 7 until 30/11/2027, at most 9 from 01/12/2027."""
    points = {
        day: str(one(at(library, 2027, on=day), "8.4").points) for day in (dt.date(2027, 11, 30), dt.date(2027, 12, 1))
    }
    assert points == {dt.date(2027, 11, 30): "0.00", dt.date(2027, 12, 1): "2.00"}


def test_official_only_in_its_years_and_a_rehearsal_takes_the_nearest(library: Library) -> None:
    for year in (2025, 2031):
        with pytest.raises(InputError) as refused:
            at(library, year)
        (finding,) = refused.value.findings
        assert "các năm 2026 đến 2030" in finding.message
    assert str(one(at(library, 2025, purpose="rehearsal"), "8.1").points) == "3.00"
    assert str(one(at(library, 2031, purpose="rehearsal"), "8.1").points) == "0.00"


def test_the_digest_is_that_of_the_whole_set(library: Library) -> None:
    assert len({require_set(library, SET, year).digest for year in (2026, 2027, 2030)}) == 1


def test_examples_name_their_year(library: Library) -> None:
    values = {"dossiers.on_time": 13, "dossiers.received": 20, "dossiers.resolved": 19, "dossiers.pending": 1}
    rows = [
        {
            "name": f"năm {year}",
            "component": "8.1",
            "unit_kind": "province",
            "on": f"31/12/{year}",
            "values": values,
            "documents": [
                {"id": "bc", "kind": "bao_cao", "issued": f"01/12/{year}", "received": f"01/12/{year}"}
                | {"issuer": "UBND tỉnh A", "title": "Báo cáo", "proves": ["8.1"]}
            ],
            **({"year": year} if year > 2026 else {}),
            "expect": {"state": "scored", "points": points},
        }
        for year, points in ((2026, 3), (2029, 3), (2030, 0))
    ]
    folder = library.criteria / SET / "tests"
    folder.mkdir()
    content = {"kind": "criteria_tests", "schema": 1, "set": SET, "tests": rows}
    (folder / "a.yaml").write_text(json.dumps(content), encoding="utf-8")
    outcomes = run_examples(library, require_set(library, SET))
    assert (outcomes.run, [finding.line() for finding in outcomes.findings]) == (3, [])


@pytest.mark.parametrize(
    ("options", "rate", "target"),
    [
        ([], "50%", "Chỉ tiêu đến năm 2030."),
        (["--year", "2028"], "60%", "Chỉ tiêu đến năm 2030."),
        (["--on", "31/12/2028"], "60%", "Chỉ tiêu đến năm 2030."),
        (["--year", "2030", "--on", "05/01/2031"], "70%", "Theo mức của năm 2030."),
    ],
)
def test_show_resolves(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    options: list[str], rate: str, target: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("PAR_ENGINE_HOME", str(library.root))
    assert run(["criteria", "show", SET, "--json", *options]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["areas"][1]["components"]}
    assert rate in rows["8.1"]["sentence"]
    assert target in rows["8.2"]["standing"]


@pytest.mark.parametrize(("option", "says"), [("1990", "ngoài khoảng"), ("nay", "--year")])
def test_show_refuses_a_year_that_is_none(option: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["criteria", "show", "thanh-hoa-2019", "--year", option]) == 2
    assert says in capsys.readouterr().err
