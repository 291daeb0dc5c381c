"""Files that nobody sends in good faith."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF

from tests.attached.make import pdf, with_script

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def program(path: Path) -> None:
    """A program that is called a PDF."""
    path.write_bytes(b"MZ\x90\0" + bytes(1000))


def empty(path: Path) -> None:
    """Nothing."""
    path.write_bytes(b"")


def huge(path: Path) -> None:
    """200 MB."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)


def broken_references(path: Path) -> None:
    """A table of references that leads nowhere, and no objects where it should lead."""
    content = pdf()
    path.write_bytes(content[: len(content) // 3] + b"\nstartxref\n99999999999\n%%EOF")


def circles(path: Path) -> None:
    """Pages that are their own parents."""
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000"
        b"/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )


def deep(path: Path) -> None:
    """Lists in lists, a hundred thousand deep, where a signature is looked for."""
    path.write_bytes(b"%PDF-1.4\n1 0 obj\n/ByteRange " + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\n%%EOF")


def swollen(path: Path) -> None:
    """A page of 500 MB packed into half a megabyte."""
    packer = zlib.compressobj(1)
    block = b"BT (a) Tj ET   \n" * 65_536
    stream = b"".join(packer.compress(block) for _ in range(500)) + packer.flush()
    path.write_bytes(_one_page(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream"))


def endless_page(path: Path) -> None:
    """A page with five million letters."""
    text = b"BT /F1 12 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 100_000 + b"ET"
    stream = zlib.compress(text)
    path.write_bytes(_one_page(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream"))


def _one_page(contents: bytes) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj"
        + contents
        + b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def word_bomb(path: Path) -> None:
    """A Word file that swells to 300 MB."""
    blocks = [f"<w:document {NS}><w:body>".encode(), *[b" " * 1_000_000] * 300, b"</w:body></w:document>"]
    _word(path, *blocks)


def word_entities(path: Path) -> None:
    """A Word file whose XML doubles itself."""
    _word(path, b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>')


def _word(path: Path, *document: bytes) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
        package.open("word/document.xml", "w") as part,
    ):
        part.writelines(document)


def locked(path: Path) -> None:
    """A PDF that nobody opens without its password."""
    sheet = FPDF()
    sheet.add_page()
    sheet.set_encryption(owner_password="a", user_password="b")
    path.write_bytes(bytes(sheet.output()))


def behind_something_else(path: Path) -> None:
    """A PDF with other bytes in front, as broken mail programs leave it."""
    path.write_bytes(b"\n\n" + pdf())


def old_office(path: Path) -> None:
    """Word of the last century, or a file with a password."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def archive(path: Path) -> None:
    """Any package."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a")


def words(path: Path) -> None:
    """A text."""
    path.write_text("Báo cáo", encoding="utf-8")


def script(path: Path) -> None:
    """A PDF that runs JavaScript when a program lets it."""
    path.write_bytes(with_script(pdf()))


REFUSED: tuple[tuple[Callable[[Path], None], str], ...] = (
    (program, "chương trình chạy được"),
    (empty, "tệp trống"),
    (huge, "lớn hơn 50 MB"),
    (broken_references, "hỏng"),
    (circles, ""),
    (deep, ""),
    (swollen, ""),
    (endless_page, ""),
    (word_bomb, "bom nén"),
    (word_entities, "thực thể"),
    (locked, "mật khẩu"),
    (behind_something_else, "trước phần PDF có nội dung khác"),
    (old_office, "đời cũ hoặc có mật khẩu"),
    (archive, "tệp nén"),
    (words, "không phải loại tệp được nhận"),
)
"""Each with words of the refusal."""
