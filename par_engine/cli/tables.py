"""Tables that fit the terminal: a wide one keeps every column, a narrower one drops those that can be looked up
elsewhere, the narrowest becomes a list. No column is ever squeezed until words break.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from par_engine.cli.output import say, width, wrapped

Cell = str | tuple[str, str]
"""A text, or a text with a style."""
STUCK = "\u00a0"
"""A space at which no line breaks."""
SHORT = 14
"""A column that is no running text gets no wider, unless by one word."""
READABLE = 24
"""Running text in a narrower column is hard to read."""
COMFORTABLE = 34
"""What running text gets before a column is shown that could be left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it: a short word, a number (`right`), or running `text`.

    `spare` columns may be dropped when the terminal is narrow.
    """

    heading: str
    right: bool = False
    text: bool = False
    spare: bool = False


def print_table(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Prints rows in the widest form that fits. The first column names the row."""
    filled = [[cell if isinstance(cell, tuple) else (cell, "") for cell in row] for row in rows]
    everything = list(range(len(columns)))
    kept = [number for number in everything if not columns[number].spare]
    for chosen, readable in ((everything, COMFORTABLE), (kept, READABLE)):
        widths = _widths(columns, filled, chosen, readable)
        if widths is not None:
            _print(_table(title, columns, filled, chosen, widths))
            return
    _print_list(title, columns, filled)


def print_list(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Prints rows as paragraphs, for what is mostly running text."""
    _print_list(title, columns, [[cell if isinstance(cell, tuple) else (cell, "") for cell in row] for row in rows])


def _widths(
    columns: Sequence[Column], rows: list[list[tuple[str, str]]], chosen: list[int], readable: int
) -> list[int] | None:
    """What every chosen column gets, or None when running text would be left too little."""
    natural = [_natural(columns[number], [row[number][0] for row in rows]) for number in chosen]
    flowing = [place for place, number in enumerate(chosen) if columns[number].text]
    free = width() - 3 * len(chosen) - 1 - sum(natural)
    if free >= 0:
        return natural
    room = free + sum(natural[place] for place in flowing)
    return _share(natural, flowing, room, readable)


def _natural(column: Column, cells: list[str]) -> int:
    """The width at which nothing would break; short columns may break between the words of a longer remark."""
    wide = max((len(cell) for cell in cells), default=0)
    if not column.text and wide > SHORT:
        wide = max([SHORT, *(len(word) for cell in cells for word in cell.split())])
    return max([wide, *(len(word) for word in column.heading.split())])


def _share(natural: list[int], flowing: list[int], room: int, readable: int) -> list[int] | None:
    """Shares the room among the columns of running text; those that need less than their share give the rest away."""
    widths = list(natural)
    for left, place in zip(range(len(flowing), 0, -1), sorted(flowing, key=lambda one: natural[one]), strict=True):
        widths[place] = min(natural[place], room // left)
        if widths[place] < min(natural[place], readable):
            return None
        room -= widths[place]
    return widths if room >= 0 else None


def _table(
    title: str, columns: Sequence[Column], rows: list[list[tuple[str, str]]], chosen: list[int], widths: list[int]
) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for number, wide in zip(chosen, widths, strict=True):
        heading, right = columns[number].heading, columns[number].right
        table.add_column(heading, justify="right" if right else "left", width=wide, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[number][0], style=row[number][1]) for number in chosen))
    return table


def _print_list(title: str, columns: Sequence[Column], rows: list[list[tuple[str, str]]]) -> None:
    """Each row a short paragraph: its name and first text, the short cells in one line, then the other texts."""
    say(wrapped(title))
    first = next((number for number, column in enumerate(columns) if number and column.text), 0)
    for row in rows:
        cells = [(number, text) for number, (text, _) in enumerate(row) if number not in (0, first) and text]
        short = [
            f"{columns[number].heading}: {text}".replace(" ", STUCK)
            for number, text in cells
            if not columns[number].text
        ]
        long = [f"{columns[number].heading}: {text}" for number, text in cells if columns[number].text]
        say(wrapped(f"{row[0][0]}  {row[first][0]}" if first else row[0][0], "  ", "      "))
        for line in ([" · ".join(short)] if short else []) + long:
            say(wrapped(line, "      ", "      ").replace(STUCK, " "))


def _print(table: Table) -> None:
    """Coloured in a terminal only."""
    terminal = sys.stdout.isatty()
    drawn = StringIO()
    console = Console(file=drawn, width=width(), force_terminal=terminal, highlight=False, legacy_windows=False)
    console.print(table)
    say("\n".join(line.rstrip() for line in drawn.getvalue().splitlines()))
