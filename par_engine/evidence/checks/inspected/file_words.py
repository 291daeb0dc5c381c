"""What a submission writes of a document against what the head of its file says. The file is a hint, not the truth."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.calendar import viet_date
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.evidence.checks.inspected.symbol import bears
from par_engine.evidence.checks.inspected.words import number_key, same_agency, same_title, spelt
from par_engine.findings import Finding, Severity

_ENTRY = (
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, "
    "title: Báo cáo cải cách hành chính năm 2019, file: bc.pdf}"
)
NUMBER = About("file.number", Severity.WARNING, "Số, ký hiệu đã khai khác số ghi trong tệp.", _ENTRY, "Số: 21/BC-STP")
KIND = About("file.kind", Severity.WARNING, "Loại tài liệu đã khai khác loại ghi trong tệp.", _ENTRY, "KẾ HOẠCH")
ISSUED = About(
    "file.date", Severity.WARNING, "Ngày ban hành đã khai khác ngày ghi trong tệp.", _ENTRY, "ngày 10 tháng 12 năm 2019"
)
ISSUER = About(
    "file.issuer", Severity.WARNING, "Cơ quan ban hành đã khai khác cơ quan ghi trong tệp.", _ENTRY, "SỞ NỘI VỤ"
)
TITLE = About(
    "file.title", Severity.WARNING, "Trích yếu đã khai khác trích yếu trong tệp.", _ENTRY, "Công tác thanh tra"
)
_ACTION = "đối chiếu với bản gốc: sửa thông tin đã khai, hoặc thay tệp"


def check_number(inspection: Inspection) -> Iterator[Finding]:
    """Leading zeros and spaces do not matter."""
    for one in inspection.documents:
        written, read = one.document.number, one.proposal.number
        if written and read and number_key(written) != number_key(read):
            yield _differs(inspection, NUMBER, one, "number", "số", written, read)


def check_kind(inspection: Inspection) -> Iterator[Finding]:
    """By the printed kind; what one decision issues (a plan, rules) is printed as a decision."""
    for one in inspection.documents:
        kind, printed = inspection.kind(one.document), one.proposal.type
        if kind is None or kind.symbols is None or not printed:
            continue
        others = [other for other in inspection.catalogue.proofs.values() if _names(printed, other.title)]
        issued_by = [other.symbols[0] for other in others if other.symbols]
        agrees = _names(printed, kind.title) or any(bears(kind, sign) for sign in issued_by)
        if others and not agrees:
            yield _differs(inspection, KIND, one, "kind", "loại", kind.title, printed.capitalize())


def _names(printed: str, title: str) -> bool:
    return f"{spelt(printed)} ".startswith(f"{spelt(title)} ")


def check_date(inspection: Inspection) -> Iterator[Finding]:
    """The day of issue as printed."""
    for one in inspection.documents:
        written, read = one.document.issued, one.proposal.issued
        if written and read and (written.year, written.month, written.day) != (read.year, read.month, read.day):
            yield _differs(inspection, ISSUED, one, "issued", "ngày ban hành", viet_date(written), viet_date(read))


def check_issuer(inspection: Inspection) -> Iterator[Finding]:
    """Abbreviations, and the place that a head leaves out, do not matter."""
    for one in inspection.documents:
        written, read = one.document.issuer, one.proposal.issuer
        if written and read and not same_agency(written, read):
            yield _differs(inspection, ISSUER, one, "issuer", "cơ quan ban hành", written, read)


def check_title(inspection: Inspection) -> Iterator[Finding]:
    """Marks, tone placement, the kind in front and small slips do not matter."""
    for one in inspection.documents:
        written, read = one.document.title, one.proposal.title
        kind = inspection.kind(one.document)
        if written and read and not same_title(written, read, kind.title if kind else ""):
            yield _differs(inspection, TITLE, one, "title", "trích yếu", written, read)


def _differs(
    inspection: Inspection, about: About, one: Numbered, part: str, word: str, written: str, read: str
) -> Finding:
    message = f"khai {word} “{written}”, còn tệp ghi “{read}”{one.doubt}"
    return inspection.report(about.check, one, part, message, found=written, allowed=read, action=_ACTION)
