"""Criteria to rules: every decision of every component gets an internal code and compiles, area by area, to a ruleset.

Steps compile exactly as written. The rules of the gates are shared by all decisions of a ruleset, since they ask
neither for the code nor for the number; a component's own rules ask for all gates to let through.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from par_engine.catalogue.expression import Measure
from par_engine.criteria.decisions import Decision, Interval, Part, Question, Step
from par_engine.criteria.model import ZeroDenominator, for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.scoring.engine import Condition, between, codes_for, equals
from par_engine.scoring.facts import Q_LIMIT, ProofGate, encode
from par_engine.scoring.gates import GATE_RULES, Outcome, passing, undefined

ZERO = "zero"
"""Name of the rule for an empty denominator."""


@dataclass(frozen=True)
class Compiled:
    """One decision with its code. `low`/`high` of a step are the engine's half-open bounds on q."""

    code: str
    placed: Placed
    part: Part
    decision: Decision
    scale: int

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Steps by rule name (`k17b2`)."""
        return {f"{self.code}{step.name}": step for step in self.decision.steps}

    @cached_property
    def bounds(self) -> dict[str, tuple[int | None, int | None]]:
        """Engine bounds of every rule."""
        return {rule: engine_bounds(step.interval, self.scale) for rule, step in self.steps.items()}

    @cached_property
    def measure(self) -> Measure | None:
        """What is measured: the decision's own measure, or its component's."""
        if self.decision.measure or self.decision.question is not Question.MEASURE:
            return self.decision.measure
        return self.placed.component.measure

    @cached_property
    def zero(self) -> ZeroDenominator | None:
        """What an empty denominator means here, where there is one."""
        divides = self.measure is not None and self.measure.divides
        return self.placed.component.when_denominator_zero if divides else None

    def rules(self) -> Iterator[tuple[str, list[Condition]]]:
        """The decision's own rules."""
        code = equals("c", self.code)
        for rule, (low, high) in self.bounds.items():
            yield rule, [*passing(), code, *between("q", low, high)]
        if self.zero is ZeroDenominator.FULL:
            yield f"{self.code}{ZERO}", [*undefined(proof=ProofGate.PRESENT), code]
            for proof, outcome in _PROOF_OUTCOMES.items():
                yield f"{self.code}{outcome}", [*undefined(proof=proof), code]
        elif self.zero:
            yield f"{self.code}{ZERO}", [*undefined(proof=None), code]


_PROOF_OUTCOMES = {
    ProofGate.INVALID: Outcome.DOCUMENT_INVALID,
    ProofGate.ABSENT: Outcome.NO_DOCUMENT,
    ProofGate.EXPLAINED: Outcome.UNPROVEN,
}


def engine_bounds(interval: Interval, scale: int) -> tuple[int | None, int | None]:
    """An interval as written, as the half-open range of q that means the same."""
    low = high = None
    if interval.low is not None:
        low = encode(interval.low, scale) + (0 if interval.low_closed else 1)
    if interval.high is not None:
        high = encode(interval.high, scale) + (1 if interval.high_closed else 0)
    return low, high


@dataclass(frozen=True)
class Unit:
    """The decisions that go into one ruleset."""

    name: str
    decisions: tuple[Compiled, ...]

    @cached_property
    def components(self) -> tuple[tuple[Placed, tuple[Compiled, ...]], ...]:
        """The components in order, each with its decisions."""
        groups = (tuple(decisions) for _, decisions in groupby(self.decisions, key=lambda one: one.placed.id))
        return tuple((together[0].placed, together) for together in groups)

    @cached_property
    def content(self) -> Hashable:
        """All that certification asks of the ruleset and says in its findings. Two with the same content are one."""
        return tuple(
            (one.code, one.placed.file.name, one.placed.path, one.placed.id, bool(one.placed.component.requires),
             one.scale, one.zero, one.decision)
            for one in self.decisions
        )  # fmt: skip

    def rules(self) -> dict[str, list[Condition]]:
        """All rules of the ruleset: the shared gates, then each decision's own."""
        found = {str(rule.outcome): rule.conditions() for rule in GATE_RULES}
        for compiled in self.decisions:
            found.update(compiled.rules())
        return found


Row = tuple[Placed, Part, Decision]
RULESET_SIZE = 20
"""Decisions in one ruleset, unless a single component has more. The engine compares a fact with the codes of its
ruleset one by one, so small rulesets answer faster."""


def compile_units(yardstick: Yardstick, unit_kind: str) -> list[Unit]:
    """Every decision a unit kind can meet, in rulesets of about `RULESET_SIZE`: never across areas, and a component is
    never split."""
    areas = [_components_of(yardstick, file.model.id, unit_kind) for file in yardstick.area_files]
    chunks = [chunk for components in areas for chunk in _chunks(components)]
    return [_unit(f"u{number}", chunk) for number, chunk in enumerate(chunks)]


def _components_of(yardstick: Yardstick, area: str, unit_kind: str) -> Iterator[list[Row]]:
    for placed in yardstick.components.values():
        if placed.area.id == area and for_unit(placed.component.max_points, unit_kind) > 0:
            part = yardstick.part(placed, unit_kind)
            yield [(placed, part, decision) for decision in yardstick.decisions(placed, unit_kind)]


def _chunks(components: Iterable[list[Row]]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for rows in components:
        if chunk and len(chunk) + len(rows) > RULESET_SIZE:
            yield chunk
            chunk = []
        chunk = [*chunk, *rows]
    if chunk:
        yield chunk


def _unit(name: str, chunk: list[Row]) -> Unit:
    rows = zip(codes_for(len(chunk)), chunk, strict=True)
    compiled = (Compiled(code, placed, part, decision, decision.scale) for code, (placed, part, decision) in rows)
    return Unit(name, tuple(compiled))


def probes(compiled: Compiled) -> list[int]:
    """Every q at which an answer could change: each edge, just beside it, and both ends."""
    edges = {edge for bounds in compiled.bounds.values() for edge in bounds if edge is not None}
    return sorted({-Q_LIMIT + 1, Q_LIMIT - 1} | edges | {edge - 1 for edge in edges})


def stretches_of(compiled: Compiled) -> list[int]:
    """One q in every stretch between two edges."""
    edges = {edge for bounds in compiled.bounds.values() for edge in bounds if edge is not None}
    return sorted({-Q_LIMIT + 1} | edges)
