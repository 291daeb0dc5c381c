"""The language of measures: what it takes, what it refuses and where, and that it counts exactly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.catalogue.expression import (
    MAX_LENGTH,
    MAX_PARENTHESES,
    MAX_TOKENS,
    Exact,
    ExpressionError,
    Measure,
    evaluate,
    parse,
)
from tests.laws import law

VALUES: dict[str, Exact] = {"a.x": 7, "a.y": 3, "a.z": Fraction(1, 4), "b.c.d": 0, "a.late_2": 100}


def value(text: str) -> tuple[Exact, Exact | None]:
    measure = parse(text)
    bottom = measure.denominator
    return evaluate(measure.numerator, VALUES), evaluate(bottom, VALUES) if bottom else None


@pytest.mark.parametrize(
    ("text", "top", "bottom"),
    [
        ("a.x", 7, None),
        ("  a.x\n", 7, None),
        ("b.c.d", 0, None),
        ("12", 12, None),
        ("0.5", Fraction(1, 2), None),
        ("50%", Fraction(1, 2), None),
        ("100%", 1, None),
        ("12.5%", Fraction(1, 8), None),
        ("a.x + a.y", 10, None),
        ("a.x - a.y - a.y", 1, None),
        ("a.x − a.y", 4, None),
        ("a.x + a.y * 2", 13, None),
        ("a.x × a.y", 21, None),
        ("(a.x + a.y) * 2", 20, None),
        ("-a.x", -7, None),
        ("--a.x", 7, None),
        ("a.x - -a.y", 10, None),
        ("2 * -a.x", -14, None),
        ("a.x / a.y", 7, 3),
        ("a.x : a.y", 7, 3),
        ("a.x/a.y", 7, 3),
        ("a.x / b.c.d", 7, 0),
        ("2 * a.x / a.y", 14, 3),
        ("(a.x + a.y) / (a.x - a.y)", 10, 4),
        ("a.x / -a.y", 7, -3),
        ("a.x / min(a.x, a.y)", 7, 3),
        ("min(a.x, a.y)", 3, None),
        ("max(a.x, a.y + 5, 2 * a.z)", 8, None),
        ("min(max(a.x, 9), a.late_2)", 9, None),
        ("((((a.x))))", 7, None),
    ],
)
def test_what_a_measure_means(text: str, top: Exact, bottom: Exact | None) -> None:
    assert value(text) == (top, bottom)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "hết biểu thức"),
        ("   ", 0, "hết biểu thức"),
        ("+ a.x", 0, "“+”"),
        ("a.x +", 5, "hết biểu thức"),
        ("a.x + ", 5, "hết biểu thức"),
        ("a.x + * a.y", 6, "“*”"),
        ("a.x a.y", 4, "thừa “a.y”"),
        ("a.x 2", 4, "thừa “2”"),
        ("2 a.x", 2, "thừa “a.x”"),
        ("a.x, a.y", 3, "thừa “,”"),
        ("(a.x", 4, "cần “)”"),
        ("a.x)", 3, "thừa “)”"),
        ("()", 1, "“)”"),
        ("(a.x + )", 7, "“)”"),
        ("a.x / a.y / 2", 10, "một phép chia"),
        ("a.x / (a.y / 2)", 11, "trong ngoặc"),
        ("(a.x / a.y) * 100", 5, "trong ngoặc"),
        ("a.x + a.y / 2", 0, "tử số"),
        ("a.x / a.y + 2", 10, "mẫu số"),
        ("a.x / a.y * 2", 10, "mẫu số"),
        ("a.x / a.y - 2", 10, "mẫu số"),
        ("min(a.x / 2, 1)", 8, "“/”"),
        ("min(a.x)", 0, "ít nhất hai"),
        ("min()", 4, "“)”"),
        ("min(a.x,)", 8, "“)”"),
        ("min a.x", 0, "“min”"),
        ("max", 0, "“max”"),
        ("sum(a.x, a.y)", 0, "“sum”"),
        ("received", 0, "không phải mã số liệu"),
        ("a.x + received", 6, "“received”"),
        ("days_late()", 10, "mã tài liệu"),
        ("days_late(5)", 10, "mã tài liệu"),
        ("days_late(a, b)", 11, "cần “)”"),
        ("days_late", 0, "“days_late”"),
        ("a.x ** 2", 5, "“*”"),
        ("a.x // 2", 5, "“/”"),
        ("a.x % 2", 4, "“%”"),
        ("a.x ^ 2", 4, "“^”"),
        ("a.x > 2", 4, "“>”"),
        ("a.X", 1, "“.”"),
        ("a.", 1, "“.”"),
        ("A.x", 0, "“A”"),
        ("đ.x", 0, "“đ”"),
        ("a.x + 1,5", 7, "thừa “,”"),
        ("a.x + 1_000", 7, "“_”"),
        ("a.x + ٣", 6, "“٣”"),
        ("a.x + ５", 6, "“５”"),
        ("1e3", 1, "“e3”"),
        (".5", 0, "“.”"),
        ("a.x;a.y", 3, "“;”"),
        ("a['x']", 1, "“[”"),
        ("__import__('os')", 0, "“_”"),
        ("lambda: 0", 0, "“lambda”"),
    ],
)
def test_a_slip_is_told_at_its_letter(text: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, words in caught.value.message) == (position, True), caught.value.message
    assert caught.value.allowed


def test_names_are_listed_once_in_the_order_of_the_text() -> None:
    names = parse("(a.y + a.x - a.y) / (b.c.d + a.x)").names()
    assert [(name.id, name.position) for name in names] == [("a.y", 1), ("a.x", 7), ("b.c.d", 21)]


def test_documents_and_constants_are_found_wherever_they_stand() -> None:
    measure = parse("max(days_late(plan), 2.5) / (a.x + 3 * days_late(bao_cao))")
    assert sorted(one.document for one in measure.documents()) == ["bao_cao", "plan"]
    assert sorted(measure.constants()) == [Fraction(5, 2), 3]


def test_days_late_asks_for_the_document() -> None:
    late: dict[str, Exact] = {"plan": 12}
    assert evaluate(parse("2 * days_late(plan)").numerator, {}, late.__getitem__) == 24


def test_days_late_without_documents_is_not_made_up() -> None:
    with pytest.raises(KeyError, match="plan"):
        evaluate(parse("days_late(plan)").numerator, {})


def test_parentheses_have_a_limit() -> None:
    assert value("(" * MAX_PARENTHESES + "a.x" + ")" * MAX_PARENTHESES) == (7, None)
    for text in ("(" * 21 + "a.x" + ")" * 21, "min(1," * 21 + "a.x" + ")" * 21, "(" * 150):
        with pytest.raises(ExpressionError, match="ngoặc lồng nhau"):
            parse(text)


def test_parentheses_side_by_side_do_not_count_as_deep() -> None:
    assert value(" + ".join(["(a.x)"] * 40))[0] == 280


@pytest.mark.parametrize(
    "text", ["a.x" + "+1" * 500, "-" * 900 + "a.x", " " * MAX_LENGTH + "a.x", "1+" * 10_000, "9" * 2_000]
)
def test_length_has_a_limit(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"quá dài|dài quá"):
        parse(text)


@pytest.mark.parametrize("text", ["1" + "+1-1" * (MAX_TOKENS // 4 - 1), "-" * (MAX_TOKENS - 1) + "1"])
def test_the_longest_measure_is_counted_without_exhausting_the_interpreter(text: str) -> None:
    def deep(frames: int) -> Exact:
        return deep(frames - 1) if frames else evaluate(parse(text).numerator, {})

    assert deep(sys.getrecursionlimit() // 3) in (1, -1)


def parsed(text: str) -> Measure | ExpressionError:
    try:
        return parse(text)
    except ExpressionError as error:
        return error


@dataclass(frozen=True)
class Sum:
    """A random measure: its text and its value by Python's own fractions."""

    text: str
    value: Fraction


