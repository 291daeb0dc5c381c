"""How a set is cut into rulesets, and which combinations of gates there are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from par_engine.scoring.compile import RULESET_SIZE, compile_units
from par_engine.scoring.facts import Applicable, Data, DueGate, Prerequisite, ProofGate
from par_engine.scoring.gates import all_gates
from tests.scoring.samples import OPTIONS
from tests.scoring.world import Plain, World, component, indicator

YES: Plain = {"yes_no": {"answer": "t.yes"}}


def items(count: int, number: str) -> Plain:
    """A component of so many decisions."""
    each = Decimal(1) / count if count in (1, 2, 4, 5, 10, 20, 25) else Decimal(1)
    rows = [{"item": f"t.y{row}", "points": each} for row in range(count)]
    return component(number, {"checklist": rows}, each * count)


def units(*areas: list[Plain], kind: str = "so") -> list[list[tuple[str, int]]]:
    """Of every ruleset its components and how many decisions each has."""
    answers = [indicator(f"t.y{row}", "yes_no") for row in range(30)]
    small = World(
        list(areas), [*answers, indicator("t.yes", "yes_no"), indicator("t.level", "choice", options=OPTIONS)]
    )
    found = compile_units(small.yardstick(), kind)
    return [[(placed.id, len(decisions)) for placed, decisions in unit.components] for unit in found]


def test_a_ruleset_is_filled_and_no_component_is_split() -> None:
    assert RULESET_SIZE == 20
    full = [items(10, "1.1"), items(10, "1.2"), items(1, "1.3")]
    assert units(full) == [[("1.1", 10), ("1.2", 10)], [("1.3", 1)]]
    assert units([items(10, "1.1"), items(20, "1.2"), items(1, "1.3")]) == [[("1.1", 10)], [("1.2", 20)], [("1.3", 1)]]
    assert units([items(25, "1.1"), items(1, "1.2")]) == [[("1.1", 25)], [("1.2", 1)]]


def test_no_ruleset_reaches_across_areas() -> None:
    assert units([items(1, "1.1")], [items(1, "2.1"), items(2, "2.2")]) == [[("1.1", 1)], [("2.1", 1), ("2.2", 2)]]


def test_a_unit_kind_has_its_own_components_and_maxima() -> None:
    own = component("1.1", YES, {"so": 2, "huyen": 3})
    lacking = component("1.2", YES, {"so": 1, "huyen": 0})
    assert units([own, lacking]) == [[("1.1", 1), ("1.2", 1)]]
    assert units([own, lacking], kind="huyen") == [[("1.1", 1)]]
    small = World([[own]], [indicator("t.yes", "yes_no")])
    for kind, most in (("so", 2), ("huyen", 3)):
        ((compiled,),) = [unit.decisions for unit in compile_units(small.yardstick(), kind)]
        assert compiled.part.max_points == compiled.decision.max_points == most


@pytest.mark.parametrize(("prerequisites", "states"), [(True, set(Prerequisite)), (False, {Prerequisite.PASSED})])
def test_every_combination_of_gates_is_there_once(prerequisites: bool, states: set[Prerequisite]) -> None:
    found = list(all_gates(prerequisites=prerequisites))
    assert len(set(found)) == len(found) == len(Applicable) * len(DueGate) * len(states) * len(Data) * len(ProofGate)
    assert {gates.prerequisite for gates in found} == states
