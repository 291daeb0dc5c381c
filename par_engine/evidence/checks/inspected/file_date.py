"""The day of issue as written against the day in the file."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.calendar import viet_date
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.differing import ENTRY, differs
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity

ABOUT = About(
    "file.date", Severity.WARNING, "Ngày ban hành đã khai khác ngày ghi trong tệp.", ENTRY, "ngày 10 tháng 12 năm 2019"
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """The day of issue as printed."""
    for one in inspection.documents:
        written, read = one.document.issued, one.proposal.issued
        if written and read and (written.year, written.month, written.day) != (read.year, read.month, read.day):
            yield differs(inspection, ABOUT, one, "issued", "ngày ban hành", viet_date(written), viet_date(read))
