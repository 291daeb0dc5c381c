"""Everything that is different between two sets. Nothing is left out: a key that no sort of change explains is told as
it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from par_engine.criteria.comparing.change import Change, Sort
from par_engine.criteria.comparing.keys import COMPONENT_KEYS, NAMES, NODE_KEYS, REQUIREMENT_KEYS, SET_KEYS, Key
from par_engine.criteria.comparing.matching import Pairs, pair_up
from par_engine.criteria.comparing.plain import (
    Data,
    changed_keys,
    differing,
    in_one_line,
    part_at,
    with_moved_dates,
)
from par_engine.criteria.due import Due
from par_engine.criteria.model import Criterion, Requirement
from par_engine.criteria.yardstick import Placed, Yardstick, nodes
from par_engine.text import listing

WHOLE = "Bộ tiêu chí"


def differences(old: Yardstick, new: Yardstick, told: Mapping[str, str] | None = None) -> list[Change]:
    """All changes from one set to another, set first, then area by area in the order of the new set.

    `told` maps ids of new components to those they continue. Between sets of different years, dates that only moved
    with the year are no change.
    """
    return [*_of_set(old, new), *_of_nodes(old, new), *_of_components(old, new, told or {}), *_of_holidays(old, new)]


def _of_set(old: Yardstick, new: Yardstick) -> Iterator[Change]:
    after = new.set_file.tree.written
    before = with_moved_dates(old.set_file.tree.written, after, new.set.year - old.set.year)
    if before.get("year") != after.get("year"):
        moved = f"{after.get('year')} (các ngày, tháng dời theo)"
        yield Change(Sort.REDATED, "", WHOLE, "năm", str(before.get("year")), moved)
    for key in changed_keys(before, after):
        told = SET_KEYS.get(key, Key(Sort.TOTALS, key))
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
        for key in changed_keys(earlier, data):
            told = NODE_KEYS.get(key, Key(Sort.REWORDED, key))
            yield from _told(area, words, told, earlier.get(key), data.get(key), new.set.unit_kinds)


def _inner(yardstick: Yardstick) -> Iterator[tuple[str, tuple[str, Data, str]]]:
    for file in yardstick.area_files:
        area = file.model
        yield f"area {area.id}", (area.id, file.tree.data, f"Lĩnh vực {area.code}. {area.title}")
        for path, _, node in nodes(area):
            if isinstance(node, Criterion):
                yield f"criterion {node.id}", (area.id, part_at(file.tree.data, path), f"{node.id} {node.title}")


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
    earlier = with_moved_dates(_data(before), later, years)
    for key in changed_keys(earlier, later):
        known = COMPONENT_KEYS.get(key, Key(Sort.REBANDED, key))
        if key == "rule":
            yield from _of_rule(old, new, before, after)
        else:
            yield from _told(area, name, known, earlier.get(key), later.get(key), new.set.unit_kinds)
    if bool(before.target) != bool(after.target):
        waits = {True: "chưa đến hạn", False: "phải chấm"}
        yield Change(Sort.REDATED, area, name, "chỉ tiêu", waits[bool(before.target)], waits[bool(after.target)])
    yield from _of_documents(old, new, before, after)
    if earlier == later and with_moved_dates(_written(before), _written(after), years) != _written(after):
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
        gone, come = [in_one_line(_data(before).get("rule"))], [in_one_line(_data(after).get("rule"))]
    yield Change(Sort.REBANDED, after.area.id, _name(after), "", "; ".join(gone or was), "; ".join(come or now))


def _sentence(yardstick: Yardstick, placed: Placed) -> list[str]:
    kind = yardstick.unit_kind_of(placed.component.max_points)
    return placed.component.rule.sentence(yardstick.part(placed, kind)).rstrip(".").split("; ")


def _only(parts: Sequence[str], others: Sequence[str]) -> list[str]:
    return [part for part in parts if part not in others]


def _of_documents(old: Yardstick, new: Yardstick, before: Placed, after: Placed) -> Iterator[Change]:
    later = _data(after).get("documents", {})
    earlier = with_moved_dates(_data(before).get("documents", {}), later, new.set.year - old.set.year)
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
    for part in changed_keys(earlier, later):
        told = REQUIREMENT_KEYS.get(part, Key(Sort.PROOF, part))
        what = f"“{now.about}”: {told.what}"
        if part == "due":
            yield Change(told.sort, area, name, what, _due(old, was.due), _due(new, now.due))
        elif part == "kind":
            yield Change(told.sort, area, name, what, _kind(old, was), _kind(new, now))
        else:
            yield from _told(area, name, Key(told.sort, what), earlier.get(part), later.get(part), new.set.unit_kinds)


def _document_words(yardstick: Yardstick, wanted: Requirement) -> str:
    due = _due(yardstick, wanted.due)
    return f"{_kind(yardstick, wanted)} {wanted.about}" + (f" ({due})" if due else "")


def _kind(yardstick: Yardstick, wanted: Requirement) -> str:
    kind = yardstick.catalogue.proofs.get(wanted.kind)
    return kind.title if kind else wanted.kind


def _due(yardstick: Yardstick, due: Due | None) -> str:
    return due.words(yardstick.clock()) if due else ""


def _told(
    area: str, subject: str, key: Key, before: object, after: object, names: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """A changed key; of a mapping or list only what is different. `names` are words for keys beside the usual."""
    before, after = differing(before, after)
    words = {**NAMES, **(names or {})}
    yield Change(key.sort, area, subject, key.what, in_one_line(before, words), in_one_line(after, words))


def _summary(yardstick: Yardstick, placed: Placed) -> str:
    """A component in one line: its maximum and its rule."""
    most = _points(_data(placed).get("max_points"), yardstick.set.unit_kinds)
    return f"tối đa {most}; {'; '.join(_sentence(yardstick, placed))}"


def _points(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return listing(f"{names.get(kind, kind)} {in_one_line(one)}" for kind, one in value.items()) + " điểm"
    return f"{in_one_line(value)} điểm"


def _name(placed: Placed) -> str:
    return f"{placed.id} {placed.component.title}"


def _data(placed: Placed) -> Data:
    return part_at(placed.file.tree.data, placed.path)


def _written(placed: Placed) -> object:
    return part_at(placed.file.tree.written, placed.path)
