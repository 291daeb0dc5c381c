"""One criteria set and its submissions: engine, certified table and oracle asked for every decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from fuzz.rolling import Rolled
from par_engine.scoring.program import Program
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.score import score
from tests.scoring.drawing import Drawing, draw_submission, draw_world
from tests.scoring.test_three_evaluators import differences
from tests.scoring.world import Plain, evidence, written

COMPONENTS = (4, 16)
"""Least and most components of a set."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: with the seed and these two numbers it is drawn again."""

    seed: int
    world: int
    submission: int

    def __str__(self) -> str:
        return f"SEED={self.seed} SET={self.world} SUBMISSION={self.submission}"


@dataclass
class Tally:
    """What a run has seen. `states` counts decisions by state."""

    decisions: int = 0
    sets: int = 0
    submissions: int = 0
    states: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.decisions + other.decisions,
            self.sets + other.sets,
            self.submissions + other.submissions,
            self.states + other.states,
            self.kinds + other.kinds,
            self.disagreements + other.disagreements,
        )


def drawn_world(seed: int, number: int) -> Drawing:
    """A set by its number."""
    dice = Rolled(f"{seed}/{number}")
    return draw_world(dice, dice.integer(*COMPONENTS))


def run_world(seed: int, number: int, submissions: range) -> Tally:
    """All submissions of one set."""
    drawing = drawn_world(seed, number)
    program, tally = drawing.world.program(), Tally(sets=1)
    for one in submissions:
        place = Place(seed, number, one)
        _run(tally, drawing, program, place)
    return tally


def _run(tally: Tally, drawing: Drawing, program: Program, place: Place) -> None:
    data, on = draw_submission(drawing, Rolled(f"{place.seed}/{place.world}/{place.submission}"))
    read = evidence(program, data)
    sheet, fast = score(program, read, on), score(program, read, on, fast=True)
    tally.submissions += 1
    for row in sheet.components:
        tally.decisions += len(row.decided)
        tally.kinds[row.placed.component.rule.name] += len(row.decided)
        tally.states.update(one.state.value for one in row.decided)
    found = [*_unlike(sheet, fast), *_unlawful(sheet), *differences(sheet, drawing.world, data)]
    tally.disagreements += [f"{place}\n{one}" for one in found]


def _unlike(sheet: ScoreSheet, fast: ScoreSheet) -> Iterator[str]:
    """Where the engine and its certified table differ."""
    for one, other in zip(sheet.components, fast.components, strict=True):
        rules, others = ([(each.rule, each.asked.fact) for each in row.decided] for row in (one, other))
        if (one.mark, rules) != (other.mark, others):
            yield f"{one.id}\nengine {one.mark} {rules}\ntable {other.mark} {others}"


def _unlawful(sheet: ScoreSheet) -> Iterator[str]:
    """Sums that do not hold."""
    for one in sheet.components:
        parts = one.points + one.lost + one.open
        least = min((each.asked.compiled.decision.least for each in one.decided), default=0)
        if parts != one.applicable_max or one.open < 0 or not least <= one.points <= one.max_points:
            yield f"{one.id}: {one.points} + {one.lost} + {one.open} ≠ {one.applicable_max}"
    total = sheet.totals
    if total.points + total.lost + total.open != total.applicable_max:
        yield f"totals: {total}"


def shown(place: Place) -> Iterator[str]:
    """A case in full: the set, the submission, and what the three say."""
    drawing = drawn_world(place.seed, place.world)
    data, on = draw_submission(drawing, Rolled(f"{place.seed}/{place.world}/{place.submission}"))
    program = drawing.world.program()
    sheet = score(program, evidence(program, data), on)
    yield written(drawing.world.head())
    yield from (written(one) for one in drawing.world.components)
    yield written(data)
    yield f"on {on}"
    yield from differences(sheet, drawing.world, data)


def smallest(drawing: Drawing, data: Plain) -> Plain:
    """Only kept for replaying: the submission as it was drawn."""
    return data
