"""The title as written against the title in the file."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.differing import ENTRY, differs
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.evidence.checks.inspected.words import same_title
from par_engine.findings import Finding, Severity

ABOUT = About(
    "file.title", Severity.WARNING, "Trích yếu đã khai khác trích yếu trong tệp.", ENTRY, "Công tác thanh tra"
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Marks, tone placement, the kind in front and small slips do not matter."""
    for one in inspection.documents:
        written, read = one.document.title, one.proposal.title
        kind = inspection.kind(one.document)
        if written and read and not same_title(written, read, kind.title if kind else ""):
            yield differs(inspection, ABOUT, one, "title", "trích yếu", written, read)
