"""The adapter over a long time: sets reloaded, threads at work, errors in between; memory must stay flat."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from fuzz.deciding import drawn_world
from par_engine.errors import EngineError
from par_engine.scoring.facts import Data, Fact, Gates
from par_engine.scoring.gates import all_gates
from par_engine.scoring.program import Program, build_program

RELOADS, ERRORS, ROUNDS, THREADS = 1_000, 2_000, 400, 8
MOST_GROWTH = 16
"""MB that resident memory may grow in a part; sets that were kept would take thousands."""


def main() -> int:
    """Every part with its figures; 0 when all hold."""
    print("Độ bền của lớp đệm bộ máy luật:")
    return max([_part(title, run) for title, run in PARTS])


def _part(title: str, run: Callable[[], bool]) -> int:
    run_started, before = time.monotonic(), memory()
    good = run()
    grown = memory() - before
    fine = good and grown < MOST_GROWTH
    seconds = time.monotonic() - run_started
    print(f"  {title}: {'đạt' if fine else 'HỎNG'} ({seconds:.0f} giây, bộ nhớ {grown:+.1f} MB)", flush=True)
    return int(not fine)


def memory() -> float:
    """Resident memory in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _program() -> Program:
    return drawn_world(1, 1).world.program()


def questions(program: Program, seed: int) -> list[list[Fact]]:
    """A fact for every decision of every ruleset, with any gates and any number."""
    draw = Random(seed)
    gates = [each for each in all_gates(prerequisites=False) if each.data is not Data.UNDEFINED]
    return [
        [Fact(each.code, draw.choice(gates), draw.randint(-9, 250)) for each in one.unit.decisions]
        for one in program.certified
    ]


def asked(program: Program, seed: int) -> list[dict[str, str]]:
    """The engine's answers."""
    return [
        one.rules.decide(facts) for one, facts in zip(program.certified, questions(program, seed), strict=True) if facts
    ]


def reloads() -> bool:
    """The same set built, asked and dropped again and again gives the same answers."""
    yardstick = drawn_world(1, 1).world.yardstick()
    first = asked(build_program(yardstick, "so"), 7)
    return all(asked(build_program(yardstick, "so"), 7) == first for _ in range(RELOADS))


def errors() -> bool:
    """Batches that are refused, or that nobody answers, between good ones."""
    program = _program()
    first = asked(program, 7)
    for number in range(ERRORS):
        rules = program.certified[number % len(program.certified)].rules
        bad = (Fact("k0", first_gates(program), 10**30), Fact("nobody", first_gates(program), 1))[number % 2]
        try:
            rules.decide([bad])
        except EngineError:
            continue
        return False
    return asked(program, 7) == first


def first_gates(program: Program) -> Gates:
    """Any gates."""
    return questions(program, 1)[0][0].gates


def threads() -> bool:
    """Eight threads share a program."""
    program = _program()
    alone = [asked(program, seed) for seed in range(ROUNDS)]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda seed: asked(program, seed), range(ROUNDS))) == alone


def forks() -> bool:
    """Children decide like their parent, and the parent after them."""
    program = _program()
    first = asked(program, 7)
    for _ in range(20):
        child = os.fork()
        if child == 0:
            os._exit(int(asked(program, 7) != first))
        if os.waitpid(child, 0)[1]:
            return False
    return asked(program, 7) == first


PARTS = (
    (f"nạp lại bộ tiêu chí {RELOADS} lần", reloads),
    (f"{ERRORS} lô hỏng bị từ chối", errors),
    (f"{THREADS} luồng cùng hỏi", threads),
    ("tiến trình con tách ra", forks),
)
