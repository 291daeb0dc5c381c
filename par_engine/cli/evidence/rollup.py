"""`par-engine evidence rollup FILE… -o FILE` and `evidence origins FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.options import FileArgument, JsonOption
from par_engine.cli.output import print_findings, print_json, say, say_library, say_wrapped
from par_engine.cli.outputs import refuse_inputs
from par_engine.text import shell_word

if TYPE_CHECKING:
    from par_engine.cli.tables import Cell
    from par_engine.evidence.rollup.rollup import RolledUp
    from par_engine.evidence.submission import RolledUp as Origins
    from par_engine.evidence.submission import Summed
    from par_engine.library import Library

HELP = (
    "Tổng hợp báo cáo của đơn vị cấp dưới, theo kỳ, thành hồ sơ của đơn vị cấp trên; "
    "nêu ai thiếu, ai trễ, số nào mâu thuẫn."
)
ORIGINS_HELP = "In nguồn gốc từng số liệu của hồ sơ đã tổng hợp: cộng từ báo cáo nào, bản đính chính đã thay số nào."
FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="TỆP …", help="Phiếu tổng hợp (kind: rollup) cùng các báo cáo, hồ sơ; hoặc thư mục chứa chúng."
    ),
]
OutOption = Annotated[Path, typer.Option("-o", "--out", metavar="TỆP", help="Tệp hồ sơ sẽ ghi (YAML).")]
PartialOption = Annotated[
    bool, typer.Option("--partial", help="Lấy cả số mới cộng được một phần, có ghi chú còn thiếu gì.")
]
IndicatorOption = Annotated[
    str, typer.Option("--indicator", metavar="SỐ_LIỆU", help="Chỉ in số liệu này, ví dụ dossiers.resolved.")
]


def rollup(files: FilesArgument, out: OutOption, partial: PartialOption = False, as_json: JsonOption = False) -> None:
    """Sums up and writes the submission; ends with 0 when it is written, findings or not."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.cli.progress import counted
    from par_engine.criteria.forms import load_forms
    from par_engine.errors import InputError
    from par_engine.evidence.rollup.files import paths_of, read_files
    from par_engine.evidence.rollup.rollup import roll_up
    from par_engine.evidence.rollup.writing import submission_yaml
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reports.write import write_files

    inputs = paths_of(files)
    refuse_inputs(out, inputs)
    library = find_library()
    catalogue, problems = load_catalogue(library)
    forms, more = load_forms(library, catalogue)
    if errors_in([*problems, *more]):
        raise InputError("Thư viện số liệu, mẫu biểu có lỗi; chạy par-engine criteria check.", [*problems, *more])
    read = read_files(counted(inputs, "Đọc báo cáo"))
    read.require()
    done = roll_up(read.plan, forms, read.reports, read.submissions, catalogue, partial=partial)
    write_files({out: submission_yaml(done).encode("utf-8")})
    if as_json:
        print_json(_shape(done, out))
    else:
        _print(done, out, library)


def origins(file: FileArgument, indicator: IndicatorOption = "", as_json: JsonOption = False) -> None:
    """Prints the parts of every figure that was summed up."""
    from par_engine.errors import UsageError
    from par_engine.evidence.evidence import load_submission

    found = load_submission(file, str(file)).model.rolled_up
    if found is None:
        raise UsageError(
            f"“{file}” không phải hồ sơ được tổng hợp bằng evidence rollup nên không có nguồn gốc số liệu."
        )
    rows = {key: one for key, one in found.figures.items() if not indicator or key.partition("#")[0] == indicator}
    if indicator and not rows:
        raise UsageError(f"Hồ sơ không có số liệu “{indicator}” được tổng hợp.")
    if as_json:
        shapes = {key: one.model_dump(mode="json", exclude_defaults=True) for key, one in rows.items()}
        shape = {"schema": 1, "form": found.form, "figures": shapes, "left_out": dict(found.left_out)}
        print_json({**shape, **found.model_dump(mode="json", include={"texts", "lists"})})
        return
    _print_origins(rows)
    if not indicator:
        _print_told(found)


