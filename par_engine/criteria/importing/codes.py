"""Numbers of criteria as printed: `I`, `1`, `1.2.3`, `TCTP 1.2.3`, `A`, `Lĩnh vực 2`, and how high they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_PREFIX = re.compile(r"^(?:tiêu chí thành phần|tiêu chí|tctp|tc|lĩnh vực|phần|mục)\s*(?:số\s*)?", re.IGNORECASE)
_AREA = re.compile(r"^(?:lĩnh vực|phần)\b", re.IGNORECASE)
_BODY = re.compile(r"([A-Z]+|\d{1,3})((?:[.,]\d{1,3})*)")
_OPENING = re.compile(
    r"^(?P<code>(?:(?:tiêu chí thành phần|tiêu chí|tctp|tc|lĩnh vực|phần)\s*(?:số\s*)?)?"
    r"(?:[IVXLC]+(?=[.):]|\s*[-–])|[A-H](?=[.)]\s)|\d{1,2}(?:\.\d{1,3})+|\d{1,2}(?=[.)]\s))(?:\.\d{1,3})*)[.):]?\s*[-–:]?\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)


class Rank(IntEnum):
    """How high a number stands; dotted numbers stand lower the longer they are."""

    LETTER = 0
    ROMAN = 1
    DOTTED = 2


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a criterion: its parts (`1.2.3` is 1, 2, 3) and how high it stands; `text` as printed."""

    parts: tuple[int, ...]
    rank: int
    text: str

    @property
    def dotted(self) -> bool:
        """Whether it is written in digits and dots (`1.2`), not as a letter or a Roman number."""
        return self.rank >= Rank.DOTTED


def read_number(text: str, after: Number | None = None) -> Number | None:
    """The number in a cell of numbers; None when something else stands there. `after` is the number before it at the
    same height: after B, C is a letter and not a hundred."""
    body = _PREFIX.sub("", text.strip()).strip(" .):(").strip()
    match = _BODY.fullmatch(body)
    if match is None:
        return None
    head = match[1]
    tail = tuple(int(part) for part in re.findall(r"\d+", match[2]))
    if head.isdigit():
        parts = (int(head), *tail)
        rank = Rank.ROMAN if _AREA.match(text.strip()) and not tail else Rank.DOTTED + len(parts) - 1
        return Number(parts, int(rank), text)
    follows = (
        after is not None and after.rank == Rank.LETTER and len(head) == 1 and ord(head) - 64 == after.parts[-1] + 1
    )
    if not follows and _ROMAN.fullmatch(head):
        value = roman_value(head)
        return Number((value, *tail), int(Rank.DOTTED + len(tail)) if tail else int(Rank.ROMAN), text)
    if len(head) == 1 and not tail and head in "ABCDEFGH":
        return Number((ord(head) - 64,), int(Rank.LETTER), text)
    return None


def opening_number(text: str) -> tuple[str, str] | None:
    """The number that a title begins with, and the rest of the title: `1.1. Ban hành kế hoạch`."""
    match = _OPENING.match(text)
    return (match["code"], match["rest"]) if match else None


def roman_value(text: str) -> int:
    """IV is 4."""
    values = [_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
