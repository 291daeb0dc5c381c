"""Scores one submission: asks the evidence, lets the engine decide, adds up, and says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from par_engine.criteria.decisions import Cause, Step
from par_engine.criteria.model import ZeroDenominator
from par_engine.criteria.yardstick import Placed
from par_engine.errors import InternalError
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.proof import Present
from par_engine.findings import in_order
from par_engine.numbers import rounded
from par_engine.scoring import reasons
from par_engine.scoring.asking import Asked, Sheet, ask
from par_engine.scoring.compile import ZERO, Compiled
from par_engine.scoring.gates import Outcome
from par_engine.scoring.notices import notices
from par_engine.scoring.program import Program
from par_engine.scoring.result import ComponentResult, Decided, Loss, NextStep, ScoreSheet, State
from par_engine.scoring.situation import Situation, check_fits
from par_engine.scoring.totals import area_results, total_of
from par_engine.scoring.ways import next_step

_STATES = {
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
_OPEN = (State.MISSING, State.UNPROVEN, State.NOT_DUE)


def score(
    program: Program, evidence: Evidence, on: dt.date, *, fast: bool = False, only: str | None = None
) -> ScoreSheet:
    """The score sheet of a submission on a day. With `fast` the engine's certified table decides (same answers);
    with `only` just one component is looked at, as tests beside the criteria do.

    Raises InputError when the submission does not fit the yardstick.
    """
    check_fits(evidence.submission, program.yardstick)
    situation = Situation(program.yardstick, evidence, on)
    rows: list[ComponentResult] = []
    for certified in program.certified:
        asked = _ask_all(situation, [one for one in certified.unit.decisions if only in (None, one.placed.id)])
        if not asked:
            continue
        decided = certified.decide([one.fact for _, one in asked], fast=fast)
        for placed, members in _by_component(asked):
            answers = [_settle(situation, one, decided[one.fact.code]) for one in members]
            rows.append(_component(situation, placed, answers))
    rows.sort(key=lambda row: row.placed.order)
    known, unit_kind = program.yardstick.set, evidence.submission.unit_kind
    totals = total_of(rows, program.yardstick.max_points(known.max_points, unit_kind), known.decimals, known.index)
    findings = in_order([*evidence.findings, *notices(situation, rows)])
    areas = area_results(program.yardstick, rows, unit_kind)
    return ScoreSheet(program.yardstick, evidence, situation, on, totals, tuple(areas), tuple(rows), tuple(findings))


def _ask_all(situation: Situation, decisions: Sequence[Compiled]) -> list[tuple[Placed, Asked]]:
    sheets: dict[str, Sheet] = {}
    found = []
    for compiled in decisions:
        placed = compiled.placed
        if situation.in_sheet(placed.component):
            sheet = sheets.setdefault(placed.id, Sheet(situation, placed.component))
            found.append((placed, ask(sheet, compiled, situation.exemption(placed))))
    return found


def _by_component(asked: Sequence[tuple[Placed, Asked]]) -> list[tuple[Placed, list[Asked]]]:
    grouped: dict[str, tuple[Placed, list[Asked]]] = {}
    for placed, one in asked:
        grouped.setdefault(placed.id, (placed, []))[1].append(one)
    return list(grouped.values())


def _settle(situation: Situation, asked: Asked, rule: str) -> Decided:
    """One decision from the name of the rule that fired."""
    name = rule.removeprefix(asked.compiled.code)
    most = asked.compiled.decision.max_points
    if name == ZERO:
        return _settle_zero(asked, most)
    step = asked.compiled.steps.get(rule)
    if step is not None:
        return _settle_step(situation, asked, step)
    outcome = Outcome(name)
    state, cause = _STATES[outcome]
    still_open = most if state in _OPEN else Fraction(0)
    why = reasons.gate(situation, asked, outcome)
    following = None if state is State.NOT_APPLICABLE else next_step(situation, asked, Fraction(0), cause)
    return Decided(asked, name, state, Fraction(0), still_open, cause, why, following)


def _settle_zero(asked: Asked, most: Fraction) -> Decided:
    meaning = asked.compiled.zero
    why = reasons.zero_denominator(asked)
    if meaning is ZeroDenominator.NOT_APPLICABLE:
        return Decided(asked, ZERO, State.NOT_APPLICABLE, Fraction(0), Fraction(0), None, why, None)
    points = most if meaning is ZeroDenominator.FULL else Fraction(0)
    cause = None if points else Cause.BELOW_THRESHOLD
    return Decided(asked, ZERO, State.SCORED, points, Fraction(0), cause, why, None)


def _settle_step(situation: Situation, asked: Asked, step: Step) -> Decided:
    if asked.x is None:
        raise InternalError("luật đã chọn mức mà không có kết quả; xin báo lỗi này")
    decision = asked.compiled.decision
    points = step.award.points(asked.x)
    if not 0 <= points <= decision.max_points:
        raise InternalError(f"{asked.compiled.placed.id}: điểm {points} ngoài khoảng; xin báo lỗi này")
    full = points == decision.max_points
    why = reasons.step(asked, step)
    cause = None if full else _cause_of(asked)
    following = next_step(situation, asked, points, cause) if cause else None
    return Decided(asked, step.name, State.SCORED, points, Fraction(0), cause, why, following)


def _cause_of(asked: Asked) -> Cause:
    """The rule's own cause; reports of single periods that are not there are missing, not late."""
    lacking = any(isinstance(proof, Present) and proof.missing for proof in asked.proofs.values())
    return Cause.NO_DOCUMENT if lacking else asked.compiled.decision.cause


