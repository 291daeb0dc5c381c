"""A change, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """What a change means for a submission that is scored again."""

    POINTS = "points"
    WORDS = "words"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return {"points": "có thể đổi điểm", "words": "không đổi điểm"}[self.value]


class Sort(StrEnum):
    """The sorts of change a policy officer asks about, in the order they are told."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    REWEIGHTED = "reweighted"
    REBANDED = "rebanded"
    MEASURED = "measured"
    REDATED = "redated"
    PROOF = "proof"
    WHO = "who"
    REQUIRED = "required"
    TOTALS = "totals"
    REWORDED = "reworded"
    BASIS = "basis"
    PROVENANCE = "provenance"
    REMEDY = "remedy"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _LABELS[self.value]

    @property
    def reach(self) -> Reach:
        """Whether such a change can change points."""
        return Reach.WORDS if self in _WORDS else Reach.POINTS


_LABELS = {
    "added": "thêm",
    "removed": "bỏ",
    "moved": "chuyển chỗ",
    "renumbered": "đổi mã",
    "reweighted": "đổi điểm tối đa",
    "rebanded": "đổi cách cho điểm",
    "measured": "đổi cách tính số liệu",
    "redated": "đổi thời hạn",
    "proof": "đổi tài liệu kiểm chứng",
    "who": "đổi đối tượng áp dụng",
    "required": "đổi điều kiện tiên quyết",
    "totals": "đổi cách tính tổng, xếp loại",
    "reworded": "sửa câu chữ",
    "basis": "đổi căn cứ",
    "provenance": "đổi ghi chú nguồn gốc",
    "remedy": "đổi biện pháp khắc phục",
}
_WORDS = {Sort.MOVED, Sort.RENUMBERED, Sort.REWORDED, Sort.BASIS, Sort.PROVENANCE, Sort.REMEDY}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. `subject` is what it is about (`8.5 Hồ sơ đúng hạn`, `Bộ tiêu chí`), `what` which
    part of it, `before` and `after` what stood and what stands there; empty where there is nothing."""

    sort: Sort
    area: str
    subject: str
    what: str = ""
    before: str = ""
    after: str = ""

    def line(self) -> str:
        """What was and what is now, in one sentence; only one of them where something was added or removed."""
        what = f"{self.what}: " if self.what else ""
        if self.before and self.after:
            return f"{what}trước: {self.before}; nay: {self.after}"
        if self.before:
            return f"{what}bỏ: {self.before}"
        return f"{what}thêm: {self.after}" if self.what else self.after


def reach_of(changes: Iterable[Change]) -> Reach:
    """How far several changes reach together."""
    return Reach.POINTS if any(one.sort.reach is Reach.POINTS for one in changes) else Reach.WORDS
