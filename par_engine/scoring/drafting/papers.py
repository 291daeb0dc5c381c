"""Documents that would prove what a component asks for: in time, so many days late, or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from par_engine.calendar import Span, TimedDay, viet_date
from par_engine.catalogue.proof import Carries, Counts, ProofKind
from par_engine.criteria.due import Instance, RoundClock
from par_engine.criteria.model import Requirement
from par_engine.criteria.yardstick import Placed, Yardstick

Content = dict[str, Any]
_DAY = dt.timedelta(days=1)


def papers(
    yardstick: Yardstick, placed: Placed, clock: RoundClock, late: dict[str, int], absent: frozenset[str]
) -> list[Content]:
    """Every document of a component as an example writes it. `late` says by how many days a document (or an instance,
    `report@Q1`) comes too late; those in `absent` are left out."""
    found: list[Content] = []
    for key, wanted in placed.component.documents.items():
        if key in absent or (wanted.due and wanted.due.unhappened(clock)):
            continue
        for code, number, last in _wanted_times(wanted, clock, placed, key):
            name = f"{key}@{code}" if code else key
            if name not in absent:
                found.append(
                    _paper(yardstick, placed, key, clock, last, late.get(name, late.get(key, 0)), code, number)
                )
    return found


def _wanted_times(
    wanted: Requirement, clock: RoundClock, placed: Placed, key: str
) -> Iterator[tuple[str, int, dt.date | None]]:
    """Code of the period or event, which of several, the last valid day."""
    if not (wanted.due and wanted.due.repeats):
        yield "", 1, wanted.due.last_day(clock) if wanted.due else None
        return
    instances: tuple[Instance, ...] = wanted.due.instances(clock)
    periodic = getattr(placed.component.rule, "periodic", None)
    times = periodic.per_period if periodic and periodic.document == key else 1
    for one in instances:
        for number in range(1, times + 1):
            yield one.code, number, one.closes


def _paper(
    yardstick: Yardstick,
    placed: Placed,
    key: str,
    clock: RoundClock,
    last: dt.date | None,
    late: int,
    code: str,
    number: int,
) -> Content:
    wanted = placed.component.documents[key]
    kind = yardstick.catalogue.proofs.get(wanted.kind)
    span = wanted.issue_span(clock, yardstick.set.dated)
    day = _day(last, late, span)
    slug = "-".join(part for part in (key.replace("_", "-"), code.lower().replace("/", "-"), str(number)) if part)
    paper: Content = {"id": slug, "kind": wanted.kind}
    if kind and Carries.NUMBER in kind.requires:
        paper["number"] = f"{number}/{''.join(word[0] for word in kind.title.split()).upper()}"
    counts = wanted.counted(yardstick.catalogue.proofs)
    issued = min(day, span.last) if span and counts is Counts.RECEIVED else day
    paper["issued"] = viet_date(issued)
    if counts is Counts.RECEIVED:
        paper["received"] = viet_date(day)
    paper |= _carried(wanted, kind)
    if code and wanted.due and wanted.due.each:
        paper["covers"] = code
    paper["proves"] = [f"{placed.id}/{key}"]
    return paper


def _day(last: dt.date | None, late: int, span: Span | None) -> dt.date:
    """The day that counts: on the last valid day (the day before where an hour is set), or so many days after it."""
    if last is None:
        return span.last if span else dt.date.max
    plain = dt.date(last.year, last.month, last.day)
    if late:
        return plain + late * _DAY
    day = plain - _DAY if isinstance(last, TimedDay) else plain
    return min(max(day, span.first), span.last) if span else day


def _carried(wanted: Requirement, kind: ProofKind | None) -> Content:
    about = wanted.about[:1].upper() + wanted.about[1:]
    carried: Content = {"issuer": wanted.by or "Đơn vị ví dụ", "title": about}
    if kind and Carries.LINK in kind.requires:
        carried["link"] = "https://vi-du.gov.vn/tai-lieu"
    if kind and Carries.PAGE in kind.requires:
        carried["page"] = "Mục 1"
    return carried
