"""The one door for office files that strangers send: Word, Excel and saved web pages.

Nothing here trusts a file: what it is is told by its bytes, not by its name; sizes are those found while unpacking, not
those that it states; XML with entities of its own is refused; macros, links and embedded objects are never looked at.
What comes out is bounded in size and safe to hand to a parser. Raises InputError with a sentence for an officer.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from par_engine.errors import InputError, UsageError, disk_reason

MAX_FILE = 40_000_000
"""Bytes on disk. A decision of 300 pages with its pictures has about 5 MB."""
MAX_PARTS = 10_000
"""Parts of a package: pictures mostly."""
MAX_PART = 32_000_000
"""Bytes of one part, unpacked. The text of 100 pages has about 5 MB in Word's XML."""
MAX_NODES = 3_000_000
"""Tags, and attributes, of one XML part: what a tree of it takes in memory follows from these."""
MAX_CELLS = 2_000_000
"""Cells of one sheet from A1 to its last filled corner, filled or not."""
MAX_LETTERS = 50_000_000
"""Letters in all cells of one sheet: a text that is stored once may stand in many."""


class OfficeKind(StrEnum):
    """What a file is, by its bytes."""

    WORD = "docx"
    WORKBOOK = "xlsx"
    PAGE = "html"
    OPEN_WORKBOOK = "ods"
    OLD_WORKBOOK = "xls"


PAPERS = frozenset({OfficeKind.WORD, OfficeKind.WORKBOOK, OfficeKind.PAGE})
"""What the text of a decision is read from."""
WORKBOOKS = frozenset({OfficeKind.WORKBOOK, OfficeKind.OPEN_WORKBOOK, OfficeKind.OLD_WORKBOOK})
"""What a filled form is read from."""


