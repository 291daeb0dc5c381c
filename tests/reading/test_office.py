"""The door for office files: what is not a plain document is refused in Vietnamese, quickly, and nothing is run."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pytest

from par_engine.errors import InputError, UsageError
from par_engine.reading import office
from par_engine.reading.office import OfficeKind, let_in, open_office
from par_engine.reading.papers.page import read_page
from par_engine.reading.papers.read import read_paper

WORD = "word/document.xml"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {NS}><w:body><w:p><w:r><w:t>Xin chào</w:t></w:r></w:p></w:body></w:document>"
SHEET_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def package(parts: dict[str, bytes | str]) -> bytes:
    """A zip with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as one:
        for name, content in parts.items():
            one.writestr(name, content)
    return made.getvalue()


def word(body: str = BODY, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """A Word file with this body."""
    return package({"[Content_Types].xml": "<Types/>", WORD: body, **(more or {})})


def book(sheet: str, shared: str = "") -> bytes:
    """A workbook with one sheet of raw XML."""
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    parts: dict[str, bytes | str] = {}
    with zipfile.ZipFile(io.BytesIO(made.getvalue())) as one:
        parts.update({name: one.read(name) for name in one.namelist()})
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet {SHEET_NS}><sheetData>{sheet}</sheetData></worksheet>"
    if shared:
        parts["xl/sharedStrings.xml"] = f"<sst {SHEET_NS}>{shared}</sst>"
    return package(parts)


def encrypted(content: bytes) -> bytes:
    """The package with the mark of a password on its text."""
    spoilt = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := spoilt.find(sign, at + 1)) >= 0:
            spoilt[at + offset] |= 1
    return bytes(spoilt)


def bomb() -> bytes:
    """40 MB of nothing in 40 KB."""
    return word(BODY.replace("Xin chào", "x" * 40_000_000))


