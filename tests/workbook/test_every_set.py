"""The forms of every set and unit kind: complete, checked while typing, and read back without a word when filled."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.load import require_set
from par_engine.criteria.model import for_unit
from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.submission import Submission
from par_engine.evidence.workbook.filling import filled
from par_engine.evidence.workbook.form import lay_out
from par_engine.evidence.workbook.layout import AREA
from par_engine.evidence.workbook.needs import needs_of
from par_engine.evidence.workbook.writing import write_form
from tests.workbook.forms import LIBRARY, blank_form

SETS = {set_id: require_set(LIBRARY, set_id) for set_id in LIBRARY.set_ids()}
FORMS = [(set_id, kind) for set_id, known in SETS.items() for kind in known.set.unit_kinds]


def submission(known: Yardstick, kind: str) -> Submission:
    """The least that can be handed in."""
    year = known.set.year
    return Submission.model_validate(
        {
            "kind": "submission",
            "schema": 1,
            "agency": {"id": "a", "name": "Cơ quan A"},
            "unit_kind": kind,
            "criteria_set": known.set.id,
            "version": known.set.version,
            "purpose": "official",
            "period": {"from": f"01/01/{year}", "to": f"31/12/{year}"},
            "prepared_on": f"31/12/{year}",
        }
    )


@pytest.mark.parametrize(("set_id", "kind"), FORMS, ids=" ".join)
def test_the_form_of_a_set(set_id: str, kind: str, tmp_path: Path) -> None:
    known = SETS[set_id]
    form = lay_out(known, kind, ("", ""), None)
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(filled(form, submission(known, kind), known.catalogue.indicators)))
    back = load_submission(path, "a.xlsx")
    assert back.model == submission(known, kind)
    assert back.tree.notes == ()
    assert back.tree.stamp["digest"] == known.digest
    printed = [str(row.cells["component"]) for sheet in form.sheets for row in sheet.rows if row.style == "component"]
    most = {one.id: for_unit(one.component.max_points, kind) for one in known.components.values()}
    assert printed == [
        one.id for one in known.components.values() if most[one.id] > 0 and one.component.applies_to.includes(kind, "")
    ]
    asked = [row.cells["indicator"] for sheet in form.sheets for row in sheet.rows if row.style == "figure"]
    assert len(asked) == len(set(asked)), "each figure is asked for once"
    elsewhere = {str(row.cells.get("indicator", "")) for one in form.sheets for row in one.rows if row.style == "other"}
    for name in printed:
        for need in needs_of(known.components[name].component):
            if need.indicator in known.catalogue.indicators and not need.units:
                found = any(text.startswith(need.indicator) for text in elsewhere)
                assert found if need.months or need.year is not None else need.indicator in asked, need


WANTED = {
    IndicatorType.COUNT: "whole",
    IndicatorType.AMOUNT: "decimal",
    IndicatorType.RATE: "custom",
    IndicatorType.YES_NO: "list",
    IndicatorType.CHOICE: "list",
    IndicatorType.DATE: "date",
}


def test_every_figure_is_checked_while_it_is_typed() -> None:
    form = blank_form()
    book = openpyxl.load_workbook(io.BytesIO(write_form(form)))
    seen = set()
    for sheet in form.sheets:
        if sheet.table is not AREA:
            continue
        checks: dict[str, Any] = {
            str(cells): one for one in book[sheet.name].data_validations.dataValidation for cells in one.sqref.ranges
        }
        first = len(sheet.heading) + 3
        for number, row in enumerate(sheet.rows, first):
            if row.indicator is not None:
                check = checks[f"I{number}"]
                assert check.type == WANTED[row.indicator.type]
                assert check.error
                assert check.errorTitle
                assert check.prompt
                assert len(check.error) <= 255
                assert len(check.promptTitle) <= 32
                seen.add(row.indicator.type)
    assert len(seen) >= 4


def test_pages_are_ready_to_print() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(blank_form())))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
            assert sheet.page_setup.fitToHeight == (None if sheet.title == "Thông tin" else 0)
            assert sheet.print_title_rows


def test_the_first_sheet_says_what_to_do_and_starts_with_what_is_filled() -> None:
    info = openpyxl.load_workbook(io.BytesIO(write_form(blank_form())))["Thông tin"]
    said = [str(row[0].value or "") for row in info.iter_rows(max_row=10)]
    assert [text[:7] for text in said if text.startswith("Bước")] == [f"Bước {number}." for number in range(1, 6)]
    assert said[-1] == "Mã cơ quan"


def test_text_of_printed_cells_is_not_cut() -> None:
    """Rows are at least as high as their texts, measured with the font's own digits."""
    sheet = openpyxl.load_workbook(io.BytesIO(write_form(blank_form())))["1. Công tác chỉ đạo, điều hành"]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "1.4")
    proof = str(row[5].value)
    assert sheet.row_dimensions[row[0].row].height >= 14 * len(proof) / (sheet.column_dimensions["F"].width * 1.3)


def test_rows_can_be_inserted_where_the_blank_ones_are_used_up() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(blank_form())))
    assert all(not sheet.protection.insertRows for sheet in book.worksheets if sheet.sheet_state == "visible")


def test_the_properties_say_which_set_it_is_for() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(blank_form())))
    said = {one.name: one.value for one in book.custom_doc_props.props}
    form = blank_form()
    assert said == {
        "bo_tieu_chi": form.set_id,
        "phien_ban": form.version,
        "ma_kiem": form.digest,
        "loai_don_vi": form.unit_kind,
    }
