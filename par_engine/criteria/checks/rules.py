"""Rules fit their component: a measure where one is needed, a word on empty denominators, maxima that agree."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.catalogue.indicators import IndicatorType
from par_engine.catalogue.measure import Apply, Constant, Measure, Name, Node, Number, OverTime, inside, outer
from par_engine.criteria.decisions import Question
from par_engine.criteria.sections import Section
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.text import did_you_mean, nearest

_ASKING_FOR_DOCUMENTS = frozenset({Question.MEASURE, Question.ANSWER, Question.OPTION, Question.JUDGED})
"""Questions whose answer the component's documents prove."""


def check_rules(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about single rules."""
    for placed in yardstick.all_components():
        yield from _measure(placed)
        yield from _denominator(placed)
        yield from _kind(yardstick, placed)
        yield from _penalty(placed)
        yield from _counted(yardstick, placed)
        yield from _options(yardstick, placed)
        yield from _unused(yardstick, placed)


def _measure(placed: Placed) -> Iterator[Finding]:
    component = placed.component
    rules = list(component.rule.rules(component.measure))
    for path, rule, measure in rules:
        if rule.measured and measure is None:
            message = f"luật {rule.name} cần “measure”"
            yield placed.finding("rule.measure", path or ("rule",), message, action="thêm measure: biểu thức số liệu")
    for path, rule, measure in rules:
        own = measure is not component.measure
        if measure is not None and not rule.measured and own:
            message = f"luật {rule.name} không dùng “measure”"
            action = "bỏ measure hoặc đổi kiểu luật"
            yield placed.finding("rule.measure", (*path, "measure"), message, action=action, key=True)
    if component.measure is not None and not any(
        rule.measured and measure is component.measure for _, rule, measure in rules
    ):
        message = f"luật {component.rule.name} không dùng “measure”"
        yield placed.finding("rule.measure", ("measure",), message, action="bỏ measure hoặc đổi kiểu luật", key=True)


def _denominator(placed: Placed) -> Iterator[Finding]:
    component = placed.component
    dividing = [
        (*path, "measure")
        for path, rule, measure in component.rule.rules(component.measure)
        if rule.measured and measure is not None and measure.divides
    ]
    allowed = "full, zero, not_applicable"
    if dividing and component.when_denominator_zero is None:
        message = "phép chia, mean_growth, share_of phải nêu khi mẫu số bằng 0 thì sao"
        where = ("measure",) if component.measure is not None and component.measure.divides else dividing[0]
        yield placed.finding("rule.zero", where, message, allowed=allowed, action="thêm when_denominator_zero")
    if component.when_denominator_zero is not None and not dividing:
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


def _penalty(placed: Placed) -> Iterator[Finding]:
    """The points of a penalty section are taken away: a rule that starts from the maximum would punish the innocent."""
    if placed.area.section is not Section.PENALTY:
        return
    for path, rule, _ in placed.component.rule.rules(placed.component.measure):
        if rule.name == "deduct":
            message = "luật deduct không dùng trong phần điểm phạt: không vi phạm lại bị trừ nhiều nhất"
            action = "dùng per_item: mỗi trường hợp trừ bao nhiêu"
            where = (*(path or ("rule",)), "deduct")
            allowed = "per_item, yes_no, bands"
            yield placed.finding(
                "rule.penalty", where, message, found="deduct", allowed=allowed, action=action, key=True
            )


def _counted(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    """Rules that count things need a measure that is a whole number."""
    whole = {IndicatorType.COUNT, IndicatorType.YES_NO}
    for path, rule, measure in placed.component.rule.rules(placed.component.measure):
        if not rule.counted or measure is None:
            continue
        counted = list(outer(measure.numerator))
        found = [yardstick.catalogue.indicators.get(node.id) for node in counted if isinstance(node, Name)]
        dated = [yardstick.set.constants.get(node.id) for node in counted if isinstance(node, Constant)]
        other = any(item and item.type not in whole for item in found)
        broken = any(
            not isinstance(node.value, int) for node in _plainly(measure.numerator) if isinstance(node, Number)
        )
        broken |= any(value.value.denominator != 1 for one in dated if one for value in one.values.values())
        if measure.divides or _means(measure) or other or broken:
            message = (
                f"luật {rule.name} đếm số nguyên nên measure không được chia và chỉ dùng số liệu kiểu count, số nguyên"
            )
            where = (*path, "measure") if measure is not placed.component.measure else ("measure",)
            yield placed.finding(
                f"rule.{rule.name}", where, message, action="đổi measure hoặc dùng proportional, bands"
            )


def _plainly(node: Node) -> Iterator[Node]:
    """The nodes of a sum, without those inside conditions."""
    yield node
    if isinstance(node, Apply | OverTime):
        for part in inside(node):
            yield from _plainly(part)


def _means(measure: Measure) -> bool:
    """Whether a mean of years is taken, which need not be whole."""
    spans = [node for node in measure.nodes() if isinstance(node, OverTime) and node.function == "baseline"]
    return any(node.years is not None and node.years.first != node.years.last for node in spans)


def _unused(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    """Documents nobody asks for: where every decision judges a document of its own, others are no gate."""
    decisions = yardstick.decisions(placed, next(iter(placed.component.max_points), ""))
    if any(decision.question in _ASKING_FOR_DOCUMENTS for decision in decisions):
        return
    judged = {decision.document for decision in decisions if decision.document}
    if not judged <= placed.component.documents.keys():
        return  # a misspelt name is reported as such
    for key in placed.component.documents:
        if key not in judged:
            message = f"tài liệu “{key}” không được luật nào hỏi tới"
            action = "đưa vào luật (deadline, checklist) hoặc bỏ"
            yield placed.finding("document.unused", ("documents", key), message, found=key, action=action, key=True)


def _options(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    """Levels are the options of their indicator, all of them."""
    for decision in yardstick.decisions(placed, next(iter(placed.component.max_points), "")):
        item = yardstick.catalogue.indicators.get(decision.subject)
        if not decision.options or item is None or not item.options:
            continue
        options, meant = [option.id for option in item.options], set[str | None]()
        for option, step in zip(decision.options, decision.steps, strict=True):
            if option not in options:
                meant.add(nearest(option, options))
                action = did_you_mean(option, options) or "sửa mức"
                message = f"mức “{option}” không có trong số liệu “{item.id}”"
                where = (*step.path, "option")
                yield placed.finding(
                    "rule.choice", where, message, found=option, allowed=", ".join(options), action=action
                )
        for option in options:
            if option not in decision.options and option not in meant:
                message = f"chưa cho điểm mức “{option}” của số liệu “{item.id}”"
                where = decision.steps[0].path[:-1]
                yield placed.finding("rule.choice", where, message, action=f"thêm dòng cho mức {option}")
