"""Plain values to a model; pydantic's errors to Vietnamese findings with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from par_engine import text as words
from par_engine.findings import Finding, Severity
from par_engine.numbers import plain
from par_engine.reading.source import read_text
from par_engine.reading.tree import MAX_FINDINGS, Tree, read_tree

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A model together with the file it came from, for findings that come later."""

    model: M
    tree: Tree
    name: str

    def finding(
        self,
        check: str,
        path: tuple[str | int, ...],
        message: str,
        *,
        found: str = "",
        allowed: str = "",
        action: str = "",
        severity: Severity = Severity.ERROR,
        key: bool = False,
    ) -> Finding:
        """A finding at a key path of this file."""
        place = self.tree.at(path, key=key)
        return Finding(check, severity, key_path(path), message, found, allowed, action, place)


def key_path(path: tuple[str | int, ...]) -> str:
    """`criteria[3].rule.bands[0]`, counted from 1 as people do."""
    shown = ""
    for segment in path:
        shown += f"[{segment + 1}]" if isinstance(segment, int) else f".{segment}" if shown else segment
    return shown


def read_model(path: Path, name: str, model: type[M]) -> tuple[Loaded[M] | None, list[Finding]]:
    """Reads one data file strictly. Either the model, or every problem of the file."""
    tree, findings = read_file(path, name)
    return validate(tree, model) if tree else (None, findings)


def read_file(path: Path, name: str) -> tuple[Tree | None, list[Finding]]:
    """The plain values of one file with their places."""
    text, findings = read_text(path, name)
    return (None, findings) if findings else read_tree(text, name)


def validate(tree: Tree, model: type[M]) -> tuple[Loaded[M] | None, list[Finding]]:
    """Checks a tree that was read against a model. A file of another kind or schema is not looked into."""
    if tree.data is None:
        message, action = "tệp không có nội dung", "kiểm tra xem đã chọn đúng tệp, tệp đã được lưu"
        return None, [Finding("file.empty", Severity.ERROR, "", message, action=action, place=tree.at(()))]
    if findings := list(_another_file(tree, model)):
        return None, findings
    readers: dict[int, type[BaseModel]] = {}
    try:
        return Loaded(model.model_validate(tree.data, context=readers), tree, tree.name), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {name for one in details[:MAX_FINDINGS] for name in _meant(tree, one, readers)}
        told = [one for one in details if one["loc"] not in misspelt and not _long_enough(one)]
        return None, [_finding(tree, one, readers) for one in told[:MAX_FINDINGS]]


def _another_file(tree: Tree, model: type[BaseModel]) -> Iterator[Finding]:
    """What the first two keys say, where a model asks for them: compared exactly, `true` and `1.0` are not `1`."""
    for name, field in model.model_fields.items():
        key, values = field.alias or name, get_args(field.annotation)
        if key not in ("kind", "schema") or len(values) != 1 or not isinstance(tree.data, dict) or key not in tree.data:
            continue
        found, wanted = tree.data[key], values[0]
        if type(found) is not type(wanted) or found != wanted:
            allowed = f"{key}: {wanted}"
            message = f"tệp này phải ghi {allowed} (gặp: {show(found)})"
            action = words.did_you_mean(str(found), [wanted]) if key == "kind" else "ghi số, không để trong nháy"
            place = tree.at((key,))
            yield Finding("model.literal_error", Severity.ERROR, key, message, show(found), allowed, action, place)


