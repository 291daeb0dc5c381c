"""Thái Nguyên's plan for 2017: nothing to find in the set; its 58 tasks, targets, dates, sums counted independently."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.decisions import Cause
from par_engine.criteria.load import load_set, require_set
from par_engine.evidence.evidence import load_submission
from par_engine.library import Library
from par_engine.scoring.evaluate import score_loaded
from par_engine.scoring.examples import run_examples
from par_engine.scoring.program import build_program, certification_findings
from par_engine.scoring.result import State

ROOT = Path(__file__).parents[2]
LIBRARY = Library(ROOT, "kho mã nguồn")
FOLDER = ROOT / "criteria" / "thai-nguyen-2017"

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


def written(name: str) -> Any:
    """A file as another YAML reader sees it, all scalars as text."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def areas() -> list[Any]:
    return [written(path.name) for path in sorted(FOLDER.glob("[0-9]*.yaml"))]


def parts(node: Any) -> list[Any]:
    return node.get("criteria", node.get("parts", []))  # type: ignore[no-any-return]


def leaves(node: Any) -> list[Any]:
    return [leaf for part in parts(node) for leaf in leaves(part)] if parts(node) else [node]


def components() -> dict[str, Any]:
    return {leaf["id"]: leaf for area in areas() for leaf in leaves(area)}


def test_nothing_is_found_in_the_catalogue_and_the_set() -> None:
    catalogue, findings = load_catalogue(LIBRARY)
    loaded = load_set(LIBRARY, FOLDER, catalogue)
    assert [finding.line() for finding in findings + loaded.findings] == []


def test_the_rules_engine_finds_no_gap_and_no_overlap() -> None:
    assert certification_findings(require_set(LIBRARY, "thai-nguyen-2017")) == []


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
    ids = [task["id"] for task in written("sources.yaml")["tasks"] if task["id"].startswith("dm-")]
    assert ids == [f"dm-{area}-{number}" for area, count in LIST.items() for number in range(1, count + 1)]
    assert len(ids) == 58


def test_every_task_of_the_list_is_scored_in_its_own_area_and_names_its_agencies() -> None:
    for task in written("sources.yaml")["tasks"]:
        if task["id"].startswith("dm-"):
            area = task["id"].split("-")[1]
            assert {name.partition(".")[0] for name in task["components"]} == {area}, task["id"]
            assert task["agencies"].startswith("Chủ trì: "), task["id"]
            assert " Phối hợp: " in task["agencies"], task["id"]


def test_the_column_of_latest_dates_is_whole() -> None:
    sources = written("sources.yaml")
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
    known = components()
    for task in written("sources.yaml")["tasks"]:
        if task["id"].startswith("dm-") and task["due"] in printed:
            asked = [
                document.get("due")
                for name in task["components"]
                for document in known[name].get("documents", {}).values()
            ]
            assert printed[task["due"]] in asked, task["id"]


def test_the_body_and_both_forms_are_in_the_inventory() -> None:
    ids = [task["id"] for task in written("sources.yaml")["tasks"]]
    assert Counter(name.split("-")[1] for name in ids if name.startswith("than-")) == BODY
    assert Counter(name.split("-")[0] for name in ids if name[:2] in ("mt", "mw")) == {"mt": 38, "mw": 16}


def test_every_counter_of_the_forms_that_is_not_scored_is_an_indicator() -> None:
    catalogue, _ = load_catalogue(LIBRARY)
    known = {name.partition(".")[0] for name in catalogue.indicators}
    words = " ".join(row.get("not_scored", "") + row.get("note", "") for row in written("sources.yaml")["tasks"])
    named = {name for name in re.findall(r"[a-z_]+\.[a-z_]+", words) if name.partition(".")[0] in known}
    assert {"dossiers.returned", "iso.units_certified", "staff.rotated"} <= named <= set(catalogue.indicators)


def test_every_component_comes_from_the_inventory_and_every_row_leads_somewhere() -> None:
    sources = written("sources.yaml")
    rows = sources["tasks"] + sources["targets"]
    named = {component for row in rows for component in row.get("components", [])}
    assert named == set(components())
    assert all(bool(row.get("components")) != bool(row.get("not_scored")) for row in rows)


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
    known = components()
    for name, full in thresholds.items():
        rule = known[name]["rule"]
        first = rule["bands"][0] if "bands" in rule else {"at_least": rule["proportional"]["full_at"]}
        assert first["at_least"] == full, name
        assert first.get("points", known[name]["max_points"]) == known[name]["max_points"], name


def test_points_sum_to_a_hundred_at_every_level() -> None:
    def check(node: Any) -> Decimal:
        total = sum((check(part) for part in parts(node)), Decimal(0)) if parts(node) else Decimal(node["max_points"])
        assert total == Decimal(node["max_points"]), node["id"]
        return total

    assert [area["max_points"] for area in areas()] == AREAS
    assert sum(check(area) for area in areas()) == Decimal(written("set.yaml")["max_points"]) == 100


def test_ids_stand_once_and_below_the_id_they_belong_to() -> None:
    def check(node: Any, prefix: str) -> list[str]:
        assert node["id"].startswith(prefix), node["id"]
        return [node["id"], *(name for part in parts(node) for name in check(part, node["id"] + "."))]

    ids = [name for area in areas() for part in parts(area) for name in check(part, area["code"] + ".")]
    assert len(ids) == len(set(ids))


def test_each_unit_kind_has_points_in_every_area_it_is_addressed_in() -> None:
    def addressed(area: Any, kind: str) -> bool:
        return any(kind in leaf["applies_to"].get("unit_kinds", []) for leaf in leaves(area))

    table = {
        kind: [addressed(area, kind) for area in areas()] for kind in ("province", "department", "district", "commune")
    }
    assert all(table["province"] + table["department"] + table["district"])
    # the list and the body give communes nothing on legal texts, organisation and public finance
    assert [area["code"] for area, yes in zip(areas(), table["commune"], strict=True) if not yes] == ["2", "4", "6"]
