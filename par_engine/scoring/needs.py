"""What would regain points: the needs of a way, the ways to the next step. Plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to change. `kind` is indicator, document, option, item, answer; `words` is the sentence for people."""

    kind: str
    subject: str
    words: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    change: Decimal | None = None
    by: dt.date | None = None
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative: all its needs together regain `gain`, leading to `points` of the component."""

    needs: tuple[Need, ...]
    gain: Decimal
    points: Decimal

    def words(self) -> str:
        """The needs in one sentence."""
        return "; ".join(need.words for need in self.needs)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next better step: ways to it, what it gains, what full marks would gain, or why there is none."""

    gain: Decimal
    gain_full: Decimal
    ways: tuple[Way, ...]
    impossible: str = ""
