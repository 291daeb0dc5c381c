"""Decisions that make one result together: a single one, the leaves of an `all_of` or `any_of` group, or the periods of
a periodic report that came out alike. Losses, open points and ways are told block by block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from par_engine.criteria.decisions import Award, Cause, Join, Question
from par_engine.evidence.proof import Present, Proof
from par_engine.scoring import reasons
from par_engine.scoring.asking import Asked
from par_engine.scoring.needs import NextStep, Way
from par_engine.scoring.situation import Situation
from par_engine.scoring.verdict import State, Verdict
from par_engine.scoring.ways.next import next_step


@dataclass(frozen=True)
class Decided:
    """One decision with its answer."""

    situation: Situation
    asked: Asked
    verdict: Verdict
    beside: Fraction
    """Exact points of the component's other decisions: what this one gains is rounded together with them."""

    @property
    def rule(self) -> str:
        """The rule that fired, without the engine's code."""
        return self.verdict.rule

    @property
    def state(self) -> State:
        """What became of this decision."""
        return self.verdict.state

    @property
    def points(self) -> Fraction:
        """Exact points."""
        return self.verdict.points(self.asked.x)

    @property
    def open(self) -> Fraction:
        """Exact points that are still open."""
        return self.verdict.open

    @property
    def lost(self) -> Fraction:
        """Exact points lost."""
        if self.state is State.NOT_APPLICABLE:
            return Fraction(0)
        return self.asked.compiled.decision.max_points - self.points - self.open

    @property
    def cause(self) -> Cause | None:
        """Why points are lost or open; reports of single periods that are not there are missing, not late."""
        if self.verdict.step is None:
            return self.verdict.cause
        if not self.lost:
            return None
        lacking = any(isinstance(proof, Present) and proof.missing for proof in self.asked.proofs.values())
        return Cause.NO_DOCUMENT if lacking else self.verdict.cause

    def if_proven(self) -> Decided:
        """The same once every document counts."""
        award = Award(self.asked.points_if_proven())
        return replace(self, verdict=replace(self.verdict, state=State.SCORED, award=award))

    @cached_property
    def why(self) -> str:
        """The reason in words, with the figures."""
        return reasons.of(self.situation, self.asked, self.verdict)

    @cached_property
    def next(self) -> NextStep | None:
        """The next better step; None where there is none to reach."""
        if self.state is State.NOT_APPLICABLE or (self.verdict.outcome is None and not self.lost):
            return None
        return next_step(self.situation, self.asked, self.points, self.beside, self.cause)


