"""What scoring gives: immutable data. Reports and screens print it and compute nothing.

State and points are settled when a submission is scored; sentences and ways are worked out when they are first read,
so that scoring thousands of submissions does not pay for words that nobody looks at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from par_engine.criteria.decisions import Cause
from par_engine.criteria.sections import GradeOn, Section, Source
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.ruling import Override
from par_engine.findings import Finding
from par_engine.numbers import viet
from par_engine.scoring import reasons
from par_engine.scoring.blocks import Block, Decided, blocks_of, exact_points
from par_engine.scoring.needs import NextStep, Way
from par_engine.scoring.situation import Exemption, Situation
from par_engine.scoring.verdict import Mark, State

__all__ = [
    "AreaResult",
    "Block",
    "ComponentResult",
    "Decided",
    "Final",
    "Graded",
    "Loss",
    "NextStep",
    "Rescaled",
    "ScoreSheet",
    "SectionResult",
    "State",
    "Totals",
    "Way",
]


@dataclass(frozen=True, slots=True)
class Loss:
    """Points lost for one cause, with a sentence that names the figures."""

    points: Decimal
    cause: Cause
    why: str


@dataclass(frozen=True)
class ComponentResult:
    """One component of one sheet. `points + lost + open == max_points` unless it does not apply, or stands in a bonus
    or penalty section: there nothing is lost or open, and the points of a penalty are points taken away."""

    situation: Situation
    placed: Placed
    decided: tuple[Decided, ...]
    mark: Mark
    max_points: Decimal
    ruled: Mark | None = None
    """What the rules alone give, where the board set the points."""
    handed_in: Mark | None = None
    """What the evidence gives as handed in, where `mark` is what it gives as accepted."""

    @property
    def id(self) -> str:
        """The published id."""
        return self.placed.id

    @property
    def state(self) -> State:
        """What became of the component."""
        return self.mark.state

    @property
    def section(self) -> Section | None:
        """The bonus or penalty section it stands in."""
        return self.placed.area.section

    @property
    def points(self) -> Decimal:
        """Points that count: of the evidence as accepted where it was verified, else as handed in."""
        return self.mark.points

    @property
    def computed(self) -> Decimal:
        """Points of the evidence as handed in."""
        return (self.handed_in or self.mark).points

    @property
    def verified(self) -> Decimal | None:
        """Points of the evidence as accepted, with the board's overrides; None before it was verified."""
        return self.mark.points if self.handed_in else None

    @property
    def open(self) -> Decimal:
        """Points that can still come."""
        return self.mark.open if self.section is None else self.mark.open - self.mark.open

    @property
    def lost(self) -> Decimal:
        """What is neither earned nor open."""
        return self.applicable_max - self.points - self.open

    @property
    def applicable_max(self) -> Decimal:
        """The maximum that counts for this agency."""
        counts = self.section is None and self.state is not State.NOT_APPLICABLE
        return self.max_points if counts else self.points

    @property
    def claimed(self) -> Decimal:
        """What the agency claims; by default what is computed."""
        claim = self.situation.submission.claims.get(self.id)
        applies = (self.handed_in or self.mark).state is not State.NOT_APPLICABLE
        return self.situation.to_points(Fraction(claim.points)) if claim and applies else self.computed

    @property
    def override(self) -> Override | None:
        """The board's word, where it set the points."""
        return self.situation.evidence.ruling.overrides.get(self.id) if self.ruled else None

    @property
    def overridden(self) -> Decimal:
        """Points that the board took away beyond what the rules took."""
        if self.ruled is None:
            return self.points - self.points
        return max(self.lost - (self.max_points - self.ruled.points - self.ruled.open), self.points - self.points)

    @property
    def due(self) -> dt.date | None:
        """Until when something may still be handed in."""
        days = (one.asked.due for one in self.decided if one.state is State.NOT_DUE)
        return max((day for day in days if day), default=None)

    @property
    def exemption(self) -> Exemption | None:
        """Why it does not apply, where an exemption says so."""
        return self.decided[0].asked.exemption

    @property
    def rule(self) -> str:
        """The rules that decided, by component id: `8.5.b2`; several for a checklist."""
        shown = []
        for one in self.decided:
            key = f".{one.asked.compiled.decision.key}" if one.asked.compiled.decision.key else ""
            shown.append(f"{self.id}{key}.{one.rule}")
        return ", ".join(shown)

    @property
    def measure(self) -> str | None:
        """The exact number decided on, as a fraction; None where there is none or several."""
        numbers = [one.asked.x for one in self.decided if one.asked.x is not None]
        if len(self.decided) != 1 or not numbers:
            return None
        return str(numbers[0])

    @cached_property
    def why(self) -> str:
        """The reasons of all its blocks; the board's grounds where it set the points."""
        if self.override and self.ruled:
            rules = viet(self.ruled.points)
            return reasons.sentence(
                f"hội đồng thẩm định cho {viet(self.points)} điểm (luật cho {rules}): {self.override.grounds}"
            )
        return " ".join(dict.fromkeys(reasons.sentence(one.why) for one in self.blocks if one.why))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its decisions by the results they make together."""
        return blocks_of(self.decided)

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """One loss per block that lost, and what the board took away; they sum to what the component lost."""
        found = [Loss(points, one.cause, one.why) for one, points in self.losing if one.cause]
        if self.overridden and self.override:
            found.append(Loss(self.overridden, Cause.OVERRIDDEN, self.override.grounds))
        return tuple(found)

    @cached_property
    def losing(self) -> list[tuple[Block, Decimal]]:
        """The blocks that lost, with their part of what the rules took."""
        found = [one for one in self.blocks if one.lost > 0]
        shares = self.shared(self.lost - self.overridden, [one.lost for one in found])
        return [(one, points) for one, points in zip(found, shares, strict=True) if points]

    def shared(self, whole: Decimal, parts: Sequence[Fraction]) -> list[Decimal]:
        """A rounded whole shared out over exact parts; the last takes what rounding leaves."""
        rest, found = whole, []
        for place, part in enumerate(parts, 1):
            share = rest if place == len(parts) else min(self.situation.to_points(part), rest)
            rest -= share
            found.append(share)
        return found

    @cached_property
    def next(self) -> NextStep | None:
        """The next steps of all decisions as alternatives; what all of them together would gain is `gain_full`. There
        is none where the board has set the points, nor out of a penalty."""
        if self.ruled or self.section is Section.PENALTY:
            return None
        steps = [one.next for one in self.blocks if one.next]
        if not steps:
            return None
        zero = self.situation.to_points(Fraction(0))
        ways = tuple(sorted((way for step in steps for way in step.ways), key=lambda way: -way.gain))
        impossible = "" if ways else "; ".join(dict.fromkeys(step.impossible for step in steps if step.impossible))
        full = min(sum((step.gain_full for step in steps), zero), self.max_points - self.points)
        return NextStep(ways[0].gain if ways else zero, full, ways, impossible)

    @cached_property
    def points_if_proven(self) -> Decimal | None:
        """What the figures would earn if the explanation is accepted."""
        if self.ruled or not any(one.state is State.UNPROVEN for one in self.decided):
            return None
        proven = [one if one.state is not State.UNPROVEN else one.if_proven() for one in self.decided]
        return self.situation.to_points(exact_points(proven))


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a whole sheet or of one area. `index` is in per cent; None when nothing applies. `points` count:
    of the evidence as accepted where it was verified, else they are `computed`."""

    points: Decimal
    max_points: Decimal
    applicable_max: Decimal
    lost: Decimal
    open: Decimal
    claimed: Decimal
    index: Decimal | None
    index_if_open_gained: Decimal | None
    assumed_share: Decimal | None
    computed: Decimal


