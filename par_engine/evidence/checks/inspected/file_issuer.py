"""The issuer as written against the head of the file."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.differing import ENTRY, differs
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.evidence.checks.inspected.words import same_agency
from par_engine.findings import Finding, Severity

ABOUT = About(
    "file.issuer", Severity.WARNING, "Cơ quan ban hành đã khai khác cơ quan ghi trong tệp.", ENTRY, "SỞ NỘI VỤ"
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Abbreviations, and the place that a head leaves out, do not matter."""
    for one in inspection.documents:
        written, read = one.document.issuer, one.proposal.issuer
        if written and read and not same_agency(written, read):
            yield differs(inspection, ABOUT, one, "issuer", "cơ quan ban hành", written, read)
