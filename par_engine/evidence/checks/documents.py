"""Documents in themselves: known kinds, what they must carry, dates that can be, references that lead somewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from par_engine.calendar import viet_date
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.proof import ProofKind
from par_engine.criteria.decisions import KeyPath
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.submission import Document, Submission
from par_engine.findings import Finding, Severity
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean, listing

_NONE: frozenset[str] = frozenset()


def check_documents(evidence: Evidence, catalogue: Catalogue) -> Iterator[Verdict]:
    """Findings about documents and about values that cite them."""
    seen: set[str] = set()
    for number, document in enumerate(evidence.submission.documents):
        for finding in _of(evidence, catalogue, number, document, seen):
            yield Verdict(_NONE, finding)
        seen.add(document.id)
    known = {document.id for document in evidence.submission.documents}
    for name, reported in evidence.submission.values.items():
        if reported.document and reported.document not in known:
            action = (
                did_you_mean(reported.document, known)
                or "khai báo tài liệu này ở mục tài liệu (documents; tờ “Tài liệu”)"
            )
            message = f"tài liệu “{reported.document}” không có trong danh sách tài liệu"
            path = ("values", name, "document")
            yield Verdict(
                _NONE, evidence.file.finding("document.unknown", path, message, found=reported.document, action=action)
            )


def _of(evidence: Evidence, catalogue: Catalogue, number: int, document: Document, seen: set[str]) -> Iterator[Finding]:
    file, path = evidence.file, ("documents", number)
    if document.id in seen:
        yield file.finding(
            "document.repeated", (*path, "id"), f"mã tài liệu “{document.id}” bị lặp", action="đặt mã khác"
        )
    kind = catalogue.proofs.get(document.kind)
    if kind is None:
        action = did_you_mean(document.kind, catalogue.proofs) or "chọn loại tài liệu trong danh mục"
        message = f"loại tài liệu “{document.kind}” không có"
        allowed = listing(catalogue.proofs, 20)
        yield file.finding(
            "document.kind", (*path, "kind"), message, found=document.kind, allowed=allowed, action=action
        )
        return
    yield from _lacking(file, path, kind, document)
    yield from _dates(file, path, kind, document, evidence.submission.prepared_on)


def _lacking(file: Loaded[Submission], path: KeyPath, kind: ProofKind, document: Document) -> Iterator[Finding]:
    missing = [part.label for part in document.lacks(kind.requires)]
    if missing:
        message = f"{kind.title} “{document.id}” thiếu {', '.join(missing)}"
        action = "bổ sung, nếu không tài liệu không được tính"
        severity = Severity.ERROR if document.proves else Severity.NOTE
        yield file.finding("document.incomplete", path, message, action=action, severity=severity)


def _dates(
    file: Loaded[Submission], path: KeyPath, kind: ProofKind, document: Document, prepared: dt.date
) -> Iterator[Finding]:
    """Days after the one on which the submission was prepared, and days that run backwards."""
    for part in ("issued", "sent", "received"):
        day = getattr(document, part)
        if day and day > prepared:
            message = f"{kind.title} “{document.id}” ghi {viet_date(day)}, sau ngày lập hồ sơ {viet_date(prepared)}"
            yield file.finding(
                "document.future",
                (*path, part),
                message,
                found=viet_date(day),
                action="kiểm tra lại ngày",
                severity=Severity.WARNING,
            )
    if document.issued and document.received and document.received < document.issued:
        message = f"{kind.title} “{document.id}” nhận trước khi ban hành"
        yield file.finding("document.dates", (*path, "received"), message, action="kiểm tra lại hai ngày")
