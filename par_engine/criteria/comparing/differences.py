"""Everything that is different between two sets. Nothing is left out: a key that no sort of change explains is told as
it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from par_engine.criteria.comparing.change import Change, Sort
from par_engine.criteria.comparing.matching import Pairs, pair_up
from par_engine.criteria.due import Due
from par_engine.criteria.model import PROVENANCE, Criterion, Requirement
from par_engine.criteria.yardstick import Placed, Yardstick, nodes
from par_engine.numbers import viet
from par_engine.text import listing

Data = Mapping[str, Any]
WHOLE = "Bộ tiêu chí"


@dataclass(frozen=True)
class _Key:
    """How a key of a file is told."""

    sort: Sort
    what: str


_SET_KEYS = {
    "title": _Key(Sort.REWORDED, "tên bộ"),
    "year": _Key(Sort.REDATED, "năm"),
    "unit_kinds": _Key(Sort.WHO, "loại đơn vị"),
    "agencies": _Key(Sort.WHO, "cơ quan được nêu tên"),
    "basis": _Key(Sort.BASIS, "căn cứ"),
    "max_points": _Key(Sort.REWEIGHTED, "tổng điểm"),
    "decimals": _Key(Sort.TOTALS, "số chữ số thập phân của điểm"),
    "rounding": _Key(Sort.TOTALS, "cách làm tròn điểm"),
    "index": _Key(Sort.TOTALS, "cách tính chỉ số"),
    "final": _Key(Sort.TOTALS, "điểm cuối cùng"),
    "rescale": _Key(Sort.TOTALS, "quy đổi khi không điều tra"),
    "grades": _Key(Sort.TOTALS, "xếp loại"),
    "deadlines": _Key(Sort.REDATED, "hạn tự chấm, hạn báo cáo"),
    "dated": _Key(Sort.REDATED, "khoảng ngày ban hành tài liệu"),
    "events": _Key(Sort.REDATED, "sự kiện"),
    "holidays": _Key(Sort.REDATED, "ngày nghỉ"),
    "next_working_day": _Key(Sort.REDATED, "hạn rơi vào ngày nghỉ"),
    "constants": _Key(Sort.MEASURED, "hằng số"),
    "areas": _Key(Sort.MOVED, "thứ tự lĩnh vực"),
    "exemptions": _Key(Sort.WHO, "trường hợp không áp dụng"),
    "provenance": _Key(Sort.PROVENANCE, "nguồn gốc"),
}
_COMPONENT_KEYS = {
    "title": _Key(Sort.REWORDED, "tên"),
    "max_points": _Key(Sort.REWEIGHTED, "điểm tối đa"),
    "basis": _Key(Sort.BASIS, "căn cứ"),
    "provenance": _Key(Sort.PROVENANCE, "nguồn gốc"),
    "applies_to": _Key(Sort.WHO, "đối tượng"),
    "requires": _Key(Sort.REQUIRED, "điều kiện tiên quyết"),
    "responsible": _Key(Sort.REWORDED, "cơ quan chịu trách nhiệm"),
    "measure": _Key(Sort.MEASURED, "phép tính"),
    "when_denominator_zero": _Key(Sort.MEASURED, "khi mẫu số bằng 0"),
    "rule": _Key(Sort.REBANDED, "cách cho điểm"),
    "due": _Key(Sort.REDATED, "thời hạn"),
    "remedy": _Key(Sort.REMEDY, "biện pháp"),
}
_NODE_KEYS = {
    "title": _Key(Sort.REWORDED, "tên"),
    "code": _Key(Sort.RENUMBERED, "số thứ tự"),
    "max_points": _Key(Sort.REWEIGHTED, "điểm tối đa"),
    "section": _Key(Sort.TOTALS, "điểm thưởng, điểm phạt"),
    "provenance": _Key(Sort.PROVENANCE, "nguồn gốc"),
}
_REQUIREMENT_KEYS = {
    "kind": _Key(Sort.PROOF, "loại"),
    "about": _Key(Sort.REWORDED, "về việc"),
    "by": _Key(Sort.PROOF, "cơ quan ban hành"),
    "dated": _Key(Sort.REDATED, "khoảng ngày ban hành"),
    "due": _Key(Sort.REDATED, "thời hạn"),
    "counts": _Key(Sort.REDATED, "ngày được tính"),
    "when": _Key(Sort.PROOF, "chỉ cần khi"),
}
_KEYS = {
    "from": "từ",
    "to": "đến",
    "by": "chậm nhất",
    "before": "trước",
    "in": "trong",
    "at_least": "từ",
    "at_most": "không quá",
    "above": "trên",
    "below": "dưới",
    "points": "điểm",
    "title": "tên",
    "text": "văn bản",
    "at": "tại",
    "basis": "căn cứ",
    "reason": "lý do",
    "note": "ghi chú",
    "unit_kinds": "loại đơn vị",
    "agencies": "cơ quan",
    "except": "trừ",
    "components": "tiêu chí",
    "trait": "đặc điểm",
    "component": "tiêu chí",
    "self_scoring": "tự chấm:",
    "report": "báo cáo:",
    "action": "việc:",
    "owner": "người làm:",
    "effort": "công sức",
    "lead": "chủ trì:",
    "executing": "thực hiện:",
    "cooperating": "phối hợp:",
    "summary": "tổng hợp:",
    **PROVENANCE,
    "decimals": "số chữ số thập phân",
    "rounding": "làm tròn",
    "unit_kind": "loại đơn vị",
    "name": "tên",
    "parent": "cấp trên",
    "measure": "phép tính",
    "each": "mỗi",
}
"""Keys of nested data as people read them."""
_LEFT_OUT = {"id", "kind", "schema", "version", "criteria", "parts", "documents"}
"""Keys that are told elsewhere, or say nothing."""


_DATE = re.compile(
    r"(?P<head>(?:[0-9]{1,2}/)?[0-9]{1,2}/|[WQMH][0-9]{1,2}/)(?P<year>[0-9]{4})|(?P<iso>[0-9]{4})(?P<tail>-[0-9]{2}-[0-9]{2})"
)


def differences(old: Yardstick, new: Yardstick, told: Mapping[str, str] | None = None) -> list[Change]:
    """All changes from one set to another, set first, then area by area in the order of the new set.

    `told` maps ids of new components to those they continue. Between sets of different years, dates that only moved
    with the year are no change.
    """
    return [*_of_set(old, new), *_of_nodes(old, new), *_of_components(old, new, told or {}), *_of_holidays(old, new)]


def _of_set(old: Yardstick, new: Yardstick) -> Iterator[Change]:
    after = new.set_file.tree.written
    before = _moved(old.set_file.tree.written, after, new.set.year - old.set.year)
    if before.get("year") != after.get("year"):
        moved = f"{after.get('year')} (các ngày, tháng dời theo)"
        yield Change(Sort.REDATED, "", WHOLE, "năm", str(before.get("year")), moved)
    for key in _changed(before, after):
        told = _SET_KEYS.get(key, _Key(Sort.TOTALS, key))
        if key != "year":
            yield from _told("", WHOLE, told, before.get(key), after.get(key), new.set.unit_kinds)


def _of_holidays(old: Yardstick, new: Yardstick) -> Iterator[Change]:
    if old.set.year != new.set.year:
        return  # every year has its own
    before = old.holidays_file.tree.written if old.holidays_file else None
    after = new.holidays_file.tree.written if new.holidays_file else None
    if before != after:
        words = {True: "có tệp ngày nghỉ theo năm", False: "không có tệp ngày nghỉ theo năm"}
        same = (before is None) == (after is None)
        changed = "tệp ngày nghỉ theo năm có nội dung khác" if same else words[after is not None]
        yield Change(Sort.REDATED, "", WHOLE, "ngày nghỉ", "", changed)


def _of_nodes(old: Yardstick, new: Yardstick) -> Iterator[Change]:
    """Areas and the criteria above components: their titles, maxima, numbers."""
    before, after = dict(_inner(old)), dict(_inner(new))
    for name, (area, data, words) in before.items():
        if name not in after:
            most = _points(data.get("max_points"), old.set.unit_kinds)
            yield Change(Sort.REMOVED, area, words, "", f"tối đa {most}")
    for name, (area, data, words) in after.items():
        if name not in before:
            most = _points(data.get("max_points"), new.set.unit_kinds)
            yield Change(Sort.ADDED, area, words, "", "", f"tối đa {most}")
            continue
        earlier = before[name][1]
        for key in _changed(earlier, data):
            told = _NODE_KEYS.get(key, _Key(Sort.REWORDED, key))
            yield from _told(area, words, told, earlier.get(key), data.get(key), new.set.unit_kinds)


def _inner(yardstick: Yardstick) -> Iterator[tuple[str, tuple[str, Data, str]]]:
    for file in yardstick.area_files:
        area = file.model
        yield f"area {area.id}", (area.id, file.tree.data, f"Lĩnh vực {area.code}. {area.title}")
        for path, _, node in nodes(area):
            if isinstance(node, Criterion):
                yield f"criterion {node.id}", (area.id, _at(file.tree.data, path), f"{node.id} {node.title}")


def _of_components(old: Yardstick, new: Yardstick, told: Mapping[str, str]) -> Iterator[Change]:
    pairs = pair_up(old, new, told)
    partner = {after.order: before for before, after in pairs.kept}
    yield from _of_order(pairs)
    for placed in pairs.removed:
        yield Change(Sort.REMOVED, placed.area.id, _name(placed), "", _summary(old, placed))
    for placed in new.components.values():
        before = partner.get(placed.order)
        if before is None:
            yield Change(Sort.ADDED, placed.area.id, _name(placed), "", "", _summary(new, placed))
        else:
            yield from _of_component(old, new, before, placed)


def _of_component(old: Yardstick, new: Yardstick, before: Placed, after: Placed) -> Iterator[Change]:
    area, name = after.area.id, _name(after)
    if before.id != after.id:
        yield Change(Sort.RENUMBERED, area, name, "mã", before.id, after.id)
    if not set(_homes(before)) & set(_homes(after)):
        yield Change(Sort.MOVED, area, name, "thuộc", _home_words(before), _home_words(after))
    years, later = new.set.year - old.set.year, _data(after)
    earlier = _moved(_data(before), later, years)
    for key in _changed(earlier, later):
        known = _COMPONENT_KEYS.get(key, _Key(Sort.REBANDED, key))
        if key == "rule":
            yield from _of_rule(old, new, before, after)
        else:
            yield from _told(area, name, known, earlier.get(key), later.get(key), new.set.unit_kinds)
    if bool(before.target) != bool(after.target):
        waits = {True: "chưa đến hạn", False: "phải chấm"}
        yield Change(Sort.REDATED, area, name, "chỉ tiêu", waits[bool(before.target)], waits[bool(after.target)])
    yield from _of_documents(old, new, before, after)
    if earlier == later and _moved(_written(before), _written(after), years) != _written(after):
        yield Change(Sort.REDATED, area, name, "giá trị theo năm", "", "khác ở một năm khác; xem bằng --year")


def _homes(placed: Placed) -> tuple[tuple[str, str], tuple[str, str]]:
    """What a component stands in, by id and by title: renaming or renumbering the criterion above moves nothing."""
    above = placed.above[-1] if placed.above else ""
    name, _, title = above.partition(" ")
    return (placed.area.id, f"id {name}"), (placed.area.id, f"title {title}")


def _home_words(placed: Placed) -> str:
    return f"{placed.area.title}, {placed.above[-1]}" if placed.above else placed.area.title


def _of_order(pairs: Pairs) -> Iterator[Change]:
    """Components that stand in another order within their area."""
    by_area: dict[str, list[tuple[Placed, Placed]]] = {}
    for before, after in pairs.kept:
        if before.area.id == after.area.id:
            by_area.setdefault(after.area.id, []).append((before, after))
    for area, together in by_area.items():
        orders = [before.order for before, _ in together]
        if orders != sorted(orders):
            was = listing(before.id for before, _ in sorted(together, key=lambda pair: pair[0].order))
            now = listing(after.id for _, after in together)
            title = together[0][1].area
            yield Change(Sort.MOVED, area, f"Lĩnh vực {title.code}. {title.title}", "thứ tự tiêu chí", was, now)


def _of_rule(old: Yardstick, new: Yardstick, before: Placed, after: Placed) -> Iterator[Change]:
    """The lines of the scale that are different, in the words of the rule."""
    was, now = _sentence(old, before), _sentence(new, after)
    gone, come = _only(was, now), _only(now, was)
    if not gone and not come:
        gone, come = [_flow(_data(before).get("rule"))], [_flow(_data(after).get("rule"))]
    yield Change(Sort.REBANDED, after.area.id, _name(after), "", "; ".join(gone or was), "; ".join(come or now))


def _sentence(yardstick: Yardstick, placed: Placed) -> list[str]:
    kind = yardstick.unit_kind_of(placed.component.max_points)
    return placed.component.rule.sentence(yardstick.part(placed, kind)).rstrip(".").split("; ")


def _only(parts: Sequence[str], others: Sequence[str]) -> list[str]:
    return [part for part in parts if part not in others]


def _of_documents(old: Yardstick, new: Yardstick, before: Placed, after: Placed) -> Iterator[Change]:
    later = _data(after).get("documents", {})
    earlier = _moved(_data(before).get("documents", {}), later, new.set.year - old.set.year)
    known_before, known_after = before.component.documents, after.component.documents
    for key in {**earlier, **later}:
        if earlier.get(key) == later.get(key):
            continue
        was = known_before.get(key)
        now = known_after.get(key)
        yield from _of_document(old, new, after, key, (earlier.get(key), was), (later.get(key), now))


def _of_document(
    old: Yardstick,
    new: Yardstick,
    placed: Placed,
    key: str,
    before: tuple[Data | None, Requirement | None],
    after: tuple[Data | None, Requirement | None],
) -> Iterator[Change]:
    area, name = placed.area.id, _name(placed)
    (earlier, was), (later, now) = before, after
    if earlier is None or later is None or was is None or now is None:
        words_before = _document_words(old, was) if was else ""
        words_after = _document_words(new, now) if now else ""
        yield Change(Sort.PROOF, area, name, "tài liệu", words_before, words_after)
        return
    for part in _changed(earlier, later):
        told = _REQUIREMENT_KEYS.get(part, _Key(Sort.PROOF, part))
        what = f"“{now.about}”: {told.what}"
        if part == "due":
            yield Change(told.sort, area, name, what, _due(old, was.due), _due(new, now.due))
        elif part == "kind":
            yield Change(told.sort, area, name, what, _kind(old, was), _kind(new, now))
        else:
            yield from _told(area, name, _Key(told.sort, what), earlier.get(part), later.get(part), new.set.unit_kinds)


def _document_words(yardstick: Yardstick, wanted: Requirement) -> str:
    due = _due(yardstick, wanted.due)
    return f"{_kind(yardstick, wanted)} {wanted.about}" + (f" ({due})" if due else "")


def _kind(yardstick: Yardstick, wanted: Requirement) -> str:
    kind = yardstick.catalogue.proofs.get(wanted.kind)
    return kind.title if kind else wanted.kind


def _due(yardstick: Yardstick, due: Due | None) -> str:
    return due.words(yardstick.clock()) if due else ""


def _told(
    area: str, subject: str, key: _Key, before: object, after: object, names: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """A changed key; of a mapping or list only what is different. `names` are words for keys beside the usual."""
    before, after = _different(before, after)
    words = {**_KEYS, **(names or {})}
    yield Change(key.sort, area, subject, key.what, _flow(before, words), _flow(after, words))


def _different(before: object, after: object) -> tuple[object, object]:
    """The parts of two values that are not the same."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        pairs = {name: _different(before.get(name), after.get(name)) for name in _changed(before, after)}
        gone = {name: was for name, (was, _) in pairs.items() if name in before}
        return gone, {name: now for name, (_, now) in pairs.items() if name in after}
    if isinstance(before, list) and isinstance(after, list):
        gone_ones, come = [one for one in before if one not in after], [one for one in after if one not in before]
        return (gone_ones, come) if gone_ones or come else (before, after)
    return before, after


