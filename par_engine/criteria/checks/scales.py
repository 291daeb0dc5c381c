"""Scales read as people expect: reachable lines, exact bounds in the right unit, never less for more."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from par_engine.catalogue.measure import Constant
from par_engine.criteria.decisions import MAX_DECIMALS, Decision, Interval, KeyPath, Part, Step
from par_engine.criteria.kinds.bounds import Band
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.000")
"""`840.000`, as people write thousands."""


def check_scales(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about lines of scales."""
    for placed in yardstick.all_components():
        part = yardstick.part(placed, next(iter(placed.component.max_points), ""))
        decisions = yardstick.decisions(placed, next(iter(placed.component.max_points), ""))
        if _clear(yardstick, placed):
            yield from _units(placed, part)
        for decision in decisions:
            yield from _decimals(placed, decision)
        steps = [step for decision in decisions for step in decision.steps]
        for where, bands, _ in placed.component.rule.scales(part):
            written = [step for step in steps if step.path[: len(where)] == where]
            yield from _lines(placed, where, bands, written)
            yield from _order(placed, written)


def _clear(yardstick: Yardstick, placed: Placed) -> bool:
    """Whether everything measured is known, so that one can tell rates from numbers."""
    rule, known = placed.component.rule, yardstick.catalogue.indicators
    found = [measure for _, one, measure in rule.rules(placed.component.measure) if one.measured]
    found += [measure for _, measure in rule.measures()]
    if any(measure is None or any(name.id not in known for name in measure.names()) for measure in found):
        return False
    constants = [node.id for measure in found if measure for node in measure.nodes() if isinstance(node, Constant)]
    return all(name in yardstick.set.constants for name in constants)


def _units(placed: Placed, part: Part) -> Iterator[Finding]:
    for path, quantity, rate in placed.component.rule.thresholds(part):
        if quantity.value and quantity.rate is not rate:
            message = (
                "kết quả là tỷ lệ nên ngưỡng phải mang dấu %"
                if rate
                else "kết quả là con số nên ngưỡng không mang dấu %"
            )
            yield placed.finding("scale.unit", path, message, found=quantity.text, action="sửa ngưỡng cho đúng đơn vị")
        elif not rate and (whole := _THOUSANDS.fullmatch(quantity.text)):
            message = f"dấu chấm là dấu thập phân nên số này là {quantity}, không phải hàng nghìn"
            action = f"viết liền {whole[0].replace('.', '')}, hoặc bỏ các số 0 sau dấu chấm"
            yield placed.finding("scale.thousands", path, message, found=quantity.text, action=action)


def _decimals(placed: Placed, decision: Decision) -> Iterator[Finding]:
    try:
        decision.scale  # noqa: B018 - reading it is the check
    except ValueError as error:
        yield placed.finding(
            "scale.decimals", decision.path, str(error), allowed=f"tối đa {MAX_DECIMALS} chữ số thập phân"
        )


def _lines(placed: Placed, where: KeyPath, bands: tuple[Band, ...], written: list[Step]) -> Iterator[Finding]:
    """Lines that no result can reach, also an `otherwise` for which the other lines leave nothing."""
    reached = {step.path for step in written if not step.interval.empty}
    for number in range(len(bands)):
        if (*where, number) not in reached:
            message = "mức không bao giờ đạt được: các mức phải viết lần lượt từ tốt đến kém"
            action = "đổi thứ tự, sửa cận của dòng này hoặc bỏ dòng"
            yield placed.finding("scale.unreachable", (*where, number), message, action=action)


def _order(placed: Placed, written: list[Step]) -> Iterator[Finding]:
    """Points must rise (or fall) all the way along the line."""
    steps = sorted((step for step in written if not step.interval.empty), key=lambda step: _start(step.interval))
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
