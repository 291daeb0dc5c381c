"""What a check says of itself: for `par-engine evidence checks`, for the docs, and for its own test."""

from __future__ import annotations

from dataclasses import dataclass

from par_engine.findings import Severity


@dataclass(frozen=True, slots=True)
class About:
    """One check: its id, how bad its finding is, one sentence, and a piece of a submission that it complains of.

    `file` says what the attached file of the example is like, where there is one.
    """

    check: str
    severity: Severity
    sentence: str
    example: str
    file: str = ""
