"""The set of Thanh Hóa's plan for 2026–2030: its inventory counted independently, and what changes with the year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from par_engine.findings import Severity
from par_engine.lost_points.rows import lost_points
from par_engine.scoring.evaluate import score_file
from tests.criteria.written import LIBRARY, ROOT, WrittenSet

SET = WrittenSet("thanh-hoa-2026")

# Groups of the annex of Decision 54/QĐ-UBND of 05/01/2026, by the number of their first and last task.
GROUPS = {"1": (1, 6), "2": (7, 22), "3": (23, 33), "4": (34, 39), "5": (40, 50), "6": (51, 69)}


def test_all_69_tasks_of_the_annex_stand_in_the_inventory_in_their_six_groups() -> None:
    tasks = [task for task in SET.file("sources.yaml")["tasks"] if task["id"].startswith("pl-")]
    assert [task["id"] for task in tasks] == [f"pl-{number}" for number in range(1, 70)]
    assert [task["at"] for task in tasks] == [f"Phụ lục, mục {number}" for number in range(1, 70)]
    assert sum(last - first + 1 for first, last in GROUPS.values()) == 69
    assert all(task["text"] and task["products"] and task["agencies"] and task["due"] for task in tasks)


def test_the_number_of_a_task_is_the_number_of_its_criterion() -> None:
    tasks = {
        task["id"]: task["components"] for task in SET.file("sources.yaml")["tasks"] if task["id"].startswith("pl-")
    }
    of_task: dict[str, list[str]] = {}
    for code in SET.components():
        area, number, *_ = code.split(".")
        if area in GROUPS:
            assert GROUPS[area][0] <= int(number) <= GROUPS[area][1], code
            of_task.setdefault(f"pl-{number}", []).append(code)
    assert of_task == tasks


# Every figure that the decision prints as a target, and where it stands.
FIGURES = [
    ("Mục II.2.1", "nhóm 10", 5),
    ("Mục II.2.2", "100%", 2),
    ("Mục II.2.3", "100%", 2),
    ("Mục II.2.3", "60% vào năm 2027", 1),
    ("Mục II.2.3", "70% vào năm 2030", 1),
    ("Mục II.2.3", "97%", 1),
    ("Mục II.2.3", "92%", 1),
    ("Mục II.2.4", "95%", 1),
    ("Mục II.2.4", "90%", 1),
    ("Mục II.2.5", "100%", 1),
    ("Mục II.2.6", "12,5% đến năm 2030", 1),
    ("Mục II.2.6", "840 nghìn tỷ đồng", 1),
    ("Mục II.2.6", "7%", 1),
    ("Mục II.2.7", "100%", 1),
    ("Mục II.2.7", "70%", 1),
    ("Mục II.2.7", "80%", 1),
    ("Mục III.2", "trên 98%", 1),
    ("Mục III.2", "50%, tăng dần", 1),
    ("Mục III.2", "80%", 1),
    ("Mục III.6", "100%", 1),
    ("Phụ lục, mục 13", "80%", 1),
    ("Phụ lục, mục 15", "100%", 1),
    ("Phụ lục, mục 15", "50%, tăng dần", 1),
    ("Phụ lục, mục 16", "100%", 1),
    ("Phụ lục, mục 57", "116", 1),
]


@pytest.mark.parametrize(("at", "value", "times"), FIGURES)
def test_every_printed_figure_is_a_target_of_the_inventory(at: str, value: str, times: int) -> None:
    rows = [row for row in SET.file("sources.yaml")["targets"] if row["at"] == at and row["value"] == value]
    assert len(rows) == times
    assert all(row["components"] for row in rows)


def test_every_paragraph_of_the_goals_has_a_row() -> None:
    rows = Counter(row["at"] for row in SET.file("sources.yaml")["targets"])
    assert [rows[f"Mục II.2.{section}"] for section in range(1, 8)] == [5, 3, 7, 6, 3, 5, 4]


def test_there_are_two_tiers() -> None:
    assert list(SET.file("set.yaml")["unit_kinds"]) == ["province", "department", "commune"]


def test_payment_steps_by_year_and_the_goals_of_2030_wait_for_it() -> None:
    found = SET.components()
    assert found["2.15.2"]["rule"]["proportional"]["full_at"] == {"2026": "50%", "2027": "60%", "2030": "70%"}
    waiting = {code for code, leaf in found.items() if any(step == ["2030"] for step in _years(leaf["rule"]))}
    expected = "3.24.3 3.25.2 4.36.3 4.36.4 5.40.2 5.42.3 5.43.2 6.62.3 6.63.3 6.63.4"
    assert waiting == set(expected.split())


def test_what_belongs_to_2026_alone_does_not_apply_later() -> None:
    once = {code for code, leaf in SET.components().items() if "constant(years_after_2026)" in str(leaf["rule"])}
    assert once == {"1.5", "4.38.1", "5.47", "5.49", "6.54"}


GOALS_OF_A_COMMUNE = ("4.36.3", "4.36.4", "6.62.3")


@pytest.mark.parametrize(
    ("year", "applicable", "payment", "goals"),
    [
        (2026, "42.50", "1.88", "not_due"),
        (2027, "41.50", "1.57", "not_due"),
        (2029, "41.50", "1.57", "not_due"),
        (2030, "41.50", "1.34", "missing"),
    ],
)
def test_a_commune_hands_in_the_same_in_other_years(
    year: int, applicable: str, payment: str, goals: str, tmp_path: Path
) -> None:
    text = (ROOT / "examples" / "xa-2026" / "submission.yaml").read_text(encoding="utf-8")
    shifted = tmp_path / "submission.yaml"
    shifted.write_text(text.replace("/2025", f"/{year - 1}").replace("/2026", f"/{year}"), encoding="utf-8")
    sheet = score_file(LIBRARY, shifted)
    found = {one.id: one for one in sheet.components}
    assert [finding for finding in sheet.findings if finding.severity is Severity.ERROR] == []
    assert sheet.totals.applicable_max == Decimal(applicable)
    assert found["2.15.2"].mark.points == Decimal(payment)
    assert {found[code].state for code in GOALS_OF_A_COMMUNE} == {goals}
    assert (found["4.38.1"].state == "not_applicable") == (year > 2026)


def test_a_goal_of_2030_is_listed_with_its_own_date_and_nothing_to_hand_in_before() -> None:
    sheet = score_file(LIBRARY, ROOT / "examples" / "xa-2026" / "submission.yaml")
    rows = [row for row in lost_points(sheet) if row.id in GOALS_OF_A_COMMUNE]
    assert len(rows) == len(GOALS_OF_A_COMMUNE)
    assert {(row.due, row.next) for row in rows} == {(dt.date(2030, 12, 31), None)}


def _years(rule: Any) -> list[list[str]]:
    """The years of every dated value in a rule."""
    if isinstance(rule, dict):
        own = [list(rule)] if rule and all(key.isdigit() and len(key) == 4 for key in rule) else []
        return own + [years for value in rule.values() for years in _years(value)]
    return [years for value in rule for years in _years(value)] if isinstance(rule, list) else []
