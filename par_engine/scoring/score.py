"""Scores one submission: asks the evidence, lets the engine decide, adds up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from par_engine.criteria.decisions import Question
from par_engine.criteria.kinds.cases import HOLDS, Cases
from par_engine.criteria.model import for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.evidence.evidence import Evidence
from par_engine.findings import in_order
from par_engine.scoring.asking import Asked, Sheet, ask
from par_engine.scoring.blocks import blocks_of
from par_engine.scoring.compile import Compiled
from par_engine.scoring.facts import Prerequisite
from par_engine.scoring.final import final_of, section_results
from par_engine.scoring.notices import notices
from par_engine.scoring.program import Asking, Certified, Program
from par_engine.scoring.result import ComponentResult, Decided, ScoreSheet
from par_engine.scoring.situation import Exemption, Situation, check_fits
from par_engine.scoring.totals import area_results, total_of
from par_engine.scoring.verdict import Mark, State, Verdict, mark_of

Questions = tuple[Asked, ...]
"""What one component is asked."""


def score(
    program: Program,
    evidence: Evidence,
    on: dt.date,
    *,
    fast: bool = False,
    only: str | None = None,
    handed_in: ScoreSheet | None = None,
) -> ScoreSheet:
    """The score sheet of a submission on a day. With `fast` the engine's certified table decides (same answers);
    with `only` just one component, and what it requires, is looked at, as tests beside the criteria do. `handed_in` is
    the sheet of the same submission as handed in, when `evidence` is what verifiers accepted of it.

    Raises InputError when the submission does not fit the yardstick.
    """
    check_fits(evidence.file, program.yardstick)
    situation = Situation(program.yardstick, evidence, on)
    wanted = program.required_by(only) if only else None
    rows: list[ComponentResult] = []
    marks: dict[str, Mark] = {}
    for together in program.passes:
        for asking in together:
            sheets = [one for one in open_sheets(situation, asking, marks) if wanted is None or one.placed.id in wanted]
            asked = ask_all(asking.certified, sheets, fast=fast)
            for questions, (verdicts, mark) in zip(asked, settle(asking.certified, asked, fast=fast), strict=True):
                rows.append(_component(situation, questions, verdicts, mark))
                marks[rows[-1].id] = rows[-1].mark
    rows.sort(key=lambda row: row.placed.order)
    if handed_in:
        before = {row.id: row.mark for row in handed_in.components}
        rows = [replace(row, handed_in=before[row.id]) for row in rows]
    return _sheet(program.yardstick, situation, rows, verified=handed_in is not None)


def _sheet(yardstick: Yardstick, situation: Situation, rows: list[ComponentResult], *, verified: bool) -> ScoreSheet:
    known, unit_kind = yardstick.set, situation.submission.unit_kind
    counted = [row for row in rows if row.section is None]
    totals = total_of(counted, for_unit(known.max_points, unit_kind), known.decimals, known.index)
    sections = section_results(yardstick, rows, unit_kind)
    return ScoreSheet(
        yardstick,
        situation.evidence,
        situation,
        situation.on,
        totals,
        tuple(area_results(yardstick, rows, unit_kind)),
        tuple(rows),
        tuple(in_order([*situation.evidence.findings, *notices(situation, rows)])),
        tuple(sections),
        final_of(yardstick, totals, sections, rows, situation),
        verified,
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A component's sheet with the decisions to ask about."""

    placed: Placed
    sheet: Sheet
    exemption: Exemption | None
    decisions: tuple[Compiled, ...]

    def ask(self) -> Questions:
        """What the evidence says to each decision."""
        return tuple(ask(self.sheet, compiled, self.exemption) for compiled in self.decisions)


def open_sheets(situation: Situation, asking: Asking, marks: Mapping[str, Mark]) -> Iterator[Opened]:
    """The sheets of the components that concern this agency. `marks` are those of earlier passes."""
    for placed, decisions in asking.members:
        if situation.in_sheet(placed.component):
            sheet = Sheet(situation, placed.component, _prerequisite(placed, marks))
            yield Opened(placed, sheet, situation.exemption(placed), decisions)


def _prerequisite(placed: Placed, marks: Mapping[str, Mark]) -> Prerequisite:
    """Whether what is required is reached; it is not known while enough points are still open. What does not apply, or
    does not stand in the sheet, passes."""
    found = Prerequisite.PASSED
    for wanted in placed.component.requires:
        mark = marks.get(wanted.component)
        if mark is None or mark.state is State.NOT_APPLICABLE or _enough(mark.points, wanted.at_least):
            continue
        reachable = _enough(mark.points + mark.open, wanted.at_least)
        found = min(found, Prerequisite.UNKNOWN if reachable else Prerequisite.FAILED)
    return found


def _enough(points: Decimal, least: Decimal | None) -> bool:
    return points > 0 if least is None else points >= least


def ask_all(certified: Certified, sheets: Sequence[Opened], *, fast: bool = False) -> list[Questions]:
    """What the evidence says to every component; where there are cases, to the first one that holds."""
    return [one.ask() for one in _choose(certified, sheets, fast=fast)]


def _choose(certified: Certified, sheets: Sequence[Opened], *, fast: bool) -> Sequence[Opened]:
    """Conditions are asked first. While one before the first that holds is not known, it is all there is to ask."""
    conditions = [_conditions(one) for one in sheets]
    if not any(conditions):
        return sheets
    answers = iter(certified.verdicts([one.fact for questions in conditions for one in questions], fast=fast))
    return [
        _case(one, questions, list(islice(answers, len(questions)))) if questions else one
        for one, questions in zip(sheets, conditions, strict=True)
    ]


def _conditions(one: Opened) -> Questions:
    if not isinstance(one.placed.component.rule, Cases):
        return ()
    conditions = tuple(compiled for compiled in one.decisions if compiled.decision.question is Question.CONDITION)
    return replace(one, decisions=conditions).ask()


def _case(one: Opened, questions: Questions, verdicts: Sequence[Verdict]) -> Opened:
    holding = None
    for question, verdict in zip(questions, verdicts, strict=True):
        if verdict.step is None:
            return replace(one, decisions=(question.compiled,))
        if verdict.rule == HOLDS:
            holding = question.compiled.decision.case
            break
    conditional = {question.compiled.decision.case for question in questions}
    chosen = tuple(
        compiled
        for compiled in one.decisions
        if compiled.decision.question is not Question.CONDITION
        and (compiled.decision.case == holding if holding is not None else compiled.decision.case not in conditional)
    )
    reason = chosen[0].decision.not_applicable
    exemption = Exemption(reason, None, confirmed=True) if reason else one.exemption
    return replace(one, decisions=chosen, exemption=exemption)


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
    if any(verdict.group for verdict in verdicts):
        decided = tuple(replace(one, beside=block.rest) for block in blocks_of(decided) for one in block.members)
    most = for_unit(placed.component.max_points, situation.submission.unit_kind)
    row = ComponentResult(situation, placed, decided, mark, situation.to_points(Fraction(most)))
    override = situation.evidence.ruling.overrides.get(placed.id)
    if override is None or mark.state is State.NOT_APPLICABLE:
        return row
    points = situation.to_points(override.points)
    return replace(row, mark=Mark(State.SCORED, points, points - points), ruled=mark)
