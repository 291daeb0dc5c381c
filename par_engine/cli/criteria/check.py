"""`par-engine criteria check [SET…]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.completion import set_ids
from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_findings, print_json, say_library

if TYPE_CHECKING:
    from par_engine.library import Library

HELP = (
    "Kiểm tra bộ tiêu chí: mọi lỗi một lần, kèm tệp, dòng, cột và cách sửa. Không nêu bộ nào thì kiểm tra cả thư viện."
)
SetsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[BỘ …]", help="Mã bộ, hoặc đường dẫn thư mục của bộ.", autocompletion=set_ids),
]


def check(sets: SetsArgument = None, as_json: JsonOption = False) -> None:
    """Checks sets and the catalogue they refer to; ends with 1 when there is an error."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.criteria.load import read_set, set_folder
    from par_engine.findings import errors_in, in_order
    from par_engine.scoring.program import check_set

    library = _library(sets or [])
    catalogue, findings = load_catalogue(library)
    names = sets or library.set_ids()
    folders = [Path(name) if Path(name).is_dir() else set_folder(library, name) for name in names]
    for folder in folders:
        findings += check_set(read_set(library, folder.resolve(), catalogue))
    findings = in_order(findings)
    if as_json:
        from par_engine.reports.shapes import findings_shape

        print_json(findings_shape(findings))
    else:
        listed = ", ".join(folder.resolve().name for folder in folders)
        print_findings(findings, f"Không phát hiện lỗi nào trong {len(folders)} bộ tiêu chí ({listed}).")
        say_library(library)
    if errors_in(findings):
        raise typer.Exit(ExitCode.FINDINGS)


def _library(sets: list[str]) -> Library:
    """The library that all named folders lie in, else the one in force."""
    from par_engine.library import find_library, library_around

    around = [library_around(Path(name)) if Path(name).is_dir() else None for name in sets]
    first = around[0] if around else None
    return first if first and all(one == first for one in around) else find_library()
