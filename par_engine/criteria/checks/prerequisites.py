"""`requires` names other components that exist, asks for no more than they can give, and never goes in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.criteria.model import for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.numbers import viet
from par_engine.text import did_you_mean


def check_prerequisites(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about what components require of each other."""
    for placed in yardstick.all_components():
        for number, wanted in enumerate(placed.component.requires):
            path = ("requires", number) if len(placed.component.requires) > 1 else ("requires",)
            other = yardstick.components.get(wanted.component)
            if other is None:
                action = did_you_mean(wanted.component, yardstick.components) or "sửa mã tiêu chí"
                message = f"tiêu chí “{wanted.component}” không tồn tại"
                yield placed.finding("requires", path, message, found=wanted.component, action=action)
                continue
            most = max(for_unit(other.component.max_points, kind) for kind in ("", *yardstick.set.unit_kinds))
            if wanted.at_least is not None and wanted.at_least > most:
                message = (
                    f"tiêu chí {other.id} nhiều nhất được {viet(most)} điểm, không thể đạt {viet(wanted.at_least)}"
                )
                yield placed.finding("requires", path, message, action=f"đặt at_least không quá {viet(most)}")
        if circle := _circle(yardstick, placed):
            message = f"điều kiện tiên quyết vòng tròn: {' → '.join(circle)}"
            yield placed.finding("requires", ("requires",), message, action="bỏ bớt một điều kiện")


def _circle(yardstick: Yardstick, start: Placed) -> list[str]:
    """The way from a component back to itself, if there is one."""
    pending = [[start.id]]
    seen: set[str] = set()
    while pending:
        way = pending.pop()
        placed = yardstick.components.get(way[-1])
        for wanted in placed.component.requires if placed else ():
            if wanted.component == start.id:
                return [*way, start.id]
            if wanted.component not in seen:
                seen.add(wanted.component)
                pending.append([*way, wanted.component])
    return []
