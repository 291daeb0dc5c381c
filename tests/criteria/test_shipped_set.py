"""The criteria set that ships with the product: nothing to find, and its inventory and sums counted independently."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.load import load_set, require_set
from par_engine.library import Library
from par_engine.scoring.program import certification_findings

ROOT = Path(__file__).parents[2]
LIBRARY = Library(ROOT, "kho mã nguồn")
FOLDER = ROOT / "criteria" / "thanh-hoa-2019"

# Tasks in the seven annexes of Decision 4784/QĐ-UBND of 30/11/2018, counted on paper.
ANNEXES = {"pl01": 6, "pl02": 7, "pl03": 5, "pl04": 8, "pl05": 5, "pl06": 6, "pl07": 3}


def written(name: str) -> Any:
    """A file as another YAML reader sees it, all scalars as text."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def areas() -> list[Any]:
    return [written(path.name) for path in sorted(FOLDER.glob("[0-9]*.yaml"))]


def parts(node: Any) -> list[Any]:
    return node.get("criteria", node.get("parts", []))  # type: ignore[no-any-return]


def leaves(node: Any) -> list[Any]:
    return [leaf for part in parts(node) for leaf in leaves(part)] if parts(node) else [node]


def test_nothing_is_found_in_the_catalogue_and_the_set() -> None:
    catalogue, findings = load_catalogue(LIBRARY)
    loaded = load_set(LIBRARY, FOLDER, catalogue)
    assert [finding.line() for finding in findings + loaded.findings] == []


def test_the_rules_engine_finds_no_gap_and_no_overlap() -> None:
    assert certification_findings(require_set(LIBRARY, "thanh-hoa-2019")) == []


def test_every_folder_of_a_set_can_be_read() -> None:
    assert LIBRARY.set_ids() == sorted(path.name for path in (ROOT / "criteria").iterdir())


def test_all_tasks_of_the_annexes_are_in_the_inventory() -> None:
    ids = [task["id"] for task in written("sources.yaml")["tasks"]]
    counted = Counter(name.partition("-")[0] for name in ids if name.startswith("pl"))
    assert counted == ANNEXES
    assert sum(ANNEXES.values()) == 40
    assert [name for name in ids if name.startswith("pl")] == [
        f"{annex}-{number}" for annex, count in ANNEXES.items() for number in range(1, count + 1)
    ]


def test_every_component_comes_from_the_inventory_and_every_row_leads_somewhere() -> None:
    sources = written("sources.yaml")
    rows = sources["tasks"] + sources["targets"]
    named = {component for row in rows for component in row.get("components", [])}
    assert named == {leaf["id"] for area in areas() for leaf in leaves(area)}
    assert all(bool(row.get("components")) != bool(row.get("not_scored")) for row in rows)


def test_points_sum_to_a_hundred_at_every_level() -> None:
    def check(node: Any) -> Decimal:
        total = sum((check(part) for part in parts(node)), Decimal(0)) if parts(node) else Decimal(node["max_points"])
        assert total == Decimal(node["max_points"]), node["id"]
        return total

    assert sum(check(area) for area in areas()) == Decimal(written("set.yaml")["max_points"]) == 100


def test_ids_stand_once_and_below_the_id_they_belong_to() -> None:
    def check(node: Any, prefix: str) -> list[str]:
        assert node["id"].startswith(prefix), node["id"]
        return [node["id"], *(name for part in parts(node) for name in check(part, node["id"] + "."))]

    ids = [name for area in areas() for part in parts(area) for name in check(part, area["code"] + ".")]
    assert len(ids) == len(set(ids))


def test_areas_are_numbered_in_the_order_of_the_set() -> None:
    assert [area["id"] for area in areas()] == written("set.yaml")["areas"]
    assert [area["code"] for area in areas()] == [str(number) for number in range(1, len(areas()) + 1)]
