"""What was summed up, as a submission file that `score` takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from itertools import takewhile
from typing import Any

import yaml

from par_engine.calendar import iso_stamp
from par_engine.catalogue.scope import Figure
from par_engine.errors import InputError
from par_engine.evidence.rollup.facts import names_of
from par_engine.evidence.rollup.rolled import Part, Rolled
from par_engine.evidence.rollup.rollup import RolledUp, lacking_words
from par_engine.evidence.submission import Document
from par_engine.numbers import plain
from par_engine.reading.fields import MAX_TEXT
from par_engine.reading.source import MAX_BYTES


def submission_of(done: RolledUp) -> dict[str, Any]:
    """The submission as plain values, in the order of the keys that people read."""
    plan, names, figures = done.plan, _short(done), _by_unit(done)
    made: dict[str, Any] = {
        "kind": "submission",
        "schema": 1,
        "agency": {"id": plan.agency.id, "name": plan.agency.name},
        "unit_kind": plan.unit_kind,
        "criteria_set": plan.criteria_set,
        "version": plan.version,
        "purpose": plan.purpose.value,
        "period": {"from": plan.period.from_.isoformat(), "to": plan.period.to.isoformat()},
        "prepared_on": plan.prepared_on.isoformat(),
        "note": plan.note,
        "values": _values(done, figures.get(None, [])),
        "series": _series(figures.get(None, [])),
        "sub_units": {unit: _unit(done, unit, figures.get(unit, [])) for unit in done.units()},
        "documents": _documents(done),
        "difficulties": _texts(done, "difficulties"),
        "proposals": _texts(done, "proposals"),
        "rolled_up": {
            "form": done.form.id,
            "reports": [names(one.name) for one in done.reports],
            "figures": {figure.key: _summed(done, figure, rolled, names) for figure, rolled in _ordered(done)},
            "left_out": {figure.key: reason for figure, (_, reason) in sorted(done.left_out.items(), key=_key)},
            **_told(done),
        },
    }
    if plan.agency.traits:
        made["agency"]["traits"] = list(plan.agency.traits)
    return {name: value for name, value in made.items() if value not in (None, {}, [])}


def submission_yaml(done: RolledUp) -> str:
    """The same as a YAML file, small enough to be read again: of very many units, the parts of each unit's figures,
    then their months, stay in the reports, and the file says so. Raises InputError when even that is too large."""
    shape = submission_of(done)
    if len(text := _yaml(shape)) <= _MOST:
        return text
    origins = shape["rolled_up"]
    origins["figures"] = {key: one for key, one in origins["figures"].items() if "#" not in key}
    origins["cut"] = "nguồn gốc số liệu của từng đơn vị trực thuộc: xem các báo cáo đã tổng hợp"
    if origins.pop("texts", None):
        origins["cut"] = "nguồn gốc số liệu và câu trả lời của từng đơn vị trực thuộc: xem các báo cáo đã tổng hợp"
    if len(text := _yaml(shape)) <= _MOST:
        return text
    shape["sub_units"] = {
        name: {key: part for key, part in one.items() if key != "series"} for name, one in shape["sub_units"].items()
    }
    origins["cut"] = "nguồn gốc và số liệu từng tháng của từng đơn vị trực thuộc: xem các báo cáo đã tổng hợp"
    if len(text := _yaml(shape)) <= _MOST:
        return text
    raise InputError(
        f"Hồ sơ tổng hợp của {len(done.units())} đơn vị quá lớn để đọc lại. "
        "Tổng hợp theo từng cụm rồi tổng hợp các cụm."
    )


_MOST = MAX_BYTES * 7 // 10
"""Letters: a Vietnamese one may take three bytes, most take one."""


def _yaml(shape: dict[str, Any]) -> str:
    return yaml.dump(shape, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def _key(item: tuple[Figure, object]) -> str:
    return item[0].key


ByUnit = dict[str | None, list[tuple[Figure, Rolled]]]


def _by_unit(done: RolledUp) -> ByUnit:
    """The figures of each unit, in order; those of the agency itself under None."""
    found: ByUnit = {}
    for figure, rolled in sorted(done.figures.items(), key=_key):
        found.setdefault(figure.unit, []).append((figure, rolled))
    return found


def _ordered(done: RolledUp) -> list[tuple[Figure, Rolled]]:
    """The figures whose parts are told: those of the whole period; a month's are the same, one by one."""
    return sorted(((one, rolled) for one, rolled in done.figures.items() if one.month is None), key=_key)


