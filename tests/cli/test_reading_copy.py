"""The reading copy of a set: it says what is scored, in every form the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from par_engine.criteria.load import require_set
from par_engine.findings import Finding
from par_engine.library import Library
from par_engine.reports.html import render_page
from par_engine.reports.reading_copy import reading_copy
from par_engine.reports.word import reading_copy_docx
from par_engine.scoring.examples import score_examples
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
LIBRARY = Library(ROOT, "kho mã")
SET = "thanh-hoa-2019"


@pytest.fixture(scope="module")
def copy() -> dict[str, Any]:
    """The plain data of one shipped set."""
    yardstick = require_set(LIBRARY, SET)
    return reading_copy(yardstick, [one for one in score_examples(LIBRARY, yardstick) if not isinstance(one, Finding)])


def component(copy: dict[str, Any], name: str) -> dict[str, Any]:
    """One component of it."""
    found: dict[str, Any] = next(one for area in copy["areas"] for one in area["components"] if one["id"] == name)
    return found


def test_every_component_is_there_once_with_an_example(copy: dict[str, Any]) -> None:
    rows = [one for area in copy["areas"] for one in area["components"]]
    assert [one["id"] for one in rows] == list(require_set(LIBRARY, SET).components)
    for one in rows:
        assert one["steps"], one["id"]
        assert one["basis"], one["id"]
        assert one["who"][0], one["id"]
        assert one["examples"], one["id"]


def test_one_component_in_all_its_parts(copy: dict[str, Any]) -> None:
    one = component(copy, "8.5")
    assert one["measure"] == (
        "“Hồ sơ đã giải quyết đúng hạn và trước hạn” ÷ (“Hồ sơ đã giải quyết đúng hạn và trước hạn” + "
        "“Hồ sơ đã giải quyết quá hạn” + “Hồ sơ đang giải quyết đã quá hạn”). Khi mẫu số bằng 0: được điểm tối đa."
    )
    assert one["steps"] == [
        "Từ 100% trở lên: 3 điểm.",
        "Từ 95% đến dưới 100%: 2 điểm.",
        "Từ 80% đến dưới 95%: 1 điểm.",
        "Còn lại (dưới 80%): 0 điểm.",
    ]
    assert one["who"] == [
        "Tỉnh; Sở, ban, ngành cấp tỉnh; UBND cấp huyện; UBND cấp xã",
        "Không áp dụng: Cơ quan không có thủ tục hành chính thuộc thẩm quyền giải quyết",
    ]
    assert one["basis"] == [
        "Quyết định 4784/QĐ-UBND ngày 30/11/2018 của Chủ tịch UBND tỉnh Thanh Hóa, Phụ lục 02, mục 4"
    ]
    best, losing = one["examples"]
    assert (best["points"], losing["points"]) == ("3,00", "2,00")
    assert "Hồ sơ đã giải quyết đúng hạn và trước hạn: 5.000 hồ sơ" in best["given"]
    assert losing["why"] == "Kết quả 96%, thuộc mức từ 95% đến dưới 100%."


def test_a_due_date_says_its_last_valid_moment(copy: dict[str, Any]) -> None:
    (paper,) = component(copy, "1.5")["documents"]
    assert (paper["title"], paper["due"], paper["counts"]) == (
        "Báo cáo cải cách hành chính cả năm",
        "hết ngày 31/12/2019",
        "ngày nhận",
    )


def test_word_says_what_the_pages_say(copy: dict[str, Any]) -> None:
    """Every sentence of every component stands in the Word file; its font carries Vietnamese letters everywhere."""
    paper = Document(io.BytesIO(reading_copy_docx(copy)))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    for area in copy["areas"]:
        for one in area["components"]:
            assert f"{one['id']} {one['title']}" in text
            for line in (*one["steps"], *one["basis"], *(example["why"] for example in one["examples"])):
                assert line in text
    assert {paper.styles[name].font.name for name in ("Normal", "Heading 1", "Heading 2")} == {"Times New Roman"}


def test_word_is_laid_out_as_administrative_papers(copy: dict[str, Any]) -> None:
    """One font that no theme overrides, numbered pages after the first, labels that stay with what they head."""
    paper = Document(io.BytesIO(reading_copy_docx(copy)))
    assert "Theme" not in paper.styles["Title"].element.rPr.xml + paper.styles["Heading 1"].element.rPr.xml
    assert 'w:instr="PAGE"' in paper.sections[0].header._element.xml
    assert paper.sections[0].different_first_page_header_footer
    labels = [
        one
        for one in paper.paragraphs
        if one.style is not None and one.style.name == "Normal" and one.text.endswith(":")
    ]
    assert labels
    assert all(one.paragraph_format.keep_with_next for one in labels)


def test_pages_say_what_the_data_says(copy: dict[str, Any]) -> None:
    area = next(area for area in copy["areas"] if area["id"] == "one_stop_shop")
    page = render_page(
        LIBRARY, "criteria/component.html.j2", {"set": copy["set"], "area": area, "one": component(copy, "8.5")}
    )
    for line in component(copy, "8.5")["steps"]:
        assert f"<li>{line}</li>" in page
    contents = render_page(LIBRARY, "criteria/set.html.j2", copy)
    assert '<a href="8.5.html">Hồ sơ được trả kết quả đúng hẹn và trước hẹn</a>' in contents


def test_drift_is_told(here: Run, tmp_path: Path) -> None:
    """A page edited by hand, one that is gone and one of a component that no longer exists are told, and only they."""
    assert here("criteria", "docs", SET, "-o", tmp_path).code == 0
    folder = tmp_path / SET
    page = folder / "8.5.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Từ 95%", "Từ 94%"), encoding="utf-8")
    (folder / "8.6.html").rename(folder / "8.66.html")
    (folder / "ghi-chu.html").write_text("<p>của người khác</p>", encoding="utf-8")
    result = here("criteria", "docs", SET, "-o", tmp_path, "--check")
    assert result.code == 1
    assert [line.split("/")[-1] for line in result.out.splitlines()[:-1]] == [
        "8.5.html: cũ hoặc chưa có",
        "8.6.html: cũ hoặc chưa có",
        "8.66.html: không còn tiêu chí này",
    ]
