"""One submission in its round: who, which day it is, what applies, what the clock says. Pure; "today" is `on`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from par_engine.calendar import last_moment
from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import CrossCheck, Ratio
from par_engine.catalogue.legal import Citation
from par_engine.catalogue.measure import Measure
from par_engine.catalogue.scope import Scope, resolved
from par_engine.criteria.due import RoundClock
from par_engine.criteria.model import Component, Except, for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.errors import InputError
from par_engine.evidence.checks.identities import holds
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.figures import months_of
from par_engine.evidence.months import Months, months_beside_years
from par_engine.evidence.proof import Proofs
from par_engine.evidence.submission import Purpose, Submission
from par_engine.findings import Finding
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean, listing


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why a component does not apply to this agency."""

    reason: str
    basis: Citation | None
    confirmed: bool


@dataclass(frozen=True)
class Situation:
    """A submission, the yardstick it is scored with, and the day on which."""

    yardstick: Yardstick
    evidence: Evidence
    on: dt.date
    _resolved: dict[str, Measure] = field(default_factory=dict, repr=False, compare=False)

    @property
    def submission(self) -> Submission:
        """The file handed in."""
        return self.evidence.submission

    def to_points(self, exact: Fraction) -> Decimal:
        """Points rounded as the set says."""
        return self.yardstick.to_points(exact)

    @cached_property
    def numbers(self) -> dict[str, Exact]:
        """Every numeric value handed in, by indicator."""
        return self.evidence.numbers()

    @cached_property
    def figures(self) -> dict[str, Exact]:
        """The same, and the figures of other years, of sub-units and of months, by their keys."""
        return self.evidence.figures() if self.evidence.elsewhere else self.numbers

    def resolved(self, measure: Measure) -> Measure:
        """A measure over the figures of this round."""
        if measure.plain:
            return measure
        if measure.text not in self._resolved:
            self._resolved[measure.text] = resolved(measure, self._scope)
        return self._resolved[measure.text]

    @cached_property
    def _scope(self) -> Scope:
        units, year = self.submission.sub_units, self.submission.period.to.year
        months = tuple(months_of(self.submission))
        listed = tuple(units) if units is not None else None
        return Scope(year, months, listed, self.yardstick.constant, self._happened, year)

    def _happened(self, event: str, year: int, month: tuple[int, int] | None) -> int | None:
        """How often an event happened in the period of a year; None where its dates are not told."""
        dates, (first, last) = self.submission.events.get(event), self.submission.period.span()
        if dates is None:
            return None
        shift = last.year - year
        within = [day for day in dates if _ordinal(first) <= _ordinal(day, shift) <= _ordinal(last)]
        return sum(month is None or (day.year - year, day.month) == month for day in within)

    @cached_property
    def rates_of(self) -> dict[str, list[tuple[str, Ratio]]]:
        """Which rates an indicator is the numerator or the denominator of."""
        found: dict[str, list[tuple[str, Ratio]]] = {}
        for name, indicator in self.yardstick.catalogue.indicators.items():
            if ratio := indicator.of:
                for part in {ratio.numerator, ratio.denominator}:
                    found.setdefault(part, []).append((name, ratio))
        return found

    @cached_property
    def months(self) -> dict[str, Months]:
        """The figures of this year that are reported for months too."""
        return months_beside_years(self.evidence)

    @cached_property
    def identities(self) -> list[CrossCheck]:
        """The cross-checks that hold now: advice must not break them."""
        return [
            check
            for check in self.yardstick.catalogue.checks
            if check.applies(self.numbers.__contains__) and holds(check, self.numbers)
        ]

    @cached_property
    def clock(self) -> RoundClock:
        """How the set's dates fall in the submission's round."""
        return self.yardstick.clock(self.submission.period.span(), self.submission.events)

    @cached_property
    def proofs(self) -> Proofs:
        """The documents, looked up by what they prove."""
        return Proofs(self.evidence, self.yardstick.catalogue, self.clock, self.yardstick.set.dated, self.on)

    @cached_property
    def deadline(self) -> dt.date | None:
        """The last day on which the agency may still hand in."""
        by_kind = self.yardstick.set.deadlines.self_scoring
        due = by_kind.get(self.submission.unit_kind) or by_kind.get("")
        return due.last_day(self.clock) if due else None

    @property
    def closed(self) -> bool:
        """Whether the agency's deadline has passed."""
        return self.deadline is not None and self.on > self.deadline

    @property
    def deadline_words(self) -> str:
        """The deadline as screens show it."""
        return last_moment(self.deadline) if self.deadline else "không đặt hạn"

    def in_sheet(self, component: Component) -> bool:
        """Whether the component stands in this agency's sheet at all."""
        part = for_unit(component.max_points, self.submission.unit_kind)
        applies = component.applies_to.includes(self.submission.unit_kind, self.submission.agency.id)
        return part > 0 and applies

    def exemption(self, placed: Placed) -> Exemption | None:
        """The exemption that releases this agency from a component, if any; a verifier's word comes first."""
        if ruled := self.evidence.ruling.exempted.get(placed.id):
            return Exemption(ruled.reason, ruled.basis, confirmed=True)
        rules: list[Except] = list(placed.component.applies_to.except_)
        rules += [rule for rule in self.yardstick.set.exemptions if placed.id in rule.components]
        agency = self.submission.agency
        for rule in rules:
            if rule.agency == agency.id and rule.agency:
                return Exemption(rule.reason, rule.basis, confirmed=True)
            if rule.trait in agency.traits and rule.trait:
                return Exemption(rule.reason, rule.basis, confirmed=False)
        return None