def _changed(before: Data, after: Data) -> list[str]:
    keys = dict.fromkeys((*before, *after))
    return [key for key in keys if key not in _LEFT_OUT and before.get(key) != after.get(key)]


def _moved(before: Any, after: Any, years: int) -> Any:
    """The data of the old set, in which dates that only moved with the year are those of the new; others stay."""
    if isinstance(before, str) and isinstance(after, str):
        return after if years and _shifted(before, years) == after else before
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return {name: _moved(one, after.get(name), years) for name, one in before.items()}
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [_moved(one, other, years) for one, other in zip(before, after, strict=True)]
    return before


def _shifted(text: str, years: int) -> str:
    """A text that is a date, moved by years; any other as it is."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    if match["iso"]:
        return f"{int(match['iso']) + years}{match['tail']}"
    return f"{match['head']}{int(match['year']) + years}"


def _flow(value: object, words: Mapping[str, str] | None = None) -> str:
    """Written data in one line, for people."""
    words = _KEYS if words is None else words
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case int() | Decimal():
            return viet(value)
        case Mapping():
            return ", ".join(f"{words.get(name, name)} {_flow(one, words)}" for name, one in value.items())
        case list() | tuple():
            return "; ".join(_flow(one, words) for one in value)
    return str(value)


def _summary(yardstick: Yardstick, placed: Placed) -> str:
    """A component in one line: its maximum and its rule."""
    most = _points(_data(placed).get("max_points"), yardstick.set.unit_kinds)
    return f"tối đa {most}; {'; '.join(_sentence(yardstick, placed))}"


def _points(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return listing(f"{names.get(kind, kind)} {_flow(one)}" for kind, one in value.items()) + " điểm"
    return f"{_flow(value)} điểm"


def _name(placed: Placed) -> str:
    return f"{placed.id} {placed.component.title}"


def _data(placed: Placed) -> Data:
    return _at(placed.file.tree.data, placed.path)


def _written(placed: Placed) -> object:
    return _at(placed.file.tree.written, placed.path)


def _at(data: Any, path: Iterable[str | int]) -> Data:
    for part in path:
        data = data[part]
    found: Data = data
    return found
