"""What the evidence of an example must say, so that a rule fires and everything beside it is at its best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from par_engine.catalogue.indicators import IndicatorType
from par_engine.catalogue.measure import Exact, Measure
from par_engine.criteria.decisions import Decision, Interval, Question, Step
from par_engine.criteria.due import RoundClock
from par_engine.criteria.kinds.cases import Cases
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.numbers import viet_rate
from par_engine.scoring.drafting.papers import Content
from par_engine.scoring.drafting.solve import Wanted, whole_in
from par_engine.scoring.examples import Bench
from par_engine.scoring.situation import Situation

_ANYWHERE = Interval()


@dataclass
class Plan:
    """What the evidence of an example must say, gathered before anything is written."""

    wanted: list[Wanted] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    survey: Content = field(default_factory=dict)
    external: Content = field(default_factory=dict)
    judged: Content = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """The agency and the day an example is about."""

    bench: Bench
    yardstick: Yardstick
    placed: Placed
    unit_kind: str
    agency: str | None
    year: int
    situation: Situation

    @property
    def clock(self) -> RoundClock:
        """How due dates fall in the year of the example."""
        return self.situation.clock


def plan_for(stage: Stage, decisions: Sequence[Decision], target: Decision | None, step: Step | None) -> Plan | None:
    """What must be said so that `target` takes `step` (without one: has nothing to divide by) and every other decision
    its best."""
    plan, case = Plan(), target.case if target else None
    rule = stage.placed.component.rule
    if isinstance(rule, Cases):
        case = case if case is not None else _best_case(decisions)
        _hold_case(stage, plan, rule, case)
        decisions = [one for one in decisions if one.case == case and one.question is not Question.CONDITION]
    for decision in decisions:
        mine = target is not None and decision is target
        chosen = step if mine else _best(decision)
        if mine and step is None:
            measure = _measure_of(stage, decision)
            if measure is None:
                return None
            plan.wanted.append(Wanted(stage.situation.resolved(measure), _ANYWHERE, empty=True))
        elif chosen is None or not _say(stage, plan, decision, chosen):
            return None
    for wanted in stage.placed.component.documents.values():
        if wanted.when:
            plan.wanted.append(Wanted(stage.situation.resolved(wanted.when.measure), _ANYWHERE))
    return plan


def _most(step: Step) -> Fraction:
    """The most a step can give: a fixed award, or a line at the upper end of its interval."""
    high = step.interval.high
    return step.award.base if high is None else step.award.points(high)


def _best(decision: Decision) -> Step | None:
    return max(decision.steps, key=_most, default=None)


def _best_case(decisions: Sequence[Decision]) -> int | None:
    ranked = [
        (max(map(_most, one.steps)), -(one.case or 0))
        for one in decisions
        if one.case is not None and not one.not_applicable and one.question is not Question.CONDITION
    ]
    return -max(ranked)[1] if ranked else None


def _hold_case(stage: Stage, plan: Plan, rule: Cases, case: int | None) -> None:
    """The condition of this case holds, and none before it."""
    for number, one in enumerate(rule.cases):
        if one.when and (case is None or number <= case):
            measure = stage.situation.resolved(one.when.measure)
            plan.wanted.append(Wanted(measure, one.when.interval(), lies=number == case))


def _measure_of(stage: Stage, decision: Decision) -> Measure | None:
    return decision.measure or stage.placed.component.measure


def _say(stage: Stage, plan: Plan, decision: Decision, step: Step) -> bool:
    """Adds to the plan what leads a decision to a step; whether that can be said at all."""
    match decision.question:
        case Question.MEASURE:
            return _say_measure(stage, plan, decision, step)
        case Question.LATENESS | Question.INSTANCE:
            instance = decision.instance.partition("#")[0]
            key = f"{decision.subject}@{instance}" if instance else decision.subject
            return _say_days(plan, [key], step.interval)
        case Question.JUDGED | Question.SURVEY | Question.EXTERNAL:
            return _say_of_others(stage, plan, decision, step)
        case Question.GIVEN:
            return True
    found = _answer(stage, decision, step)
    plan.values[decision.subject] = found
    return found is not None


def _say_measure(stage: Stage, plan: Plan, decision: Decision, step: Step) -> bool:
    measure = _measure_of(stage, decision)
    if measure is None:
        return False
    resolved = stage.situation.resolved(measure)
    if days := resolved.documents():
        return _say_days(plan, [one.document for one in days], step.interval)
    plan.wanted.append(Wanted(resolved, step.interval))
    return True


def _say_of_others(stage: Stage, plan: Plan, decision: Decision, step: Step) -> bool:
    match decision.question:
        case Question.JUDGED:
            plan.judged[stage.placed.id] = {"points": _inside(step, decision), "grounds": "Biên bản họp hội đồng"}
            return True
        case Question.SURVEY:
            share = _share(step.interval)
            plan.survey[decision.subject] = {"share": viet_rate(share), "source": "Báo cáo kết quả điều tra"}
            return share in step.interval
    found = _answer(stage, decision, step)
    plan.external[decision.subject] = {"value": found, "source": "Kết quả công bố"}
    return found is not None


def _say_days(plan: Plan, keys: Sequence[str], interval: Interval) -> bool:
    days = whole_in(interval)
    if days is None:
        return False
    plan.late.update(dict.fromkeys(keys, days))
    return True


def _inside(step: Step, decision: Decision) -> object:
    """Points that a board could give within a step."""
    low, high = step.interval.low, step.interval.high
    if high is None:
        return plain_number(decision.max_points)
    return plain_number(high if high in step.interval else ((low or Fraction(0)) + high) / 2)


def _share(interval: Interval) -> Fraction:
    hundredths = (Fraction(number, 100) for number in (100, 95, 90, 80, 70, 60, 50, 30, 10, 0, *range(101)))
    ends = [end for end in interval.bounds() if end in interval]
    return next((one for one in (*ends, *hundredths) if one in interval), Fraction(0))


def _answer(stage: Stage, decision: Decision, step: Step) -> object:
    """A yes, an option or a number that lies in a step, as an example writes it."""
    indicator = stage.yardstick.catalogue.indicators[decision.subject]
    if decision.options:
        return next((one for number, one in enumerate(decision.options) if number in step.interval), None)
    if indicator.type is IndicatorType.YES_NO:
        return 1 in step.interval
    if indicator.type is IndicatorType.RATE:
        share = _share(step.interval)
        return viet_rate(share) if share in step.interval else None
    ends = [end for end in step.interval.bounds() if end in step.interval]
    low, high = step.interval.low, step.interval.high
    beside = [end + sign for end in (low, high) if end is not None for sign in (1, -1)]
    middle = [(low + high) / 2] if low is not None and high is not None else []
    found = next((end for end in (*ends, *beside, *middle, Fraction(0)) if end in step.interval), None)
    return None if found is None else plain_number(found)


def plain_number(number: Exact) -> int | Decimal:
    """A number as an example writes it: whole, or with its decimals."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else Decimal(exact.numerator) / Decimal(exact.denominator)
