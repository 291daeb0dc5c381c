"""Figures of provinces as little sets: scales that are not 100, exemptions, a survey not held, two tables of grades."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from par_engine.criteria.load import build_set, read_set, require_set
from par_engine.criteria.sections import Source
from par_engine.library import Library
from par_engine.scoring.program import Program, build_program, certification_findings
from par_engine.scoring.result import ScoreSheet, State
from par_engine.scoring.totals import by_source
from tests.scoring.world import assessment, submission, verified

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
SETS = sorted(path.name for path in (HERE / "criteria").iterdir())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("provinces")
    shutil.copytree(REPOSITORY / "evidence_schemas", root / "evidence_schemas")
    shutil.copytree(HERE / "evidence_schemas", root / "evidence_schemas", dirs_exist_ok=True)
    shutil.copytree(HERE / "criteria", root / "criteria")
    (root / "reports_templates").mkdir()
    return Library(root, "kiểm thử")


@cache
def program(library: Library, set_id: str, unit_kind: str) -> Program:
    return build_program(require_set(library, set_id), unit_kind)


def sheet(chosen: Program, values: dict[str, Any] | None = None, agency: str = "don-vi", **ruling: Any) -> ScoreSheet:
    """An agency's sheet for the year of the set, with what the board found."""
    known = chosen.yardstick.set
    year = known.year
    period = {"from": f"01/01/{year}", "to": f"31/12/{year}"}
    head: dict[str, Any] = {"criteria_set": known.id, "version": "1", "period": period}
    who: dict[str, Any] = {"agency": {"id": agency, "name": "Đơn vị"}, "unit_kind": chosen.unit_kind}
    data = submission(values, **head, **who, prepared_on=f"20/12/{year}")
    found = assessment(**head, agency=agency, **ruling | {"prepared_on": f"25/12/{year}"})
    return verified(chosen, data, found, dt.date(year, 12, 25))


def surveyed(share: str) -> dict[str, Any]:
    return {"survey": {"hai_long": {"share": share, "source": "Báo cáo điều tra"}}}


def judged(points: str) -> dict[str, Any]:
    return {"judged": {"1.1": {"points": Decimal(points), "grounds": "Biên bản thẩm định"}}}


@pytest.mark.parametrize("set_id", SETS)
def test_the_sets_are_without_any_finding(library: Library, set_id: str) -> None:
    files = read_set(library, library.criteria / set_id)
    assert [finding.line() for finding in build_set(files, files.moment()).findings] == []
    assert certification_findings(require_set(library, set_id)) == []


# Hà Tĩnh, Decision 52/2019/QĐ-UBND: points of criteria + points of the survey, by kind of unit.

SCALES = {"department": (80, 20), "district": (80, 20), "commune": (70, 30), "central": (40, 20)}


@pytest.mark.parametrize(("unit_kind", "own", "survey"), [(kind, *scale) for kind, scale in SCALES.items()])
def test_each_kind_of_unit_of_ha_tinh_has_its_own_scale(
    library: Library, unit_kind: str, own: int, survey: int
) -> None:
    tasks = {"direction.tasks_done": 40, "direction.tasks_planned": 40}
    found = sheet(program(library, "ha-tinh-2019", unit_kind), tasks, **surveyed("100%"))
    maxima = {source: part.applicable_max for source, part in by_source(found).items()}
    assert maxima == {Source.SELF: own, Source.SURVEY: survey}
    assert found.totals.points == found.totals.applicable_max == own + survey
    assert found.totals.index == 100


def test_the_scales_of_ha_tinh_are_100_but_for_central_agencies() -> None:
    assert {kind: sum(scale) for kind, scale in SCALES.items()} == {
        **dict.fromkeys(("department", "district", "commune"), 100),
        "central": 60,
    }


@pytest.mark.parametrize(
    ("unit_kind", "points", "index"),
    [("department", "75.00", "75.00"), ("commune", "75.00", "75.00"), ("central", "45.00", "75.00")],
)
def test_an_index_is_a_share_of_the_own_scale_never_the_raw_points(
    library: Library, unit_kind: str, points: str, index: str
) -> None:
    """Three quarters of everything: 45 raw points of a central agency are the same 75 % as 75 of a department."""
    tasks = {"direction.tasks_done": 30, "direction.tasks_planned": 40}
    totals = sheet(program(library, "ha-tinh-2019", unit_kind), tasks, **surveyed("75%")).totals
    assert (str(totals.points), str(totals.index)) == (points, index)


# Hà Nam, Decision 1156/QĐ-UBND: agencies without procedures.

EXEMPT = ("van-phong-ubnd-tinh", "thanh-tra-tinh", "bql-khu-dai-hoc-nam-cao")
NOT_ASSESSED = {"3.1", "3.2", "7.3", "7.5"}
OWN_WORK = {"direction.tasks_done": 40, "direction.tasks_planned": 40, "it.plan_tasks_done": 0, "it.plan_tasks": 11}
PROCEDURES = {
    "procedures.posted_at_office": 0,
    "procedures.total": 90,
    "feedback.handled": 0,
    "feedback.received": 12,
    "online.level3_handled": 0,
    "online.level3_received": 300,
    "iso.maintained": False,
}


