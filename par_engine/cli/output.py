"""Printing: lines, tables for people, JSON for machines, findings for both.

Everything a command prints goes through `say`, so that a reader who stops early (`| head -1`) stops nothing but the
printing: the command still ends with its own exit code.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

import typer

if TYPE_CHECKING:
    from par_engine.findings import Finding
    from par_engine.library import Library

WIDTH_OF_A_FILE = 120
"""How wide lines are when nobody watches."""
MOST = 100
"""Longer lines of running text tire the eye."""


def prepare_streams() -> None:
    """UTF-8 whatever the machine's language setting says; odd bytes in file names are shown, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):  # a stream replaced by a test, or closed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def say(text: str = "", *, err: bool = False) -> None:
    """Prints a line. When nobody reads any more, this and all later lines go nowhere."""
    try:
        typer.echo(text, err=err)
    except BrokenPipeError:
        discard(sys.stderr if err else sys.stdout)


def discard(stream: TextIO) -> None:
    """Sends what a stream still holds, and all that follows, nowhere: the interpreter would try to write it at exit."""
    with contextlib.suppress(AttributeError, ValueError, OSError):  # a stream replaced by a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def width() -> int:
    """Columns of the terminal: COLUMNS, else what a standard stream says, else the width of a file.

    A terminal that does not know its size (a recorded session, a bare container) says 0.
    """
    stated = os.environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdigit() and int(stated):
        return int(stated)
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            if columns := os.get_terminal_size(stream.fileno()).columns:  # type: ignore[union-attr]
                return columns
    return WIDTH_OF_A_FILE


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Text broken between words, never inside one: ids and paths stay whole. `first` and `rest` open its lines."""
    lines = textwrap.wrap(
        text,
        min(width(), MOST),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) if lines else first.rstrip()


def say_wrapped(text: str, first: str = "", rest: str = "") -> None:
    """Prints running text, broken to the width of the terminal; `first` and `rest` lead in its lines."""
    say(wrapped(text, first, rest))


def say_library(library: Library) -> None:
    """Names where criteria were taken from, so that nobody scores with criteria they did not mean."""
    say(f"Thư viện: {library.root} ({library.origin})")


def print_json(shape: dict[str, Any]) -> None:
    """One object; real Vietnamese letters, stable order."""
    say(json.dumps(shape, ensure_ascii=False, indent=1))


def print_findings(findings: Sequence[Finding], nothing: str) -> None:
    """Every finding with its place, and how many; or the sentence that nothing was found.

    In a terminal a finding is a short paragraph; in a pipe or a file it is one line, as editors and `grep` want it.
    """
    for finding in findings:
        say(_paragraph(finding) if sys.stdout.isatty() else finding.line())
    say(summary(findings) if findings else nothing)


def _paragraph(finding: Finding) -> str:
    """What is wrong, where, what is allowed and what to do, each below the other."""
    title = f"{finding.severity.label}: "
    lines = [wrapped(_sentence(finding.message), title, "  ")]
    where = ", mục ".join(str(part) for part in (finding.place, finding.path) if part)
    parts = {"Tại": where, "Cho phép": finding.limit, "Cần làm": finding.action, "Phép kiểm": finding.check}
    lines += [wrapped(f"{name}: {words}", "  ", "    ") for name, words in parts.items() if words]
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…")) else ".")


def summary(findings: Sequence[Finding]) -> str:
    """`2 lỗi, 1 cảnh báo, 0 lưu ý.`"""
    counts = {
        kind: sum(finding.severity.value == kind for finding in findings) for kind in ("error", "warning", "note")
    }
    return f"{counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['note']} lưu ý."
