"""`par-engine explain`: why one component got what it got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import print_json, say, say_library, say_wrapped
from par_engine.errors import UsageError

if TYPE_CHECKING:
    from par_engine.scoring.result import ComponentResult, ScoreSheet

HELP = "Giải thích một tiêu chí: luật, mức, số liệu kèm tài liệu, căn cứ, bước tiếp theo."
ComponentArgument = Annotated[str, typer.Argument(metavar="TIÊU_CHÍ", help="Mã tiêu chí thành phần, ví dụ 8.5.")]


def explain(
    file: FileArgument,
    component: ComponentArgument,
    on: OnOption = None,
    assessment: AssessmentOption = None,
    as_json: JsonOption = False,
) -> None:
    """Prints the trace of one component."""
    from par_engine.library import find_library
    from par_engine.reports.explain import explain_shape, explanation
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    sheet = score_file(library, file, day(on), assessment=assessment)
    found = _find(sheet, component)
    if as_json:
        print_json(explain_shape(sheet, found))
        return
    area = found.placed.area
    say_wrapped(f"{found.id} {found.placed.component.title}")
    say_wrapped("Lĩnh vực " + " › ".join([f"{area.code}. {area.title}", *found.placed.above]))
    for title, lines in explanation(sheet, found):
        say(f"\n{title}")
        for line in lines:
            say_wrapped(line, "  • ", "    ")
    say()
    say_library(library)


def _find(sheet: ScoreSheet, component: str) -> ComponentResult:
    """The component. Raises UsageError with the nearest one."""
    from par_engine.text import did_you_mean, listing

    found = sheet.component(component)
    if found is not None:
        return found
    if component in sheet.yardstick.components:
        kind = sheet.yardstick.set.unit_kinds[sheet.situation.submission.unit_kind]
        raise UsageError(
            f"Tiêu chí “{component}” có trong bộ tiêu chí nhưng không áp dụng cho loại đơn vị này ({kind})."
        )
    ids = [one.id for one in sheet.components]
    hint = did_you_mean(component, ids) or f"phiếu này có: {listing(ids, 30)}"
    raise UsageError(f"Không có tiêu chí “{component}” trong phiếu của đơn vị ({hint}).")
