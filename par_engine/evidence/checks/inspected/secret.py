"""Secret documents are proved by reference only: their files are never taken."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.evidence.secrecy import written_mark
from par_engine.findings import Finding, Severity

ABOUT = About(
    "document.secret",
    Severity.ERROR,
    "Văn bản mang dấu chỉ độ mật (MẬT, TỐI MẬT, TUYỆT MẬT) mà lại kèm tệp.",
    "{id: bc-mat, kind: bao_cao, number: 12/BC-STP (MẬT), issued: 10/01/2019, issuer: Sở Tư pháp, title: Báo cáo, "
    "file: bc-mat.pdf}",
    "Báo cáo bất kỳ",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """The mark may stand in what the submission writes, or in the head of the file."""
    for one in inspection.documents:
        if one.document.file and (mark := mark_of(one)):
            yield inspection.report(
                ABOUT.check,
                one,
                "file",
                f"văn bản {mark} không được nộp tệp",
                found=mark,
                action="xoá tệp khỏi hồ sơ, bỏ “file”; chỉ ghi số, ngày, cơ quan ban hành để dẫn chiếu",
                severity=Severity.ERROR,
            )


def mark_of(one: Numbered) -> str:
    """The mark that a document bears in the submission or in its file, or nothing."""
    return written_mark(one.document) or one.proposal.secret
