"""YAML 1.2 text to plain values, each with its place. Events of the C parser, our own scalars, no construction.

Only mappings with text keys, lists and scalars exist: anchors, aliases, tags, merge keys and second documents are
refused, so nothing in a file can run code, repeat itself or grow. Plain `no`, `1:30`, `1_000` and dates stay text.
JSON goes the same way, being a subset, once it is known to be JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

import yaml

from par_engine.findings import Finding, Place, Severity
from par_engine.numbers import MAX_DIGITS
from par_engine.reading.json_syntax import json_problems
from par_engine.reading.source import written_wrongly

Plain = str | int | Decimal | bool | None
MAX_DEPTH = 30
MAX_NODES = 400_000
MAX_FINDINGS = 200
"""Nobody reads more of one file; a file made to have a million must not cost a million."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NUMBER_START = frozenset("-+0123456789")
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Marks:
    """Places of one value: its own, those of its keys, those of what it holds. `first_letter` counts letters from the
    value to its text (1 in quotes); None when the text lies over several lines or below the value.
    """

    line: int
    column: int
    first_letter: int | None = 0
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    inside: dict[str | int, Marks] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """A file read: `data` is plain values; `at` finds the place of a key path."""

    name: str
    data: Any
    marks: Marks

    @property
    def written(self) -> Any:
        """All that the file says: what its digest is of."""
        return self.data

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What was found in the file and not taken; only forms have places where something may stand beside."""
        return ()

    @property
    def stamp(self) -> Mapping[str, str]:
        """What the file says of the set that it was made for, beyond what it is asked: the digest."""
        return {}

    def at(self, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """The place of the deepest existing part of `path`; segments that are not in the file are stepped over.

        `key=True` points at the last key instead of its value.
        """
        marks, where = self.marks, (self.marks.line, self.marks.column)
        for number, segment in enumerate(path):
            if segment not in marks.inside:
                continue
            last = number == len(path) - 1
            if key and last and isinstance(segment, str):
                where = marks.keys[segment]
                break
            marks = marks.inside[segment]
            where = (marks.line, marks.column)
        return Place(self.name, *where)

    def inside(self, path: tuple[str | int, ...], offset: int) -> Place:
        """The place `offset` letters into the text at `path`; the start of a text over several lines."""
        marks = self.marks
        for segment in path:
            marks = marks.inside[segment]
        if marks.first_letter is None:
            return Place(self.name, marks.line, marks.column)
        return Place(self.name, marks.line, marks.column + marks.first_letter + offset)


class _Refused(Exception):
    """Stops the reading of one file."""


def read_tree(text: str, name: str) -> tuple[Tree | None, list[Finding]]:
    """Reads one file's text. All duplicate keys, aliases and tags are reported; a syntax error ends the file.

    Keys may be years without quotes, as in `{2026: 50%, 2027: 60%}`; they become text.
    """
    reader = _Reader(name)
    if name.endswith(".json"):
        if problems := json_problems(text, name):
            return None, problems
        text = _SURROGATES.sub(_joined, text)
    try:
        tree = reader.read(text)
    except _Refused:
        tree = None
    except yaml.MarkedYAMLError as error:
        reader.problem(_mark(error), *_syntax(error, text))
        tree = None
    except (yaml.YAMLError, UnicodeError):
        reader.problem((1, 1), "tệp có ký tự điều khiển không hợp lệ", "xoá các ký tự lạ rồi lưu lại")
        tree = None
    return (None if reader.findings else tree), reader.findings


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _mark(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[str, str]:
    problem = "tab" if _at_tab(error, text) else str(error.problem or error.context or "")
    opened = error.context_mark.line + 1 if error.context_mark else 1
    for part, message, action in _SYNTAX:
        if part in problem:
            return message.format(line=opened), action
    return "sai cú pháp YAML", "so lại thụt dòng, dấu hai chấm, dấu ngoặc và dấu nháy ở dòng này"


def _at_tab(error: yaml.MarkedYAMLError, text: str) -> bool:
    line, column = _mark(error)
    lines = text.split("\n")
    return line <= len(lines) and lines[line - 1][column - 1 : column] == "\t"


_SYNTAX = [
    ("tab", "dùng phím Tab để thụt dòng", "thay Tab bằng dấu cách"),
    (
        "cannot start any token",
        "ký tự không được đứng đầu giá trị",
        "để giá trị trong nháy kép",
    ),
    ("mapping values are not allowed", "dấu hai chấm đứng sai chỗ", "để cả giá trị trong nháy kép hoặc sửa thụt dòng"),
    (
        "could not find expected ':'",
        "thiếu dấu hai chấm sau tên khoá",
        "viết “khoá: giá trị”, có dấu cách sau dấu hai chấm",
    ),
    (
        "expected ',' or",
        "ngoặc mở ở dòng {line} chưa đóng, hoặc thiếu dấu phẩy",
        "đóng ngoặc ] hoặc } và ngăn cách bằng dấu phẩy",
    ),
    ("unexpected end of stream", "nháy mở ở dòng {line} mà không đóng", "đóng dấu nháy"),
    ("did not find expected key", "thụt dòng không khớp với các khoá cùng cấp", "căn các khoá cùng cấp thẳng cột"),
    ("did not find expected '-'", "thụt dòng của danh sách không khớp", "căn các dấu gạch đầu dòng thẳng cột"),
    ("undefined alias", "dùng bí danh (*)", "viết lại đầy đủ giá trị"),
    ("hexdecimal", "ký tự thoát \\ không hợp lệ trong nháy kép", "dùng nháy đơn hoặc viết \\\\"),
    ("escape", "ký tự thoát \\ không hợp lệ trong nháy kép", "dùng nháy đơn hoặc viết \\\\"),
    ("control characters", "tệp có ký tự điều khiển không hợp lệ", "xoá các ký tự lạ rồi lưu lại"),
]


class _Reader:
    """One pass over the events of one file. An explicit stack, so that depth cannot exhaust the interpreter."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.open_nodes = [_Open(1, 1, None)]  # the root, then whatever is being filled

    def problem(self, where: tuple[int, int], message: str, action: str, found: str = "") -> None:
        if len(self.findings) == MAX_FINDINGS:
            raise _Refused
        place = Place(self.name, *where)
        self.findings.append(Finding("yaml.syntax", Severity.ERROR, "", message, found, "", action, place))

    def read(self, text: str) -> Tree:
        """The tree of the one document; raises `_Refused` where reading on would be unsafe."""
        events = cast(Iterator[Any], yaml.parse(text, Loader=_LOADER))
        documents = 0
        for count, event in enumerate(events):
            where = (event.start_mark.line + 1, event.start_mark.column + 1)
            self._take_event(event, where)
            documents += type(event) is yaml.DocumentStartEvent
            if documents > 1:
                self._refuse(where, "tệp có hơn một tài liệu YAML (---)", "tách thành từng tệp riêng")
            if count > MAX_NODES:
                self._refuse(where, f"tệp có hơn {MAX_NODES} phần tử", "chia nhỏ tệp")
        (root,) = self.open_nodes
        return Tree(self.name, root.value, root.marks)

    def _refuse(self, where: tuple[int, int], message: str, action: str) -> None:
        self.problem(where, message, action)
        raise _Refused

    def _take_event(self, event: Any, where: tuple[int, int]) -> None:
        kind, holder = type(event), self.open_nodes[-1]
        if kind is yaml.ScalarEvent:
            self._refuse_extras(event, where)
            value = self._quoted(event, where) if event.style else self._plain(event.value, where)
            holder.take(self, value, Marks(*where, _first_letter(event)))
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            self._refuse_extras(event, where)
            self.open_nodes.append(_Open(*where, {} if kind is yaml.MappingStartEvent else []))
            if len(self.open_nodes) > MAX_DEPTH + 1:
                self._refuse(where, f"lồng nhau quá {MAX_DEPTH} cấp", "bỏ bớt các cấp lồng nhau")
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            closed = self.open_nodes.pop()
            self.open_nodes[-1].take(self, closed.value, closed.marks)
        elif kind is yaml.AliasEvent:
            self.problem(where, f"dùng bí danh (*{event.anchor[:60]})", "viết lại đầy đủ giá trị")
            holder.take(self, "", Marks(*where))

    def _refuse_extras(self, event: Any, where: tuple[int, int]) -> None:
        if event.anchor is not None:
            self.problem(where, f"dùng neo (&{event.anchor[:60]})", "viết lại đầy đủ giá trị ở từng chỗ")
        if event.tag is not None:
            self.problem(where, f"dùng nhãn kiểu ({event.tag[:60]})", "bỏ nhãn; kiểu do khoá quy định")

    def _quoted(self, event: Any, where: tuple[int, int]) -> str:
        """Text in quotes or a block. Escapes may not bring in what the file itself may not hold."""
        text = str(event.value)
        if event.style == '"' and (wrong := written_wrongly(text)):
            self.problem(where, *wrong)
        return text

    def _plain(self, text: str, where: tuple[int, int]) -> Plain:
        """The YAML 1.2 core scalars; numbers stay exact; everything else is text."""
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if text[0] in _NUMBER_START:
            if len(text) > MAX_DIGITS and (_INT.fullmatch(text) or _DECIMAL.fullmatch(text)):
                self.problem(where, f"số dài quá {MAX_DIGITS} chữ số", "kiểm tra lại con số", text[:20] + "…")
                return 0
            if _INT.fullmatch(text):
                return int(text)
            if _DECIMAL.fullmatch(text):
                return Decimal(text)
        return text