def _values(done: RolledUp, figures: list[tuple[Figure, Rolled]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for figure, rolled in figures:
        if figure.month is None:
            note = lacking_words(rolled, names_of(done.plan)) if figure in done.partial else ""
            found[figure.indicator] = {"value": rolled.raw(), "note": f"số chưa đủ, {note}"} if note else rolled.raw()
    return found


def _series(figures: list[tuple[Figure, Rolled]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for figure, rolled in figures:
        if figure.month is not None:
            found.setdefault(figure.indicator, {})[f"{figure.year}-{figure.month:02}"] = rolled.raw()
    return found


def _unit(done: RolledUp, unit: str, figures: list[tuple[Figure, Rolled]]) -> dict[str, Any]:
    one = done.plan.unit(unit)
    shape = {"name": one.name if one else unit, "values": _values(done, figures), "series": _series(figures)}
    return {name: value for name, value in shape.items() if value}


Names = Callable[[str], str]


def _short(done: RolledUp) -> Names:
    """Reports as the file calls them: without the folders that all of them lie in, which differ by machine."""
    used = {part.report for rolled in done.figures.values() for part in rolled.parts if part.report}
    folders = [name.split("/")[:-1] for name in {*used, *(one.name for one in done.reports)}]
    shared = list(takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False)))
    skip = "".join(f"{level[0]}/" for level in shared)
    return lambda name: name.removeprefix(skip)


def _summed(done: RolledUp, figure: Figure, rolled: Rolled, names: Names) -> dict[str, Any]:
    shape: dict[str, Any] = {"rule": rolled.rule, "parts": [_part(part, names) for part in rolled.parts]}
    if figure in done.partial:
        shape["lacking"] = lacking_words(rolled, names_of(done.plan))
    return shape


def _part(part: Part, names: Names) -> dict[str, Any]:
    shape = {
        "value": part.value,
        "unit": part.unit,
        "period": part.period,
        "indicator": part.indicator,
        "report": names(part.report) if part.report else "",
        "replaced": [{"value": value, "report": names(report)} for value, report in part.replaced],
    }
    return {name: value for name, value in shape.items() if name == "value" or value}


def _documents(done: RolledUp) -> list[dict[str, Any]]:
    """The papers of all reports, each once; an id that two units use for different papers is told apart."""
    found: dict[str, dict[str, Any]] = {}
    for report in done.reports:
        for document in report.model.documents:
            shape = _document(document)
            name = document.id
            if name in found and found[name] != shape:
                name = f"{report.model.agency.id}-{document.id}"
            while name in found and found[name] != {**shape, "id": name}:
                name = f"{name}-2"
            found[name] = {**shape, "id": name}
    return [found[name] for name in sorted(found)]


def _document(document: Document) -> dict[str, Any]:
    shape = document.model_dump(exclude_none=True, exclude_defaults=True)
    for name in ("issued", "sent", "received"):
        day = shape.get(name)
        if isinstance(day, dt.date):
            shape[name] = iso_stamp(day).replace("T", " ")
    if document.covers:
        shape["covers"] = [one.text for one in document.covers]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in shape.items()}


def _told(done: RolledUp) -> dict[str, Any]:
    """Answers in words by agency, and lists put together; nothing where nobody gave any."""
    texts = {
        question: [{"unit": one.unit, "period": one.period, "says": one.says} for one in answers]
        for question, answers in sorted(done.told.texts.items())
    }
    lists = {
        question: [{"item": item, "units": units} for item, units in items.items()]
        for question, items in sorted(done.told.lists.items())
    }
    return {name: said for name, said in (("texts", texts), ("lists", lists)) if said}


def _texts(done: RolledUp, field: str) -> str | None:
    """What units say in words, one after the other; what would be too long for a submission stays in the reports."""
    lines: list[str] = []
    for report in sorted(done.reports, key=lambda one: (one.model.agency.id, one.model.span, one.model.correction)):
        words = getattr(report.model, field)
        if words:
            lines.append(f"{report.model.agency.name}, {report.model.period.text}: {words}")
    rest = "… (còn nữa, xem từng báo cáo)"
    kept: list[str] = []
    for line in dict.fromkeys(lines):
        if sum(len(one) + 1 for one in [*kept, line]) > MAX_TEXT - len(rest) - 1:
            kept.append(rest)
            break
        kept.append(line)
    return "\n".join(kept) or None


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Plain YAML; what another reader could take for a number, a day or an answer stands in quotes."""


_PLAIN = re.compile(r"[^\W\d_][\w .,/()%+−–-]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    safe = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" ")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if safe else '"')


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", plain(number))


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _decimal)
