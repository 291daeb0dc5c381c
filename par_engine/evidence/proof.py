"""Which documents prove a component: matching, validity, and how late the counted date is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from par_engine.calendar import Span, days_late, hour_of, lateness, period_title, viet_date
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.proof import Counts
from par_engine.criteria.due import Due, Instance, RoundClock, Unhappened, Window
from par_engine.criteria.model import Component, Requirement
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.submission import Document, proves


@dataclass(frozen=True, slots=True)
class Absent:
    """Nothing was handed in for this key."""


@dataclass(frozen=True, slots=True)
class Invalid:
    """Documents were handed in and none counts; `reason` says why the first does not."""

    documents: tuple[Document, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Present:
    """Proved. `late` is days after the last valid day `last` (or undated periods without a report); None when the date
    that counts is not given. `missing` names the periods or events without a document, `delayed` the late ones with how
    late they are in words."""

    documents: tuple[Document, ...]
    late: int | None
    counted: dt.date | None = None
    missing: tuple[str, ...] = ()
    delayed: tuple[tuple[str, str], ...] = ()
    last: dt.date | None = None

    @property
    def lateness(self) -> str:
        """How late this one document is, in words; nothing when it is in time."""
        if not self.late or self.late < 0 or self.missing or self.delayed:
            return ""
        return lateness(self.counted, self.last) if self.counted and self.last else f"{self.late} ngày"


Proof = Absent | Invalid | Present


_ByInstance = tuple[dict[str, str | None], dict[str, list[Document]], dict[str, list[Document]]]
"""Why documents do not count, by their id; the documents that count, and those that do not, by period or event."""


class Proofs:
    """The documents of one submission, looked up by component and key."""

    def __init__(
        self, evidence: Evidence, catalogue: Catalogue, clock: RoundClock, window: Window | None, on: dt.date
    ) -> None:
        self.evidence, self.catalogue, self.clock, self.window, self.on = (evidence, catalogue, clock, window, on)
        self.by_component: dict[str, list[tuple[Document, str]]] = {}
        self._shared: dict[tuple[str, str, int], _ByInstance] = {}
        for document in evidence.submission.documents:
            for target in document.proves:
                component, key = proves(target)
                self.by_component.setdefault(component, []).append((document, key))

    def of(self, component: Component, key: str) -> Proof:
        """What proves one document key of a component."""
        wanted = component.documents[key]
        found = tuple(document for document, _ in self._candidates(component, key))
        if not found:
            return Absent()
        reasons = [self._rejected(document, component) or self.flaw(document, wanted) for document in found]
        valid = tuple(document for document, reason in zip(found, reasons, strict=True) if reason is None)
        if not valid:
            return Invalid(found, next(reason for reason in reasons if reason))
        if wanted.due and wanted.due.repeats:
            return self._several(wanted, valid)
        return self._dated(wanted, valid)

    def _candidates(self, component: Component, key: str) -> Iterator[tuple[Document, str]]:
        for document, named in self.by_component.get(component.id, []):
            if named == key or (not named and implied_key(component, document) == key):
                yield document, named

    def _rejected(self, document: Document, component: Component) -> str | None:
        reason = self.evidence.ruling.rejection(document.id, component.id)
        return f"thẩm định không chấp nhận ({reason})" if reason else None

    def flaw(self, document: Document, wanted: Requirement) -> str | None:
        """Why a document does not count, or None."""
        kind = self.catalogue.proofs.get(document.kind)
        if document.kind != wanted.kind:
            needed = self.catalogue.proofs.get(wanted.kind)
            return f"là {kind.title if kind else document.kind}, cần {needed.title if needed else wanted.kind}"
        missing = [part.label for part in document.lacks(kind.requires)] if kind else []
        if missing:
            return f"thiếu {', '.join(missing)}"
        span = self.issue_span(wanted)
        if span and document.issued and document.issued not in span:
            return f"ban hành ngày {viet_date(document.issued)}, ngoài khoảng {span}"
        return None

    def issue_span(self, wanted: Requirement) -> Span | None:
        """The days on which the document must have been issued: the criterion's own, or the set's."""
        return wanted.issue_span(self.clock, self.window)

    def counts(self, wanted: Requirement) -> Counts:
        """The date that counts: the criterion's own word, or that of the kind of proof."""
        return wanted.counted(self.catalogue.proofs)

    def _dated(self, wanted: Requirement, valid: tuple[Document, ...]) -> Present:
        return self._present(wanted, valid, wanted.due.last_day(self.clock) if wanted.due else None)

    def _present(self, wanted: Requirement, documents: tuple[Document, ...], last: dt.date | None) -> Present:
        """How late the earliest of the documents is, where there is a last day."""
        counted = min(
            filter(None, (self._counted(wanted, document) for document in documents)), default=None, key=_moment
        )
        if last is None:
            return Present(documents, 0, counted)
        return Present(documents, days_late(counted, last) if counted else None, counted, last=last)

    def _counted(self, wanted: Requirement, document: Document) -> dt.date | None:
        day: dt.date | None = getattr(document, self.counts(wanted).value)
        return day

    # Several of one kind: a document per period or event.

    def of_instance(
        self, component: Component, key: str, instance: Instance, number: int = 1, per_period: int = 1
    ) -> Proof:
        """What proves one document key for one period or event, or the `number`-th of `per_period` documents for it;
        `late` is how late that one is."""
        wanted = component.documents[key]
        reasons, sound, flawed = self._by_instance(component, key, per_period)
        mine = sorted(sound.get(instance.code, ()), key=lambda one: _in_order(self._counted(wanted, one)))
        if len(mine) >= number:
            document = mine[number - 1 :] if per_period == 1 else mine[number - 1 : number]
            return self._present(wanted, tuple(document), instance.last)
        others = flawed.get(instance.code, [])
        if len(mine) + len(others) < number:
            return Absent()
        return Invalid(tuple(others), reasons[others[0].id] or "")

    def _by_instance(self, component: Component, key: str, per_period: int) -> _ByInstance:
        """What was handed in for every period or event of one document key, worked out once for all of them."""
        place = (component.id, key, per_period)
        if place not in self._shared:
            wanted = component.documents[key]
            found = [document for document, _ in self._candidates(component, key)]
            reasons = {one.id: self._rejected(one, component) or self.flaw(one, wanted) for one in found}
            instances = wanted.due.instances(self.clock.whole_year) if wanted.due else ()
            sound, flawed = (
                self._shared_out(wanted, [one for one in found if (not reasons[one.id]) is good], instances, per_period)
                for good in (True, False)
            )
            self._shared[place] = (reasons, sound, flawed)
        return self._shared[place]

    def instances(self, wanted: Requirement) -> tuple[Instance, ...]:
        """The periods or events of the round that each need a document."""
        return wanted.due.instances(self.clock) if wanted.due else ()

    def owed(self, wanted: Requirement) -> list[Instance]:
        """Those whose last valid day (or else whose end) has passed on the day of scoring."""
        return [one for one in self.instances(wanted) if one.closes < self.on]

    def waits_until(self, wanted: Requirement) -> dt.date | Unhappened | None:
        """While nothing is handed in: the day until which nothing is wrong with that. None when there is none."""
        due = wanted.due
        if due is None:
            return None
        if due.repeats:
            if nothing := due.unhappened(self.clock):
                return nothing
            instances = self.instances(wanted)
            return None if self.owed(wanted) else min((one.closes for one in instances), default=None)
        return until(due, self.clock)

    def next_last(self, wanted: Requirement) -> dt.date | None:
        """The last valid day; where there are several, the next that has not passed."""
        if wanted.due is None or not wanted.due.repeats:
            return wanted.due.last_day(self.clock) if wanted.due else None
        return min((one.last for one in self.instances(wanted) if one.last and one.last >= self.on), default=None)

    def late_now(self, wanted: Requirement, proof: Proof) -> int:
        """How late it all is when what is not there, or does not count, comes on the day of scoring."""
        if wanted.due is None or not wanted.due.repeats:
            last = self.next_last(wanted)
            return max(days_late(self.on, last), 0) if last else 0
        owed = [one.last for one in self.owed(wanted) if one.last]
        if isinstance(proof, Present):
            return proof.late or 0 if owed else 0
        return max((days_late(self.on, last) for last in owed), default=0)

    def _several(self, wanted: Requirement, valid: tuple[Document, ...]) -> Present:
        """Every document is there and in time, or: how late the worst is, and which are missing.

        Where periods have no last moment, `late` counts the missing ones.
        """
        instances = self.instances(wanted)
        shared = self._shared_out(wanted, valid, instances)
        missing = [one for one in self.owed(wanted) if one.code not in shared]
        codes = tuple(one.dated_code for one in missing)
        found = {
            one.dated_code: self._present(wanted, tuple(shared[one.code]), one.last)
            for one in instances
            if one.code in shared
        }
        delayed = tuple((code, one.lateness) for code, one in found.items() if one.lateness)
        if any(one.late is None for one in found.values()):
            return Present(valid, None, None, codes, delayed)
        delays = [one.late or 0 for one in found.values()] + [
            days_late(self.on, one.last) for one in missing if one.last
        ]
        undated = sum(one.last is None for one in missing)
        return Present(valid, max(undated, *delays, 0), None, codes, delayed)

    def _shared_out(
        self, wanted: Requirement, documents: Iterable[Document], instances: Sequence[Instance], per_period: int = 1
    ) -> dict[str, list[Document]]:
        """Which documents answer which period or event, by its code.

        A document answers the periods it says it covers. One that names none answers the first period still open on its
        day that lacks one, earlier documents first: its day lies in that period, or up to the last valid day after it.
        """
        shared: dict[str, list[Document]] = {}
        silent: list[tuple[dt.date, Document]] = []
        for document in documents:
            day = self._belongs(wanted, document)
            if document.covers:
                for one in instances:
                    if self._covers(document, one.span) and not _too_early(wanted, one, day):
                        shared.setdefault(one.code, []).append(document)
            elif day:
                silent.append((day, document))
        for day, document in sorted(silent, key=lambda pair: (_moment(pair[0]), pair[1].id)):
            open_ones = [one for one in instances if one.span.first <= day <= _until(wanted, one)]
            free = [one for one in open_ones if len(shared.get(one.code, ())) < per_period] or open_ones[-1:]
            for one in free[:1]:
                shared.setdefault(one.code, []).append(document)
        return shared

    def _belongs(self, wanted: Requirement, document: Document) -> dt.date | None:
        """The day that tells which period a document is about, or after which event it came."""
        counted = self._counted(wanted, document)
        return counted or document.issued if wanted.due and wanted.due.after else document.issued or counted

    def _covers(self, document: Document, span: Span) -> bool:
        """Whether a document names all the days of a period that lie in the round (a week may begin before it)."""
        period = self.clock.period
        if span.first <= period.last and period.first <= span.last:
            span = Span(max(span.first, period.first), min(span.last, period.last))
        found = (when.span(period.last.year) for when in document.covers)
        return any(one.first <= span.first and span.last <= one.last for one in found)


