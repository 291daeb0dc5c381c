"""What the reports say, figure by figure: the latest correction counts, what it replaced is kept.

A fact is one figure of one unit over a span of days. A figure counted since new year is a fact of the days since new
year, whatever month its report is of. Nothing here depends on the order of the files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from par_engine.calendar import Span, periods
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.roll_up import OverTime, over_time
from par_engine.criteria.forms import Counted, Form, Forms
from par_engine.evidence.checks.identities import broken_words, holds
from par_engine.evidence.figures import unknown_value, unreadable
from par_engine.evidence.rollup.plan import Plan, Unit
from par_engine.evidence.rollup.report import Report
from par_engine.evidence.submission import Figures, Series, Submission
from par_engine.evidence.values import Unreadable, Value, read_value
from par_engine.findings import Finding, Severity
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean, listing

Key = tuple[str, str, Span]
"""Unit, indicator, days."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a report said before it was corrected."""

    value: Value
    report: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as it stands, and the file that says it; `period` is how its report names the period."""

    unit: str
    period: str
    value: Value
    report: str
    received: dt.date | None = None
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """The first report of a unit on a period of a form, and its corrections."""

    unit: str
    form: str
    period: str
    span: Span
    first: Loaded[Report]
    corrections: tuple[Loaded[Report], ...] = ()


@dataclass
class Facts:
    """All that was handed in. `disputed` are figures that two files of the same standing say differently; `whole` are
    the units that handed in a submission of the whole period, `submissions` those that are used."""

    facts: dict[Key, Fact] = field(default_factory=dict)
    disputed: dict[Key, str] = field(default_factory=dict)
    delivered: list[Delivered] = field(default_factory=list)
    submissions: list[Loaded[Submission]] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_facts(
    plan: Plan,
    forms: Forms,
    reports: Sequence[Loaded[Report]],
    submissions: Sequence[Loaded[Submission]],
    catalogue: Catalogue,
) -> Facts:
    """The facts of all files; what cannot be used is a finding."""
    reader = _Reader(plan, forms, catalogue)
    groups: dict[tuple[str, str, str], list[Loaded[Report]]] = {}
    for report in sorted(reports, key=_standing):
        period = reader.period_of(report)
        if period:
            groups.setdefault((report.model.agency.id, report.model.form, period), []).append(report)
    for (unit, form, period), several in sorted(groups.items()):
        reader.deliver(unit, forms.forms[form], period, several)
    for submission in sorted(submissions, key=lambda one: (one.model.agency.id, one.name)):
        reader.take_submission(submission)
    return reader.found


def _standing(report: Loaded[Report]) -> tuple[object, ...]:
    model = report.model
    return model.agency.id, model.form, model.span, model.correction, report.name


class _Reader:
    """Reads files one after the other into `found`."""

    def __init__(self, plan: Plan, forms: Forms, catalogue: Catalogue) -> None:
        self.plan, self.forms, self.catalogue = plan, forms, catalogue
        self.period = plan.period.span()
        self.found = Facts()

    # Which reports belong here.

    def period_of(self, report: Loaded[Report]) -> str:
        """The code of the report's period; nothing when the report is not for this roll-up, which is a finding."""
        model = report.model
        form = self.forms.forms.get(model.form)
        if form is None:
            if model.form not in self.forms.unread:
                names = self.forms.forms
                action = did_you_mean(model.form, names) or f"các mẫu biểu hiện có: {listing(names)}"
                self.tell(report, "rollup.form", ("form",), f"không có mẫu biểu “{model.form}”", model.form, action)
            return ""
        if not self.is_listed(report, model.agency.id):
            return ""
        each = form.due.each
        codes = {span: code for code, span in periods(each, model.span)} if each else {}
        if model.span not in codes:
            message = f"kỳ “{model.period.text}” không phải kỳ của mẫu biểu “{form.title}”"
            action = f"ghi một {each.label if each else 'kỳ'} như mẫu biểu yêu cầu"
            self.tell(report, "rollup.period", ("period",), message, model.period.text, action)
            return ""
        unit = self.plan.unit(model.agency.id)
        meant = unit.within(self.period) if unit else self.period
        if meant is None or model.span.last < meant.first or model.span.first > meant.last:
            there = "" if meant is None else f" {meant}"
            message = f"kỳ “{model.period.text}” nằm ngoài thời gian tổng hợp của đơn vị{there}"
            self.tell(report, "rollup.period", ("period",), message, model.period.text, "bỏ tệp này ra")
            return ""
        return codes[model.span]

    def is_listed(self, file: Loaded[Any], agency: str) -> bool:
        """Whether a file comes from the agency or a unit of the plan."""
        if agency == self.plan.agency.id or self.plan.unit(agency):
            return True
        ids = [self.plan.agency.id, *(one.id for one in self.plan.units)]
        action = did_you_mean(agency, ids) or "thêm đơn vị vào units của phiếu tổng hợp, hoặc bỏ tệp này ra"
        message = f"đơn vị “{agency}” không có trong phiếu tổng hợp nên báo cáo không được cộng"
        self.tell(file, "rollup.stranger", ("agency", "id"), message, agency, action)
        return False

    # What they say.

    def deliver(self, unit: str, form: Form, period: str, several: list[Loaded[Report]]) -> None:
        """All reports of a unit on one period, the first and its corrections."""
        first, *later = several
        span = first.model.span
        self.found.delivered.append(Delivered(unit, form.id, period, span, first, tuple(later)))
        said: dict[str, list[tuple[Loaded[Report], Value]]] = {}
        unreadable: dict[str, str] = {}
        for report in several:
            values = self.read(report, report.model.values, ("values",))
            for name, value in values.items():
                said.setdefault(name, []).append((report, value))
                unreadable.pop(name, None)
            unreadable.update({name: report.name for name in report.model.values if name not in values})
        for name, given in said.items():
            key = (unit, name, self.span_of(unit, name, span, form))
            self.keep(key, period, given)
            if name in unreadable:  # what a correction meant to say is not known: the old figure is not the last word
                self.found.disputed[key] = f"đính chính của kỳ {period} không đọc được ({unreadable[name]})"
        self.doubt(unit, form, period, {name: given[-1] for name, given in said.items()}, span)
        for one, other in pairwise(several):
            if one.model.correction == other.model.correction:
                message = f"hai báo cáo cùng kỳ {period} của một đơn vị: {one.name} và {other.name}"
                action = "bỏ bớt một tệp; nếu là bản đính chính thì ghi correction: 1"
                self.tell(other, "rollup.twice", ("period",), message, other.name, action)

    def doubt(
        self, unit: str, form: Form, period: str, last: dict[str, tuple[Loaded[Report], Value]], span: Span
    ) -> None:
        """Figures of one report that contradict one another are not used: an opposite mistake elsewhere would hide
        them in the sum."""
        numbers = {name: value.number for name, (_, value) in last.items() if value.number is not None}
        for check in self.catalogue.checks:
            if check.severity is not Severity.ERROR or not check.applies(numbers.__contains__) or holds(check, numbers):
                continue
            names = check.names()
            if len({self.span_of(unit, name, span, form) for name in names if self.adds_up(name)}) > 1:
                continue  # one since new year, one of the month: no sum of these was meant
            report, _ = last[names[0]]
            words = broken_words(check, numbers)
            action = "hỏi lại đơn vị, nộp bản đính chính"
            self.tell(report, "rollup.identity", ("values", names[0]), f"kỳ {period}: {words}", words, action)
            for name in () if check.values_stand else names:
                key = (unit, name, self.span_of(unit, name, span, form))
                self.found.disputed.setdefault(key, f"số của báo cáo kỳ {period} mâu thuẫn: {words}")

    def keep(self, key: Key, period: str, values: list[tuple[Loaded[Report], Value]]) -> None:
        """The value of the highest correction; different values of the same standing are disputed."""
        report, value = values[-1]
        same = [one for one in values if one[0].model.correction == report.model.correction]
        if len({_said(one) for _, one in same}) > 1:
            words = " và ".join(f"{one.words()} ({file.name})" for file, one in same)
            self.found.disputed[key] = f"hai báo cáo cùng kỳ {period} ghi khác nhau: {words}"
        replaced = [
            Replaced(one, file.name)
            for file, one in values
            if file.model.correction < report.model.correction and _said(one) != _said(value)
        ]
        received = report.model.received or report.model.sent
        fact = Fact(key[0], period, value, report.name, received, tuple(replaced))
        self.found.facts.setdefault(key, fact)
        for old in replaced:
            message = f"{value.indicator.title}, {period}: đính chính {old.value.words()} → {value.words()}"
            number = f"đính chính lần {report.model.correction}"
            action = f"không cần làm gì; {number} thay số trong {old.report}"
            path = ("values", key[1])
            self.tell(report, "rollup.corrected", path, message, value.words(), action, Severity.NOTE)

    def take_submission(self, file: Loaded[Submission]) -> None:
        """A lower unit's own submission of the whole period, and the figures of its units that the plan lists."""
        model = file.model
        if not self.is_listed(file, model.agency.id):
            return
        unit = self.plan.unit(model.agency.id)
        if model.period.span() not in (self.period, unit.within(self.period) if unit else None):
            message = f"kỳ của hồ sơ {model.period.span()} khác kỳ tổng hợp {self.period}"
            self.tell(file, "rollup.period", ("period",), message, str(model.period.span()), "chọn đúng hồ sơ của kỳ")
            return
        self.found.submissions.append(file)
        self.whole_year(file, model.agency.id, model.values, model.series, ())
        for name, one in (model.sub_units or {}).items():
            if self.plan.unit(name):
                self.whole_year(file, name, one.values, one.series, ("sub_units", name))

    def whole_year(
        self, file: Loaded[Submission], unit: str, values: Figures, series: Series, path: tuple[str, ...]
    ) -> None:
        self.found.whole.add(unit)
        for name, value in self.read(file, values, (*path, "values")).items():
            self.once((unit, name, self.clipped(unit, self.period)), "cả kỳ", value, file.name)
        for name, months in series.items():
            for month, reported in months.items():
                span = _month(month)
                for value in self.read(file, {name: reported}, (*path, "series"), month).values():
                    self.once(
                        (unit, name, self.clipped(unit, span)),
                        f"M{span.first.month}/{span.first.year}",
                        value,
                        file.name,
                    )

    def once(self, key: Key, period: str, value: Value, report: str) -> None:
        """A fact of a submission; a report or another submission that says something else disputes it."""
        fact = self.found.facts.setdefault(key, Fact(key[0], period, value, report))
        if _said(fact.value) != _said(value):
            words = f"{fact.value.words()} ({fact.report}) và {value.words()} ({report})"
            self.found.disputed.setdefault(key, f"hai tệp ghi khác nhau: {words}")

    def read(
        self, file: Loaded[Any], reported: Figures, path: tuple[str | int, ...], month: str = ""
    ) -> dict[str, Value]:
        """The usable values of a file; a rate written as a ratio says its two parts too."""
        found: dict[str, Value] = {}
        for name, one in reported.items():
            indicator, where = self.catalogue.indicators.get(name), (*path, name, *((month,) if month else ()))
            if indicator is None:
                self.found.findings.append(unknown_value(file, where, name, self.catalogue))
                continue
            try:
                found[name] = read_value(indicator, one)
            except Unreadable as error:
                self.found.findings.append(unreadable(file, where, indicator.title, one, error))
        for value in list(found.values()):
            ratio = value.indicator.of
            if ratio is None or value.part is None or value.whole is None:
                continue
            for name, number in ((ratio.numerator, value.part), (ratio.denominator, value.whole)):
                if name in self.catalogue.indicators and name not in reported:
                    found[name] = Value(self.catalogue.indicators[name], value.reported, number=number)
        return found

    # Days.

    def adds_up(self, indicator: str) -> bool:
        """Whether months of it make a year."""
        return over_time(self.catalogue.indicators[indicator]) is OverTime.SUM

    def span_of(self, unit: str, indicator: str, span: Span, form: Form) -> Span:
        """The days that a figure of a report is about."""
        if self.adds_up(indicator) and form.counts(indicator) is Counted.SINCE_NEW_YEAR:
            span = Span(dt.date(span.last.year, 1, 1), span.last)
        return self.clipped(unit, span)

    def clipped(self, unit: str, span: Span) -> Span:
        """The days of a span on which the unit exists."""
        one: Unit | None = self.plan.unit(unit)
        return (one.within(span) if one else None) or span

    def tell(
        self,
        file: Loaded[Any],
        check: str,
        path: tuple[str | int, ...],
        message: str,
        found: str,
        action: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.found.findings.append(file.finding(check, path, message, found=found, action=action, severity=severity))


def _said(value: Value) -> tuple[object, ...]:
    return value.number, value.option, value.day


def _month(text: str) -> Span:
    year, _, month = text.partition("-")
    first = dt.date(int(year), int(month), 1)
    following = dt.date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Span(first, following - dt.timedelta(days=1))


def names_of(plan: Plan) -> Mapping[str, str]:
    """What people call each unit of a plan."""
    return {plan.agency.id: plan.agency.name, **{one.id: one.name for one in plan.units}}