def _component(situation: Situation, placed: Placed, decided: list[Decided]) -> ComponentResult:
    known = situation.yardstick.set

    def to_points(exact: Fraction) -> Decimal:
        return rounded(exact, known.decimals, known.rounding)

    submission = situation.submission
    most = to_points(Fraction(situation.yardstick.max_points(placed.component.max_points, submission.unit_kind)))
    state = _state(decided)
    zero = to_points(Fraction(0))
    applies = state is not State.NOT_APPLICABLE
    points = to_points(sum((one.points for one in decided), Fraction(0)))
    still_open = to_points(sum((one.open for one in decided), Fraction(0)))
    still_open = min(still_open, most - points)
    lost = most - points - still_open if applies else zero
    claim = submission.claims.get(placed.id)
    return ComponentResult(
        placed=placed,
        state=state,
        points=points,
        max_points=most,
        lost=lost,
        open=still_open if applies else zero,
        claimed=to_points(Fraction(claim.points)) if claim and applies else points,
        computed=points,
        losses=_losses(decided, lost, to_points),
        why=" ".join(dict.fromkeys(reasons.sentence(one.why) for one in decided if one.why)),
        decided=tuple(decided),
        next=_merge_next(decided, points, to_points),
        due=max((one.asked.due for one in decided if one.asked.due and one.state is State.NOT_DUE), default=None),
        points_if_proven=_if_proven(decided, to_points),
        exemption=decided[0].asked.exemption,
    )


def _state(decided: Sequence[Decided]) -> State:
    """The component is scored when every decision is; otherwise it has the most pressing open state."""
    states = {one.state for one in decided}
    return next((state for state in (*_OPEN, State.SCORED) if state in states), State.NOT_APPLICABLE)


def _losses(decided: Sequence[Decided], lost: Decimal, to_points: Callable[[Fraction], Decimal]) -> tuple[Loss, ...]:
    """One loss per decision that lost; rounded so that they sum to what the component lost."""
    losing = [one for one in decided if one.lost > 0 and one.state is State.SCORED]
    rest, found = lost, []
    for place, one in enumerate(losing, 1):
        points = rest if place == len(losing) else min(to_points(one.lost), rest)
        rest -= points
        if points and one.cause:
            found.append(Loss(points, one.cause, one.why))
    return tuple(found)


def _merge_next(
    decided: Sequence[Decided], points: Decimal, to_points: Callable[[Fraction], Decimal]
) -> NextStep | None:
    """The next steps of all decisions as alternatives; what all of them together would gain is `gain_full`."""
    steps = [one.next for one in decided if one.next]
    if not steps:
        return None
    ways = [way for step in steps for way in step.ways]
    ways.sort(key=lambda way: -way.gain)
    gain_full = sum((step.gain_full for step in steps), to_points(Fraction(0)))
    merged = tuple(type(way)(way.needs, way.gain, points + way.gain) for way in ways)
    impossible = "" if ways else "; ".join(dict.fromkeys(step.impossible for step in steps if step.impossible))
    return NextStep(ways[0].gain if ways else to_points(Fraction(0)), gain_full, merged, impossible)


def _if_proven(decided: Sequence[Decided], to_points: Callable[[Fraction], Decimal]) -> Decimal | None:
    """What the figures would earn if the explanation is accepted."""
    if not any(one.state is State.UNPROVEN for one in decided):
        return None
    total = Fraction(0)
    for one in decided:
        asked = one.asked
        if one.state is State.UNPROVEN and asked.x is not None:
            total += next(
                step.award.points(asked.x) for step in asked.compiled.decision.steps if asked.x in step.interval
            )
        else:
            total += one.points
    return to_points(total)
