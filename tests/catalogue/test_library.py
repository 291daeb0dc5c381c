"""The shipped indicators: the keys that a clerk and the roll-up need, definitions that stand without their source."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.catalogue.load import Catalogue, load_catalogue
from par_engine.catalogue.roll_up import OverTime, OverUnits, over_time, over_units
from par_engine.library import Library
from tests.cli.program import REPOSITORY

LIBRARY = Library(REPOSITORY, "kiểm thử")
KNOWN: Catalogue = load_catalogue(LIBRARY)[0]
INDICATORS = list(KNOWN.indicators.values())
ORDER = list(Indicator.model_fields)
COUNTED = {IndicatorType.COUNT, IndicatorType.AMOUNT}
FILLING = set(re.findall(r"\w+", "số tổng trong các của đã được có từ đầu năm theo là tại ngày phần và"))
NO_SHARE = {
    "impact.par_index_change": "hiệu của hai chỉ số",
    "impact.sipas_change": "hiệu của hai chỉ số",
    "procedures.time_cut_lowest": "mức được giao, không phải kết quả",
    "procedures.time_cut_highest": "mức được giao, không phải kết quả",
}
"""Rates that are no share of anything that is counted."""
NEVER_ADDS_UP = re.compile(r"_rank$|_change$|_lowest$|_highest$|^procedures\.total$|statuses$|tiers$")


def written() -> list[tuple[str, dict[str, Any]]]:
    """Every indicator as its file writes it, keys in the order of the file."""
    files = sorted(LIBRARY.schemas.glob("*.yaml"))
    loaded = [(path.name, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in files]
    return [(name, item) for name, file in loaded if file["kind"] == "indicators" for item in file["indicators"]]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_nothing_is_lost_on_the_way() -> None:
    assert len(written()) == len(INDICATORS) > 440


@pytest.mark.parametrize(("file", "item"), written(), ids=lambda one: one["id"] if isinstance(one, dict) else "")
def test_the_keys_of_an_indicator(file: str, item: dict[str, Any]) -> None:
    assert list(item) == [key for key in ORDER if key in item], "đúng thứ tự, không khoá lạ"
    counted = item["type"] in ("count", "amount")
    assert not counted or {"unit", "cumulative", "movement"} <= set(item)
    assert counted or not {"cumulative", "movement"} & set(item), "chỉ số đếm và lượng mới có"
    assert file == f"{item['id'].partition('.')[0]}.yaml"


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_a_definition_stands_without_its_source(indicator: Indicator) -> None:
    says = words(indicator.definition) - words(indicator.title) - FILLING
    assert len(says) >= 3, "định nghĩa chỉ nhắc lại tên"
    assert len(indicator.definition) >= 55
    assert not indicator.definition.endswith(".")


def test_no_two_indicators_are_defined_alike() -> None:
    for what in ("definition", "title"):
        found = Counter((getattr(one, what), one.id.partition(".")[0]) for one in INDICATORS)
        assert [text for text, times in found.items() if times > 1] == []


def test_every_rate_names_its_parts_or_why_it_has_none() -> None:
    rates = [one for one in INDICATORS if one.type is IndicatorType.RATE]
    assert {one.id for one in rates if one.of is None} == set(NO_SHARE)
    for one in rates:
        if one.of:
            assert over_units(one) is OverUnits.RATIO
            assert over_time(one) is OverTime.RATIO
            assert one.of.numerator != one.of.denominator
        else:
            assert over_units(one) is OverUnits.BY_AGENCY


def wholes() -> dict[str, set[str]]:
    """What each figure may not exceed, as the cross-checks say: a part of a sum, or the smaller of two."""
    found: dict[str, set[str]] = {}
    for check in KNOWN.checks:
        if not check.measures():
            continue
        small, large = ([name.id for name in side.names()] for side in check.measures())
        for parts, whole in [(small, large), *([(large, small)] if check.equal else [])]:
            for part in parts if len(whole) == 1 else []:
                found.setdefault(part, set()).add(whole[0])
    return found


def test_every_part_of_a_rate_is_bounded_by_its_whole() -> None:
    """A share above 100 % must be a finding, not a result."""
    above = wholes()
    for _ in range(3):  # a part of a part
        above = {part: found.union(*(above.get(one, set()) for one in found)) for part, found in above.items()}
    rates = [one for one in INDICATORS if one.of]
    assert [one.id for one in rates if one.of and one.of.denominator not in above.get(one.of.numerator, set())] == []


def test_what_never_adds_up_stands_by_agency() -> None:
    found = [one for one in INDICATORS if NEVER_ADDS_UP.search(one.id)]
    assert len(found) > 15
    assert [one.id for one in found if over_units(one) is OverUnits.SUM] == []


def test_every_count_can_be_rolled_up_over_time() -> None:
    """Only what no sum of periods can say comes from the report on the whole period."""
    stated = {one.id for one in INDICATORS if one.type in COUNTED and over_time(one) is OverTime.STATED}
    assert stated == {
        "dossiers.received",
        "online.level3_procedures_used",
        "online.level4_procedures_used",
        "online.post_procedures_used",
    }


def test_every_figure_has_an_office_that_sums_it_up() -> None:
    assert [one.id for one in INDICATORS if not one.summed_by] == []
    assert {office for one in INDICATORS for office in one.offices()} >= {
        "so-noi-vu",
        "so-tu-phap",
        "van-phong-ubnd-tinh",
    }


COUNTED_BY_SOURCES = yaml.safe_load((Path(__file__).parent / "counted.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", COUNTED_BY_SOURCES, ids=lambda one: one["source"])
def test_what_a_source_counts_is_held(source: dict[str, Any]) -> None:
    for at, sentence, *names in source["rows"]:
        assert names, (at, sentence)
        assert [name for name in names if name not in KNOWN.indicators] == [], (at, sentence)
