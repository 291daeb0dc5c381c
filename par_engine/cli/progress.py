"""A bar on the terminal for work that takes a while; nothing when nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import typer

T = TypeVar("T")


def counted(things: Sequence[T], label: str) -> Iterator[T]:
    """The things one by one, with a bar on the standard error stream of a terminal."""
    if not sys.stderr.isatty() or len(things) < 2:
        yield from things
        return
    with typer.progressbar(things, label=label, file=sys.stderr) as bar:
        yield from bar
