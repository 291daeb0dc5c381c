"""`par-engine criteria schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, say

HELP = "Ghi lược đồ JSON cho trình soạn thảo: gợi ý khoá, giải thích bằng tiếng Việt, báo sai khi đang gõ."
FolderOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="THƯ_MỤC", help="Nơi ghi; không nêu thì evidence_schemas/ của thư viện."),
]
CheckOption = Annotated[
    bool, typer.Option("--check", help="Không ghi; kể những lược đồ khác với chương trình hiện nay (mã thoát 1).")
]


def schema(folder: FolderOption = None, check: CheckOption = False, as_json: JsonOption = False) -> None:
    """Writes the schemas of all kinds of data files, or says which of the written ones are out of date."""
    from par_engine.library import find_library
    from par_engine.reports.editors.schemas import schema_files
    from par_engine.reports.write import write_files

    place = folder or find_library().schemas
    made = {place / name: text.encode() for name, text in schema_files().items()}
    stale = [path for path, text in made.items() if not path.is_file() or path.read_bytes() != text]
    if not check:
        write_files(made)
    if as_json:
        print_json({"schema": 1, "folder": str(place), "files": [path.name for path in made],
                    "stale": [path.name for path in stale]})  # fmt: skip
    elif not stale:
        say(f"{len(made)} lược đồ trong {place} đúng với chương trình hiện nay.")
    elif check:
        say("\n".join(f"LỖI: {path} cũ hoặc chưa có; chạy par-engine criteria schema." for path in stale))
    else:
        say(f"Đã ghi {len(stale)} lược đồ vào {place}: {', '.join(path.name for path in stale)}.")
    if check and stale:
        raise typer.Exit(ExitCode.FINDINGS)
