"""The words of a PDF, line by line with its columns, through PDFium. Scripts in it are never run."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from par_engine.errors import InputError
from par_engine.reading.attached.administrative import Line

MAX_PAGES = 3_000
READ_PAGES = 12
"""Pages whose words are read: the head of a document is on the first, its signature within the first few."""
MAX_LETTERS = 200_000
"""Letters of a page: more are not text that people read."""
_GAP = 18.0
"""Points between two words of one line that stand in different columns."""
_BOLD_FLAG = 1 << 18
_WRONG_PASSWORD = 4


@dataclass(frozen=True, slots=True)
class PdfText:
    """The lines of the first pages, how many pages there are, and remarks."""

    lines: tuple[Line, ...]
    pages: int
    notes: tuple[str, ...] = ()


def read_pdf(content: bytes, name: str) -> PdfText:
    """The text of the first `READ_PAGES` pages, the number of all pages, remarks.

    Raises InputError with a sentence when the file has a password, is broken or too long.
    """
    document = open_pdf(content, name)
    try:
        pages = len(document)
        if pages == 0 or pages > MAX_PAGES:
            raise InputError(f"{name}: tệp có {pages} trang; nhận từ 1 đến {MAX_PAGES} trang.")
        lines = tuple(line for page in range(min(pages, READ_PAGES)) for line in _lines(document, page, name))
        return PdfText(lines, pages, tuple(_notes(document, content)))
    finally:
        document.close()


def open_pdf(content: bytes, name: str) -> Any:
    """PDFium's document. Raises InputError."""
    import pypdfium2  # noqa: PLC0415 - only the process that reads attached files needs it

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD or "password" in str(error).lower():
            raise InputError(f"{name}: tệp PDF có mật khẩu. Bỏ mật khẩu rồi nộp lại.") from error
        raise InputError(f"{name}: tệp PDF hỏng, không mở được. Xin lại tệp gốc.") from error


def _notes(document: Any, content: bytes) -> Iterator[str]:
    from pypdfium2 import raw  # noqa: PLC0415

    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or b"/JavaScript" in content:
        yield "Tệp PDF có mã JavaScript: mã không được chạy và không được đọc."
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        yield "Tệp PDF có tệp khác đính kèm bên trong: không được mở."


def _lines(document: Any, number: int, name: str) -> Iterator[Line]:
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    try:
        page = document[number]
        text = page.get_textpage()
    except PdfiumError as error:
        raise InputError(f"{name}: trang {number + 1} hỏng, không đọc được. Xin lại tệp gốc.") from error
    if text.count_chars() > MAX_LETTERS:
        raise InputError(f"{name}: trang {number + 1} có quá nhiều chữ, không giống một văn bản.")
    yield from _lines_of(text)


def _lines_of(text: Any) -> Iterator[Line]:
    """Letters as PDFium orders them; a wide gap between two becomes a tab."""
    from pypdfium2 import raw  # noqa: PLC0415

    letters: list[str] = []
    first, right = 0, 0.0
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if char in "\r\n":
            if letters:
                yield Line("".join(letters), _bold(text, first))
            letters = []
            continue
        if char.isspace() or not char.isprintable():
            letters += " " if letters else ""
            continue
        box = text.get_charbox(at)
        if not letters:
            first = at
        elif box[0] - right > _GAP:
            letters.append("\t")
        letters.append(char)
        right = box[2]
    if letters:
        yield Line("".join(letters), _bold(text, first))


def _bold(text: Any, letter: int) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, letter, name, len(name), flags)
    return b"bold" in name.value.lower() or bool(flags.value & _BOLD_FLAG)
