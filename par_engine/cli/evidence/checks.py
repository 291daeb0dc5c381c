"""`par-engine evidence checks [ID]`."""

from __future__ import annotations

from typing import Annotated

import typer

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, say, say_library, say_wrapped
from par_engine.errors import UsageError

HELP = "Kể mọi phép kiểm tra hồ sơ của evidence check: mã, mức, phát hiện điều gì, một ví dụ sai."
CheckArgument = Annotated[
    str, typer.Argument(metavar="[MÃ]", help="Chỉ các phép có mã bắt đầu như vậy (signature, dossiers).")
]


def list_checks(check: CheckArgument = "", as_json: JsonOption = False) -> None:
    """The program's checks and the cross-checks of the library. Raises UsageError where none is called so."""
    from par_engine import text as words
    from par_engine.catalogue.load import load_catalogue
    from par_engine.evidence.checks.registry import evidence_checks
    from par_engine.library import find_library

    library = find_library()
    catalogue, _ = load_catalogue(library)
    known = evidence_checks(catalogue)
    found = [one for one in known if one.check.startswith(check)]
    if not found:
        hint = words.did_you_mean(check, [one.check for one in known]) or "chạy không tham số để xem tất cả"
        raise UsageError(f"Không có phép kiểm tra “{check}” ({hint}).")
    if as_json:
        rows = [
            {
                "check": one.check,
                "severity": one.severity.value,
                "sentence": one.sentence,
                "example": one.example,
                "file": one.file,
            }
            for one in found
        ]
        print_json({"schema": 1, "checks": rows})
        return
    for one in found:
        say(f"{one.check} ({one.severity.label.lower()})")
        say_wrapped(one.sentence, "  ", "  ")
        for line in one.example.splitlines():
            say(f"    {line}")
        if one.file:
            say_wrapped(f"Tệp: {one.file}", "    ", "    ")
    say_library(library)
