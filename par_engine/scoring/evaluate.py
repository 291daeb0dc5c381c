"""The whole way from a file to a score sheet; what command line, reports and tests call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from par_engine.criteria.load import require_set
from par_engine.criteria.yardstick import Yardstick
from par_engine.errors import InputError
from par_engine.evidence.assessing import Assessed, assess
from par_engine.evidence.assessment import load_assessment
from par_engine.evidence.checks import run_checks
from par_engine.evidence.checks.rejected import check_rejected
from par_engine.evidence.evidence import Evidence, load_submission, read_evidence
from par_engine.evidence.references import check_references
from par_engine.evidence.results import Results
from par_engine.evidence.submission import Submission
from par_engine.library import Library
from par_engine.reading.models import Loaded
from par_engine.scoring.program import Program, build_program
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.score import score
from par_engine.scoring.situation import check_fits
from par_engine.text import did_you_mean, listing


def gather(file: Loaded[Submission], yardstick: Yardstick, results: Results | None = None) -> Evidence:
    """A submission's evidence, with what others found, and every check run that a yardstick makes possible."""
    evidence = read_evidence(file, yardstick.catalogue)
    evidence.results = results or Results()
    evidence.agencies = {name: one.name for name, one in yardstick.set.agencies.items()}
    run_checks(evidence, yardstick.catalogue)
    components = {placed.id: placed.component for placed in yardstick.components.values()}
    evidence.findings += check_references(evidence, components, yardstick.traits, yardstick.set.events)
    if file.tree.stamp:
        from par_engine.evidence.workbook.whole import check_whole  # noqa: PLC0415 - only filled forms need it

        evidence.findings += check_whole(file, yardstick)
    return evidence


def open_submission(library: Library, path: Path, on: dt.date | None = None) -> tuple[Loaded[Submission], Yardstick]:
    """Reads a submission and the set it names, as that stands in the submission's year and on the day of scoring
    (default: the day it was prepared). Raises InputError when either cannot be used or they do not fit."""
    file = load_submission(path, str(path))
    named = file.model.criteria_set
    ids = library.set_ids()
    if named not in ids:
        action = did_you_mean(named, ids) or f"các bộ hiện có: {listing(ids)}"
        message = f"không có bộ tiêu chí “{named}” trong {library.criteria}"
        finding = file.finding("submission.set", ("criteria_set",), message, found=named, action=action)
        raise InputError(f"Hồ sơ nêu bộ tiêu chí “{named}” không có trong thư viện.", [finding])
    yardstick = require_set(library, named, file.model.period.to.year, on or file.model.prepared_on)
    check_fits(file, yardstick)
    return file, yardstick


def score_file(
    library: Library,
    path: Path,
    on: dt.date | None = None,
    *,
    fast: bool = False,
    assessment: Path | None = None,
) -> ScoreSheet:
    """Scores a submission file on a day (default: the day it was prepared), with an assessment where there is one.

    Raises InputError when a file, or the set it names, cannot be used.
    """
    file, yardstick = open_submission(library, path, on)
    assessed = None
    if assessment:
        assessed = assess(load_assessment(assessment, str(assessment)), file.model, yardstick)
    program = build_program(yardstick, file.model.unit_kind)
    return score_loaded(program, file, on, fast=fast, assessed=assessed)


def score_loaded(
    program: Program,
    file: Loaded[Submission],
    on: dt.date | None = None,
    *,
    fast: bool = False,
    assessed: Assessed | None = None,
) -> ScoreSheet:
    """Scores a submission that was read, with a program built before; verified where it was assessed."""
    day = on or file.model.prepared_on
    evidence = gather(file, program.yardstick, assessed.results if assessed else None)
    sheet = score(program, evidence, day, fast=fast)
    if assessed is None:
        return sheet
    accepted = gather(_corrected(file, assessed), program.yardstick, assessed.results)
    accepted.ruling = assessed.ruling
    accepted.findings += [*assessed.findings, *check_rejected(accepted)]
    return score(program, accepted, day, fast=fast, handed_in=sheet)


def _corrected(file: Loaded[Submission], assessed: Assessed) -> Loaded[Submission]:
    """The submission with the figures that verifiers corrected."""
    values = {**file.model.values, **assessed.values}
    return Loaded(file.model.model_copy(update={"values": values}), file.tree, file.name)
