"""The charts show exactly the figures: bars that meet in the data meet in the drawing, labels fit and stay apart."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.reports.charts import WIDTH, area_bars, waterfall
from par_engine.reports.table import totals_shape
from par_engine.scoring.result import AreaResult, ScoreSheet, Totals
from tests.reports.page import read

LONG = "Nghiêngngả" * 30
HUNDREDTHS = st.integers(0, 5_000)


def area(code: str, title: str, points: str, lost: str, still_open: str) -> AreaResult:
    """An area from its figures."""
    got, gone, left = Decimal(points), Decimal(lost), Decimal(still_open)
    index = None if not got + gone + left else Decimal("50.00")
    most = got + gone + left
    return AreaResult(code, code, title, Totals(got, most, most, gone, left, got, index, index, None, got))


def total(areas: list[AreaResult]) -> Totals:
    """Their sum."""
    parts = [one.totals for one in areas]
    got = sum((one.points for one in parts), Decimal("0.00"))
    lost = sum((one.lost for one in parts), Decimal("0.00"))
    left = sum((one.open for one in parts), Decimal("0.00"))
    most = got + lost + left
    return Totals(got, most, most, lost, left, got, None, None, None, got)


@st.composite
def scored(draw: st.DrawFn) -> list[AreaResult]:
    """Areas with any figures, some of which may not apply at all."""
    rows = draw(st.lists(st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS), min_size=1, max_size=9))
    return [
        area(str(number), f"Lĩnh vực {number}", *(str(Decimal(part).scaleb(-2)) for part in row))
        for number, row in enumerate(rows, 1)
    ]


def ends(bar: dict[str, str]) -> tuple[Decimal, Decimal]:
    """Left and right edge."""
    return Decimal(bar["x"]), Decimal(bar["x"]) + Decimal(bar["width"])


def value(row: dict[str, Any]) -> Decimal:
    """The number written beside a bar of the waterfall."""
    return read(row["texts"][-1]["text"].replace("−", "-"))


@given(scored())
def test_waterfall_adds_up_in_figures_and_in_drawing(areas: list[AreaResult]) -> None:
    totals = total(areas)
    if not totals.applicable_max:
        return
    rows = waterfall(totals, areas)["rows"]
    first, *falls, last = rows
    assert value(first) == totals.applicable_max
    assert value(last) == totals.points
    assert value(first) + sum((value(row) for row in falls), Decimal(0)) == value(last)
    edges = [ends(row["bars"][0]) for row in rows]
    for (left, _), (_, right) in pairwise(edges[:-1]):
        assert right == (edges[0][1] if left == edges[0][0] else left)
    assert (edges[-2][0] if falls else edges[0][1]) == edges[-1][1]
    assert all(0 <= left <= right <= WIDTH for left, right in edges)


@given(scored())
def test_area_bars_join_without_a_gap(areas: list[AreaResult]) -> None:
    for one, row in zip(areas, area_bars(areas)["rows"], strict=True):
        bars = row["bars"]
        kinds = [
            kind
            for kind, part in (("got", one.totals.points), ("open", one.totals.open), ("lost", one.totals.lost))
            if part
        ]
        assert [bar["kind"] for bar in bars] == kinds
        if bars:
            assert ends(bars[0])[0] == 0
            assert ends(bars[-1])[1] <= WIDTH
        for before, after in pairwise(bars):
            assert ends(before)[1] == ends(after)[0]


def test_a_single_lost_point_can_be_seen() -> None:
    areas = [area("1", "Một", "43.00", "1.00", "0.00"), area("2", "Hai", "43.00", "0.00", "0.00")]
    drawing = waterfall(total(areas), areas)
    fall = drawing["rows"][1]["bars"][0]
    assert Decimal(fall["width"]) > 100
    assert drawing["cut"] == "Trục bắt đầu từ 85,5 điểm để thấy rõ phần mất."


def test_nothing_lost_has_two_full_bars_from_zero() -> None:
    areas = [area("1", "Một", "10.00", "0.00", "0.00")]
    drawing = waterfall(total(areas), areas)
    assert [ends(row["bars"][0]) for row in drawing["rows"]] == [ends(drawing["rows"][0]["bars"][0])] * 2
    assert drawing["cut"] == ""


@pytest.mark.parametrize("title", [LONG, f"{LONG} {LONG}", "M" * 200, "Một hai ba " * 40, "一" * 90])
def test_long_titles_are_cut_and_lines_stay_apart(title: str) -> None:
    areas = [area("1", title, "1.00", "1.00", "1.00"), area("2", title, "2.00", "0.50", "0.00")]
    for drawing in (area_bars(areas), waterfall(total(areas), areas)):
        texts = [text for row in drawing["rows"] for text in row["texts"]]
        assert any(text["text"].endswith("…") for text in texts)
        assert all(len(text["text"]) < 80 for text in texts)
        starts = [(text["x"], Decimal(text["y"])) for text in texts]
        assert len(set(starts)) == len(starts)
        lines = sorted({y for x, y in starts if x == "0"})
        assert all(after - before >= 12 for before, after in pairwise(lines))
        assert lines[-1] < Decimal(drawing["height"])


def test_marks_of_the_axis_are_few_and_apart(any_sheet: ScoreSheet) -> None:
    ticks = waterfall(any_sheet.totals, any_sheet.areas)["ticks"]
    places = [Decimal(tick["x"]) for tick in ticks]
    assert 2 <= len(ticks) <= 7
    assert all(after - before > 20 for before, after in pairwise(places))


def test_a_screen_reader_hears_every_figure(any_sheet: ScoreSheet) -> None:
    said = waterfall(any_sheet.totals, any_sheet.areas)["desc"] + area_bars(any_sheet.areas)["desc"]
    for one in (any_sheet.totals, *(each.totals for each in any_sheet.areas)):
        shape = totals_shape(one)
        for part in ("points", "lost", "open"):
            assert shape[part] in said or not getattr(one, part)
