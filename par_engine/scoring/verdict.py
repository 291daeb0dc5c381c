"""What the rules mean: the state, the cause and the points that follow from the rule that fired.

All of it is known as soon as a set is compiled; only points on a line wait for the number. A component's points are
rounded here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from par_engine.criteria.decisions import AWAITED, Award, Cause, Decision, Join, Question, Step
from par_engine.criteria.model import ZeroDenominator
from par_engine.errors import InternalError
from par_engine.scoring.compile import ZERO, Compiled
from par_engine.scoring.gates import Outcome

if TYPE_CHECKING:  # checking criteria needs no evidence, and starts sooner without
    from par_engine.scoring.asking import Asked

ToPoints = Callable[[int, int], Decimal]
"""The rounding of a set: of a quotient that need not be reduced."""


class State(StrEnum):
    """What became of a component."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    MISSING = "missing"
    UNPROVEN = "unproven"
    AWAITING_VERIFIER = "awaiting_verifier"
    AWAITING_SURVEY = "awaiting_survey"
    AWAITING_EXTERNAL = "awaiting_external"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _LABELS[self.value]


_LABELS = {
    "scored": "đã chấm",
    "not_applicable": "không áp dụng",
    "not_due": "chưa đến hạn",
    "missing": "thiếu số liệu",
    "unproven": "chờ thẩm định giải trình",
    "awaiting_verifier": "chờ hội đồng chấm",
    "awaiting_survey": "chờ kết quả điều tra xã hội học",
    "awaiting_external": "chờ kết quả bên ngoài công bố",
}
AWAITING = {
    Question.JUDGED: State.AWAITING_VERIFIER,
    Question.SURVEY: State.AWAITING_SURVEY,
    Question.EXTERNAL: State.AWAITING_EXTERNAL,
}
_OPEN = (State.MISSING, State.UNPROVEN, State.NOT_DUE, *AWAITING.values())
_PRECEDENCE = (*_OPEN, State.SCORED, State.NOT_APPLICABLE)
_NOTHING = Award(Fraction(0))
_OUTCOMES = {
    Outcome.NOT_APPLICABLE: (State.NOT_APPLICABLE, None),
    Outcome.NOT_DUE: (State.NOT_DUE, None),
    Outcome.PREREQUISITE_FAILED: (State.SCORED, Cause.PREREQUISITE_FAILED),
    Outcome.PREREQUISITE_UNKNOWN: (State.MISSING, Cause.NO_DATA),
    Outcome.MISSING: (State.MISSING, Cause.NO_DATA),
    Outcome.NO_DATA: (State.SCORED, Cause.NO_DATA),
    Outcome.INCONSISTENT: (State.MISSING, Cause.INCONSISTENT_DATA),
    Outcome.INCONSISTENT_CLOSED: (State.SCORED, Cause.INCONSISTENT_DATA),
    Outcome.DOCUMENT_INVALID: (State.SCORED, Cause.DOCUMENT_INVALID),
    Outcome.NO_DOCUMENT: (State.SCORED, Cause.NO_DOCUMENT),
    Outcome.UNPROVEN: (State.UNPROVEN, Cause.NO_DOCUMENT),
}


