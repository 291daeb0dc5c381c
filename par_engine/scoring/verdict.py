"""What the rules mean: the state, the cause and the points that follow from the rule that fired.

All of it is known as soon as a set is compiled; only points on a line wait for the number. A component's points are
rounded here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from par_engine.criteria.decisions import Award, Cause, Step
from par_engine.criteria.model import ZeroDenominator
from par_engine.errors import InternalError
from par_engine.scoring.compile import ZERO, Compiled
from par_engine.scoring.gates import Outcome

ToPoints = Callable[[Fraction], Decimal]
"""The rounding of a set."""


class State(StrEnum):
    """What became of a component (design §4)."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    MISSING = "missing"
    UNPROVEN = "unproven"

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
}
_OPEN = (State.MISSING, State.UNPROVEN, State.NOT_DUE)
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule of one decision means. `step` is set where a line of the scale decided, else `outcome`, else there
    was nothing to divide by. `mark` is set where this verdict alone settles the component."""

    rule: str
    state: State
    award: Award
    cause: Cause | None
    most: Fraction
    step: Step | None = None
    outcome: Outcome | None = None
    mark: Mark | None = None

    def points(self, x: Fraction | None) -> Fraction:
        """Exact points at x. Raises InternalError when they cannot be."""
        if self.award.slope and x is None:
            raise InternalError(f"luật {self.rule} cần một con số mà không có; xin báo lỗi này")
        points = self.award.points(x or 0)
        if not 0 <= points <= self.most:
            raise InternalError(f"luật {self.rule} cho {points} điểm, ngoài khoảng 0 đến {self.most}; xin báo lỗi này")
        return points

    @property
    def open(self) -> Fraction:
        """Exact points that can still come."""
        return self.most if self.state in _OPEN else Fraction(0)


def mark_of(verdicts: Sequence[Verdict], numbers: Sequence[Fraction | None], to_points: ToPoints) -> Mark:
    """A component from the verdicts on its decisions and the numbers they looked at.

    Points are rounded once; so is what they would be if everything open came. The difference is open, the rest lost:
    nothing is lost by rounding alone.
    """
    if len(verdicts) == 1 and verdicts[0].mark is not None:
        return verdicts[0].mark
    states = {one.state for one in verdicts}
    state = next(state for state in _PRECEDENCE if state in states)
    exact = sum((one.points(x) for one, x in zip(verdicts, numbers, strict=True)), Fraction(0))
    points = to_points(exact)
    return Mark(state, points, to_points(exact + sum((one.open for one in verdicts), Fraction(0))) - points)


class Meanings(dict[str, Verdict]):
    """The verdicts of one decision by the name of the rule that fired, each worked out when it first fires.

    `alone` says that the component has no other decision.
    """

    def __init__(self, compiled: Compiled, to_points: ToPoints, *, alone: bool) -> None:
        super().__init__()
        self.compiled, self.to_points, self.alone = compiled, to_points, alone

    def __missing__(self, rule: str) -> Verdict:
        verdict = _meaning(self.compiled, rule)
        if self.alone and not verdict.award.slope:
            verdict = replace(verdict, mark=mark_of([verdict], [None], self.to_points))
        self[rule] = verdict
        return verdict


def _meaning(compiled: Compiled, rule: str) -> Verdict:
    name, decision = rule.removeprefix(compiled.code), compiled.decision
    if step := compiled.steps.get(rule):
        return Verdict(name, State.SCORED, step.award, decision.cause, decision.max_points, step=step)
    if name == ZERO:
        return _undefined(compiled)
    outcome = Outcome(name)
    state, cause = _OUTCOMES[outcome]
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
