"""A district's year from twelve monthly reports of three communes: what is missing, late, corrected, contradictory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from par_engine.catalogue.scope import Figure
from par_engine.evidence.rollup.deliveries import Arrival
from par_engine.evidence.rollup.report import Report
from par_engine.reading.models import Loaded
from tests.rollup.make import plan, report, rolled, told, unit, values

NEW, DONE, STAFF = "dossiers.received_new", "dossiers.resolved", "staff.total"
COMMUNES = ("xa-a", "xa-b", "xa-c")
THREE = plan([unit(name) for name in COMMUNES])


def year(
    skip: Sequence[tuple[str, int]] = (), late: Mapping[tuple[str, int], str] | None = None
) -> list[Loaded[Report]]:
    """In month m commune n hands in 10·n + m new dossiers, one fewer done, and 20 + m people."""
    found = []
    for number, name in enumerate(COMMUNES, 1):
        for month in range(1, 13):
            if (name, month) in skip:
                continue
            new = 10 * number + month
            more = {"received": late[name, month]} if late and (name, month) in late else {}
            figures = {NEW: new, DONE: new - 1, STAFF: 20 + month}
            found.append(report(name, f"M{month}/2017", figures, **more))
    return found


ALL = 12 * 60 + 3 * 78


def test_a_full_year() -> None:
    done = rolled(THREE, year())
    assert values(done) == {NEW: ALL, DONE: ALL - 36, STAFF: 96}
    assert values(done, "xa-b") == {NEW: 240 + 78, DONE: 240 + 78 - 12, STAFF: 32}
    assert done.figures[Figure(NEW, None, 2017, 3)].raw() == 60 + 9
    assert done.figures[Figure(NEW, "xa-a", 2017, 3)].raw() == 13
    assert done.findings == ()
    assert {row.arrival for row in done.owed} == {Arrival.IN_TIME}


def test_a_missing_month_is_named_and_no_sum_is_made_of_the_rest() -> None:
    done = rolled(THREE, year(skip=[("xa-b", 4)]))
    (missing,) = told(done, "missing")
    assert "UBND xa-b: báo cáo tháng 4/2017 chưa có" in missing
    assert "hết ngày 05/05/2017" in missing
    assert NEW not in values(done)
    assert values(done)[STAFF] == 96, "người có mặt là số của tháng cuối"
    assert Figure(NEW, None, 2017, 4) not in done.figures
    assert done.figures[Figure(NEW, None, 2017, 5)].raw() == 75
    assert any("thiếu của UBND xa-b: tháng 4/2017" in words for words in told(done, "incomplete"))


def test_what_there_is_can_be_asked_for_and_says_what_is_lacking() -> None:
    done = rolled(THREE, year(skip=[("xa-b", 4)]), partial=True)
    assert values(done)[NEW] == ALL - 24
    assert Figure(NEW) in done.partial
    assert any("mới cộng được một phần, thiếu của UBND xa-b: tháng 4/2017" in one for one in told(done, "incomplete"))


def test_a_late_report_counts_and_is_named() -> None:
    done = rolled(THREE, year(late={("xa-c", 5): "09/06/2017 08:00"}))
    assert values(done)[NEW] == ALL
    (late,) = told(done, "late")
    assert "UBND xa-c: báo cáo tháng 5/2017 gửi trễ 4 ngày" in late


def test_a_correction_replaces_the_figure_and_keeps_the_old_one() -> None:
    correction = report("xa-a", "M6/2017", {NEW: 160}, correction=1, received="20/08/2017")
    done = rolled(THREE, [correction, *year()])
    assert values(done)[NEW] == ALL - 16 + 160
    assert values(done)[DONE] == ALL - 36, "bản đính chính chỉ ghi số đã sửa"
    (note,) = told(done, "corrected")
    assert "16 hồ sơ → 160 hồ sơ" in note
    parts = done.figures[Figure(NEW, "xa-a")].parts
    (june,) = [part for part in parts if part.period == "M6/2017"]
    assert (june.value, june.replaced) == (160, ((16, "xa-a-M6-2017.json"),))
    assert told(done, "late") == [], "bản đính chính không làm báo cáo đầu thành trễ"


def test_a_correction_that_cannot_be_read_leaves_the_figure_out() -> None:
    unreadable = report("xa-a", "M6/2017", {NEW: "chín mươi"}, correction=1, received="20/08/2017")
    done = rolled(THREE, [unreadable, *year()])
    assert NEW not in values(done)
    assert DONE in values(done)
    assert any("đính chính của kỳ M6/2017 không đọc được" in words for words in told(done, "contradiction"))
    mended = report("xa-a", "M6/2017", {NEW: 160}, correction=2, received="21/08/2017")
    assert values(rolled(THREE, [unreadable, mended, *year()]))[NEW] == ALL - 16 + 160


def test_figures_of_one_report_that_contradict_one_another_are_left_out() -> None:
    """Opposite mistakes of two units would cancel in the sum."""
    parts = {"dossiers.resolved_in_time": 40, "dossiers.resolved_late": 10}
    wrong = [report(name, "M1/2017", {DONE: done, **parts}) for name, done in (("xa-a", 51), ("xa-b", 49))]
    right = report("xa-c", "M1/2017", {DONE: 50, **parts})
    january = plan([unit(name) for name in COMMUNES], period={"from": "01/01/2017", "to": "31/01/2017"})
    done = rolled(january, [*wrong, right])
    assert values(done) == {}
    second, first = sorted(told(done, "identity"))
    assert "kỳ M1/2017: Hồ sơ đã giải quyết = đúng hạn và trước hạn + quá hạn: 51 ≠ 40 + 10 = 50, lệch 1" in first
    assert "49 ≠ 40 + 10 = 50" in second
    assert values(rolled(january, [report(name, "M1/2017", {DONE: 50, **parts}) for name in COMMUNES]))[DONE] == 150


def test_the_months_against_a_report_on_the_year() -> None:
    whole = report("xa-b", "year/2017", {NEW: 999}, form="nam", received="05/01/2018")
    done = rolled(THREE, [*year(), whole])
    (words,) = told(done, "contradiction")
    assert "UBND xa-b" in words
    assert "báo cáo cả kỳ ghi 999 hồ sơ, các kỳ ngắn cộng lại được 318 hồ sơ" in words
    assert NEW not in values(done)
    assert DONE in values(done)
    assert NEW not in values(rolled(THREE, [*year(), whole], partial=True)), "số mâu thuẫn không được cộng"


def test_a_report_on_the_year_fills_in_for_a_missing_month() -> None:
    whole = report("xa-b", "year/2017", {NEW: 318}, form="nam", received="05/01/2018")
    assert values(rolled(THREE, [*year(skip=[("xa-b", 4)]), whole]))[NEW] == ALL


def test_some_months_may_not_make_more_than_the_year() -> None:
    whole = report("xa-b", "year/2017", {NEW: 100}, form="nam", received="05/01/2018")
    (words,) = told(rolled(THREE, [*year(skip=[("xa-b", 4)]), whole]), "contradiction")
    assert "riêng các kỳ đã báo cáo cộng lại được 294 hồ sơ" in words


def test_the_district_against_its_communes() -> None:
    own = report("huyen", "M3/2017", {NEW: 70})
    done = rolled(THREE, [*year(), own])
    (words,) = told(done, "contradiction")
    assert words.startswith("UBND huyện, Hồ sơ mới tiếp nhận, tháng 3/2017")
    assert "đơn vị ghi 70 hồ sơ, các đơn vị trực thuộc cộng lại được 69 hồ sơ" in words


def test_all_at_once() -> None:
    reports = year(skip=[("xa-b", 4)], late={("xa-c", 5): "09/06/2017"})
    reports.append(report("xa-a", "M6/2017", {NEW: 160}, correction=1, received="20/08/2017"))
    reports.append(report("xa-c", "year/2017", {DONE: 1}, form="nam", received="05/01/2018"))
    done = rolled(THREE, reports)
    counts = {
        check: len(told(done, check)) for check in ("missing", "late", "corrected", "contradiction", "incomplete")
    }
    assert counts == {"missing": 1, "late": 1, "corrected": 1, "contradiction": 1, "incomplete": 2}
    assert values(done) == {STAFF: 96}


MERGED = plan(
    [
        unit("xa-a"),
        unit("xa-b", valid={"to": "30/06/2017"}),
        unit("xa-c", valid={"to": "30/06/2017"}),
        unit("xa-bc", valid={"from": "01/07/2017"}, predecessors=["xa-b", "xa-c"]),
    ]
)


def merged_year() -> list[Loaded[Report]]:
    """Communes B and C report to June, commune BC after."""
    found = [one for one in year() if one.model.agency.id == "xa-a" or one.model.span.last.month <= 6]
    for month in range(7, 13):
        found.append(report("xa-bc", f"M{month}/2017", {NEW: 50 + 2 * month, DONE: 48 + 2 * month, STAFF: 35}))
    return found


def test_a_commune_merged_in_the_middle_of_the_year() -> None:
    done = rolled(MERGED, merged_year())
    assert done.findings == ()
    assert values(done) == {NEW: ALL, DONE: ALL - 36, STAFF: 32 + 35}
    assert values(done, "xa-bc") == {NEW: 12 * 50 + 2 * 78, DONE: 12 * 50 + 2 * 78 - 24, STAFF: 35}
    assert done.units() == ["xa-a", "xa-bc"]
    assert done.figures[Figure(NEW, "xa-bc", 2017, 2)].raw() == 54


def test_nothing_is_owed_before_or_after_a_unit_exists() -> None:
    missing = told(rolled(MERGED, [one for one in merged_year() if one.model.agency.id != "xa-bc"]), "missing")
    assert len(missing) == 6
    assert all("xa-bc" in words for words in missing)


def test_a_report_of_a_unit_that_no_longer_exists() -> None:
    after = report("xa-b", "M8/2017", {NEW: 5})
    (words,) = told(rolled(MERGED, [*merged_year(), after]), "period")
    assert "nằm ngoài thời gian tổng hợp của đơn vị 01/01/2017–30/06/2017" in words


def test_two_reports_of_the_same_standing() -> None:
    twin = report("xa-a", "M2/2017", {NEW: 13, DONE: 11}, received="27/02/2017", note="bản khác")
    done = rolled(THREE, [*year(), Loaded(twin.model, twin.tree, "ban-khac.json")])
    assert len(told(done, "twice")) == 1
    (words,) = told(done, "contradiction")
    assert "hai báo cáo cùng kỳ M2/2017 ghi khác nhau" in words
    assert NEW not in values(done)
    assert values(done)[DONE] == ALL - 36, "hai báo cáo ghi như nhau thì không sao"


@pytest.mark.parametrize(
    ("agency", "form", "period", "check"),
    [
        ("xa-x", "thang", "M1/2017", "stranger"),
        ("xa-a", "tuan", "M1/2017", "form"),
        ("xa-a", "thang", "Q1/2017", "period"),
    ],
)
def test_what_does_not_belong_is_said_and_not_added(agency: str, form: str, period: str, check: str) -> None:
    done = rolled(THREE, [*year(), report(agency, period, {NEW: 1000}, form=form)])
    assert len(told(done, check)) == 1
    assert values(done)[NEW] == ALL
