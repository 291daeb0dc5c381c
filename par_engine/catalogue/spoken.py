"""A measure in words: titles in place of ids, `“Doanh nghiệp thành lập mới” năm 2018` for a look back."""

from __future__ import annotations

from collections.abc import Callable

from par_engine.catalogue.measure import (
    Among,
    Apply,
    Condition,
    Constant,
    CountEvents,
    Measure,
    Name,
    Node,
    Number,
    OverTime,
)
from par_engine.catalogue.scope import EVENT
from par_engine.numbers import viet_large

_SIGNS = {">=": "≥", "<=": "≤"}
GROUPS = {"sub_units": "đơn vị trực thuộc", "months": "tháng trong kỳ"}
"""What can be counted among, in words."""

Title = Callable[[str], str]


def in_words(
    measure: Measure, title: Title, now: int | None = None, value: Callable[[str, int], str] | None = None
) -> str:
    """A measure with the titles of its indicators and constants.

    In a round, `now` is its year and `value` gives what a constant is worth in a year; without, years are told as
    "năm trước".
    """
    if measure.plain:
        return _replaced(measure, title)
    speaker = _Speaker(title, now, value)
    top = speaker.words(measure.numerator, 0)
    if measure.denominator is None:
        return top
    bottom = speaker.words(measure.denominator, 0)
    return f"{_bracketed(measure.numerator, top)} ÷ {_bracketed(measure.denominator, bottom)}"


def _replaced(measure: Measure, title: Title) -> str:
    """The text as written, with titles in it."""
    text = measure.text
    for name in sorted(measure.all_names(), key=lambda name: -name.position):
        text = text[: name.position] + f"“{title(name.id)}”" + text[name.position + len(name.id) :]
    return text.replace("*", "×").replace("/", "÷")


def _bracketed(node: Node, text: str) -> str:
    return f"({text})" if isinstance(node, Apply) and node.operator in "+-" else text


class _Speaker:
    """Words as of a year: a number from 1900 on is that year, 0 the round's own, −1 the year before it."""

    def __init__(self, title: Title, now: int | None, value: Callable[[str, int], str] | None) -> None:
        self.title, self.now, self.value = title, now, value

    def words(self, node: Node, year: int) -> str:
        match node:
            case Name(id=name):
                return f"“{self.title(name)}”{self.when(year)}"
            case Number(value=value):
                return viet_large(value)
            case Constant(id=name):
                return self.constant(name, year)
            case CountEvents(id=name):
                return f"số lần “{self.title(EVENT + name)}”{self.when(year)}"
            case Apply():
                return self.apply(node, year)
            case OverTime():
                return self.over_time(node, year)
            case Among(function=function, group=group, condition=condition):
                what = "tỷ lệ" if function == "share_of" else "số"
                return f"{what} {GROUPS[group]} có {self.condition(condition, year)}"
        return "số ngày chậm"

    def when(self, year: int) -> str:
        """` năm 2018`; nothing for the round's own year."""
        if year <= 0 and self.now is not None:
            year += self.now
        if year in (0, self.now):
            return ""
        if year > 0:
            return f" năm {year}"
        return " năm trước" if year == -1 else f" {-year} năm trước"

    def constant(self, name: str, year: int) -> str:
        title = f"“{self.title(name)}”{self.when(year)}"
        if self.now is None or self.value is None:
            return title
        return f"{title} ({self.value(name, year if year > 0 else self.now + year)})"

    def condition(self, condition: Condition, year: int) -> str:
        left, right = self.words(condition.left, year), self.words(condition.right, year)
        if condition.beyond:
            return self.between(condition, condition.beyond, year)
        return f"{left} {_SIGNS.get(condition.sign, condition.sign)} {right}"

    def between(self, condition: Condition, beyond: tuple[str, Node], year: int) -> str:
        """`“Xã được kiểm tra” từ 2 đến 3`."""
        low, high = (condition.left, condition.sign), (beyond[1], beyond[0])
        if condition.sign in (">=", ">"):
            low, high = high, low
        least = f"{'từ' if '=' in low[1] else 'trên'} {self.words(low[0], year)}"
        most = f"{'đến' if '=' in high[1] else 'đến dưới'} {self.words(high[0], year)}"
        return f"{self.words(condition.right, year)} {least} {most}"

    def apply(self, node: Apply, year: int) -> str:
        parts = [self.words(part, year) for part in node.parts]
        if node.operator in ("min", "max"):
            return f"{'nhỏ nhất' if node.operator == 'min' else 'lớn nhất'}({'; '.join(parts)})"
        if node.operator == "-" and node.parts[0] == Number(0):
            return f"−{_bracketed(node.parts[1], parts[1])}"
        sign = {"*": " × ", "-": " − "}.get(node.operator, " + ")
        shown = [
            _bracketed(part, text) if node.operator == "*" or (node.operator == "-" and place) else text
            for place, (part, text) in enumerate(zip(node.parts, parts, strict=True))
        ]
        return sign.join(shown)

    def over_time(self, node: OverTime, year: int) -> str:
        years = node.years
        if years is None:
            return _bracketed(node.inner, self.words(node.inner, year - 1))
        if years.first == years.last:
            return _bracketed(node.inner, self.words(node.inner, years.first))
        inner = self.words(node.inner, 0)
        if node.function == "mean_growth":
            how = "luỹ kế" if node.compound else "cộng"
            return (
                f"mức tăng bình quân hằng năm (bình quân {how}) từ năm {years.first} đến năm {years.last} của {inner}"
            )
        what = "bình quân" if node.function == "baseline" else "tổng"
        return f"{what} {years.words()} của {_bracketed(node.inner, inner)}"
