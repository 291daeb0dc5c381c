"""A few sets of the long run (`make fuzz`) in every test run, and the long run's own honesty: it finds a fault, makes
it small, and finds it again by its numbers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.deciding import Place, run_world, shown, smallest
from par_engine.criteria.kinds.deduct import Deduct
from tests.scoring.world import Plain

ROOT = Path(__file__).parents[2]
SEED = 2019


@pytest.mark.parametrize("number", range(12))
def test_some_sets_of_the_long_run(number: int) -> None:
    tally = run_world(SEED, number, range(6))
    assert tally.disagreements == []
    assert (tally.sets, tally.submissions) == (1, 6)
    assert tally.decisions == sum(tally.kinds.values()) == sum(tally.states.values())


def test_a_place_is_drawn_the_same_again() -> None:
    first, second = (run_world(SEED, 1, range(2)) for _ in range(2))
    assert first == second
    assert run_world(SEED + 1, 1, range(2)) != first


def with_required(parts: dict[str, Plain], name: str) -> set[str]:
    """A component and everything it requires, directly or not: nothing else may be left of a set made small."""
    required = [wanted["component"] for wanted in parts[name].get("requires", [])]
    return {name}.union(*(with_required(parts, one) for one in required))


def test_a_fault_is_found_made_small_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine takes away twice as much as the set says."""
    real = Deduct.decisions

    def wrong(self: Deduct, part: object) -> object:
        doubled = self.deduct.model_copy(update={"each": self.deduct.each * 2})
        return real(self.model_copy(update={"deduct": doubled}), part)  # type: ignore[arg-type]

    monkeypatch.setattr(Deduct, "decisions", wrong)
    found = next(each for number in range(60) for each in run_world(SEED, number, range(8)).disagreements)
    assert list(shown(found.place))
    lines = list(smallest(found.place))
    parts = [json.loads(line.removeprefix("component: ")) for line in lines if line.startswith("component: ")]
    kept = {part["id"]: part for part in parts}
    (wrong_one,) = (part for part in parts if "deduct" in json.dumps(part["rule"]))
    assert kept.keys() == with_required(kept, wrong_one["id"])
    monkeypatch.undo()
    assert list(shown(found.place)) == []


def test_the_command_prints_figures_and_replays() -> None:
    command = [sys.executable, "-m", "fuzz", "--seed", "7", "--jobs", "1", "--no-durability"]
    run = subprocess.run([*command, "--decisions", "50"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(r"Bất đồng: +0\n", run.stdout)
    assert "make fuzz SEED=7 DECISIONS=50" in run.stdout
    again = subprocess.run(
        [*command, "--set", "0", "--submission", "3"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert again.stdout == f"{Place(7, 0, 3)}: ba bên như nhau.\n"
