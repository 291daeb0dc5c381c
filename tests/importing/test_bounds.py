"""Bounds in words are read exactly, or not at all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Interval
from par_engine.criteria.importing.bounds import read_bounds
from par_engine.criteria.importing.words import exact, plain, points
from par_engine.numbers import viet

CASES = [
    # one bound
    ("trên 80%", "trên 80%"),
    ("hơn 80%", "trên 80%"),
    ("lớn hơn 80 %", "trên 80%"),
    ("cao hơn 5", "trên 5"),
    ("vượt 100%", "trên 100%"),
    ("quá 5 ngày", "trên 5 ngày"),
    ("> 5", "trên 5"),
    ("từ 80% trở lên", "từ 80% trở lên"),
    ("80% trở lên", "từ 80% trở lên"),
    ("từ 80% kế hoạch trở lên", "từ 80% trở lên"),
    ("từ 30% số cơ quan, đơn vị trở lên", "từ 30% trở lên"),
    ("có từ 2 sáng kiến/giải pháp mới trở lên", "từ 2 trở lên"),
    ("ít nhất 3 lần", "từ 3 trở lên"),
    ("tối thiểu 30 phần trăm", "từ 30% trở lên"),
    ("không dưới 30%", "từ 30% trở lên"),
    ("không ít hơn 2", "từ 2 trở lên"),
    ("≥ 30%", "từ 30% trở lên"),
    (">=30%", "từ 30% trở lên"),
    ("lớn hơn hoặc bằng 90%", "từ 90% trở lên"),
    ("dưới 50%", "dưới 50%"),
    ("nhỏ hơn 50%", "dưới 50%"),
    ("chưa đạt 50%", "dưới 50%"),
    ("chưa đến 5", "dưới 5"),
    ("< 50%", "dưới 50%"),
    ("đến 5", "không quá 5"),
    ("không quá 10 ngày", "không quá 10 ngày"),
    ("không vượt quá 10", "không quá 10"),
    ("tối đa 10", "không quá 10"),
    ("từ 5 trở xuống", "không quá 5"),
    ("5% trở xuống", "không quá 5%"),
    ("≤ 5%", "không quá 5%"),
    ("bằng 5", "bằng 5"),
    # two bounds
    ("từ 80% đến dưới 100%", "từ 80% đến dưới 100%"),
    ("Từ 80 % đến dưới 100 %", "từ 80% đến dưới 100%"),
    ("từ 80 đến dưới 100%", "từ 80% đến dưới 100%"),
    ("từ 80% tới dưới 100%", "từ 80% đến dưới 100%"),
    ("từ 80% - dưới 100%", "từ 80% đến dưới 100%"),
    ("từ 80% trở lên đến dưới 100%", "từ 80% đến dưới 100%"),
    ("từ 80% đến nhỏ hơn 100%", "từ 80% đến dưới 100%"),
    ("≥ 80% và < 100%", "từ 80% đến dưới 100%"),
    ("80% ≤ tỷ lệ < 100%", "từ 80% đến dưới 100%"),
    ("80% < x ≤ 100%", "trên 80% đến 100%"),
    ("từ 80% đến 90%", "từ 80% đến 90%"),
    ("từ 80 - 90%", "từ 80% đến 90%"),
    ("80–90%", "từ 80% đến 90%"),
    ("từ 1–5 ngày", "từ 1 đến 5 ngày"),
    ("trên 80% đến 90%", "trên 80% đến 90%"),
    ("trên 80% đến dưới 90%", "trên 80% đến dưới 90%"),
    ("từ trên 80% đến 90%", "trên 80% đến 90%"),
    ("trên 5 và không quá 10", "trên 5 đến 10"),
    ("dưới 100% đến 80%", "từ 80% đến dưới 100%"),
    ("từ 100% đến 80%", "từ 80% đến 100%"),
    # numbers
    ("từ 1.000 đến dưới 1.500", "từ 1.000 đến dưới 1.500"),
    ("từ 0,5 đến 1,5", "từ 0,5 đến 1,5"),
    ("từ 12,5% trở lên", "từ 12,5% trở lên"),
    ("từ 12.5% trở lên", "từ 12,5% trở lên"),
    ("từ 840.000 tỷ đến dưới 900.000 tỷ", "từ 840.000 tỷ đến dưới 900.000 tỷ"),
    ("trên 2 triệu", "trên 2.000.000"),
    # numbers that are names stand aside
    ("từ 80% nhiệm vụ của Kế hoạch năm 2026", "từ 80% trở lên"),
    ("mức độ 3, 4 đạt từ 30% trở lên", "từ 30% trở lên"),
    ("theo Nghị định số 61/2018/NĐ-CP đạt từ 90% trở lên", "từ 90% trở lên"),
    ("trong quý 2 đạt trên 50%", "trên 50%"),
    ("giai đoạn 2021-2025 tăng từ 5% trở lên", "từ 5% trở lên"),
]  # fmt: skip
UNREAD = [
    "hoàn thành đầy đủ",
    "không đạt từ 80% trở lên",
    "chưa hoàn thành từ 80% trở lên",
    "từ 70% đến dưới 80% hoặc 3 lần",
    "từ 80% của 20 đơn vị trở lên",
    "từ 80% đến dưới 90% và từ 5 đến 10 đơn vị",
    "trên 5 trên 10",
    "dưới 5 đến 10 từ 3",
    "đạt 5/10 tiêu chí",
    "trừ trường hợp trên 5 ngày",
    "chậm trên -1 ngày",
]


@pytest.mark.parametrize(("said", "meant"), CASES, ids=[said for said, _ in CASES])
def test_words_of_a_bound(said: str, meant: str) -> None:
    bounded = read_bounds(plain(said))
    assert bounded is not None
    assert bounded.interval.words(bounded.rate, bounded.unit) == meant


@pytest.mark.parametrize("said", UNREAD)
def test_no_bound_is_better_than_a_wrong_one(said: str) -> None:
    assert read_bounds(plain(said)) is None


def test_a_bare_number_is_told_apart() -> None:
    alone, bound = read_bounds("đạt 90%"), read_bounds("từ 90%")
    assert alone is not None
    assert alone.alone
    assert bound is not None
    assert not bound.alone


ends = st.one_of(
    st.integers(0, 200).map(Fraction),
    st.integers(0, 1_000_000).map(lambda number: Fraction(number, 10_000)),
    st.integers(0, 10**6).map(lambda number: Fraction(number * 10**9)),
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any stretch that a rule can state, but for the whole line."""
    low, high = draw(st.none() | ends), draw(st.none() | ends)
    if low is None and high is None:
        low = draw(ends)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        if low == high:
            return Interval(low, high, True, True)
    return Interval(low, high, low is None or draw(st.booleans()), high is not None and draw(st.booleans()))


