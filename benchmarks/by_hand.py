"""What a programmer would write without an engine: gates, bands and rounding of the same hundred components in a loop.

It is the measure for the two ways of the product, so it is written to be fast: integers, cross-multiplication, points
ready as decimals, no objects. It gets what the engine gets (the gates and the exact number of every decision) and
returns what the engine's verdicts are worked out to: state, points and open points of every component.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from benchmarks.workload import KINDS
from par_engine.scoring.asking import Asked
from par_engine.scoring.score import Questions

Row = tuple[int, int, int, int, int, int]
"""Applicable, due, data, proof, numerator and denominator of the number."""
Facts = list[tuple[str, tuple[Row, ...]]]
Result = tuple[str, Decimal, Decimal]
"""State, points, points that are still open."""

_ZERO, _QUARTER, _HALF, _FULL = Decimal("0.00"), Decimal("0.25"), Decimal("0.50"), Decimal("1.00")
_BANDS = ((1, 1, _FULL), (95, 100, _HALF), (80, 100, _QUARTER))
_LEVELS = (_FULL, _HALF, _QUARTER, _ZERO)
_DAYS = ((0, _FULL), (15, _HALF), (30, _QUARTER))
_COUNTS = (_ZERO, _QUARTER, _HALF, Decimal("0.75"))
_ITEMS = ((250, 0), (250, 0), (250, 125), (250, 0))
"""Thousandths of a point of a checklist's items: met or in time, not met or late."""
_PRESSING = ("missing", "unproven", "not_due", "scored")
_OPEN = _PRESSING[:3]


def facts_of(asked: Sequence[Questions]) -> Facts:
    """The facts the engine gets, as plain integers, each component with its kind."""
    return [(KINDS[int(questions[0].compiled.placed.id)], tuple(_row(one) for one in questions)) for questions in asked]


def _row(one: Asked) -> Row:
    applicable, due, _, data, proof = map(int, one.fact.gates)
    number = (one.x.numerator, one.x.denominator) if one.x is not None else (0, 1)
    return (applicable, due, data, proof, *number)


def score_by_hand(facts: Facts) -> list[Result]:
    """State, points and open points of every component."""
    found = []
    for kind, rows in facts:
        if kind == "checklist":
            found.append(_checklist(rows))
            continue
        applicable, due, data, proof, part, whole = rows[0]
        if applicable and due and data == 3 and proof == 3:
            found.append(("scored", _POINTS[kind](part, whole), _ZERO))
        else:
            state = _shut(kind, applicable, due, data, proof)
            found.append((state, _ZERO, _FULL if state in _OPEN else _ZERO))
    return found


def _shut(kind: str, applicable: int, due: int, data: int, proof: int) -> str:
    """The state where a gate does not let through; no points in any of them."""
    if not applicable:
        return "not_applicable"
    if not due:
        return "not_due"
    if data < 2:
        return "missing" if due == 1 else "scored"
    if data == 2:
        return "not_applicable" if kind == "bands" else "scored"
    return "unproven" if proof == 2 else "scored"


def _bands(part: int, whole: int) -> Decimal:
    for low, base, points in _BANDS:
        if part * base >= low * whole:
            return points
    return _ZERO


def _proportional(part: int, whole: int) -> Decimal:
    if part >= whole:
        return _FULL
    if part * 5 < whole * 3:
        return _ZERO
    return Decimal((200 * part + whole) // (2 * whole)).scaleb(-2)


def _yes_no(answer: int, _: int) -> Decimal:
    return _FULL if answer else _ZERO


def _choice(level: int, _: int) -> Decimal:
    return _LEVELS[level]


def _per_item(count: int, _: int) -> Decimal:
    return _COUNTS[count] if count < 4 else _FULL


def _deadline(days: int, _: int) -> Decimal:
    for most, points in _DAYS:
        if days <= most:
            return points
    return _ZERO


_POINTS = {
    "bands": _bands,
    "proportional": _proportional,
    "yes_no": _yes_no,
    "choice": _choice,
    "per_item": _per_item,
    "deadline": _deadline,
}


def _checklist(rows: Sequence[Row]) -> Result:
    """Thousandths are added up and rounded once; the most pressing state of an item is the component's."""
    total, still_open, states = 0, 0, set()
    for number, (applicable, due, data, proof, part, _) in enumerate(rows):
        met, not_met = _ITEMS[number]
        if applicable and due and data == 3 and proof == 3:
            state = "scored"
            good = part <= 0 if number >= 2 else part
            total += met if good else not_met
        else:
            state = _shut("checklist", applicable, due, data, proof)
            still_open += met if state in _OPEN else 0
        states.add(state)
    points = _hundredths(total)
    state = next((state for state in _PRESSING if state in states), "not_applicable")
    return state, points, _hundredths(total + still_open) - points


def _hundredths(thousandths: int) -> Decimal:
    return Decimal((thousandths + 5) // 10).scaleb(-2)
