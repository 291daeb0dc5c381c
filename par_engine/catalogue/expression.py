"""The little language of measures: exact arithmetic over indicators, with its own parser.

    measure    = sum | product "/" factor              one division at most, at the top; sums around it in parentheses
    sum        = product { ("+" | "-") product }
    product    = factor { "*" factor }
    factor     = number | name | "min(" sum "," sum ")" | "max(" … ")" | "days_late(" key ")" | "(" sum ")" | "-" factor

`×`, `−` and `:` are read as `*`, `-` and `/`. Nothing else exists: no Python is evaluated from a data file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

Exact = int | Fraction
MAX_LENGTH = 1_000
MAX_TOKENS = 200
MAX_PARENTHESES = 20


class ExpressionError(ValueError):
    """The text is no measure; `position` counts letters from 0."""

    def __init__(self, position: int, message: str, allowed: str = "") -> None:
        super().__init__(message)
        self.position, self.message, self.allowed = position, message, allowed


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Exact


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator; `position` is where it stands in the text."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class DaysLate:
    """Days between the last valid day of a document and its counted date; 0 or less is in time."""

    document: str
    position: int


@dataclass(frozen=True, slots=True)
class Apply:
    """`+ - * min max` over its parts."""

    operator: str
    parts: tuple[Node, ...]


Node = Number | Name | DaysLate | Apply


@dataclass(frozen=True, slots=True)
class Measure:
    """A parsed measure: `numerator`, and `denominator` where the text divides."""

    text: str
    numerator: Node
    denominator: Node | None

    def names(self) -> list[Name]:
        """Every indicator named, in order of the text, each once."""
        found: dict[str, Name] = {}
        for name in self.all_names():
            found.setdefault(name.id, name)
        return list(found.values())

    def all_names(self) -> list[Name]:
        """Every place where an indicator is named, in order of the text."""
        return sorted((node for node in _nodes(self) if isinstance(node, Name)), key=lambda name: name.position)

    def documents(self) -> list[DaysLate]:
        """Every document whose lateness is used."""
        return [node for node in _nodes(self) if isinstance(node, DaysLate)]

    def constants(self) -> list[Exact]:
        """Every number written."""
        return [node.value for node in _nodes(self) if isinstance(node, Number)]


def _nodes(measure: Measure) -> Iterator[Node]:
    pending = [measure.numerator] + ([measure.denominator] if measure.denominator else [])
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, Apply):
            pending.extend(node.parts)


def evaluate(node: Node, values: Mapping[str, Exact], late: Callable[[str], Exact] | None = None) -> Exact:
    """The exact value of a node. Every name must be in `values`; the caller looks after missing ones."""
    match node:
        case Name(id=name):
            return values[name]
        case Number(value=value):
            return value
        case DaysLate(document=key):
            if late is None:
                raise KeyError(key)
            return late(key)
    return _apply(node.operator, [evaluate(part, values, late) for part in node.parts])


def _apply(operator: str, parts: list[Exact]) -> Exact:
    if operator == "min":
        return min(parts)
    if operator == "max":
        return max(parts)
    result = parts[0]
    for part in parts[1:]:
        result = result + part if operator == "+" else result - part if operator == "-" else result * part
    return result


_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?%?)|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)|(?P<sign>[-+*/(),×−:]))"
)
_SAME = {"×": "*", "−": "-", ":": "/"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def parse(text: str) -> Measure:
    """Reads a measure. Raises `ExpressionError` pointing into the text."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(MAX_LENGTH, f"biểu thức dài quá {MAX_LENGTH} ký tự", "chia thành số liệu riêng")
    return _Parser(text).measure()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if not match or not match.lastgroup:
            spaces = len(text[position:]) - len(text[position:].lstrip())
            wrong = position + spaces
            raise ExpressionError(
                wrong, f"ký tự “{text[wrong]}” không dùng được trong biểu thức", "+ - * / ( ) min max"
            )
        start = match.start(match.lastgroup)
        word = match[match.lastgroup]
        if len(tokens) == MAX_TOKENS:
            raise ExpressionError(start, "biểu thức quá dài", f"tối đa {MAX_TOKENS} số liệu, số và dấu")
        tokens.append(_Token(match.lastgroup, _SAME.get(word, word), start))
        position = match.end()
    return [*tokens, _Token("end", "", end)]


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.token
        self.at += 1
        return token

    def expect(self, sign: str) -> None:
        if self.token.text != sign or self.token.kind != "sign":
            found = f"“{self.token.text}”" if self.token.text else "hết biểu thức"
            raise ExpressionError(self.token.position, f"cần “{sign}” nhưng gặp {found}", f"đặt “{sign}” ở đây")
        self.take()

    def measure(self) -> Measure:
        numerator = self.product()
        bare = self.token.text in ("+", "-")
        numerator = self.more(numerator)
        denominator = None
        if self.token.text == "/":
            if bare:
                raise ExpressionError(0, "tử số có phép cộng trừ phải đặt trong ngoặc", "(a + b) / c")
            self.take()
            denominator = self.factor()
        self._end(divided=denominator is not None)
        return Measure(self.text, numerator, denominator)

    def _end(self, divided: bool) -> None:
        token = self.token
        if token.kind == "end":
            return
        if divided and token.text in ("+", "-", "*"):
            raise ExpressionError(token.position, "mẫu số có phép tính phải đặt trong ngoặc", "tử số / (a + b)")
        if token.text == "/":
            raise ExpressionError(token.position, "chỉ được một phép chia, ở ngoài cùng", "tử số / (mẫu số)")
        raise ExpressionError(token.position, f"thừa “{token.text}”", "đặt dấu + - * giữa hai số hạng, hoặc bỏ bớt")

    def sum(self) -> Node:
        return self.more(self.product())

    def more(self, node: Node) -> Node:
        while self.token.text in ("+", "-"):
            operator = self.take().text
            node = Apply(operator, (node, self.product()))
        return node

    def product(self) -> Node:
        node = self.factor()
        while self.token.text == "*":
            self.take()
            node = Apply("*", (node, self.factor()))
        return node

    def factor(self) -> Node:
        token = self.take()
        if token.kind == "number":
            rate = token.text.endswith("%")
            value = Fraction(token.text.removesuffix("%")) / (100 if rate else 1)
            return Number(value.numerator if value.denominator == 1 else value)
        if token.kind == "name":
            return self._name(token)
        if token.text == "(":
            return self._nested(token)
        if token.text == "-":
            return Apply("-", (Number(0), self.factor()))
        found = f"“{token.text}”" if token.text else "hết biểu thức"
        raise ExpressionError(
            token.position, f"cần một số liệu hoặc một số nhưng gặp {found}", "mã số liệu như dossiers.received"
        )

    def _nested(self, token: _Token) -> Node:
        self.depth += 1
        if self.depth > MAX_PARENTHESES:
            raise ExpressionError(token.position, "quá nhiều dấu ngoặc lồng nhau", f"tối đa {MAX_PARENTHESES}")
        node = self.sum()
        if self.token.text == "/":
            raise ExpressionError(
                self.token.position, "không được chia ở trong ngoặc", "chỉ một phép chia, ở ngoài cùng"
            )
        self.expect(")")
        self.depth -= 1
        return node

    def _name(self, token: _Token) -> Node:
        if token.text in ("min", "max", "days_late") and self.token.text == "(":
            return self._call(token)
        if "." not in token.text:
            raise ExpressionError(
                token.position, f"“{token.text}” không phải mã số liệu", "mã dạng nhom.ten, hoặc min( max( days_late("
            )
        return Name(token.text, token.position)

    def _call(self, token: _Token) -> Node:
        self.expect("(")
        if token.text == "days_late":
            key = self.take()
            if key.kind != "name":
                raise ExpressionError(key.position, "days_late( cần mã tài liệu", "mã ghi ở “documents” của tiêu chí")
            self.expect(")")
            return DaysLate(key.text, key.position)
        self.depth += 1
        if self.depth > MAX_PARENTHESES:
            raise ExpressionError(token.position, "quá nhiều dấu ngoặc lồng nhau", f"tối đa {MAX_PARENTHESES}")
        parts = [self.sum()]
        while self.token.text == ",":
            self.take()
            parts.append(self.sum())
        self.expect(")")
        self.depth -= 1
        if len(parts) < 2:
            raise ExpressionError(token.position, f"{token.text}( cần ít nhất hai số hạng", f"{token.text}(a, b)")
        return Apply(token.text, tuple(parts))
