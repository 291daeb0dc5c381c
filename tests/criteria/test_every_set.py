"""What holds of every set that ships: nothing to find in any year, sums and numbers as another reader counts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.load import build_set, read_set
from par_engine.scoring.program import certification_findings
from tests.criteria.written import LIBRARY, ROOT, WrittenSet, ids, points

EVERY_SET = pytest.mark.parametrize("set_id", LIBRARY.set_ids())


def test_every_folder_of_a_set_can_be_read() -> None:
    assert LIBRARY.set_ids() == sorted(path.name for path in (ROOT / "criteria").iterdir())


def test_nothing_is_found_in_the_catalogue() -> None:
    _, findings = load_catalogue(LIBRARY)
    assert [finding.line() for finding in findings] == []


@EVERY_SET
def test_nothing_is_found_in_any_year(set_id: str) -> None:
    """Neither by the checks nor by the rules engine."""
    files = read_set(LIBRARY, LIBRARY.criteria / set_id)
    for year in files.years:
        built = build_set(files, files.moment(year))
        assert [finding.line() for finding in built.findings] == []
        assert built.yardstick is not None
        assert certification_findings(built.yardstick) == []


@EVERY_SET
def test_points_sum_up_at_every_level(set_id: str) -> None:
    known = WrittenSet(set_id)
    assert sum(map(points, known.areas())) == Decimal(known.file("set.yaml")["max_points"]) == 100


@EVERY_SET
def test_ids_stand_once_and_below_the_id_they_belong_to(set_id: str) -> None:
    found = [name for area in WrittenSet(set_id).areas() for name in ids(area)]
    assert len(found) == len(set(found))


@EVERY_SET
def test_areas_stand_in_the_order_of_the_set(set_id: str) -> None:
    known = WrittenSet(set_id)
    assert [area["id"] for area in known.areas()] == known.file("set.yaml")["areas"]
    assert [area["code"] for area in known.areas()] == [str(number + 1) for number in range(len(known.areas()))]


@EVERY_SET
def test_every_component_comes_from_the_inventory_and_every_row_leads_somewhere(set_id: str) -> None:
    known = WrittenSet(set_id)
    assert known.sourced() == known.components().keys()
    assert all(bool(row.get("components")) != bool(row.get("not_scored")) for row in known.rows())
    assert len({row["id"] for row in known.rows()}) == len(known.rows())
