"""Scans: recognised where tesseract with Vietnamese is installed, else a sentence says what to install."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from par_engine.reading.attached.facts import FileFacts, TextFrom
from par_engine.reading.attached.reader import Reader
from par_engine.reading.attached.scans import recognise, recogniser
from tests.attached.make import pdf, picture, scan

TEXT = """UBND TỈNH THANH HÓA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

SỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc
Số: 125/BC-STP Thanh Hóa, ngòy 05 thúng 02 năm 2020
BÁO CÁO

Kết quả cải cách hành chính năm 2019
Thực hiện Kế hoạch số 01/KH-UBND, Sở báo cáo:
Nơi nhận: GIÁM ĐỐC
- Như trên;

Bùi Đình Sơn
"""


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, languages: str, *, fails: bool = False) -> None:
    """A program that answers as tesseract does, and insists on being shown a picture."""
    program = folder / "bin" / "tesseract"
    program.parent.mkdir()
    (folder / "text").write_text(TEXT, encoding="utf-8")
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ echo "{languages}"; exit 0; }}\n'
        f'head -c 2 "$1" | grep -q P || exit 3\n{"exit 1" if fails else f"/bin/cat {folder}/text"}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def read(folder: Path, content: bytes, name: str = "a.pdf") -> FileFacts:
    path = folder / name
    path.write_bytes(content)
    with Reader() as reader:
        return recognise(reader, reader.read(path, name), path, recogniser())


@pytest.mark.parametrize(("content", "name"), [(scan(), "a.pdf"), (picture(), "a.png")])
def test_what_is_recognised_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, name: str
) -> None:
    installed(tmp_path, monkeypatch, "eng vie")
    facts = read(tmp_path, content, name)
    assert facts.text is TextFrom.RECOGNISED
    found = facts.proposal
    assert (found.number, found.issued, found.type) == ("125/BC-STP", dt.date(2020, 2, 5), "BÁO CÁO")
    assert (found.issuer, found.position, found.signer) == ("SỞ TƯ PHÁP", "GIÁM ĐỐC", "Bùi Đình Sơn")
    assert facts.scan


def test_a_file_with_words_is_not_recognised_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, "vie", fails=True)
    assert read(tmp_path, pdf()).text is TextFrom.LAYER


def test_a_recogniser_that_fails_leaves_a_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, "vie", fails=True)
    facts = read(tmp_path, scan())
    assert (facts.text, facts.proposal.empty) == (TextFrom.NOWHERE, True)


def test_without_vietnamese_data_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, "eng osd")
    assert recogniser() == ""


@pytest.mark.skipif(not recogniser(), reason="máy này chưa cài tesseract-ocr và tesseract-ocr-vie")
def test_tesseract_reads_a_scan(tmp_path: Path) -> None:
    found = read(tmp_path, scan()).proposal
    assert (found.number, found.type, found.issuer) == ("125/BC-STP", "BÁO CÁO", "SỞ TƯ PHÁP")
    assert found.issued == dt.date(2020, 2, 5)
