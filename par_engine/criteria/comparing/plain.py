"""What two files say, as plain data: what is different, which dates only moved with the year, one line for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from par_engine.criteria.comparing.keys import NAMES
from par_engine.numbers import viet

Data = Mapping[str, Any]
_LEFT_OUT = {"id", "kind", "schema", "version", "criteria", "parts", "documents"}
"""Keys that are told elsewhere, or say nothing."""
_DATE = re.compile(
    r"(?P<head>(?:[0-9]{1,2}/)?[0-9]{1,2}/|[WQMH][0-9]{1,2}/)(?P<year>[0-9]{4})|(?P<iso>[0-9]{4})(?P<tail>-[0-9]{2}-[0-9]{2})"
)


def changed_keys(before: Data, after: Data) -> list[str]:
    """The keys that do not say the same in both, without those that are told elsewhere."""
    keys = dict.fromkeys((*before, *after))
    return [key for key in keys if key not in _LEFT_OUT and before.get(key) != after.get(key)]


def differing(before: object, after: object) -> tuple[object, object]:
    """The parts of two values that are not the same: of mappings those keys, of lists the items that the other lacks
    (whole lists that differ only in order), else the values themselves."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        pairs = {name: differing(before.get(name), after.get(name)) for name in changed_keys(before, after)}
        gone = {name: was for name, (was, _) in pairs.items() if name in before}
        return gone, {name: now for name, (_, now) in pairs.items() if name in after}
    if isinstance(before, list) and isinstance(after, list):
        gone_ones, come = [one for one in before if one not in after], [one for one in after if one not in before]
        return (gone_ones, come) if gone_ones or come else (before, after)
    return before, after


def with_moved_dates(before: Any, after: Any, years: int) -> Any:
    """The data of the old set, in which dates that only moved with the year are those of the new; others stay."""
    if isinstance(before, str) and isinstance(after, str):
        return after if years and _shifted(before, years) == after else before
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return {name: with_moved_dates(one, after.get(name), years) for name, one in before.items()}
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [with_moved_dates(one, other, years) for one, other in zip(before, after, strict=True)]
    return before


def _shifted(text: str, years: int) -> str:
    """A text that is a date, moved by years; any other as it is."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    if match["iso"]:
        return f"{int(match['iso']) + years}{match['tail']}"
    return f"{match['head']}{int(match['year']) + years}"


def in_one_line(value: object, words: Mapping[str, str] | None = None) -> str:
    """Written data in one line, for people."""
    words = NAMES if words is None else words
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case int() | Decimal():
            return viet(value)
        case Mapping():
            return ", ".join(f"{words.get(name, name)} {in_one_line(one, words)}" for name, one in value.items())
        case list() | tuple():
            return "; ".join(in_one_line(one, words) for one in value)
    return str(value)


def part_at(data: Any, path: Iterable[str | int]) -> Data:
    """What stands at a key path."""
    for part in path:
        data = data[part]
    found: Data = data
    return found
