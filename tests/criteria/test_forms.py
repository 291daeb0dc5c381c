"""The shipped report forms against what their sources print: rhythm, last moment, ways, counters, duties of some."""

from __future__ import annotations

import pytest

from par_engine.calendar import last_moment
from par_engine.catalogue.load import load_catalogue
from par_engine.catalogue.roll_up import OverTime, over_time
from par_engine.criteria.due import RoundClock
from par_engine.criteria.forms import Counted, Form, load_forms
from par_engine.library import Library
from tests.cli.program import REPOSITORY

LIBRARY = Library(REPOSITORY, "kiểm thử")
KNOWN = load_catalogue(LIBRARY)[0]
FORMS = load_forms(LIBRARY, KNOWN)[0].forms
MONTH, WEEK = FORMS["thai-nguyen-2017-thang"], FORMS["thai-nguyen-2017-tuan"]
THANH_HOA = {
    "thanh-hoa-2019-quy": ["Q1", "Q2", "Q3", "Q4"],
    "thanh-hoa-2019-6-thang": ["H1", "H2"],
    "thanh-hoa-2019-9-thang": ["nine_months"],
    "thanh-hoa-2019-nam": ["year"],
}
SIX_OF_2017 = {
    "so-tu-phap",
    "so-noi-vu",
    "so-tai-chinh",
    "so-thong-tin-truyen-thong",
    "so-khoa-hoc-cong-nghe",
    "so-ke-hoach-dau-tu",
}
SIX_OF_2019 = SIX_OF_2017 - {"so-ke-hoach-dau-tu"} | {"van-phong-ubnd-tinh"}
PRINTED_OF_MONTH = {
    "I": "direction.documents_issued direction.conferences communication.news_items inspection.units_inspected",
    "II.1": "institutions.reviewed institutions.self_checked",
    "II.2": "procedures.reviewed procedures.changes_proposed procedures.total procedures.posted_at_office "
    "procedures.published_online feedback.received feedback.handled",
    "II.3": "apparatus.decentralised_checks apparatus.decentralised_issues_resolved staff.streamlined "
    "apparatus.posts_assigned apparatus.posts_used",
    "II.4": "staff.seconded staff.transferred staff.reassigned staff.civil_servants_recruited "
    "staff.public_employees_recruited staff.heads_appointed staff.sent_to_training staff.rank_reviewed "
    "staff.rank_review_due staff.commune_trained",
    "II.5": "finance.self_financing_units finance.enterprise_model_units finance.enterprise_model_eligible",
    "II.6": "it.documents_sent_electronic it.documents_sent online.level3_handled online.level3_received "
    "online.level4_handled online.level4_received online.post_received online.post_returned iso.units_certified",
    "II.7": "one_stop.procedures dossiers.received_new dossiers.resolved dossiers.resolved_in_time "
    "dossiers.resolved_late dossiers.returned",
    "III": "",
}
"""The counters of annex 1 that every agency fills in, by its headings."""


PRINTED_OF_WEEK = (
    "dossiers.received_new dossiers.resolved dossiers.resolved_in_time dossiers.resolved_late dossiers.returned "
    "feedback.handled feedback.received it.documents_sent_electronic it.documents_sent online.level3_handled "
    "online.level3_received online.level4_handled online.level4_received online.post_received online.post_returned"
)
IF_ANY = "direction.documents_issued direction.conferences communication.news_items inspection.par_checks"
"""The counters of annex 2, and those that its section III asks "nếu có"."""


def moments(form: Form, year: int) -> dict[str, str]:
    return {one.code: last_moment(one.last) if one.last else "" for one in form.due.instances(RoundClock(year))}


def asked(form: Form, *, optional: bool) -> list[str]:
    return [one.id for section in form.sections for one in section.indicators if one.optional is optional]


def test_the_month_of_thai_nguyen_closes_at_ten_on_its_last_friday() -> None:
    found = moments(MONTH, 2017)
    assert list(found) == ["M7", "M8", "M9", "M10", "M11", "M12"], "từ ngày 19/07/2017"
    assert all("10 giờ" in one for one in found.values())
    assert [one[-10:] for one in found.values()] == [
        "28/07/2017", "25/08/2017", "29/09/2017", "27/10/2017", "24/11/2017", "29/12/2017",
    ]  # fmt: skip


def test_the_week_of_thai_nguyen_closes_at_ten_on_friday() -> None:
    found = moments(WEEK, 2017)
    assert found["W29"].endswith("21/07/2017")
    assert found["W47"].endswith("24/11/2017")
    assert all("10 giờ" in one for one in found.values())


def test_the_month_asks_what_annex_1_prints() -> None:
    for section, (code, names) in zip(MONTH.sections, PRINTED_OF_MONTH.items(), strict=True):
        assert section.title.startswith(f"{code}.")
        assert [one.id for one in section.indicators if not one.optional] == names.split()
    texts = " ".join(text for section in MONTH.sections for text in section.texts)
    for word in (
        "Hình thức tuyên truyền",
        "Hình thức kiểm tra",
        "Kiến nghị sau",
        "công khai",
        "vị trí việc làm",
        "kiến nghị",
    ):
        assert word in texts


def test_the_week_asks_what_annex_2_prints() -> None:
    assert asked(WEEK, optional=False) == PRINTED_OF_WEEK.split()
    assert asked(WEEK, optional=True) == IF_ANY.split()


@pytest.mark.parametrize("form", [MONTH, WEEK], ids=lambda one: one.id)
def test_thai_nguyen_goes_from_commune_to_district_to_province(form: Form) -> None:
    assert [(one.from_, one.to, one.with_lower) for one in form.routes] == [
        (("commune",), "district", False),
        (("department", "district"), "so-noi-vu", True),
    ]
    assert form.counted is Counted.OF_PERIOD


def test_six_departments_report_their_tasks_of_the_province_too() -> None:
    assert {agency for extra in MONTH.extra for agency in extra.agencies} == SIX_OF_2017
    assert len(MONTH.extra) == 6
    assert {"investment.attracted", "firms.new"} == set(MONTH.asked("so-ke-hoach-dau-tu")) - set(MONTH.asked("so-y-te"))


@pytest.mark.parametrize("form", THANH_HOA)
def test_the_rhythm_of_thanh_hoa_has_no_day(form: str) -> None:
    found = FORMS[form]
    assert moments(found, 2019) == dict.fromkeys(THANH_HOA[form], ""), "văn bản không in ngày gửi"
    assert found.due.ad_hoc, "hoặc đột xuất"
    assert found.counted is Counted.SINCE_NEW_YEAR
    assert [(set(one.from_), one.to) for one in found.routes] == [({"commune", "district", "department"}, "so-noi-vu")]
    assert found.note
    assert "giả định" in found.note


@pytest.mark.parametrize("form", THANH_HOA)
def test_the_six_that_lead_an_area_of_2019_sum_it_up(form: str) -> None:
    found = FORMS[form]
    assert {agency for extra in found.extra for agency in extra.agencies} == SIX_OF_2019
    assert found.sections == FORMS["thanh-hoa-2019-quy"].sections


@pytest.mark.parametrize("form", [MONTH, WEEK], ids=lambda one: one.id)
def test_every_figure_of_a_period_alone_can_be_summed_up(form: Form) -> None:
    figures = [name for agency in ("", *SIX_OF_2017) for name in form.asked(agency)]
    assert [name for name in figures if over_time(KNOWN.indicators[name]) is OverTime.STATED] == []
