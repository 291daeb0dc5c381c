"""A criteria set read whole: the files of one folder, its components in order, and the digest of what they say."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial

from par_engine.calendar import Span
from par_engine.catalogue.expression import Measure
from par_engine.catalogue.indicators import IndicatorType
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.measure import Among, Apply, Constant, Name, Node, OverTime, outer
from par_engine.catalogue.scope import EVENT
from par_engine.criteria.dated import Standing, set_years, standing
from par_engine.criteria.decisions import Decision, KeyPath, Part
from par_engine.criteria.due import RoundClock
from par_engine.criteria.holidays import HolidayFile, WorkingDays
from par_engine.criteria.inventory import Sources
from par_engine.criteria.model import PROVENANCE, Area, Component, CriteriaSet, Criterion, Origin, for_unit
from par_engine.findings import Finding, Severity
from par_engine.numbers import rounded_ratio
from par_engine.reading.models import Loaded


@dataclass(frozen=True)
class Placed:
    """A component where it stands: its area, its file and its path in the file."""

    component: Component
    file: Loaded[Area]
    path: KeyPath
    above: tuple[str, ...]
    order: int

    @property
    def id(self) -> str:
        """The published id."""
        return self.component.id

    @property
    def area(self) -> Area:
        """The area it belongs to."""
        return self.file.model

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """Its dated values: which step of each holds in the round."""
        return tuple(one for one in standing(self.file.tree) if one.path[: len(self.path)] == self.path)

    @cached_property
    def target(self) -> Standing | None:
        """The target of a later year that it waits for: until then it is not due."""
        return next((one for one in self.standing if one.early), None)

    def origin(self, part: str) -> Origin | None:
        """The provenance of a part (`points`), the component's own or else its area's; None where neither tells."""
        own: Origin | None = getattr(self.component.provenance, part)
        inherited: Origin | None = getattr(self.area.provenance, part)
        return own or inherited

    def origins(self) -> dict[str, Origin]:
        """The provenance of all parts that have one, by their Vietnamese words: `{"điểm": Origin.SOURCE}`."""
        found = {words: self.origin(part) for part, words in PROVENANCE.items()}
        return {words: origin for words, origin in found.items() if origin}

    def finding(
        self,
        check: str,
        path: KeyPath,
        message: str,
        *,
        found: str = "",
        allowed: str = "",
        action: str = "",
        severity: Severity = Severity.ERROR,
        key: bool = False,
    ) -> Finding:
        """A finding at a key path below the component."""
        where = (*self.path, *path)
        message = f"{self.id}: {message}"
        return self.file.finding(
            check, where, message, found=found, allowed=allowed, action=action, severity=severity, key=key
        )


@dataclass(frozen=True)
class Yardstick:
    """One criteria set, its areas in the set's order, and the catalogue it refers to."""

    set_file: Loaded[CriteriaSet]
    area_files: tuple[Loaded[Area], ...]
    catalogue: Catalogue
    sources_file: Loaded[Sources] | None = None
    holidays_file: Loaded[HolidayFile] | None = None
    _parts: dict[tuple[int, str], Part] = field(default_factory=dict)
    _decisions: dict[tuple[int, str], tuple[Decision, ...]] = field(default_factory=dict)

    @property
    def set(self) -> CriteriaSet:
        """The set's own file."""
        return self.set_file.model

    @property
    def areas(self) -> list[Area]:
        """The areas in order."""
        return [file.model for file in self.area_files]

    @cached_property
    def years(self) -> range:
        """The years the set is for, as a range; of a set for one year that one."""
        return set_years(self.set_file.tree.written) or range(self.set.year, self.set.year + 1)

    @property
    def years_words(self) -> str:
        """`năm 2019`, `các năm 2026 đến 2030`."""
        first, last = self.years.start, self.years.stop - 1
        return f"năm {first}" if first == last else f"các năm {first} đến {last}"

    @cached_property
    def components(self) -> dict[str, Placed]:
        """Every component by id, in order; of a repeated id (a finding) the first."""
        placed: dict[str, Placed] = {}
        for one in self.all_components():
            placed.setdefault(one.id, one)
        return placed

    def all_components(self) -> tuple[Placed, ...]:
        """Every leaf of every area, in order."""
        return self._placed

    @cached_property
    def _placed(self) -> tuple[Placed, ...]:
        leaves = (
            (node, file, path, above)
            for file in self.area_files
            for path, above, node in nodes(file.model)
            if isinstance(node, Component)
        )
        return tuple(Placed(*leaf, order) for order, leaf in enumerate(leaves))

    @cached_property
    def traits(self) -> frozenset[str]:
        """Traits of agencies that exempt from something in this set."""
        rules = [rule for placed in self.all_components() for rule in placed.component.applies_to.except_]
        return frozenset(rule.trait for rule in (*rules, *self.set.exemptions) if rule.trait)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the files say, whatever their comments, key order and layout."""
        content = [self.set_file.tree.written, *(file.tree.written for file in self.area_files)]
        if self.holidays_file:
            content.append(self.holidays_file.tree.written)
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def working_days(self) -> WorkingDays:
        """The set's days off, overridden by its yearly file."""
        return WorkingDays(self.set.holidays, self.holidays_file.model.years if self.holidays_file else ())

    def clock(self, period: Span | None = None, events: Mapping[str, tuple[dt.date, ...]] | None = None) -> RoundClock:
        """How the set's dates fall in a round, with the dates of its events."""
        known = self.set
        return RoundClock(
            known.year,
            period,
            working=self.working_days,
            next_working_day=known.next_working_day,
            events=events,
            event_titles=known.events,
        )

    def part(self, placed: Placed, unit_kind: str) -> Part:
        """The component as one unit kind sees it."""
        key = (placed.order, unit_kind)
        if key not in self._parts:
            component = placed.component
            most = Fraction(for_unit(component.max_points, unit_kind))
            self._parts[key] = Part(
                placed.id,
                most,
                self._is_rate(component.measure),
                self._titles(component),
                self._rates(component),
                self._instances(component),
                self._unit(component.measure),
                {measure.text: self._unit(measure) for _, measure in component.rule.measures()},
            )
        return self._parts[key]

    def decisions(self, placed: Placed, unit_kind: str) -> tuple[Decision, ...]:
        """The decisions a component compiles to for one unit kind."""
        key = (placed.order, unit_kind)
        if key not in self._decisions:
            self._decisions[key] = placed.component.rule.decisions(self.part(placed, unit_kind))
        return self._decisions[key]

    def to_points(self, exact: Fraction) -> Decimal:
        """Points rounded as the set says: the one place where exact points become printed ones."""
        return self.ratio_to_points(exact.numerator, exact.denominator)

    @cached_property
    def ratio_to_points(self) -> Callable[[int, int], Decimal]:
        """The same for a quotient that need not be reduced."""
        return partial(rounded_ratio, decimals=self.set.decimals, mode=self.set.rounding)

    def unit_kind_of(self, points: dict[str, Decimal]) -> str:
        """The unit kind by which a maximum is shown where none is named: the first that it is for."""
        kinds = list(self.set.unit_kinds)
        return next((kind for kind in kinds if for_unit(points, kind)), kinds[0])

    def _rates(self, component: Component) -> dict[str, bool]:
        """Of the measures and indicators that a rule names itself: whether they are rates."""
        rates = {measure.text: self._is_rate(measure) for _, measure in component.rule.measures()}
        for reference in component.rule.references():
            item = self.catalogue.indicators.get(reference.id)
            if item and not reference.is_document:
                rates[item.id] = item.type is IndicatorType.RATE
        return rates

    def _instances(self, component: Component) -> dict[str, tuple[str, ...]]:
        """The periods of the set's year for every document due in each."""
        clock, found = self.clock(), dict[str, tuple[str, ...]]()
        for key, wanted in component.documents.items():
            if wanted.due and wanted.due.each and (instances := wanted.due.instances(clock)):
                found[key] = tuple(instance.code for instance in instances)
        return found

    def _is_rate(self, measure: Measure | None) -> bool:
        if measure is None:
            return False
        if measure.denominator is not None:
            return True
        found = [self._gives_rate(node) for node in outer(measure.numerator)]
        return bool(found) and all(found)

    def _unit(self, measure: Measure | None) -> str:
        """The unit of a plain sum or difference of figures that are all counted in the same; else nothing."""
        if measure is None or measure.denominator is not None or not _adds_up(measure.numerator):
            return ""
        known = [self.catalogue.indicators.get(name.id) for name in measure.names()]
        units = {item.unit or "" if item and item.type in _COUNTED else "" for item in known}
        return units.pop() if len(units) == 1 else ""

    def _gives_rate(self, node: Node) -> bool:
        """Whether what a measure adds up is a rate: an indicator that is one, a growth, a share."""
        match node:
            case Name(id=name):
                item = self.catalogue.indicators.get(name)
                return item is not None and item.type is IndicatorType.RATE
            case OverTime() | Among():
                return node.function in ("mean_growth", "share_of")
            case Constant(id=name):
                constant = self.set.constants.get(name)
                return constant is not None and all(value.rate for value in constant.values.values())
        return False

    def constant(self, name: str, year: int) -> Fraction | None:
        """The value of a dated constant in a year; None where there is none."""
        constant = self.set.constants.get(name)
        return constant.in_year(year) if constant else None

    def _titles(self, component: Component) -> dict[str, str]:
        titles = {name: constant.title for name, constant in self.set.constants.items()}
        titles |= {f"{EVENT}{name}": title for name, title in self.set.events.items()}
        for key, wanted in component.documents.items():
            kind = self.catalogue.proofs.get(wanted.kind)
            titles[key] = f"{kind.title if kind else wanted.kind} {wanted.about}"
        for reference in component.rule.references():
            item = self.catalogue.indicators.get(reference.id)
            if item and not reference.is_document:
                titles[item.id] = item.title
                titles.update({f"{item.id}={option.id}": option.title for option in item.options})
        for _, measure in component.rule.measures():
            for name in measure.names():
                if item := self.catalogue.indicators.get(name.id):
                    titles[item.id] = item.title
        return titles


_COUNTED = (IndicatorType.COUNT, IndicatorType.AMOUNT)


def _adds_up(node: Node) -> bool:
    """Whether a node is a figure, or figures added up, taken off, or the least or most of them."""
    if isinstance(node, Apply):
        return node.operator in ("+", "-", "min", "max") and all(map(_adds_up, node.parts))
    return isinstance(node, Name) or (isinstance(node, OverTime) and node.function != "mean_growth")


def nodes(area: Area) -> Iterator[tuple[KeyPath, tuple[str, ...], Component | Criterion]]:
    """Every node of an area with its path and the titles above it, depth first in order."""

    def walk(
        found: Iterable[Component | Criterion], path: KeyPath, above: tuple[str, ...]
    ) -> Iterator[tuple[KeyPath, tuple[str, ...], Component | Criterion]]:
        for number, node in enumerate(found):
            yield (*path, number), above, node
            if isinstance(node, Criterion):
                yield from walk(node.parts, (*path, number, "parts"), (*above, f"{node.id} {node.title}"))

    yield from walk(area.criteria, ("criteria",), ())
