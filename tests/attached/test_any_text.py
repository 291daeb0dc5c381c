"""Whatever stands in a file, reading its layout ends with a proposal that fits on a form."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from par_engine.evidence.checks.inspected.words import number_key, same_agency, same_title, sign_of
from par_engine.reading.attached.administrative import Line, propose
from par_engine.text import fold, nfc, words_of
from tests.laws import law

WORDS = st.sampled_from(
    ["Số:", "125", "/", "-", "BC-STP", "ngày", "05", "31", "tháng", "02", "năm", "2020", "SỞ TƯ PHÁP", "BÁO CÁO",
     "V/v", "Kính gửi:", "Nơi nhận:", "GIÁM ĐỐC", "KT.", "Bùi Đình Sơn", "MẬT", "Độc lập - Tự do - Hạnh phúc", "\t",
     "Thanh Hóa,"]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS | st.text(max_size=8), max_size=8).map(" ".join), max_size=30)


@law(300)
@given(lines=LINES, bold=st.booleans())
def test_any_lines_give_a_proposal(lines: list[str], bold: bool) -> None:
    found = propose([Line(line, bold) for line in lines])
    for text in (found.number, found.type, found.title, found.place, found.issuer, found.signer, found.secret):
        assert text == text.strip()
        assert "\n" not in text
        assert "\t" not in text
    assert found.issued is None or isinstance(found.issued, dt.date)
    assert " " not in found.number


@law(300)
@given(text=st.text(max_size=60))
def test_folding_keeps_places(text: str) -> None:
    composed = nfc(text)
    assert len(fold(composed)) == len(composed)
    assert fold(fold(composed)) == fold(composed)


@law(300)
@given(one=st.text(max_size=40), other=st.text(max_size=40))
def test_comparing_does_not_depend_on_order(one: str, other: str) -> None:
    assert same_agency(one, other) is same_agency(other, one)
    assert same_title(one, one, "")
    assert not words_of(one) or same_agency(one, one)
    assert number_key(number_key(one)) == number_key(one)
    assert "/" not in sign_of(one)
