"""The numbers that Word makes itself ("1.1." before a paragraph): they stand in no text, and decisions use them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it is counted, how it is written (`%1.%2.`)."""

    start: int = 1
    counted: str = "decimal"
    written: str = "%1."


@dataclass
class Numbering:
    """Counts as Word does, paragraph by paragraph, in the order of the document."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """What Word prints before a paragraph; nothing when it is not in a list."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        number, level = self._list_of(properties)
        if number not in self.lists:
            return ""
        return self._next(number, level)

    def _list_of(self, properties: Any) -> tuple[str | None, int]:
        style = properties.find(f"{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val", ""), (None, 0)) if style is not None else (None, 0)
        stated, level = _of_list(properties)
        return (stated, level) if stated is not None else inherited

    def _next(self, number: str, level: int) -> str:
        abstract = self.lists[number]
        counts = self._counts.setdefault(abstract, {})
        restart = self.restarts.get((number, level))
        if restart is not None and (number, level) not in self._begun:
            counts[level] = restart
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = self._level(abstract, level).start
        self._begun.add((number, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self._written(abstract, level, counts)

    def _level(self, abstract: str, level: int) -> Level:
        return self.levels.get((abstract, level), Level())

    def _written(self, abstract: str, level: int, counts: dict[int, int]) -> str:
        known = self._level(abstract, level)
        if known.counted == "bullet":
            return "-"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = self._level(abstract, at)
            return in_form(counts.get(at, one.start), one.counted)

        return re.sub("%([1-9])", shown, known.written)


def in_form(number: int, counted: str) -> str:
    """A number as a list writes it; forms that are not known are written in digits."""
    if not 0 < number < _LARGEST:
        return str(number)
    if counted in ("upperRoman", "lowerRoman"):
        text = roman(number)
        return text if counted == "upperRoman" else text.lower()
    if counted in ("upperLetter", "lowerLetter"):
        text = chr(64 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1)
        return text if counted == "upperLetter" else text.lower()
    if counted == "decimalZero":
        return f"{number:02d}"
    return "" if counted == "none" else str(number)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """4 is IV."""
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def numbering_of(numbering: Any, styles: Any) -> Numbering:
    """Reads `numbering.xml` and the lists of `styles.xml`; either may be None."""
    made = Numbering()
    for abstract in numbering.iterfind(f"{W}abstractNum") if numbering is not None else ():
        for level in abstract.iterfind(f"{W}lvl"):
            key = (abstract.get(f"{W}abstractNumId", ""), _whole(level.get(f"{W}ilvl")))
            made.levels[key] = Level(
                _whole(_value(level, "start"), 1), _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
            )
    for one in numbering.iterfind(f"{W}num") if numbering is not None else ():
        number = one.get(f"{W}numId", "")
        made.lists[number] = _value(one, "abstractNumId") or ""
        for override in one.iterfind(f"{W}lvlOverride"):
            if (start := _value(override, "startOverride")) is not None:
                made.restarts[number, _whole(override.get(f"{W}ilvl"))] = _whole(start, 1)
    made.styles = _styles(styles) if styles is not None else {}
    return made


def _styles(root: Any) -> dict[str, tuple[str | None, int]]:
    """The list of each style, its own or that of the style it is based on."""
    own: dict[str, tuple[str | None, int]] = {}
    based: dict[str, str] = {}
    for style in root.iterfind(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        properties = style.find(f"{W}pPr")
        own[name] = _of_list(properties) if properties is not None else (None, 0)
        based[name] = _value(style, "basedOn") or ""
    found = {}
    for name in own:
        at, seen = name, set[str]()
        while at in own and own[at][0] is None and at not in seen:
            seen.add(at)
            at = based[at]
        found[name] = own.get(at, (None, 0))
    return found


def _of_list(properties: Any) -> tuple[str | None, int]:
    listed = properties.find(f"{W}numPr")
    if listed is None:
        return None, 0
    return _value(listed, "numId"), min(_whole(_value(listed, "ilvl")), _DEEPEST)


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
