"""The issuer against whom the criterion wants."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.evidence.checks.inspected.words import same_agency
from par_engine.findings import Finding, Severity

ABOUT = About(
    "proof.issuer",
    Severity.WARNING,
    "Văn bản không do cơ quan mà tiêu chí yêu cầu ban hành.",
    "{id: kh, kind: ke_hoach, number: 12/STP, issued: 10/01/2019, issuer: Sở Nội vụ, title: A, proves: [1.1/plan]}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Where the criterion names who must issue."""
    for one, component, wanted in inspection.wanted():
        issuer = one.document.issuer
        if wanted.by and issuer and not same_agency(issuer, wanted.by):
            message = f"do {issuer} ban hành, tiêu chí {component.id} cần văn bản của {wanted.by}"
            yield inspection.report(
                ABOUT.check, one, "issuer", message, found=issuer, allowed=wanted.by,
                action="nộp văn bản của đúng cơ quan, hoặc sửa cơ quan đã khai",
            )  # fmt: skip
