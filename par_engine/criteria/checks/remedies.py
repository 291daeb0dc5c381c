"""A remedy wherever points can be lost: nobody should read "lost 1 point" without reading what to do."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.criteria.sections import Section
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding


def check_remedies(yardstick: Yardstick) -> Iterator[Finding]:
    """Components that can lose points and do not say how to regain them; a bonus not earned is no loss."""
    for placed in yardstick.all_components():
        bonus = placed.area.section is Section.BONUS
        can_lose = not bonus and any(points > 0 for points in placed.component.max_points.values())
        if can_lose and placed.component.remedy is None:
            message = "có thể mất điểm mà chưa có biện pháp khắc phục"
            yield placed.finding("remedy.missing", (), message, action="thêm remedy: action, owner, effort")
