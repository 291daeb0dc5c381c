"""Figures summed up over periods and over units, by the rule of each indicator.

A unit's own figure comes from its reports. A unit with units below it has two: what it states itself and what its
units make; where both are whole and differ, neither is taken. A unit that took others over counts what they reported
before. Every figure carries its parts, and what is lacking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from par_engine.calendar import Span
from par_engine.catalogue.indicators import Indicator
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.roll_up import OverTime, OverUnits, over_time, over_units
from par_engine.criteria.due import Instance
from par_engine.evidence.rollup.facts import Fact, Facts
from par_engine.evidence.rollup.plan import Plan, Unit
from par_engine.evidence.rollup.rolled import Part, Rolled, of_fact, said, same

Slots = Mapping[str, Sequence[Instance]]
"""The periods for which each unit owes a report of the base form."""
Dispute = tuple[str, str, Span]


class Summing:
    """Answers what a figure comes to. `disputes` collects the contradictions met on the way."""

    def __init__(self, plan: Plan, facts: Facts, slots: Slots, catalogue: Catalogue) -> None:
        self.plan, self.facts, self.slots, self.catalogue = plan, facts, slots, catalogue
        self.period = plan.period.span()
        self.disputes: dict[Dispute, str] = {}
        self._totals: dict[tuple[str, str, Span], Rolled] = {}
        self._own: dict[tuple[str, str, Span], Rolled] = {}

    # Who is below whom.

    @cached_property
    def _heirs(self) -> dict[str, str]:
        return {name: unit.id for unit in self.plan.units for name in unit.predecessors}

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit in self.plan.units:
            if unit.id not in self._heirs:
                found.setdefault(unit.parent or self.plan.agency.id, []).append(unit.id)
        return found

    def below(self, unit: str) -> list[str]:
        """The units below one; those that were taken over count with their heirs."""
        return self._below.get(unit, [])

    @cached_property
    def _told(self) -> dict[str, set[str]]:
        """Which indicators a unit, or one below it or before it, says anything about."""
        found: dict[str, set[str]] = {}
        for unit, indicator, _ in self.facts.facts:
            for name in self._upwards(unit):
                found.setdefault(name, set()).add(indicator)
        return found

    def _upwards(self, unit: str) -> Iterable[str]:
        """The unit and all to which its figures go."""
        name: str | None = unit
        while name:
            yield name
            one = self.plan.unit(name)
            name = (self._heirs.get(name) or one.parent or self.plan.agency.id) if one else None

    def tells(self, unit: str, indicator: str) -> bool:
        """Whether a unit, or one below it, says anything about an indicator."""
        return indicator in self._told.get(unit, ())

    def _tells_itself(self, unit: str, indicator: str) -> bool:
        return (unit, indicator) in self._themselves

    @cached_property
    def _themselves(self) -> set[tuple[str, str]]:
        return {(unit, indicator) for unit, indicator, _ in self.facts.facts}

    @cached_property
    def _of(self) -> dict[tuple[str, str], list[tuple[Span, Fact]]]:
        """What a unit says about an indicator, over which days."""
        found: dict[tuple[str, str], list[tuple[Span, Fact]]] = defaultdict(list)
        for (unit, indicator, days), fact in self.facts.facts.items():
            found[unit, indicator].append((days, fact))
        return found

    def spans(self) -> dict[str, set[Span]]:
        """Every indicator that anything is said about, and over which days."""
        found: dict[str, set[Span]] = defaultdict(set)
        for _, indicator, days in self.facts.facts:
            found[indicator].add(days)
        return dict(sorted(found.items()))

    # Totals.

    def total(self, unit: str, name: str, span: Span) -> Rolled:
        """What an indicator comes to for a unit over some days: its own, of those below, and of those before it."""
        key = (unit, name, span)
        if key not in self._totals:
            self._totals[key] = self._total(unit, self.catalogue.indicators[name], span)
        return self._totals[key]

    def _total(self, unit: str, indicator: Indicator, span: Span) -> Rolled:
        here = self._here(unit, indicator, span)
        one = self.plan.unit(unit)
        before = [name for name in one.predecessors if self._counts(name, indicator, span)] if one else []
        if not before:
            return here
        parts = [(name, self.total(name, indicator.id, span)) for name in before]
        if self._counts(unit, indicator, span):
            parts.append((unit, here))
        return parts[0][1] if len(parts) == 1 else self._together(unit, parts, indicator, span)

    def _here(self, unit: str, indicator: Indicator, span: Span) -> Rolled:
        """Of a unit while it exists: its own figure, or that of the units below."""
        below = [name for name in self.below(unit) if self._counts_with_heirs(name, indicator, span)]
        if not any(self.tells(name, indicator.id) for name in below):
            return self.own(unit, indicator, span)
        made = self._together(unit, [(name, self.total(name, indicator.id, span)) for name in below], indicator, span)
        if not self._tells_itself(unit, indicator.id):
            return made
        return self._settled(unit, indicator, span, self.own(unit, indicator, span), made)

    def _settled(self, unit: str, indicator: Indicator, span: Span, own: Rolled, made: Rolled) -> Rolled:
        """A unit's own figure beside what its units make."""
        if made.disputed:
            return made
        if over_units(indicator) is OverUnits.BY_AGENCY:
            return own
        if not own.whole:
            return made if made.known or not own.known else own
        all_of_them, some = (
            "các đơn vị trực thuộc cộng lại được",
            "riêng các đơn vị trực thuộc đã báo cáo cộng lại được",
        )
        return self._agreed(unit, indicator, span, own, made, ("đơn vị ghi", all_of_them, some))

    def _together(self, unit: str, parts: list[tuple[str, Rolled]], indicator: Indicator, span: Span) -> Rolled:
        """Figures of several units as one."""
        rule = over_units(indicator)
        if rule is OverUnits.RATIO:
            return self._ratio(unit, indicator, span)
        rule_words = rule.label
        known = [(name, one) for name, one in parts if one.known]
        lacking = tuple(dict.fromkeys(gap for name, one in parts for gap in _gaps(name, one)))
        shown = tuple(Part(one.raw(), unit=name) for name, one in known)
        if rule is OverUnits.BY_AGENCY:
            return Rolled(indicator, rule_words, parts=shown, lacking=((unit, "by_agency"),))
        if not known:
            return Rolled(indicator, rule_words, lacking=lacking)
        weights = [(one, self._weight(name, indicator, span)) for name, one in known]
        number = _combined(rule, weights)
        if number is None:
            return Rolled(indicator, rule_words, parts=shown, lacking=((unit, "weight"),))
        return Rolled(indicator, rule_words, number, parts=shown, lacking=lacking)

    def _weight(self, unit: str, indicator: Indicator, span: Span) -> Fraction | None:
        weight = indicator.roll_up.weight if indicator.roll_up else None
        return self.total(unit, weight, span).number if weight else Fraction(1)

    def _ratio(self, unit: str, indicator: Indicator, span: Span, *, own: bool = False) -> Rolled:
        """A rate as the ratio of the two figures that it is of."""
        words = OverUnits.RATIO.label
        if indicator.of is None:  # the catalogue's check refuses it
            return Rolled(indicator, words, lacking=((unit, "ratio"),))
        names = (indicator.of.numerator, indicator.of.denominator)
        if not all(self.tells(unit, name) for name in names):
            return Rolled(indicator, words, lacking=((unit, "ratio"),))
        both = [
            self.own(unit, self.catalogue.indicators[name], span) if own else self.total(unit, name, span)
            for name in names
        ]
        top, bottom = both
        shown = tuple(Part(one.raw(), unit, indicator=name) for name, one in zip(names, both, strict=True) if one.known)
        lacking = (*top.lacking, *bottom.lacking)
        if not top.known or not bottom.known or top.number is None or not bottom.number:
            return Rolled(indicator, words, parts=shown, lacking=lacking or ((unit, "ratio"),))
        ratio = (top.number, bottom.number)
        return Rolled(indicator, words, top.number / bottom.number, None, ratio, shown, tuple(dict.fromkeys(lacking)))

    # Of one unit.

    def own(self, unit: str, indicator: Indicator, span: Span) -> Rolled:
        """What the unit's own reports say."""
        key = (unit, indicator.id, span)
        if key not in self._own:
            self._own[key] = self._own_figure(unit, indicator, span)
        return self._own[key]

    def _own_figure(self, unit: str, indicator: Indicator, span: Span) -> Rolled:
        rule = over_time(indicator)
        clipped = self._within(unit, span)
        if clipped is None:
            return Rolled(indicator, rule.label, lacking=((unit, ""),))
        key = (unit, indicator.id, clipped)
        if reason := self.facts.disputed.get(key):
            return self._disputed(unit, indicator, span, reason, ())
        fact = self.facts.facts.get(key)
        stated = of_fact(fact, rule.label) if fact else None
        owed = [(one, self._within(unit, one.span)) for one in self.slots.get(unit, ())]
        slots = [
            (one, days) for one, days in owed if days and days.first >= clipped.first and days.last <= clipped.last
        ]
        if any(days == clipped for _, days in slots) or not slots:
            return stated or self._apart(unit, indicator, clipped, slots)
        made = self._over_time(unit, indicator, span, slots)
        return self._beside(unit, indicator, span, stated, made)

    def _apart(self, unit: str, indicator: Indicator, span: Span, slots: Sequence[tuple[Instance, Span]]) -> Rolled:
        """A short period that nothing states alone: what was counted since new year, less what was counted before."""
        rule = over_time(indicator)
        absent = Rolled(
            indicator, rule.label, lacking=tuple((unit, one.dated_code) for one, _ in slots) or ((unit, ""),)
        )
        if rule is OverTime.RATIO:
            return self._ratio(unit, indicator, span, own=True)
        if rule is not OverTime.SUM:
            return absent
        earlier = [(days, fact) for days, fact in self._of[unit, indicator.id] if days.first < span.first]
        ends = [(days, fact) for days, fact in earlier if days.last == span.last]
        for days, fact in ends:
            for other, before in earlier:
                if other.first == days.first and (span.first - other.last).days == 1:
                    number = Fraction(fact.value.number or 0) - Fraction(before.value.number or 0)
                    parts = (*of_fact(fact, "").parts, *of_fact(before, "").parts)
                    if number < 0:
                        reason = f"số lũy kế giảm từ {before.value.words()} xuống {fact.value.words()}"
                        return self._disputed(unit, indicator, span, reason, parts)
                    return Rolled(indicator, "lũy kế trừ lũy kế kỳ trước", number, parts=parts)
        return absent

    def _over_time(self, unit: str, indicator: Indicator, span: Span, slots: Sequence[tuple[Instance, Span]]) -> Rolled:
        """The figure of a period from those of its shorter periods."""
        rule = over_time(indicator)
        if rule is OverTime.RATIO:
            return self._ratio(unit, indicator, span, own=True)
        if rule is OverTime.STATED:
            return Rolled(indicator, rule.label, lacking=((unit, "stated"),))
        if rule in (OverTime.LAST, OverTime.FIRST):
            return self._at_end(unit, indicator, slots, rule)
        each = [(one, self.own(unit, indicator, one.span)) for one, _ in slots]
        known = [(one, rolled) for one, rolled in each if rolled.known]
        lacking = tuple((unit, one.dated_code) for one, rolled in each if not rolled.known)
        if reason := next((rolled.disputed for _, rolled in each if rolled.disputed), ""):
            return Rolled(indicator, rule.label, lacking=lacking, disputed=reason)
        if not known:
            return Rolled(indicator, rule.label, lacking=lacking)
        weights = [(rolled, self._own_weight(unit, indicator, one.span)) for one, rolled in known]
        number = _combined(OverUnits(rule.value), weights)
        parts = tuple(part for _, rolled in known for part in rolled.parts)
        if number is None:
            return Rolled(indicator, rule.label, parts=parts, lacking=((unit, "weight"),))
        return Rolled(indicator, rule.label, number, parts=parts, lacking=lacking)

    def _own_weight(self, unit: str, indicator: Indicator, span: Span) -> Fraction | None:
        weight = indicator.roll_up.weight if indicator.roll_up else None
        return self.own(unit, self.catalogue.indicators[weight], span).number if weight else Fraction(1)

    def _at_end(
        self, unit: str, indicator: Indicator, slots: Sequence[tuple[Instance, Span]], rule: OverTime
    ) -> Rolled:
        """The figure of the last (first) period; where that one is missing, the nearest there is, marked as lacking."""
        ordered = list(reversed(slots)) if rule is OverTime.LAST else list(slots)
        lacking: list[tuple[str, str]] = []
        for one, _ in ordered:
            rolled = self.own(unit, indicator, one.span)
            if rolled.known or rolled.disputed:
                return Rolled(
                    indicator,
                    rule.label,
                    rolled.number,
                    rolled.other,
                    rolled.ratio,
                    rolled.parts,
                    tuple(lacking),
                    rolled.disputed,
                )
            lacking.append((unit, one.dated_code))
        return Rolled(indicator, rule.label, lacking=tuple(lacking))

    def _beside(self, unit: str, indicator: Indicator, span: Span, stated: Rolled | None, made: Rolled) -> Rolled:
        """What a report on the whole period states, beside what the shorter periods make."""
        if stated is None or made.disputed:
            return made
        all_of_them, some = f"các kỳ ngắn {_made(indicator)}", "riêng các kỳ đã báo cáo cộng lại được"
        return self._agreed(unit, indicator, span, stated, made, ("báo cáo cả kỳ ghi", all_of_them, some))

    # Help.

    def _agreed(
        self, unit: str, indicator: Indicator, span: Span, stated: Rolled, made: Rolled, words: tuple[str, str, str]
    ) -> Rolled:
        """A figure that is stated beside what its parts make, or the dispute between them: parts that are all known
        make something else, or those known already make more. `words` lead in what is stated, made, made so far."""
        states, makes, makes_already = words
        if made.whole and not same(stated, made):
            reason = f"{states} {said(stated)}, {makes} {said(made)}"
        elif made.known and not made.whole and _adds_up(indicator) and (made.number or 0) > (stated.number or 0):
            reason = f"{states} {said(stated)}, {makes_already} {said(made)}"
        else:
            return made if made.whole else stated
        return self._disputed(unit, indicator, span, reason, (*stated.parts, *made.parts))

    def _disputed(self, unit: str, indicator: Indicator, span: Span, reason: str, parts: tuple[Part, ...]) -> Rolled:
        self.disputes[unit, indicator.id, span] = reason
        return Rolled(indicator, "", parts=parts, disputed=reason)

    def _within(self, unit: str, span: Span) -> Span | None:
        one: Unit | None = self.plan.unit(unit)
        return one.within(span) if one else span

    def _counts(self, unit: str, indicator: Indicator, span: Span) -> bool:
        """Whether a unit has a figure over some days: what adds up, while it existed; what stands, if it was there on
        the day that counts."""
        days = self._within(unit, span)
        if days is None:
            return False
        match over_time(indicator):
            case OverTime.LAST:
                return days.last == span.last
            case OverTime.FIRST:
                return days.first == span.first
        return True

    def _counts_with_heirs(self, unit: str, indicator: Indicator, span: Span) -> bool:
        one = self.plan.unit(unit)
        before = one.predecessors if one else ()
        return any(self._counts(name, indicator, span) for name in (unit, *before))


