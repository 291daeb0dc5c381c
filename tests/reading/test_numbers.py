"""Numbers as people type and print them; the one rounding."""

from __future__ import annotations

import decimal
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from par_engine.numbers import Rounding, plain, printed_decimals, readings, rounded, viet, viet_rate
from tests.laws import law

READINGS: list[tuple[str, list[str]]] = [
    ("1088", ["1088"]),
    ("0", ["0"]),
    ("08", ["8"]),
    ("-5", ["-5"]),
    ("+5", ["5"]),
    ("−5", ["-5"]),
    (" 1088 ", ["1088"]),
    ("1\u00a0088", ["1088"]),
    ("94,93", ["94.93"]),
    ("1,5", ["1.5"]),
    ("-1,5", ["-1.5"]),
    ("1.234.567", ["1234567"]),
    ("1.234.567,8", ["1234567.8"]),
    ("1.088,25", ["1088.25"]),
    ("1.088", ["1088", "1.088"]),
    ("2.104", ["2104", "2.104"]),
    ("12.345", ["12345", "12.345"]),
    ("-12.345", ["-12345", "-12.345"]),
    ("1.5", ["1.5", "15"]),
    ("94.93", ["94.93", "9493"]),
    ("1234.567", ["1234.567", "1234567"]),
    ("1.0", ["1", "10"]),
    ("1000000000000000000000000000000", ["1e30"]),
    ("9" * 40, ["9" * 40]),
]
NO_NUMBERS = [
    "",
    "   ",
    "abc",
    "1..2",
    "1.2.3",
    "1.23.456",
    "1,2,3",
    "1,234,567",
    "1.088.5",
    ".5",
    "5.",
    ",5",
    "5,",
    "--5",
    "5-",
    "1e5",
    "1 088",
    "1/2",
    "5%",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "٣",
    "５",
    "²",
    "Ⅳ",
    "1\u200b0",
    "9" * 41,
    "1." * 100_000,
]


@pytest.mark.parametrize(("text", "meant"), READINGS)
def test_every_sensible_reading(text: str, meant: list[str]) -> None:
    assert readings(text) == [Fraction(one) for one in meant]


@pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda text: ascii(text[:20]))
def test_what_is_no_number_has_no_reading(text: str) -> None:
    assert readings(text) == []


@law(300)
@given(st.text(max_size=30))
def test_any_text_at_all_is_read_or_not(text: str) -> None:
    assert all(isinstance(one, Fraction) for one in readings(text))


@law(300)
@given(st.decimals(-(10**15), 10**15, places=5), st.integers(0, 5))
@example(Decimal("0.5"), 0)
@example(Decimal("-0.5"), 0)
@example(Decimal("2.675"), 2)
@example(Decimal("-2.675"), 2)
@example(Decimal("0.00005"), 4)
def test_rounding_is_that_of_the_decimal_library(value: Decimal, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    for mode, name in ((Rounding.HALF_UP, ROUND_HALF_UP), (Rounding.DOWN, ROUND_DOWN)):
        found = rounded(Fraction(value), decimals, mode)
        assert found == value.quantize(step, name)
        assert -int(found.as_tuple().exponent) == decimals


@law(300)
@given(st.fractions(-(10**9), 10**9, max_denominator=10**6), st.integers(0, 4))
def test_rounding_is_exact_for_any_fraction(value: Fraction, decimals: int) -> None:
    half = Fraction(1, 2 * 10**decimals)
    near, cut = (Fraction(rounded(value, decimals, mode)) for mode in (Rounding.HALF_UP, Rounding.DOWN))
    assert abs(near - value) <= half
    assert abs(near - value) < half or abs(near) > abs(value)
    assert 0 <= (value - cut) * (1 if value >= 0 else -1) < 2 * half


def test_rounding_keeps_more_digits_than_the_decimal_context_has() -> None:
    assert rounded(Fraction(10**35 + 7), 2) == Decimal(10**35 + 7)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1.000"),
        (-1234567, "-1.234.567"),
        (Decimal("2.50"), "2,50"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("1E+3"), "1.000"),
        (Fraction(1, 4), "0,25"),
        (Fraction(1, 3), "0,3333"),
        (Fraction(-2, 3), "-0,6667"),
        (Fraction(5), "5"),
        (Fraction(1, 64), "0,015625"),
    ],
)
def test_numbers_are_printed_the_vietnamese_way(value: int | Decimal | Fraction, shown: str) -> None:
    assert viet(value) == shown


def test_decimals_can_be_asked_for() -> None:
    assert [viet(value, 2) for value in (5, Decimal("2.5"), Fraction(2, 3))] == ["5,00", "2,50", "0,67"]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(9493, 10000), None, "94,93%"),
        (Fraction(1), None, "100%"),
        (Fraction(1, 3), None, "33,3333%"),
        (Fraction(2950, 19344), 2, "15,25%"),
    ],
)
def test_rates_are_printed_in_per_cent(value: Fraction, decimals: int | None, shown: str) -> None:
    assert viet_rate(value, decimals) == shown


@law(300)
@given(st.integers(-(10**20), 10**20) | st.decimals(-(10**12), 10**12, places=2))
def test_what_is_printed_reads_back(value: int | Decimal) -> None:
    with decimal.localcontext(prec=60):
        assert Fraction(value) in readings(viet(value))


@law(300)
@given(st.decimals(-(10**12), 10**12, places=3))
def test_the_machine_form_reads_back_to_the_digit(value: Decimal) -> None:
    assert "E" not in plain(value)
    assert str(Decimal(plain(value))) == plain(value)


@pytest.mark.parametrize(
    ("printed", "decimals"),
    [("94,93%", 2), ("44,7%", 1), ("100%", 0), ("6,130 %", 3), ("94.93%", 2), ("1.234,5%", 1), ("5", 0)],
)
def test_how_many_decimals_were_printed(printed: str, decimals: int) -> None:
    assert printed_decimals(printed) == decimals