def _print_origins(rows: dict[str, Summed]) -> None:
    from par_engine.cli.tables import Column, print_table
    from par_engine.evidence.rollup.rolled import shown

    table: list[list[Cell]] = []
    for key, one in rows.items():
        for number, part in enumerate(one.parts):
            source = part.report or part.unit or part.indicator or ""
            old = "; ".join(f"{shown(was.value)} ({was.report})" for was in part.replaced)
            head = [key, one.rule] if number == 0 else ["", ""]
            table.append([*head, part.period or "", shown(part.value), source, old])
    columns = [
        Column("Số liệu"),
        Column("Cách tính", text=True),
        Column("Kỳ"),
        Column("Giá trị", right=True),
        Column("Lấy từ", text=True),
        Column("Số cũ đã thay", text=True),
    ]
    print_table("Nguồn gốc số liệu", columns, table)


def _print_told(found: Origins) -> None:
    """What units answered in words, under the words of the form."""
    for question, answers in found.texts.items():
        say()
        say_wrapped(f"{question}:")
        for one in answers:
            say_wrapped(f"  {one.unit}, {one.period}: {one.says}")
    for question, items in found.lists.items():
        say()
        say_wrapped(f"{question} ({len(items)}):")
        for item in items:
            say_wrapped(f"  {item.item} ({', '.join(item.units)})")


def _print(done: RolledUp, out: Path, library: Library) -> None:
    from par_engine.cli.tables import Column, print_table
    from par_engine.evidence.rollup.deliveries import Arrival

    say_wrapped(f"{done.plan.agency.name}: {done.form.title}, kỳ {done.plan.period.span()}.")
    say()
    states = [Arrival.IN_TIME, Arrival.LATE, Arrival.UNDATED, Arrival.MISSING, Arrival.NOT_DUE]
    names = list(dict.fromkeys((row.unit, row.name) for row in done.owed))
    rows: list[list[Cell]] = []
    for unit, name in names:
        of_unit = [row for row in done.owed if row.unit == unit]
        counts = [sum(row.arrival is state for row in of_unit) for state in states]
        rows.append([name, *(str(count) for count in counts), str(sum(row.corrections for row in of_unit))])
    columns = [Column("Đơn vị", text=True), *(Column(state.label.capitalize(), right=True) for state in states)]
    print_table("Báo cáo phải gửi", [*columns, Column("Đính chính", right=True)], rows)
    say()
    print_findings(done.findings, "Đủ báo cáo, đúng hạn, không có số nào mâu thuẫn.")
    agency = sum(figure.unit is None and figure.month is None for figure in done.figures)
    left = sum(figure.unit is None for figure in done.left_out)
    say_wrapped(f"Đã tổng hợp {agency} số liệu của đơn vị; để lại {left} số chưa đủ hoặc mâu thuẫn.")
    say(f"Đã ghi: {out}")
    say(f"  Nguồn gốc:    par-engine evidence origins {shell_word(out)}")
    say(f"  Chấm điểm:    par-engine score {shell_word(out)}")
    say_library(library)


def _shape(done: RolledUp, out: Path) -> dict[str, Any]:
    from par_engine.calendar import iso_stamp

    return {
        "schema": 1,
        "output": str(out),
        "agency": done.plan.agency.id,
        "form": done.form.id,
        "reports": [
            {
                "unit": row.unit,
                "period": row.instance.dated_code,
                "due": iso_stamp(row.instance.last) if row.instance.last else None,
                "arrival": row.arrival.value,
                "came": iso_stamp(row.came) if row.came else None,
                "late": row.late_words or None,
                "corrections": row.corrections,
                "file": row.report or None,
            }
            for row in done.owed
        ],
        "figures": sum(figure.unit is None and figure.month is None for figure in done.figures),
        "left_out": {figure.key: reason for figure, (_, reason) in done.left_out.items()},
        "findings": [one.as_json(with_place=True) for one in done.findings],
    }
