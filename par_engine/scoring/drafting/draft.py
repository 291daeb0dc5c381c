"""One example per rule: what must be asked of the evidence for a rule to fire, and an example that does.

The draft is scored before it is shown; what came out becomes its expectation. A rule for which nothing was found is
said so: then no example exists, or only a person can think of one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from par_engine.calendar import parse_date, viet_date
from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.catalogue.measure import Among, Exact
from par_engine.catalogue.scope import figure_of
from par_engine.criteria.decisions import Question
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.evidence.evidence import Evidence
from par_engine.numbers import viet, viet_rate
from par_engine.scoring.drafting.papers import Content, papers
from par_engine.scoring.drafting.plan import Plan, Stage, plain_number, plan_for
from par_engine.scoring.drafting.solve import Figures, solve
from par_engine.scoring.examples import Bench, Example, example_evidence, score_example
from par_engine.scoring.result import ComponentResult, State
from par_engine.scoring.situation import Situation
from par_engine.scoring.written import (
    EXEMPT,
    NO_DOCUMENT,
    PREREQUISITE,
    ZERO,
    WrittenRule,
    reached,
    rules_of,
    unit_kinds_of,
)

UNITS = 10
"""So many sub-units an example has where they are counted."""


@dataclass(frozen=True)
class Draft:
    """A rule with an example that reaches it, as it would be written; None where none was found."""

    rule: WrittenRule
    content: Content | None


def drafts(bench: Bench, component: str, rules: Iterable[WrittenRule] | None = None) -> Iterator[Draft]:
    """An example for every rule of a component, or for those given."""
    placed = bench.yardstick.components[component]
    for rule in rules_of(bench.yardstick, placed) if rules is None else rules:
        yield Draft(rule, next(_tries(bench, placed, rule), None))


def _tries(bench: Bench, placed: Placed, rule: WrittenRule) -> Iterator[Content]:
    """Examples of a rule that were scored and reach it."""
    for stage in _stages(bench, placed, rule):
        for content in _contents(stage, rule):
            example = Example.model_validate({**content, "expect": {"state": State.SCORED}})
            result = score_example(example, bench.program(example))
            if result and rule.key in set(reached(result)):
                yield {**content, "name": _name(rule, result), "expect": _expectation(result)}


def _stages(bench: Bench, placed: Placed, rule: WrittenRule) -> Iterator[Stage]:
    """Who the example is about: the first unit kind for which the rule exists; the year in which a target is due."""
    for year in bench.files.years or (bench.yardstick.set.year,):
        for unit_kind in unit_kinds_of(bench.yardstick, placed.component):
            agency = _agency(bench.yardstick, placed, unit_kind)
            draft: Content = {"name": "nháp", "component": placed.id, "unit_kind": unit_kind, "on": f"31/12/{year}"}
            draft |= {"agency": agency} if agency else {}
            draft |= {"events": dict.fromkeys(bench.yardstick.set.events, f"01/06/{year}")}
            draft |= {"sub_units": _sub_units()} if _counts_units(placed) else {}
            draft |= {"year": year} if len(bench.files.years) > 1 else {}
            example = Example.model_validate({**draft, "expect": {"state": State.SCORED}})
            program = bench.program(example)
            here = program.yardstick.components[placed.id]
            if here.target is None:
                evidence: Evidence = example_evidence(example, program)
                situation = Situation(program.yardstick, evidence, example.on)
                yield Stage(bench, program.yardstick, here, unit_kind, agency, year, situation)


def _agency(yardstick: Yardstick, placed: Placed, unit_kind: str) -> str | None:
    """An agency that the component names, where the unit kind alone does not make it apply."""
    to = placed.component.applies_to
    if unit_kind in to.unit_kinds or not to.agencies:
        return None
    known = yardstick.set.agencies
    return next((one for one in to.agencies if one in known and known[one].unit_kind == unit_kind), None)


def _counts_units(placed: Placed) -> bool:
    component = placed.component
    measures = [measure for _, measure in component.rule.measures()]
    measures += [one.when.measure for one in component.documents.values() if one.when]
    measures += [component.measure] if component.measure else []
    return any(isinstance(node, Among) and node.group == "sub_units" for one in measures for node in one.nodes())


def _sub_units() -> dict[str, dict[str, object]]:
    return {f"don-vi-{number}": {"name": f"Đơn vị {number}"} for number in range(1, UNITS + 1)}


def _contents(stage: Stage, rule: WrittenRule) -> Iterator[Content]:
    """Examples to try for a rule."""
    decisions = stage.yardstick.decisions(stage.placed, stage.unit_kind)
    match rule.name:
        case name if name == EXEMPT:
            plan = plan_for(stage, decisions, None, None)
            number = rule.path[-1]
            except_ = stage.placed.component.applies_to.except_[number if isinstance(number, int) else 0]
            extra: Content = {"agency": except_.agency} if except_.agency else {"traits": [except_.trait]}
            yield from _written(stage, plan, extra)
        case name if name == NO_DOCUMENT:
            plan = plan_for(stage, decisions, None, None)
            if plan:
                plan.absent |= set(stage.placed.component.documents)
            yield from _written(stage, plan, {})
        case name if name == PREREQUISITE:
            plan = plan_for(stage, decisions, None, None)
            yield from _written(stage, plan, {}, prerequisites=False)
        case name if name == ZERO:
            for decision in decisions:
                if decision.question is Question.MEASURE:
                    yield from _written(stage, plan_for(stage, decisions, decision, None), {})
            if _counts_units(stage.placed):
                yield from _written(stage, plan_for(stage, decisions, None, None), {"sub_units": {}})
        case _:
            for decision in decisions:
                for step in decision.steps:
                    if step.path == rule.path and step.name == rule.name:
                        yield from _written(stage, plan_for(stage, decisions, decision, step), {})


def _written(stage: Stage, plan: Plan | None, extra: Content, *, prerequisites: bool = True) -> Iterator[Content]:
    """The plan as an example, without its name and expectation."""
    if plan is None:
        return
    catalogue = stage.yardstick.catalogue
    figures = solve(plan.wanted, catalogue.indicators, catalogue.checks) if plan.wanted else {}
    if figures is None:
        return
    content: Content = {"component": stage.placed.id, "unit_kind": stage.unit_kind}
    content |= {"agency": stage.agency} if stage.agency else {}
    content |= {"year": stage.year} if len(stage.bench.files.years) > 1 else {}
    documents = papers(stage.yardstick, stage.placed, stage.clock, plan.late, frozenset(plan.absent))
    placed_values = _placed(stage, figures)
    values = {**placed_values.pop("values", {}), **plan.values}
    required = _prerequisites(stage) if prerequisites else []
    for one in required:
        values = {**one.get("values", {}), **values}
        documents += one.get("documents", [])
    content |= {"values": values} if values else {}
    content |= placed_values
    content |= {"documents": documents} if documents else {}
    for name, found in (("survey", plan.survey), ("external", plan.external), ("judged", plan.judged)):
        content |= {name: found} if found else {}
    events = {event for one in stage.placed.component.documents.values() if one.due and (event := one.due.event)}
    content |= {"events": dict.fromkeys(sorted(events), f"01/06/{stage.year}")} if events else {}
    content |= extra
    yield {"name": "nháp", "on": _on(stage, documents), **content}


def _placed(stage: Stage, figures: Figures) -> Content:
    """Figures where an example writes them: this year's, of years before, of months, of sub-units."""
    known, found = stage.yardstick.catalogue.indicators, dict[str, Any]()
    if _counts_units(stage.placed):
        found["sub_units"] = _sub_units()
    for key, number in figures.items():
        figure = figure_of(key)
        value = _value(known[figure.indicator], number)
        place = found if figure.unit is None else found["sub_units"][figure.unit]
        if figure.month is not None:
            months = place.setdefault("series", {}).setdefault(figure.indicator, {})
            months[f"{figure.year}-{figure.month:02}"] = value
        elif figure.year is not None:
            place.setdefault("history", {}).setdefault(str(figure.year), {})[figure.indicator] = value
        else:
            place.setdefault("values", {})[figure.indicator] = value
    return found