def _number(number: Fraction) -> Sum:
    return Sum(f"{number.numerator}" if number.denominator == 1 else str(float(number)), number)


LEAVES = st.sampled_from([Sum(name, Fraction(number)) for name, number in VALUES.items()]) | st.builds(
    _number, st.integers(0, 50).map(lambda quarters: Fraction(quarters, 4))
)


def _combined(inner: st.SearchStrategy[Sum]) -> st.SearchStrategy[Sum]:
    def binary(sign: str, count: Callable[[Fraction, Fraction], Fraction]) -> st.SearchStrategy[Sum]:
        return st.builds(lambda a, b: Sum(f"({a.text} {sign} {b.text})", count(a.value, b.value)), inner, inner)

    def many(name: str, count: Callable[[list[Fraction]], Fraction]) -> st.SearchStrategy[Sum]:
        several = st.lists(inner, min_size=2, max_size=3)
        return several.map(
            lambda ones: Sum(f"{name}({', '.join(one.text for one in ones)})", count([one.value for one in ones]))
        )

    return st.one_of(
        binary("+", lambda a, b: a + b),
        binary("-", lambda a, b: a - b),
        binary("*", lambda a, b: a * b),
        many("min", min),
        many("max", max),
        st.builds(lambda a: Sum(f"-{a.text}", -a.value), inner),
    )


SUMS = st.recursive(LEAVES, _combined, max_leaves=8)


@law(300)
@given(SUMS, SUMS)
def test_a_measure_counts_as_fractions_do(top: Sum, bottom: Sum) -> None:
    measure = parse(f"{top.text} / {bottom.text}")
    assert measure.denominator is not None
    assert evaluate(measure.numerator, VALUES) == top.value
    assert evaluate(measure.denominator, VALUES) == bottom.value


@law(300)
@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 9)), min_size=1, max_size=30))
def test_signs_bind_as_they_do_in_arithmetic(rows: list[tuple[str, int]]) -> None:
    text = "1" + "".join(f" {sign} {number}" for sign, number in rows)
    assert evaluate(parse(text).numerator, {}) == eval(text)


@law(300)
@given(st.text(alphabet="a.x_y19 +-*/(),%min:×−\n", max_size=25))
def test_any_text_is_a_measure_or_told_where_it_is_none(text: str) -> None:
    found = parsed(text)
    if isinstance(found, ExpressionError):
        assert 0 <= found.position <= len(text)
        assert found.message
    else:
        assert all(text[name.position :].startswith(name.id) for name in found.names())


@law(300)
@given(st.integers(-(10**30), 10**30), st.integers(1, 10**30))
def test_nothing_is_ever_a_float(one: int, two: int) -> None:
    values: dict[str, Exact] = {"a.x": one, "a.y": Fraction(one, two)}
    found = evaluate(parse("a.x * a.x - a.y * 0.1 + min(a.x, a.y)").numerator, values)
    assert isinstance(found, int | Fraction)
    assert found == one * one - Fraction(one, two * 10) + min(Fraction(one), Fraction(one, two))
