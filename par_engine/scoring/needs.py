"""What would regain points: the needs of a way, the ways to the next step. Plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to change. `kind` is indicator, members, document, option, item, answer; `subject` the key of a figure
    (see `par_engine.catalogue.scope`), the group of `members`, a document; `words` is the sentence for people."""

    kind: str
    subject: str
    words: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    change: Decimal | None = None
    by: dt.date | None = None
    option: str | None = None


SHOWN = 12
"""So many needs of one way are told in a sentence."""


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative: all its needs together regain `gain`, leading to `points` of the component."""

    needs: tuple[Need, ...]
    gain: Decimal
    points: Decimal

    def words(self) -> str:
        """The needs in one sentence; of very many the first."""
        words = [need.words for need in self.needs[:SHOWN]]
        more = len(self.needs) - SHOWN
        return "; ".join(words) + (f"; … và {more} việc nữa" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next better step: ways to it, what it gains, what full marks would gain, or why there is none."""

    gain: Decimal
    gain_full: Decimal
    ways: tuple[Way, ...]
    impossible: str = ""
