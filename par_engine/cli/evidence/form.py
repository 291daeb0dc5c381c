"""`par-engine evidence form SET`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_findings, print_json, say, say_library
from par_engine.cli.outputs import ForceOption, refuse_existing
from par_engine.errors import UsageError
from par_engine.extras import extra

if TYPE_CHECKING:
    from par_engine.criteria.yardstick import Yardstick
    from par_engine.evidence.submission import Submission
    from par_engine.evidence.workbook.form import Form
    from par_engine.reading.models import Loaded

HELP = "Lập biểu mẫu Excel để đơn vị điền hồ sơ tự chấm."
UnitOption = Annotated[
    str | None, typer.Option("--unit", metavar="LOẠI", help="Loại đơn vị, ví dụ department; kể ra khi thiếu.")
]
AgencyOption = Annotated[str, typer.Option("--agency", metavar="MÃ", help="Mã cơ quan, ghi sẵn vào biểu mẫu.")]
YearOption = Annotated[int | None, typer.Option("--year", metavar="NĂM", help="Năm, với bộ dùng cho nhiều năm.")]
LastOption = Annotated[
    Path | None, typer.Option("--last", metavar="HỒ_SƠ", help="Hồ sơ kỳ trước: số liệu của kỳ đó hiện ở bên cạnh.")
]
FillOption = Annotated[
    Path | None, typer.Option("--fill", metavar="HỒ_SƠ", help="Hồ sơ đang làm (YAML hoặc bảng tính) để chép vào.")
]
SurveyOption = Annotated[
    bool, typer.Option("--survey", help="Biểu mẫu kết quả điều tra và kết quả bên ngoài, thay cho hồ sơ tự chấm.")
]
OutputOption = Annotated[Path, typer.Option("-o", "--output", metavar="TỆP", help="Tệp .xlsx được ghi.")]


def form(  # noqa: PLR0913, PLR0917 - the options of one command
    set_id: SetArgument,
    output: OutputOption,
    unit: UnitOption = None,
    agency: AgencyOption = "",
    year: YearOption = None,
    last: LastOption = None,
    fill: FillOption = None,
    survey: SurveyOption = False,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Writes the form of one kind of unit, blank or with what was handed in already."""
    from par_engine.criteria.load import require_set
    from par_engine.evidence.workbook.carrying import what_does_not_fit
    from par_engine.library import find_library
    from par_engine.reports.write import write_files

    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"Biểu mẫu ghi dạng .xlsx; “{output}” có đuôi khác.")
    refuse_existing(output, force=force)
    if survey and (last or fill):
        raise UsageError("--survey không đi cùng --last, --fill: kết quả điều tra không nằm trong hồ sơ.")
    before, now_file = _read(last), _load(fill)
    now = now_file.model if now_file else None
    library = find_library()
    yardstick = require_set(library, set_id, year or (now.period.to.year if now else None))
    kind = _kind(yardstick, unit or (now.unit_kind if now else None))
    with extra("excel"):
        from par_engine.evidence.workbook.writing import write_form
    who = _agency(yardstick, agency, now or before)
    made = _survey(yardstick, kind, who) if survey else _submission(yardstick, kind, who, before, now)
    misfits = what_does_not_fit(now_file, yardstick, kind, made) if now_file else []
    write_files({output: write_form(made)})
    if as_json:
        sheets = [sheet.name for sheet in made.sheets]
        shape = {"schema": 1, "file": str(output), "set": set_id, "unit_kind": kind, "sheets": sheets}
        print_json({**shape, "findings": [one.as_json(with_place=True) for one in misfits]})
        return
    say(f"Đã ghi {output}: {len(made.sheets)} tờ cho {yardstick.set.unit_kinds[kind]}.")
    if misfits:
        print_findings(misfits, "")
    then = "evidence survey TỆP -o THƯ_MỤC" if survey else "evidence check TỆP"
    say(f"Điền các ô nền vàng, rồi chạy: par-engine {then}")
    say_library(library)


def _survey(yardstick: Yardstick, kind: str, who: tuple[str, str]) -> Form:
    from par_engine.evidence.workbook.survey import lay_out_survey

    return lay_out_survey(yardstick, kind, who)


def _submission(
    yardstick: Yardstick, kind: str, who: tuple[str, str], before: Submission | None, now: Submission | None
) -> Form:
    """Blank, or filled with `now`; the figures of `before` stand beside."""
    from par_engine.evidence.workbook.filling import filled
    from par_engine.evidence.workbook.form import lay_out

    made = lay_out(yardstick, kind, who, before)
    return filled(made, now, yardstick.catalogue.indicators) if now is not None else made


def _read(path: Path | None) -> Submission | None:
    loaded = _load(path)
    return loaded.model if loaded else None


def _load(path: Path | None) -> Loaded[Submission] | None:
    from par_engine.evidence.evidence import load_submission

    return load_submission(path, str(path)) if path else None


def _kind(yardstick: Yardstick, unit: str | None) -> str:
    """The unit kind meant. Raises UsageError where the set does not have it, or has several and none is named."""
    from par_engine.text import did_you_mean, listing

    kinds = yardstick.set.unit_kinds
    if unit is None and len(kinds) == 1:
        return next(iter(kinds))
    if unit in kinds:
        return unit
    known = listing(f"{kind} ({title})" for kind, title in kinds.items())
    if unit is None:
        raise UsageError(f"Chọn loại đơn vị bằng --unit: {known}.")
    raise UsageError(f"Bộ không có loại đơn vị “{unit}”: {did_you_mean(unit, kinds) or known}.")


def _agency(yardstick: Yardstick, agency: str, known: Submission | None) -> tuple[str, str]:
    """Id and name, from the set or from what was handed in."""
    if known and agency in ("", known.agency.id):
        return known.agency.id, known.agency.name
    named = yardstick.set.agencies.get(agency)
    return agency, named.name if named else ""
