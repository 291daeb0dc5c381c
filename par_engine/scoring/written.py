"""The rules of a set as a policy officer wrote them: what an example can be written for.

A line of a scale, a level, an item met or not, a case, a report late: each is one rule, whatever the unit kind and
however many decisions it compiles to. So is every gate of a component: no document, a prerequisite not reached, nothing
to divide by, an exemption.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from par_engine.catalogue.measure import Among, Apply, Measure, OverTime
from par_engine.catalogue.proof import Counts
from par_engine.criteria.decisions import UNPROVED, Decision, KeyPath, Question, Step
from par_engine.criteria.kinds.cases import Cases
from par_engine.criteria.model import Component, Requirement
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.scoring.compile import Compiled
from par_engine.scoring.gates import Outcome
from par_engine.scoring.result import ComponentResult

NO_DOCUMENT = "no_document"
PREREQUISITE = "prerequisite"
ZERO = "zero"
EXEMPT = "exempt"
_WITHOUT_PAPER = frozenset({Outcome.NO_DOCUMENT, Outcome.UNPROVEN, Outcome.DOCUMENT_INVALID})


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """One rule: `path` is where it stands below the component, `name` tells rules of one place apart."""

    component: str
    path: KeyPath
    name: str
    title: str = ""

    @property
    def key(self) -> tuple[str, KeyPath, str]:
        """What tells it from every other rule of the set: component, path, name."""
        return self.component, self.path, self.name


def unit_kinds_of(yardstick: Yardstick, component: Component) -> list[str]:
    """The unit kinds in whose sheets a component can stand, in the set's order."""
    known, to = yardstick.set, component.applies_to
    named = {known.agencies[agency].unit_kind for agency in to.agencies if agency in known.agencies}
    wanted = {*to.unit_kinds, *named}
    everywhere = not to.unit_kinds and not to.agencies
    return [kind for kind in known.unit_kinds if everywhere or kind in wanted]


def rules_of(yardstick: Yardstick, placed: Placed) -> list[WrittenRule]:
    """The rules of one component, in the order of its decisions, then its gates."""
    found: dict[tuple[str, KeyPath, str], WrittenRule] = {}
    for unit_kind in unit_kinds_of(yardstick, placed.component):
        for decision in yardstick.decisions(placed, unit_kind):
            for rule in _of_decision(yardstick, placed, decision):
                found.setdefault(rule.key, rule)
    for rule in _gates(yardstick, placed):
        found.setdefault(rule.key, rule)
    return list(found.values())


def reached(result: ComponentResult) -> Iterator[tuple[str, KeyPath, str]]:
    """The keys of the rules that a result came from."""
    for one in result.decided:
        decision, verdict = one.asked.compiled.decision, one.verdict
        if verdict.step:
            yield result.id, verdict.step.path, verdict.step.name
        elif verdict.outcome is None:
            yield result.id, ("when_denominator_zero",), ZERO
        elif verdict.outcome in _WITHOUT_PAPER:
            yield result.id, ("documents",), NO_DOCUMENT
        elif verdict.outcome is Outcome.PREREQUISITE_FAILED:
            yield result.id, ("requires",), PREREQUISITE
        elif verdict.outcome is Outcome.NOT_APPLICABLE and decision.not_applicable:
            yield result.id, decision.steps[0].path, decision.steps[0].name
        if verdict.outcome is Outcome.NOT_APPLICABLE and one.asked.exemption:
            for number, rule in enumerate(result.placed.component.applies_to.except_):
                if rule.reason == one.asked.exemption.reason:
                    yield result.id, ("applies_to", "except", number), EXEMPT


def _of_decision(yardstick: Yardstick, placed: Placed, decision: Decision) -> Iterator[WrittenRule]:
    if decision.question is Question.CONDITION or not decision.max_points:
        return
    for step in decision.steps:
        if _can_happen(yardstick, placed, decision, step):
            title = f"{decision.title}: {step.label}" if decision.title else step.label
            yield WrittenRule(placed.id, step.path, step.name, title)


