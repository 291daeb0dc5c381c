"""What no evidence can reach: lines beyond anything a measure can give, points above anything a rule can award, cases
and conditions that never hold, or always."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from par_engine.catalogue.measure import Constant, Measure
from par_engine.criteria.checks.ranges import ANYTHING, common, covers, range_of
from par_engine.criteria.decisions import Decision, Interval, KeyPath, Question, Step
from par_engine.criteria.kinds.bounds import Bound
from par_engine.criteria.kinds.cases import Cases
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.numbers import viet


def check_reach(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about measures whose results have ends."""
    for placed in yardstick.all_components():
        yield from _cases(yardstick, placed)
        yield from _documents(yardstick, placed)
        kind = yardstick.unit_kind_of(placed.component.max_points)
        part = yardstick.part(placed, kind)
        if any(one.value and one.rate is not rate for _, one, rate in placed.component.rule.thresholds(part)):
            continue  # a missing or misplaced % is told already; what it reaches means nothing
        written = [where for where, _, _ in placed.component.rule.scales(part)]
        for decision in yardstick.decisions(placed, kind):
            measure = decision.measure or placed.component.measure
            if decision.question is Question.MEASURE and measure is not None:
                yield from _decision(placed, decision, range_of(yardstick, measure), written)


def _decision(placed: Placed, decision: Decision, possible: Interval, written: list[KeyPath]) -> Iterator[Finding]:
    if possible == ANYTHING:
        return
    beyond = [step for step in decision.steps if not step.interval.empty and common(step.interval, possible).empty]
    lines = [step for step in beyond if step.path[:-1] in written and not step.label.startswith("còn lại")]
    where = possible.words(decision.rate)
    for step in lines:
        message = f"kết quả luôn {where} nên không bao giờ thuộc mức “{step.label}”"
        yield placed.finding("scale.unreachable", step.path, message, action="sửa cận, phép tính, hoặc bỏ dòng")
    best = max((_best(step, possible) for step in decision.steps if step not in beyond), default=Fraction(0))
    promised = any(not step.award.slope and step.award.base >= decision.max_points for step in decision.steps)
    if best < decision.max_points and promised and not lines:
        message = (
            f"kết quả luôn {where} nên nhiều nhất được {viet(best)} điểm, không bằng chứng nào được đủ "
            f"{viet(decision.max_points)} điểm"
        )
        yield placed.finding("points.unreachable", decision.path, message, action="sửa ngưỡng của điểm tối đa")


def _best(step: Step, possible: Interval) -> Fraction:
    """The most a step can give; a line that rises without end stops at the next step."""
    reached = common(step.interval, possible)
    ends = [step.award.points(end) for end in reached.bounds()] if step.award.slope else []
    return max(ends, default=step.award.base)


def _cases(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    rule = placed.component.rule
    for number, case in enumerate(rule.cases if isinstance(rule, Cases) else ()):
        if case.when is None or case.when.measure.divides or _by_year(case.when.measure):
            continue
        path: KeyPath = ("rule", "cases", number, "when")
        if message := _never_or_always(case.when, range_of(yardstick, case.when.measure)):
            finding = placed.finding("case.never", path, f"điều kiện của trường hợp {message}")
            yield replace(finding, action="sửa cận, hoặc bỏ trường hợp này")


def _by_year(measure: Measure) -> bool:
    """Whether a dated constant decides: then a case is meant for some years and not for others."""
    return any(isinstance(node, Constant) for node in measure.nodes())


def _documents(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    for key, wanted in placed.component.documents.items():
        if wanted.when and (message := _never_or_always(wanted.when, range_of(yardstick, wanted.when.measure))):
            finding = placed.finding("document.when", ("documents", key, "when"), f"điều kiện “when” {message}")
            yield replace(finding, action="sửa cận, hoặc bỏ when")


def _never_or_always(bound: Bound, possible: Interval) -> str:
    interval = bound.interval()
    if possible == ANYTHING or not list(interval.bounds()):
        return ""
    if common(interval, possible).empty:
        return "không bao giờ đúng"
    return "lúc nào cũng đúng" if covers(interval, possible) else ""
