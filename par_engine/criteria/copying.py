"""A set for another year from one that exists: files copied, ids and dates moved, what a person must look at listed.

A value that is nothing but a date decides something and moves with the year. A year inside a sentence belongs to a
document that is cited, or to a title: it stays as it is and is listed. The inventory of the old source and what was
published of the old set are not copied: the new set has a source of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from par_engine.criteria.headers import headed
from par_engine.criteria.yardstick import Yardstick

_DAY = r"(?:[0-9]{1,2}/)?[0-9]{1,2}/[0-9]{4}|[WQMH][0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATE = rf"(?:{_DAY})(?: [0-9]{{2}}:[0-9]{{2}})?"
_WHOLE_DATE = re.compile(rf'(?:(?<=[:,\[\-] )|(?<=\[))("?)({_DATE})(?=\1(?:[,\]}}]|\s*$))', re.MULTILINE)
_YEAR_KEY = re.compile(r"""(?<=[{,\s"])([0-9]{4})((?:-[0-9]{2})?"?:\s)""")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9]{4}(?:-[a-z0-9]+)*|(?<=: )[a-z]+(?:-[a-z0-9]+)+")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Review:
    """A line that still names the old year."""

    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Copy:
    """The files of the new set by name, and the lines to look at."""

    files: dict[str, str]
    review: tuple[Review, ...]


def copy_set(old: Yardstick, texts: Mapping[str, str], new_id: str, year: int) -> Copy:
    """The texts of a set as those of a new one. `texts` are its files by name: areas, `set.yaml`, `tests/…`."""
    shift = year - old.set.year
    texts = {name: headed(name, text) for name, text in texts.items()}
    made = {name: _moved(name, text, old, new_id, shift) for name, text in texts.items()}
    review = tuple(
        Review(name, number, made[name].splitlines()[number - 1].strip())
        for name, text in texts.items()
        for number in _still(name, text, old)
    )
    return Copy({**made, f"from-{old.set.id}.yaml": _continuation(old, new_id)}, review)


def _moved(name: str, text: str, old: Yardstick, new_id: str, shift: int) -> str:
    text = re.sub(rf"(?m)^(id|set): {re.escape(old.set.id)}$", rf"\1: {new_id}", text)
    text = _WHOLE_DATE.sub(lambda match: _YEAR.sub(lambda one: str(int(one[0]) + shift), match[0]), text)
    if name == "set.yaml":
        text = re.sub(rf"(?m)^year: {old.set.year}$", f"year: {old.set.year + shift}", text)
        return re.sub(r"(?m)^version: .*$", 'version: "1"', text)
    if name.startswith("tests/"):  # figures of years before; the constants of a set keep their years
        return _YEAR_KEY.sub(lambda match: f"{int(match[1]) + shift}{match[2]}", text)
    return text


def _still(name: str, text: str, old: Yardstick) -> Iterator[int]:
    """Lines that name the old year beside what was moved."""
    rest = _ID.sub("", _WHOLE_DATE.sub("", text))
    rest = _YEAR_KEY.sub("", rest) if name.startswith("tests/") else rest
    for number, line in enumerate(rest.splitlines(), 1):
        if re.search(rf"\b{old.set.year}\b", line) and not re.match(r"\s*#|year: [0-9]+$", line):
            yield number


def _continuation(old: Yardstick, new_id: str) -> str:
    lines = ["kind: continuation", "schema: 1", f"set: {new_id}", f"from: {old.set.id}", "components:"]
    lines += [f'  "{name}": "{name}"' for name in old.components]
    return headed("from.yaml", "\n".join(lines) + "\n")
