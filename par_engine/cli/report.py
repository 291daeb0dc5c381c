"""`par-engine report`: the self-scoring report as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from par_engine.cli.completion import templates
from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption, OnOption, day, listed
from par_engine.cli.output import print_json, say, say_library
from par_engine.errors import UsageError

HELP = "Xuất báo cáo tự đánh giá, chấm điểm."
AsOption = Annotated[str, typer.Option("--as", metavar="DẠNG", help="Dạng tệp, cách nhau bằng dấu phẩy: html.")]
FolderOption = Annotated[Path, typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục ghi báo cáo.")]
NameOption = Annotated[
    str,
    typer.Option("--report", metavar="TÊN", help="Mẫu báo cáo trong reports_templates.", autocompletion=templates),
]


def report(
    file: FileArgument,
    formats: AsOption = "html",
    folder: FolderOption = Path("out"),
    name: NameOption = "self_scoring",
    on: OnOption = None,
    assessment: AssessmentOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes the report and prints where."""
    from par_engine.library import find_library
    from par_engine.reports.write import write_report
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    wanted = listed(formats)
    if not wanted:
        raise UsageError("--as cần ít nhất một dạng tệp, ví dụ --as html.")
    sheet = score_file(library, file, day(on), assessment=assessment)
    paths = write_report(sheet, library, folder, wanted, name)
    if as_json:
        print_json({"schema": 1, "files": [str(path) for path in paths]})
        return
    for path in paths:
        say(f"Đã ghi {path}")
    say_library(library)
