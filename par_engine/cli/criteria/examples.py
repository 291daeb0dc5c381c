"""`par-engine criteria examples SET [COMPONENT…]`."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_json, say, say_wrapped
from par_engine.errors import UsageError

if TYPE_CHECKING:
    from par_engine.criteria.yardstick import Yardstick
    from par_engine.library import Library
    from par_engine.scoring.drafting.draft import Draft

HELP = "Soạn nháp ví dụ cho những luật chưa ví dụ nào chạm tới, để người xem lại rồi đặt vào tests/ của bộ."
REVIEW = "Xem lại từng ví dụ: tên, số liệu, điểm mong đợi có đúng ý văn bản không; máy chỉ ghi lại điều luật đang chấm."
ComponentsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TIÊU_CHÍ …]", help="Mã tiêu chí, ví dụ 8.5; không nêu thì mọi tiêu chí."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Cả những luật đã có ví dụ.")]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="TỆP", help="Ghi ra tệp mới.")]


def draft_examples(
    set_id: SetArgument,
    components: ComponentsArgument = None,
    every: AllOption = False,
    output: OutOption = None,
    as_json: JsonOption = False,
) -> None:
    """Prints one example per rule; nothing is written over."""
    from par_engine.criteria.load import require_set
    from par_engine.library import find_library
    from par_engine.scoring.drafting.writing import drafts_shape, example_file

    if output and os.path.lexists(output):
        raise UsageError(f"Tệp “{output}” đã có; nêu tên khác, lệnh này không ghi đè.")
    library = find_library()
    yardstick = require_set(library, set_id)
    found = _drafts(library, yardstick, _known(yardstick, components or []), every=every)
    if as_json:
        print_json(drafts_shape(found))
    elif found:
        _show(example_file(set_id, found), output, found)
    else:
        say("Luật nào cũng đã có ví dụ; thêm --all để soạn lại tất cả.")


def _known(yardstick: Yardstick, names: list[str]) -> Collection[str]:
    """The components that were named, or all; UsageError for one that the set does not have."""
    from par_engine.text import did_you_mean

    for name in names:
        if name not in yardstick.components:
            hint = did_you_mean(name, yardstick.components)
            raise UsageError(f"Bộ {yardstick.set.id} không có tiêu chí “{name}”. {hint}")
    return names or yardstick.components


def _drafts(library: Library, yardstick: Yardstick, components: Collection[str], *, every: bool) -> list[Draft]:
    """A draft for each rule of these components that no example reaches, or for every rule."""
    from par_engine.cli.progress import counted
    from par_engine.criteria.load import read_set, set_folder
    from par_engine.scoring.cover import cover
    from par_engine.scoring.drafting.draft import drafts
    from par_engine.scoring.examples import Bench

    covered = cover(library, yardstick)
    wanted = [rule for rule in (covered.rules if every else covered.lacking) if rule.component in components]
    bench = Bench(yardstick, read_set(library, set_folder(library, yardstick.set.id)))
    return [
        draft
        for name in counted(list(dict.fromkeys(rule.component for rule in wanted)), "Soạn ví dụ")
        for draft in drafts(bench, name, [rule for rule in wanted if rule.component == name])
    ]


def _show(text: str, output: Path | None, found: list[Draft]) -> None:
    """On the screen, or in a new file with its folder; then how many there are, on the screen as a comment."""
    from par_engine.reports.write import write_files

    if output:
        write_files({output: text.encode("utf-8")})
    else:
        say(text.rstrip("\n"))
    lacking = sum(draft.content is None for draft in found)
    count = f"{len(found) - lacking} ví dụ nháp" + (f", {lacking} luật chưa soạn được" if lacking else "")
    sign = "" if output else "# "
    say_wrapped(f"{count}. {REVIEW}", first=sign, rest=sign)
