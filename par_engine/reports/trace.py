"""The annex: how each point was decided, and what does not apply. Everything is what the engine recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from par_engine.calendar import viet_date
from par_engine.catalogue.growth import Root
from par_engine.catalogue.legal import Citation
from par_engine.criteria.model import Origin
from par_engine.evidence.values import Value
from par_engine.numbers import rounded, viet
from par_engine.reports.explain import cited
from par_engine.reports.printed import points
from par_engine.reports.proofs import proof_lines
from par_engine.reports.spoken import spoken
from par_engine.scoring import reasons
from par_engine.scoring.result import AreaResult, ComponentResult, Decided, ScoreSheet, SectionResult, State

Shape = dict[str, Any]


def trace_areas(sheet: ScoreSheet) -> list[Shape]:
    """Area by area, the trace of every component of the sheet."""
    found = []
    areas: list[AreaResult | SectionResult] = [*sheet.areas, *sheet.sections]
    for area in areas:
        below = [_trace(sheet, one) for one in sheet.components if one.placed.area.id == area.id]
        if below:
            found.append({"code": area.code, "title": area.title, "components": below})
    return found


def _trace(sheet: ScoreSheet, one: ComponentResult) -> Shape:
    component = one.placed.component
    part = sheet.yardstick.part(one.placed, sheet.situation.submission.unit_kind)
    return {
        "code": one.id,
        "title": component.title,
        "result": _result(one),
        "scale": component.rule.sentence(part),
        "standing": list(dict.fromkeys(reasons.sentence(step.words()) for step in one.placed.standing)),
        "measure": spoken(sheet, component.measure) if component.measure else "",
        "decisions": [_decision(sheet, one, decided) for decided in one.decided],
        "inputs": list(_inputs(sheet, one)),
        "documents": proof_lines(sheet, one),
        "basis": [_short(sheet, cite) for cite in component.basis],
        "origins": _origins(one),
        "note": component.provenance.note or "",
    }


def _result(one: ComponentResult) -> str:
    if one.state is State.NOT_APPLICABLE:
        return one.state.label
    if one.open == one.max_points:
        return f"{one.state.label}, còn ngỏ {points(one.open)} điểm"
    rest = f", còn ngỏ {points(one.open)}" if one.open else ""
    return f"{points(one.points)}/{points(one.max_points)} điểm{rest}"


def _decision(sheet: ScoreSheet, one: ComponentResult, decided: Decided) -> Shape:
    """Which rule decided on which number; points of a single decision are those of the component."""
    known, key = sheet.yardstick.set, decided.asked.compiled.decision.key
    several = len(one.decided) > 1 and decided.state is State.SCORED
    part = rounded(decided.points, known.decimals, known.rounding)
    return {
        "rule": ".".join(word for word in (one.id, key, decided.rule) if word),
        "exact": _exact(decided),
        "why": reasons.sentence(decided.why),
        "points": points(part) if several else "",
    }


def _exact(decided: Decided) -> str:
    """The exact fraction behind a rounded figure."""
    x = decided.asked.x
    if x is None or x.denominator == 1:
        return ""
    if isinstance(x, Root):
        return f"căn bậc {x.degree} của {viet(x.ratio.numerator)}/{viet(x.ratio.denominator)}, trừ 1"
    return f"{viet(x.numerator)}/{viet(x.denominator)}"


def _inputs(sheet: ScoreSheet, one: ComponentResult) -> Iterator[Shape]:
    found = {value.key: value for decided in one.decided for value in decided.asked.inputs}
    for value in found.values():
        doubt = value.key in sheet.evidence.suspect
        yield {"title": value.title, "value": value.words(), "from": _from(sheet, value), "doubt": doubt}


def _from(sheet: ScoreSheet, value: Value) -> str:
    """As of which day, and by which document."""
    reported = value.reported
    documents = {document.id: document for document in sheet.situation.submission.documents}
    found = [f"tính đến {viet_date(reported.as_of)}"] if reported.as_of else []
    found += [cited(sheet, documents[reported.document])] if reported.document in documents else []
    return "; ".join(found)


def _short(sheet: ScoreSheet, cite: Citation) -> str:
    """Number and place; date, issuer and title stand once in the list of texts."""
    text = sheet.yardstick.catalogue.texts[cite.text]
    return ", ".join(part for part in (text.number or text.title, cite.at) if part)


def _origins(one: ComponentResult) -> list[str]:
    """What of the component comes from where: `theo văn bản: cấu trúc, chỉ tiêu`."""
    origins = one.placed.origins()
    found = []
    for origin in Origin:
        parts = [part for part, its in origins.items() if its is origin]
        if parts:
            found.append(f"{origin.label}: {', '.join(parts)}")
    return found


def text_rows(sheet: ScoreSheet) -> list[Shape]:
    """The legal texts that the components of the sheet rest on, each once, in the order of the set."""
    cites = [cite.text for one in sheet.components for cite in one.placed.component.basis]
    texts = (sheet.yardstick.catalogue.texts[text] for text in dict.fromkeys(cites))
    return [{"words": text.words(), "title": text.title if text.number else ""} for text in texts]


def not_applicable_rows(sheet: ScoreSheet) -> list[Shape]:
    """Components outside the applicable maximum, each with its reason and basis."""
    return [_not_applicable(sheet, one) for one in sheet.components if one.state is State.NOT_APPLICABLE]


def _not_applicable(sheet: ScoreSheet, one: ComponentResult) -> Shape:
    exemption = one.exemption
    return {
        "code": one.id,
        "title": one.placed.component.title,
        "max": points(one.max_points),
        "reason": reasons.sentence(one.why),
        "basis": exemption.basis.words(sheet.yardstick.catalogue.texts) if exemption and exemption.basis else "",
        "unconfirmed": exemption is not None and not exemption.confirmed,
    }
