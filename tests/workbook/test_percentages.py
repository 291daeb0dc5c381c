"""A cell that shows 95% is 95%, whatever number the file keeps for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from par_engine.evidence.evidence import load_submission
from par_engine.evidence.values import Unreadable, read_value
from par_engine.evidence.workbook.layout import TABLES
from par_engine.reading.books.book import shows_percent
from tests.workbook.forms import Hand, blank_form, example, resaved, write_filled, yardstick

SHOWN: dict[str, tuple[object, str, str]] = {
    "feedback.handled_rate": (0.95, "0%", "95%"),
    "feedback.published_in_time_rate": (0.954, "0%", "95,4%"),
    "iso.departments_maintained_rate": (0.9493, "0.00%", "94,93%"),
    "iso.districts_maintained_rate": (0.29, "#,##0.0 %", "29%"),
    "iso.communes_published_rate": (1, "0%", "100%"),
    "it.digitally_signed_rate": (0.00005, "0%", "0,005%"),
    "it.digital_signature_agencies_rate": ("94,93%", "0%", "94,93%"),
    "one_stop.districts_strengthened_rate": (0, "0%", "0%"),
}
"""What is typed, the number format of the cell, what is read."""
PLAIN = "one_stop.communes_strengthened_rate"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real report with rates as Excel keeps them, and one that is a mere number."""
    folder = tmp_path_factory.mktemp("filled")
    hand = Hand(write_filled(folder / "ho-so.xlsx", example()))
    asked = {row.indicator.id for sheet in blank_form().sheets for row in sheet.rows if row.indicator}
    for indicator, (typed, pattern, _) in {**SHOWN, PLAIN: (0.95, "0.00", "")}.items():
        table = "area" if indicator in asked else "figures"
        sheet, row = hand.type(table, "indicator", indicator, {"value": typed})
        keys = [column.key for column in next(one for one in TABLES if one.id == table).columns]
        sheet.cell(row, keys.index("value") + 1).number_format = pattern
    return hand.save()


@pytest.mark.parametrize("form", ["xlsx", "libreoffice", "xls", "ods"])
def test_a_percentage_is_read_as_it_is_shown(filled: Path, form: str, tmp_path: Path) -> None:
    copy = Path(shutil.copy(filled, tmp_path / "ho-so.xlsx"))
    path = copy if form == "xlsx" else resaved(copy, "xlsx" if form == "libreoffice" else form, tmp_path)
    values = load_submission(path, "a").model.values
    assert {name: values[name].value for name in SHOWN} == {name: read for name, (_, _, read) in SHOWN.items()}


def test_the_result_of_a_formula_is_shown_likewise(filled: Path, tmp_path: Path) -> None:
    hand = Hand(Path(shutil.copy(filled, tmp_path / "ho-so.xlsx")))
    name = "iso.communes_published_rate"
    (cell,) = (
        cell
        for sheet in hand.book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == 1 and "%" in cell.number_format
    )
    cell.value = "=19/20"
    assert load_submission(hand.save(), "a").model.values[name].value == "95%"


def test_a_mere_number_is_asked_for_with_both_meanings(filled: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_value(yardstick().catalogue.indicators[PLAIN], load_submission(filled, "a").model.values[PLAIN])
    assert "“95%” nếu là 95 phần trăm, “0.95%” nếu là 0,95 phần trăm" in str(vars(caught.value))


@pytest.mark.parametrize(
    ("pattern", "shows"),
    [("0%", True), ("0.00%;[Red]-0.00%", True), ("0.0 %", True), ('0" %"', False), (r"0\%", False), ("0.00", False),
     ("@", False), ("General", False), ('"tỷ lệ" 0%', True)],
)  # fmt: skip
def test_a_sign_that_is_only_printed_multiplies_nothing(pattern: str, shows: bool) -> None:
    assert shows_percent(pattern) is shows
