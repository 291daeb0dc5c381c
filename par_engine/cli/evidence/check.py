"""`par-engine evidence check FILE`."""

from __future__ import annotations

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import FileArgument, JsonOption
from par_engine.cli.output import print_findings, print_json

HELP = "Kiểm tra hồ sơ: số liệu mâu thuẫn, tỷ lệ sai, ngày chốt sớm, tài liệu thiếu thông tin."


def check(file: FileArgument, as_json: JsonOption = False) -> None:
    """Checks a submission against the catalogue and its set; ends with 1 when there is an error."""
    from par_engine.criteria.load import require_set
    from par_engine.evidence.evidence import load_submission
    from par_engine.findings import errors_in, in_order
    from par_engine.library import find_library
    from par_engine.reports.shapes import findings_shape
    from par_engine.scoring.evaluate import gather
    from par_engine.scoring.situation import check_fits

    library = find_library()
    submission = load_submission(file, str(file))
    yardstick = require_set(library, submission.model.criteria_set)
    check_fits(submission.model, yardstick)
    findings = in_order(gather(submission, yardstick).findings)
    if as_json:
        print_json(findings_shape(findings))
    else:
        print_findings(findings, "Không phát hiện mâu thuẫn nào.")
    if errors_in(findings):
        raise typer.Exit(ExitCode.FINDINGS)
