"""The edge to the file system: bytes of one file as NFC text, or a finding that says why not."""

from __future__ import annotations

import re
from pathlib import Path

from par_engine.errors import disk_reason
from par_engine.findings import Finding, Place, Severity
from par_engine.text import is_nfc

MAX_BYTES = 5_000_000
"""A criteria set of 300 components has about 300 KB. Larger files are mistakes or attacks."""

_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters, line ends that editors do not count, and marks that turn the reading direction."""


def read_text(path: Path, name: str) -> tuple[str, list[Finding]]:
    """The text of a file, or an empty text and the findings. `name` is how messages call the file."""
    try:
        if path.is_dir():
            return "", [_problem(name, "đây là thư mục, không phải tệp", "chỉ ra tệp cần đọc trong thư mục này")]
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # never more, whatever the size that the file system states
    except FileNotFoundError:
        return "", [_problem(name, "không tìm thấy tệp", "kiểm tra lại tên và thư mục")]
    except OSError as error:
        action = "kiểm tra quyền đọc tệp: xin người giữ tệp mở quyền, hoặc nhờ chép tệp về thư mục của mình"
        return "", [_problem(name, f"không mở được tệp ({disk_reason(error)})", action)]
    if len(raw) > MAX_BYTES:
        size = f"tệp lớn hơn {MAX_BYTES / 1e6:.0f} MB"
        return "", [_problem(name, size, "kiểm tra lại tệp; tài liệu kiểm chứng phải để ở tệp riêng")]
    return decode(raw, name)


def decode(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    """UTF-8 in composed form, or findings with the line of the first wrong byte or letter."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", [_problem(name, "tệp không phải bảng mã UTF-8", "lưu lại tệp với bảng mã UTF-8", line)]
    if match := _STRANGE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        return "", [_problem(name, *strange_letter(match[0]), line, column)]
    if is_nfc(text):
        return text, []
    wrong = [number for number, line in enumerate(text.split("\n"), 1) if not is_nfc(line)]
    message = f"chữ Việt ở dạng tổ hợp rời (NFD) tại {len(wrong)} dòng"
    return "", [_problem(name, message, "lưu lại tệp ở dạng dựng sẵn (NFC)", wrong[0] if wrong else 1)]


def written_wrongly(text: str) -> tuple[str, str] | None:
    """Message and action for a text that escapes (`\\u0301`) brought in a form that files may not have."""
    if match := _STRANGE.search(text):
        return strange_letter(match[0])
    return None if is_nfc(text) else ("chữ Việt ở dạng tổ hợp rời (NFD)", "viết chữ ở dạng dựng sẵn (NFC)")


def strange_letter(letter: str) -> tuple[str, str]:
    """Message and action for a letter that no text needs."""
    return f"ký tự điều khiển không hợp lệ (U+{ord(letter):04X})", "xoá ký tự này rồi lưu lại"


def _problem(name: str, message: str, action: str, line: int = 1, column: int = 1) -> Finding:
    return Finding("file.unreadable", Severity.ERROR, "", message, action=action, place=Place(name, line, column))
