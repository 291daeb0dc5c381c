"""The same paper, by its file or by its number, in the submission of another agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

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


_Key = tuple[str, dt.date]


def check(inspection: Inspection) -> Iterator[Finding]:
    """A document that its own agency issued for all may rightly serve several: hence a warning, or a note by number."""
    for other in inspection.others:
        if other.submission.agency.id == inspection.file.model.agency.id:
            continue
        numbers = _by_number(other)
        for one in inspection.documents:
            if found := _same_file(one, other):
                same, severity = "cùng một tệp", Severity.WARNING
            elif found := _same_number(one, numbers):
                same, severity = "cùng một văn bản", Severity.NOTE
            else:
                continue
            message = f"{same} với “{found.id}” của {other.submission.agency.name}"
            action = "xác định văn bản của đơn vị nào; văn bản chung thì nêu phần việc của từng đơn vị"
            yield inspection.report(ABOUT.check, one, "file", message, found=found.id, action=action, severity=severity)


def _same_file(one: Numbered, other: Other) -> Document | None:
    return other.files.get(one.facts.sha256) if one.facts and one.facts.sha256 else None


def _by_number(other: Other) -> dict[_Key, list[Document]]:
    """The documents of another submission by number and day."""
    found: dict[_Key, list[Document]] = {}
    for document in other.submission.documents:
        if document.number and document.issued and document.issuer:
            found.setdefault((number_key(document.number), document.issued), []).append(document)
    return found


def _same_number(one: Numbered, numbers: Mapping[_Key, list[Document]]) -> Document | None:
    mine = one.document
    if not mine.number or not mine.issuer or not mine.issued:
        return None
    same = numbers.get((number_key(mine.number), mine.issued), [])
    return next((document for document in same if same_agency(document.issuer or "", mine.issuer)), None)
