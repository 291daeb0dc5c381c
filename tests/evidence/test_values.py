"""Values as they are printed in reports, read against their indicator; what can be read in two ways is asked back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.evidence.submission import Raw, Reported
from par_engine.evidence.values import LIMIT, Unreadable, Value, read_value
from par_engine.numbers import viet
from tests.evidence.make import catalogue, evidence
from tests.laws import law

CATALOGUE = catalogue()


def read(indicator: str, raw: Raw) -> Value:
    return read_value(CATALOGUE.indicators[f"s.{indicator}"], Reported(value=raw))


@pytest.mark.parametrize(
    ("indicator", "raw", "number"),
    [
        ("total", 0, 0),
        ("total", 1088, 1088),
        ("total", "1088", 1088),
        ("total", "08", 8),
        ("total", "1.088", 1088),
        ("total", "1.000", 1000),
        ("total", "718.794", 718794),
        ("total", "1.234.567", 1234567),
        ("total", " 1.088 ", 1088),
        ("total", "1\u00a0088", 1088),
        ("money", 5, 5),
        ("money", Decimal("5.25"), Fraction(21, 4)),
        ("money", "94,93", Fraction(9493, 100)),
        ("money", "1.234,5", Fraction(2469, 2)),
        ("money", "1.234.567", 1234567),
        ("change", "-5", -5),
        ("change", "−5,5", Fraction(-11, 2)),
        ("change", "1.088", Fraction(136, 125)),
        ("done_rate", "94,93%", Fraction(9493, 10000)),
        ("done_rate", "94.93%", Fraction(9493, 10000)),
        ("done_rate", "6,13 %", Fraction(613, 10000)),
        ("done_rate", "100%", 1),
        ("done_rate", "0%", 0),
        ("done_rate", "120%", Fraction(6, 5)),
        ("done_rate", "2.104/34.348", Fraction(2104, 34348)),
        ("done_rate", "1.000 / 2.000", Fraction(1, 2)),
        ("done_rate", "0/7", 0),
        ("ok", True, 1),
        ("ok", False, 0),
        ("ok", "có", 1),
        ("ok", "Có", 1),
        ("ok", "KHÔNG", 0),
        ("ok", "khong", 0),
    ],
)
def test_a_number_is_read_exactly(indicator: str, raw: Raw, number: int | Fraction) -> None:
    value = read(indicator, raw)
    assert value.number == number
    assert value.option is None
    assert value.day is None


@pytest.mark.parametrize("raw", ["day_du", "Đầy đủ"])
def test_an_option_by_its_id_or_its_title(raw: str) -> None:
    assert read("level", raw).option == "day_du"


@pytest.mark.parametrize("raw", ["31/12/2019", "2019-12-31"])
def test_a_day(raw: str) -> None:
    assert read("day", raw).day == dt.date(2019, 12, 31)


@pytest.mark.parametrize(
    ("indicator", "raw", "first", "second"),
    [
        ("money", "12.345", "12.345", "12,345"),
        ("money", "1.088", "1.088", "1,088"),
        ("money", "1.5", "1,5", "15"),
        ("money", "0.5", "0,5", "5"),
        ("total", "1.5", "1,5", "15"),
        ("total", "10.0", "10", "100"),
        ("total", "0.088", "88", "0,088"),
        ("total", "1234.567", "1.234,567", "1.234.567"),
        ("done_rate", "1.5%", "1,5%", "15%"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_guessed(indicator: str, raw: str, first: str, second: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(indicator, raw)
    assert f"“{raw}” đọc được hai cách: {first} hay {second}" in caught.value.message
    for proposal in caught.value.allowed.split(" hoặc "):
        assert proposal.strip("“”") != raw


@pytest.mark.parametrize(
    ("indicator", "raw", "words"),
    [
        ("total", "", "không phải số"),
        ("total", "nhiều", "không phải số"),
        ("total", "٣", "không phải số"),
        ("total", True, "không phải số"),
        ("total", "1e3", "không phải số"),
        ("total", "NaN", "không phải số"),
        ("total", -1, "số âm"),
        ("total", "-1", "số âm"),
        ("total", "−1", "số âm"),
        ("total", "1,5", "số nguyên"),
        ("total", "5,000", "số nguyên"),
        ("total", Decimal("1.000"), "số nguyên"),
        ("total", Decimal("1.5"), "số nguyên"),
        ("total", 10**30, "quá lớn"),
        ("total", LIMIT, "quá lớn"),
        ("money", -1, "số âm"),
        ("money", "94,93%", "không phải số"),
        ("money", Decimal("-0.01"), "số âm"),
        ("money", 10**30, "quá lớn"),
        ("change", -11, "nhỏ hơn -10"),
        ("change", "10,5", "lớn hơn 10"),
        ("done_rate", 95, "phải mang dấu %"),
        ("done_rate", Decimal("0.95"), "phải mang dấu %"),
        ("done_rate", "95", "phải mang dấu %"),
        ("done_rate", "0,95", "phải mang dấu %"),
        ("done_rate", True, "phải mang dấu %"),
        ("done_rate", "%", "không phải tỷ lệ"),
        ("done_rate", "chín mươi %", "không phải tỷ lệ"),
        ("done_rate", "-5%", "âm"),
        ("done_rate", "1/0", "mẫu số bằng 0"),
        ("done_rate", "1,5/3", "không phải số đếm"),
        ("done_rate", "1.5/3", "không phải số đếm"),
        ("done_rate", "-1/3", "không phải số đếm"),
        ("done_rate", "a/b", "không phải số đếm"),
        ("done_rate", "1/2/3", "phải mang dấu %"),
        ("done_rate", "9" * 30 + "%", "quá lớn"),
        ("share", "101%", "lớn hơn 100%"),
        ("ok", 1, "có/không"),
        ("ok", "yes", "có/không"),
        ("ok", "", "có/không"),
        ("level", "khá", "mức"),
        ("level", True, "mức"),
        ("day", "31/02/2019", "ngày"),
        ("day", "31/12", "ngày"),
        ("day", 2019, "ngày"),
        ("day", "٣١/12/2019", "ngày"),
    ],
)
def test_what_does_not_fit_its_indicator_is_refused(indicator: str, raw: Raw, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(indicator, raw)
    assert words in caught.value.message


def test_a_misspelt_option_names_the_nearest() -> None:
    with pytest.raises(Unreadable) as caught:
        read("level", "day_duu")
    assert caught.value.allowed == "day_du, mot_phan"
    assert "“day_du”" in caught.value.action


def test_a_thousand_without_quotes_is_told_to_be_written_without_the_dot() -> None:
    with pytest.raises(Unreadable) as caught:
        read("total", Decimal("718.794"))
    assert caught.value.action.endswith("ghi liền các chữ số: 718794")


@law(150)
@given(st.integers(0, LIMIT - 1))
def test_a_count_reads_back_however_it_is_written(number: int) -> None:
    assert (
        read("total", number).number
        == read("total", str(number)).number
        == read("total", viet(number)).number
        == number
    )


@law(150)
@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_rate_written_as_a_fraction_is_exact(part: int, whole: int) -> None:
    value = read("done_rate", f"{viet(part)}/{viet(whole)}")
    assert (value.number, value.part, value.whole) == (Fraction(part, whole), part, whole)


@law(150)
@given(
    st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.decimals(allow_nan=False, allow_infinity=False))
)
def test_anything_at_all_is_read_or_refused(raw: Raw) -> None:
    for indicator in CATALOGUE.indicators.values():
        try:
            value = read_value(indicator, Reported(value=raw))
        except Unreadable as error:
            message = error.message
        else:
            message = value.words()
        assert message


@pytest.mark.parametrize(
    ("indicator", "raw", "shown"),
    [
        ("total", "1.088", "1.088 hồ sơ"),
        ("done", 7, "7"),
        ("money", "1.234,5", "1.234,5 triệu đồng"),
        ("done_rate", "94,93%", "94,93%"),
        ("ok", False, "không"),
        ("level", "mot_phan", "Một phần"),
        ("day", "2019-01-02", "02/01/2019"),
    ],
)
def test_a_value_is_shown_as_people_write_it(indicator: str, raw: Raw, shown: str) -> None:
    assert read(indicator, raw).words() == shown


def test_what_cannot_be_read_counts_as_absent_and_is_told() -> None:
    found = evidence("values: {s.total: -1, s.done: 5}\nprevious_values: {s.done: x}")
    assert list(found.values) == ["s.done"]
    assert list(found.unusable) == ["s.total", "s.done@2018"]
    assert found.previous == {}
    assert [one.path for one in found.findings] == ["values.s.total", "previous_values.s.done"]


def test_a_rate_written_as_a_fraction_also_tells_its_parts() -> None:
    found = evidence('values: {s.done_rate: "3/4"}')
    assert found.numbers() == {"s.done_rate": Fraction(3, 4), "s.done": 3, "s.total": 4}


def test_parts_that_are_told_apart_are_not_replaced() -> None:
    assert evidence('values: {s.done_rate: "3/4", s.total: 8}').numbers()["s.total"] == 8


def test_a_yes_counts_one_and_a_choice_does_not_count() -> None:
    assert evidence("values: {s.ok: true, s.level: day_du, s.day: 01/02/2019}").numbers() == {"s.ok": 1}
