"""Parts sum to wholes at every level, for every unit kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from par_engine.criteria.model import Area, Component, Criterion, for_unit
from par_engine.criteria.yardstick import Yardstick, nodes
from par_engine.findings import Finding
from par_engine.numbers import viet
from par_engine.reading.models import Loaded


def check_sums(yardstick: Yardstick) -> Iterator[Finding]:
    """Areas to the set, criteria to their area, parts to their criterion."""
    if any(kind not in ("", *yardstick.set.unit_kinds) for points in _written(yardstick) for kind in points):
        return  # a unit kind that does not exist is reported by its own check
    areas = [area.max_points for area in yardstick.areas if area.section is None]
    for kind in _kinds(yardstick, yardstick.set.max_points, *areas):
        if message := _difference(yardstick.set.max_points, areas, kind, "các lĩnh vực"):
            yield yardstick.set_file.finding(
                "sum.set", ("max_points",), message, action="sửa điểm lĩnh vực hoặc tổng điểm"
            )
    for file in yardstick.area_files:
        parts = _points(file.model.criteria)
        for kind in _kinds(yardstick, file.model.max_points, *parts):
            if file.model.section:
                yield from _cap(file, parts, kind)
            elif message := _difference(file.model.max_points, parts, kind, "các tiêu chí"):
                yield file.finding("sum.area", ("max_points",), message, action="sửa điểm tiêu chí hoặc điểm lĩnh vực")
        for path, _, node in nodes(file.model):
            parts = _points(node.parts) if isinstance(node, Criterion) else []
            for kind in _kinds(yardstick, node.max_points, *parts) if parts else ():
                if message := _difference(node.max_points, parts, kind, "các thành phần"):
                    where = (*path, "max_points")
                    yield file.finding(
                        "sum.criterion", where, f"{node.id}: {message}", action="sửa điểm thành phần hoặc tiêu chí"
                    )


def _cap(file: Loaded[Area], parts: list[dict[str, Decimal]], kind: str) -> Iterator[Finding]:
    """The maximum of a bonus or penalty section is a cap: its criteria may exceed it, but must be able to reach it."""
    cap, total = for_unit(file.model.max_points, kind), sum((for_unit(part, kind) for part in parts), Decimal(0))
    if total < cap:
        whom = f" ({kind})" if kind else ""
        message = f"các tiêu chí cộng lại {viet(total)} điểm, không bao giờ tới trần {viet(cap)} điểm đã ghi{whom}"
        yield file.finding("sum.cap", ("max_points",), message, action="hạ trần hoặc sửa điểm tiêu chí")


def check_decimals(yardstick: Yardstick) -> Iterator[Finding]:
    """Maxima with more decimals than the set's points have."""
    decimals = yardstick.set.decimals
    for file in yardstick.area_files:
        for points in file.model.max_points.values() if file.model.section else ():
            if points != round(points, decimals):
                message = f"trần {viet(points)} có hơn {decimals} chữ số thập phân của bộ"
                yield file.finding("sum.decimals", ("max_points",), message, action="sửa trần hoặc “decimals” của bộ")
    for placed in yardstick.all_components():
        for points in placed.component.max_points.values():
            if points != round(points, decimals):
                message = f"điểm tối đa {viet(points)} có hơn {decimals} chữ số thập phân của bộ"
                yield placed.finding("sum.decimals", ("max_points",), message, action="sửa điểm hoặc “decimals” của bộ")


def _written(yardstick: Yardstick) -> Iterator[dict[str, Decimal]]:
    yield yardstick.set.max_points
    for area in yardstick.areas:
        yield area.max_points
        yield from (node.max_points for _, _, node in nodes(area))


def _kinds(yardstick: Yardstick, *compared: dict[str, Decimal]) -> list[str]:
    """[""] when nothing compared depends on the unit kind: then one comparison says all."""
    return [""] if all("" in points for points in compared) else list(yardstick.set.unit_kinds)


def _points(parts: Iterable[Component | Criterion]) -> list[dict[str, Decimal]]:
    return [part.max_points for part in parts]


def _difference(whole: dict[str, Decimal], parts: list[dict[str, Decimal]], kind: str, what: str) -> str:
    stated, total = for_unit(whole, kind), sum((for_unit(part, kind) for part in parts), Decimal(0))
    if stated == total:
        return ""
    whom = f" ({kind})" if kind else ""
    gap = viet(abs(stated - total))
    return f"{what} cộng lại {viet(total)} điểm, khác {viet(stated)} điểm đã ghi{whom}, lệch {gap}"
