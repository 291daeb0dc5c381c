"""`par-engine explain`: why one component got what it got."""

from __future__ import annotations

from typing import Annotated

import typer

from par_engine.cli.options import FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import print_json
from par_engine.errors import UsageError

HELP = "Giải thích một tiêu chí: luật, mức, số liệu kèm tài liệu, căn cứ, bước tiếp theo."
ComponentArgument = Annotated[
    str, typer.Argument(metavar="TIÊU_CHÍ", help="Mã tiêu chí thành phần, ví dụ 8.5.")
]


def explain(
    file: FileArgument, component: ComponentArgument, on: OnOption = None, as_json: JsonOption = False
) -> None:
    """Prints the trace of one component."""
    from par_engine.library import find_library
    from par_engine.reports.explain import explain_shape, explanation
    from par_engine.scoring.evaluate import score_file
    from par_engine.text import did_you_mean, listing

    sheet = score_file(find_library(), file, day(on))
    found = sheet.component(component)
    if found is None:
        ids = [one.id for one in sheet.components]
        hint = did_you_mean(component, ids) or f"phiếu này có: {listing(ids, 30)}"
        if component in sheet.yardstick.components:
            hint = "tiêu chí có trong bộ nhưng không áp dụng cho loại đơn vị này"
        raise UsageError(f"Không có tiêu chí “{component}” trong phiếu của đơn vị ({hint}).")
    if as_json:
        print_json(explain_shape(sheet, found))
        return
    area = found.placed.area
    typer.echo(f"{found.id} {found.placed.component.title}")
    typer.echo(f"Lĩnh vực {area.code}. {area.title}" + "".join(f" › {title}" for title in found.placed.above))
    for title, lines in explanation(sheet, found):
        typer.echo(f"\n{title}")
        for line in lines:
            typer.echo(f"  • {line}")
