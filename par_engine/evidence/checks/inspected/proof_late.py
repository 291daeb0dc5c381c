"""Documents that came after the last valid moment, which is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from par_engine.calendar import days_late, last_moment, lateness, viet_date
from par_engine.catalogue.proof import Counts
from par_engine.criteria.model import Component
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.evidence.proof import Present
from par_engine.findings import Finding, Severity

ABOUT = About(
    "proof.late",
    Severity.WARNING,
    "Văn bản đến sau thời điểm cuối cùng còn hợp lệ; nêu rõ thời điểm đó.",
    "{id: kh, kind: ke_hoach, number: 12/STP, issued: 20/02/2019, issuer: Sở Tư pháp, title: A, proves: [1.1/plan]}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
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
            ABOUT.check, one, date.value, message, found=viet_date(counted), allowed=last_moment(last),
            action="kiểm tra lại ngày đã khai; nếu đúng, ghi lý do vào giải trình",
        )  # fmt: skip
