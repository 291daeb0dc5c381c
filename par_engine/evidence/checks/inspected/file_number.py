"""The number as written against the number in the file."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.differing import ENTRY, differs
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.evidence.checks.inspected.words import number_key
from par_engine.findings import Finding, Severity

ABOUT = About("file.number", Severity.WARNING, "Số, ký hiệu đã khai khác số ghi trong tệp.", ENTRY, "Số: 21/BC-STP")


def check(inspection: Inspection) -> Iterator[Finding]:
    """Leading zeros and spaces do not matter."""
    for one in inspection.documents:
        written, read = one.document.number, one.proposal.number
        if written and read and number_key(written) != number_key(read):
            yield differs(inspection, ABOUT, one, "number", "số", written, read)
