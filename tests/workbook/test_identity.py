"""Form, fill, read is the identity: for every type of indicator, and for everything else a submission can say."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.submission import Document, Reported, Submission
from par_engine.evidence.values import Unreadable, read_value
from par_engine.evidence.workbook.filling import filled
from par_engine.evidence.workbook.form import Form, Row
from par_engine.evidence.workbook.layout import DOCUMENTS, ENTRIES
from par_engine.evidence.workbook.writing import write_form
from par_engine.numbers import viet
from tests.evidence.make import catalogue
from tests.workbook.forms import blank_form

KNOWN = catalogue().indicators


@cache
def of_type(kind: IndicatorType) -> Indicator:
    """One indicator of each type."""
    return next(one for one in KNOWN.values() if one.type is kind)


@cache
def small_form() -> Form:
    """The form with few rows: every table, and in the area one row for an indicator of every other type."""
    inputs = frozenset({"value", "as_of", "document", "note"})
    asked = [of_type(kind) for kind in list(IndicatorType)[::2]]
    rows = tuple(Row({"indicator": one.id, "title": one.title}, inputs, "figure", one) for one in asked)
    sheets = [replace(sheet, rows=rows if sheet.table.id == "area" else sheet.rows) for sheet in blank_form().sheets]
    kept = {sheet.table.id: sheet for sheet in sheets}
    few = {"documents", "figures", "units", "merged", "explained"}
    cut = (replace(one, rows=one.rows[-2:] if one.table.id in few else one.rows) for one in kept.values())
    return replace(blank_form(), sheets=tuple(cut), lists={name: one[:40] for name, one in blank_form().lists.items()})


def fits(text: str) -> bool:
    """Texts that a file may hold: composed, with content at both ends."""
    return bool(text) and text == text.strip() and unicodedata.is_normalized("NFC", text)


LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x1EFF, categories=("L", "N", "P", "Zs", "S"))
TEXTS = st.text(LETTERS, min_size=1, max_size=30).filter(fits) | st.sampled_from(
    [
        "=1+1",
        "=cmd|'/c calc'!A0",
        "@SUM(A1)",
        "1.10",
        "08",
        "http://vi-du.vn/?a=1&b=<c>",
        "dòng 1\ndòng 2",
        "-5",
        "'nháy",
    ]
)
DAYS = st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)).map(lambda day: f"{day:%d/%m/%Y}")
HOURS = st.times().map(lambda hour: f" {hour:%H:%M}")
STAMPS = st.builds(str.__add__, DAYS, st.just("") | HOURS)
IDS = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
CODES = st.from_regex(r"[0-9]\.[0-9]{1,2}", fullmatch=True)
PERIODS = st.sampled_from(["Q1", "M4", "H1", "year", "12/2019", "31/12/2019", "nine_months", "W05"])
VALUES: dict[IndicatorType, st.SearchStrategy[Any]] = {
    IndicatorType.COUNT: st.integers(0, 2**60 - 1) | st.sampled_from(["1.088", "08", "0"]),
    IndicatorType.AMOUNT: st.decimals(0, 10**9, places=4) | st.integers(0, 10**17) | st.just("1.234,5"),
    IndicatorType.RATE: st.sampled_from(["94,93%", "2.104/34.348", "0%", "100%"])
    | st.decimals(0, 100, places=3).map(lambda rate: f"{viet(rate)}%"),
    IndicatorType.YES_NO: st.booleans() | st.sampled_from(["có", "không"]),
    IndicatorType.CHOICE: st.sampled_from([one.id for one in of_type(IndicatorType.CHOICE).options]),
    IndicatorType.DATE: DAYS,
}  # fmt: skip


@st.composite
def reported(draw: st.DrawFn, kind: IndicatorType) -> dict[str, Any]:
    """A value with what may stand beside it."""
    beside = {"as_of": DAYS, "document": IDS, "note": TEXTS}
    said = draw(st.fixed_dictionaries({}, optional=beside))
    return {"value": draw(VALUES[kind]), **said}


def figures() -> st.SearchStrategy[dict[str, Any]]:
    """Values of several indicators."""
    return st.fixed_dictionaries({}, optional={of_type(kind).id: reported(kind) for kind in IndicatorType})


HISTORY = st.dictionaries(st.sampled_from(["2015", "2018"]), figures().filter(bool), max_size=2)
MONTHS = st.dictionaries(st.sampled_from(["2019-01", "2019-12"]), reported(IndicatorType.COUNT), min_size=1)
SERIES = st.fixed_dictionaries({}, optional={of_type(IndicatorType.COUNT).id: MONTHS})
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "values": figures(),
    "previous_values": figures(),
    "history": HISTORY,
    "series": SERIES,
    "sub_units": st.dictionaries(
        IDS,
        st.fixed_dictionaries(
            {"name": TEXTS},
            optional={"values": figures(), "previous_values": figures(), "history": HISTORY, "series": SERIES},
        ),
        max_size=2,
    ),
    "predecessors": st.lists(
        st.fixed_dictionaries({"id": IDS, "name": TEXTS, "history": HISTORY}),
        max_size=2,
        unique_by=lambda one: one["id"],
    ),
    "from_offices": st.dictionaries(IDS, figures().filter(bool), max_size=2),
    "documents": st.lists(
        st.fixed_dictionaries(
            {"id": IDS, "kind": st.sampled_from(["bao_cao", "ke_hoach"])},
            optional={
                **dict.fromkeys(("number", "issuer", "title", "page", "link", "file"), TEXTS),
                **dict.fromkeys(("place", "contract", "note"), TEXTS),
                **dict.fromkeys(("issued", "sent", "received", "captured"), STAMPS),
                "parties": st.lists(IDS, max_size=2),
                "covers": st.lists(PERIODS, max_size=2),
                "proves": st.lists(CODES | st.just("8.5/report"), max_size=3),
            },
        ),
        max_size=3,
    ),
    "events": st.dictionaries(IDS, st.lists(DAYS, max_size=2), max_size=2),
    "claims": st.dictionaries(
        CODES, st.fixed_dictionaries({"points": st.decimals(0, 100, places=2), "reason": TEXTS}), max_size=2
    ),
    "explanations": st.dictionaries(CODES, TEXTS, max_size=2),
    "note": TEXTS,
    "difficulties": TEXTS,
    "proposals": TEXTS,
}  # fmt: skip


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    """Anything that a submission may say."""
    head = {
        "kind": "submission",
        "schema": 1,
        "agency": {"id": draw(IDS), "name": draw(TEXTS), "traits": draw(st.lists(IDS, max_size=2))},
        "unit_kind": "province",
        "criteria_set": "thanh-hoa-2019",
        "version": "1",
        "purpose": draw(st.sampled_from(["official", "rehearsal"])),
        "period": {"from": "01/01/2019", "to": "31/12/2019"},
        "prepared_on": draw(DAYS),
    }
    return Submission.model_validate({**head, **draw(st.fixed_dictionaries({}, optional=PARTS))})


def understood(submission: Submission) -> Any:
    """A submission with every value as it is understood, so that `Có` is `true` and `1.088` typed as text is 1088."""

    def one(name: str, said: Reported) -> Any:
        value = read_value(KNOWN[name], said)
        return value.number, value.option, value.day, value.part, said.as_of, said.document, said.note

    def all_of(said: dict[str, Reported]) -> Any:
        return {name: one(name, value) for name, value in said.items()}

    def past(history: dict[int, dict[str, Reported]]) -> Any:
        return {year: all_of(said) for year, said in history.items() if said}

    def months(series: dict[str, dict[str, Reported]]) -> Any:
        return {name: {month: one(name, said) for month, said in by.items()} for name, by in series.items()}

    units = submission.sub_units
    told = {
        "values": all_of(submission.values),
        "previous_values": all_of(submission.previous_values),
        "history": past(submission.history),
        "series": months(submission.series),
        "sub_units": units
        if units is None
        else {
            key: (unit.name, all_of(unit.values), all_of(unit.previous_values), past(unit.history), months(unit.series))
            for key, unit in units.items()
        },
        "from_offices": {office: all_of(said) for office, said in submission.from_offices.items()},
        "predecessors": [(unit.id, unit.name, past(unit.history)) for unit in submission.predecessors],
    }
    return told, submission.model_copy(update=dict.fromkeys(told))


@given(submission=submissions())
@settings(max_examples=60)
def test_form_fill_read_is_the_identity(submission: Submission, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("identity") / "a.xlsx"
    path.write_bytes(write_form(filled(small_form(), submission, KNOWN)))
    back = load_submission(path, "a.xlsx")
    assert understood(back.model) == understood(submission)
    assert back.tree.notes == ()


def test_nothing_that_a_submission_can_say_lacks_a_cell() -> None:
    assert set(Document.model_fields) == {column.key for column in DOCUMENTS.columns}
    head = {"kind", "schema_", *(entry.path[0] for entry in ENTRIES)}
    assert set(Submission.model_fields) - head - set(PARTS) == {"rolled_up"}, "which only `evidence rollup` writes"


def test_the_same_form_gives_the_same_bytes() -> None:
    assert write_form(small_form()) == write_form(small_form())


def test_no_cell_is_a_formula_and_only_inputs_are_unlocked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(blank_form())))
    inputs = 0
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                inputs += not cell.protection.locked
    form_inputs = sum(len(row.inputs) for sheet in blank_form().sheets for row in sheet.rows)
    assert inputs == form_inputs


def test_what_a_cell_cannot_keep_is_typed_as_text(tmp_path: Path) -> None:
    amount, count = of_type(IndicatorType.AMOUNT).id, of_type(IndicatorType.COUNT).id
    values = {amount: Decimal("123456789012.123456"), count: 2**60 - 1}
    submission = Submission.model_validate({**HEAD, "values": values})
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(filled(small_form(), submission, KNOWN)))
    back = load_submission(path, "a.xlsx").model.values
    read: Callable[[str], Any] = lambda name: read_value(KNOWN[name], back[name]).number  # noqa: E731
    assert (read(amount), read(count)) == (Decimal("123456789012.123456"), 2**60 - 1)


def test_a_rate_without_its_sign_is_asked_about(tmp_path: Path) -> None:
    name = of_type(IndicatorType.RATE).id
    submission = Submission.model_validate({**HEAD, "values": {name: Decimal("0.9493")}})
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(filled(small_form(), submission, KNOWN)))
    with pytest.raises(Unreadable, match="phải mang dấu %"):
        read_value(of_type(IndicatorType.RATE), load_submission(path, "a.xlsx").model.values[name])


HEAD = {
    "kind": "submission",
    "schema": 1,
    "agency": {"id": "a", "name": "A"},
    "unit_kind": "province",
    "criteria_set": "thanh-hoa-2019",
    "version": "1",
    "purpose": "official",
    "period": {"from": "01/01/2019", "to": "31/12/2019"},
    "prepared_on": "31/12/2019",
}