def _adds_up(indicator: Indicator) -> bool:
    """Whether some of the parts can be no more than the whole."""
    negative = indicator.minimum is not None and indicator.minimum < 0
    return over_units(indicator) is OverUnits.SUM and over_time(indicator) is OverTime.SUM and not negative


def _made(indicator: Indicator) -> str:
    return "cộng lại được" if over_time(indicator) is OverTime.SUM else "cho ra"


def _gaps(unit: str, one: Rolled) -> tuple[tuple[str, str], ...]:
    """What is lacking in a part."""
    if one.disputed:
        return ((unit, "disputed"),)
    return one.lacking or (() if one.known else ((unit, ""),))


def _combined(rule: OverUnits, parts: Sequence[tuple[Rolled, Fraction | None]]) -> Fraction | None:
    """One number from several; None when a weight is missing or they weigh nothing."""
    numbers = [one.number or Fraction(0) for one, _ in parts]
    match rule:
        case OverUnits.SUM:
            return sum(numbers, Fraction(0))
        case OverUnits.ALL:
            return Fraction(int(all(numbers)))
        case OverUnits.ANY:
            return Fraction(int(any(numbers)))
    weights = [Fraction(1) if rule is OverUnits.MEAN else weight for _, weight in parts]
    given = [weight for weight in weights if weight is not None]
    if len(given) < len(weights) or not sum(given):
        return None
    return sum((number * weight for number, weight in zip(numbers, given, strict=True)), Fraction(0)) / sum(given)
