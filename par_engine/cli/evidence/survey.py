"""`par-engine evidence survey FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_findings, print_json, say, say_library

if TYPE_CHECKING:
    from par_engine.evidence.assessment import Assessment
    from par_engine.reading.models import Loaded

HELP = "Đọc bảng kết quả điều tra, kết quả bên ngoài thành tệp thẩm định của từng cơ quan."
SurveyArgument = Annotated[
    Path, typer.Argument(metavar="BẢNG", help="Biểu mẫu kết quả điều tra đã điền (.xlsx, .xls, .ods).")
]
FolderOption = Annotated[Path, typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục ghi các tệp thẩm định.")]


def survey(file: SurveyArgument, folder: FolderOption, as_json: JsonOption = False) -> None:
    """Writes an assessment for each agency, all of them or none."""
    from par_engine.criteria.load import require_set
    from par_engine.errors import InputError
    from par_engine.evidence.workbook.survey_reading import check_survey, read_survey
    from par_engine.library import find_library
    from par_engine.reports.write import write_files

    loaded, findings = read_survey(file, str(file))
    library = find_library()
    if loaded:
        model = loaded[0].model
        yardstick = require_set(library, model.criteria_set, model.period.to.year)
        problems = [one for each in loaded for one in check_survey(each, yardstick)]
    if not loaded or problems:
        wrong = problems if loaded else findings
        raise InputError(f"Không đọc được bảng “{file}”: {len(wrong)} lỗi.", wrong)
    made = {folder / f"{one.model.agency}.yaml": _yaml(one).encode() for one in loaded}
    written = [str(path) for path in write_files(made)]
    if as_json:
        rows = [one.as_json(with_place=True) for one in findings]
        print_json({"schema": 1, "files": written, "findings": rows})
        return
    say(f"Đã ghi {len(written)} tệp thẩm định vào {folder}; dùng: par-engine score HỒ_SƠ --assessment TỆP")
    if findings:
        print_findings(findings, "")
    say_library(library)


def _yaml(loaded: Loaded[Assessment]) -> str:
    """As people write it: one line for each result."""
    from par_engine.scoring.drafting.writing import flow

    lines = []
    for key, value in loaded.tree.data.items():
        if key in ("survey", "external"):
            lines += [f"{key}:", *(f"  {flow(name)}: {flow(one)}" for name, one in value.items())]
        else:
            lines.append(f"{key}: {flow(value, quoted=isinstance(value, str))}")
    return "\n".join(lines) + "\n"
