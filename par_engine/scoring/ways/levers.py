"""What can be moved step by step, and the least number of steps that reaches a goal.

A lever is one figure, two figures together, or the members of a group, nearest first. Along a lever a goal is monotone:
doubling finds a bracket and bisection the edge. Everything is exact, and what is found is verified by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Protocol

from par_engine.catalogue.expression import Exact, Name
from par_engine.catalogue.indicators import MEASURABLE
from par_engine.catalogue.measure import Condition, Node, Tally, inside
from par_engine.catalogue.measure import holds as meets
from par_engine.scoring.ways.moving import Changes, Moving, Numbers, merged

MOST = 10**13
"""No way asks for more new files, people or đồng than this."""

FEW = 8
"""Two levers together are tried only among so many: the nearest to the reader, and the search stays quick."""

Goal = Callable[[Numbers], bool]


class Lever(Protocol):
    """Something that can be moved by 1, 2, … `most` steps."""

    @property
    def most(self) -> int:
        """The largest number of steps."""
        ...

    def changes(self, steps: int) -> Changes:
        """What so many steps change."""
        ...


@dataclass(frozen=True)
class OneFigure:
    """One figure, by steps of its grain up or down."""

    key: str
    step: Exact
    most: int = MOST

    def changes(self, steps: int) -> Changes:
        """What so many steps change."""
        return {self.key: steps * self.step}


@dataclass(frozen=True)
class Both:
    """Two figures by the same number of steps: what leaves one place arrives at another, or a part and its whole."""

    first: OneFigure
    second: OneFigure
    most: int = MOST

    def changes(self, steps: int) -> Changes:
        """What so many steps change."""
        return merged(self.first.changes(steps), self.second.changes(steps))


@dataclass(frozen=True)
class Members:
    """The sub-units or months of a tally that can still be brought to meet its condition (or to leave it), those that
    need the fewest steps first."""

    moving: Moving
    tally: Tally
    wanted: bool

    @property
    def most(self) -> int:
        """How many can be brought there."""
        return len(self.nearest)

    @cached_property
    def nearest(self) -> tuple[Changes, ...]:
        """What brings each there, in order."""
        found = []
        for place, condition in enumerate(self.tally.conditions):
            if meets(condition, self.moving.situation.figures) is not self.wanted:
                mended = _mended(self.moving, condition, self.wanted)
                if mended:
                    found.append((mended[0], place, mended[1]))
        return tuple(changes for _, _, changes in sorted(found, key=lambda one: one[:2]))

    def changes(self, steps: int) -> Changes:
        """What so many members change."""
        return merged(*self.nearest[:steps])


def _mended(moving: Moving, condition: Condition, wanted: bool) -> tuple[int, Changes] | None:
    """The fewest steps that make a condition hold, or not hold, with what they change. Of a condition with two bounds
    the one that is broken is looked for, since only that is monotone; the whole is verified."""
    broken = [half for half in condition.halves() if not meets(half, moving.situation.figures)] if wanted else []
    one = broken[0] if len(broken) == 1 else condition

    def goal(numbers: Numbers) -> bool:
        return meets(one, numbers) is wanted

    def kept(found: Iterator[Changes]) -> list[tuple[int, int, Changes]]:
        sound = (changes for changes in found if meets(condition, moving.after(changes)) is wanted)
        return [(size(moving, changes), number, changes) for number, changes in enumerate(sound)]

    nodes = condition.sides()
    names = dict.fromkeys(node.id for node in outside_tallies(*nodes) if isinstance(node, Name))
    levers = [*figures(moving, names), *tallies(moving, nodes)]
    found = kept(alone(moving, levers, goal)) or kept(paired(moving, levers, goal))
    best = min(found, default=None, key=lambda one: one[:2])
    return (best[0], best[2]) if best else None


def size(moving: Moving, changes: Changes) -> int:
    """How many steps of single figures a change takes."""
    return sum(abs(int(change / moving.grain(key))) for key, change in changes.items())


def figures(moving: Moving, keys: Sequence[str] | dict[str, None]) -> list[Lever]:
    """One lever for each way in which each figure can move."""
    known = moving.situation.figures
    return [
        OneFigure(key, sign * moving.grain(key))
        for key in _without_rates(moving, keys)
        if key in known and moving.indicator(key).type in MEASURABLE
        for sign in moving.directions(key)
    ]


def _without_rates(moving: Moving, keys: Sequence[str] | dict[str, None]) -> list[str]:
    """For a rate whose parts are reported too, its parts."""
    found: list[str] = []
    for key in keys:
        found += moving.parts(key)
    return list(dict.fromkeys(found))


def tallies(moving: Moving, nodes: Sequence[Node]) -> list[Lever]:
    """The groups counted in these nodes, towards their condition and away from it."""
    found = [node for node in outside_tallies(*nodes) if isinstance(node, Tally)]
    return [Members(moving, tally, wanted) for tally in dict.fromkeys(found) for wanted in (True, False)]


def outside_tallies(*nodes: Node) -> Iterator[Node]:
    """All nodes but those inside a tally."""
    for node in nodes:
        yield node
        if not isinstance(node, Tally):
            yield from outside_tallies(*inside(node))


def alone(moving: Moving, levers: Sequence[Lever], goal: Goal) -> Iterator[Changes]:
    """The least of each lever that reaches the goal by itself; a figure is moved in one direction only."""
    done: set[str] = set()
    for lever in levers:
        if isinstance(lever, OneFigure) and lever.key in done:
            continue
        steps = least(moving, lever, goal)
        if steps:
            done |= {lever.key} if isinstance(lever, OneFigure) else set()
            yield lever.changes(steps)


def least(moving: Moving, lever: Lever, goal: Goal, beside: Changes | None = None) -> int | None:
    """The least number of steps that reaches the goal and is possible, other changes being made already."""
    changes = _changes(lever, beside)

    def reaches(steps: int) -> bool:
        return goal(moving.after(changes(steps)))

    high = min(1, lever.most)
    while high and not reaches(high):
        if not moving.possible(changes(high)):
            high = _last_possible(moving, changes, high)
            if not high or not reaches(high):
                return None
            break
        if high == lever.most:
            return None
        high = min(high * 2, lever.most)
    low = high // 2 if high and reaches(high) and not reaches(high // 2) else 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high if high and moving.possible(changes(high)) else None


def _changes(lever: Lever, beside: Changes | None) -> Callable[[int], Changes]:
    return (lambda steps: merged(beside, lever.changes(steps))) if beside else lever.changes


def _last_possible(moving: Moving, changes: Callable[[int], Changes], high: int) -> int:
    """The largest number of steps below `high` that breaks nothing."""
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if moving.possible(changes(middle)) else (low, middle)
    return low


def _top(moving: Moving, lever: Lever) -> int:
    """The largest number of steps that is possible."""
    high = min(1, lever.most)
    while high and moving.possible(lever.changes(high)):
        if high == lever.most:
            return high
        high = min(high * 2, lever.most)
    return _last_possible(moving, lever.changes, high) if high else 0


def paired(moving: Moving, levers: Sequence[Lever], goal: Goal) -> Iterator[Changes]:
    """Two levers that reach the goal together where neither does alone. As much as possible of one first, then the
    least of the other, then the least of the first: no step of either can be left out."""
    few = [lever for lever in levers if lever.most][:FEW]
    found: list[Changes] = []
    for first, second in combinations(few, 2):
        if not _apart(moving, first, second):
            continue
        if (both := _bound(moving, first, second)) and (steps := least(moving, both, goal)):
            found.append(both.changes(steps))
        tops = [_top(moving, lever) for lever in (first, second)]
        if all(tops) and goal(moving.after(merged(first.changes(tops[0]), second.changes(tops[1])))):
            found += [
                merged(first.changes(ones), second.changes(others))
                for ones, others in _together(moving, first, second, tops, goal)
            ]
    yield from (changes for place, changes in enumerate(found) if changes not in found[:place])


def _apart(moving: Moving, first: Lever, second: Lever) -> bool:
    """Whether no figure of one lever moves along with the other."""
    ones, others = first.changes(1), second.changes(1)
    return not (ones.keys() & moving.along(others).keys() or others.keys() & moving.along(ones).keys())


def _bound(moving: Moving, first: Lever, second: Lever) -> Both | None:
    """Two figures that only an identity keeps from moving alone."""
    if not isinstance(first, OneFigure) or not isinstance(second, OneFigure):
        return None
    alone_possible = moving.possible(first.changes(1)) and moving.possible(second.changes(1))
    return None if alone_possible else Both(first, second)


def _together(
    moving: Moving, first: Lever, second: Lever, tops: Sequence[int], goal: Goal
) -> Iterator[tuple[int, int]]:
    """Steps of both, once with as much as possible of the first, once of the second."""
    others = least(moving, second, goal, first.changes(tops[0]))
    if others and (ones := least(moving, first, goal, second.changes(others))):
        yield ones, others
    ones_first = least(moving, first, goal, second.changes(tops[1]))
    if ones_first and (rest := least(moving, second, goal, first.changes(ones_first))):
        yield ones_first, rest
