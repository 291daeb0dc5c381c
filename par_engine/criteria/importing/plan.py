"""What is to be written for one component, before it is text: its rule row by row, its figures and documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Figure:
    """A draft indicator. `key` sets it apart among those of its component ("" when it is the only one)."""

    key: str
    type: str
    title: str
    definition: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One line of a list in the rule, as YAML, with the words it was read from."""

    yaml: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A document of the component; `due` as the language writes it."""

    key: str
    kind: str
    about: str
    due: str = ""
    guessed: bool = False


@dataclass
class Plan:
    """A rule of one kind. `@` in YAML stands for the component's figure, `@x` for the one with key x. `why`: why lines
    that were read found no place in it, where that can be said."""

    kind: str
    head: str = ""
    entries: list[Entry] = field(default_factory=list)
    measure: str = ""
    when_zero: str = ""
    figures: list[Figure] = field(default_factory=list)
    document: Wanted | None = None
    guesses: list[str] = field(default_factory=list)
    why: str = ""


def number(value: Fraction) -> str:
    """A number as YAML, exact: `0.25`. Raises ValueError for one that does not end."""
    whole, text = 1, ""
    for decimals in range(7):
        if (value * whole).denominator == 1:
            digits = str(abs(int(value * whole))).rjust(decimals + 1, "0")
            text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
            return f"-{text}" if value < 0 else text
        whole *= 10
    raise ValueError(value)


def bound(value: Fraction, rate: bool) -> str:
    """A threshold as YAML: `80%`, `12.5%`, `5`."""
    return f"{number(value * 100)}%" if rate else number(value)
