"""Documents against what the criterion asks: kind, days of issue, last valid moment, issuer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from par_engine.calendar import days_late, last_moment, lateness, viet_date
from par_engine.catalogue.proof import Counts
from par_engine.criteria.model import Component
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.evidence.checks.inspected.words import same_agency
from par_engine.evidence.proof import Present
from par_engine.findings import Finding, Severity

_ENTRY = (
    "{{id: kh, kind: {kind}, issued: {issued}, issuer: {issuer}, number: 12/STP, title: Kế hoạch, proves: [1.1/plan]}}"
)
WINDOW = About(
    "proof.window",
    Severity.WARNING,
    "Văn bản ban hành ngoài khoảng ngày mà tiêu chí chấp nhận.",
    _ENTRY.format(kind="ke_hoach", issued="10/01/2018", issuer="Sở Tư pháp"),
)
LATE = About(
    "proof.late",
    Severity.WARNING,
    "Văn bản đến sau thời điểm cuối cùng còn hợp lệ; nêu rõ thời điểm đó.",
    _ENTRY.format(kind="ke_hoach", issued="20/02/2019", issuer="Sở Tư pháp"),
)
ISSUER = About(
    "proof.issuer",
    Severity.WARNING,
    "Văn bản không do cơ quan mà tiêu chí yêu cầu ban hành.",
    _ENTRY.format(kind="ke_hoach", issued="10/01/2019", issuer="Sở Nội vụ"),
)
KIND = About(
    "proof.kind",
    Severity.WARNING,
    "Tài liệu không đúng loại mà tiêu chí yêu cầu.",
    _ENTRY.format(kind="bao_cao", issued="10/01/2019", issuer="Sở Tư pháp"),
)


def check_kind(inspection: Inspection) -> Iterator[Finding]:
    """A document of another kind proves nothing there."""
    for one, component, wanted in inspection.wanted():
        if one.document.kind != wanted.kind:
            needed = inspection.catalogue.proofs.get(wanted.kind)
            title = needed.title if needed else wanted.kind
            yield inspection.report(
                KIND.check, one, "kind", f"tiêu chí {component.id} cần {title.lower()}", allowed=wanted.kind,
                found=one.document.kind, action="nộp đúng loại tài liệu, hoặc sửa loại đã khai",
            )  # fmt: skip


def check_window(inspection: Inspection) -> Iterator[Finding]:
    """The days of the criterion, or of the set."""
    for one, component, wanted in inspection.wanted():
        span = inspection.proofs.issue_span(wanted) if inspection.proofs else None
        issued = one.document.issued
        if span and issued and issued not in span:
            message = (
                f"ban hành ngày {viet_date(issued)}, tiêu chí {component.id} chỉ nhận văn bản ban hành trong {span}"
            )
            yield inspection.report(
                WINDOW.check, one, "issued", message, found=viet_date(issued), allowed=str(span),
                action="nộp văn bản của đúng kỳ, hoặc sửa ngày đã khai",
            )  # fmt: skip


def check_late(inspection: Inspection) -> Iterator[Finding]:
    """By the last valid moment of the one deadline, or of the period or event that a document answers."""
    if inspection.proofs is None:
        return
    counts = inspection.proofs.counts
    for one, component, wanted in inspection.wanted():
        if wanted.due and not wanted.due.repeats:
            last = inspection.proofs.next_last(wanted)
            yield from _late(inspection, one, component, counts(wanted), last, "")
    numbered = {one.document.id: one for one in inspection.documents}
    for component in inspection.components.values():
        for key, wanted in component.documents.items():
            for instance in inspection.proofs.instances(wanted) if wanted.due and wanted.due.repeats else ():
                proof = inspection.proofs.of_instance(component, key, instance)
                if isinstance(proof, Present):
                    one, period = numbered[proof.documents[0].id], f" ({instance.title})"
                    yield from _late(inspection, one, component, counts(wanted), instance.last, period)


def _late(
    inspection: Inspection, one: Numbered, component: Component, date: Counts, last: dt.date | None, period: str
) -> Iterator[Finding]:
    counted = getattr(one.document, date.value)
    if last and counted and days_late(counted, last) > 0:
        message = (
            f"{date.label} {viet_date(counted)}, chậm {lateness(counted, last)} so với hạn của tiêu chí "
            f"{component.id}{period}: {last_moment(last)}"
        )
        yield inspection.report(
            LATE.check, one, date.value, message, found=viet_date(counted), allowed=last_moment(last),
            action="kiểm tra lại ngày đã khai; nếu đúng, ghi lý do vào giải trình",
        )  # fmt: skip


def check_issuer(inspection: Inspection) -> Iterator[Finding]:
    """Where the criterion names who must issue."""
    for one, component, wanted in inspection.wanted():
        issuer = one.document.issuer
        if wanted.by and issuer and not same_agency(issuer, wanted.by):
            message = f"do {issuer} ban hành, tiêu chí {component.id} cần văn bản của {wanted.by}"
            yield inspection.report(
                ISSUER.check, one, "issuer", message, found=issuer, allowed=wanted.by,
                action="nộp văn bản của đúng cơ quan, hoặc sửa cơ quan đã khai",
            )  # fmt: skip
