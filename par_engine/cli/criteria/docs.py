"""`par-engine criteria docs SET`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption, SetArgument, forms_of
from par_engine.cli.output import print_json, say, say_library
from par_engine.extras import extra

if TYPE_CHECKING:
    from par_engine.library import Library

HELP = "Lập bản đọc của bộ tiêu chí: mỗi tiêu chí một trang (HTML), cả bộ một tệp Word."
FORMS = ("html", "docx")
AsOption = Annotated[str, typer.Option("--as", metavar="DẠNG", help="html, docx; nhiều dạng cách nhau dấu phẩy.")]
FolderOption = Annotated[Path, typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục ghi bản đọc.")]
CheckOption = Annotated[
    bool, typer.Option("--check", help="Không ghi; kể những trang khác với bộ tiêu chí hiện nay (mã thoát 1).")
]


def docs(
    set_id: SetArgument,
    forms: AsOption = "html",
    folder: FolderOption = Path("out"),
    check: CheckOption = False,
    as_json: JsonOption = False,
) -> None:
    """Writes the reading copy, or says which of its pages are out of date."""
    from par_engine.criteria.load import require_set
    from par_engine.findings import Finding
    from par_engine.library import find_library
    from par_engine.reports.reading_copy import reading_copy
    from par_engine.reports.write import write_files
    from par_engine.scoring.examples import score_examples

    wanted = forms_of(forms, FORMS)
    library = find_library()
    yardstick = require_set(library, set_id)
    scored = [one for one in score_examples(library, yardstick) if not isinstance(one, Finding)]
    copy = reading_copy(yardstick, scored)
    made = _pages(library, copy, folder / set_id) if "html" in wanted else {}
    if check:
        _check(made, folder / set_id, as_json)
        return
    if "docx" in wanted:
        with extra("word"):
            from par_engine.reports.word import reading_copy_docx
        made[folder / f"{set_id}.docx"] = reading_copy_docx(copy)
    paths = write_files(made)
    if as_json:
        print_json({"schema": 1, "files": [str(path) for path in paths]})
        return
    say(f"Đã ghi {len(paths)} tệp vào {folder}; mở {paths[0]}")
    say_library(library)


def _pages(library: Library, copy: dict[str, Any], folder: Path) -> dict[Path, bytes]:
    """The contents page and a page per component."""
    from par_engine.reports.html import render_page

    made = {folder / "index.html": render_page(library, "criteria/set.html.j2", copy).encode("utf-8")}
    for area in copy["areas"]:
        for one in area["components"]:
            page = render_page(library, "criteria/component.html.j2", {"set": copy["set"], "area": area, "one": one})
            made[folder / one["file"]] = page.encode("utf-8")
    return made


def _check(made: dict[Path, bytes], folder: Path, as_json: bool) -> None:
    """Ends with 1 when a page is missing, differs, or belongs to no component."""
    wrong = [path.name for path, content in made.items() if not path.is_file() or path.read_bytes() != content]
    strangers = [path.name for path in folder.glob("*.html") if path not in made and _ours(path)]
    if as_json:
        print_json({"schema": 1, "files": [*wrong, *strangers]})
    elif wrong or strangers:
        for name in wrong:
            say(f"{folder / name}: cũ hoặc chưa có")
        for name in strangers:
            say(f"{folder / name}: không còn tiêu chí này")
        say(f"{len(wrong) + len(strangers)} trang không khớp bộ tiêu chí; lập lại: par-engine criteria docs")
    else:
        say(f"{len(made)} trang đều khớp bộ tiêu chí.")
    if wrong or strangers:
        raise typer.Exit(ExitCode.FINDINGS)


def _ours(path: Path) -> bool:
    return re.search(r'<meta name="criteria-digest"', path.read_text(encoding="utf-8", errors="replace")) is not None
