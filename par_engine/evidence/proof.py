"""Which documents prove a component: matching, validity, and how late the counted date is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from par_engine.calendar import Span, period_title, periods, viet_date
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.proof import Counts
from par_engine.criteria.due import Instance, RoundClock, Window
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
    """Proved. `late` is days after the last valid day (or periods without a report); None when the date that counts is
    not given. `missing` names the periods without a report."""

    documents: tuple[Document, ...]
    late: int | None
    counted: dt.date | None = None
    missing: tuple[str, ...] = ()


Proof = Absent | Invalid | Present


class Proofs:
    """The documents of one submission, looked up by component and key."""

    def __init__(
        self, evidence: Evidence, catalogue: Catalogue, clock: RoundClock, window: Window | None, on: dt.date
    ) -> None:
        self.evidence, self.catalogue, self.clock, self.window, self.on = (evidence, catalogue, clock, window, on)
        self.by_component: dict[str, list[tuple[Document, str]]] = {}
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
        reasons = [self.flaw(document, wanted) for document in found]
        valid = tuple(document for document, reason in zip(found, reasons, strict=True) if reason is None)
        if not valid:
            return Invalid(found, next(reason for reason in reasons if reason))
        if wanted.due and wanted.due.each:
            return self._periodic(wanted, valid)
        return self._dated(wanted, valid)

    def _candidates(self, component: Component, key: str) -> Iterator[tuple[Document, str]]:
        for document, named in self.by_component.get(component.id, []):
            if named == key or (not named and implied_key(component, document) == key):
                yield document, named

    def flaw(self, document: Document, wanted: Requirement) -> str | None:
        """Why a document does not count, or None."""
        kind = self.catalogue.proofs.get(document.kind)
        if document.kind != wanted.kind:
            needed = self.catalogue.proofs.get(wanted.kind)
            return f"là {kind.title if kind else document.kind}, cần {needed.title if needed else wanted.kind}"
        missing = [part.label for part in kind.requires if getattr(document, part.value) is None] if kind else []
        if missing:
            return f"thiếu {', '.join(missing)}"
        span = self.issue_span(wanted)
        if span and document.issued and document.issued not in span:
            return f"ban hành ngày {viet_date(document.issued)}, ngoài khoảng {span}"
        return None

    def issue_span(self, wanted: Requirement) -> Span | None:
        """The days on which the document must have been issued: the criterion's own, or the set's."""
        window = wanted.dated or self.window
        return window.span(self.clock) if window else None

    def counts(self, wanted: Requirement) -> Counts:
        """The date that counts: the criterion's own word, or that of the kind of proof."""
        kind = self.catalogue.proofs.get(wanted.kind)
        return wanted.counts or (kind.counts if kind else Counts.ISSUED)

    def _dated(self, wanted: Requirement, valid: tuple[Document, ...]) -> Present:
        last = wanted.due.last_day(self.clock) if wanted.due else None
        days = [day for document in valid if (day := getattr(document, self.counts(wanted).value))]
        if last is None:
            return Present(valid, 0, min(days, default=None))
        if not days:
            return Present(valid, None)
        return Present(valid, (min(days) - last).days, min(days))

    def of_instance(self, component: Component, key: str, instance: Instance, number: int = 1) -> Proof:
        """What proves one period's report, or the `number`-th of it."""
        wanted = component.documents[key]
        found = tuple(
            document for document, _ in self._candidates(component, key) if self._covers(document, instance.span)
        )
        reasons = [self.flaw(document, wanted) for document in found]
        valid = [document for document, reason in zip(found, reasons, strict=True) if reason is None]
        if len(valid) < number:
            flawed = tuple(document for document, reason in zip(found, reasons, strict=True) if reason)
            if len(found) < number:
                return Absent()
            return Invalid(flawed, next(reason for reason in reasons if reason))
        counts = self.counts(wanted).value
        dates = {document.id: getattr(document, counts) for document in valid}
        valid.sort(key=lambda document: (dates[document.id] is None, dates[document.id] or dt.date.max))
        document = valid[number - 1]
        day = dates[document.id]
        if instance.last is None:
            return Present((document,), 0, day)
        return Present((document,), (day - instance.last).days if day else None, day)

    def _periodic(self, wanted: Requirement, valid: tuple[Document, ...]) -> Present:
        ended = self.ended_periods(wanted)
        missing = tuple(code for code, span in ended if not any(self._covers(document, span) for document in valid))
        return Present(valid, len(missing), None, missing)

    def ended_periods(self, wanted: Requirement) -> list[tuple[str, Span]]:
        """The periods of the round that ended before the day of scoring: each of them needs its report."""
        each = wanted.due.each if wanted.due else None
        if each is None:
            return []
        return [(code, span) for code, span in periods(each, self.clock.period) if span.last < self.on]

    def first_period_end(self, wanted: Requirement) -> dt.date | None:
        """While no period has ended: the day on which the first one does. None once a report is owed."""
        each = wanted.due.each if wanted.due else None
        if each is None or self.ended_periods(wanted):
            return None
        return min((span.last for _, span in periods(each, self.clock.period)), default=None)

    def _covers(self, document: Document, span: Span) -> bool:
        if document.covers:
            return any(
                found.first <= span.first and span.last <= found.last
                for found in (when.span(self.clock.period.last.year) for when in document.covers)
            )
        return document.issued is not None and document.issued in span


def implied_key(component: Component, document: Document) -> str | None:
    """The key a document proves when only the component is named: its only key, or the only key of its kind."""
    if len(component.documents) == 1:
        return next(iter(component.documents))
    same_kind = [key for key, wanted in component.documents.items() if wanted.kind == document.kind]
    return same_kind[0] if len(same_kind) == 1 else None


def missing_words(codes: tuple[str, ...]) -> str:
    """`quý 1/2019, quý 2/2019`."""
    return ", ".join(period_title(code) for code in codes)
