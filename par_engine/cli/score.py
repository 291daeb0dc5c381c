"""`par-engine score`: the result of one submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from par_engine.cli.options import FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import Cell, print_json, print_table, summary

if TYPE_CHECKING:
    from par_engine.scoring.result import ScoreSheet

HELP = "Chấm điểm một hồ sơ: tổng điểm, chỉ số theo lĩnh vực, từng tiêu chí."


def score(file: FileArgument, on: OnOption = None, as_json: JsonOption = False) -> None:
    """Scores a submission and prints totals, areas and components."""
    from par_engine.library import find_library
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    sheet = score_file(library, file, day(on))
    if as_json:
        from par_engine.reports.shapes import score_shape

        print_json(score_shape(sheet))
        return
    typer.echo(headline(sheet))
    print_table("Theo lĩnh vực", _AREA_COLUMNS, _area_rows(sheet))
    print_table("Theo tiêu chí", _COLUMNS, _component_rows(sheet))
    _print_totals(sheet)
    if sheet.findings:
        typer.echo(f"Kiểm tra số liệu: {summary(sheet.findings)} Xem: par-engine evidence check {file}")
    typer.echo(
        f"Bộ tiêu chí lấy từ {library.root} ({library.origin}); mã kiểm {sheet.yardstick.digest[:12]}."
    )


def headline(sheet: ScoreSheet) -> str:
    """Who, with which set, for which period, on which day."""
    from par_engine.calendar import viet_date
    from par_engine.evidence.submission import Purpose

    submission, known = sheet.situation.submission, sheet.yardstick.set
    rehearsal = "DIỄN TẬP – " if submission.purpose is Purpose.REHEARSAL else ""
    return (
        f"{rehearsal}{submission.agency.name}: bộ {known.id} phiên bản {known.version}, kỳ {submission.period.span()}, "
        f"chấm ngày {viet_date(sheet.on)}, hạn tự chấm {sheet.situation.deadline_words}"
    )


_AREA_COLUMNS = [
    ("Mã", "left"),
    ("Lĩnh vực", "left"),
    ("Điểm", "right"),
    ("Tối đa áp dụng", "right"),
    ("Chỉ số (%)", "right"),
    ("Mất", "right"),
    ("Còn ngỏ", "right"),
]
_COLUMNS = [
    ("Mã", "left"),
    ("Tiêu chí", "left"),
    ("Điểm", "right"),
    ("Tối đa", "right"),
    ("Trạng thái", "left"),
    ("Vì sao", "left"),
]


def _area_rows(sheet: ScoreSheet) -> list[list[Cell]]:
    from par_engine.numbers import viet

    rows: list[list[Cell]] = []
    for area in sheet.areas:
        total = area.totals
        index = viet(total.index) if total.index is not None else "–"
        numbers = [viet(total.points), viet(total.applicable_max), index, viet(total.lost), viet(total.open)]
        rows.append([area.code, area.title, *numbers])
    return rows


def _component_rows(sheet: ScoreSheet) -> list[list[Cell]]:
    from par_engine.numbers import viet
    from par_engine.scoring.result import State

    rows: list[list[Cell]] = []
    for one in sheet.components:
        applies = one.state is not State.NOT_APPLICABLE
        style = (
            ""
            if not applies
            else "green"
            if one.points == one.max_points
            else "red"
            if one.lost
            else "yellow"
        )
        points = viet(one.points) if applies else "–"
        rows.append(
            [
                one.id,
                one.placed.component.title,
                (points, style),
                viet(one.max_points),
                one.state.label,
                one.why,
            ]
        )
    return rows


def _print_totals(sheet: ScoreSheet) -> None:
    from par_engine.numbers import viet

    total = sheet.totals
    index = (
        f"{viet(total.index)}%" if total.index is not None else "không tính được (không có tiêu chí áp dụng)"
    )
    reach = f"{viet(total.index_if_open_gained)}%" if total.index_if_open_gained is not None else "–"
    typer.echo(
        f"Tổng điểm: {viet(total.points)} / {viet(total.applicable_max)} (tối đa của bộ {viet(total.max_points)})"
    )
    typer.echo(f"Chỉ số: {index}; đạt {reach} nếu giành hết điểm còn ngỏ")
    typer.echo(f"Mất: {viet(total.lost)}; còn ngỏ: {viet(total.open)}; đơn vị tự chấm: {viet(total.claimed)}")
    if total.assumed_share:
        share = viet(total.assumed_share)
        typer.echo(f"{share}% số điểm dựa trên giả định: điểm giả định, không dùng để công bố.")
