"""The finding that a submission writes one thing of a document and the head of its file says another.

The file is a hint, not the truth: its words were read by a program. Hence always a warning.
"""

from __future__ import annotations

from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered
from par_engine.findings import Finding

ENTRY = (
    "{id: bc, kind: bao_cao, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, "
    "title: Báo cáo cải cách hành chính năm 2019, file: bc.pdf}"
)
"""An entry for a file that says something else in one respect: the example of every such check."""


def differs(
    inspection: Inspection, about: About, one: Numbered, part: str, word: str, written: str, read: str
) -> Finding:
    """Both sides in words, and what to do."""
    message = f"khai {word} “{written}”, còn tệp ghi “{read}”{one.doubt}"
    action = "đối chiếu với bản gốc: sửa thông tin đã khai, hoặc thay tệp"
    return inspection.report(about.check, one, part, message, found=written, allowed=read, action=action)