@dataclass(frozen=True)
class OfficeFile:
    """A file that was let in. `notes` are sentences about what it holds and nobody reads (macros, links)."""

    name: str
    kind: OfficeKind
    content: bytes
    notes: tuple[str, ...] = ()
    _parts: dict[str, zipfile.ZipInfo] = field(default_factory=dict, repr=False)

    def has(self, part: str) -> bool:
        """Whether the package has a part."""
        return part in self._parts

    def part(self, name: str) -> bytes:
        """One part, unpacked, at most MAX_PART bytes whatever the package states."""
        return _unpack(self._package, self._parts[name], self.name)

    def xml(self, name: str) -> Any:
        """The root element of an XML part; entities are refused, nothing is fetched."""
        return safe_xml(self.part(name), self.name)

    def only(self, names: Iterator[str]) -> bytes:
        """A fresh package with these parts and nothing else, for a library that reads packages."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for name in names:
                package.writestr(name, self.part(name))
        return made.getvalue()

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    @cached_property
    def _package(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.content))


def open_office(path: Path, allowed: frozenset[OfficeKind] = PAPERS) -> OfficeFile:
    """Reads a file from disk and lets it in, or says in Vietnamese why not."""
    name = path.name
    if not path.exists():
        raise UsageError(f"Không có tệp “{path}”: kiểm tra lại tên và thư mục.")
    if not path.is_file():
        raise UsageError(f"“{path}” không phải tệp: chỉ ra đúng tệp cần đọc.")
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise InputError(f"{name}: không mở được tệp ({disk_reason(error)}).") from error
    return let_in(content, name, allowed)


def let_in(content: bytes, name: str, allowed: frozenset[OfficeKind] = PAPERS) -> OfficeFile:
    """The same for bytes that are already here (an upload)."""
    if len(content) > MAX_FILE:
        raise InputError(
            f"{name}: tệp lớn hơn {MAX_FILE // 1_000_000} MB. Chép riêng phụ lục có bảng điểm sang một tệp mới, bỏ ảnh."
        )
    if content.startswith(b"PK\x03\x04"):
        return _package(content, name, allowed)
    if OfficeKind.OLD_WORKBOOK in allowed and _is_old_workbook(content):
        return OfficeFile(name, OfficeKind.OLD_WORKBOOK, content, tuple(_old_notes(content)))
    if reason := _stranger(content, name):
        raise InputError(f"{name}: {reason}")
    if OfficeKind.PAGE not in allowed:
        raise InputError(f"{name}: {_NO_WORKBOOK}")
    return OfficeFile(name, OfficeKind.PAGE, content)


_NO_WORKBOOK = "không phải bảng tính (.xlsx, .xls, .ods). Chọn đúng tệp, hoặc lưu lại dạng .xlsx."


def _is_old_workbook(content: bytes) -> bool:
    """An OLE file with the stream of a workbook and none of a locked package."""
    wide = {word: word.encode("utf-16-le") in content for word, _ in _INSIDE_OLE}
    return content.startswith(_OLE) and not wide["EncryptedPackage"] and (wide["Workbook"] or wide["Book"])


def _old_notes(content: bytes) -> Iterator[str]:
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        yield _MACROS
    if "MBD".encode("utf-16-le") in content:
        yield _EMBEDDED


_STARTS = (
    (b"MZ", "đây là chương trình chạy được, không phải văn bản. Không mở tệp này; báo cho người phụ trách máy tính."),
    (b"\x7fELF", "đây là chương trình chạy được, không phải văn bản. Không mở tệp này."),
    (b"%PDF", "đây là tệp PDF. Xin bản Word hoặc Excel của phụ lục, hoặc chuyển sang .docx rồi đọc lại."),
    (b"{\\rtf", "đây là tệp RTF. Mở bằng Word rồi lưu lại dạng .docx."),
    (b"PK", "tệp nén rỗng hoặc hỏng. Xin lại tệp."),
    (b"\x1f\x8b", "đây là tệp nén, không phải văn bản. Giải nén rồi chọn đúng phụ lục."),
    (b"Rar!", "đây là tệp nén, không phải văn bản. Giải nén rồi chọn đúng phụ lục."),
    (b"7z\xbc\xaf", "đây là tệp nén, không phải văn bản. Giải nén rồi chọn đúng phụ lục."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_INSIDE_OLE = (
    ("EncryptedPackage", "tệp có mật khẩu. Mở bằng Word hoặc Excel, bỏ mật khẩu, lưu lại rồi đọc lại."),
    ("WordDocument", "đây là tệp Word đời cũ (.doc). Mở bằng Word rồi lưu lại dạng .docx."),
    ("Workbook", "đây là tệp Excel đời cũ (.xls). Mở bằng Excel rồi lưu lại dạng .xlsx."),
    ("Book", "đây là tệp Excel đời cũ (.xls). Mở bằng Excel rồi lưu lại dạng .xlsx."),
)
_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|div|p|meta|o:p|!--|\?xml)", re.IGNORECASE)


def _stranger(content: bytes, name: str) -> str:
    """Why these bytes are no saved web page; nothing when they may be one."""
    if not content.strip():
        return "tệp trống."
    if content.startswith(_OLE):
        for word, reason in _INSIDE_OLE:
            if word.encode("utf-16-le") in content:
                return reason
        return "đây là tệp Office đời cũ. Mở bằng Word hoặc Excel rồi lưu lại dạng .docx hoặc .xlsx."
    for start, reason in _STARTS:
        if content.startswith(start):
            return reason
    opening = content[:65_536].replace(b"\0", b"")
    if re.match(rb"\s*(MIME-Version|From):", opening, re.IGNORECASE):
        return "đây là trang web lưu dạng một tệp (.mht). Lưu lại dạng .html."
    if not _HTML.search(opening):
        if name.lower().endswith(_BOOKS) and re.search(rb"[,;\t]", opening):
            return "đây là tệp chữ, có lẽ là CSV được đổi đuôi. Mở bằng Excel rồi lưu lại dạng .xlsx."
        return "không phải tệp Word (.docx), Excel (.xlsx) hay trang web (.html)."
    return ""


def _package(content: bytes, name: str, allowed: frozenset[OfficeKind]) -> OfficeFile:
    if content.count(b"PK\x01\x02") > MAX_PARTS:
        raise InputError(f"{name}: tệp có quá nhiều phần bên trong, không giống một văn bản. Xin lại tệp.")
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"{name}: tệp hỏng, không mở được. Xin lại tệp, hoặc mở bằng Word rồi lưu lại.") from error
    parts = {info.filename: info for info in package.infolist()}
    if len(parts) != len(package.infolist()):
        raise InputError(f"{name}: tệp có hai phần trùng tên bên trong, không mở để an toàn. Xin lại tệp.")
    return OfficeFile(name, _kind_of(parts, name, allowed), content, tuple(_notes(parts)), parts)


def _kind_of(parts: dict[str, zipfile.ZipInfo], name: str, allowed: frozenset[OfficeKind]) -> OfficeKind:
    if "word/document.xml" in parts:
        if OfficeKind.WORD not in allowed:
            raise InputError(f"{name}: {_NO_WORKBOOK}")
        return OfficeKind.WORD
    if "content.xml" in parts and OfficeKind.OPEN_WORKBOOK in allowed:
        return OfficeKind.OPEN_WORKBOOK
    if "xl/workbook.xml" in parts:
        return OfficeKind.WORKBOOK
    if "xl/workbook.bin" in parts:
        raise InputError(f"{name}: đây là tệp Excel nhị phân (.xlsb). Mở bằng Excel rồi lưu lại dạng .xlsx.")
    if "content.xml" in parts:
        raise InputError(f"{name}: đây là tệp OpenDocument. Lưu lại dạng .docx hoặc .xlsx.")
    raise InputError(f"{name}: đây là tệp nén, không phải văn bản Word (.docx) hay bảng Excel (.xlsx).")


_MACROS = "Tệp có macro: macro không được chạy và không được đọc."
_EMBEDDED = "Tệp có đối tượng nhúng: không được mở."


def _notes(parts: dict[str, zipfile.ZipInfo]) -> Iterator[str]:
    if any(part.endswith("vbaProject.bin") or part.startswith(("Basic/", "Scripts/")) for part in parts):
        yield _MACROS
    if any("/embeddings/" in part or "/activeX/" in part or re.match("Object [0-9]+/", part) for part in parts):
        yield _EMBEDDED
    if any("/externalLinks/" in part for part in parts):
        yield "Tệp có liên kết tới tệp khác: không được đi theo; số lấy từ tệp khác là số đã lưu lần cuối."


def _unpack(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    if info.flag_bits & 1:
        raise InputError(f"{name}: tệp có mật khẩu. Bỏ mật khẩu, lưu lại rồi đọc lại.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(f"{name}: tệp nén theo cách lạ, không mở để an toàn. Mở bằng Word hoặc Excel rồi lưu lại.")
    try:
        with package.open(info) as part:
            data = part.read(MAX_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{name}: tệp hỏng ở phần “{info.filename}”. Xin lại tệp.") from error
    if len(data) > MAX_PART:
        raise InputError(
            f"{name}: phần “{info.filename}” nở ra quá {MAX_PART // 1_000_000} MB khi giải nén (có thể là bom nén), "
            "không đọc. Chép riêng phụ lục có bảng điểm sang một tệp mới."
        )
    return data


_ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def safe_xml(data: bytes, name: str) -> Any:
    """The root element. No DTD, no entities, no network, no more nodes than MAX_NODES."""
    from lxml import etree  # noqa: PLC0415 - only those who read office files need it

    if _ENTITIES.search(data.replace(b"\0", b"")):
        raise InputError(f"{name}: XML bên trong khai báo thực thể (DTD), văn bản thật không có; không đọc để an toàn.")
    if data.count(b"<") > MAX_NODES or data.count(b"=") > MAX_NODES:
        raise InputError(f"{name}: quá nhiều thành phần bên trong, không đọc. Chép riêng phụ lục sang một tệp mới.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name}: nội dung bên trong tệp bị hỏng. Mở bằng Word hoặc Excel rồi lưu lại.") from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise InputError(f"{name}: XML bên trong khai báo thực thể (DTD); không đọc để an toàn.")
    return root


WORKBOOK_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml|"
    r"xl/styles\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)


def safe_workbook(file: OfficeFile) -> bytes:
    """A package with only the sheets of a workbook, each within bounds: for a reader that lays sheets out whole."""
    names = [name for name in file.parts if WORKBOOK_PARTS.fullmatch(name)]
    shared = [_letters(item) for item in file.xml("xl/sharedStrings.xml")] if file.has("xl/sharedStrings.xml") else []
    for name in names:
        if name.lower().startswith("xl/worksheets/"):
            _check_sheet(file.xml(name), shared, file.name)
        elif not name.endswith("sharedStrings.xml"):
            file.xml(name)
    return file.only(iter(names))


def _letters(item: Any) -> int:
    return sum(len(text) for text in item.itertext())


_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def _check_sheet(root: Any, shared: list[int], name: str) -> None:
    row = column = letters = last = width = 0
    for cell in root.iter("{*}row", "{*}c"):
        if cell.tag.endswith("}row"):
            row, column = _row_number(cell.get("r"), row), 0
            continue
        row, column = _corner(cell.get("r"), row, column + 1)
        if len(cell):
            last, width = max(last, row), max(width, column)
            letters += _stored(cell, shared)
    if last * width > MAX_CELLS or letters > MAX_LETTERS:
        raise InputError(
            f"{name}: một tờ trải rộng {last} hàng × {width} cột, quá lớn để đọc. "
            "Xoá các ô thừa ngoài bảng rồi lưu lại."
        )


def _row_number(stated: str | None, before: int) -> int:
    return int(stated) if stated and stated.isascii() and stated.isdigit() and len(stated) < 10 else before + 1


def _corner(stated: str | None, row: int, column: int) -> tuple[int, int]:
    match = _CELL.fullmatch((stated or "").upper())
    if match is None:
        return row, column
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return max(row, int(match[2])), number


def _stored(cell: Any, shared: list[int]) -> int:
    if cell.get("t") != "s":
        return _letters(cell)
    text = "".join(cell.itertext()).strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else len(shared)
    return shared[number] if number < len(shared) else 0
