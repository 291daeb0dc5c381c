"""`par-engine criteria checks [ID]`."""

from __future__ import annotations

from typing import Annotated

import typer

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, say, say_wrapped
from par_engine.errors import UsageError

HELP = "Kể các phép kiểm tra của criteria check: mã, mức, đòi điều gì, một ví dụ sai."
CheckArgument = Annotated[
    str, typer.Argument(metavar="[MÃ]", help="Chỉ các phép có mã này, hoặc mã bắt đầu như vậy (scale).")
]


def checks(check: CheckArgument = "", as_json: JsonOption = False) -> None:
    """Lists the checks; raises UsageError where none is called so."""
    from par_engine import text as words
    from par_engine.criteria.checks.described import DESCRIBED

    found = [one for one in DESCRIBED if one.id.startswith(check) or one.covers(check)]
    if not found:
        hint = words.did_you_mean(check, [one.id for one in DESCRIBED]) or "chạy không tham số để xem tất cả"
        raise UsageError(f"Không có phép kiểm tra “{check}” ({hint}).")
    if as_json:
        rows = [
            {"check": one.id, "severity": one.severity.value, "sentence": one.sentence, "example": one.example}
            for one in found
        ]
        print_json({"schema": 1, "checks": rows})
        return
    for one in found:
        say(f"{one.id} ({one.severity.label.lower()})")
        say_wrapped(f"{one.sentence}.", "  ", "  ")
        say_wrapped(f"Sai, ví dụ: {one.example}", "  ", "  ")
