"""The national province structure of 2017: rows, counts and maxima as printed, the slip of the source kept."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from tests.criteria.written import WrittenSet, leaves, parts, points

SET = WrittenSet("tinh-2017")

# Area, criteria (TC), component criteria (TCTP), maximum: Decision 2948/QĐ-BNV, province table, read row by row.
TABLE = {
    "1": (6, 6, "10.00"),
    "2": (4, 6, "10.00"),
    "3": (5, 16, "14.50"),
    "4": (4, 10, "11.00"),
    "5": (9, 16, "16.00"),
    "6": (3, 6, "7.00"),
    "7": (5, 18, "16.00"),
    "8": (3, 3, "15.50"),
}


def row(area: Any) -> tuple[int, int]:
    """How many criteria an area has, and how many component criteria stand below them."""
    return len(parts(area)), sum(len(parts(criterion)) for criterion in parts(area))


@pytest.mark.parametrize("area", SET.areas(), ids=lambda area: area["code"])
def test_an_area_has_the_printed_counts_and_maximum(area: Any) -> None:
    criteria, components, most = TABLE[area["code"]]
    assert row(area) == (criteria, components)
    assert points(area) == Decimal(most)
    assert area["provenance"]["structure"] == area["provenance"]["points"] == "source"


def test_the_inventory_keeps_every_row_as_printed() -> None:
    targets = {target["id"]: target for target in SET.file("sources.yaml")["targets"]}
    assert targets.keys() == {*(f"linh-vuc-{code}" for code in TABLE), "tong"}
    areas = {area["code"]: area for area in SET.areas()}
    for code, (criteria, components, most) in TABLE.items():
        target = targets[f"linh-vuc-{code}"]
        assert target["value"] == f"{criteria} TC; {components} TCTP; {most} điểm"
        assert target["components"] == [leaf["id"] for leaf in leaves(areas[code])]
    assert SET.sourced() == SET.components().keys()


def test_the_rows_sum_to_the_printed_totals_but_for_the_criteria() -> None:
    """8 areas, 81 component criteria and 100 points agree; the source prints 38 criteria where its rows have 39."""
    total = next(target for target in SET.file("sources.yaml")["targets"] if target["id"] == "tong")
    assert [int(number) for number in re.findall(r"\d+", total["value"])] == [8, 38, 81]
    assert len(SET.areas()) == 8
    assert sum(row(area)[0] for area in SET.areas()) == 39
    assert sum(row(area)[1] for area in SET.areas()) == 81
    assert sum(points(area) for area in SET.areas()) == 100
    assert "39" in total["note"]
    assert "38" in SET.file("set.yaml")["provenance"]["note"]


def test_no_component_claims_points_or_a_title_from_the_table() -> None:
    origins = [component["provenance"] for component in SET.components().values()]
    assert {origin["points"] for origin in origins} == {"assumption"}
    assert {origin["structure"] for origin in origins} <= {"assumption", "borrowed"}
    assert {origin["target"] for origin in origins} <= {"assumption", "borrowed"}
    assert {origin["from"] for origin in origins if "from" in origin} == {"kh-121-2017-thai-nguyen"}


def test_every_component_tells_how_to_mend_it_and_asks_for_proof_unless_others_score_it() -> None:
    for name, component in SET.components().items():
        assert component["remedy"].keys() == {"action", "owner", "effort"}, name
        assert ("documents" in component) != ("survey" in component["rule"]), name
