"""A submission put into a form: what was handed in as YAML, or read from an older workbook, goes on in a workbook.

Reading the filled form gives the same submission again; what has no row of its own gets one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from par_engine.calendar import hour_of, viet_date
from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.evidence.submission import Document, History, Raw, Reported, Series, Submission
from par_engine.evidence.workbook.form import Cells, Form, FormSheet, Row
from par_engine.evidence.workbook.layout import (
    DASH,
    ENTRIES,
    NONE,
    PREVIOUS,
    code_of,
)
from par_engine.numbers import viet
from par_engine.reading.books.arithmetic import DIGITS

Known = Mapping[str, Indicator]
AT_LEAST = 20
"""So many blank rows are left in a table after filling."""


def filled(form: Form, submission: Submission, known: Known) -> Form:
    """The form with everything that a submission says."""
    filling = _Filling(form, submission, known)
    fillers: dict[str, Callable[[FormSheet], Iterable[Row]]] = {
        "info": filling.info,
        "area": filling.area,
        "documents": filling.documents,
        "explained": filling.explained,
        "events": filling.events,
        "figures": filling.figures,
        "units": filling.units,
        "merged": filling.merged,
    }
    sheets = (replace(sheet, rows=tuple(fillers[sheet.table.id](sheet))) for sheet in form.sheets)
    return replace(form, sheets=tuple(sheets))


class _Filling:
    def __init__(self, form: Form, submission: Submission, known: Known) -> None:
        self.form, self.submission, self.known = form, submission, known
        areas = [row for sheet in form.sheets if sheet.table.id == "area" for row in sheet.rows]
        self.asked = {str(row.cells["indicator"]) for row in areas if "indicator" in row.cells}

    def info(self, sheet: FormSheet) -> Iterator[Row]:
        for entry, row in zip(ENTRIES, sheet.rows, strict=True):
            if entry.locked:
                yield row
            else:
                yield replace(row, cells={**row.cells, "content": self._content(entry.path)})

    def _content(self, path: tuple[str, ...]) -> object:
        said: object = self.submission
        for name in path:
            said = getattr(said, "from_" if name == "from" else name)
        if path == ("purpose",):
            return self.submission.purpose.label
        return "; ".join(said) if isinstance(said, tuple) else said or ""

    def area(self, sheet: FormSheet) -> Iterator[Row]:
        for row in sheet.rows:
            reported = self.submission.values.get(str(row.cells.get("indicator", "")))
            yield replace(row, cells={**row.cells, **self.reported(reported, row.indicator)}) if reported else row

    def reported(self, reported: Reported, indicator: Indicator | None) -> Cells:
        return {
            "value": as_typed(reported.value, indicator),
            "as_of": reported.as_of or "",
            "document": reported.document or "",
            "note": reported.note or "",
        }

    def documents(self, sheet: FormSheet) -> Iterator[Row]:
        kinds = {code_of(text): text for text in self.form.lists["loai_tai_lieu"]}
        found = [_document(one, kinds) for one in self.submission.documents]
        yield from _put(sheet.rows, found, "id")

    def explained(self, sheet: FormSheet) -> Iterator[Row]:
        claims, explanations = self.submission.claims, self.submission.explanations
        codes = [str(row.cells["component"]) for row in sheet.rows]
        others = [code for code in dict.fromkeys([*claims, *explanations]) if code not in codes]
        model = sheet.rows[0]
        rows = [*sheet.rows, *(replace(model, cells={"component": code}) for code in others)]
        for row in rows:
            code = str(row.cells["component"])
            cells: dict[str, object] = {"explanation": explanations.get(code, "")}
            if claim := claims.get(code):
                cells |= {"points": claim.points, "reason": claim.reason}
            yield replace(row, cells={**row.cells, **cells})

    def events(self, sheet: FormSheet) -> Iterator[Row]:
        events = self.submission.events
        codes = [str(row.cells["event"]) for row in sheet.rows]
        rows = [*sheet.rows, *(replace(sheet.rows[0], cells={"event": one}) for one in events if one not in codes)]
        for row in rows:
            days = events.get(str(row.cells["event"]))
            says = "" if days is None else "; ".join(viet_date(day) for day in days) or NONE
            yield replace(row, cells={**row.cells, "days": says})

    def figures(self, sheet: FormSheet) -> Iterator[Row]:
        """Printed rows get their value; others follow."""
        submission = self.submission
        others = {name: one for name, one in submission.values.items() if name not in self.asked}
        found = {(name, ""): one for name, one in others.items()}
        found |= {(name, PREVIOUS): one for name, one in submission.previous_values.items()}
        found |= {(name, period): one for name, period, one in _past(submission.history, submission.series)}
        spare = []
        for row in sheet.rows:
            key = code_of(str(row.cells.get("indicator", ""))), str(row.cells.get("period", ""))
            cells = {name: said for name, said in row.cells.items() if name != "value"}
            if one := found.pop(key, None):
                yield replace(row, cells={**cells, **self.reported(one, self.known.get(key[0]))})
            elif cells:
                yield replace(row, cells=cells)
            else:
                spare.append(row)
        more = [
            {"indicator": self.choice(name), "period": period, **self.reported(one, self.known.get(name))}
            for (name, period), one in found.items()
        ]
        more += [
            {"indicator": self.choice(name), "office": office, **self.reported(one, self.known.get(name))}
            for office, figures in submission.from_offices.items()
            for name, one in figures.items()
        ]
        yield from _put(spare, more)

    def choice(self, name: str) -> str:
        return f"{name}{DASH}{self.known[name].title}" if name in self.known else name

    def units(self, sheet: FormSheet) -> Iterator[Row]:
        units = self.submission.sub_units
        if units == {}:
            yield from _put(_blank(sheet.rows), [{"unit": NONE}])
            return
        found: list[Cells] = []
        for key, unit in (units or {}).items():
            said = [(name, "", one) for name, one in unit.values.items()]
            said += [(name, PREVIOUS, one) for name, one in unit.previous_values.items()]
            said += _past(unit.history, unit.series)
            found += self.members(key, unit.name, said)
        yield from _put(_blank(sheet.rows), found)

    def merged(self, sheet: FormSheet) -> Iterator[Row]:
        found: list[Cells] = []
        for one in self.submission.predecessors:
            found += self.members(one.id, one.name, list(_past(one.history, {})))
        yield from _put(sheet.rows, found)

    def members(self, key: str, name: str, said: list[tuple[str, str, Reported]]) -> Iterator[Cells]:
        if not said:
            yield {"unit": key, "name": name}
        for indicator, period, one in said:
            cells = {"unit": key, "name": name, "indicator": self.choice(indicator), "period": period}
            yield {**cells, **self.reported(one, self.known.get(indicator))}


def _past(history: History, series: Series) -> Iterator[tuple[str, str, Reported]]:
    for year, figures in history.items():
        for name, one in figures.items():
            yield name, str(year), one
    for name, months in series.items():
        for month, one in months.items():
            yield name, month, one


def _document(one: Document, kinds: Mapping[str, str]) -> Cells:
    said = ("number", "issuer", "title", "page", "link", "file", "place", "contract", "note")
    texts = {name: getattr(one, name) or "" for name in said}
    days = {name: _stamp(getattr(one, name)) for name in ("issued", "sent", "received", "captured")}
    lists = {"covers": "; ".join(when.text for when in one.covers), "proves": "; ".join(one.proves)}
    lists["parties"] = "; ".join(one.parties)
    return {"id": one.id, "kind": kinds.get(one.kind, one.kind), **texts, **days, **lists}


def _stamp(day: dt.date | None) -> object:
    """A day; with an hour it is written as text, which no program rounds."""
    hour = hour_of(day) if day else None
    return f"{viet_date(day)} {hour:%H:%M}" if day and hour is not None else day or ""


def _blank(rows: Iterable[Row]) -> list[Row]:
    return [replace(row, cells={}) for row in rows]


def _put(rows: Iterable[Row], found: Iterable[Cells], *kept: str) -> Iterator[Row]:
    """Contents into blank rows, then into new ones; the blank rows that are left over stay, and some always do."""
    rows, found = list(rows), list(found)
    waiting = list(rows)
    model = replace(waiting[0], cells={}) if waiting else Row({})
    for cells in found:
        row = waiting.pop(0) if waiting else model
        yield replace(row, cells={**row.cells, **cells})
    taken = {str(cells.get(key, "")) for cells in found for key in kept}
    blank = partial(_without, taken=taken)
    yield from (replace(row, cells=blank(row.cells)) for row in waiting)
    yield from [model] * (min(AT_LEAST, len(rows)) - len(waiting))


def _without(cells: Cells, taken: set[str]) -> Cells:
    """Suggested ids that something else has already are not suggested again."""
    return {name: said for name, said in cells.items() if str(said) not in taken}


def as_typed(raw: Raw, indicator: Indicator | None) -> object:
    """A value as an officer types it. Texts stay as they are; numbers that a workbook cannot keep exactly are texts."""
    if isinstance(raw, bool):
        return "Có" if raw else "Không"
    if isinstance(raw, str):
        is_option = indicator is not None and indicator.type is IndicatorType.CHOICE
        return _unique_title(indicator, raw) if indicator and is_option else raw
    digits = len(Decimal(raw).normalize().as_tuple().digits) if isinstance(raw, Decimal) else len(str(abs(raw)))
    if digits <= DIGITS:
        return raw
    return viet(raw).replace(".", "")


def _unique_title(indicator: Indicator, raw: str) -> str:
    """The title of an option, where it means only that option."""
    titles = [option.title for option in indicator.options]
    title = indicator.option_title(raw)
    return title if titles.count(title) == 1 else raw
