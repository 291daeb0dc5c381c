"""Figures that rest on a document which verifiers rejected: their source no longer counts."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.evidence import Evidence
from par_engine.findings import Finding, Severity


def check_rejected(evidence: Evidence) -> Iterator[Finding]:
    """A warning for every figure, not corrected since, that cites a document rejected for all components."""
    for name, value in evidence.values.items():
        document = value.reported.document
        reason = evidence.ruling.rejections.get((document, "")) if document else None
        if reason is None or name in evidence.ruling.corrected or name not in evidence.submission.values:
            continue
        yield evidence.file.finding(
            "value.rejected_document",
            ("values", name),
            f"{value.title}: dẫn tài liệu “{document}” mà thẩm định không chấp nhận ({reason})",
            found=document or "",
            action="đối chiếu con số với tài liệu khác; nếu sai, sửa ở “values” của tệp thẩm định",
            severity=Severity.WARNING,
        )
