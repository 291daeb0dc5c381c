"""`par-engine evidence check FILE`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.evidence.files import TrustOption, file_reader
from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption
from par_engine.cli.output import print_findings, print_json, say_library
from par_engine.cli.progress import counted

if TYPE_CHECKING:
    from par_engine.findings import Finding
    from par_engine.scoring.result import ScoreSheet

HELP = "Kiểm tra hồ sơ: số liệu mâu thuẫn, tài liệu thiếu hoặc sai hạn, tệp kèm theo khác điều đã khai, chữ ký số."
BesideOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--beside", metavar="HỒ_SƠ", help="Hồ sơ của đơn vị khác để tìm tài liệu dùng chung; ghi nhiều lần được."
    ),
]
NoFilesOption = Annotated[bool, typer.Option("--no-files", help="Không mở các tệp kèm theo hồ sơ.")]


def check(
    file: FileArgument,
    assessment: AssessmentOption = None,
    trust: TrustOption = None,
    beside: BesideOption = None,
    no_files: NoFilesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Lists what scoring found in the evidence, and what its documents and their files give reason to say.

    The submission is scored for it: claims above what a component can give show only then. Ends with 1 when there is
    an error.
    """
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reading.parz import submission_of
    from par_engine.reports.shapes import findings_shape
    from par_engine.scoring.evaluate import score_file

    library = find_library()
    sheet = score_file(library, file, assessment=assessment)
    with submission_of(file) as unfolded:
        findings = _inspected(sheet, unfolded, beside or [], None if no_files else trust, no_files=no_files)
    if as_json:
        print_json(findings_shape(findings))
    else:
        print_findings(findings, "Không phát hiện mâu thuẫn nào.")
        say_library(library)
    if errors_in(findings):
        raise typer.Exit(ExitCode.FINDINGS)


def _inspected(
    sheet: ScoreSheet, file: Path, beside: list[Path], trust: Path | None, *, no_files: bool
) -> list[Finding]:
    """Files are opened only where there are some: those who attach none need not have installed what reads them."""
    from par_engine.findings import by_content
    from par_engine.scoring.inspecting import Files, inspect_sheet

    attached = any(document.file for document in sheet.situation.submission.documents)
    if no_files or not attached:
        return by_content(inspect_sheet(sheet, file.parent, None, beside))
    with file_reader(trust) as read:
        files = Files(read, partial(counted, label="Đọc tệp kèm theo"))
        return by_content(inspect_sheet(sheet, file.parent, files, beside))
