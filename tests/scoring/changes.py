"""Submissions changed as advice says: figures moved with what moves along, answers given, documents handed in."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from par_engine.criteria.model import Requirement
from par_engine.scoring.needs import Need, Way
from par_engine.scoring.result import ComponentResult, ScoreSheet
from tests.scoring.world import Plain


def followed(sheet: ScoreSheet, one: ComponentResult, way: Way, *, less: int = 0) -> Plain:
    """The submission of a sheet after a way was gone; `less` steps short of it for the one figure it changes."""
    data: Plain = copy.deepcopy(sheet.evidence.file.tree.data)
    for need in way.needs:
        _apply(data, sheet, one, need, less)
    return data


def _apply(data: Plain, sheet: ScoreSheet, one: ComponentResult, need: Need, less: int) -> None:
    values = data.setdefault("values", {})
    match need.kind:
        case "document":
            data.setdefault("documents", []).append(_paper(sheet, one, need))
        case "event":
            data.setdefault("events", {})[need.subject] = [_day_of_event(sheet, one, need.subject).isoformat()]
        case "option":
            values[need.subject] = need.option
        case "answer" | "item":
            values[need.subject] = True
            if f"{need.subject}_twin" in values:
                values[f"{need.subject}_twin"] = True
        case "indicator":
            _move(values, sheet, need, less)


def _day_of_event(sheet: ScoreSheet, one: ComponentResult, event: str) -> dt.date:
    """The event happened on the day on which the document that follows it is issued."""
    wanted = next(each for each in one.placed.component.documents.values() if each.due and each.due.after == event)
    return _days(sheet, wanted, None)[0]


def _move(values: Plain, sheet: ScoreSheet, need: Need, less: int) -> None:
    """The figure to its bound, and by the same change what the catalogue says moves along; rates that were right are
    stated anew."""
    assert need.change is not None
    known = sheet.yardstick.catalogue.indicators
    change = Fraction(need.change) - less * step_of(sheet, need)
    numbers = {name: Fraction(number) for name, number in sheet.evidence.numbers().items()}
    moved = {need.subject: 1, **known[need.subject].moves_with}
    for name in numbers.keys() & moved.keys():
        numbers[name] += change * moved[name]
        values[name] = _written(numbers[name], rate=known[name].type.value == "rate")
    for name in numbers:
        ratio = known[name].of
        parts = (ratio.numerator, ratio.denominator) if ratio else ()
        stated = set(parts) <= numbers.keys() and name not in sheet.evidence.suspect
        if stated and set(parts) & moved.keys():
            values |= {part: numbers[part].numerator for part in parts}
            values[name] = "/".join(str(numbers[part].numerator) for part in parts)


def step_of(sheet: ScoreSheet, need: Need) -> Fraction:
    """The least by which this figure can change in the direction of the advice."""
    assert need.change is not None
    rate = sheet.yardstick.catalogue.indicators[need.subject].type.value == "rate"
    least = Fraction(1, 10_000) if rate else Fraction(1)
    return least if need.change > 0 else -least


def _written(number: Fraction, *, rate: bool) -> Any:
    if rate:
        percent = Decimal((number * 100).numerator) / (number * 100).denominator
        return f"{percent:f}".replace(".", ",") + "%"
    return number.numerator if number.denominator == 1 else Decimal(number.numerator) / number.denominator


def _paper(sheet: ScoreSheet, one: ComponentResult, need: Need) -> Plain:
    """A document that carries everything, dated the last day that the advice allows."""
    key, _, instance = need.subject.partition("@")
    wanted = one.placed.component.documents[key]
    issued, counted = _days(sheet, wanted, need.by)
    return {
        "id": f"moi-{one.id}-{key}-{instance.replace('#', '-')}".lower(),
        "kind": wanted.kind,
        "number": "1/BC",
        "issued": issued.isoformat(),
        "sent": counted.isoformat(),
        "received": counted.isoformat(),
        "issuer": "Đơn vị",
        "title": "tài liệu nộp thêm",
        "page": "1",
        "link": "https://example.vn",
        "covers": [instance.partition("#")[0] or "year"],
        "proves": [f"{one.id}/{key}"],
    }


def _days(sheet: ScoreSheet, wanted: Requirement, by: dt.date | None) -> tuple[dt.date, dt.date]:
    """When it is issued, and the day that counts."""
    situation = sheet.situation
    window = wanted.dated or sheet.yardstick.set.dated
    span = window.span(situation.clock) if window else None
    day = by or sheet.on
    issued = min(max(day, span.first), span.last) if span and by is None else day
    if situation.proofs.counts(wanted).value == "received":
        return (min(issued, span.last) if span else issued), day
    return issued, issued
