"""Findings that only a scored sheet can show: odd claims, unconfirmed exemptions, numbers beyond comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from par_engine.findings import Finding, Severity
from par_engine.numbers import viet
from par_engine.scoring.result import ComponentResult, State
from par_engine.scoring.situation import Situation
from par_engine.text import did_you_mean, fold, listing


def notices(situation: Situation, rows: Sequence[ComponentResult]) -> Iterator[Finding]:
    """All of them, in no particular order."""
    yield from _agency(situation)
    yield from _claims(situation, rows)
    yield from _unconfirmed(situation, rows)
    yield from _too_large(situation, rows)
    yield from _overrides(situation, rows)


def _agency(situation: Situation) -> Iterator[Finding]:
    """An agency that is not called as the set calls the one with its id; an id that is nearly one of the set's."""
    agency, known = situation.submission.agency, situation.yardstick.set.agencies
    listed, tell = known.get(agency.id), situation.evidence.file.finding
    if listed and fold(listed.name) not in fold(agency.name):
        message = f"bộ tiêu chí gọi “{agency.id}” là {listed.name}, hồ sơ ghi {agency.name}"
        action, path = "kiểm tra lại mã cơ quan và tên", ("agency", "name")
        yield tell("agency.name", path, message, found=agency.name, action=action, severity=Severity.WARNING)
    same = [name for name, one in known.items() if fold(one.name) in fold(agency.name)]
    if not listed and (hint := did_you_mean(agency.id, same)):
        message = f"bộ tiêu chí không có cơ quan “{agency.id}”"
        yield tell("agency.id", ("agency", "id"), message, found=agency.id, action=hint, severity=Severity.WARNING)


def _claims(situation: Situation, rows: Sequence[ComponentResult]) -> Iterator[Finding]:
    """Claims above the maximum, for what does not apply, or for what is not in the sheet."""
    file, claims = situation.evidence.file, situation.submission.claims
    by_id = {row.id: row for row in rows}
    for name, claim in claims.items():
        row = by_id.get(name)
        path = ("claims", name, "points")
        shown = viet(claim.points)
        if row is None and name in situation.yardstick.components:
            message = f"{name}: tự chấm {shown} điểm cho tiêu chí không áp dụng cho loại đơn vị này"
            yield file.finding("claim.not_in_sheet", path, message, action="bỏ dòng này", severity=Severity.WARNING)
        elif row and row.state is State.NOT_APPLICABLE and claim.points:
            message = f"{name}: tự chấm {shown} điểm cho tiêu chí được loại trừ"
            yield file.finding(
                "claim.not_applicable", path, message, action="bỏ điểm tự chấm", severity=Severity.WARNING
            )
        elif row and claim.points > row.max_points:
            message = f"{name}: điểm tự chấm {shown} lớn hơn điểm tối đa {viet(row.max_points)}"
            yield file.finding("claim.above_max", path, message, action="sửa điểm tự chấm")


def _unconfirmed(situation: Situation, rows: Sequence[ComponentResult]) -> Iterator[Finding]:
    """Exemptions that rest on traits the agency states of itself."""
    exempt = [row.id for row in rows if row.exemption and not row.exemption.confirmed]
    if exempt:
        stated = listing(situation.submission.agency.traits)
        message = f"đặc điểm “{stated}” do đơn vị tự khai, chưa xác nhận; nhờ đó được loại trừ: {listing(exempt)}"
        path = ("agency", "traits")
        action = "cơ quan thẩm định đối chiếu với danh mục đơn vị của kỳ"
        yield situation.evidence.file.finding("trait.unconfirmed", path, message, action=action, severity=Severity.NOTE)


def _too_large(situation: Situation, rows: Sequence[ComponentResult]) -> Iterator[Finding]:
    """Values whose measure is too large to be compared exactly."""
    suspects = situation.evidence.suspect
    for row in rows:
        for name in dict.fromkeys(
            name for one in row.decided for name in one.asked.contradicted if name not in suspects
        ):
            message = f"{row.id}: số quá lớn, bộ máy luật không so sánh được"
            yield situation.evidence.file.finding(
                "value.too_large", ("values", name), message, action="kiểm tra lại con số"
            )


def _overrides(situation: Situation, rows: Sequence[ComponentResult]) -> Iterator[Finding]:
    """Overrides of what does not apply: they change nothing."""
    for row in rows:
        if row.state is State.NOT_APPLICABLE and row.id in situation.evidence.ruling.overrides:
            message = f"{row.id}: thẩm định sửa điểm của tiêu chí không áp dụng; điểm này không được tính"
            path, action = f"overrides.{row.id}", "bỏ dòng này trong tệp thẩm định"
            yield Finding("override.not_applicable", Severity.WARNING, path, message, action=action)
