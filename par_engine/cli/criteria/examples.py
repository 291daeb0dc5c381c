"""`par-engine criteria examples SET [COMPONENT…]`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_json, say, say_wrapped
from par_engine.errors import UsageError

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
    from par_engine.cli.progress import counted
    from par_engine.criteria.load import read_set, require_set, set_folder
    from par_engine.library import find_library
    from par_engine.scoring.cover import cover
    from par_engine.scoring.drafting.draft import drafts
    from par_engine.scoring.drafting.writing import drafts_shape, example_file
    from par_engine.scoring.examples import Bench
    from par_engine.text import did_you_mean

    if output and output.exists():
        raise UsageError(f"Tệp “{output}” đã có; nêu tên khác, lệnh này không ghi đè.")
    library = find_library()
    yardstick = require_set(library, set_id)
    for name in components or ():
        if name not in yardstick.components:
            raise UsageError(f"Bộ {set_id} không có tiêu chí “{name}”. {did_you_mean(name, yardstick.components)}")
    bench = Bench(yardstick, read_set(library, set_folder(library, set_id)))
    covered = cover(library, yardstick)
    rules = covered.rules if every else covered.lacking
    wanted = [rule for rule in rules if not components or rule.component in components]
    names = list(dict.fromkeys(rule.component for rule in wanted))
    found = [
        draft
        for name in counted(names, "Soạn ví dụ")
        for draft in drafts(bench, name, [rule for rule in wanted if rule.component == name])
    ]
    if as_json:
        print_json(drafts_shape(found))
        return
    if not found:
        say("Luật nào cũng đã có ví dụ; thêm --all để soạn lại tất cả.")
        return
    text = example_file(set_id, found)
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        say(text.rstrip("\n"))
    lacking = sum(draft.content is None for draft in found)
    count = f"{len(found) - lacking} ví dụ nháp" + (f", {lacking} luật chưa soạn được" if lacking else "")
    sign = "" if output else "# "
    say_wrapped(f"{count}. {REVIEW}", first=sign, rest=sign)
