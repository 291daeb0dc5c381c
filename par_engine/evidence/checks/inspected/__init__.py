"""Checks of documents: in themselves, against their files, against what criteria ask, against other submissions.

They run when a submission is checked, not when it is scored: what a file says is a hint for people, never data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from par_engine.evidence.attachments import Attachments
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected import (
    expected,
    file_date,
    file_issuer,
    file_kind,
    file_number,
    file_same,
    file_scan,
    file_signature,
    file_taken,
    file_title,
    link,
    other_agency,
    proof_issuer,
    proof_kind,
    proof_late,
    proof_window,
    same_number,
    secret,
    symbol,
)
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding

_MODULES = (
    *(symbol, expected, link, secret, same_number, other_agency),
    *(proof_kind, proof_window, proof_late, proof_issuer),
    *(file_scan, file_number, file_kind, file_date, file_issuer, file_title, file_same),
)
INSPECTIONS: tuple[Callable[[Inspection], Iterator[Finding]], ...] = (
    *(module.check for module in _MODULES),
    file_signature.check,
)
ABOUT: tuple[About, ...] = (
    *(module.ABOUT for module in _MODULES),
    *(file_taken.PLACE, file_taken.REFUSED, file_taken.LIMIT, file_taken.NOTE),
    *(file_signature.BROKEN, file_signature.EXTENDED, file_signature.UNKNOWN),
    *(file_signature.INVALID, file_signature.SIGNED),
)


def inspect(inspection: Inspection, attachments: Attachments) -> list[Finding]:
    """Everything that the documents of a submission give reason to say."""
    found = [finding for check in INSPECTIONS for finding in check(inspection)]
    return found + list(file_taken.check(inspection, attachments))
