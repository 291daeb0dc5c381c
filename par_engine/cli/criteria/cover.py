"""`par-engine criteria cover SET`."""

from __future__ import annotations

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_findings, print_json, say, say_library

HELP = "Kể những luật chưa ví dụ nào chạm tới: mức, mục, trường hợp, chậm hạn, thiếu tài liệu, mẫu số bằng 0."


def show_cover(set_id: SetArgument, as_json: JsonOption = False) -> None:
    """Lists the rules that no example reaches; ends with 1 when there are any."""
    from par_engine.criteria.load import require_set
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reports.shapes import findings_shape
    from par_engine.scoring.cover import cover

    library = find_library()
    found = cover(library, require_set(library, set_id))
    if as_json:
        print_json({**findings_shape(found.findings), "rules": len(found.rules), "covered": found.covered})
    else:
        print_findings(found.findings, f"Ví dụ chạm đủ {len(found.rules)} luật.")
        if found.lacking:
            say(
                f"Ví dụ chạm {found.covered} trên {len(found.rules)} luật; còn {len(found.lacking)} luật chưa có ví dụ."
            )
        say_library(library)
    if errors_in(found.findings):
        raise typer.Exit(ExitCode.FINDINGS)
