"""One criteria set and its submissions: engine, certified table and oracle asked for every decision."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from fuzz.rolling import Rolled
from par_engine.scoring.program import Program
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.score import score
from tests.scoring.drawing import Drawing, draw_submission, draw_world
from tests.scoring.test_three_evaluators import differences
from tests.scoring.world import Plain, World, evidence, written

COMPONENTS = (4, 16)
"""Least and most components of a set."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands: by the seed and these two numbers it is drawn again."""

    seed: int
    world: int
    submission: int

    def __str__(self) -> str:
        return f"SEED={self.seed} SET={self.world} SUBMISSION={self.submission}"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case in which not all say the same, and what they say."""

    place: Place
    words: str


@dataclass
class Tally:
    """What a run has seen; decisions also by kind of rule and by state."""

    decisions: int = 0
    sets: int = 0
    submissions: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.decisions += other.decisions
        self.sets += other.sets
        self.submissions += other.submissions
        self.kinds += other.kinds
        self.states += other.states
        self.disagreements += other.disagreements
        return self


def drawn_world(seed: int, number: int) -> Drawing:
    """A set by its number."""
    dice = Rolled(f"{seed}/{number}")
    return draw_world(dice, dice.integer(*COMPONENTS))


def drawn_submission(drawing: Drawing, place: Place) -> tuple[Plain, dt.date]:
    """A submission by its place, and the day of scoring."""
    return draw_submission(drawing, Rolled(f"{place.seed}/{place.world}/{place.submission}"))


def run_world(seed: int, number: int, submissions: range) -> Tally:
    """All submissions of one set; what breaks is a disagreement too."""
    drawing = drawn_world(seed, number)
    program, tally = drawing.world.program(), Tally(sets=1)
    for one in submissions:
        place = Place(seed, number, one)
        data, on = drawn_submission(drawing, place)
        found = list(compare(drawing.world, program, data, on, tally))
        tally.disagreements += [Disagreement(place, words) for words in found]
    return tally


def compare(world: World, program: Program, data: Plain, on: dt.date, tally: Tally | None = None) -> Iterator[str]:
    """Where the three differ, or a law of sums is broken."""
    read = evidence(program, data)
    sheet, fast = score(program, read, on), score(program, read, on, fast=True)
    if tally:
        tally.submissions += 1
        for row in sheet.components:
            tally.decisions += len(row.decided)
            tally.kinds[row.placed.component.rule.name] += len(row.decided)
            tally.states.update(one.state.value for one in row.decided)
    yield from _unlike(sheet, fast)
    yield from _unlawful(sheet)
    yield from differences(sheet, world, data)


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
        least = min(each.asked.compiled.decision.least for each in one.decided)
        if parts != one.applicable_max or min(one.open, one.lost) < 0 or not least <= one.points <= one.max_points:
            yield f"{one.id}: {one.points} + {one.lost} + {one.open} ≠ {one.applicable_max}"
    total = sheet.totals
    if total.points + total.lost + total.open != total.applicable_max:
        yield f"totals: {total}"


def shown(place: Place) -> Iterator[str]:
    """What a case comes to; nothing when all agree."""
    drawing = drawn_world(place.seed, place.world)
    data, on = drawn_submission(drawing, place)
    yield from compare(drawing.world, drawing.world.program(), data, on)


def smallest(place: Place) -> Iterator[str]:
    """The case with everything left out that is not needed for the disagreement, as plain data."""
    drawing = drawn_world(place.seed, place.world)
    data, on = drawn_submission(drawing, place)
    world = _least_world(drawing.world, data, on)
    data = _least_submission(world, data, on)
    yield f"set.yaml: {written(world.set)}"
    yield from (f"component: {written(one)}" for one in world.components)
    yield f"submission: {written(data)}"
    yield f"on: {on}"
    yield from compare(world, world.program(), data, on)


def _disagree(world: World, data: Plain, on: dt.date) -> bool:
    return any(True for _ in compare(world, world.program(), data, on))


def _least_world(world: World, data: Plain, on: dt.date) -> World:
    """Without the components that do not matter, as long as what is required is there."""
    before = 0
    while before != len(world.components):
        before = len(world.components)
        world = _less_world(world, data, on)
    return world


def _less_world(world: World, data: Plain, on: dt.date) -> World:
    for one in list(world.components):
        less = copy.deepcopy(world)
        less.areas = [kept for area in less.areas if (kept := [each for each in area if each["id"] != one["id"]])]
        for rule in less.set.get("exemptions", []):
            rule["components"] = [name for name in rule["components"] if name != one["id"]]
        if "exemptions" in less.set:  # an exemption of nothing goes too
            less.set["exemptions"] = [rule for rule in less.set["exemptions"] if rule["components"]]
        if _stands_alone(less) and _disagree(less, _for(less, data), on):
            world = less
    return world


def _stands_alone(world: World) -> bool:
    known = {one["id"] for one in world.components}
    wanted = [one.get("requires", []) for one in world.components]
    required = {each["component"] for some in wanted for each in (some if isinstance(some, list) else [some])}
    return bool(known) and required <= known


def _for(world: World, data: Plain) -> Plain:
    """A submission without documents and reasons for components that are gone."""
    known = {one["id"] for one in world.components}
    kept = [one for one in data["documents"] if one["proves"][0].partition("/")[0] in known]
    reasons = {name: reason for name, reason in data["explanations"].items() if name in known}
    return {**data, "documents": kept, "explanations": reasons}


def _least_submission(world: World, data: Plain, on: dt.date) -> Plain:
    """Without values, documents and reasons that do not matter."""
    data = _for(world, data)
    for part in ("values", "explanations"):
        for name in list(data[part]):
            less = {**data, part: {key: value for key, value in data[part].items() if key != name}}
            data = less if _disagree(world, less, on) else data
    for one in list(data["documents"]):
        less = {**data, "documents": [each for each in data["documents"] if each is not one]}
        data = less if _disagree(world, less, on) else data
    return data
