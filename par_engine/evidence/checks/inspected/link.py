"""Links that lead nowhere a verifier could go."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity

ABOUT = About(
    "document.link",
    Severity.WARNING,
    "Đường dẫn không phải địa chỉ trang mạng mà người thẩm định mở được.",
    "{id: cong, kind: trang_thong_tin, issued: 10/01/2019, title: Cổng thông tin, link: 'C:\\anh\\cong.png'}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """An address begins with http and names a host."""
    for one in inspection.documents:
        if (link := one.document.link) and not _is_address(link):
            yield inspection.report(
                ABOUT.check,
                one,
                "link",
                f"“{link}” không phải địa chỉ trang mạng",
                found=link,
                allowed="https://… hoặc http://…",
                action="ghi địa chỉ đầy đủ; tệp trong máy thì ghi ở “file”",
            )


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