@dataclass(frozen=True)
class AreaResult:
    """One area of the sheet."""

    id: str
    code: str
    title: str
    totals: Totals


@dataclass(frozen=True)
class SectionResult:
    """A bonus or penalty section: `points` count, at most the cap `max_points`; `uncapped` is the plain sum."""

    id: str
    code: str
    title: str
    section: Section
    max_points: Decimal
    points: Decimal
    uncapped: Decimal
    claimed: Decimal
    computed: Decimal


@dataclass(frozen=True, slots=True)
class Rescaled:
    """The figures when a source is not held: what is left stands for the whole applicable maximum."""

    points: Decimal
    applicable_max: Decimal
    index: Decimal | None
    final: Decimal
    left_out: Decimal
    absent: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """Xếp loại. `value` is the index or the final points it rests on; provisional while points are open."""

    id: str
    title: str
    on: GradeOn
    value: Decimal
    provisional: bool


@dataclass(frozen=True, slots=True)
class Final:
    """`final` = points + bonus − penalty; never below 0 unless the set says so."""

    bonus: Decimal
    penalty: Decimal
    final: Decimal
    rescaled: Rescaled | None
    grade: Graded | None


@dataclass(frozen=True, repr=False)
class ScoreSheet:
    """The result of one submission. Where it was verified, everything counts the evidence as accepted, and every
    component and total still says what the evidence gave as handed in."""

    yardstick: Yardstick
    evidence: Evidence
    situation: Situation
    on: dt.date
    totals: Totals
    areas: tuple[AreaResult, ...]
    components: tuple[ComponentResult, ...]
    findings: tuple[Finding, ...]
    sections: tuple[SectionResult, ...]
    outcome: Final
    verified: bool = False

    def __repr__(self) -> str:
        totals = self.totals
        return f"ScoreSheet({self.yardstick.set.id}, {self.on}, {totals.points}/{totals.applicable_max})"

    def component(self, component_id: str) -> ComponentResult | None:
        """One component by its id; None when it does not stand in this sheet."""
        return next((one for one in self.components if one.id == component_id), None)
