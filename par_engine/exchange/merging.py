"""Results of others put into an assessment that verifiers work on already: nothing that stands there is changed, no
comment is lost, and a result that says something else than what stands is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from par_engine.errors import InputError
from par_engine.evidence.assessment import Assessment
from par_engine.findings import Finding
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import read_tree
from par_engine.scoring.drafting.writing import flow

HEAD = {"agency": "cơ quan", "criteria_set": "bộ tiêu chí", "version": "phiên bản", "period": "kỳ"}
PARTS = ("survey", "external")


def merged(text: str, standing: Loaded[Assessment], new: Loaded[Assessment]) -> str:
    """The text of the standing file with the new results added. Raises InputError with every contradiction."""
    problems = [*_another(standing, new), *_contradictions(standing, new)]
    if problems:
        message = f"Không ghép được vào “{standing.name}”: {len(problems)} chỗ không khớp; tệp giữ nguyên."
        raise InputError(message, problems)
    for part in PARTS:
        known, found = getattr(standing.model, part), new.tree.data.get(part, {})
        text = _added(text, part, {name: one for name, one in found.items() if name not in known}, standing.name)
    _require_whole(text, standing, new)
    return text


def added(standing: Loaded[Assessment], new: Loaded[Assessment]) -> int:
    """How many results are new."""
    return sum(name not in getattr(standing.model, part) for part in PARTS for name in getattr(new.model, part))


def _another(standing: Loaded[Assessment], new: Loaded[Assessment]) -> Iterator[Finding]:
    for key, word in HEAD.items():
        here, there = getattr(standing.model, key), getattr(new.model, key)
        if here != there:
            shown = (here.span(), there.span()) if key == "period" else (here, there)
            message = f"tệp thẩm định ghi {word} “{shown[0]}”, bảng ghi “{shown[1]}”"
            yield standing.finding("survey.another", (key,), message, found=str(shown[1]), action="chọn đúng tệp")


def _contradictions(standing: Loaded[Assessment], new: Loaded[Assessment]) -> Iterator[Finding]:
    for part in PARTS:
        known, found = getattr(standing.model, part), getattr(new.model, part)
        for name in (name for name in found if name in known and known[name] != found[name]):
            message = f"“{name}” đã có kết quả khác trong tệp thẩm định"
            action = "giữ kết quả nào thì xoá kết quả kia ở tệp thẩm định hoặc ở bảng, rồi chạy lại"
            yield standing.finding("survey.contradiction", (part, name), message, found=name, action=action)


def _added(text: str, part: str, results: Mapping[str, Any], name: str) -> str:
    """The lines of a part with more of them after its last; a part that is not there comes at the end."""
    if not results:
        return text
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if re.match(rf"{part}\s*:", line)), None)
    if start is None:
        made = [f"  {flow(key)}: {flow(value)}" for key, value in results.items()]
        return "\n".join([*lines, *([""] if lines and lines[-1].strip() else []), f"{part}:", *made]) + "\n"
    if not re.fullmatch(rf"{part}\s*:\s*(#.*)?", lines[start]):
        action = f"viết mỗi kết quả của “{part}” trên một dòng riêng, thụt vào dưới “{part}:”"
        raise InputError(f"Không ghép được vào “{name}”: mục “{part}” viết trên một dòng. Cần làm: {action}.")
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " #"):
        end += 1
    inside = [number for number in range(start + 1, end) if lines[number].startswith(" ")]
    last = inside[-1] + 1 if inside else start + 1
    first = next((lines[number] for number in inside if not lines[number].lstrip().startswith("#")), "  ")
    indent = " " * (len(first) - len(first.lstrip()) or 2)
    made = [f"{indent}{flow(key)}: {flow(value)}" for key, value in results.items()]
    return "\n".join([*lines[:last], *made, *lines[last:]]) + "\n"


def _require_whole(text: str, standing: Loaded[Assessment], new: Loaded[Assessment]) -> None:
    """The new text says what both said, and nothing else."""
    tree, _ = read_tree(text, standing.name)
    loaded = validate(tree, Assessment)[0] if tree else None
    parts = {part: {**getattr(new.model, part), **getattr(standing.model, part)} for part in PARTS}
    if loaded is None or loaded.model != standing.model.model_copy(update=parts):
        raise InputError(
            f"Không ghép được vào “{standing.name}” mà giữ nguyên phần đã có; ghi ra tệp riêng (-o) rồi chép tay."
        )
