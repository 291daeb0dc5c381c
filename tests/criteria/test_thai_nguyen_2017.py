"""Thái Nguyên's plan for 2017: its 58 tasks, targets and dates counted independently."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.decisions import Cause
from par_engine.criteria.load import require_set
from par_engine.evidence.evidence import load_submission
from par_engine.scoring.evaluate import score_loaded
from par_engine.scoring.examples import run_examples
from par_engine.scoring.program import build_program
from par_engine.scoring.result import State
from tests.criteria.written import LIBRARY, ROOT, WrittenSet, leaves

SET = WrittenSet("thai-nguyen-2017")

# Tasks under the nine headings of the list annexed to Plan 121/KH-UBND of 19/7/2017, counted on paper.
LIST = {"1": 8, "2": 7, "3": 8, "4": 3, "5": 9, "6": 3, "7": 9, "8": 7, "9": 4}
# What the column of latest dates says, counted on paper.
DATES = {
    "Thường xuyên": 26,
    "31/12/2017": 14,
    "Theo quy định": 10,
    "Tháng 8/2017": 2,
    "Tháng 9/2017": 2,
    "Tháng 11/2017": 1,
    "Quý III/2017": 1,
    "Theo kế hoạch": 1,
    "Năm 2017-2018": 1,
}
# Dashes and letters of the body (sections I, II and III) and its closing paragraph, counted on paper.
BODY = {"i": 7, "ii": 29, "iii": 33 + 1}
# Maxima of the nine-area table of 2019, area 5 read as 10.5 (facts: the table prints 10.05 and a total of 100).
AREAS = ["20.5", "10", "10", "6", "10.5", "6", "14", "9", "14"]


def test_every_example_comes_out_as_written() -> None:
    outcomes = run_examples(LIBRARY, require_set(LIBRARY, "thai-nguyen-2017"))
    assert [finding.line() for finding in outcomes.findings] == []
    assert outcomes.run > 500


def test_the_district_example_scores_without_a_finding() -> None:
    path = ROOT / "examples" / "huyen-dai-tu-2017" / "submission.yaml"
    yardstick = require_set(LIBRARY, "thai-nguyen-2017")
    file = load_submission(path, path.name)
    sheet = score_loaded(build_program(yardstick, "district"), file, file.model.prepared_on)
    assert sheet.findings == ()
    late = [one.id for one in sheet.components if any(loss.cause is Cause.LATE for loss in one.losses)]
    assert late == ["1.2.2", "1.7", "1.9", "5.1.1"]
    assert [one.id for one in sheet.components if one.state is State.UNPROVEN] == ["6.5"]
    assert [one.id for one in sheet.components if one.state is State.AWAITING_SURVEY] == ["9.2.2"]


def test_all_58_tasks_of_the_list_are_in_the_inventory() -> None:
    ids = [task["id"] for task in SET.file("sources.yaml")["tasks"] if task["id"].startswith("dm-")]
    assert ids == [f"dm-{area}-{number}" for area, count in LIST.items() for number in range(1, count + 1)]
    assert len(ids) == 58


def test_every_task_of_the_list_is_scored_in_its_own_area_and_names_its_agencies() -> None:
    for task in SET.file("sources.yaml")["tasks"]:
        if task["id"].startswith("dm-"):
            area = task["id"].split("-")[1]
            assert {name.partition(".")[0] for name in task["components"]} == {area}, task["id"]
            assert task["agencies"].startswith("Chủ trì: "), task["id"]
            assert " Phối hợp: " in task["agencies"], task["id"]


def test_the_column_of_latest_dates_is_whole() -> None:
    sources = SET.file("sources.yaml")
    due = Counter(task["due"] for task in sources["tasks"] if task["id"].startswith("dm-"))
    assert due == DATES
    assert sum(target["id"].endswith("-han") and target["id"].startswith("dm-") for target in sources["targets"]) == 58


def test_every_printed_date_of_the_list_stands_at_a_document() -> None:
    """A task with a date leads to a component that asks for a document due then."""
    printed = {
        "31/12/2017": {"by": "31/12/2017"},
        "Tháng 8/2017": {"by": "08/2017"},
        "Tháng 9/2017": {"by": "09/2017"},
        "Tháng 11/2017": {"by": "11/2017"},
        "Quý III/2017": {"by": "Q3"},
        "Năm 2017-2018": {"span": {"from": "2017", "to": "2018"}},
    }
    known = SET.components()
    for task in SET.file("sources.yaml")["tasks"]:
        if task["id"].startswith("dm-") and task["due"] in printed:
            asked = [
                document.get("due")
                for name in task["components"]
                for document in known[name].get("documents", {}).values()
            ]
            assert printed[task["due"]] in asked, task["id"]


def test_the_body_and_both_forms_are_in_the_inventory() -> None:
    ids = [task["id"] for task in SET.file("sources.yaml")["tasks"]]
    assert Counter(name.split("-")[1] for name in ids if name.startswith("than-")) == BODY
    assert Counter(name.split("-")[0] for name in ids if name[:2] in ("mt", "mw")) == {"mt": 38, "mw": 16}


def test_every_counter_of_the_forms_that_is_not_scored_is_an_indicator() -> None:
    catalogue, _ = load_catalogue(LIBRARY)
    known = {name.partition(".")[0] for name in catalogue.indicators}
    words = " ".join(row.get("not_scored", "") + row.get("note", "") for row in SET.file("sources.yaml")["tasks"])
    named = {name for name in re.findall(r"[a-z_]+\.[a-z_]+", words) if name.partition(".")[0] in known}
    assert {"dossiers.returned", "iso.units_certified", "staff.rotated"} <= named <= set(catalogue.indicators)


def test_numeric_targets_are_the_thresholds_of_full_points() -> None:
    thresholds = {
        "1.3.2": "30%",
        "2.1.2": "100%",
        "5.6": "100%",
        "5.8": "100%",
        "5.9": "70%",
        "6.1.1": "100%",
        "6.2.1": "100%",
        "6.2.2": "100%",
        "7.1": "100%",
        "7.4": "80%",
        "7.6.1": "40%",
        "7.6.3": "3",
        "7.6.4": "8",
        "8.1": "100%",
        "8.3.2": "9",
        "8.5.1": "100%",
        "9.1.2": "30%",
    }
    known = SET.components()
    for name, full in thresholds.items():
        rule = known[name]["rule"]
        first = rule["bands"][0] if "bands" in rule else {"at_least": rule["proportional"]["full_at"]}
        assert first["at_least"] == full, name
        assert first.get("points", known[name]["max_points"]) == known[name]["max_points"], name


def test_the_areas_are_worth_what_the_table_says() -> None:
    assert [area["max_points"] for area in SET.areas()] == AREAS


def test_each_unit_kind_has_points_in_every_area_it_is_addressed_in() -> None:
    def addressed(area: Any, kind: str) -> bool:
        return any(kind in leaf["applies_to"].get("unit_kinds", []) for leaf in leaves(area))

    table = {
        kind: [addressed(area, kind) for area in SET.areas()]
        for kind in ("province", "department", "district", "commune")
    }
    assert all(table["province"] + table["department"] + table["district"])
    # the list and the body give communes nothing on legal texts, organisation and public finance
    assert [area["code"] for area, yes in zip(SET.areas(), table["commune"], strict=True) if not yes] == ["2", "4", "6"]
