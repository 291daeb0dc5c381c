"""Printing: tables for people, JSON for machines, findings for both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from par_engine.findings import Finding

Cell = str | tuple[str, str]
"""A text, or a text with a style."""


def print_json(shape: dict[str, Any]) -> None:
    """One object; real Vietnamese letters, stable order."""
    typer.echo(json.dumps(shape, ensure_ascii=False, indent=1))


def print_table(title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Cell]]) -> None:
    """A table; each column is (heading, justification `left` | `right`)."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for heading, justify in columns:
        table.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for row in rows:
        table.add_row(
            *(Text(cell) if isinstance(cell, str) else Text(cell[0], style=cell[1]) for cell in row)
        )
    Console(width=None if _terminal() else 160, highlight=False).print(table)


def _terminal() -> bool:
    import sys

    return sys.stdout.isatty()


def print_findings(findings: Sequence[Finding], nothing: str) -> None:
    """One line each, with place; or the sentence that nothing was found."""
    for finding in findings:
        typer.echo(finding.line())
    typer.echo(summary(findings) if findings else nothing)


def summary(findings: Sequence[Finding]) -> str:
    """`2 lỗi, 1 cảnh báo, 0 lưu ý.`"""
    counts = {
        kind: sum(finding.severity.value == kind for finding in findings)
        for kind in ("error", "warning", "note")
    }
    return f"{counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['note']} lưu ý."
