"""Files without words of their own: nothing in them can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity
from par_engine.reading.attached.facts import TextFrom

ABOUT = About(
    "file.scan",
    Severity.NOTE,
    "Tệp là bản quét không có lớp chữ nên chưa đối chiếu được số, ngày, trích yếu.",
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Báo cáo, file: bc.pdf}",
    "Bản quét",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Photos are what they are; a paper should have words."""
    for one in inspection.documents:
        facts = one.facts
        if facts is None or facts.refused or not facts.scan or facts.text is TextFrom.RECOGNISED:
            continue
        if one.document.number or one.document.issuer:
            message = "tệp là bản quét không có lớp chữ, chưa đối chiếu được với số, ngày, trích yếu đã khai"
            action = "nộp bản PDF xuất từ máy tính hoặc bản ký số; hoặc cài tesseract tiếng Việt để đọc bản quét"
            yield inspection.report(ABOUT.check, one, "file", message, action=action, severity=Severity.NOTE)