class Mark(NamedTuple):
    """A component settled: all that totals need. What is neither earned nor open is lost."""

    state: State
    points: Decimal
    open: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What one rule of one decision means. `step` is set where a line of the scale decided, else `outcome`, else there
    was nothing to divide by.

    Points are also kept as whole numbers, `(rise · x + level) ÷ unit`, with one unit for all decisions of a component:
    adding up and rounding then needs no fractions. `mark` is set where this verdict alone settles its component.
    """

    rule: str
    state: State
    award: Award
    cause: Cause | None
    most: Fraction
    step: Step | None = None
    outcome: Outcome | None = None
    rise: int = 0
    level: int = 0
    open_level: int = 0
    unit: int = 1
    least: Fraction = Fraction(0)
    group: str = ""
    join: Join = Join.ADD
    mark: Mark | None = None

    def points(self, x: Fraction | None) -> Fraction:
        """Exact points at x. Raises InternalError when there cannot be so many."""
        points = self.award.points(x or 0)
        if not self.least <= points <= self.most:
            allowed = f"{self.least} đến {self.most}"
            raise InternalError(f"luật {self.rule} cho {points} điểm, ngoài {allowed}; xin báo lỗi này")
        return points

    @property
    def open(self) -> Fraction:
        """Exact points that can still come."""
        return self.most if self.state in _OPEN else Fraction(0)

    def measured(self, unit: int) -> Verdict:
        """With its whole numbers in a unit."""
        rise, level, open_level = (int(exact * unit) for exact in (self.award.slope, self.award.base, self.open))
        return replace(self, rise=rise, level=level, open_level=open_level, unit=unit)


def mark_of(verdicts: Sequence[Verdict], asked: Sequence[Asked], to_points: ToPoints) -> Mark:
    """A component from the verdicts on its decisions, and the numbers they were asked about."""
    top, still_open, scale = 0, 0, 1
    joined: dict[str, list[Verdict]] = {}
    states: list[State] = []
    for verdict, one in zip(verdicts, asked, strict=True):
        if verdict.group:
            joined.setdefault(verdict.group, []).append(verdict)
            continue
        states.append(verdict.state)
        top += verdict.level * scale
        still_open += verdict.open_level
        if verdict.rise and one.x is not None:
            top = top * one.x.denominator + verdict.rise * one.x.numerator * scale
            scale *= one.x.denominator
    for together in joined.values():
        state, level, open_level = _joined(together)
        states.append(state)
        top += level * scale
        still_open += open_level
    state = states[0] if len(states) == 1 else min(states, key=_PRECEDENCE.index)
    return _mark(state, top, still_open * scale, verdicts[0].unit * scale, to_points)


def _joined(together: Sequence[Verdict]) -> tuple[State, int, int]:
    """The state of a group, its points and open points in the unit: of `all_of` the least counts, of `any_of` the
    most; once met, nothing of an `any_of` group is waited for."""
    pick = min if together[0].join is Join.ALL else max
    level = pick(verdict.level for verdict in together)
    open_level = pick(verdict.level + verdict.open_level for verdict in together) - level
    waiting = [verdict.state for verdict in together if verdict.open_level]
    exempt = all(verdict.state is State.NOT_APPLICABLE for verdict in together)
    if exempt:
        return State.NOT_APPLICABLE, level, open_level
    return (min(waiting, key=_PRECEDENCE.index) if open_level else State.SCORED), level, open_level


def _mark(state: State, top: int, still_open: int, bottom: int, to_points: ToPoints) -> Mark:
    """Points are rounded once; so is what they would be if everything open came. The difference is open, the rest lost:
    nothing is lost by rounding alone."""
    points = to_points(top, bottom)
    if not still_open:
        return Mark(state, points, points - points)
    return Mark(state, points, to_points(top + still_open, bottom) - points)


class Meanings(dict[str, Verdict]):
    """The verdicts of one decision by the name of the rule that fired, each worked out when it first fires.

    `together` are all decisions of its component.
    """

    def __init__(self, compiled: Compiled, together: Sequence[Compiled], to_points: ToPoints) -> None:
        super().__init__()
        self.compiled, self.to_points, self.alone = compiled, to_points, len(together) == 1
        self.unit = lcm(*(bottom for one in together for bottom in _denominators(one.decision)))

    def __missing__(self, rule: str) -> Verdict:
        verdict = _meaning(self.compiled, rule).measured(self.unit)
        if self.alone and not verdict.rise:
            mark = _mark(verdict.state, verdict.level, verdict.open_level, verdict.unit, self.to_points)
            verdict = replace(verdict, mark=mark)
        self[rule] = verdict
        return verdict


def _denominators(decision: Decision) -> Iterator[int]:
    yield decision.max_points.denominator
    for step in decision.steps:
        yield step.award.base.denominator
        yield step.award.slope.denominator


def _meaning(compiled: Compiled, rule: str) -> Verdict:
    verdict, decision = _bare_meaning(compiled, rule), compiled.decision
    group = decision.group if decision.join is not Join.ADD else ""
    return replace(verdict, least=decision.least, group=group, join=decision.join)


def _bare_meaning(compiled: Compiled, rule: str) -> Verdict:
    name, decision = rule.removeprefix(compiled.code), compiled.decision
    if step := compiled.steps.get(rule):
        return Verdict(name, State.SCORED, step.award, decision.cause, decision.max_points, step)
    if name == ZERO:
        return _undefined(compiled)
    outcome = Outcome(name)
    state, cause = _OUTCOMES[outcome]
    if decision.question in AWAITED and outcome is Outcome.MISSING:
        state, cause = AWAITING[decision.question], None
    return Verdict(name, state, _NOTHING, cause, decision.max_points, outcome=outcome)


def _undefined(compiled: Compiled) -> Verdict:
    """Nothing to divide by: the component says what that means."""
    most = compiled.decision.max_points
    match compiled.zero:
        case ZeroDenominator.FULL:
            return Verdict(ZERO, State.SCORED, Award(most), None, most)
        case ZeroDenominator.ZERO:
            return Verdict(ZERO, State.SCORED, _NOTHING, Cause.BELOW_THRESHOLD, most)
    return Verdict(ZERO, State.NOT_APPLICABLE, _NOTHING, None, most)
