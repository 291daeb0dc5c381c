"""A bar on the terminal for work that takes a while; nothing when nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import TypeVar

import typer

T = TypeVar("T")
_FOR_A_PROGRAM: ContextVar[bool] = ContextVar("for_a_program", default=False)
"""Whether the command that runs was given `--json`."""


def counted(things: Sequence[T], label: str) -> Iterator[T]:
    """The things one by one, with a bar on the standard error stream of a terminal; none with `--json`."""
    if not sys.stderr.isatty() or len(things) < 2 or _FOR_A_PROGRAM.get():
        yield from things
        return
    with typer.progressbar(things, label=label, file=sys.stderr) as bar:
        yield from bar


def remember_reader(as_json: bool) -> bool:
    """The callback of `--json`, called for every command that has it, given or not."""
    _FOR_A_PROGRAM.set(as_json)
    return as_json
