"""The kind as written against the kind printed in the file."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.differing import ENTRY, differs
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.evidence.checks.inspected.symbol import bears
from par_engine.evidence.checks.inspected.words import spelt
from par_engine.findings import Finding, Severity

ABOUT = About("file.kind", Severity.WARNING, "Loại tài liệu đã khai khác loại ghi trong tệp.", ENTRY, "KẾ HOẠCH")


def check(inspection: Inspection) -> Iterator[Finding]:
    """By the printed kind; what one decision issues (a plan, rules) is printed as a decision."""
    for one in inspection.documents:
        kind, printed = inspection.kind(one.document), one.proposal.type
        if kind is None or kind.symbols is None or not printed:
            continue
        others = [other for other in inspection.catalogue.proofs.values() if _names(printed, other.title)]
        issued_by = [other.symbols[0] for other in others if other.symbols]
        agrees = _names(printed, kind.title) or any(bears(kind, sign) for sign in issued_by)
        if others and not agrees:
            yield differs(inspection, ABOUT, one, "kind", "loại", kind.title, printed.capitalize())


def _names(printed: str, title: str) -> bool:
    return f"{spelt(printed)} ".startswith(f"{spelt(title)} ")
