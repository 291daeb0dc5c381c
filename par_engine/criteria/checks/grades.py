"""Grades: every unit kind listed exists, bounds are in the right unit, and every result has exactly one grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from par_engine.criteria.decisions import KeyPath, Step
from par_engine.criteria.sections import GradeOn, Grades, Level
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding
from par_engine.numbers import viet, viet_rate
from par_engine.text import did_you_mean


def check_grades(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about `grades` of set.yaml."""
    grades, kinds = yardstick.set.grades, yardstick.set.unit_kinds
    for kind in grades.levels if grades else ():
        if grades and kind and kind not in kinds:
            message, action = f"loại đơn vị “{kind}” không có", did_you_mean(kind, kinds) or "sửa mã loại đơn vị"
            path = ("grades", "levels", kind)
            yield yardstick.set_file.finding("grade.unit_kind", path, message, found=kind, action=action, key=True)
        elif grades:
            units = list(_units(yardstick, grades, kind))
            yield from units or _coverage(yardstick, grades, kind)
            yield from _repeated(yardstick, grades.of(kind), grades.path(kind))


def _units(yardstick: Yardstick, grades: Grades, kind: str) -> Iterator[Finding]:
    """The index is a rate, final points are a number."""
    rate = grades.on is GradeOn.INDEX
    for number, level in enumerate(grades.of(kind)):
        for side in ("at_least", "above", "at_most", "below"):
            bound = getattr(level, side)
            if bound is not None and bound.value and bound.rate is not rate:
                wanted = "phải mang dấu %" if rate else "là điểm nên không mang dấu %"
                path = (*grades.path(kind), number, side)
                message = f"xếp loại theo {grades.on.label}: cận {wanted}"
                yield yardstick.set_file.finding(
                    "grade.unit", path, message, found=bound.text, action="sửa cận cho đúng đơn vị"
                )


def _coverage(yardstick: Yardstick, grades: Grades, kind: str) -> Iterator[Finding]:
    """Asked at every edge, between edges and beyond them: exactly one level must take each place."""
    steps, levels, path = grades.steps(kind), grades.of(kind), grades.path(kind)
    show = viet_rate if grades.on is GradeOn.INDEX else viet
    before: list[Step] = []
    for place, x in enumerate(_places(steps)):
        found = [step for step in steps if x in step.interval]
        if not found and (before or not place):
            message = f"không loại nào nhận kết quả {show(x)}"
            yield yardstick.set_file.finding(
                "grade.gap", path, message, action="nối liền các loại hoặc thêm dòng otherwise"
            )
        elif len(found) > 1 and found != before:
            titles = " và ".join(f"“{levels[_number(step)].title}”" for step in found)
            message = f"kết quả {show(x)} thuộc cả {titles}"
            action = "sửa cận để mỗi kết quả chỉ thuộc một loại"
            where = (*path, max(map(_number, found)))
            yield yardstick.set_file.finding("grade.overlap", where, message, action=action)
        before = found


def _number(step: Step) -> int:
    return int(step.path[-1])


def _places(steps: Sequence[Step]) -> list[Fraction]:
    edges = sorted({edge for step in steps for edge in step.interval.bounds()}) or [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    return sorted([edges[0] - 1, *edges, *between, edges[-1] + 1])


def _repeated(yardstick: Yardstick, levels: Sequence[Level], path: KeyPath) -> Iterator[Finding]:
    for number, level in enumerate(levels):
        if level.id in {one.id for one in levels[:number]}:
            message = f"loại “{level.id}” bị lặp"
            where = (*path, number, "id")
            yield yardstick.set_file.finding("grade.repeated", where, message, found=level.id, action="đặt mã khác")
