"""Scales read as people expect: reachable lines, exact bounds in the right unit, never less for more."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from par_engine.criteria.decisions import MAX_DECIMALS, Decision, Interval, KeyPath, Step
from par_engine.criteria.kinds.bands import Bands
from par_engine.criteria.kinds.bounds import Band
from par_engine.criteria.kinds.deadline import Deadline
from par_engine.criteria.kinds.proportional import Proportional
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.reading.fields import Quantity


def check_scales(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about lines of scales."""
    for placed in yardstick.all_components():
        yield from _units(yardstick, placed)
        part = yardstick.part(placed, next(iter(placed.component.max_points), ""))
        for decision in placed.component.rule.decisions(part):
            yield from _decimals(placed, decision)
            if isinstance(placed.component.rule, Bands | Deadline):  # the kinds whose lines are written one by one
                yield from _lines(placed, decision)
                yield from _order(placed, decision)


def _written(placed: Placed) -> tuple[KeyPath, tuple[Band, ...]]:
    """The lines of a scale and where they stand."""
    rule = placed.component.rule
    if isinstance(rule, Bands):
        return ("rule", "bands"), rule.bands
    return ("rule", "deadline", "bands"), rule.deadline.bands if isinstance(rule, Deadline) else ()


def _units(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    rule, rows = placed.component.rule, list[tuple[KeyPath, Quantity | None]]()
    where, bands = _written(placed)
    for number, band in enumerate(bands):
        sides = ("at_least", "above", "at_most", "below")
        rows += [((*where, number, side), getattr(band, side)) for side in sides]
    if isinstance(rule, Proportional):
        line = rule.proportional
        ends = (("full_at", line.full_at), ("nothing_below", line.nothing_below), ("from", line.from_))
        rows += [(("rule", "proportional", side), value) for side, value in ends]
    rate = _is_rate(yardstick, placed)
    for path, quantity in rows:
        if rate is not None and quantity is not None and quantity.value and quantity.rate is not rate:
            message = (
                "kết quả là tỷ lệ nên ngưỡng phải mang dấu %"
                if rate
                else "kết quả là con số nên ngưỡng không mang dấu %"
            )
            yield placed.finding("scale.unit", path, message, found=quantity.text, action="sửa ngưỡng cho đúng đơn vị")


def _is_rate(yardstick: Yardstick, placed: Placed) -> bool | None:
    """Whether what is measured is a rate; None while the measure is absent or names something unknown."""
    measure, known = placed.component.measure, yardstick.catalogue.indicators
    unclear = measure is None or any(name.id not in known for name in measure.names())
    if placed.component.rule.measured and unclear:
        return None
    return yardstick.part(placed, next(iter(placed.component.max_points), "")).rate


def _decimals(placed: Placed, decision: Decision) -> Iterator[Finding]:
    try:
        decision.scale  # noqa: B018 - reading it is the check
    except ValueError as error:
        yield placed.finding(
            "scale.decimals", decision.path, str(error), allowed=f"tối đa {MAX_DECIMALS} chữ số thập phân"
        )


def _lines(placed: Placed, decision: Decision) -> Iterator[Finding]:
    """Lines that no result can reach, also an `otherwise` for which the other lines leave nothing."""
    where, bands = _written(placed)
    reached = {step.path for step in decision.steps if not step.interval.empty}
    for number in range(len(bands)):
        if (*where, number) not in reached:
            message = "mức không bao giờ đạt được: các mức phải viết lần lượt từ tốt đến kém"
            action = "đổi thứ tự, sửa cận của dòng này hoặc bỏ dòng"
            yield placed.finding("scale.unreachable", (*where, number), message, action=action)


def _order(placed: Placed, decision: Decision) -> Iterator[Finding]:
    """Points must rise (or fall) all the way along the line."""
    steps = sorted((step for step in decision.steps if not step.interval.empty), key=lambda step: _start(step.interval))
    if len(steps) < 2:
        return
    rising = steps[-1].award.base >= steps[0].award.base and not all(step.award.slope < 0 for step in steps)
    for lower, upper in itertools.pairwise(steps):
        first, second = (lower, upper) if rising else (upper, lower)
        if _most(first) > _least(second):
            worse = first if first.path[-1:] > second.path[-1:] else second
            message = f"“{second.label}” được ít điểm hơn “{first.label}” dù kết quả tốt hơn"
            yield placed.finding(
                "scale.order", worse.path, message, action="sửa điểm để kết quả tốt hơn không bị ít điểm hơn"
            )


def _start(interval: Interval) -> tuple[bool, Fraction, bool]:
    return (interval.low is not None, interval.low or Fraction(0), not interval.low_closed)


def _most(step: Step) -> Fraction:
    high = step.interval.high
    return step.award.points(high) if step.award.slope and high is not None else step.award.base


def _least(step: Step) -> Fraction:
    low = step.interval.low
    return step.award.points(low) if step.award.slope and low is not None else step.award.base
