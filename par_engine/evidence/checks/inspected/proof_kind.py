"""The kind of a document against what the criterion asks."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity

ABOUT = About(
    "proof.kind",
    Severity.WARNING,
    "Tài liệu không đúng loại mà tiêu chí yêu cầu.",
    "{id: kh, kind: bao_cao, number: 12/STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: A, proves: [1.1/plan]}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """A document of another kind proves nothing there."""
    for one, component, wanted in inspection.wanted():
        if one.document.kind != wanted.kind:
            needed = inspection.catalogue.proofs.get(wanted.kind)
            title = needed.title if needed else wanted.kind
            yield inspection.report(
                ABOUT.check, one, "kind", f"tiêu chí {component.id} cần {title.lower()}", allowed=wanted.kind,
                found=one.document.kind, action="nộp đúng loại tài liệu, hoặc sửa loại đã khai",
            )  # fmt: skip
