"""Scores one submission: asks the evidence, lets the engine decide, adds up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from par_engine.evidence.evidence import Evidence
from par_engine.findings import in_order
from par_engine.scoring.asking import Asked, Sheet, ask
from par_engine.scoring.notices import notices
from par_engine.scoring.program import Certified, Program
from par_engine.scoring.result import ComponentResult, Decided, ScoreSheet
from par_engine.scoring.situation import Situation, check_fits
from par_engine.scoring.totals import area_results, total_of
from par_engine.scoring.verdict import Mark, Verdict, mark_of

Questions = tuple[Asked, ...]
"""What one component is asked."""


def score(
    program: Program, evidence: Evidence, on: dt.date, *, fast: bool = False, only: str | None = None
) -> ScoreSheet:
    """The score sheet of a submission on a day. With `fast` the engine's certified table decides (same answers);
    with `only` just one component is looked at, as tests beside the criteria do.

    Raises InputError when the submission does not fit the yardstick.
    """
    check_fits(evidence.submission, program.yardstick)
    situation = Situation(program.yardstick, evidence, on)
    rows: list[ComponentResult] = []
    for certified in program.certified:
        asked = ask_all(situation, certified, only)
        for questions, (verdicts, mark) in zip(asked, settle(certified, asked, fast=fast), strict=True):
            rows.append(_component(situation, questions, verdicts, mark))
    rows.sort(key=lambda row: row.placed.order)
    known, unit_kind = program.yardstick.set, evidence.submission.unit_kind
    totals = total_of(rows, program.yardstick.max_points(known.max_points, unit_kind), known.decimals, known.index)
    findings = in_order([*evidence.findings, *notices(situation, rows)])
    areas = area_results(program.yardstick, rows, unit_kind)
    return ScoreSheet(program.yardstick, evidence, situation, on, totals, tuple(areas), tuple(rows), tuple(findings))


def ask_all(situation: Situation, certified: Certified, only: str | None = None) -> list[Questions]:
    """What a submission says to every component of one ruleset that stands in the agency's sheet."""
    return list(_questions(situation, certified, only))


def _questions(situation: Situation, certified: Certified, only: str | None) -> Iterator[Questions]:
    for placed, decisions in certified.unit.components():
        if only in (None, placed.id) and situation.in_sheet(placed.component):
            sheet, exemption = Sheet(situation, placed.component), situation.exemption(placed)
            yield tuple(ask(sheet, compiled, exemption) for compiled in decisions)


def settle(certified: Certified, asked: Sequence[Questions], *, fast: bool = False) -> list[tuple[list[Verdict], Mark]]:
    """State and points of every component: the engine (or its certified table) decides, then points are worked out."""
    verdicts = certified.verdicts([one.fact for questions in asked for one in questions], fast=fast)
    settled, start = [], 0
    for questions in asked:
        own = verdicts[start : start + len(questions)]
        start += len(questions)
        mark = own[0].mark or mark_of(own, questions, certified.to_points)
        settled.append((own, mark))
    return settled


def _component(situation: Situation, questions: Questions, verdicts: Sequence[Verdict], mark: Mark) -> ComponentResult:
    placed = questions[0].compiled.placed
    exact = [verdict.points(one.x) for one, verdict in zip(questions, verdicts, strict=True)]
    total = sum(exact, Fraction(0))
    decided = tuple(
        Decided(situation, one, verdict, total - points)
        for one, verdict, points in zip(questions, verdicts, exact, strict=True)
    )
    most = situation.yardstick.max_points(placed.component.max_points, situation.submission.unit_kind)
    return ComponentResult(situation, placed, decided, mark, situation.to_points(Fraction(most)))
