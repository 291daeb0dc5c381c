"""`par-engine score`: the result of one submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import print_json, say, say_library, say_wrapped, summary
from par_engine.text import shell_word

if TYPE_CHECKING:
    from pathlib import Path

    from par_engine.cli.tables import Cell, Column
    from par_engine.scoring.result import ComponentResult, ScoreSheet, SectionResult, Totals

HELP = "Chấm điểm một hồ sơ: tổng điểm, chỉ số theo lĩnh vực, từng tiêu chí."


def score(
    file: FileArgument, on: OnOption = None, assessment: AssessmentOption = None, as_json: JsonOption = False
) -> None:
    """Scores a submission and prints totals, areas and components."""
    from par_engine.library import find_library
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    sheet = score_file(library, file, day(on), assessment=assessment)
    if as_json:
        from par_engine.reports.shapes import score_shape

        print_json(score_shape(sheet))
        return
    say_headline(sheet)
    _print_areas(sheet)
    say()
    if sheet.sections:
        _print_sections(sheet)
        say()
    _print_components(sheet)
    _print_totals(sheet)
    _print_what_next(sheet, file, assessment)
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
    columns[2:3] = _records_columns(sheet)
    rows = []
    for area in sheet.areas:
        total = area.totals
        index = viet(total.index) if total.index is not None else "–"
        numbers = [*_records(sheet, total), viet(total.applicable_max), index, viet(total.lost), viet(total.open)]
        rows.append([area.code, area.title, *numbers])
    print_table("Theo lĩnh vực", columns, rows)


def _print_sections(sheet: ScoreSheet) -> None:
    from par_engine.cli.tables import Column, print_table
    from par_engine.numbers import viet

    columns = [Column("Mã"), Column("Phần", text=True), *_records_columns(sheet), Column("Trần", right=True)]
    rows = [[one.code, one.title, *_records(sheet, one), viet(one.max_points)] for one in sheet.sections]
    print_table("Điểm thưởng, điểm phạt", columns, rows)


def _records_columns(sheet: ScoreSheet) -> list[Column]:
    """One column of points; after verification two: as handed in, as accepted."""
    from par_engine.cli.tables import Column

    titles = ("Hệ thống", "Thẩm định") if sheet.verified else ("Điểm",)
    return [Column(title, right=True) for title in titles]


def _records(sheet: ScoreSheet, one: Totals | SectionResult) -> list[Cell]:
    from par_engine.numbers import viet

    return [viet(one.computed), viet(one.points)] if sheet.verified else [viet(one.points)]


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
    columns[2:3] = _records_columns(sheet)
    print_table("Theo tiêu chí", columns, [_component_row(one) for one in sheet.components])


def _component_row(one: ComponentResult) -> list[Cell]:
    from par_engine.numbers import viet
    from par_engine.scoring.result import State

    applies = one.state is not State.NOT_APPLICABLE
    points: list[Cell] = [(viet(one.points), _style(one)) if applies else "–"]
    if one.handed_in:
        points.insert(0, viet(one.computed) if one.handed_in.state is not State.NOT_APPLICABLE else "–")
    return [one.id, one.placed.component.title, *points, viet(one.max_points), _status(one), one.why]


def _status(one: ComponentResult) -> str:
    """What an officer looks for first: lost points, or why points are open."""
    from par_engine.numbers import viet
    from par_engine.scoring.result import State

    if one.state is not State.SCORED:
        return one.state.label
    if one.section:
        return one.section.label
    return f"mất {viet(one.lost)}" if one.lost else "đủ điểm"


def _style(one: ComponentResult) -> str:
    if one.section:
        return "red" if one.section.value == "penalty" and one.points else "green"
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
    _print_records(sheet)
    _print_outcome(sheet)
    if total.assumed_share:
        share = viet(total.assumed_share)
        say_wrapped(f"{share}% số điểm dựa trên giả định của bộ tiêu chí: điểm giả định, không dùng để công bố.")


def _print_records(sheet: ScoreSheet) -> None:
    """The three records side by side, once there are three."""
    from par_engine.numbers import viet

    total = sheet.totals
    if sheet.verified:
        say_wrapped(
            f"Tự chấm {viet(total.claimed)}; hệ thống tính theo hồ sơ nộp {viet(total.computed)}; "
            f"thẩm định {viet(total.points)} điểm."
        )


def _print_outcome(sheet: ScoreSheet) -> None:
    """What the points come to: bonus and penalty, rescaled figures, the grade."""
    from par_engine.numbers import viet

    outcome = sheet.outcome
    if sheet.sections:
        sums = f"{viet(sheet.totals.points)} + thưởng {viet(outcome.bonus)} − phạt {viet(outcome.penalty)}"
        say_wrapped(f"Điểm cuối cùng: {sums} = {viet(outcome.final)} điểm.")
    if scaled := outcome.rescaled:
        absent = ", ".join(source.label for source in scaled.absent)
        index = f", chỉ số {viet(scaled.index)}%" if scaled.index is not None else ""
        say_wrapped(
            f"Quy đổi vì không tổ chức {absent} (bỏ {viet(scaled.left_out)} điểm tối đa): {viet(scaled.points)} trên "
            f"{viet(scaled.applicable_max)} điểm{index}."
        )
    if grade := outcome.grade:
        value = f"{viet(grade.value)}%" if grade.on.value == "index" else f"{viet(grade.value)} điểm"
        note = " (tạm tính, còn điểm ngỏ)" if grade.provisional else ""
        say_wrapped(f"Xếp loại: {grade.title}, theo {grade.on.label} {value}{note}.")


def _print_what_next(sheet: ScoreSheet, file: Path, assessment: Path | None) -> None:
    name = shell_word(file)
    with_it = f" --assessment {shell_word(assessment)}" if assessment else ""
    if sheet.findings:
        say_wrapped(f"Kiểm tra số liệu: {summary(sheet.findings)}")
        say(f"  Xem:          par-engine evidence check {name}{with_it}")
    example = next((one.id for one in sheet.components if one.lost), None)
    if example:
        say(f"  Vì sao mất:   par-engine explain {name} {example}{with_it}")
        say(f"  Gỡ thế nào:   par-engine lost-points {name}{with_it}")
