"""From prepared facts to state, points and open points of a hundred components: engine and table against a loop.

All three get the same: gates and exact number of every decision. The engine and the table answer with rules, which
`settle` turns into marks; that is what `score` itself does for every submission, before words and ways are asked for.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass

from benchmarks.by_hand import Facts, facts_of, score_by_hand
from benchmarks.by_hand import Result as ByHand
from benchmarks.measure import alternating, ratios
from benchmarks.result import Result
from benchmarks.workload import CLOSED, ON, submission
from par_engine.evidence.evidence import Evidence
from par_engine.reports.shapes import score_shape
from par_engine.scoring.evaluate import gather
from par_engine.scoring.program import Certified, Program
from par_engine.scoring.score import Questions, ask_all, open_sheets, score, settle
from par_engine.scoring.situation import Situation

SUBMISSIONS = 100


@dataclass(frozen=True)
class Prepared:
    """One submission ready to be decided, for both sides."""

    evidence: Evidence
    asked: list[tuple[Certified, list[Questions]]]
    facts: Facts


def prepare(program: Program, seed: int) -> Prepared:
    """A random submission; every second one after the deadline."""
    evidence = gather(submission(seed), program.yardstick)
    situation = Situation(program.yardstick, evidence, ON if seed % 2 else CLOSED)
    asked = [
        (asking.certified, ask_all(asking.certified, list(open_sheets(situation, asking, {}))))
        for together in program.passes
        for asking in together
    ]
    return Prepared(evidence, asked, facts_of([questions for _, group in asked for questions in group]))


def by_product(one: Prepared, *, fast: bool) -> list[ByHand]:
    """State, points and open points of every component, by the engine or its certified table."""
    settled = [mark for certified, asked in one.asked for _, mark in settle(certified, asked, fast=fast)]
    return [(mark.state.value, mark.points, mark.open) for mark in settled]


def measure(program: Program) -> list[Result]:
    """How much slower the two ways of the product are than the loop, and what a whole submission costs."""
    prepared = [prepare(program, seed) for seed in range(SUBMISSIONS)]
    for one in prepared:
        wanted = score_by_hand(one.facts)
        if by_product(one, fast=False) != wanted or by_product(one, fast=True) != wanted:
            raise ValueError("loop, table and engine disagree")
    gc.collect()
    gc.freeze()  # what was prepared is no part of what is measured

    def loop() -> None:
        for one in prepared:
            score_by_hand(one.facts)

    def decided(fast: bool) -> None:
        for one in prepared:
            for certified, asked in one.asked:
                settle(certified, asked, fast=fast)

    jobs = [loop, lambda: decided(True), lambda: decided(False)]
    _, table, engine = ratios(jobs)
    alone = [seconds / SUBMISSIONS * 1e3 for seconds in alternating(jobs)]
    return [
        Result("table", "Bảng chứng nhận so với vòng lặp viết tay", table, "×", 3),
        Result("engine", "Bộ máy luật so với vòng lặp viết tay", engine, "×", 15),
        *(
            Result(f"{key}_ms", f"  mỗi hồ sơ 100 tiêu chí: {title}", taken, "ms")
            for (key, title), taken in zip(_WAYS.items(), alone, strict=True)
        ),
        *_whole(program, prepared),
    ]


_WAYS = {"loop": "vòng lặp viết tay", "table": "bảng chứng nhận", "engine": "bộ máy luật"}


def _whole(program: Program, prepared: list[Prepared]) -> list[Result]:
    """`score` from evidence, and with every sentence and way written out."""
    few = prepared[:10]

    def scored() -> None:
        for one in few:
            score(program, one.evidence, ON)

    def written() -> None:
        for one in few:
            score_shape(score(program, one.evidence, ON))

    bare, full = (seconds / len(few) * 1e3 for seconds in alternating([scored, written]))
    return [
        Result("score_ms", "  mỗi hồ sơ: score() từ bằng chứng, bằng bộ máy luật", bare, "ms"),
        Result("shape_ms", "  mỗi hồ sơ: như trên, viết ra mọi lý do và cách gỡ", full, "ms"),
    ]
