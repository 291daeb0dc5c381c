"""`par-engine evidence check FILE`."""

from __future__ import annotations

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption
from par_engine.cli.output import print_findings, print_json, say_library

HELP = "Kiểm tra hồ sơ: số liệu mâu thuẫn, tỷ lệ sai, ngày chốt sớm, tài liệu thiếu thông tin."


def check(file: FileArgument, assessment: AssessmentOption = None, as_json: JsonOption = False) -> None:
    """Lists what scoring found in the evidence; ends with 1 when there is an error.

    The submission is scored for it: claims above what a component can give show only then.
    """
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reports.shapes import findings_shape
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    findings = score_file(library, file, assessment=assessment).findings
    if as_json:
        print_json(findings_shape(findings))
    else:
        print_findings(findings, "Không phát hiện mâu thuẫn nào.")
        say_library(library)
    if errors_in(findings):
        raise typer.Exit(ExitCode.FINDINGS)