CORNERS = "".join(
    f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>' for row, cell in ((1, "A1"), (1048576, "XFD1048576"))
)
FILLED = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 4_000))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", bomb, "bom nén"),
    "many nodes": ("a.docx", lambda: word(f"<a {NS}>" + "<w:p/>" * 3_100_000 + "</a>"), "quá nhiều thành phần"),
    "entities": ("a.docx", lambda: word(LAUGHS + BODY), "thực thể"),
    "entities in UTF-16": ("a.docx", lambda: package({WORD: (LAUGHS + BODY).encode("utf-16")}), "thực thể"),
    "entities of a style": ("a.docx", lambda: word(BODY, {"word/styles.xml": LAUGHS + "<x/>"}), "thực thể"),
    "broken XML": ("a.docx", lambda: word("<w:document"), "bị hỏng"),
    "deep XML": ("a.docx", lambda: word("<a>" * 5_000 + "</a>" * 5_000), "bị hỏng"),
    "broken zip": ("a.docx", lambda: word()[:200], "hỏng"),
    "password on a part": ("a.docx", lambda: encrypted(word()), "mật khẩu"),
    "password": ("a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "old Word": ("a.docx", lambda: OLE + "WordDocument".encode("utf-16-le"), "đời cũ (.doc)"),
    "old Excel": ("a.xlsx", lambda: OLE + "Workbook".encode("utf-16-le"), "đời cũ (.xls)"),
    "old something": ("a.doc", lambda: OLE, "Office đời cũ"),
    "program": ("a.docx", lambda: b"MZ\x90\0" + b"\0" * 500, "chương trình chạy được"),
    "program of Linux": ("a.xlsx", lambda: b"\x7fELF" + b"\0" * 500, "chương trình chạy được"),
    "PDF": ("a.docx", lambda: b"%PDF-1.7\n", "PDF"),
    "RTF": ("a.docx", lambda: b"{\\rtf1 x}", "RTF"),
    "plain zip": ("a.docx", lambda: package({"x.txt": "x"}), "tệp nén"),
    "OpenDocument": ("a.odt", lambda: package({"content.xml": "<x/>"}), "OpenDocument"),
    "binary workbook": ("a.xlsx", lambda: package({"xl/workbook.bin": b"x"}), ".xlsb"),
    "empty": ("a.docx", lambda: b"", "tệp trống"),
    "text": ("a.html", lambda: b"plain letters", "không phải tệp Word"),
    "web archive": ("a.mht", lambda: b"MIME-Version: 1.0\n<html>", ".mht"),
    "200 MB": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * 200_000_000, "lớn hơn 40 MB"),
    "many parts": ("a.docx", lambda: word() + b"PK\x01\x02" * 10_001, "quá nhiều phần"),
    "one part twice": ("a.docx", lambda: word(BODY, {"word/documenx.xml": ""}).replace(b"enx", b"ent"), "trùng tên"),
    "far corner": ("a.xlsx", lambda: book(CORNERS), "quá lớn để đọc"),
    "one text in many cells": ("a.xlsx", lambda: book(FILLED, f"<si><t>{'x' * 30_000}</t></si>"), "quá lớn để đọc"),
    "entities of a sheet": ("a.xlsx", lambda: package({"xl/workbook.xml": LAUGHS + "<x/>"}), "thực thể"),
    "no workbook": ("a.xlsx", lambda: package({"xl/workbook.xml": "<x/>"}), "bị hỏng"),
    "page of a million nestings": ("a.html", lambda: b"<html>" + b"<div>" * 100_000, "lồng quá sâu"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_sentence(tmp_path: Path, case: str) -> None:
    name, make, words = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(InputError) as error:
        read_paper(path)
    assert words in str(error.value)
    assert str(error.value).startswith(f"{name}: ")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("case", ["zip bomb", "many nodes", "far corner", "one text in many cells", "200 MB"])
def test_memory_is_bounded(tmp_path: Path, case: str) -> None:
    """What Python takes while refusing stays near the bounds of the door, however large the file says it is."""
    name, make, _ = REFUSED[case]
    path = tmp_path / name
    path.write_bytes(make())
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            read_paper(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * office.MAX_FILE


def test_macros_links_and_objects_are_told_and_left(tmp_path: Path) -> None:
    path = tmp_path / "a.docm"
    path.write_bytes(word(BODY, {"word/vbaProject.bin": b"x", "word/embeddings/o.bin": b"MZ"}))
    notes = " ".join(read_paper(path).notes)
    assert "macro" in notes
    assert "đối tượng nhúng" in notes
    linked = let_in(package({"xl/workbook.xml": "<x/>", "xl/externalLinks/externalLink1.xml": "<x/>"}), "a.xlsx")
    assert "liên kết" in " ".join(linked.notes)


def test_the_bytes_tell_what_a_file_is() -> None:
    assert let_in(word(), "a.html").kind is OfficeKind.WORD
    assert let_in(b"<html><table></table></html>", "a.doc").kind is OfficeKind.PAGE
    assert let_in("\ufeff<HTML>".encode("utf-16"), "a.html").kind is OfficeKind.PAGE


def test_only_named_parts_reach_a_library() -> None:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    with zipfile.ZipFile(made, "a") as one:
        one.writestr("xl/vbaProject.bin", b"x")
        one.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
    with zipfile.ZipFile(io.BytesIO(office.safe_workbook(let_in(made.getvalue(), "a.xlsx")))) as safe:
        assert all(office.WORKBOOK_PARTS.fullmatch(name) for name in safe.namelist())
        assert "xl/worksheets/sheet1.xml" in safe.namelist()


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không có tệp"):
        open_office(tmp_path / "khong-co.docx")
    with pytest.raises(UsageError, match="không phải tệp"):
        open_office(tmp_path)


def test_word_is_read_as_it_is_printed(tmp_path: Path) -> None:
    """Breaks, tabs, fractions of formulas, text boxes, content controls, a table in a cell, a cell over rows."""
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    run = "<w:r><w:t>{}</w:t></w:r>".format
    cell = "<w:tc>{}<w:p>{}</w:p></w:tc>".format
    merge = '<w:tcPr><w:vMerge w:val="{}"/></w:tcPr>'.format
    above, below = "<m:r><m:t>a b</m:t></m:r>", "<m:r><m:t>c</m:t></m:r>"
    fraction = f"<m:oMath><m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f></m:oMath>"
    inner = f"<w:tbl><w:tr>{cell('', run('Đạt'))}{cell('', run('1'))}</w:tr></w:tbl>"
    rows = [
        f"<w:tr>{cell(merge('restart'), run('A') + '<w:r><w:br/><w:t>B</w:t></w:r>')}{cell('', run('C'))}</w:tr>",
        f"<w:tr>{cell(merge('continue'), '')}<w:sdt><w:sdtContent>{cell('', run('D'))}</w:sdtContent></w:sdt></w:tr>",
        f"<w:tr>{cell('', fraction)}<w:tc>{inner}<w:p>{run('E')}</w:p></w:tc></w:tr>",
    ]
    path = tmp_path / "a.docx"
    path.write_bytes(word(f"<w:document {NS} {math}><w:body><w:tbl>{''.join(rows)}</w:tbl></w:body></w:document>"))
    (table,) = read_paper(path).tables
    assert [[(cell.text, cell.column, cell.height) for cell in row.cells] for row in table.rows] == [
        [("A\nB", 0, 2), ("C", 1, 1)],
        [("D", 1, 1)],
        [("(a b)/c", 0, 1), ("Đạt: 1\nE", 1, 1)],
    ]


def test_lists_of_word_are_numbered(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("một", "hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("ba", style="List Bullet")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert [line.text for line in read_paper(path).after] == ["1. một", "2. hai", "- ba"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_pages_in_any_encoding(encoding: str) -> None:
    text = "<html><meta charset=windows-1258><table><tr><td>Tiêu chí</table></html>"
    if encoding != "cp1258":
        text = text.replace("windows-1258", "utf-8")
    page = read_page(let_in(text.encode(encoding), "a.html"))
    assert page.tables[0].rows[0].cells[0].text == "Tiêu chí"


def test_nothing_after_the_first_end_of_a_page_is_lost() -> None:
    page = read_page(
        let_in(b"<html><body><table><tr><td>1</table></body></html><table><tr><td>2</table><p>3", "a.html")
    )
    assert [table.rows[0].cells[0].text for table in page.tables] == ["1", "2"]
    assert [line.text for line in page.after] == ["3"]


def test_unclosed_dress_does_not_hide_a_table() -> None:
    page = read_page(let_in(b"<html>" + b"<font color=red><b>" * 2_000 + b"<table><tr><td>1</table>", "a.html"))
    assert page.tables[0].rows[0].cells[0].text == "1"