def _long_enough(details: ErrorDetails) -> bool:
    """pydantic counts only the good items of a list; a list is too short only if too little is written."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _meant(tree: Tree, details: ErrorDetails, readers: dict[int, type[BaseModel]]) -> Iterator[tuple[str | int, ...]]:
    """Where a key is unknown and near to a name: that name, so that it is not also reported as missing."""
    if details["type"] == "extra_forbidden":
        *above, word = details["loc"]
        names = _names(_parent(tree.data, _in_file(tree.data, details["loc"])), readers)
        if name := words.nearest(str(word), names):
            yield (*above, name)


def _finding(tree: Tree, details: ErrorDetails, readers: dict[int, type[BaseModel]]) -> Finding:
    kind = details["type"]
    path = _in_file(tree.data, details["loc"], missing=kind == "missing")
    context = details.get("ctx", {})
    missing = str(details["loc"][-1]) if kind == "missing" else ""
    message, allowed, action = _MESSAGES.get(kind, ("giá trị không hợp lệ", "", ""))
    found = "" if kind == "missing" else show(details["input"])
    if kind == "field":
        message, allowed, action = (str(context.get(part, "")) for part in ("message", "allowed", "action"))
    elif kind == "extra_forbidden":
        word = str(details["loc"][-1])
        names = _names(_parent(tree.data, path), readers)
        action, allowed, found = words.did_you_mean(word, names), words.listing(names, 20), word
    elif kind == "missing":
        message, found = f"thiếu khoá “{missing}”", ""
    elif kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").replace("True", "true")
        action = words.did_you_mean(str(details["input"]), allowed.split(", "))
    elif kind in ("too_short", "too_long"):
        allowed = allowed.format(**context)
    offset = context.get("offset", 0)
    at_key = kind == "extra_forbidden" or details["loc"][-1:] == ("[key]",)
    place = tree.inside(path, offset) if offset else tree.at(path, key=at_key)
    shown = f"{message} (gặp: {found})" if found and kind != "extra_forbidden" else message
    return Finding(f"model.{kind}", Severity.ERROR, key_path(path), shown, found, allowed, action, place)


_MESSAGES = {
    "missing": ("thiếu khoá", "", "bổ sung khoá này"),
    "extra_forbidden": ("khoá không được phép", "", ""),
    "model_type": ("phải là một nhóm “khoá: giá trị”", "", "xuống dòng, thụt vào và viết từng khoá"),
    "model_attributes_type": ("phải là một nhóm “khoá: giá trị”", "", "xuống dòng, thụt vào và viết từng khoá"),
    "dict_type": ("phải là một nhóm “khoá: giá trị”", "", "xuống dòng, thụt vào và viết từng khoá"),
    "list_type": ("phải là danh sách", "", "viết mỗi mục một dòng bắt đầu bằng “- ”"),
    "tuple_type": ("phải là danh sách", "", "viết mỗi mục một dòng bắt đầu bằng “- ”"),
    "literal_error": ("giá trị không có trong danh sách", "", ""),
    "enum": ("giá trị không có trong danh sách", "", ""),
    "too_short": ("thiếu mục", "ít nhất {min_length} mục", "bổ sung, hoặc bỏ khoá này"),
    "too_long": ("thừa mục", "nhiều nhất {max_length} mục", "bỏ bớt"),
}


def _in_file(data: Any, location: tuple[str | int, ...], *, missing: bool = False) -> tuple[str | int, ...]:
    """pydantic's location without the union tags, which are not in the file; nor is the last part if `missing`."""
    path: list[str | int] = []
    for number, segment in enumerate(location):
        inside = isinstance(data, dict) and segment in data
        listed = isinstance(data, list) and isinstance(segment, int) and segment < len(data)
        if inside or listed:
            data = data[segment]
            path.append(segment)
        elif missing and number == len(location) - 1:
            path.append(segment)
    return tuple(path)


def _parent(data: Any, path: tuple[str | int, ...]) -> Any:
    for segment in path[:-1]:
        data = data[segment]
    return data


def _names(mapping: Any, readers: dict[int, type[BaseModel]]) -> list[str]:
    model = readers.get(id(mapping))
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def show(value: Any) -> str:
    """A found value as messages quote it."""
    if value is None:
        return "để trống"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return f"“{value[:60]}…”" if len(value) > 60 else f"“{value}”"
    if isinstance(value, dict):
        return "một nhóm khoá" + (": " if value else " trống") + words.listing(map(str, value), 5)
    if isinstance(value, list):
        return f"một danh sách {len(value)} mục"
    return str(value)
