"""Simple formulas of officers (`=12+7`, `=H5-H6`, `=SUM(H5:H9)`), computed again from the cells they name.

What a workbook saved as the result of a formula is never read. Anything beyond the four operations and SUM over cells
of the same sheet is refused: then a number must be typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from par_engine.findings import column_letters
from par_engine.reading.books.book import Corner, Sheet
from par_engine.reading.books.parts import letters_column

MAX_STEPS = 2_000
"""Tokens read and cells added up for one result, through all formulas it rests on."""
MAX_DEPTH = 40
DIGITS = 15
"""What a workbook keeps of a number; the rest is the noise of binary fractions."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<ref>\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})|(?P<sum>SUM(?=\())|(?P<sign>[-+*/%():;,]))",
    re.IGNORECASE,
)
_ODS_REF = re.compile(r"\[\.(\$?[A-Z]{1,3}\$?[0-9]+)(?::\.(\$?[A-Z]{1,3}\$?[0-9]+))?\]")


class NotSimple(ValueError):
    """The formula is not computed again; the text says why."""


def exact(number: float) -> Decimal:
    """A number of a cell as it was typed."""
    return Decimal(format(number, f".{DIGITS}g"))


def compute(sheet: Sheet, corner: Corner) -> int | Decimal:
    """The result of the formula in a cell. Raises NotSimple."""
    try:
        result = _Sum(sheet).formula(corner, ())
    except ZeroDivisionError as error:
        raise NotSimple("công thức chia cho 0") from error
    if result.denominator == 1:
        return result.numerator
    rest = result.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or result.denominator > 10**DIGITS:
        raise NotSimple("kết quả chia không hết, không ghi đúng được")
    return Decimal(result.numerator) / Decimal(result.denominator)


class _Sum:
    """One result: how many steps were taken, over all formulas it rests on."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.steps = sheet, 0

    def formula(self, corner: Corner, above: tuple[Corner, ...]) -> Fraction:
        if corner in above:
            raise NotSimple("công thức tham chiếu vòng")
        if len(above) > MAX_DEPTH:
            raise NotSimple("công thức tham chiếu quá nhiều tầng")
        text = self.sheet.formulas[corner].removeprefix("of:").removeprefix("=")
        text = _ODS_REF.sub(lambda match: match[1] + (f":{match[2]}" if match[2] else ""), text)
        return _Parser(self, list(_tokens(text)), (*above, corner)).whole()

    def step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise NotSimple("công thức quá dài")

    def cell(self, corner: Corner, above: tuple[Corner, ...]) -> Fraction:
        self.step()
        if corner in self.sheet.formulas:
            return self.formula(corner, above)
        content = self.sheet.cells.get(corner, 0)
        if isinstance(content, bool) or not isinstance(content, int | float):
            raise NotSimple(f"ô {column_letters(corner[1])}{corner[0]} mà công thức dùng không phải là số")
        return Fraction(exact(content)) if isinstance(content, float) else Fraction(content)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotSimple("công thức có hàm hoặc tham chiếu không tính lại được")
        yield match.lastgroup, match[match.lastgroup].upper()
        at = match.end()


class _Parser:
    def __init__(self, summed: _Sum, tokens: list[tuple[str, str]], above: tuple[Corner, ...]) -> None:
        self.summed, self.tokens, self.above, self.at, self.open = summed, tokens, above, 0, 0

    def whole(self) -> Fraction:
        result = self.terms()
        if self.at != len(self.tokens):
            raise NotSimple("công thức không đọc được")
        return result

    def take(self, *signs: str) -> str:
        """The next sign, which is then read, if it is one of these; else nothing."""
        if self.at < len(self.tokens) and self.tokens[self.at][1] in signs:
            self.at += 1
            self.summed.step()
            return self.tokens[self.at - 1][1]
        return ""

    def terms(self) -> Fraction:
        result = self.factors()
        while sign := self.take("+", "-"):
            other = self.factors()
            result = result + other if sign == "+" else result - other
        return result

    def factors(self) -> Fraction:
        result = self.factor()
        while sign := self.take("*", "/"):
            other = self.factor()
            result = result * other if sign == "*" else result / other
        return result

    def factor(self) -> Fraction:
        self.open += 1
        if self.open > MAX_DEPTH:
            raise NotSimple("công thức lồng nhau quá nhiều")
        sign = -1 if self.take("-") else 1
        result = sign * self.value()
        while self.take("%"):
            result /= 100
        self.open -= 1
        return result

    def value(self) -> Fraction:
        if self.take("("):
            return self.closed(self.terms())
        if self.take("SUM") and self.take("("):
            total = self.added()
            while self.take(",", ";"):
                total += self.added()
            return self.closed(total)
        if self.at == len(self.tokens):
            raise NotSimple("công thức thiếu một vế")
        kind, text = self.tokens[self.at]
        self.at += 1
        self.summed.step()
        if kind == "number":
            return Fraction(text)
        if kind == "ref":
            return self.summed.cell(_corner(text), self.above)
        raise NotSimple("công thức không đọc được")

    def closed(self, result: Fraction) -> Fraction:
        if not self.take(")"):
            raise NotSimple("công thức thiếu dấu ngoặc")
        return result

    def added(self) -> Fraction:
        """One argument of SUM: a block of cells, or anything simple."""
        kinds = [kind for kind, _ in self.tokens[self.at : self.at + 3]]
        if kinds == ["ref", "sign", "ref"] and self.tokens[self.at + 1][1] == ":":
            (top, left), (bottom, right) = _corner(self.tokens[self.at][1]), _corner(self.tokens[self.at + 2][1])
            self.at += 3
            block = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            return sum((self._counted(corner) for corner in block), Fraction(0))
        return self.terms()

    def _counted(self, corner: Corner) -> Fraction:
        """SUM passes over texts, as workbooks do; here a text that may be a number is refused."""
        return self.summed.cell(corner, self.above)


def _corner(reference: str) -> Corner:
    letters = re.sub(r"[$0-9]", "", reference)
    return int(re.sub(r"[$A-Z]", "", reference)), letters_column(letters)
