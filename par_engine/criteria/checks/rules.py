"""Rules fit their component: a measure where one is needed, a word on empty denominators, maxima that agree."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.decisions import Question
from par_engine.criteria.kinds.choice import Choice
from par_engine.criteria.kinds.per_item import PerItem
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.text import did_you_mean, nearest


def check_rules(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about single rules."""
    for placed in yardstick.all_components():
        yield from _measure(placed)
        yield from _denominator(placed)
        yield from _kind(yardstick, placed)
        yield from _counted(yardstick, placed)
        yield from _options(yardstick, placed)
        yield from _unused(yardstick, placed)


def _measure(placed: Placed) -> Iterator[Finding]:
    component = placed.component
    if component.rule.measured and component.measure is None:
        message = f"luật {component.rule.name} cần “measure”"
        yield placed.finding("rule.measure", ("rule",), message, action="thêm measure: biểu thức số liệu")
    if component.measure is not None and not component.rule.measured:
        message = f"luật {component.rule.name} không dùng “measure”"
        yield placed.finding("rule.measure", ("measure",), message, action="bỏ measure hoặc đổi kiểu luật", key=True)


def _denominator(placed: Placed) -> Iterator[Finding]:
    component = placed.component
    divides = component.measure is not None and component.measure.denominator is not None
    allowed = "full, zero, not_applicable"
    if divides and component.when_denominator_zero is None:
        message = "phép chia phải nêu khi mẫu số bằng 0 thì sao"
        yield placed.finding("rule.zero", ("measure",), message, allowed=allowed, action="thêm when_denominator_zero")
    if component.when_denominator_zero is not None and not divides:
        message = "when_denominator_zero chỉ dùng khi measure có phép chia"
        yield placed.finding("rule.zero", ("when_denominator_zero",), message, action="bỏ khoá này", key=True)


def _kind(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    for unit_kind, most in placed.component.max_points.items():
        if unit_kind and not most:
            continue  # the component is not for this unit kind
        part = yardstick.part(placed, unit_kind)
        for problem in placed.component.rule.problems(part):
            yield placed.finding(
                f"rule.{placed.component.rule.name}", problem.path, problem.message, action=problem.action
            )


def _counted(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    component = placed.component
    if not isinstance(component.rule, PerItem) or component.measure is None:
        return
    whole = {IndicatorType.COUNT, IndicatorType.YES_NO}
    found = [yardstick.catalogue.indicators.get(name.id) for name in component.measure.names()]
    other = any(item and item.type not in whole for item in found)
    broken = any(not isinstance(number, int) for number in component.measure.constants())
    if component.measure.denominator is not None or other or broken:
        message = "luật per_item đếm số nguyên nên measure không được chia và chỉ dùng số liệu kiểu count, số nguyên"
        yield placed.finding("rule.per_item", ("measure",), message, action="đổi measure hoặc dùng proportional, bands")


def _unused(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    """Documents nobody asks for: where every decision judges a document of its own, others are no gate."""
    part = yardstick.part(placed, next(iter(placed.component.max_points), ""))
    decisions = placed.component.rule.decisions(part)
    if any(decision.question is not Question.LATENESS for decision in decisions):
        return
    judged = {decision.subject for decision in decisions}
    if not judged <= placed.component.documents.keys():
        return  # a misspelt name is reported as such
    for key in placed.component.documents:
        if key not in judged:
            message = f"tài liệu “{key}” không được luật nào hỏi tới"
            action = "đưa vào luật (deadline, checklist) hoặc bỏ"
            yield placed.finding("document.unused", ("documents", key), message, found=key, action=action, key=True)


def _options(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    rule = placed.component.rule
    item = yardstick.catalogue.indicators.get(rule.choice.answer) if isinstance(rule, Choice) else None
    if not isinstance(rule, Choice) or item is None or not item.options:
        return
    options, meant = [option.id for option in item.options], set[str | None]()
    for number, level in enumerate(rule.choice.levels):
        if level.option not in options:
            path = ("rule", "choice", "levels", number, "option")
            meant.add(nearest(level.option, options))
            action = did_you_mean(level.option, options) or "sửa mức"
            message = f"mức “{level.option}” không có trong số liệu “{item.id}”"
            yield placed.finding(
                "rule.choice", path, message, found=level.option, allowed=", ".join(options), action=action
            )
    for option in options:
        if option not in rule.options() and option not in meant:
            message = f"chưa cho điểm mức “{option}” của số liệu “{item.id}”"
            yield placed.finding(
                "rule.choice", ("rule", "choice", "levels"), message, action=f"thêm dòng cho mức {option}"
            )
