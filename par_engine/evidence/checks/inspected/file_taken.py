"""Files that lead nowhere, or are not taken."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.attachments import MAX_FILES, MAX_TOTAL, Attachments
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity

PLACE = About(
    "file.place",
    Severity.ERROR,
    "“file” dẫn tới tệp không có, hoặc ra ngoài thư mục của hồ sơ.",
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Báo cáo, "
    "file: ../khac/bc.pdf}",
)
REFUSED = About(
    "file.refused",
    Severity.ERROR,
    "Tệp không được nhận: hỏng, có mật khẩu, quá lớn, không đúng loại, hoặc không an toàn.",
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Báo cáo, file: bc.pdf}",
    "Chương trình chạy được (.exe) đổi tên thành bc.pdf",
)
LIMIT = About(
    "file.limit",
    Severity.ERROR,
    "Hồ sơ kèm quá nhiều tệp, hoặc các tệp cộng lại quá lớn.",
    "",
    f"Tệp thứ {MAX_FILES + 1}, hoặc tệp làm tổng vượt {MAX_TOTAL // 1_000_000_000} GB",
)
NOTE = About(
    "file.note",
    Severity.NOTE,
    "Tệp có phần không được đọc: macro, mã JavaScript, tệp nhúng, chỗ sửa chưa chấp nhận.",
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Báo cáo, file: bc.pdf}",
    "PDF có mã JavaScript",
)


def check(inspection: Inspection, attachments: Attachments) -> Iterator[Finding]:
    """For every document that names a file."""
    for one in inspection.documents:
        name = one.document.file
        if not name:
            continue
        if problem := attachments.misplaced.get(name):
            yield inspection.report(
                PLACE.check, one, "file", problem.message, found=name, action=problem.action, severity=Severity.ERROR
            )
        elif name in attachments.unread:
            message = f"không đọc tệp này: hồ sơ chỉ kèm được {MAX_FILES} tệp, cộng lại {MAX_TOTAL // 1_000_000_000} GB"
            action = "bỏ tệp thừa, quét lại ở độ phân giải thấp hơn"
            yield inspection.report(LIMIT.check, one, "file", message, action=action, severity=Severity.ERROR)
        elif one.facts and one.facts.refused:
            action = "thay bằng tệp đọc được"
            yield inspection.report(
                REFUSED.check, one, "file", one.facts.refused.rstrip("."), action=action, severity=Severity.ERROR
            )
        elif one.facts:
            for note in one.facts.notes:
                yield inspection.report(
                    NOTE.check,
                    one,
                    "file",
                    note.rstrip("."),
                    action="không cần làm gì nếu đúng",
                    severity=Severity.NOTE,
                )
