"""Signatures told apart: whole, altered, extended, by somebody nobody here knows, after the certificate's time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from par_engine.errors import UsageError
from par_engine.reading.attached.facts import Integrity, Signature, Trust
from par_engine.reading.attached.signatures import read_signatures, root_files
from tests.attached.make import altered, authority, extended, pdf, repainted, signed

UNSIGNED = pdf()
SIGNED = signed(UNSIGNED)


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("roots")
    (folder / "ca.pem").write_bytes(authority().pem)
    return root_files(folder)


def only(content: bytes, roots: tuple[Path, ...] = ()) -> Signature:
    (signature,) = read_signatures(content, roots)
    return signature


def test_an_unsigned_file_has_none(roots: tuple[Path, ...]) -> None:
    assert read_signatures(UNSIGNED, roots) == ()


def test_a_whole_signature_names_who_and_when(roots: tuple[Path, ...]) -> None:
    one = only(SIGNED, roots)
    assert (one.integrity, one.trust, one.reason) == (Integrity.INTACT, Trust.TRUSTED, "")
    assert (one.signer, one.organisation, one.authority) == ("Bùi Đình Sơn", "Sở Tư pháp", "CA thử nghiệm")
    assert isinstance(one.signed_at, dt.datetime)
    assert not one.stamped


def test_without_roots_nobody_is_called_unknown() -> None:
    one = only(SIGNED)
    assert (one.integrity, one.trust) == (Integrity.INTACT, Trust.NO_ROOTS)


def test_one_byte_is_noticed(roots: tuple[Path, ...]) -> None:
    assert only(altered(SIGNED), roots).integrity is Integrity.ALTERED


def test_every_byte_of_the_text_is_signed(roots: tuple[Path, ...]) -> None:
    """Wherever a byte of what was printed is changed, the signature is not called whole."""
    for at in range(20, len(UNSIGNED), len(UNSIGNED) // 25):
        spoiled = SIGNED[:at] + bytes([SIGNED[at] ^ 0x20]) + SIGNED[at + 1 :]
        assert all(
            one.integrity in (Integrity.ALTERED, Integrity.UNREADABLE) for one in read_signatures(spoiled, roots)
        )


def test_what_is_added_after_signing_is_noticed(roots: tuple[Path, ...]) -> None:
    one = only(extended(SIGNED), roots)
    assert (one.integrity, one.trust) == (Integrity.EXTENDED, Trust.TRUSTED)


def test_a_second_signature_does_not_spoil_the_first(roots: tuple[Path, ...]) -> None:
    """The head signs, then the office puts its seal: the usual order."""
    found = read_signatures(signed(SIGNED, name="Sở Tư pháp", field="ConDau"), roots)
    assert [(one.signer, one.integrity) for one in found] == [
        ("Bùi Đình Sơn", Integrity.INTACT),
        ("Sở Tư pháp", Integrity.INTACT),
    ]
    added = read_signatures(extended(signed(SIGNED, name="Sở Tư pháp", field="ConDau")), roots)
    assert [one.integrity for one in added] == [Integrity.EXTENDED, Integrity.EXTENDED]


def test_a_later_signature_does_not_cover_up_a_change(roots: tuple[Path, ...]) -> None:
    """Somebody changes a signed page and signs what came of it."""
    found = read_signatures(signed(repainted(SIGNED), name="Kẻ khác", field="ChuKy2"), roots)
    assert [(one.signer, one.integrity) for one in found] == [
        ("Bùi Đình Sơn", Integrity.EXTENDED),
        ("Kẻ khác", Integrity.INTACT),
    ]


def test_an_unknown_authority_is_told_apart(roots: tuple[Path, ...]) -> None:
    one = only(signed(UNSIGNED, authority("CA lạ")), roots)
    assert (one.integrity, one.trust, one.authority) == (Integrity.INTACT, Trust.UNKNOWN, "CA lạ")


def test_an_authority_that_only_bears_the_name_is_unknown(roots: tuple[Path, ...]) -> None:
    one = only(signed(UNSIGNED, authority.__wrapped__("CA thử nghiệm")), roots)
    assert (one.integrity, one.trust, one.authority) == (Integrity.INTACT, Trust.UNKNOWN, "CA thử nghiệm")


def test_a_certificate_past_its_time_is_told_apart(roots: tuple[Path, ...]) -> None:
    one = only(signed(UNSIGNED, days=30), roots)
    assert (one.integrity, one.trust) == (Integrity.INTACT, Trust.INVALID)
    assert one.reason == "chứng thư chưa có hiệu lực hoặc đã hết hạn lúc ký"


def test_a_torn_signature_is_unreadable(roots: tuple[Path, ...]) -> None:
    torn = SIGNED[: SIGNED.index(b"/ByteRange") + 30]
    assert only(torn, roots).integrity is Integrity.UNREADABLE


def test_roots_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không có thư mục chứng thư gốc"):
        root_files(tmp_path / "không có")
    with pytest.raises(UsageError, match="không có chứng thư gốc nào"):
        root_files(tmp_path)
