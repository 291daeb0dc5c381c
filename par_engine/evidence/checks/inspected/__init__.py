"""Checks of documents: in themselves, against their files, against what criteria ask, against other submissions.

They run when a submission is checked, not when it is scored: what a file says is a hint for people, never data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from par_engine.evidence.attachments import Attachments
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected import (
    asked,
    expected,
    file_same,
    file_scan,
    file_signature,
    file_taken,
    file_words,
    link,
    other_agency,
    same_number,
    secret,
    symbol,
)
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding

INSPECTIONS: tuple[Callable[[Inspection], Iterator[Finding]], ...] = (
    symbol.check,
    expected.check,
    link.check,
    secret.check,
    same_number.check,
    other_agency.check,
    asked.check_kind,
    asked.check_window,
    asked.check_late,
    asked.check_issuer,
    file_scan.check,
    file_words.check_number,
    file_words.check_kind,
    file_words.check_date,
    file_words.check_issuer,
    file_words.check_title,
    file_same.check,
    file_signature.check,
)


ABOUT: tuple[About, ...] = (
    *(module.ABOUT for module in (symbol, expected, link, secret, same_number, other_agency)),
    *(asked.KIND, asked.WINDOW, asked.LATE, asked.ISSUER),
    *(file_taken.PLACE, file_taken.REFUSED, file_taken.LIMIT, file_taken.NOTE, file_scan.ABOUT),
    *(file_words.NUMBER, file_words.KIND, file_words.ISSUED, file_words.ISSUER, file_words.TITLE, file_same.ABOUT),
    *(file_signature.BROKEN, file_signature.EXTENDED, file_signature.UNKNOWN),
    *(file_signature.INVALID, file_signature.SIGNED),
)


def inspect(inspection: Inspection, attachments: Attachments) -> list[Finding]:
    """Everything that the documents of a submission give reason to say."""
    found = [finding for check in INSPECTIONS for finding in check(inspection)]
    return found + list(file_taken.check(inspection, attachments))
