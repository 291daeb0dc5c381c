"""What an attached file is, by its bytes and never by its name, and how large it may be."""

from __future__ import annotations

from enum import StrEnum

MAX_FILE = 50_000_000
"""Bytes of one file. A scan of 100 pages has some 20 MB."""


class AttachedKind(StrEnum):
    """The kinds that are taken."""

    PDF = "pdf"
    WORD = "docx"
    WORKBOOK = "xlsx"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"

    @property
    def label(self) -> str:
        """Vietnamese name."""
        return _LABELS[self]


_LABELS = {
    AttachedKind.PDF: "PDF",
    AttachedKind.WORD: "Word",
    AttachedKind.WORKBOOK: "Excel",
    AttachedKind.PNG: "ảnh PNG",
    AttachedKind.JPEG: "ảnh JPEG",
    AttachedKind.TIFF: "ảnh TIFF",
}
_STARTS = (
    (b"%PDF-", AttachedKind.PDF),
    (b"\x89PNG\r\n\x1a\n", AttachedKind.PNG),
    (b"\xff\xd8\xff", AttachedKind.JPEG),
    (b"II*\0", AttachedKind.TIFF),
    (b"MM\0*", AttachedKind.TIFF),
)
_STRANGERS = (
    (b"MZ", "đây là chương trình chạy được, không phải văn bản. Không mở tệp này; báo cho người phụ trách máy tính."),
    (b"\x7fELF", "đây là chương trình chạy được, không phải văn bản. Không mở tệp này."),
    (b"#!", "đây là chương trình chạy được, không phải văn bản. Không mở tệp này."),
    (b"{\\rtf", "đây là tệp RTF. Xuất ra PDF rồi nộp lại."),
    (
        b"\xd0\xcf\x11\xe0",
        "đây là tệp Office đời cũ hoặc có mật khẩu. Lưu lại dạng .docx, .xlsx hoặc PDF, không mật khẩu.",
    ),
    (b"Rar!", "đây là tệp nén. Giải nén rồi nộp từng văn bản."),
    (b"7z\xbc\xaf", "đây là tệp nén. Giải nén rồi nộp từng văn bản."),
    (b"\x1f\x8b", "đây là tệp nén. Giải nén rồi nộp từng văn bản."),
)
ZIP = b"PK\x03\x04"
"""How Word and Excel files begin; which of the two (or neither) their parts say."""
TAKEN = "PDF, Word (.docx), Excel (.xlsx), ảnh PNG, JPEG hoặc TIFF"


def kind_of(opening: bytes) -> AttachedKind | None:
    """What the first bytes say; None for a package, and for what is not taken."""
    return next((kind for start, kind in _STARTS if opening.startswith(start)), None)


def stranger(opening: bytes) -> str:
    """Why a file that is of no known kind is not taken."""
    if not opening.strip():
        return "tệp trống."
    for start, reason in _STRANGERS:
        if opening.startswith(start):
            return reason
    if b"%PDF-" in opening:
        return "trước phần PDF có nội dung khác; tệp bị hỏng khi gửi. Xin lại tệp gốc."
    return f"không phải loại tệp được nhận ({TAKEN})."