def _ordinal(day: dt.date, shift: int = 0) -> tuple[int, int, int]:
    """A day moved by years, to be compared; 29/02 stays what it is."""
    return day.year + shift, day.month, day.day


def check_fits(file: Loaded[Submission], yardstick: Yardstick) -> None:
    """Refuses a submission that this yardstick cannot score. Raises InputError with every reason, each at its key."""
    if problems := list(_misfits(file, yardstick)):
        raise InputError(f"Hồ sơ không chấm được bằng bộ {yardstick.set.id}.", problems)


def _misfits(file: Loaded[Submission], yardstick: Yardstick) -> Iterator[Finding]:
    submission, known = file.model, yardstick.set
    kind = submission.unit_kind
    if kind not in known.unit_kinds:
        allowed = listing(f"{one} ({title})" for one, title in known.unit_kinds.items())
        message = f"loại đơn vị “{kind}” không có trong bộ {known.id}"
        action = did_you_mean(kind, known.unit_kinds) or "sửa loại đơn vị"
        yield file.finding("submission.unit_kind", ("unit_kind",), message, found=kind, allowed=allowed, action=action)
    listed = known.agencies.get(submission.agency.id)
    if listed and listed.unit_kind != kind and kind in known.unit_kinds:
        right = f"{listed.unit_kind} ({known.unit_kinds[listed.unit_kind]})"
        message = f"bộ {known.id} xếp {listed.name} ({submission.agency.id}) vào loại đơn vị {right}"
        action = "ghi đúng loại đơn vị, hoặc sửa mã cơ quan"
        yield file.finding("submission.agency", ("unit_kind",), message, found=kind, allowed=right, action=action)
    version = submission.version
    if version != known.version:
        message = f"hồ sơ ghi phiên bản “{version}” nhưng bộ {known.id} hiện có phiên bản “{known.version}”"
        action = "sửa “version” hoặc dùng đúng phiên bản bộ tiêu chí"
        yield file.finding("submission.version", ("version",), message, found=version, action=action)
    digest = file.tree.stamp.get("digest", yardstick.digest)
    if version == known.version and digest != yardstick.digest:
        message = f"biểu mẫu lập từ bộ {known.id} có mã kiểm {digest[:12]}, bộ hiện nay có {yardstick.digest[:12]}"
        action = "bộ đã sửa sau khi lập biểu mẫu: lập lại (par-engine evidence form … --fill TỆP) rồi kiểm tra lại"
        yield file.finding("submission.digest", ("digest",), message, found=digest, action=action)
    period = submission.period
    if submission.purpose is Purpose.OFFICIAL and {period.from_.year, period.to.year} != {known.year}:
        message = f"hồ sơ chính thức có kỳ {period.span()} nhưng bộ {known.id} dùng cho {yardstick.years_words}"
        action = "dùng bộ tiêu chí đúng năm, hoặc ghi “purpose: rehearsal” nếu là diễn tập"
        yield file.finding("submission.period", ("period",), message, found=str(period.span()), action=action)
