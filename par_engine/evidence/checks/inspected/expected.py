"""What a kind of proof should carry though it counts without: the capture of a link, the parties of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.findings import Finding, Severity

ABOUT = About(
    "document.expected",
    Severity.WARNING,
    "Tài liệu thiếu thông tin nên có của loại đó (đường dẫn: bản chụp và ngày chụp; hợp đồng: các bên; …).",
    "{id: cong, kind: trang_thong_tin, issued: 10/01/2019, title: Cổng thông tin, link: https://a.gov.vn/cchc}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding per document, naming everything."""
    for one in inspection.documents:
        kind = inspection.kind(one.document)
        missing = [part.label for part in one.document.lacks(kind.expects)] if kind else []
        if missing:
            message = f"nên có {', '.join(missing)} để người thẩm định kiểm tra được"
            yield inspection.report(ABOUT.check, one, "", message, action="bổ sung")
