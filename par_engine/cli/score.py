"""`par-engine score`: the result of one submission."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from par_engine.cli.options import FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import print_json, say, say_library, say_wrapped, summary

if TYPE_CHECKING:
    from pathlib import Path

    from par_engine.cli.tables import Cell
    from par_engine.scoring.result import ComponentResult, ScoreSheet

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
    say_headline(sheet)
    _print_areas(sheet)
    say()
    _print_components(sheet)
    _print_totals(sheet)
    _print_what_next(sheet, file)
    say_library(library)


def say_headline(sheet: ScoreSheet) -> None:
    """Who, with which set, for which period, on which day."""
    from par_engine.calendar import viet_date
    from par_engine.evidence.submission import Purpose

    submission, known = sheet.situation.submission, sheet.yardstick.set
    say_wrapped(submission.agency.name)
    if submission.purpose is Purpose.REHEARSAL:
        say_wrapped("DIỄN TẬP: kết quả không phải điểm chính thức.")
    say_wrapped(f"Bộ tiêu chí {known.id}, phiên bản {known.version}, mã kiểm {sheet.yardstick.digest[:12]}.")
    say_wrapped(
        f"Kỳ {submission.period.span()}, chấm vào ngày {viet_date(sheet.on)}; "
        f"hạn tự chấm điểm: {sheet.situation.deadline_words}."
    )
    say()


def _print_areas(sheet: ScoreSheet) -> None:
    from par_engine.cli.tables import Column, print_table
    from par_engine.numbers import viet

    columns = [
        Column("Mã"),
        Column("Lĩnh vực", text=True),
        Column("Điểm", right=True),
        Column("Tối đa", right=True),
        Column("Chỉ số (%)", right=True),
        Column("Mất", right=True),
        Column("Còn ngỏ", right=True),
    ]
    rows = []
    for area in sheet.areas:
        total = area.totals
        index = viet(total.index) if total.index is not None else "–"
        numbers = [viet(total.points), viet(total.applicable_max), index, viet(total.lost), viet(total.open)]
        rows.append([area.code, area.title, *numbers])
    print_table("Theo lĩnh vực", columns, rows)


def _print_components(sheet: ScoreSheet) -> None:
    from par_engine.cli.tables import Column, print_table

    columns = [
        Column("Mã"),
        Column("Tiêu chí", text=True),
        Column("Điểm", right=True),
        Column("Tối đa", right=True),
        Column("Trạng thái"),
        Column("Vì sao", text=True, spare=True),
    ]
    print_table("Theo tiêu chí", columns, [_component_row(one) for one in sheet.components])


def _component_row(one: ComponentResult) -> list[Cell]:
    from par_engine.numbers import viet
    from par_engine.scoring.result import State

    applies = one.state is not State.NOT_APPLICABLE
    points = (viet(one.points), _style(one)) if applies else "–"
    return [one.id, one.placed.component.title, points, viet(one.max_points), _status(one), one.why]


def _status(one: ComponentResult) -> str:
    """What an officer looks for first: lost points, or why points are open."""
    from par_engine.numbers import viet
    from par_engine.scoring.result import State

    if one.state is not State.SCORED:
        return one.state.label
    return f"mất {viet(one.lost)}" if one.lost else "đủ điểm"


def _style(one: ComponentResult) -> str:
    if one.points == one.max_points:
        return "green"
    return "red" if one.lost else "yellow"


def _print_totals(sheet: ScoreSheet) -> None:
    from par_engine.numbers import viet

    total = sheet.totals
    index = f"{viet(total.index)}%" if total.index is not None else "không tính được vì không có tiêu chí nào áp dụng"
    say()
    say_wrapped(
        f"Tổng điểm: {viet(total.points)} trên {viet(total.applicable_max)} điểm áp dụng cho đơn vị "
        f"(cả bộ {viet(total.max_points)})."
    )
    reach = (
        f"; đạt {viet(total.index_if_open_gained)}% nếu giành hết điểm còn ngỏ" if total.index_if_open_gained else ""
    )
    say_wrapped(f"Chỉ số: {index}{reach if total.open else ''}.")
    say_wrapped(
        f"Mất {viet(total.lost)} điểm; còn ngỏ {viet(total.open)} điểm; đơn vị tự chấm {viet(total.claimed)} điểm."
    )
    if total.assumed_share:
        share = viet(total.assumed_share)
        say_wrapped(f"{share}% số điểm dựa trên giả định của bộ tiêu chí: điểm giả định, không dùng để công bố.")


def _print_what_next(sheet: ScoreSheet, file: Path) -> None:
    name = shlex.quote(str(file))
    if sheet.findings:
        say_wrapped(f"Kiểm tra số liệu: {summary(sheet.findings)}")
        say(f"  Xem:          par-engine evidence check {name}")
    example = next((one.id for one in sheet.components if one.lost), None)
    if example:
        say(f"  Vì sao mất:   par-engine explain {name} {example}")
        say(f"  Gỡ thế nào:   par-engine lost-points {name}")
