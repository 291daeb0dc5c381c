"""Slips in files whose mend is certain: what `criteria check --fix` writes. Nothing is guessed.

* Vietnamese letters put together from parts become whole ones (NFC).
* A number where only text may stand gets its quotes: `id: 8.10` becomes `id: "8.10"`.
* A decimal comma in a number or a rate becomes a point, a rate loses blanks before its sign: `75,5  %`.
* A key that no file has, with exactly one key very near to it that the same mapping lacks, takes that name.

ruamel.yaml changes the value and leaves comments and layout alone. A file that it would lay out anew is not touched.
"""

from __future__ import annotations

import difflib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, PlainScalarString

from par_engine.findings import Finding

NEAR = 0.8
"""How alike a misspelt key and the one that is meant must be; a word with two such keys is left to people."""
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"(-?[0-9]+)(?:[.,]([0-9]{1,2}))?[\s\u00a0]*(%?)")
_WANTS_TEXT = ("mã phải là chữ", "phải là chữ", "mã không đúng dạng")
_WANTS_NUMBER = ("không phải số hay tỷ lệ", "phải là số", "tỷ lệ phải mang dấu %")


@dataclass(frozen=True, slots=True)
class Mend:
    """One change: the line, what stood there, what stands there now."""

    line: int
    old: str
    new: str

    def words(self, file: str) -> str:
        """`set.yaml:4: 8.5 → "8.5"`."""
        return f"{file}:{self.line}: {self.old} → {self.new}"


def mended(text: str, findings: Iterable[Finding]) -> tuple[str, list[Mend]]:
    """A file's text with every certain mend of its findings, and what was changed. The text itself where nothing is
    certain, or where the layout could not be kept line by line."""
    if not unicodedata.is_normalized("NFC", text):
        return _composed(text)
    places = {(one.place.line, one.place.column): one for one in findings if one.place}
    yaml = _layout(text)
    try:
        root = yaml.load(text)
    except YAMLError:
        return text, []
    if _written(yaml, root) != text:
        return text, []
    mends = [mend for node, key, place, is_key in list(_nodes(root)) if (one := places.get(place))
             for mend in _mend(node, key, place[0], is_key, one)]  # fmt: skip
    new = _written(yaml, root) if mends else text
    return (new, mends) if _changed_lines(text, new) == {mend.line for mend in mends} else (text, [])


def _composed(text: str) -> tuple[str, list[Mend]]:
    new = unicodedata.normalize("NFC", text)
    lines = enumerate(zip(text.split("\n"), new.split("\n"), strict=True), 1)
    return new, [Mend(number, "chữ tổ hợp rời", after.strip()) for number, (before, after) in lines if before != after]


class _Text(VersionedResolver):
    """Every scalar stays the text that was written: `8.10` is not 8.1."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of text for all scalars."""
        return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)


def _layout(text: str) -> YAML:
    """Written back as the file is: lists below a key stand in from it, or not."""
    yaml = YAML()
    yaml.Resolver = _Text
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    if re.search(r"^( *)[^\s#-][^\n]*:\n\1- ", text, re.MULTILINE) is None:
        yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(yaml: YAML, root: Any) -> str:
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()


Found = tuple[Any, Any, tuple[int, int], bool]


def _nodes(node: Any) -> Iterator[Found]:
    """Every key and every value: what holds it, under which key, its place as editors count, whether it is a key."""
    if isinstance(node, CommentedMap):
        for key, (line, column, value_line, value_column) in list((node.lc.data or {}).items()):
            yield node, key, (line + 1, column + 1), True
            yield node, key, (value_line + 1, value_column + 1), False
            yield from _nodes(node[key])
    elif isinstance(node, CommentedSeq):
        for number, (line, column, *_) in list((node.lc.data or {}).items()):
            yield node, number, (line + 1, column + 1), False
            yield from _nodes(node[number])


def _mend(node: Any, key: Any, line: int, is_key: bool, finding: Finding) -> Iterator[Mend]:
    """Makes the one change that a finding is certain of."""
    if is_key:
        if finding.check == "model.extra_forbidden" and (meant := _meant(str(key), finding, node)):
            _rename(node, key, meant)
            yield Mend(line, str(key), meant)
        return
    written = node[key]
    if finding.check != "model.field" or not isinstance(written, str):
        return
    plain = type(written) in (str, PlainScalarString)
    if plain and finding.message.startswith(_WANTS_TEXT) and _NUMBER.fullmatch(written):
        node[key] = DoubleQuotedScalarString(written)
        yield Mend(line, written, f'"{written}"')
    elif finding.message.startswith(_WANTS_NUMBER) and (match := _DECIMAL.fullmatch(written.strip())):
        number = f"{match[1]}.{match[2]}" if match[2] else match[1]
        node[key] = PlainScalarString(f"{number}{match[3]}")
        if node[key] != written:
            yield Mend(line, written, str(node[key]))


def _meant(word: str, finding: Finding, node: Any) -> str:
    """The one allowed key that is very near and not there yet."""
    near = difflib.get_close_matches(word, finding.allowed.removesuffix(", …").split(", "), n=2, cutoff=NEAR)
    return near[0] if len(near) == 1 and near[0] not in node and f"“{near[0]}”" in finding.action else ""


def _rename(node: CommentedMap, old: Any, new: str) -> None:
    """Under a new name at the same place, with its comments."""
    place, comment = list(node).index(old), node.ca.items.pop(old, None)
    value = node.pop(old)
    node.insert(place, new, value)
    if comment:
        node.ca.items[new] = comment


def _changed_lines(old: str, new: str) -> set[int]:
    """The numbers of the lines that differ; the number 0 where lines came or went."""
    before, after = old.split("\n"), new.split("\n")
    if len(before) != len(after):
        return {0}
    return {number for number, (one, other) in enumerate(zip(before, after, strict=True), 1) if one != other}
