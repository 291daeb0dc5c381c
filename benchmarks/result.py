"""What was measured, beside the bar it must keep and what it was last time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LAST = Path(".bench/last.json")


@dataclass(frozen=True)
class Result:
    """One figure. Without a bar it is for information."""

    key: str
    title: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the bar is kept."""
        return self.bar is None or self.value <= self.bar

    def line(self, last: float | None) -> str:
        """One row of the table."""
        bar = f"≤ {self.bar:g}" if self.bar is not None else ""
        verdict = "" if self.bar is None else "ok" if self.kept else "NOT"
        before = f"{last:10.2f}" if last is not None else f"{'–':>10}"
        return f"{self.title:<66}{self.value:10.2f} {self.unit:<5}{bar:>8}{verdict:>5}{before}"


HEAD = f"{'Phép đo (trung vị)':<66}{'kết quả':>10} {'':<5}{'mức':>8}{'':>5}{'lần trước':>10}"


def last_values() -> dict[str, float]:
    """The figures of the last run on this machine."""
    return dict(json.loads(LAST.read_text(encoding="utf-8"))) if LAST.exists() else {}


def keep(results: Sequence[Result]) -> None:
    """Stores the figures for the next run to compare with."""
    LAST.parent.mkdir(exist_ok=True)
    values = {result.key: result.value for result in results}
    LAST.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
