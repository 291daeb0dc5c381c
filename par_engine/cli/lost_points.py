"""`par-engine lost-points`: what was lost, why, and what regains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import print_json, say, say_library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from par_engine.cli.tables import Cell, Column
    from par_engine.lost_points.rows import Row
    from par_engine.scoring.result import ScoreSheet

HELP = "Danh sách điểm mất và điểm còn ngỏ: vì sao, làm gì thì gỡ được bao nhiêu, ai làm, hạn nào."


def lost_points(
    file: FileArgument, on: OnOption = None, assessment: AssessmentOption = None, as_json: JsonOption = False
) -> None:
    """Prints the lost-points list, group by group."""
    from par_engine.cli.score import say_headline
    from par_engine.library import find_library
    from par_engine.lost_points.rows import lost_points as list_rows
    from par_engine.reports.shapes import lost_points_shape
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    sheet = score_file(library, file, day(on), assessment=assessment)
    rows = list_rows(sheet)
    if as_json:
        print_json(lost_points_shape(rows, sheet))
        return
    say_headline(sheet)
    _print_groups(sheet, rows)
    say_library(library)


def _print_groups(sheet: ScoreSheet, rows: Sequence[Row]) -> None:
    from decimal import Decimal

    from par_engine.cli.tables import print_list
    from par_engine.lost_points.rows import Group
    from par_engine.lost_points.totals import totals_of
    from par_engine.numbers import viet

    totals = totals_of(rows, Decimal(0).quantize(sheet.totals.points))
    for group in Group:
        chosen = [row for row in rows if row.group is group]
        if chosen:
            title = f"{group.label}: {viet(totals.by_group[group.value])} điểm"
            print_list(title, _columns(), [_cells(row) for row in chosen])
            say()
    if rows:
        say(f"Tổng cộng: mất {viet(totals.lost)} điểm; còn ngỏ {viet(totals.open)} điểm.")
    else:
        say("Không mất điểm nào, không còn điểm ngỏ.")


def _columns() -> list[Column]:
    from par_engine.cli.tables import Column

    return [
        Column("Mã"),
        Column("Tiêu chí", text=True),
        Column("Điểm", right=True),
        Column("Vì sao", text=True),
        Column("Cách gỡ", text=True),
        Column("Được thêm", right=True),
        Column("Ai làm", text=True),
        Column("Hạn"),
    ]


def _cells(row: Row) -> list[Cell]:
    from par_engine.calendar import viet_date
    from par_engine.lost_points.rows import Group
    from par_engine.numbers import viet

    due = viet_date(row.due) if row.due else "–" if row.group is Group.NOT_OURS else "kỳ sau"
    gain = viet(row.gain) if row.gain else "–"
    return [row.id, row.row.placed.component.title, viet(row.points), _why(row), _how(row), gain, row.owner, due]


def _why(row: Row) -> str:
    from par_engine.scoring.reasons import sentence
    from par_engine.scoring.result import State

    label = row.cause.label if row.cause and row.state is State.SCORED else row.state.label
    said = row.why.startswith(label)
    return sentence(row.why if said else f"{label}: {row.why}")


def _how(row: Row) -> str:
    """The ways to the next step, or why there is none and what helps next year."""
    from par_engine.scoring.reasons import sentence

    ways = row.next.ways if row.next else ()
    if ways:
        return sentence(" hoặc ".join(way.words() for way in ways[:2]))
    parts = [row.next.impossible if row.next else "", row.remedy.action if row.remedy else ""]
    return " ".join(sentence(part) for part in parts if part)
