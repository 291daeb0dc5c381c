"""Nothing stands twice: no title inside a criterion or area, no figure paid for by two components of one agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from par_engine.criteria.kinds.cases import Cases
from par_engine.criteria.model import Component, Criterion, for_unit
from par_engine.criteria.yardstick import Placed, Yardstick, nodes
from par_engine.findings import Finding, Severity


def check_twice(yardstick: Yardstick) -> Iterator[Finding]:
    """Warnings about titles and figures that repeat."""
    yield from _titles(yardstick)
    yield from _figures(yardstick)


def _titles(yardstick: Yardstick) -> Iterator[Finding]:
    """Titles of one area, of criteria and components that one agency can meet together."""
    for file in yardstick.area_files:
        seen: dict[str, list[Criterion | Component]] = {}
        for path, _, node in nodes(file.model):
            same = seen.setdefault(" ".join(node.title.casefold().split()), [])
            first = next((one for one in same if _kinds(yardstick, one) & _kinds(yardstick, node)), None)
            if first and not _only_part(first, node):
                message = f"{node.id}: tên trùng với {first.id}"
                action = "ghi rõ hai tiêu chí khác nhau ở đâu, hoặc bỏ một"
                where = (*path, "title")
                yield file.finding(
                    "title.repeated", where, message, found=node.title, action=action, severity=Severity.WARNING
                )
            same.append(node)


def _only_part(whole: Criterion | Component, node: Criterion | Component) -> bool:
    """A criterion of a single part may be called like it."""
    return isinstance(whole, Criterion) and list(whole.parts) == [node]


def _figures(yardstick: Yardstick) -> Iterator[Finding]:
    seen: dict[str, list[Placed]] = {}
    for placed in yardstick.all_components():
        for figure in sorted(set(_paid(yardstick, placed))):
            same = [one for one in seen.get(figure, []) if one.area.section == placed.area.section]
            first = next((one for one in same if _whom(yardstick, one) & _whom(yardstick, placed)), None)
            if first:
                message = f"“{figure}” đã được tính điểm ở {first.id}"
                action = "bỏ một tiêu chí, đổi số liệu, hoặc chia theo loại đơn vị (applies_to)"
                yield placed.finding(
                    "figure.twice", ("rule",), message, found=figure, action=action, severity=Severity.WARNING
                )
            seen.setdefault(figure, []).append(placed)


def _paid(yardstick: Yardstick, placed: Placed) -> Iterator[str]:
    """What earns points: measures as they are written, answers and items. Cases choose by circumstance: left out."""
    rule = placed.component.rule
    if isinstance(rule, Cases):
        return
    if placed.component.measure and any(one.measured for _, one, _ in rule.rules(placed.component.measure)):
        yield " ".join(placed.component.measure.text.split())
    for one in rule.references():
        indicator = yardstick.catalogue.indicators.get(one.id)
        if one.types and indicator and indicator.type in one.types:  # else reported as such
            yield one.id


def _whom(yardstick: Yardstick, placed: Placed) -> set[str]:
    return _kinds(yardstick, placed.component)


def _kinds(yardstick: Yardstick, node: Criterion | Component) -> set[str]:
    """The unit kinds and named agencies that meet it."""
    able = {kind for kind in yardstick.set.unit_kinds if for_unit(node.max_points, kind)}
    if isinstance(node, Criterion):
        return able | set(_named(node))
    applies = node.applies_to
    return {kind for kind in able if applies.includes(kind, "")} | set(applies.agencies)


def _named(node: Criterion) -> Iterable[str]:
    for part in node.parts:
        yield from _named(part) if isinstance(part, Criterion) else part.applies_to.agencies
