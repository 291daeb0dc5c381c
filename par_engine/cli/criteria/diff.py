"""`par-engine criteria diff OLD NEW`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.completion import set_ids
from par_engine.cli.options import JsonOption, forms_of
from par_engine.cli.output import print_json, say, say_library, say_wrapped
from par_engine.extras import extra

if TYPE_CHECKING:
    from par_engine.library import Library

HELP = "So sánh hai bộ tiêu chí, hai phiên bản hoặc hai năm: thêm, bỏ, đổi điểm, đổi mức, đổi hạn, sửa chữ."
FORMS = ("text", "html", "xlsx")
OldArgument = Annotated[
    str,
    typer.Argument(
        metavar="TRƯỚC", help="Bộ trước: mã bộ, mã@phiên bản đã công bố, hoặc thư mục.", autocompletion=set_ids
    ),
]
NewArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAY",
        help="Bộ nay, để so với bộ trước; nêu như bộ trước, ví dụ thanh-hoa-2020.",
        autocompletion=set_ids,
    ),
]
OldYear = Annotated[int | None, typer.Option("--old-year", metavar="NĂM", help="Bộ trước như áp dụng cho năm này.")]
NewYear = Annotated[int | None, typer.Option("--year", metavar="NĂM", help="Bộ nay như áp dụng cho năm này.")]
AsOption = Annotated[str, typer.Option("--as", metavar="DẠNG", help="text, html, xlsx; nhiều dạng cách nhau dấu phẩy.")]
FolderOption = Annotated[Path, typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục ghi html, xlsx.")]


def diff(
    old: OldArgument,
    new: NewArgument,
    old_year: OldYear = None,
    year: NewYear = None,
    forms: AsOption = "text",
    folder: FolderOption = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Prints what changed, or writes it."""
    from par_engine.criteria.comparing.differences import differences
    from par_engine.criteria.load import continued, named_set, require_built
    from par_engine.library import find_library
    from par_engine.reports.changes import changes_context, changes_shape

    wanted = forms_of(forms, FORMS)
    library = find_library()
    before, after = named_set(library, old), named_set(library, new)
    left = require_built(before, before.moment(old_year))
    right = require_built(after, after.moment(year))
    changes = differences(left, right, continued(after, left.set.id))
    if as_json:
        print_json(changes_shape(left, right, changes))
        return
    context = changes_context(left, right, changes)
    if "text" in wanted:
        _print(context)
    for path in _written(library, context, [form for form in wanted if form != "text"], folder):
        say(f"Đã ghi {path}")
    say_library(library)


def _print(context: dict[str, Any]) -> None:
    old, new = context["old"], context["new"]
    say_wrapped(f"Trước: {old['title']} ({old['id']}, phiên bản {old['version']}, năm {old['year']})")
    say_wrapped(f"Nay:   {new['title']} ({new['id']}, phiên bản {new['version']}, năm {new['year']})")
    if not context["total"]:
        say("Hai bộ tiêu chí giống nhau.")
        return
    counts = "; ".join(f"{one['label']} {one['count']}" for one in context["counts"])
    say_wrapped(f"{context['total']} thay đổi, {context['reach']}: {counts}.")
    for group in context["groups"]:
        say()
        say(group["title"])
        for subject in group["subjects"]:
            say_wrapped(subject["name"], "  ", "    ")
            for row in subject["rows"]:
                say_wrapped(f"{row['label']}: {row['line']}", "    - ", "      ")


def _written(library: Library, context: dict[str, Any], forms: list[str], folder: Path) -> list[Path]:
    from par_engine.reports.changes import HEADINGS, change_rows
    from par_engine.reports.html import render_page
    from par_engine.reports.write import write_files

    old, new = context["old"], context["new"]
    names = [f"{one['id']}-{one['version']}-{one['year']}" for one in (old, new)]
    stem = folder / "-".join(("so-sanh", *names))
    made: dict[Path, bytes] = {}
    if "html" in forms:
        page = render_page(library, "criteria/changes.html.j2", context)
        made[stem.with_name(f"{stem.name}.html")] = page.encode("utf-8")
    if "xlsx" in forms:
        with extra("excel"):
            from par_engine.reports.workbook import workbook
        title = f"So sánh {old['id']} (phiên bản {old['version']}) và {new['id']} (phiên bản {new['version']})"
        note = f"{context['total']} thay đổi, {context['reach']}"
        widths = (24, 44, 22, 18, 30, 50, 50)
        made[stem.with_name(f"{stem.name}.xlsx")] = workbook(title, note, HEADINGS, widths, change_rows(context))
    return write_files(made)