def _can_happen(yardstick: Yardstick, placed: Placed, decision: Decision, step: Step) -> bool:
    """Whether anything could reach a step: what only adds up is never negative, and counts are whole."""
    if decision.document:
        return 0 in step.interval or _can_be_late(yardstick, placed.component.documents[decision.document], step)
    high = step.interval.high
    whole = placed.component.rule.counted
    if whole and step.interval.low is not None and high is not None:
        return any(number in step.interval for number in range(int(step.interval.low), int(high) + 1))
    if high is not None and high <= 0 and 0 not in step.interval:
        measure = decision.measure or placed.component.measure
        return measure is not None and _may_be_negative(measure)
    return True


def _can_be_late(yardstick: Yardstick, wanted: Requirement, step: Step) -> bool:
    """Whether a document can be as late as a step says: it has a date, and where the day of issue counts, that day may
    still be issued on."""
    due, clock = wanted.due, yardstick.clock()
    if due is None or not due.dated:
        return False
    span = wanted.issue_span(clock, yardstick.set.dated)
    if span is None or wanted.counted(yardstick.catalogue.proofs) is not Counts.ISSUED:
        return True
    lasts = [one.last for one in due.instances(clock)] if due.repeats else [due.last_day(clock)]
    first = min((last for last in lasts if last), default=None)
    least = int(step.interval.low or 0) + (0 if step.interval.low_closed else 1)
    return first is None or first + dt.timedelta(days=least) <= span.last


def _may_be_negative(measure: Measure) -> bool:
    return any(
        (isinstance(node, Apply) and node.operator == "-")
        or (isinstance(node, OverTime) and node.function == "mean_growth")
        for node in measure.nodes()
    )


def _gates(yardstick: Yardstick, placed: Placed) -> Iterator[WrittenRule]:
    component = placed.component
    questions = {
        decision.question
        for unit_kind in unit_kinds_of(yardstick, component)
        for decision in yardstick.decisions(placed, unit_kind)
    }
    if component.documents and questions - UNPROVED:
        yield WrittenRule(placed.id, ("documents",), NO_DOCUMENT, "thiếu tài liệu kiểm chứng")
    if component.requires:
        yield WrittenRule(placed.id, ("requires",), PREREQUISITE, "chưa đạt điều kiện tiên quyết")
    if _divides(yardstick, placed):
        yield WrittenRule(placed.id, ("when_denominator_zero",), ZERO, "mẫu số bằng 0")
    for number, rule in enumerate(component.applies_to.except_):
        title = f"loại trừ {rule.trait or rule.agency}"
        yield WrittenRule(placed.id, ("applies_to", "except", number), EXEMPT, title)


def _divides(yardstick: Yardstick, placed: Placed) -> bool:
    return placed.component.when_denominator_zero is not None and any(
        Compiled("", placed, yardstick.part(placed, unit_kind), decision, 1).zero is not None
        for unit_kind in unit_kinds_of(yardstick, placed.component)
        for decision in yardstick.decisions(placed, unit_kind)
        if decision.question is Question.MEASURE and not _ruled_out(placed, decision)
    )


def _always_there(measure: Measure) -> bool:
    """Whether what is divided by is a number of the set, or the months of a year: never nothing."""
    below = Measure("", measure.denominator, None) if measure.denominator else measure
    if measure.denominator:
        return not list(below.names())
    groups = [node.group for node in measure.nodes() if isinstance(node, Among)]
    return bool(groups) and "sub_units" not in groups


def _ruled_out(placed: Placed, decision: Decision) -> bool:
    """Whether there always is something to divide by, or an earlier case already takes the nothing."""
    rule, measure = placed.component.rule, decision.measure or placed.component.measure
    if measure is None or _always_there(measure):
        return True
    if not isinstance(rule, Cases) or measure.denominator is None:
        return False
    below = {name.id for name in Measure("", measure.denominator, None).names()}
    earlier = [case.when for case in rule.cases[: decision.case] if case.when]
    return any(0 in when.interval() and {name.id for name in when.measure.names()} == below for when in earlier)
