"""Which figures a component asks agencies for: of whom, and of which year or months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from par_engine.catalogue.measure import Among, CountEvents, Measure, Name, Node, OverTime, inside
from par_engine.criteria.model import Component


@dataclass(frozen=True, slots=True)
class Need:
    """A figure that some rule uses: of the agency or of each sub-unit, this year (None), last year (-1), a year, or
    each month."""

    indicator: str
    units: bool = False
    year: int | None = None
    months: bool = False


def needs_of(component: Component) -> Iterator[Need]:
    """The figures that agencies report for a component, each once, in order of the text."""
    found: dict[Need, None] = {}
    measures = [one.when.measure for one in component.documents.values() if one.when]
    measures += [component.measure] if component.measure else []
    measures += [measure for _, measure in component.rule.measures()]
    for _, kind, measure in component.rule.rules(component.measure):
        if kind.source == "self":
            measures += [measure] if measure else []
            found.update((Need(one.id), None) for one in kind.references() if not one.is_document)
    for measure in measures:
        found.update((need, None) for need in _of_measure(measure))
    yield from found


def _of_measure(measure: Measure) -> Iterator[Need]:
    for side in measure.sides():
        yield from _of_node(side, Need(""))


def _of_node(node: Node, at: Need) -> Iterator[Need]:
    match node:
        case Name(id=name):
            yield replace(at, indicator=name)
        case CountEvents():
            return
        case OverTime(inner=inner, years=None):
            yield from _of_node(inner, replace(at, year=-1))
        case OverTime(inner=inner, years=years) if years is not None:
            for year in years.all():
                yield from _of_node(inner, replace(at, year=year))
        case Among(group=group):
            for below in inside(node):
                yield from _of_node(below, replace(at, months=True) if group == "months" else replace(at, units=True))
        case _:
            for below in inside(node):
                yield from _of_node(below, at)
