"""Figures are there, proof is not: what a document that counts would earn, in time or late."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from par_engine.calendar import at_latest, last_moment
from par_engine.evidence.proof import Invalid
from par_engine.scoring import reasons
from par_engine.scoring.needs import Need, NextStep
from par_engine.scoring.ways.better import better
from par_engine.scoring.ways.papers import document, late_now, latest, papers, periods_missing, window_end
from par_engine.scoring.ways.search import Search


def prove(search: Search) -> NextStep:
    """The figures are there: a proof that counts earns what they say; a late document what its band still gives."""
    asked = search.asked
    needs = tuple(papers(search))
    waiting = any(need.kind == "event" for need in needs)
    if search.decision.document and not waiting:
        return _in_time_or_late(search)
    way = search.way(needs, search.decision.max_points if search.decision.document else asked.points_if_proven())
    if way.gain <= 0:
        ways, impossible = better(search)
        reason = impossible or "có tài liệu thì số liệu vẫn chưa đạt mức có điểm"
        return NextStep(search.zero, search.full if ways else search.zero, (), reason)
    return NextStep(way.gain, search.full, (way,))


def _in_time_or_late(search: Search) -> NextStep:
    """A document that is absent or does not count can still come; the longer, the fewer points."""
    key, situation = next(iter(search.asked.proofs), search.decision.subject), search.situation
    wanted = search.asked.compiled.placed.component.documents[search.decision.subject]
    days = late_now(search, wanted, key)
    if periods_missing(search.asked) and not days:
        way = search.way((document(search, key),), search.decision.max_points)
        return NextStep(way.gain, way.gain, (way,))
    last = search.asked.last
    points = search.decision.points_at(Fraction(days))
    end = window_end(search, wanted)
    if points <= search.points or (end and situation.on > end):
        when = f"hạn {last_moment(last)} đã qua {days} ngày" if last else "đã quá hạn"
        return NextStep(search.zero, search.zero, (), f"{when}, nộp thêm không còn điểm")
    title = reasons.document_title(search.asked, key)
    until = latest(search, wanted, _last_day_worth(search, last, Fraction(days)))
    limit = f", {at_latest(until)}" if until else ""
    verb = "nộp lại" if isinstance(search.asked.proofs[key], Invalid) else "nộp"
    way = search.way((Need("document", key, f"{verb} {title}{limit}", by=until),), points)
    return NextStep(way.gain, way.gain, (way,))


def _last_day_worth(search: Search, last: dt.date | None, days: Fraction) -> dt.date | None:
    """Until when handing in still earns what it would earn so many days late."""
    if last is None:
        return None
    step = next(step for step in search.decision.steps if days in step.interval)
    high = step.interval.high
    if high is None:
        return None if search.situation.closed else search.situation.deadline
    allowed = int(high) if step.interval.high_closed else int(high) - 1
    return last + dt.timedelta(days=allowed) if allowed else last
