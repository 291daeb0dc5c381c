"""The whole roll-up: from the files of units to the figures of an agency, and all that is missing or contradictory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from par_engine.calendar import Span, period_title, viet_date
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.roll_up import OverTime, OverUnits, over_time, over_units
from par_engine.catalogue.scope import Figure
from par_engine.criteria.due import Instance
from par_engine.criteria.forms import Form, Forms
from par_engine.errors import InputError
from par_engine.evidence.months import adds_up
from par_engine.evidence.rollup.deliveries import Owed, arrivals, check_arrivals, check_asked, owed_by
from par_engine.evidence.rollup.facts import names_of, read_facts
from par_engine.evidence.rollup.plan import Plan, check_plan
from par_engine.evidence.rollup.report import Report
from par_engine.evidence.rollup.rolled import Rolled
from par_engine.evidence.rollup.summing import Summing
from par_engine.evidence.rollup.told import Told, check_told, told
from par_engine.evidence.submission import Submission
from par_engine.findings import Finding, Severity, by_content, errors_in, in_order
from par_engine.reading.models import Loaded
from par_engine.text import listing


@dataclass(frozen=True)
class RolledUp:
    """What came out. `figures` can be used; `left_out` cannot, each with the reason in words."""

    plan: Plan
    form: Form
    figures: dict[Figure, Rolled]
    left_out: dict[Figure, tuple[Rolled, str]]
    owed: list[Owed]
    reports: tuple[Loaded[Report], ...]
    findings: tuple[Finding, ...]
    partial: frozenset[Figure] = field(default_factory=frozenset)
    """Figures that are taken although something is lacking, because that was asked for."""
    told: Told = field(default_factory=Told)
    """What units answered in words."""

    def units(self) -> list[str]:
        """The units that exist at the end of the period and stand directly below the agency."""
        last = self.plan.period.span().last
        top = [one for one in self.plan.units if one.parent in (None, self.plan.agency.id)]
        return [one.id for one in top if one.within(Span(last, last))]


def roll_up(
    plan: Loaded[Plan],
    forms: Forms,
    reports: Sequence[Loaded[Report]],
    submissions: Sequence[Loaded[Submission]],
    catalogue: Catalogue,
    *,
    partial: bool = False,
) -> RolledUp:
    """Sums up; the order of the files makes no difference. Raises InputError when the plan itself cannot be used."""
    problems = list(check_plan(plan, forms))
    if errors_in(problems) or plan.model.form not in forms.forms:
        raise InputError(f"Không tổng hợp được theo phiếu “{plan.name}”: {len(problems)} lỗi.", in_order(problems))
    form = forms.forms[plan.model.form]
    facts = read_facts(plan.model, forms, reports, submissions, catalogue)
    owed = owed_by(plan.model, form)
    summing = Summing(plan.model, facts, owed, catalogue)
    rows = arrivals(plan.model, form, owed, facts)
    collected = _Collected(plan, form, summing, partial, owed)
    collected.collect()
    findings = [*facts.findings, *check_arrivals(plan, rows, facts), *check_asked(forms, facts)]
    findings += [*check_told(forms, facts.delivered), *collected.findings()]
    return RolledUp(
        plan.model,
        form,
        collected.figures,
        collected.left_out,
        rows,
        tuple(sorted(reports, key=lambda one: one.name)),
        tuple(by_content(findings)),
        frozenset(collected.partial),
        told(facts.delivered, facts.submissions),
    )


class _Collected:
    """The figures of the agency and of its units, of the year and of its months."""

    def __init__(
        self,
        plan: Loaded[Plan],
        form: Form,
        summing: Summing,
        allow_partial: bool,
        owed: dict[str, tuple[Instance, ...]],
    ) -> None:
        self.file, self.plan, self.form, self.summing = plan, plan.model, form, summing
        self.allow_partial, self.owed = allow_partial, owed
        self.period = self.plan.period.span()
        self.names = names_of(self.plan)
        self.figures: dict[Figure, Rolled] = {}
        self.left_out: dict[Figure, tuple[Rolled, str]] = {}
        self.partial: set[Figure] = set()

    def collect(self) -> None:
        """All figures, shorter periods first, so that a contradiction is met where it is smallest."""
        months = self._months()
        for name, spans in self.summing.spans().items():
            for span in sorted(spans, key=_length):
                self._look(name, span)
            for _, unit in self._wanted():
                if self.summing.tells(unit, name):
                    self._take(unit, name, months)

    def _look(self, name: str, span: Span) -> None:
        """Meets the contradictions over some days at every level."""
        for unit in (*(one.id for one in self.plan.units), self.plan.agency.id):
            if self.summing.tells(unit, name):
                self.summing.total(unit, name, span)

    def _wanted(self) -> list[tuple[str | None, str]]:
        last = Span(self.period.last, self.period.last)
        top = [one for one in self.plan.units if one.parent in (None, self.plan.agency.id) and one.within(last)]
        return [(None, self.plan.agency.id), *((one.id, one.id) for one in top)]

    def _months(self) -> list[Instance]:
        owed = {one.span: one for several in self.owed.values() for one in several}
        return [one for _, one in sorted(owed.items()) if one.code.startswith("M")]

    def _take(self, unit: str, name: str, months: Sequence[Instance]) -> None:
        indicator = self.summing.catalogue.indicators[name]
        part = None if unit == self.plan.agency.id else unit
        self._keep(Figure(name, part), self.summing.total(unit, name, self.period))
        if not adds_up(indicator) or over_time(indicator) is not OverTime.SUM:
            return
        for month in months:
            rolled = self.summing.total(unit, name, month.span)
            if rolled.whole:
                self.figures[Figure(name, part, month.span.first.year, month.span.first.month)] = rolled

    def _keep(self, figure: Figure, rolled: Rolled) -> None:
        if rolled.whole:
            self.figures[figure] = rolled
        elif over_units(rolled.indicator) is OverUnits.BY_AGENCY and not rolled.known and not rolled.disputed:
            return  # stands by agency: each unit has its own
        elif self.allow_partial and rolled.known and all(gap != "disputed" for _, gap in rolled.lacking):
            self.figures[figure] = rolled
            self.partial.add(figure)
        else:
            self.left_out[figure] = (rolled, self.reason(rolled))

    def reason(self, rolled: Rolled) -> str:
        """Why a figure is not whole."""
        return rolled.disputed or lacking_words(rolled, self.names)

    # What is said about them.

    def findings(self) -> Iterator[Finding]:
        """Every contradiction once, where it is smallest, and the figures that could not be summed up."""
        told: dict[tuple[str, str], list[Span]] = {}
        for (unit, name, span), reason in sorted(self.summing.disputes.items(), key=lambda one: _length(one[0][2])):
            if any(span.first <= one.first and one.last <= span.last for one in told.get((unit, name), ())):
                continue
            told.setdefault((unit, name), []).append(span)
            title = self.summing.catalogue.indicators[name].title
            yield self.file.finding(
                "rollup.contradiction",
                self._place(unit),
                f"{self.names[unit]}, {title}, {self._days(span)}: {reason}",
                found=name,
                action="đối chiếu với sổ gốc rồi gửi bản đính chính; số này chưa được đưa vào hồ sơ",
            )
        yield from self._incomplete(
            "chưa tổng hợp được",
            [
                (rolled, reason)
                for figure, (rolled, reason) in sorted(self.left_out.items(), key=lambda one: one[0].key)
                if figure.unit is None and not rolled.disputed
            ],
        )
        yield from self._incomplete(
            "mới cộng được một phần",
            [
                (self.figures[figure], self.reason(self.figures[figure]))
                for figure in sorted(self.partial, key=lambda one: one.key)
                if figure.unit is None
            ],
        )

    def _incomplete(self, state: str, figures: Sequence[tuple[Rolled, str]]) -> Iterator[Finding]:
        """One finding for all figures that lack the same."""
        reasons: dict[str, list[Rolled]] = {}
        for rolled, reason in figures:
            reasons.setdefault(reason, []).append(rolled)
        for reason, several in reasons.items():
            titles = listing((one.indicator.title for one in several), 4)
            what = titles if len(several) == 1 else f"{len(several)} số liệu ({titles})"
            yield self.file.finding(
                "rollup.incomplete",
                ("agency",),
                f"{what}: {state}, {reason}",
                found=listing(one.indicator.id for one in several),
                action="bổ sung báo cáo còn thiếu, hoặc tổng hợp phần đã có bằng --partial",
                severity=Severity.WARNING,
            )

    def _place(self, unit: str) -> tuple[str | int, ...]:
        return next((("units", number) for number, one in enumerate(self.plan.units) if one.id == unit), ("agency",))

    def _days(self, span: Span) -> str:
        codes = {one.span: one.title for several in self.owed.values() for one in several}
        if span == self.period:
            return "cả kỳ"
        return codes.get(span) or f"từ {viet_date(span.first)} đến {viet_date(span.last)}"


_GAPS = {
    "disputed": "số mâu thuẫn",
    "ratio": "cần cả tử số và mẫu số (khác 0)",
    "weight": "thiếu số làm trọng số",
    "stated": "cần báo cáo của cả kỳ",
    "by_agency": "để riêng từng đơn vị",
    "": "không có số",
}


def lacking_words(rolled: Rolled, names: Mapping[str, str]) -> str:
    """`thiếu của UBND xã A: tháng 4/2017, tháng 5/2017`."""
    units: dict[str, list[str]] = {}
    for unit, gap in rolled.lacking:
        units.setdefault(unit, []).append(_GAPS.get(gap) or period_title(gap))
    return "thiếu của " + "; ".join(f"{names.get(unit, unit)}: {listing(gaps)}" for unit, gaps in units.items())


def _length(span: Span) -> tuple[int, Span]:
    return (span.last - span.first).days, span