def until(due: Due, clock: RoundClock) -> dt.date | None:
    """The last valid day of a form with one, or the eve of an open start: nothing can be expected before it."""
    last, start = due.last_day(clock), due.starts(clock)
    return last if last or start is None else start - dt.timedelta(days=1)


def _too_early(wanted: Requirement, instance: Instance, day: dt.date | None) -> bool:
    """Nothing answers an event before it has happened."""
    return wanted.due is not None and wanted.due.after is not None and (day is None or day < instance.span.first)


def _until(wanted: Requirement, instance: Instance) -> dt.date:
    """Until when a document that names no period may be meant for this one. Answers to an event may come any time."""
    if wanted.due and wanted.due.after:
        return dt.date.max
    return max(instance.span.last, instance.closes)


def _moment(day: dt.date) -> tuple[dt.date, dt.time]:
    """Days in order of time; one without an hour may have come at any hour of it."""
    return day, hour_of(day) or dt.time.min


def _in_order(day: dt.date | None) -> tuple[dt.date, dt.time]:
    return _moment(day or dt.date.max)


def implied_key(component: Component, document: Document) -> str | None:
    """The key a document proves when only the component is named: its only key, or the only key of its kind."""
    if len(component.documents) == 1:
        return next(iter(component.documents))
    same_kind = [key for key, wanted in component.documents.items() if wanted.kind == document.kind]
    return same_kind[0] if len(same_kind) == 1 else None


def delayed_words(delayed: tuple[tuple[str, str], ...]) -> str:
    """`quý 1/2019 (2 ngày), quý 2/2019 (10 ngày)`."""
    return ", ".join(f"{period_title(code)} ({late})" for code, late in delayed)


def missing_words(codes: tuple[str, ...]) -> str:
    """`quý 1/2019, quý 2/2019`."""
    return ", ".join(period_title(code) for code in codes)
