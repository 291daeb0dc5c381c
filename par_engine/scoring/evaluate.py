"""The whole way from a file to a score sheet; what command line, reports and tests call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from par_engine.criteria.load import require_set
from par_engine.criteria.yardstick import Yardstick
from par_engine.errors import InputError
from par_engine.evidence.checks import run_checks
from par_engine.evidence.evidence import Evidence, load_submission, read_evidence
from par_engine.evidence.references import check_references
from par_engine.evidence.submission import Submission
from par_engine.library import Library
from par_engine.reading.models import Loaded
from par_engine.scoring.program import Program, build_program
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.score import score
from par_engine.scoring.situation import check_fits
from par_engine.text import did_you_mean, listing


def gather(file: Loaded[Submission], yardstick: Yardstick) -> Evidence:
    """A submission's evidence with every check run that a yardstick makes possible."""
    evidence = read_evidence(file, yardstick.catalogue)
    run_checks(evidence, yardstick.catalogue)
    components = {placed.id: placed.component for placed in yardstick.components.values()}
    evidence.findings += check_references(evidence, components, yardstick.traits, yardstick.set.events)
    return evidence


def open_submission(library: Library, path: Path) -> tuple[Loaded[Submission], Yardstick]:
    """Reads a submission and the set it names. Raises InputError when either cannot be used or they do not fit."""
    file = load_submission(path, str(path))
    named = file.model.criteria_set
    ids = library.set_ids()
    if named not in ids:
        action = did_you_mean(named, ids) or f"các bộ hiện có: {listing(ids)}"
        message = f"không có bộ tiêu chí “{named}” trong {library.criteria}"
        finding = file.finding("submission.set", ("criteria_set",), message, found=named, action=action)
        raise InputError(f"Hồ sơ nêu bộ tiêu chí “{named}” không có trong thư viện.", [finding])
    yardstick = require_set(library, named)
    check_fits(file.model, yardstick)
    return file, yardstick


def score_file(library: Library, path: Path, on: dt.date | None = None, *, fast: bool = False) -> ScoreSheet:
    """Scores a submission file on a day (default: the day it was prepared).

    Raises InputError when the file, or the set it names, cannot be used.
    """
    file, yardstick = open_submission(library, path)
    program = build_program(yardstick, file.model.unit_kind)
    return score_loaded(program, file, on, fast=fast)


def score_loaded(
    program: Program, file: Loaded[Submission], on: dt.date | None = None, *, fast: bool = False
) -> ScoreSheet:
    """Scores a submission that was read, with a program built before."""
    evidence = gather(file, program.yardstick)
    return score(program, evidence, on or file.model.prepared_on, fast=fast)
