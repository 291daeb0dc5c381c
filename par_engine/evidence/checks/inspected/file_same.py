"""One file for different documents."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.evidence.checks.inspected.words import number_key
from par_engine.findings import Finding, Severity

ABOUT = About(
    "file.same",
    Severity.WARNING,
    "Một tệp (cùng mã SHA-256) được nộp cho hai tài liệu khác nhau.",
    "{id: q1, kind: bao_cao, number: 12/BC-STP, issued: 10/04/2019, issuer: Sở Tư pháp, title: Quý 1, file: q1.pdf}\n"
    "{id: q2, kind: bao_cao, number: 30/BC-STP, issued: 10/07/2019, issuer: Sở Tư pháp, title: Quý 2, file: q2.pdf}",
    "q1.pdf và q2.pdf là một",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Two entries for one paper have the same number: they are no different documents."""
    first: dict[str, Numbered] = {}
    for one in inspection.documents:
        if one.facts is None or not one.facts.sha256 or one.facts.refused:
            continue
        other = first.setdefault(one.facts.sha256, one)
        if other is not one and number_key(other.document.number or other.document.id) != number_key(
            one.document.number or one.document.id
        ):
            yield inspection.report(
                ABOUT.check,
                one,
                "file",
                f"cùng một tệp với “{other.document.id}”, khai là văn bản khác",
                found=one.document.file or "",
                action="thay đúng tệp của từng tài liệu",
            )
