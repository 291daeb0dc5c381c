"""What the small report says: hostile texts stay texts, nothing missing is a zero, every part is there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from par_engine.library import Library
from par_engine.reports.context import report_context
from par_engine.reports.html import render_html
from par_engine.scoring.evaluate import score_file
from par_engine.scoring.result import ScoreSheet, Totals
from tests.reports.conftest import DATA
from tests.reports.page import Page


@pytest.fixture
def page(html: str) -> Page:
    """The page taken apart."""
    return Page(html)


def rescored(tmp_path: Path, *changes: tuple[str, str], on: dt.date | None = None) -> ScoreSheet:
    """The small submission with words replaced."""
    text = (DATA / "submission.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "submission.yaml"
    file.write_text(text, encoding="utf-8")
    return score_file(Library(DATA, "bộ mẫu"), file, on)


@pytest.mark.parametrize(
    "text",
    [
        '<script>alert("lĩnh vực")</script>',
        "<img src=x onerror=alert(1)>",
        "{{ 7*7 }} {% raw %}",
        "Kế hoạch </td><script>",
        "{{ agency.__class__ }}",
        'Sở Mẫu <b onclick="x()">&amp;</b>',
        "<nhận> hồ sơ",
    ],
)
def test_hostile_texts_are_printed_as_they_are(page: Page, text: str) -> None:
    assert text in page.words


def test_nothing_hostile_was_run(html: str) -> None:
    assert "49" not in html.split("{{ 7*7 }}", maxsplit=1)[0][-5:]
    assert "<class" not in html
    assert "<b onclick" not in html
    assert "javascript:" in html, "đường dẫn được in ra thành chữ"
    assert 'href="javascript:' not in html


@pytest.mark.parametrize(
    "words",
    [
        "Sở & ban <ngành>",  # the unit kind
        "UBND tỉnh Mẫu",  # the agency above
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ngày 01 tháng 12 năm 2019",
        "Tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm 2019",
        "0,24% điểm dựa trên giả định – điểm giả định, không dùng để công bố",
        "hết ngày 04/12/2019",  # the deadline
        "chưa đến hạn, ngỏ 0,50",
        "Chưa đến hạn: Báo cáo quý IV",
        "Báo cáo số 30/BC-SM ngày 29/03/2019 của Sở Mẫu (chậm 4 ngày)",
        "Không được tính: Kế hoạch ngày 05/02/2019, vì thiếu số, ký hiệu",
        "Còn việc đang <nghiệm thu> & sắp xong.",  # the reason of a claim
        "Đã phổ biến <qua> họp giao ban",  # an explanation
        "Được 2,00 nếu giải trình được chấp nhận",
        "Điểm tối đa theo bộ tiêu chí: 1,00.",
        "Đặc điểm do đơn vị tự khai, chưa xác nhận.",
        "Đề nghị thứ hai.",
        "Gỡ được ngay trong kỳ này: 3,00 điểm",
        "Chính xác là 433/1.300.",
        "(tính đến 30/11/2019; Báo cáo số 90/BC-SM ngày 28/11/2019 của Sở Mẫu (trang 3))",
        "1/QĐ-UBND, Phụ lục, mục <1>; Chỉ thị không in số",
        "par-engine 0",
        "kho mã nguồn",
        "phiên bản 7",
    ],
)
def test_says(page: Page, words: str) -> None:
    assert words in page.words


def test_every_part_comes_in_order(html: str) -> None:
    parts = (
        "ket-qua",
        "bang-diem",
        "giai-trinh",
        "kien-nghi",
        "diem-mat",
        "kiem-tra",
        "khong-ap-dung",
        "tai-lieu",
        "cach-tinh",
    )
    places = [html.index(f'<section id="{part}"') for part in parts]
    assert places == sorted(places)


def test_an_official_report_is_signed_and_a_rehearsal_is_not(html: str, library: Library, tmp_path: Path) -> None:
    rehearsal = render_html(library, report_context(rescored(tmp_path, ("purpose: official", "purpose: rehearsal"))))
    assert "(Ký, ghi rõ họ tên, đóng dấu)" in html
    assert "DIỄN TẬP" not in html
    assert "(Ký, ghi rõ họ tên, đóng dấu)" not in rehearsal
    assert "DIỄN TẬP – không dùng để công bố." in rehearsal
    assert "kỳ từ 01/01/2019 đến 31/12/2019 (diễn tập)" in rehearsal


def test_without_difficulties_part_three_says_so(library: Library, tmp_path: Path) -> None:
    text = (DATA / "submission.yaml").read_text(encoding="utf-8")
    tail = text[text.index("difficulties:") :]
    page = Page(render_html(library, report_context(rescored(tmp_path, (tail, "")))))
    assert "III. KHÓ KHĂN, VƯỚNG MẮC, KIẾN NGHỊ Không có." in page.words


def test_the_day_of_scoring_is_told(library: Library, tmp_path: Path) -> None:
    late = rescored(tmp_path, ("plans.issued: true", "plans.issued: true"), on=dt.date(2020, 1, 2))
    page = Page(render_html(library, report_context(late)))
    assert "01/12/2019; 02/01/2020" in page.words
    assert "hết ngày 04/12/2019 đã qua" in page.words


def test_decomposed_texts_are_composed(library: Library, context: dict[str, Any]) -> None:
    agency = {**context["agency"], "name": "So\u031b\u0309 Ma\u0302\u0303u"}
    html = render_html(library, {**context, "agency": agency})
    assert "Sở Mẫu" in html
    assert "\u0309" not in html


def test_the_context_is_plain_data(context: dict[str, Any]) -> None:
    def check(value: object, path: str) -> None:
        if isinstance(value, dict):
            for key, part in value.items():
                assert type(key) is str, path
                check(part, f"{path}.{key}")
        elif isinstance(value, list):
            for number, part in enumerate(value):
                check(part, f"{path}[{number}]")
        else:
            assert type(value) in {str, int, bool}, f"{path}: {type(value).__name__}"

    check(context, "context")


def test_a_sheet_to_which_nothing_applies_has_dashes_and_no_charts(library: Library, sheet: ScoreSheet) -> None:
    zero = sheet.totals.points * 0
    totals = Totals(zero, sheet.totals.max_points, zero, zero, zero, zero, None, None, None, zero)
    page = Page(render_html(library, report_context(dataclasses.replace(sheet, totals=totals))))
    assert page.faults == []
    assert "svg" not in page.tags
    assert "Chỉ số –" in page.words
    assert "% điểm dựa trên giả định" not in page.words
