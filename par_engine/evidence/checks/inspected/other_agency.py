"""The same paper, by its file or by its number, in the submission of another agency."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered, Other
from par_engine.evidence.checks.inspected.words import number_key, same_agency
from par_engine.evidence.submission import Document
from par_engine.findings import Finding, Severity

ABOUT = About(
    "document.other_agency",
    Severity.WARNING,
    "Tài liệu đơn vị khác đã nộp: cùng tệp, hoặc cùng số và cơ quan ban hành (so với các hồ sơ nêu ở --beside).",
    "{id: kh-1, kind: ke_hoach, number: 12/KH-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Kế hoạch năm}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """A document that its own agency issued for all may rightly serve several: hence a warning, or a note by number."""
    for one in inspection.documents:
        for other in inspection.others:
            if other.submission.agency.id == inspection.file.model.agency.id:
                continue
            if found := _same_file(one, other):
                same, severity = "cùng một tệp", Severity.WARNING
            elif found := _same_number(one, other):
                same, severity = "cùng một văn bản", Severity.NOTE
            else:
                continue
            message = f"{same} với “{found.id}” của {other.submission.agency.name}"
            action = "xác định văn bản của đơn vị nào; văn bản chung thì nêu phần việc của từng đơn vị"
            yield inspection.report(ABOUT.check, one, "file", message, found=found.id, action=action, severity=severity)


def _same_file(one: Numbered, other: Other) -> Document | None:
    return other.files.get(one.facts.sha256) if one.facts and one.facts.sha256 else None


def _same_number(one: Numbered, other: Other) -> Document | None:
    mine = one.document
    if not mine.number or not mine.issuer or not mine.issued:
        return None
    return next(
        (
            document
            for document in other.submission.documents
            if document.number
            and document.issuer
            and number_key(document.number) == number_key(mine.number)
            and document.issued == mine.issued
            and same_agency(document.issuer, mine.issuer)
        ),
        None,
    )