@pytest.mark.parametrize("agency", EXEMPT)
def test_exempt_agencies_of_ha_nam_are_measured_by_what_is_left(library: Library, agency: str) -> None:
    """Area 3 (20), criteria 7.3 (7) and 7.5 (2, made up) leave 71 of 100; 60 of 71 are 84,51 %."""
    found = sheet(program(library, "ha-nam-2023", "department"), OWN_WORK, agency)
    totals = found.totals
    assert [str(each) for each in (totals.max_points, totals.applicable_max)] == ["100.00", "71.00"]
    assert [str(each) for each in (totals.points, totals.lost, totals.open)] == ["60.00", "11.00", "0.00"]
    assert str(totals.index) == "84.51"
    left_out = [one for one in found.components if one.state is State.NOT_APPLICABLE]
    assert {one.id for one in left_out} == NOT_ASSESSED
    assert all("không có thủ tục hành chính" in one.why for one in left_out)


def test_whole_area_3_falls_away_and_its_index_with_it(library: Library) -> None:
    found = sheet(program(library, "ha-nam-2023", "department"), OWN_WORK, EXEMPT[0])
    areas = {area.code: area for area in found.areas}
    assert (str(areas["3"].totals.max_points), str(areas["3"].totals.applicable_max), areas["3"].totals.index) == (
        "20.00",
        "0.00",
        None,
    )
    assert str(areas["7"].totals.applicable_max) == "11.00"


def test_an_agency_with_procedures_loses_what_an_exempt_one_is_not_asked(library: Library) -> None:
    totals = sheet(program(library, "ha-nam-2023", "department"), OWN_WORK | PROCEDURES, "so-tu-phap").totals
    assert [str(each) for each in (totals.applicable_max, totals.points, totals.index)] == ["100.00", "60.00", "60.00"]


# Hà Nội, divisions below districts: no survey.


def test_with_a_survey_nothing_is_converted(library: Library) -> None:
    found = sheet(program(library, "ha-noi-phong", "division"), **judged("63"), **surveyed("80%"))
    assert (str(found.totals.points), str(found.totals.index), found.outcome.rescaled) == ("87.00", "87.00", None)


@pytest.mark.parametrize(
    ("given", "converted"), [("63", "90.00"), ("70", "100.00"), ("35.07", "50.10"), ("61.46", "87.80"), ("0", "0.00")]
)
def test_without_a_survey_the_verified_score_alone_counts_out_of_100(
    library: Library, given: str, converted: str
) -> None:
    not_held: dict[str, Any] = {"not_held": {"survey": "Năm nay không tổ chức điều tra"}}
    found = sheet(program(library, "ha-noi-phong", "division"), **judged(given), **not_held)
    scaled = found.outcome.rescaled
    assert scaled is not None
    assert [str(each) for each in (scaled.points, scaled.index)] == [converted, converted]
    assert [str(each) for each in (scaled.applicable_max, scaled.left_out)] == ["100.00", "30.00"]
    assert found.totals.points == Decimal(given)


# Nam Định 2020: lines of the groups differ between departments and districts; lower bounds belong to the group.

GROUPS = [
    ("department", "90.00", "Nhóm I"),
    ("department", "89.99", "Nhóm II"),
    ("department", "80.00", "Nhóm II"),
    ("department", "79.99", "Chưa xếp nhóm"),
    ("district", "89.99", "Nhóm I"),
    ("district", "80.00", "Nhóm I"),
    ("district", "79.99", "Nhóm II"),
    ("district", "70.00", "Nhóm II"),
    ("district", "69.99", "Chưa xếp nhóm"),
]


@pytest.mark.parametrize(("unit_kind", "index", "group"), GROUPS)
def test_a_unit_of_nam_dinh_is_grouped_by_the_table_of_its_kind(
    library: Library, unit_kind: str, index: str, group: str
) -> None:
    verified_points = str(Decimal(index) - 27)
    found = sheet(program(library, "nam-dinh-2020", unit_kind), **judged(verified_points), **surveyed("90%"))
    grade = found.outcome.grade
    assert grade is not None
    assert (str(found.totals.index), grade.title, grade.provisional) == (index, group, False)


@pytest.mark.parametrize(
    ("points", "printed"), [("62.62", "89.45"), ("61.46", "87.80"), ("64.75", "92.50"), ("65.17", "93.10")]
)
def test_the_printed_shares_of_the_verified_part_come_out(library: Library, points: str, printed: str) -> None:
    """Of 70: verified means of departments and districts as printed (the first is cut); then the claimed ones."""
    found = sheet(program(library, "nam-dinh-2020", "department"), **judged(points), **surveyed("90%"))
    assert str(by_source(found)[Source.VERIFIER].index) == printed