def _first_letter(event: Any) -> int | None:
    if event.style in ("|", ">") or event.start_mark.line != event.end_mark.line:
        return None
    return 1 if event.style else 0


def _is_year(value: Any) -> bool:
    """A year may stand as a key without quotes; like every key it is text."""
    return isinstance(value, int) and not isinstance(value, bool) and len(str(value)) == 4 and value > 0


class _Open:
    """A mapping or list being filled, or the root."""

    def __init__(self, line: int, column: int, value: dict[str, Any] | list[Any] | None) -> None:
        self.value: Any = value
        self.marks = Marks(line, column)
        self.key: str | None = None

    def take(self, reader: _Reader, value: Any, marks: Marks) -> None:
        if isinstance(self.value, list):
            self.marks.inside[len(self.value)] = marks
            self.value.append(value)
        elif isinstance(self.value, dict):
            self._take_pair(reader, value, marks)
        else:
            self.value, self.marks = value, marks

    def _take_pair(self, reader: _Reader, value: Any, marks: Marks) -> None:
        where = (marks.line, marks.column)
        if self.key is None:
            self.key = value if isinstance(value, str) else str(value)
            if not isinstance(value, str) and not _is_year(value):
                reader.problem(where, f"khoá “{self.key}” phải là chữ", "để khoá trong nháy kép", self.key)
            if self.key == "<<" and marks.first_letter == 0:
                reader.problem(where, "dùng khoá trộn (<<)", "viết lại đầy đủ các khoá")
            if self.key in self.marks.keys:
                first = self.marks.keys[self.key][0]
                reader.problem(where, f"khoá “{self.key}” bị lặp (đã có ở dòng {first})", "giữ lại một khoá")
            self.marks.keys.setdefault(self.key, where)
            return
        self.value.setdefault(self.key, value)
        self.marks.inside.setdefault(self.key, marks)
        self.key = None
