"""The lines under one criterion, each with its meaning: sentences cut in two are joined, lists are parted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from par_engine.criteria.importing.ledger import Line
from par_engine.criteria.importing.lines import LONGEST, read_line
from par_engine.criteria.importing.meanings import Meaning, Option, Remark
from par_engine.criteria.importing.outline import Said

_PARTS = re.compile(r"\s*;\s*|(?<=điểm)\.\s+(?=\S)|(?<=\d)\.\s+(?=[A-ZĐÀ-Ỹ])")
Reader = Callable[[str, Fraction | None, Fraction | None], Meaning | None]
MOST_LINES = 200
"""Lines under one criterion."""


@dataclass(frozen=True)
class Heard:
    """Words as printed, what they mean (None: nobody understood), and the lines they stand in."""

    words: str
    meaning: Meaning | None
    lines: list[Line] = field(default_factory=list)


def heard(said: list[Said], most: Fraction | None, *, penalty: bool = False) -> list[Heard]:
    """Every line with its meaning, in order. So many lines that nobody would choose among them mean nothing."""
    read = partial(read_line, penalty=penalty)
    if len(said) > MOST_LINES:
        return [Heard(_with_points(one), None, one.lines) for one in said]
    found: list[Heard] = []
    number = 0
    while number < len(said):
        one = said[number]
        following = said[number + 1] if number + 1 < len(said) else None
        joined = _joined(one, following, most, read) if following else None
        if joined:
            found.append(joined)
            number += 2
            continue
        found += _parted(one, most, read)
        number += 1
    return found


def _parted(one: Said, most: Fraction | None, read: Reader) -> list[Heard]:
    """One line, or the several rules that it lists."""
    meaning = read(one.text, most, one.stated)
    words = _with_points(one)
    pieces = [piece for piece in _PARTS.split(one.text) if piece] if len(one.text) <= LONGEST else []
    if one.stated is None and len(pieces) > 1 and (meaning is None or isinstance(meaning, Option)):
        meanings = [read(piece, most, None) for piece in pieces]
        if all(part is not None for part in meanings) and not all(isinstance(part, Remark) for part in meanings):
            return [Heard(piece, part, one.lines) for piece, part in zip(pieces, meanings, strict=True)]
    return [Heard(words, meaning, one.lines)]


def _with_points(one: Said) -> str:
    """The words with the points of their own column, so that nothing printed is lost."""
    beside = one.lines[1:2] if one.stated is not None else []
    return " | ".join([one.text, *(line.text for line in beside)])


def _joined(one: Said, following: Said, most: Fraction | None, read: Reader) -> Heard | None:
    """Two lines that only together say something: the second goes on in small letters."""
    if not (following.text[:1].islower() or following.text[:1].isdigit()) or one.text.endswith((".", ";")):
        return None
    if read(one.text, most, one.stated) is not None or one.stated is not None:
        return None
    alone = read(following.text, most, following.stated)
    if alone is not None and not isinstance(alone, Option | Remark):
        return None
    text = f"{one.text} {following.text}"
    meaning = read(text, most, following.stated)
    if meaning is None or isinstance(meaning, Remark):
        return None
    joined = Said(text, one.lines + following.lines, following.stated)
    return Heard(
        _with_points(joined) if following.stated is None else f"{text} | {following.lines[-1].text}",
        meaning,
        joined.lines,
    )