def _value(indicator: Indicator, number: Exact) -> object:
    if indicator.type is IndicatorType.YES_NO:
        return bool(number)
    if indicator.type is IndicatorType.RATE:
        return viet_rate(Fraction(number))
    return plain_number(number)


def _prerequisites(stage: Stage) -> list[Content]:
    """What the components that must be reached first ask for, each at its best."""
    found: list[Content] = []
    for wanted in stage.placed.component.requires:
        placed = stage.yardstick.components[wanted.component]
        other = replace(stage, placed=placed)
        plan = plan_for(other, stage.yardstick.decisions(placed, stage.unit_kind), None, None)
        found += _written(other, plan, {})
    return found


def _on(stage: Stage, documents: Sequence[Content]) -> str:
    """A day on which everything is in: the end of the year, or the day after the last document."""
    days = [dt.date(stage.year, 12, 31)]
    for wanted in stage.placed.component.documents.values():
        lasts = [one.closes for one in wanted.due.instances(stage.clock)] if wanted.due and wanted.due.repeats else []
        lasts += [last] if wanted.due and (last := wanted.due.last_day(stage.clock)) else []
        days += [dt.date(last.year, last.month, last.day) + dt.timedelta(days=1) for last in lasts]
    days += [parse_date(one[name]) for one in documents for name in ("issued", "received") if name in one]
    return viet_date(max(days))


def _name(rule: WrittenRule, result: ComponentResult) -> str:
    """`Từ 95% đến dưới 100% được 2 điểm`."""
    title = rule.title[:1].upper() + rule.title[1:]
    if result.state is not State.SCORED:
        return f"{title}: {result.state.label}"
    return f"{title} được {viet(result.points.normalize() + 0)} điểm"


def _expectation(result: ComponentResult) -> Content:
    """What came out, as `expect` says it."""
    expect: Content = {"state": result.state.value}
    if result.state is State.SCORED:
        expect["points"] = plain_number(Fraction(result.points))
        causes = [loss.cause.value for loss in result.losses]
        expect |= {"cause": causes[0]} if causes else {}
    return expect
