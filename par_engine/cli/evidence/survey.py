"""`par-engine evidence survey FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_findings, print_json, say, say_library, say_wrapped

if TYPE_CHECKING:
    from par_engine.evidence.assessment import Assessment
    from par_engine.reading.models import Loaded

HELP = "Đọc bảng kết quả điều tra, kết quả bên ngoài thành tệp thẩm định của từng cơ quan."
SurveyArgument = Annotated[
    Path, typer.Argument(metavar="BẢNG", help="Biểu mẫu kết quả điều tra đã điền (.xlsx, .xls, .ods).")
]
FolderOption = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục ghi các tệp thẩm định.")
]
IntoOption = Annotated[
    Path | None,
    typer.Option("--into", metavar="TỆP", help="Ghép thêm vào tệp thẩm định đang làm (YAML), không đổi phần đã có."),
]


def survey(
    file: SurveyArgument, folder: FolderOption = None, into: IntoOption = None, as_json: JsonOption = False
) -> None:
    """Writes an assessment for each agency, all of them or none; or adds one agency's results to a standing one."""
    from par_engine.criteria.load import require_set
    from par_engine.errors import InputError, UsageError
    from par_engine.evidence.workbook.survey_reading import check_survey, read_survey
    from par_engine.library import find_library
    from par_engine.reports.write import write_files

    if (folder is None) == (into is None):
        raise UsageError("Chọn một trong hai: -o THƯ_MỤC (ghi tệp mới) hoặc --into TỆP (ghép vào tệp đang có).")
    loaded, findings = read_survey(file, str(file))
    library = find_library()
    if loaded:
        model = loaded[0].model
        yardstick = require_set(library, model.criteria_set, model.period.to.year)
        problems = [one for each in loaded for one in check_survey(each, yardstick)]
    if not loaded or problems:
        wrong = problems if loaded else findings
        raise InputError(f"Không đọc được bảng “{file}”: {len(wrong)} lỗi.", wrong)
    if into is not None:
        made, said, left_out = _into(into, loaded)
    else:
        made = {Path(folder or ".") / f"{one.model.agency}.yaml": _yaml(one).encode() for one in loaded}
        said, left_out = f"Đã ghi {len(made)} tệp thẩm định vào {folder}", []
    written = [str(path) for path in write_files(made)]
    if as_json:
        rows = [one.as_json(with_place=True) for one in findings]
        print_json({"schema": 1, "files": written, "left_out": left_out, "findings": rows})
        return
    say(f"{said}; dùng: par-engine score HỒ_SƠ --assessment TỆP")
    if left_out:
        say_wrapped(f"Chưa ghi kết quả của cơ quan khác trong bảng: {', '.join(left_out)}.")
    if findings:
        print_findings(findings, "")
    say_library(library)


def _into(into: Path, loaded: list[Loaded[Assessment]]) -> tuple[dict[Path, bytes], str, list[str]]:
    """The standing file with its agency's results, what is said of it, and the agencies that it is not about."""
    from par_engine.errors import InputError
    from par_engine.evidence.assessment import load_assessment
    from par_engine.exchange.merging import added, merged

    standing = load_assessment(into, str(into))
    mine = [one for one in loaded if one.model.agency == standing.model.agency]
    if not mine:
        agencies = ", ".join(one.model.agency for one in loaded)
        raise InputError(f"“{into}” là của “{standing.model.agency}”; bảng chỉ có kết quả của: {agencies}.")
    (new,) = mine
    content = merged(into.read_text(encoding="utf-8"), standing, new).encode()
    others = [one.model.agency for one in loaded if one is not new]
    return {into: content}, f"Đã ghép {added(standing, new)} kết quả vào {into}, phần đã có giữ nguyên", others


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
