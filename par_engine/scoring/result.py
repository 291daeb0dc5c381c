"""What scoring gives: plain, immutable data. Reports and screens print it and compute nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from par_engine.criteria.decisions import Cause
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.evidence.evidence import Evidence
from par_engine.findings import Finding
from par_engine.scoring.asking import Asked
from par_engine.scoring.situation import Exemption, Situation


class State(StrEnum):
    """What became of a component (design §4)."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"
    MISSING = "missing"
    UNPROVEN = "unproven"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _STATES[self.value]


_STATES = {
    "scored": "đã chấm",
    "not_applicable": "không áp dụng",
    "not_due": "chưa đến hạn",
    "missing": "thiếu số liệu",
    "unproven": "chờ thẩm định giải trình",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Points lost for one cause, with a sentence that names the figures."""

    points: Decimal
    cause: Cause
    why: str


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


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision with its answer: exact points, and whether they are open."""

    asked: Asked
    rule: str
    state: State
    points: Fraction
    open: Fraction
    cause: Cause | None
    why: str
    next: NextStep | None

    @property
    def lost(self) -> Fraction:
        """Exact points lost."""
        if self.state is State.NOT_APPLICABLE:
            return Fraction(0)
        return self.asked.compiled.decision.max_points - self.points - self.open


@dataclass(frozen=True)
class ComponentResult:
    """One component of one sheet. `points + lost + open == max_points` unless it does not apply."""

    placed: Placed
    state: State
    points: Decimal
    max_points: Decimal
    lost: Decimal
    open: Decimal
    claimed: Decimal
    computed: Decimal
    losses: tuple[Loss, ...]
    why: str
    decided: tuple[Decided, ...]
    next: NextStep | None
    due: dt.date | None = None
    points_if_proven: Decimal | None = None
    exemption: Exemption | None = None

    @property
    def id(self) -> str:
        """The published id."""
        return self.placed.id

    @property
    def rule(self) -> str:
        """The rules that decided, by component id: `8.5.b2`; several for a checklist."""
        shown = []
        for one in self.decided:
            key = f".{one.asked.compiled.decision.key}" if one.asked.compiled.decision.key else ""
            shown.append(f"{self.id}{key}.{one.rule}")
        return ", ".join(shown)

    @property
    def measure(self) -> str | None:
        """The exact number decided on, as a fraction; None where there is none or several."""
        numbers = [one.asked.x for one in self.decided if one.asked.x is not None]
        if len(self.decided) != 1 or not numbers:
            return None
        return str(numbers[0])

    @property
    def applicable_max(self) -> Decimal:
        """The maximum that counts for this agency."""
        return self.max_points if self.state is not State.NOT_APPLICABLE else Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a whole sheet or of one area. `index` is in per cent; None when nothing applies."""

    points: Decimal
    max_points: Decimal
    applicable_max: Decimal
    lost: Decimal
    open: Decimal
    claimed: Decimal
    index: Decimal | None
    index_if_open_gained: Decimal | None
    assumed_share: Decimal | None


@dataclass(frozen=True)
class AreaResult:
    """One area of the sheet."""

    id: str
    code: str
    title: str
    totals: Totals


@dataclass(frozen=True)
class ScoreSheet:
    """The result of one submission."""

    yardstick: Yardstick
    evidence: Evidence
    situation: Situation
    on: dt.date
    totals: Totals
    areas: tuple[AreaResult, ...]
    components: tuple[ComponentResult, ...]
    findings: tuple[Finding, ...]

    def component(self, component_id: str) -> ComponentResult | None:
        """One component by id."""
        return next((one for one in self.components if one.id == component_id), None)
