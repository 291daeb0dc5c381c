"""The day of issue against the days that the criterion, or the set, takes."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.calendar import viet_date
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity

ABOUT = About(
    "proof.window",
    Severity.WARNING,
    "Văn bản ban hành ngoài khoảng ngày mà tiêu chí chấp nhận.",
    "{id: kh, kind: ke_hoach, number: 12/STP, issued: 10/01/2018, issuer: Sở Tư pháp, title: A, proves: [1.1/plan]}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """The days of the criterion, or of the set."""
    for one, component, wanted in inspection.wanted():
        span = inspection.proofs.issue_span(wanted) if inspection.proofs else None
        issued = one.document.issued
        if span and issued and issued not in span:
            message = (
                f"ban hành ngày {viet_date(issued)}, tiêu chí {component.id} chỉ nhận văn bản ban hành trong {span}"
            )
            yield inspection.report(
                ABOUT.check, one, "issued", message, found=viet_date(issued), allowed=str(span),
                action="nộp văn bản của đúng kỳ, hoặc sửa ngày đã khai",
            )  # fmt: skip
