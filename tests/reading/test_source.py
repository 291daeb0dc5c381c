"""Bytes to text: what is no file, no UTF-8 or no composed Vietnamese is told apart."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from par_engine.findings import Place
from par_engine.reading.source import MAX_BYTES, decode, read_text

WORDS = "Đắk Lắk, Điện Biên: thủ tục hành chính"


def problem(raw: bytes) -> tuple[str, Place | None]:
    text, (finding,) = decode(raw, "a.yaml")
    assert text == ""
    assert finding.action
    return finding.message, finding.place


def test_vietnamese_text_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WORDS, encoding="utf-8")
    assert read_text(path, "a.yaml") == (WORDS, [])


def test_the_mark_that_windows_puts_first_is_left_out() -> None:
    assert decode(b"\xef\xbb\xbf" + WORDS.encode(), "a.yaml") == (WORDS, [])


def test_that_mark_anywhere_else_is_refused() -> None:
    message, place = problem("a: 1\nb: \ufeffx".encode())
    assert "U+FEFF" in message
    assert place == Place("a.yaml", 2, 4)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_forms_of_unicode_are_refused(encoding: str) -> None:
    message, _ = problem(WORDS.encode(encoding))
    assert "UTF-8" in message or "U+0000" in message


def test_the_line_of_the_first_wrong_byte() -> None:
    message, place = problem("một\nhai\nba".encode() + b"\xff" + "\nbốn".encode())
    assert "UTF-8" in message
    assert place == Place("a.yaml", 3, 1)


@pytest.mark.parametrize("raw", [b"\xc0\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe1\xba", b"\x80"])
def test_bytes_that_are_no_letters_are_refused(raw: bytes) -> None:
    assert "UTF-8" in problem(raw)[0]


def test_loose_marks_are_refused_with_the_first_line_and_how_many() -> None:
    text = f"một\n{unicodedata.normalize('NFD', 'hai bà')}\nba\n{unicodedata.normalize('NFD', 'bốn')}\n"
    message, place = problem(text.encode())
    assert "NFD" in message
    assert "2 dòng" in message
    assert place == Place("a.yaml", 2, 1)


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\uffff"])
def test_letters_that_nobody_sees_are_refused_with_their_place(letter: str) -> None:
    message, place = problem(f"a: 1\nbb: {letter}x".encode())
    assert f"U+{ord(letter):04X}" in message
    assert place == Place("a.yaml", 2, 5)


def test_ends_of_lines_and_tabs_are_letters_like_others() -> None:
    assert decode(b"a: 1\r\nb:\t2\n", "a.yaml") == ("a: 1\r\nb:\t2\n", [])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (finding,) = read_text(tmp_path, "hồ sơ")[1]
    assert "thư mục" in finding.message
    assert finding.place == Place("hồ sơ", 1, 1)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = read_text(tmp_path / "a.yaml", "a.yaml")[1]
    assert "không tìm thấy tệp" in finding.message


def test_a_file_below_a_file_is_not_there_either(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    (finding,) = read_text(tmp_path / "a" / "b.yaml", "b.yaml")[1]
    assert "không mở được tệp" in finding.message


def test_a_name_longer_than_any_file_system_takes(tmp_path: Path) -> None:
    (finding,) = read_text(tmp_path / ("a" * 5_000), "a.yaml")[1]
    assert "không mở được tệp" in finding.message


def test_a_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.symlink_to(path)
    (finding,) = read_text(path, "a.yaml")[1]
    assert "không mở được tệp" in finding.message


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)  # ten GB that take no room on the disk
    (finding,) = read_text(path, "a.yaml")[1]
    assert "lớn hơn 5 MB" in finding.message


def test_a_stream_without_end_is_refused() -> None:
    (finding,) = read_text(Path("/dev/zero"), "a.yaml")[1]
    assert "lớn hơn 5 MB" in finding.message


def test_the_largest_file_that_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read_text(path, "a.yaml")[1] == []
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert read_text(path, "a.yaml")[1] != []


def test_what_another_program_hands_over_is_read_like_a_file() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"a: 1\n")
    os.close(writer)
    assert read_text(Path(f"/dev/fd/{reader}"), "a.yaml") == ("a: 1\n", [])
    os.close(reader)
