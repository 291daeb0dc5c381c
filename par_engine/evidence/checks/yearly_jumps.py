"""Figures that change more against last year than the catalogue thinks likely."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.evidence import Evidence
from par_engine.numbers import viet_rate


def check_yearly_jumps(evidence: Evidence, catalogue: Catalogue) -> Iterator[Verdict]:
    """Every `yearly_jump` whose figure is reported for both years."""
    for check in catalogue.checks:
        jump = check.yearly_jump
        if jump is None or jump.indicator not in evidence.values or jump.indicator not in evidence.previous:
            continue
        now, before = evidence.values[jump.indicator], evidence.previous[jump.indicator]
        if now.number is None or not before.number:
            continue
        change = Fraction(now.number) / Fraction(before.number) - 1
        if abs(change) <= jump.more_than.value:
            continue
        word = "tăng" if change > 0 else "giảm"
        moved = f"{before.words()} → {now.words()}, {word} {viet_rate(abs(change), 2)}"
        message = f"{now.indicator.title}: {moved} so với năm trước"
        finding = evidence.file.finding(
            check.id,
            ("values", jump.indicator),
            message,
            found=viet_rate(change, 2),
            allowed=f"thay đổi không quá {jump.more_than}",
            action="kiểm tra lại hai năm; nếu đúng, ghi lý do vào giải trình",
            severity=check.severity,
        )
        yield Verdict(frozenset({jump.indicator}), finding)
