"""A criteria set as a paper to read: for every component how it is scored, by what proof, on what basis, by whom and
when, with a worked example. Generated from the set and its examples: it cannot say anything but what is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from par_engine.catalogue.spoken import in_words
from par_engine.criteria.model import Origin, Requirement, for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.evidence.submission import Document
from par_engine.evidence.values import Unreadable, read_value
from par_engine.numbers import viet
from par_engine.scoring.examples import Example, Scored
from par_engine.scoring.reasons import sentence
from par_engine.scoring.result import ComponentResult, State
from par_engine.scoring.written import unit_kinds_of

Shape = dict[str, Any]
WORKED = 2
"""So many examples are worked out for each component: one that earns most, one that loses."""


def reading_copy(yardstick: Yardstick, scored: Iterable[Scored]) -> Shape:
    """The set as plain data for pages and for Word."""
    known = yardstick.set
    examples = _examples(scored)
    return {
        "set": {
            "id": known.id,
            "title": known.title,
            "version": known.version,
            "years": yardstick.years_words,
            "digest": yardstick.digest,
            "basis": [one.words(yardstick.catalogue.texts) for one in known.basis],
            "units": [
                {"title": title, "most": viet(for_unit(known.max_points, kind))}
                for kind, title in known.unit_kinds.items()
            ],
            "deadlines": [
                {"title": known.unit_kinds.get(kind, "Mọi đơn vị"), "words": due.words(yardstick.clock())}
                for kind, due in known.deadlines.self_scoring.items()
            ],
            "note": known.provenance.note or "",
        },
        "areas": [_area(yardstick, area.id, examples) for area in yardstick.areas],
    }


def _area(yardstick: Yardstick, area_id: str, examples: Mapping[str, list[Scored]]) -> Shape:
    area = next(area for area in yardstick.areas if area.id == area_id)
    placed = [one for one in yardstick.components.values() if one.area.id == area_id]
    return {
        "id": area.id,
        "code": area.code,
        "title": area.title,
        "section": area.section.label if area.section else "",
        "most": _points(yardstick, area.max_points),
        "note": area.provenance.note or "",
        "components": [component_copy(yardstick, one, examples.get(one.id, [])) for one in placed],
    }


def component_copy(yardstick: Yardstick, placed: Placed, examples: list[Scored]) -> Shape:
    """One component; sentences one by one as they are read aloud."""
    component = placed.component
    return {
        "id": placed.id,
        "file": f"{placed.id}.html",
        "title": component.title,
        "above": list(placed.above),
        "most": _points(yardstick, component.max_points),
        "who": _who(yardstick, placed),
        "responsible": component.responsible.words() if component.responsible else "",
        "measure": _measure(yardstick, placed),
        "rule": component.rule.label,
        "steps": _steps(yardstick, placed),
        "requires": [_required(yardstick, one.component, one.at_least) for one in component.requires],
        "documents": [_document(yardstick, one) for one in component.documents.values()],
        "basis": [one.words(yardstick.catalogue.texts) for one in component.basis],
        "origin": _origin(placed),
        "note": component.provenance.note or "",
        "remedy": _remedy(yardstick, placed),
        "examples": [_worked(yardstick, one) for one in _chosen(examples)],
    }


def _points(yardstick: Yardstick, points: Mapping[str, Any]) -> str:
    """A maximum, or one per unit kind."""
    if "" in points:
        return viet(points[""])
    kinds = yardstick.set.unit_kinds
    return "; ".join(f"{kinds.get(kind, kind)} {viet(most)}" for kind, most in points.items())


def _who(yardstick: Yardstick, placed: Placed) -> list[str]:
    """Whom it is for, and whom it releases."""
    known, to = yardstick.set, placed.component.applies_to
    named = [known.agencies[one].name if one in known.agencies else one for one in to.agencies]
    kinds = [
        known.unit_kinds[kind]
        for kind in (to.unit_kinds or () if named else unit_kinds_of(yardstick, placed.component))
    ]
    rows = ["; ".join((*kinds, *named))]
    exempt = [*to.except_, *(one for one in known.exemptions if placed.id in one.components)]
    return [*rows, *(f"Không áp dụng: {one.reason}" for one in exempt)]


def _measure(yardstick: Yardstick, placed: Placed) -> str:
    component = placed.component
    if component.measure is None:
        return ""
    known, constants = yardstick.catalogue.indicators, yardstick.set.constants

    def title(name: str) -> str:
        if name in known:
            return known[name].title
        return constants[name].title if name in constants else yardstick.part(placed, "").title(name)

    zero = f" Khi mẫu số bằng 0: {component.when_denominator_zero.label}." if component.when_denominator_zero else ""
    return f"{in_words(component.measure, title)}.{zero}"


def _steps(yardstick: Yardstick, placed: Placed) -> list[str]:
    """How points are earned, a sentence per step; where unit kinds differ in their maxima, by unit kind."""
    kinds = unit_kinds_of(yardstick, placed.component) or list(yardstick.set.unit_kinds)
    said: dict[str, list[str]] = {}
    for kind in kinds:
        if for_unit(placed.component.max_points, kind):
            said.setdefault(placed.component.rule.sentence(yardstick.part(placed, kind)), []).append(kind)
    found = []
    for words, these in said.items():
        head = ", ".join(yardstick.set.unit_kinds[kind] for kind in these) + ": " if len(said) > 1 else ""
        found += [sentence(f"{head}{part}") for part in words.rstrip(".").split("; ")]
    return [*found, *dict.fromkeys(sentence(one.words()) for one in placed.standing)]


def _required(yardstick: Yardstick, component: str, least: Any) -> str:
    title = yardstick.components[component].component.title
    much = f"từ {viet(least)} điểm trở lên" if least is not None else "trên 0 điểm"
    return f"{component} {title}: {much}"


def _document(yardstick: Yardstick, wanted: Requirement) -> Shape:
    kind = yardstick.catalogue.proofs.get(wanted.kind)
    window = wanted.issue_span(yardstick.clock(), None)
    return {
        "title": f"{kind.title if kind else wanted.kind} {wanted.about}",
        "by": wanted.by or "",
        "due": wanted.due.words(yardstick.clock()) if wanted.due else "",
        "window": str(window) if window else "",
        "counts": wanted.counted(yardstick.catalogue.proofs).label,
        "if_any": wanted.when is not None,
        "carries": [part.label for part in kind.requires] if kind else [],
    }


def _origin(placed: Placed) -> list[Shape]:
    return [
        {"part": part, "label": origin.label, "assumed": origin is Origin.ASSUMPTION}
        for part, origin in placed.origins().items()
    ]


def _remedy(yardstick: Yardstick, placed: Placed) -> Shape:
    remedy = placed.component.remedy
    if remedy is None:
        return {"action": "", "owner": "", "effort": 0}
    agency = yardstick.set.agencies.get(remedy.owner)
    return {"action": remedy.action, "owner": agency.name if agency else remedy.owner, "effort": remedy.effort}


# Worked examples


def _examples(scored: Iterable[Scored]) -> dict[str, list[Scored]]:
    found: dict[str, list[Scored]] = {}
    for one in scored:
        if one.result is not None:
            found.setdefault(one.example.component, []).append(one)
    return found


def _chosen(examples: list[Scored]) -> list[Scored]:
    """One that earns most, and the one that earns most of those that lose something by the rule."""
    ranked = sorted(
        (one for one in examples if _result(one).state is State.SCORED), key=lambda one: -_result(one).points
    )
    losing = [one for one in ranked if _result(one).lost and _result(one).points]
    chosen = [*ranked[:1], *(one for one in (losing or ranked[1:]) if one is not ranked[0])][:WORKED]
    return chosen or examples[:1]


def _result(one: Scored) -> ComponentResult:
    if one.result is None:
        raise ValueError(one.example.name)
    return one.result


def _worked(yardstick: Yardstick, one: Scored) -> Shape:
    result = _result(one)
    return {
        "name": one.example.name,
        "given": [*_figures(yardstick, one.example), *(_paper(yardstick, paper) for paper in one.example.documents)],
        "points": viet(result.points) if result.state is State.SCORED else result.state.label,
        "scored": result.state is State.SCORED,
        "why": result.why,
    }


def _figures(yardstick: Yardstick, example: Example) -> Iterator[str]:
    known = yardstick.catalogue.indicators
    for name, reported in example.values.items():
        if name in known:
            try:
                yield f"{known[name].title}: {read_value(known[name], reported).words()}"
            except Unreadable:
                yield f"{known[name].title}: {reported.value}"


def _paper(yardstick: Yardstick, paper: Document) -> str:
    kind = yardstick.catalogue.proofs.get(paper.kind)
    return f"{kind.title if kind else paper.kind} {paper.words()}"
