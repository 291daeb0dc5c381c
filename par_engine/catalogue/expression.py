"""The little language of measures: exact arithmetic over indicators, with its own parser.

    measure    = sum | product "/" factor              one division at most, at the top; sums around it in parentheses
    sum        = product { ("+" | "-") product }
    product    = factor { "*" factor }
    factor     = number | name | "min(" sum "," sum ")" | "max(" … ")" | "days_late(" key ")" | "(" sum ")" | "-" factor
               | "previous_year(" sum ")" | "baseline(" sum "," years ")" | "sum_over_years(" sum "," years ")"
               | "mean_growth(" sum "," years "," ("compound" | "arithmetic") ")"
               | ("share_of(" | "count_of(") ("sub_units" | "months") "," condition ")"
               | ("constant(" | "count_events(") key ")"
    years      = year [ ".." year ]
    condition  = sum (">=" | "<=" | ">" | "<" | "=") sum
               | sum ("<=" | "<") sum ("<=" | "<") sum         between two: 2 <= x <= 3; also with ">=" and ">"

`×`, `−`, `:`, `≥` and `≤` are read as `*`, `-`, `/`, `>=` and `<=`. Nothing else exists: no Python is evaluated from a
data file. Compound growth is a whole measure (see `par_engine.catalogue.growth`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from par_engine import text as words
from par_engine.catalogue.measure import (
    Among,
    Apply,
    Condition,
    Constant,
    CountEvents,
    DaysLate,
    Exact,
    Measure,
    Name,
    Node,
    Number,
    OverTime,
    Years,
    evaluate,
    walk,
)
from par_engine.reading.fields import YEARS

__all__ = ["Apply", "DaysLate", "Exact", "ExpressionError", "Measure", "Name", "Node", "Number", "evaluate", "parse"]

MAX_LENGTH = 1_000
MAX_TOKENS = 200
MAX_PARENTHESES = 20
MAX_YEARS = 30
"""A span of more years is a slip."""

OVER_TIME = ("previous_year", "baseline", "sum_over_years", "mean_growth")
AMONG = ("share_of", "count_of")
FUNCTIONS = ("min", "max", "days_late", "constant", "count_events", *OVER_TIME, *AMONG)
GROUPS = ("sub_units", "months")
MODES = ("compound", "arithmetic")
SIGNS = (">=", "<=", ">", "<", "=")


class ExpressionError(ValueError):
    """The text is no measure; `position` counts letters from 0."""

    def __init__(self, position: int, message: str, allowed: str = "") -> None:
        super().__init__(message)
        self.position, self.message, self.allowed = position, message, allowed


_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?%?)|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)"
    r"|(?P<sign>\.\.|>=|<=|[-+*/(),×−:<>=≥≤]))"
)
_SAME = {"×": "*", "−": "-", ":": "/", "≥": ">=", "≤": "<="}


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
                wrong, f"ký tự “{text[wrong]}” không dùng được trong biểu thức", "+ - * / ( ) min max previous_year …"
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
        self.groups: list[str] = []

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
        measure = Measure(self.text, numerator, denominator)
        _check_compound(measure)
        return measure

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
        called = self.token.text == "(" and "." not in token.text
        if called and token.text in FUNCTIONS:
            return self._call(token)
        if "." not in token.text:
            what = f"“{token.text}” không phải {'phép tính nào' if called else 'mã số liệu'}"
            near = words.did_you_mean(token.text, FUNCTIONS) if called else ""
            forms = "mã dạng nhom.ten, hoặc " + " ".join(f"{function}(" for function in FUNCTIONS)
            raise ExpressionError(token.position, what, f"{near} {forms}".strip())
        return Name(token.text, token.position)

    def _call(self, token: _Token) -> Node:
        self.expect("(")
        self.depth += 1
        if self.depth > MAX_PARENTHESES:
            raise ExpressionError(token.position, "quá nhiều dấu ngoặc lồng nhau", f"tối đa {MAX_PARENTHESES}")
        node = self._function(token)
        self.expect(")")
        self.depth -= 1
        return node

    def _function(self, token: _Token) -> Node:
        if token.text in OVER_TIME:
            return self._over_time(token)
        if token.text in AMONG:
            return self._among(token)
        if token.text == "days_late":
            key = self._key("days_late( cần mã tài liệu", "mã ghi ở “documents” của tiêu chí")
            return DaysLate(key.text, key.position)
        if token.text == "constant":
            key = self._key("constant( cần mã hằng số", "mã ghi ở “constants” của bộ tiêu chí")
            return Constant(key.text, key.position)
        if token.text == "count_events":
            if "sub_units" in self.groups:
                raise ExpressionError(token.position, "count_events không dùng được trong sub_units", "đếm theo months")
            key = self._key("count_events( cần mã sự kiện", "mã ghi ở “events” của bộ tiêu chí")
            return CountEvents(key.text, key.position)
        return self._extreme(token)

    def _key(self, message: str, allowed: str) -> _Token:
        key = self.take()
        if key.kind != "name":
            raise ExpressionError(key.position, message, allowed)
        return key

    def _extreme(self, token: _Token) -> Node:
        parts = [self.sum()]
        while self.token.text == ",":
            self.take()
            parts.append(self.sum())
        if self.token.text == ")" and len(parts) < 2:
            raise ExpressionError(token.position, f"{token.text}( cần ít nhất hai số hạng", f"{token.text}(a, b)")
        return Apply(token.text, tuple(parts))

    def _over_time(self, token: _Token) -> Node:
        inner = self.sum()
        _no_lateness(token, inner)
        for node in walk(inner):
            if isinstance(node, OverTime) and node.function == "mean_growth":
                message = f"mean_growth( không đặt được trong {token.text}("
                raise ExpressionError(node.position, message, f"{token.text}( của số liệu, mean_growth( ở ngoài")
        if token.text == "previous_year":
            return OverTime(token.text, inner, token.position)
        self._comma(token, "năm, như 2021..2025")
        years = self._years()
        if token.text != "mean_growth":
            return OverTime(token.text, inner, token.position, years)
        if years.first == years.last:
            raise ExpressionError(token.position, "mean_growth( cần ít nhất hai năm", "mean_growth(x, 2021..2025, …)")
        self._comma(token, "cách tính: compound (luỹ kế) hoặc arithmetic (cộng)")
        return OverTime(token.text, inner, token.position, years, compound=self._word(MODES) == "compound")

    def _comma(self, token: _Token, then: str) -> None:
        if self.token.text != ",":
            message = f"{token.text}( còn thiếu phần sau dấu phẩy"
            raise ExpressionError(self.token.position, message, then)
        self.take()

    def _word(self, allowed: tuple[str, ...]) -> str:
        token = self.take()
        if token.text not in allowed:
            found = f"“{token.text}”" if token.text else "hết biểu thức"
            near = words.did_you_mean(token.text, allowed)
            raise ExpressionError(
                token.position, f"cần {' hoặc '.join(allowed)} nhưng gặp {found}", near or "sửa từ này"
            )
        return token.text

    def _years(self) -> Years:
        start = self.token.position
        first = last = self._year()
        if self.token.text == "..":
            self.take()
            last = self._year()
        if last < first:
            raise ExpressionError(start, f"khoảng năm viết ngược: {first}..{last}", f"{last}..{first}")
        if last - first >= MAX_YEARS:
            raise ExpressionError(start, f"khoảng năm dài quá {MAX_YEARS} năm: {first}..{last}", "như 2021..2025")
        return Years(first, last)

    def _year(self) -> int:
        token = self.take()
        if token.kind != "number" or not token.text.isdigit() or int(token.text) not in YEARS:
            found = f"“{token.text}”" if token.text else "hết biểu thức"
            raise ExpressionError(token.position, f"cần một năm nhưng gặp {found}", "năm như 2018 hoặc 2021..2025")
        return int(token.text)

    def _among(self, token: _Token) -> Node:
        place = self.token.position
        group = self._word(GROUPS)
        if group in self.groups or (self.groups and group == "sub_units"):
            message = f"{group} không đặt được trong {self.groups[-1]}"
            raise ExpressionError(
                place, message, "đếm tháng trong từng đơn vị: share_of(sub_units, count_of(months, …) = 12)"
            )
        self._comma(token, f"điều kiện: {token.text}({group}, a.b >= 2)")
        self.groups.append(group)
        condition = self._condition()
        self.groups.pop()
        _no_lateness(token, *condition.sides())
        return Among(token.text, group, condition, token.position)

    def _condition(self) -> Condition:
        left = self.sum()
        sign = self.token
        if sign.kind != "sign" or sign.text not in SIGNS:
            found = f"“{sign.text}”" if sign.text else "hết biểu thức"
            raise ExpressionError(sign.position, f"cần phép so sánh nhưng gặp {found}", " ".join(SIGNS))
        self.take()
        middle = self.token
        right = self.sum()
        again = self.token
        if again.kind != "sign" or again.text not in SIGNS:
            return Condition(left, sign.text, right)
        if not any({sign.text, again.text} <= same for same in ({"<=", "<"}, {">=", ">"})):
            message = f"hai phép so sánh “{sign.text}” và “{again.text}” không cùng chiều"
            raise ExpressionError(again.position, message, "điều kiện hai đầu như 2 <= a.b <= 3")
        if not any(isinstance(node, Name) for node in walk(right)):
            message = "giữa hai phép so sánh phải là số liệu, hai đầu là cận"
            raise ExpressionError(middle.position, message, "điều kiện hai đầu như 2 <= a.b <= 3")
        self.take()
        return Condition(left, sign.text, right, (again.text, self.sum()))


def _no_lateness(token: _Token, *nodes: Node) -> None:
    for node in walk(*nodes):
        if isinstance(node, DaysLate):
            message = f"days_late không dùng được trong {token.text}("
            raise ExpressionError(node.position, message, "tài liệu chỉ xét của cả cơ quan trong kỳ này")


def _check_compound(measure: Measure) -> None:
    """Compound growth is no fraction: it stands alone, over figures that cannot be negative."""
    for node in measure.nodes():
        if not isinstance(node, OverTime) or not node.compound:
            continue
        if node is not measure.numerator or measure.denominator is not None:
            message = "mean_growth(…, compound) phải là toàn bộ phép tính, không tính tiếp được với kết quả này"
            raise ExpressionError(node.position, message, "đặt ngưỡng ở luật, hoặc dùng arithmetic")
        if any(isinstance(one, Apply) and one.operator == "-" for one in walk(node.inner)):
            message = "mean_growth(…, compound) không dùng cho hiệu số vì có thể âm"
            raise ExpressionError(node.position, message, "dùng số liệu không âm, hoặc arithmetic")
