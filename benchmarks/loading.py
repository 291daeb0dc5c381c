"""From files to a certified program: models, checks, compilation and certification, without the reading of YAML."""

from __future__ import annotations

import time
from statistics import median
from unittest import mock

from benchmarks.measure import RUNS
from benchmarks.result import Result
from par_engine.criteria.load import load_set
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding, errors_in
from par_engine.library import Library
from par_engine.reading.tree import Tree, read_tree
from par_engine.scoring.program import Program, build_program


def load(library: Library, set_id: str) -> tuple[Yardstick, float]:
    """A set with its catalogue, and how many seconds beyond the reading of YAML it took."""
    reading = 0.0

    def timed(text: str, name: str) -> tuple[Tree | None, list[Finding]]:
        nonlocal reading
        start = time.perf_counter()
        try:
            return read_tree(text, name)
        finally:
            reading += time.perf_counter() - start

    with mock.patch("par_engine.reading.models.read_tree", timed):
        start = time.perf_counter()
        loaded = load_set(library, library.criteria / set_id)
        taken = time.perf_counter() - start
    if loaded.yardstick is None or errors_in(loaded.findings):
        raise ValueError(f"{set_id}: {[finding.line() for finding in loaded.findings]}")
    return loaded.yardstick, taken - reading


def measure(library: Library) -> tuple[Program, list[Result]]:
    """The benchmark set, certified; and what that took."""
    loading, certifying = [], []
    for _ in range(RUNS):
        yardstick, taken = load(library, "bench")
        loading.append(taken * 1e3)
        start = time.perf_counter()
        program = build_program(yardstick, "department")
        certifying.append((time.perf_counter() - start) * 1e3)
    total = median(map(sum, zip(loading, certifying, strict=True)))
    questions = f"{program.questions:,}".replace(",", ".")
    return program, [
        Result("load", "Nạp và chứng nhận 100 tiêu chí, không kể đọc YAML", total, "ms", 150),
        Result("models", "  trong đó: kiểm tra mô hình và ngữ nghĩa", median(loading), "ms"),
        Result("certify", f"  trong đó: biên dịch và chứng nhận ({questions} câu hỏi)", median(certifying), "ms"),
    ]