@given(intervals(), st.booleans(), st.sampled_from(["", "ngày"]))
def test_what_the_product_says_is_read_back(interval: Interval, rate: bool, unit: str) -> None:
    said = interval.words(rate, "" if rate else unit)
    bounded = read_bounds(plain(f"Kết quả {said}"))
    assert bounded is not None, said
    assert (bounded.interval, bounded.rate) == (interval, rate), said


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_numbers_are_read_as_they_are_shown(digits: int, decimals: int) -> None:
    value = Fraction(digits, 10**decimals)
    assert exact(viet(value)) == value


@pytest.mark.parametrize(
    ("text", "dotted", "value"),
    [
        ("0,5", False, "1/2"), ("0.5", False, "1/2"), ("1.000", False, "1000"), ("1.000", True, "1"),
        ("2 điểm", False, "2"),
        ("Tối đa 2", False, "2"), ("10,00", False, "10"), ("1,25đ", False, "5/4"),
    ],
)  # fmt: skip
def test_points_in_a_cell(text: str, dotted: bool, value: str) -> None:
    assert points(text, dotted=dotted) == Fraction(value)


@pytest.mark.parametrize("text", ["", "x", "1-2", "1/2", "10%", "-1", "một"])
def test_no_points_in_a_cell(text: str) -> None:
    assert points(text) is None
