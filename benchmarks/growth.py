"""Memory after thousands of submissions: nothing may stay behind."""

from __future__ import annotations

from benchmarks.measure import memory
from benchmarks.result import Result
from benchmarks.workload import ON, submission
from par_engine.scoring.evaluate import score_loaded
from par_engine.scoring.program import Program

WARM_UP = 300
SUBMISSIONS = 5_000


def measure(program: Program) -> list[Result]:
    """Growth over 5,000 different submissions, read, checked and scored by the engine."""
    for seed in range(WARM_UP):
        score_loaded(program, submission(seed), ON)
    before = memory()
    for seed in range(WARM_UP, WARM_UP + SUBMISSIONS):
        score_loaded(program, submission(seed), ON)
    return [Result("memory", "Bộ nhớ tăng sau 5.000 hồ sơ", memory() - before, "MB", 1)]
