"""`par-engine lost-points`: what was lost, why, and what regains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from par_engine.cli.options import FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import Cell, print_json, print_table

if TYPE_CHECKING:
    from par_engine.lost_points.rows import Row

HELP = "Danh sách điểm mất và điểm còn ngỏ: vì sao, làm gì thì gỡ được bao nhiêu, ai làm, hạn nào."


def lost_points(file: FileArgument, on: OnOption = None, as_json: JsonOption = False) -> None:
    """Prints the lost-points list, group by group."""
    from decimal import Decimal

    from par_engine.cli.score import headline
    from par_engine.library import find_library
    from par_engine.lost_points.rows import Group
    from par_engine.lost_points.rows import lost_points as list_rows
    from par_engine.lost_points.totals import totals_of
    from par_engine.numbers import viet
    from par_engine.reports.shapes import lost_points_shape
    from par_engine.scoring.evaluate import score_file

    sheet = score_file(find_library(), file, day(on))
    rows = list_rows(sheet)
    if as_json:
        print_json(lost_points_shape(rows, sheet))
        return
    typer.echo(headline(sheet))
    totals = totals_of(rows, Decimal(0).quantize(sheet.totals.points))
    for group in Group:
        chosen = [row for row in rows if row.group is group]
        if chosen:
            title = f"{group.label}: {viet(totals.by_group[group.value])} điểm"
            print_table(title, _COLUMNS, [_cells(row) for row in chosen])
    typer.echo(f"Tổng điểm mất: {viet(totals.lost)}; tổng điểm còn ngỏ: {viet(totals.open)}")
    if not rows:
        typer.echo("Không mất điểm nào.")


_COLUMNS = [
    ("Mã", "left"),
    ("Điểm", "right"),
    ("Nguyên nhân", "left"),
    ("Cách gỡ", "left"),
    ("Được thêm", "right"),
    ("Ai làm", "left"),
    ("Hạn", "left"),
]


def _cells(row: Row) -> list[Cell]:
    from par_engine.calendar import viet_date
    from par_engine.numbers import viet

    cause = row.cause.label if row.cause and row.state.value == "scored" else row.state.label
    ways = row.next.ways if row.next else ()
    remedy = row.remedy.action if row.remedy else ""
    how = (
        " hoặc ".join(way.words() for way in ways[:2]) or (row.next.impossible if row.next else "") or remedy
    )
    due = viet_date(row.due) if row.due else "kỳ sau"
    return [row.id, viet(row.points), f"{cause}: {row.why}", how, viet(row.gain), row.owner, due]
