"""Vietnamese letters in their order, and the word that was meant."""

from __future__ import annotations

import itertools
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.text import did_you_mean, is_nfc, listing, nearest, nfc, vietnamese_order
from tests.laws import law

# As the Unicode collation for Vietnamese sorts: letters of the alphabet first, then the marks of tone, then capitals.
IN_ORDER = [
    "9 tháng",
    "a",
    "à",
    "ả",
    "ã",
    "á",
    "ạ",
    "An Giang",
    "Bà Rịa – Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Dân tộc",
    "Dầu khí",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hoà Bình",
    "Hưng Yên",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thanh Hóa",
    "Thành phố Hồ Chí Minh",
    "Thừa Thiên Huế",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
]


def test_the_provinces_stand_in_the_order_of_the_alphabet() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=vietnamese_order) == IN_ORDER


@pytest.mark.parametrize("letters", ["aăâ", "dđ", "eê", "oôơ", "uư"])
def test_a_letter_with_a_hat_is_a_letter_of_its_own(letters: str) -> None:
    for first, second in itertools.pairwise(letters):
        assert vietnamese_order(first + "z") < vietnamese_order(second + "a")


def test_a_tone_matters_only_where_the_letters_are_the_same() -> None:
    assert sorted(["hoã", "hoà b", "hoá a", "hoà"], key=vietnamese_order) == ["hoà", "hoã", "hoá a", "hoà b"]


def test_both_forms_of_a_letter_stand_together() -> None:
    for word in IN_ORDER:
        loose = unicodedata.normalize("NFD", word)
        assert vietnamese_order(loose)[:2] == vietnamese_order(word)[:2]


@law(200)
@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8), max_size=6))
def test_any_words_can_be_put_in_order(words: list[str]) -> None:
    assert sorted(sorted(words, key=vietnamese_order, reverse=True), key=vietnamese_order) == sorted(
        words, key=vietnamese_order
    )


def test_a_mark_without_a_letter_can_be_put_in_order() -> None:
    assert vietnamese_order("\u0301a")


def test_composed_form() -> None:
    loose = unicodedata.normalize("NFD", "Điện Biên")
    assert not is_nfc(loose)
    assert is_nfc(nfc(loose))
    assert nfc(loose) == "Điện Biên"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("dossiers.recieved", "dossiers.received"),
        ("dossiers.receive", "dossiers.received"),
        ("8.55", "8.5"),
        ("chỉ đạo", None),
        ("", None),
    ],
)
def test_the_word_that_was_meant(word: str, meant: str | None) -> None:
    allowed = ["dossiers.received", "dossiers.resolved", "8.5", "one_stop_shop"]
    assert nearest(word, allowed) == meant
    assert did_you_mean(word, allowed) == (f"có phải ý là “{meant}”?" if meant else "")


def test_nothing_is_meant_where_nothing_is_allowed() -> None:
    assert nearest("a", []) is None


def test_a_long_list_is_cut_off() -> None:
    assert listing(str(number) for number in range(3)) == "0, 1, 2"
    assert listing((str(number) for number in range(20)), 3) == "0, 1, 2, …"
    assert listing([]) == ""
