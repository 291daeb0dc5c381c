"""What of a submission does not fit the form that it is put into: made for another set or version, or for a set that
has changed since. It is carried all the same; officers are told where to look."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.checks import run_checks
from par_engine.evidence.evidence import read_evidence
from par_engine.evidence.references import check_references
from par_engine.evidence.submission import Submission
from par_engine.evidence.workbook.form import Form
from par_engine.evidence.workbook.layout import AREA
from par_engine.findings import Finding, Severity, in_order
from par_engine.reading.models import Loaded
from par_engine.text import listing

MISFITS = {
    "value.unknown",
    "value.unreadable",
    "document.proves",
    "document.kind",
    "claims.unknown",
    "explanations.unknown",
    "event.unknown",
    "trait.unknown",
}
"""Checks whose findings are about the set, not about what the agency did."""


def what_does_not_fit(file: Loaded[Submission], yardstick: Yardstick, unit_kind: str, form: Form) -> list[Finding]:
    """Everything that the set of the form does not know, or has no cell for."""
    evidence = read_evidence(file, yardstick.catalogue)
    run_checks(evidence, yardstick.catalogue)
    components = {placed.id: placed.component for placed in yardstick.components.values()}
    found = [*evidence.findings]
    found += check_references(evidence, components, yardstick.traits, yardstick.set.events)
    misfits = [one for one in found if one.check in MISFITS]
    return [*_another_set(file, yardstick, unit_kind), *in_order(misfits), *_elsewhere(file, form)]


def _another_set(file: Loaded[Submission], yardstick: Yardstick, unit_kind: str) -> Iterator[Finding]:
    mine, known = file.model, yardstick.set
    pairs = (
        ("criteria_set", "bộ tiêu chí", mine.criteria_set, known.id),
        ("version", "phiên bản", mine.version, known.version),
        ("unit_kind", "loại đơn vị", mine.unit_kind, unit_kind),
    )
    for key, word, here, there in pairs:
        if here != there:
            message = f"hồ sơ lập theo {word} “{here}”, biểu mẫu theo “{there}”; nội dung vẫn được chép sang"
            action = f"xem tiêu chí nào thêm, bớt, đổi: par-engine criteria diff {mine.criteria_set} {known.id}"
            other = "kiểm tra lại từng tờ rồi mới gửi"
            yield file.finding(
                f"fill.{key}",
                (key,),
                message,
                found=here,
                action=action if key == "criteria_set" else other,
                severity=Severity.WARNING,
            )


def _elsewhere(file: Loaded[Submission], form: Form) -> Iterator[Finding]:
    """Figures that no area sheet asks for stand in the sheet of other figures."""
    rows = [row for sheet in form.sheets if sheet.table is AREA for row in sheet.rows]
    asked = {str(row.cells["indicator"]) for row in rows if "indicator" in row.cells}
    others = [name for name in file.model.values if name not in asked]
    if others:
        message = f"{len(others)} số liệu không có ô ở tờ lĩnh vực nào, được ghi ở tờ “Số liệu khác”: {listing(others)}"
        yield file.finding("fill.elsewhere", ("values",), message, action="xem lại tờ ấy", severity=Severity.NOTE)
    if file.model.rolled_up is not None:
        message = "biểu mẫu không chép phần nguồn gốc tổng hợp (rolled_up)"
        action = "giữ lại tệp tổng hợp để đối chiếu"
        yield file.finding("fill.rolled_up", ("rolled_up",), message, action=action, severity=Severity.NOTE)
