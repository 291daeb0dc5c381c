"""A second way from components to the final result, in whole numbers of the last decimal, with no code of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.scoring.oracle import Judged
from tests.scoring.world import Plain, World, most_of


@dataclass(frozen=True)
class Closed:
    """Everything in whole units of the last decimal."""

    points: int
    applicable: int
    bonus: int
    penalty: int
    final: int
    grade: str | None


def close(world: World, judged: dict[str, Judged], unit_kind: str) -> Closed:
    """Adds up what the oracle says of every component."""
    head = world.head()
    scale = 10 ** int(head.get("decimals", 2))
    sums = {"": 0, "bonus": 0, "penalty": 0}
    applicable = 0
    for number, area in enumerate(world.areas):
        section = world.sections.get(number, {})
        inside = [one for one in area if one["id"] in judged]
        points = sum(int(judged[one["id"]].points * scale) for one in inside)
        if section:
            points = min(points, int(section["max_points"] * scale))
        else:
            counting = [one for one in inside if judged[one["id"]].state != "not_applicable"]
            applicable += sum(int(most_of(one, unit_kind) * scale) for one in counting)
        sums[section.get("section", "")] += points
    final = sums[""] + sums["bonus"] - sums["penalty"]
    if final < 0 and not head.get("final", {}).get("below_zero"):
        final = 0
    grade = _grade(head, sums[""], applicable, Decimal(final) / scale)
    return Closed(sums[""], applicable, sums["bonus"], sums["penalty"], final, grade)


def _grade(head: Plain, points: int, applicable: int, final: Decimal) -> str | None:
    """The first level from the top whose lower bound is reached: drawn levels are written that way."""
    grades = head.get("grades")
    if not grades:
        return None
    value = final
    if grades.get("on", "index") == "index":
        if not applicable:
            return None
        rule = head["index"]
        hundredths, rest = divmod(points * 100 * 10 ** rule["decimals"], applicable)
        if rule.get("rounding", "half_up") == "half_up" and 2 * rest >= applicable:
            hundredths += 1
        value = Decimal(hundredths) / 10 ** rule["decimals"]
    return _first(grades["levels"], value)


def _first(levels: Sequence[Plain], value: Decimal) -> str | None:
    for level in levels:
        low, strict = level.get("at_least", level.get("above")), "above" in level
        if low is None:
            return str(level["id"])
        bound = Decimal(str(low).removesuffix("%"))
        if value > bound or (value == bound and not strict):
            return str(level["id"])
    return None
