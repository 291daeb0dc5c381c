"""The report of a verified submission: three records side by side, sections, the final result."""

from __future__ import annotations

import re

from par_engine.library import Library
from par_engine.reports.context import report_context
from par_engine.reports.html import render_html
from par_engine.scoring.evaluate import score_file
from tests.cli.program import OFFICE, REPOSITORY
from tests.reports.conftest import SHIPPED
from tests.reports.page import Page
from tests.scoring.test_sections import GRADES, answered, three_parts

EXAMPLE = REPOSITORY / "examples" / "so-tu-phap-2019" / "assessment.yaml"


def test_a_verified_report_has_a_column_of_its_own() -> None:
    sheet = score_file(SHIPPED, REPOSITORY / OFFICE, assessment=EXAMPLE)
    html = render_html(SHIPPED, report_context(sheet))
    page = Page(html)
    assert page.faults == []
    assert '<th scope="col">Điểm thẩm định</th>' in html
    row = next(line for line in html.splitlines() if ">2.3</td>" in line)
    assert re.findall(r'data-label="([^"]+)">([\d,]+)', row)[:4] == [
        ("Tối đa", "1,50"),
        ("Tự chấm", "1,42"),
        ("Hệ thống tính", "1,42"),
        ("Thẩm định", "1,36"),
    ]
    assert "Thẩm định sửa điểm: Biên bản thẩm định ngày 13/12/2019" in page.words


def test_without_an_assessment_there_is_no_such_column() -> None:
    html = render_html(SHIPPED, report_context(score_file(SHIPPED, REPOSITORY / OFFICE)))
    assert "Điểm thẩm định" not in html


def test_sections_and_the_final_result(library: Library) -> None:
    sheet = answered(three_parts(grades={"levels": GRADES}), "101110")
    page = Page(render_html(library, report_context(sheet)))
    assert page.faults == []
    assert "Điểm cuối cùng: 2,00 + thưởng 3,00 − phạt 2,00 = 3,00 điểm." in page.words
    assert "Cộng (tổng 4,00, tính đến trần)" in page.words
    assert "Xếp loại: Yếu, theo chỉ số 50,00%" in page.words
