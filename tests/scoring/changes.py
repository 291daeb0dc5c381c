"""Submissions changed as advice says: figures moved with what moves along, answers given, documents handed in."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from par_engine.catalogue.scope import Figure, figure_of
from par_engine.criteria.model import Requirement
from par_engine.evidence.submission import Reported
from par_engine.evidence.values import read_value
from par_engine.scoring.needs import Need, Way
from par_engine.scoring.result import ComponentResult, ScoreSheet
from tests.scoring.world import Plain


def followed(sheet: ScoreSheet, one: ComponentResult, way: Way, *, less: int = 0, only: Need | None = None) -> Plain:
    """The submission of a sheet after a way was gone; `less` steps short of it for the one figure it changes (of many:
    for `only` that one)."""
    data: Plain = copy.deepcopy(sheet.evidence.file.tree.data)
    for need in way.needs:
        _apply(data, sheet, one, need, less if only in (None, need) else 0)
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
            _move(data, sheet, need, less)


def _day_of_event(sheet: ScoreSheet, one: ComponentResult, event: str) -> dt.date:
    """The event happened on the day on which the document that follows it is issued."""
    wanted = next(each for each in one.placed.component.documents.values() if each.due and each.due.after == event)
    return _days(sheet, wanted, None)[0]


def _move(data: Plain, sheet: ScoreSheet, need: Need, less: int) -> None:
    """The figure by its change, and by the same change what the catalogue says moves along; rates that were right are
    stated anew. What is moved twice moves by both changes."""
    assert need.change is not None
    figure, known = figure_of(need.subject), sheet.yardstick.catalogue.indicators
    change = Fraction(need.change) - less * step_of(sheet, need)
    moved = {figure.indicator: 1, **known[figure.indicator].moves_with}
    for name, factor in moved.items():
        for place in _places(sheet, replace(figure, indicator=name)):
            _add(data, sheet, place, change * factor)
    numbers = {name: _now(data, sheet, Figure(name)) for name in sheet.evidence.numbers()}
    for name in numbers if figure.unit is None and figure.month is None else ():
        ratio = known[name].of
        parts = (ratio.numerator, ratio.denominator) if ratio else ()
        stated = set(parts) <= numbers.keys() and name not in sheet.evidence.suspect
        if stated and set(parts) & moved.keys():
            data["values"] |= {part: numbers[part].numerator for part in parts}
            data["values"][name] = "/".join(str(numbers[part].numerator) for part in parts)


def _places(sheet: ScoreSheet, figure: Figure) -> Iterator[Figure]:
    """A month belongs to its year; a year all of whose months are told gains in its last."""
    yield figure
    year = replace(figure, year=None, month=None)
    if sheet.evidence.value(year.key) is None or not sheet.yardstick.catalogue.indicators[figure.indicator].cumulative:
        return
    if figure.month is not None:
        yield year
        return
    told = [one for key in sheet.evidence.elsewhere if replace(one := figure_of(key), year=None, month=None) == year]
    months = sorted((one.year, one.month) for one in told if one.month is not None and one.year is not None)
    period = sheet.evidence.submission.period
    if len(months) == period.to.month - period.from_.month + 1:
        yield replace(figure, year=months[-1][0], month=months[-1][1])


def _group(data: Plain, figure: Figure) -> tuple[Plain, str]:
    """Where a figure stands in a submission: the mapping and its key."""
    place = data["sub_units"][figure.unit] if figure.unit else data
    if figure.month is None:
        return place.setdefault("values", {}), figure.indicator
    months: Plain = place.setdefault("series", {}).setdefault(figure.indicator, {})
    return months, f"{figure.year}-{figure.month:02}"


def _now(data: Plain, sheet: ScoreSheet, figure: Figure) -> Fraction:
    """A figure as the changed submission tells it; what was not changed is read from the sheet."""
    group, key = _group(data, figure)
    written = group.get(key)
    if written is not None and not isinstance(written, str | dict | bool):
        return Fraction(written)
    if isinstance(written, str) and written != _original(sheet, figure):
        return read_number(sheet, figure, written)
    return Fraction(sheet.situation.figures[figure.key])


def _original(sheet: ScoreSheet, figure: Figure) -> Any:
    group, key = _group(copy.deepcopy(sheet.evidence.file.tree.data), figure)
    return group.get(key)


def read_number(sheet: ScoreSheet, figure: Figure, written: str) -> Fraction:
    """A figure from what was written for it."""
    indicator = sheet.yardstick.catalogue.indicators[figure.indicator]
    return Fraction(read_value(indicator, Reported.model_construct(value=written)).number or 0)


def _add(data: Plain, sheet: ScoreSheet, figure: Figure, change: Fraction) -> None:
    if figure.key not in sheet.situation.figures:
        return
    indicator, after = sheet.yardstick.catalogue.indicators[figure.indicator], _now(data, sheet, figure) + change
    group, key = _group(data, figure)
    group[key] = (
        bool(after) if indicator.type.value == "yes_no" else _written(after, rate=indicator.type.value == "rate")
    )


def step_of(sheet: ScoreSheet, need: Need) -> Fraction:
    """The least by which this figure can change in the direction of the advice."""
    assert need.change is not None
    rate = sheet.yardstick.catalogue.indicators[figure_of(need.subject).indicator].type.value == "rate"
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
