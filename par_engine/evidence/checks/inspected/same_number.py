"""One number of one agency for different documents; or one document listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.evidence.checks.inspected.symbol import bears
from par_engine.evidence.checks.inspected.words import number_key, same_title, sign_of, spelt
from par_engine.findings import Finding, Severity

ABOUT = About(
    "document.same_number",
    Severity.WARNING,
    "Một số, ký hiệu của một cơ quan trong một năm dùng cho hai tài liệu khác nhau.",
    "{id: kh-1, kind: ke_hoach, number: 12/KH-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Kế hoạch năm}\n"
    "{id: kh-2, kind: ke_hoach, number: 12/KH-STP, issued: 15/03/2019, issuer: Sở Tư pháp, title: Tuyên truyền quý 2}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Numbers begin anew every year; a document listed again with all the same is only a note."""
    first: dict[tuple[str, str, int], Numbered] = {}
    for one in inspection.documents:
        document = one.document
        if not document.number or not document.issuer or not document.issued:
            continue
        key = (number_key(document.number), spelt(document.issuer), document.issued.year)
        other = first.setdefault(key, one)
        if other is one:
            continue
        if _differ(inspection, other, one):
            message = f"cùng số {document.number} với “{other.document.id}” nhưng khác ngày, loại hoặc trích yếu"
            action, severity = "đối chiếu hai văn bản, sửa số ghi nhầm", Severity.WARNING
        else:
            message = f"cùng là văn bản số {document.number} với “{other.document.id}”"
            action, severity = "gộp làm một, ghi mọi tiêu chí ở “proves”", Severity.NOTE
        yield inspection.report(
            ABOUT.check, one, "number", message, found=document.number, action=action, severity=severity
        )


def _differ(inspection: Inspection, one: Numbered, other: Numbered) -> bool:
    first, second = one.document, other.document
    kind = inspection.kind(second)
    same = same_title(first.title or "", second.title or "", kind.title if kind else "")
    return not _one_kind(inspection, one, other) or first.issued != second.issued or not same


def _one_kind(inspection: Inspection, one: Numbered, other: Numbered) -> bool:
    """Whether two entries may be of one paper: a plan that a decision issues is a plan and a decision."""
    sign = sign_of(one.document.number or "")
    kinds = [inspection.kind(each.document) for each in (one, other)]
    return one.document.kind == other.document.kind or all(kind is not None and bears(kind, sign) for kind in kinds)
