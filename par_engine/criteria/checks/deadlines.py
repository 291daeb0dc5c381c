"""Documents due only after agencies must have scored themselves: the set says how these are judged, or each is named.

Decisions hand out work until the last day of the year and ask for self-scores weeks before, so this is no error: one
sentence at `deadlines.later` says what the set does about it. Tasks of several years are judged in their last year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from par_engine.calendar import last_moment
from par_engine.criteria.model import for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding, Severity


def check_deadlines(yardstick: Yardstick) -> Iterator[Finding]:
    """Warnings at the due dates, each with the clause; none where `deadlines.later` is stated."""
    if yardstick.set.deadlines.later:
        return
    clock = yardstick.clock()
    for placed in yardstick.all_components():
        for key, wanted in placed.component.documents.items():
            due = wanted.due
            last = due.last_day(clock) if due and not (due.repeats or due.span or due.event) else None
            early = [day for day in _self_scoring(yardstick, placed) if last and day < last]
            if last and early:
                message = (
                    f"tài liệu “{key}” có hạn {last_moment(last)}, sau hạn tự chấm {last_moment(min(early))}"
                    f"{_clause(yardstick, placed)}"
                )
                action = (
                    "sửa due, hoặc nói ở deadlines.later của set.yaml: tài liệu đến sau hạn tự chấm được xét thế nào"
                )
                path = ("documents", key, "due")
                yield placed.finding("due.after_deadline", path, message, action=action, severity=Severity.WARNING)


def _self_scoring(yardstick: Yardstick, placed: Placed) -> Iterator[dt.date]:
    """The deadlines of those whom the component is for."""
    applies, deadlines = placed.component.applies_to, yardstick.set.deadlines.self_scoring
    for kind in yardstick.set.unit_kinds:
        due = deadlines.get(kind) or deadlines.get("")
        last = due.last_day(yardstick.clock()) if due else None
        if last and applies.includes(kind, "") and for_unit(placed.component.max_points, kind):
            yield last


def _clause(yardstick: Yardstick, placed: Placed) -> str:
    first = next(iter(placed.component.basis), None)
    return f" (theo {first.words(yardstick.catalogue.texts)})" if first else ""
