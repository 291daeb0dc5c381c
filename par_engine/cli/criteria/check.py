"""`par-engine criteria check [SET…]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.completion import set_ids
from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_findings, print_json, say, say_library
from par_engine.extras import extra

if TYPE_CHECKING:
    from par_engine.criteria.mending import Mend
    from par_engine.findings import Finding
    from par_engine.library import Library

HELP = (
    "Kiểm tra bộ tiêu chí: mọi lỗi một lần, kèm tệp, dòng, cột và cách sửa. Không nêu bộ nào thì kiểm tra cả thư viện."
)
SetsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[BỘ …]", help="Mã bộ, đường dẫn thư mục của bộ, hoặc một tệp của bộ.", autocompletion=set_ids
    ),
]


FixOption = Annotated[
    bool,
    typer.Option("--fix", help="Sửa những chỗ chắc chắn (nháy của mã, dấu %, khoá gõ sai, chữ rời), mỗi chỗ một dòng."),
]
ROUNDS = 5
"""A mended file may show what could not be seen before."""


def check(sets: SetsArgument = None, fix: FixOption = False, as_json: JsonOption = False) -> None:
    """Checks sets and the catalogue they refer to; ends with 1 when there is an error."""
    from par_engine.findings import errors_in

    library = _library(sets or [])
    folders = [_folder(library, name) for name in sets or library.set_ids()]
    findings = _findings(library, folders)
    mends: list[tuple[str, Mend]] = []
    for _ in range(ROUNDS if fix else 0):
        made = _mend(library, findings)
        if not made:
            break
        mends += made
        findings = _findings(library, folders)
    if as_json:
        from par_engine.reports.shapes import findings_shape

        told = {"mends": [{"file": file, "line": one.line, "old": one.old, "new": one.new} for file, one in mends]}
        print_json(findings_shape(findings) | (told if fix else {}))
    else:
        for file, mend in mends:
            say(f"Đã sửa {mend.words(file)}")
        listed = ", ".join(folder.name for folder in folders)
        what = "tệp" if all(folder.is_file() for folder in folders) else "bộ tiêu chí"
        print_findings(findings, f"Không phát hiện lỗi nào trong {len(folders)} {what} ({listed}).")
        say_library(library)
    if errors_in(findings):
        raise typer.Exit(ExitCode.FINDINGS)


def _folder(library: Library, name: str) -> Path:
    """The folder of a set, or one of its files. Raises UsageError."""
    from par_engine.criteria.load import set_folder
    from par_engine.errors import UsageError

    path = Path(name)
    if path.is_file():
        if (path.parent / "set.yaml").is_file():
            return path.resolve()
        raise UsageError(f"“{name}” không nằm trong thư mục của một bộ tiêu chí (thư mục có set.yaml).")
    return path.resolve() if path.is_dir() else set_folder(library, name)


def _findings(library: Library, folders: list[Path]) -> list[Finding]:
    """Everything wrong with these sets and the catalogue they refer to; of a single file only what is in it."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.criteria.forms import load_forms
    from par_engine.criteria.load import read_set
    from par_engine.findings import in_order
    from par_engine.scoring.program import check_set

    catalogue, findings = load_catalogue(library)
    findings += load_forms(library, catalogue)[1]
    found = [] if all(path.is_file() for path in folders) else list(findings)
    for path in folders:
        file = library.relative(path) if path.is_file() else None
        found += check_set(read_set(library, path.parent if file else path, catalogue), file)
    return in_order(found)


def _mend(library: Library, findings: list[Finding]) -> list[tuple[str, Mend]]:
    """Writes every file in which something certain can be mended, whole; gives what was changed."""
    with extra("fix"):
        from par_engine.criteria.mending import mended
    from par_engine.reports.write import write_files

    made: dict[Path, bytes] = {}
    mends: list[tuple[str, Mend]] = []
    for file in sorted({one.place.file for one in findings if one.place}):
        path = library.root / file
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeError):
            continue
        new, changed = mended(text, [one for one in findings if one.place and one.place.file == file])
        if changed:
            made[path] = new.encode()
            mends += [(file, one) for one in changed]
    write_files(made)
    return mends


def _library(sets: list[str]) -> Library:
    """The library that all named folders lie in, else the one in force."""
    from par_engine.library import find_library, library_around

    places = [Path(name).parent if Path(name).is_file() else Path(name) for name in sets]
    around = [library_around(place) if place.is_dir() else None for place in places]
    first = around[0] if around else None
    return first if first and all(one == first for one in around) else find_library()
