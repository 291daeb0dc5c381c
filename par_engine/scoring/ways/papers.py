"""What is to be handed in, as needs: figures and documents, each with its last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from par_engine.calendar import at_latest, days_late
from par_engine.catalogue.proof import Counts
from par_engine.catalogue.scope import figure_of
from par_engine.criteria.decisions import Question
from par_engine.criteria.model import Requirement
from par_engine.evidence.proof import Absent, Present
from par_engine.scoring import reasons
from par_engine.scoring.asking import Asked, document_key
from par_engine.scoring.needs import Need, NextStep
from par_engine.scoring.ways.search import Search


def periods_missing(asked: Asked) -> bool:
    """Whether reports of some periods are all that is missing."""
    return any(isinstance(proof, Present) and proof.missing for proof in asked.proofs.values())


def hand_in(search: Search) -> NextStep:
    """Something is not there yet, or contradicts: what it gains depends on what it says, at most everything."""
    asked = search.asked
    needs = [_figure(search, names) for names in _together(asked.lacking)]
    needs += [_figure(search, names) for names in _together(asked.contradicted)]
    needs += papers(search)
    way = search.way(tuple(needs), search.decision.max_points)
    return NextStep(way.gain, way.gain, (way,) if needs else ())


def _together(names: Iterable[str]) -> Iterable[list[str]]:
    """The figures to hand in, those of one indicator (of many years, units, months) together."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(figure_of(name).indicator, []).append(name)
    return found.values()


def _figure(search: Search, names: list[str]) -> Need:
    title = reasons.titles(search.situation, search.asked, names)
    verb = "đối chiếu và sửa" if names[0] in search.asked.contradicted else "bổ sung"
    kind = "document" if names[0] in search.asked.compiled.placed.component.documents else "indicator"
    return Need(kind, names[0] if len(names) == 1 else figure_of(names[0]).indicator, f"{verb} {title}")


def papers(search: Search) -> list[Need]:
    """The documents to hand in; before one that is due within days of an event, the day of that event."""
    situation, needs = search.situation, list[Need]()
    for key, proof in search.asked.proofs.items():
        due = search.asked.compiled.placed.component.documents[document_key(key)].due
        event = due.unhappened(situation.clock) if due and due.within else None
        if event:
            needs.append(Need("event", event.event, f"ghi ngày của sự kiện “{event.title}”"))
        if not isinstance(proof, Present) or proof.missing:
            needs.append(document(search, key))
    return needs


def document(search: Search, key: str) -> Need:
    wanted = search.asked.compiled.placed.component.documents[document_key(key)]
    day = latest(search, wanted, _last_day(search, wanted))
    until = day if day and day >= search.situation.on else None
    asked = search.asked
    title = reasons.documents(asked, [key]) if key in asked.proofs else reasons.document_title(asked, key)
    limit = f", {at_latest(until)}" if until else ""
    return Need("document", key, f"nộp {title}{limit}", by=until)


def _last_day(search: Search, wanted: Requirement) -> dt.date | None:
    """The last valid day of the one period asked for, or else the document's next."""
    if search.decision.question is Question.INSTANCE:
        return search.asked.last
    return search.situation.proofs.next_last(wanted)


def late_now(search: Search, wanted: Requirement, key: str) -> int:
    """How late what is not there would be when handed in on the day of scoring."""
    situation, last = search.situation, search.asked.last
    if search.decision.question is Question.INSTANCE:
        return max(days_late(situation.on, last), 0) if last else 0
    return situation.proofs.late_now(wanted, search.asked.proofs.get(key, Absent()))


def window_end(search: Search, wanted: Requirement) -> dt.date | None:
    """The last day on which a document that counts from its issue may be issued."""
    proofs = search.situation.proofs
    span = proofs.issue_span(wanted)
    return span.last if span and proofs.counts(wanted) is Counts.ISSUED else None


def latest(search: Search, wanted: Requirement, day: dt.date | None) -> dt.date | None:
    """The last day on which a document can count: `day`, or the end of the window of issue where that is earlier."""
    end = window_end(search, wanted)
    return min(day, end) if day and end else day
