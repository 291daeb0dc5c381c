"""A bar on the terminal for work that takes a while; nothing when nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click
import typer

T = TypeVar("T")


def counted(things: Sequence[T], label: str) -> Iterator[T]:
    """The things one by one, with a bar on the standard error stream of a terminal; none with `--json`."""
    if not sys.stderr.isatty() or len(things) < 2 or _is_read_by_a_program():
        yield from things
        return
    with typer.progressbar(things, label=label, file=sys.stderr) as bar:
        yield from bar


def _is_read_by_a_program() -> bool:
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("as_json"))