@dataclass(frozen=True)
class Block:
    """One result. `rest` are the component's exact points outside of it."""

    members: tuple[Decided, ...]
    join: Join
    rest: Fraction

    @property
    def situation(self) -> Situation:
        """The submission on its day."""
        return self.members[0].situation

    @property
    def asked(self) -> Asked:
        """What was asked by the first of the decisions on which the result hangs."""
        return self.leading[0].asked

    @property
    def most(self) -> Fraction:
        """The most it can give, in exact points: the sum where parts add up, else what any of them gives."""
        every = [member.asked.compiled.decision.max_points for member in self.members]
        return sum(every, Fraction(0)) if self.join is Join.ADD else every[0]

    @property
    def points(self) -> Fraction:
        """Exact points."""
        return self._joined([member.points for member in self.members])

    @property
    def open(self) -> Fraction:
        """Exact points that are still open."""
        return self._joined([member.points + member.open for member in self.members]) - self.points

    @property
    def lost(self) -> Fraction:
        """Exact points lost."""
        return Fraction(0) if self.state is State.NOT_APPLICABLE else self.most - self.points - self.open

    def _joined(self, points: Sequence[Fraction]) -> Fraction:
        match self.join:
            case Join.ALL:
                return min(points)
            case Join.ANY:
                return max(points)
        return sum(points, Fraction(0))

    @cached_property
    def state(self) -> State:
        """What became of it; of alternatives: scored unless something of them is open or none of them applies."""
        if self.join is Join.ADD:
            return self.members[0].state
        if all(member.state is State.NOT_APPLICABLE for member in self.members):
            return State.NOT_APPLICABLE
        return self.leading[0].state if self.open else State.SCORED

    @cached_property
    def leading(self) -> tuple[Decided, ...]:
        """The members on which the result hangs: of `all_of` those that fail (or else are open), of others all."""
        if self.join is not Join.ALL:
            waiting = tuple(member for member in self.members if member.open)
            return waiting if self.join is Join.ANY and self.open else self.members
        failing = tuple(member for member in self.members if member.lost)
        return failing or tuple(member for member in self.members if member.open) or self.members

    @property
    def cause(self) -> Cause | None:
        """The first cause in the order of the gates."""
        causes = {member.cause for member in self.leading}
        return next((cause for cause in Cause if cause in causes), None)

    @cached_property
    def why(self) -> str:
        """The reasons of the members that count."""
        if len(self.members) == 1:
            return self.members[0].why
        if self.periodic:
            return reasons.instances([(member.asked, member.verdict) for member in self.members])
        words = "; ".join(dict.fromkeys(member.why for member in self.leading))
        return f"chưa có mục nào trong nhóm: {words}" if self.join is Join.ANY and not self.points else words

    @property
    def periodic(self) -> bool:
        """Whether its members are periods of one report."""
        return self.asked.compiled.decision.question is Question.INSTANCE

    @property
    def lacking(self) -> tuple[str, ...]:
        """Figures that are absent or contradict."""
        found = (name for member in self.leading for name in (*member.asked.lacking, *member.asked.contradicted))
        return tuple(dict.fromkeys(found))

    @property
    def proofs(self) -> dict[str, Proof]:
        """What proves the documents asked for."""
        return {key: proof for member in self.leading for key, proof in member.asked.proofs.items()}

    @property
    def due(self) -> dt.date | None:
        """The first day on which something of it is due."""
        return min((day for member in self.leading if (day := member.asked.due)), default=None)

    @cached_property
    def next(self) -> NextStep | None:
        """The next step: of `all_of` all that lacks, of `any_of` each as an alternative, of periods the first."""
        if len(self.members) == 1:
            return self.members[0].next
        wanting = [member for member in self.members if member.lost or member.open]
        steps = [member.next for member in (self.leading if self.join is Join.ADD else wanting)]
        if self.join is Join.ADD:
            return self._first([step for step in steps if step])
        if not (self.lost or self.open) or not any(steps):
            return None
        return self._together([step for step in steps if step])

    def _first(self, steps: Sequence[NextStep]) -> NextStep | None:
        possible = [step for step in steps if step.gain > 0]
        if not possible:
            stuck = next(
                (step.impossible for step in steps if step.impossible), "riêng một kỳ chưa đủ làm tròn thành điểm"
            )
            return NextStep(self._zero, self._zero, (), stuck) if steps else None
        full = sum((step.gain_full for step in possible), self._zero)
        return replace(possible[0], gain_full=min(full, self._gain(self.most)))

    def _together(self, steps: Sequence[NextStep]) -> NextStep:
        gain, after = self._gain(self.most), self.situation.to_points(self.rest + self.most)
        if self.join is Join.ANY:
            ways = tuple(replace(way, gain=gain, points=after) for step in steps for way in step.ways)
            stuck = "" if ways else "; ".join(dict.fromkeys(step.impossible for step in steps if step.impossible))
        else:
            stuck = "; ".join(dict.fromkeys(step.impossible for step in steps if not step.ways))
            needs = tuple(dict.fromkeys(need for step in steps if step.ways for need in step.ways[0].needs))
            ways = () if stuck else (Way(needs, gain, after),)
        return NextStep(gain if ways else self._zero, gain if ways else self._zero, ways, stuck)

    @property
    def _zero(self) -> Decimal:
        return self.situation.to_points(Fraction(0))

    def _gain(self, points: Fraction) -> Decimal:
        """What leading this block to `points` adds to the component."""
        return self.situation.to_points(self.rest + points) - self.situation.to_points(self.rest + self.points)


def blocks_of(decided: Sequence[Decided]) -> tuple[Block, ...]:
    """The blocks of a component, in order of their first decision."""
    groups: dict[object, list[Decided]] = {}
    for place, one in enumerate(decided):
        groups.setdefault(_group(place, one), []).append(one)
    blocks = [(tuple(members), members[0].asked.compiled.decision.join) for members in groups.values()]
    total = sum((Block(members, join, Fraction(0)).points for members, join in blocks), Fraction(0))
    return tuple(_placed(members, join, total) for members, join in blocks)


def _placed(members: tuple[Decided, ...], join: Join, total: Fraction) -> Block:
    block = Block(members, join, Fraction(0))
    return replace(block, rest=total - block.points)


def _group(place: int, one: Decided) -> object:
    decision = one.asked.compiled.decision
    if not decision.group:
        return place
    if decision.join is Join.ADD:  # periods that came out alike are told in one sentence
        return decision.group, one.state, one.cause, one.lost == decision.max_points
    return decision.group


def exact_points(decided: Iterator[Decided] | Sequence[Decided]) -> Fraction:
    """What the decisions of a component make together, before rounding."""
    return sum((block.points for block in blocks_of(tuple(decided))), Fraction(0))
