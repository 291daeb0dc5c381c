"""What must hold for every report: whole, self-contained, and every figure is the engine's."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

import pytest

from par_engine.library import Library
from par_engine.lost_points.rows import lost_points
from par_engine.numbers import viet
from par_engine.reports.context import report_context
from par_engine.reports.html import render_html
from par_engine.scoring.result import ScoreSheet, State
from tests.reports.page import Page, Row, read


@pytest.fixture
def page(any_html: str) -> Page:
    """The page taken apart."""
    return Page(any_html)


def test_tags_balance(page: Page) -> None:
    assert page.faults == []


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    assert not {"script", "link", "iframe", "object", "embed", "img", "base", "form"} & set(page.tags)
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name, value)
        assert name not in {"src", "srcset", "action", "data", "background", "poster"}, (tag, name, value)
        if name in {"href", "fill"} and tag != "rect":
            assert value.startswith("#"), (tag, name, value)
        if "url(" in value:
            assert re.fullmatch(r"url\(#[a-z0-9-]+\)", value), (tag, name, value)
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_text_is_composed_and_the_same_twice(library: Library, any_sheet: ScoreSheet, any_html: str) -> None:
    assert unicodedata.is_normalized("NFC", any_html)
    assert render_html(library, report_context(any_sheet)) == any_html


def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    ids = [value for _, name, value in page.attributes if name == "id"]
    links = {value[1:] for tag, name, value in page.attributes if tag == "a" and name == "href"}
    named = {word for _, name, value in page.attributes if name == "aria-labelledby" for word in value.split()}
    assert len(ids) == len(set(ids))
    assert links | named <= set(ids)


def test_every_component_has_its_line_with_its_points(page: Page, any_sheet: ScoreSheet) -> None:
    lines = {row.cells[0].text: row for row in page.table("bang-diem")}
    for one in any_sheet.components:
        row = lines[one.id]
        if one.state is State.NOT_APPLICABLE:
            assert "không áp dụng" in row.cells[2].text
            assert row.number("Tối đa") is None
            assert row.number("Hệ thống tính") is None
        elif one.open == one.max_points:
            assert row.number("Tối đa") == one.max_points
            assert row.number("Hệ thống tính") is None, "điểm còn ngỏ không được in thành số 0"
            assert f"ngỏ {viet(one.open)}" in row.cells[4].text
        else:
            assert row.number("Tối đa") == one.max_points
            assert row.number("Tự chấm") == one.claimed
            assert row.number("Hệ thống tính") == one.points


def test_lines_sum_to_their_area_and_areas_to_the_total(page: Page, any_sheet: ScoreSheet) -> None:
    ids = {one.id for one in any_sheet.components}
    rows = page.table("bang-diem")
    total = rows[-1]
    for label in ("Tối đa", "Tự chấm", "Hệ thống tính"):
        components = sum_of([row for row in rows if row.cells[0].text in ids and not row.kind], label)
        assert sum_of([row for row in rows if row.kind == "area"], label) == components
        assert total.number(label) == components
    assert total.number("Tối đa") == any_sheet.totals.applicable_max
    assert total.number("Tự chấm") == any_sheet.totals.claimed
    assert total.number("Hệ thống tính") == any_sheet.totals.points
    assert total.number("Chỉ số") == any_sheet.totals.index


def test_overview_sums(page: Page, any_sheet: ScoreSheet) -> None:
    *areas, total = page.table("ket-qua")
    for label in ("Tối đa", "Đạt", "Mất", "Còn ngỏ"):
        assert sum_of(areas, label) == total.number(label)
    assert total.number("Mất") == any_sheet.totals.lost
    assert total.number("Còn ngỏ") == any_sheet.totals.open


def test_lost_points_list_sums_to_what_was_lost_and_what_is_open(page: Page, any_sheet: ScoreSheet) -> None:
    rows = [row for row in page.table("diem-mat") if row.number("Điểm") is not None]
    assert [row.cells[0].text for row in rows] == [row.id for row in lost_points(any_sheet)]
    assert sum_of(rows, "Điểm") == any_sheet.totals.lost + any_sheet.totals.open


def test_every_total_stands_in_the_text(page: Page, any_sheet: ScoreSheet) -> None:
    totals = any_sheet.totals
    for number in (totals.points, totals.claimed, totals.applicable_max, totals.max_points, totals.lost, totals.open):
        assert viet(number) in page.words
    assert totals.index is not None
    assert f"{viet(totals.index)}%" in page.words
    assert any_sheet.yardstick.digest in page.words
    assert any_sheet.situation.deadline_words in page.words


def test_no_python_value_is_printed(page: Page) -> None:
    assert not re.search(r"\b(None|True|False|Decimal|Fraction|nan)\b|\[\]|\{\}|<par_engine", page.words)


def sum_of(rows: list[Row], label: str) -> Decimal:
    """The sum of a column; dashes count for nothing."""
    return sum((number for row in rows if (number := row.number(label)) is not None), Decimal(0))


def test_reads_printed_numbers() -> None:
    assert read("1.234,50") == Decimal("1234.50")
