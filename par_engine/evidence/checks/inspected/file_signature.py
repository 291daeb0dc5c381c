"""Digital signatures of attached files: whole, altered, extended, by whom, vouched for by whom."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.calendar import viet_date
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.findings import Finding, Severity
from par_engine.reading.attached.facts import Integrity, Signature, Trust

_ENTRY = (
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Báo cáo, file: bc.pdf}"
)
BROKEN = About(
    "signature.broken",
    Severity.ERROR,
    "Nội dung tệp đã bị sửa sau khi ký số, hoặc chữ ký số hỏng.",
    _ENTRY,
    "Tệp đã ký số, rồi sửa một byte",
)
EXTENDED = About(
    "signature.extended",
    Severity.WARNING,
    "Tệp bị ghi thêm sau khi ký số: chữ ký không phủ hết tệp.",
    _ENTRY,
    "Tệp đã ký số, rồi ghi thêm vào cuối",
)
UNKNOWN = About(
    "signature.unknown",
    Severity.WARNING,
    "Chữ ký số còn nguyên nhưng nơi cấp chứng thư không có trong các gốc tin cậy của máy này.",
    _ENTRY,
    "Tệp ký bằng chứng thư của nơi cấp lạ",
)
INVALID = About(
    "signature.invalid",
    Severity.WARNING,
    "Chữ ký số còn nguyên nhưng chứng thư không dùng được lúc ký (hết hạn, chưa có hiệu lực, sai mục đích).",
    _ENTRY,
    "Tệp ký bằng chứng thư đã hết hạn",
)
SIGNED = About(
    "signature.valid",
    Severity.NOTE,
    "Tệp có chữ ký số còn nguyên: ai ký, lúc nào, ai cấp chứng thư.",
    _ENTRY,
    "Tệp đã ký số",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Every signature of every file."""
    for one in inspection.documents:
        for signature in one.facts.signatures if one.facts else ():
            yield _of(inspection, one, signature)


def _of(inspection: Inspection, one: Numbered, signature: Signature) -> Finding:
    about, action = _verdict(signature)
    message = state_words(signature)
    return inspection.report(about.check, one, "file", message, action=action, severity=about.severity)


def _verdict(signature: Signature) -> tuple[About, str]:
    """Which finding a signature is, and what to do."""
    match signature.integrity, signature.trust:
        case (Integrity.ALTERED | Integrity.UNREADABLE, _):
            return BROKEN, "xin lại bản gốc đã ký của cơ quan ban hành"
        case (Integrity.EXTENDED, _):
            return EXTENDED, "nộp bản gốc đã ký, không mở ra lưu lại"
        case (_, Trust.UNKNOWN):
            return UNKNOWN, "kiểm tra nơi cấp; nếu tin, quản trị thêm chứng thư gốc vào thư mục --trust"
        case (_, Trust.INVALID):
            return INVALID, "ký lại bằng chứng thư còn hiệu lực"
    return SIGNED, "không cần làm gì"


def state_words(signature: Signature) -> str:
    """What is to be said of a signature: whole or not, who and when, who vouches."""
    who = words_of(signature)
    match signature.integrity, signature.trust:
        case (Integrity.UNREADABLE, _):
            return "chữ ký số hỏng, không kiểm tra được"
        case (Integrity.ALTERED, _):
            return f"nội dung đã bị sửa sau khi ký số ({who})"
        case (Integrity.EXTENDED, _):
            return f"tệp bị ghi thêm sau khi ký số, chữ ký không phủ hết tệp ({who})"
        case (_, Trust.UNKNOWN):
            return f"nơi cấp chứng thư “{signature.authority}” không có trong các gốc tin cậy ({who})"
        case (_, Trust.INVALID):
            return f"{signature.reason} ({who})"
    return f"chữ ký số còn nguyên, phủ hết tệp: {who}; {trust_words(signature)}"


def words_of(signature: Signature) -> str:
    """`Bùi Đình Sơn, Sở Tư pháp, ký ngày 05/02/2020 (giờ của máy người ký)`."""
    who = ", ".join(filter(None, (signature.signer, signature.organisation)))
    if signature.signed_at is None:
        return f"{who}, không ghi giờ ký"
    clock = "có dấu thời gian" if signature.stamped else "giờ của máy người ký"
    return f"{who}, ký ngày {viet_date(signature.signed_at)} ({clock})"


def trust_words(signature: Signature) -> str:
    """Who vouches, and what was not looked at."""
    if signature.trust is Trust.TRUSTED:
        return f"chứng thư do {signature.authority} cấp, được tin cậy, chưa kiểm tra thu hồi"
    return (
        f"chứng thư ghi do {signature.authority} cấp, chưa biết có đáng tin: máy này chưa có chứng thư gốc nào "
        "(--trust); chưa kiểm tra thu hồi"
    )
