"""What JSON does not allow though YAML would: a `.json` file that other programs could not read is refused here."""

from __future__ import annotations

import json
import re
from typing import Any

from par_engine.findings import Finding, Place, Severity

_WORDS = {
    "Expecting property name": ("tên khoá phải nằm trong nháy kép", 'viết "khoá": giá trị'),
    "Expecting ':'": ("thiếu dấu hai chấm sau tên khoá", 'viết "khoá": giá trị'),
    "Expecting ','": ("thiếu dấu phẩy, hoặc ngoặc chưa đóng", "ngăn các mục bằng dấu phẩy, đóng ngoặc ] hoặc }"),
    "Unterminated string": ("nháy mở mà không đóng", "đóng dấu nháy kép"),
    "Invalid control character": ("xuống dòng hoặc phím Tab trong nháy kép", "viết \\n hoặc \\t"),
    "Invalid \\": ("ký tự thoát \\ không hợp lệ trong nháy kép", "viết \\\\ cho một dấu \\"),
    "Extra data": ("còn chữ sau khi dữ liệu đã hết", "giữ một nhóm { … } duy nhất"),
    "Expecting value": (
        "giá trị không đúng dạng JSON",
        "chữ để trong nháy kép; số viết như 12 hoặc 0.5; true, false, null",
    ),
}
_COMMA = ("thừa dấu phẩy trước ngoặc đóng", "bỏ dấu phẩy này")
_STRING_OR_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')


class _NoNumber(ValueError):
    """`NaN` and `Infinity`, which Python reads and JSON has not."""


def json_problems(text: str, name: str) -> list[Finding]:
    """The first place where a text is not JSON, as a finding. Nesting is limited by the reader, not here."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return [_finding(text, name, error)]
    except _NoNumber:
        at = next(match.start(1) for match in _STRING_OR_CONSTANT.finditer(text) if match[1])
        return [_problem(text, name, at, *_WORDS["Expecting value"])]
    except RecursionError:
        return []
    return []


def _refuse(word: str) -> Any:
    raise _NoNumber(word)


def _finding(text: str, name: str, error: json.JSONDecodeError) -> Finding:
    before = text[: error.pos].rstrip()
    closes = text[error.pos :].lstrip()[:1] in ("]", "}")
    if closes and before.endswith(","):
        return _problem(text, name, len(before) - 1, *_COMMA)
    if error.msg.startswith("Illegal trailing comma"):  # Python 3.13 knows it, and points at the comma
        return _problem(text, name, error.pos, *_COMMA)
    if text[max(error.pos - 1, 0) : error.pos] == "0" and text[error.pos : error.pos + 1].isdigit():
        return _problem(text, name, error.pos, "số bắt đầu bằng 0", "bỏ số 0 đứng đầu, hoặc để mã số trong nháy kép")
    message, action = next(
        (words for part, words in _WORDS.items() if error.msg.startswith(part)), ("sai cú pháp JSON", "")
    )
    return _problem(text, name, error.pos, message, action or "so lại dấu ngoặc, dấu phẩy và dấu nháy ở dòng này")


def _problem(text: str, name: str, at: int, message: str, action: str) -> Finding:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Finding("json.syntax", Severity.ERROR, "", message, action=action, place=Place(name, line, column))
