"""Who handed in which report, in time or late, and who did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from par_engine.calendar import Span, at_latest, days_late, lateness, viet_stamp
from par_engine.criteria.due import Instance, RoundClock
from par_engine.criteria.forms import Form, Forms
from par_engine.evidence.rollup.facts import Delivered, Facts
from par_engine.evidence.rollup.plan import Plan
from par_engine.findings import Finding, Severity
from par_engine.reading.models import Loaded
from par_engine.text import listing


class Arrival(StrEnum):
    """What became of a report that was owed."""

    IN_TIME = "in_time"
    LATE = "late"
    UNDATED = "undated"
    MISSING = "missing"
    NOT_DUE = "not_due"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _LABELS[self.value]


_LABELS = {
    "in_time": "đúng hạn",
    "late": "trễ hạn",
    "undated": "không rõ ngày gửi",
    "missing": "thiếu",
    "not_due": "chưa đến hạn",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One report that a unit owes, and what became of it."""

    unit: str
    name: str
    instance: Instance
    arrival: Arrival
    report: str = ""
    came: dt.date | None = None
    corrections: int = 0

    @property
    def late_words(self) -> str:
        """`3 ngày`, `5 phút (tính 1 ngày)`; nothing when not late."""
        last = self.instance.last
        return lateness(self.came, last) if self.arrival is Arrival.LATE and self.came and last else ""


def owed_by(plan: Plan, form: Form) -> dict[str, tuple[Instance, ...]]:
    """The periods for which each unit, and the agency itself, owes a report of the form."""
    period = plan.period.span()
    clock = RoundClock(period.last.year, period)
    kinds = [(plan.agency.id, plan.unit_kind, period)]
    for unit in plan.units:
        days = unit.within(period)
        if days:
            kinds.append((unit.id, unit.unit_kind, days))
    found = {}
    for name, kind, days in kinds:
        instances = form.due_for(kind).instances(clock)
        found[name] = tuple(one for one in instances if _overlap(one.span, days))
    return found


def check_asked(forms: Forms, facts: Facts) -> Iterator[Finding]:
    """A finding for every report that leaves out figures its form asks of that unit."""
    for one in facts.delivered:
        asked = forms.forms[one.form].asked(one.unit)
        owed = [name for name, question in asked.items() if not question.optional]
        said = {name for file in (one.first, *one.corrections) for name in file.model.values}
        absent = [name for name in owed if name not in said]
        if absent:
            yield one.first.finding(
                "rollup.unanswered",
                ("values",) if one.first.model.values else (),
                f"{one.first.model.agency.name}: báo cáo {one.period} bỏ trống {len(absent)} số liệu mà mẫu biểu hỏi: "
                f"{listing(absent, 6)}",
                found=str(len(absent)),
                action="bổ sung bằng bản đính chính; không phát sinh thì ghi 0",
                severity=Severity.WARNING,
            )


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last


def arrivals(plan: Plan, form: Form, owed: dict[str, tuple[Instance, ...]], facts: Facts) -> list[Owed]:
    """Every report owed, in the order of the plan. Units whose figures came in another way owe none: those that handed
    in a submission of the whole period, and those that have units below them."""
    came = {(one.unit, one.span): one for one in facts.delivered if one.form == form.id}
    below = {unit.parent or plan.agency.id for unit in plan.units}
    found = []
    for name in (plan.agency.id, *(one.id for one in plan.units)):
        title = plan.agency.name if name == plan.agency.id else (plan.unit(name) or plan.units[0]).name
        free = name in facts.whole or name in below
        for instance in owed.get(name, ()):
            delivered = came.get((name, instance.span))
            if delivered or not free:
                found.append(_arrival(title, name, instance, delivered, plan.prepared_on))
    return found


def _arrival(title: str, unit: str, instance: Instance, delivered: Delivered | None, today: dt.date) -> Owed:
    if delivered is None:
        state = Arrival.MISSING if instance.closes <= today else Arrival.NOT_DUE
        return Owed(unit, title, instance, state)
    report = delivered.first.model
    came = report.received or report.sent
    if came is None:
        state = Arrival.UNDATED
    elif instance.last and days_late(came, instance.last) > 0:
        state = Arrival.LATE
    else:
        state = Arrival.IN_TIME
    return Owed(unit, title, instance, state, delivered.first.name, came, len(delivered.corrections))


def check_arrivals(plan: Loaded[Plan], rows: list[Owed], facts: Facts) -> Iterator[Finding]:
    """A finding for every report that is missing, late, or does not say when it was sent."""
    files = {(one.unit, one.span): one.first for one in facts.delivered}
    numbers = {unit.id: number for number, unit in enumerate(plan.model.units)}
    for row in rows:
        what = f"{row.name}: báo cáo {row.instance.title}"
        due = f" (hạn {at_latest(row.instance.last)})" if row.instance.last else ""
        if row.arrival is Arrival.MISSING:
            where: tuple[str | int, ...] = ("units", numbers[row.unit]) if row.unit in numbers else ("agency",)
            yield plan.finding("rollup.missing", where, f"{what} chưa có{due}", action="đôn đốc gửi, rồi tổng hợp lại")
            continue
        if row.arrival not in (Arrival.LATE, Arrival.UNDATED):
            continue
        file = files[row.unit, row.instance.span]
        if row.arrival is Arrival.LATE and row.came:
            yield file.finding(
                "rollup.late",
                ("received",) if file.model.received else ("sent",),
                f"{what} gửi trễ {row.late_words}: {viet_stamp(row.came)}{due}",
                found=viet_stamp(row.came),
                action="số liệu vẫn được cộng; tính vào kết quả chấp hành chế độ báo cáo",
                severity=Severity.WARNING,
            )
        else:
            yield file.finding(
                "rollup.undated",
                ("period",),
                f"{what} không ghi ngày gửi, ngày nhận nên không biết có trễ không",
                action="bổ sung sent hoặc received",
                severity=Severity.WARNING,
            )
