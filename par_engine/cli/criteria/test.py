"""`par-engine criteria test SET`."""

from __future__ import annotations

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_findings, print_json, say_library

HELP = "Chạy các ví dụ đặt cạnh bộ tiêu chí: bằng chứng vào, điểm ra."


def run_tests(set_id: SetArgument, as_json: JsonOption = False) -> None:
    """Runs the examples of a set; ends with 1 when one fails."""
    from par_engine.criteria.load import require_set
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reports.shapes import findings_shape
    from par_engine.scoring.examples import run_examples

    library = find_library()
    outcomes = run_examples(library, require_set(library, set_id))
    if as_json:
        print_json({**findings_shape(outcomes.findings), "run": outcomes.run})
    else:
        print_findings(outcomes.findings, f"{outcomes.run} ví dụ đều đúng.")
        say_library(library)
    if errors_in(outcomes.findings):
        raise typer.Exit(ExitCode.FINDINGS)
