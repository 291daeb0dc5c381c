"""Forms as tests make them: laid out, written, filled by an officer's hand (openpyxl), saved by LibreOffice."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from par_engine.criteria.load import require_set
from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.submission import Submission
from par_engine.evidence.workbook.filling import filled
from par_engine.evidence.workbook.form import Form, lay_out
from par_engine.evidence.workbook.layout import TABLES, code_of
from par_engine.evidence.workbook.survey import lay_out_survey
from par_engine.evidence.workbook.writing import write_form
from par_engine.library import find_library
from par_engine.reports.shapes import score_shape
from par_engine.scoring.evaluate import score_file
from tests.cli.program import REPOSITORY

LIBRARY = find_library(REPOSITORY)
EXAMPLE = REPOSITORY / "examples/thanh-hoa-2020-6-thang/submission.yaml"
SET, UNIT = "thanh-hoa-2019", "province"


@cache
def yardstick() -> Yardstick:
    """The set of the real example, as it stands in its year."""
    return require_set(LIBRARY, SET, 2020)


@cache
def blank_form() -> Form:
    """Its form."""
    return lay_out(yardstick(), UNIT, ("tinh-thanh-hoa", "UBND tỉnh Thanh Hóa"), None)


@cache
def example() -> Submission:
    """The real half-year report."""
    return load_submission(EXAMPLE, "submission.yaml").model


def write_filled(path: Path, submission: Submission) -> Path:
    """A form with a submission in it, as `evidence form --fill` writes it."""
    path.write_bytes(write_form(filled(blank_form(), submission, yardstick().catalogue.indicators)))
    return path


def write_blank(path: Path) -> Path:
    """The blank form."""
    path.write_bytes(write_form(blank_form()))
    return path


def sheet_bytes(path: Path) -> str:
    """The score sheet of a file, as `score --json` prints it."""
    return json.dumps(score_shape(score_file(LIBRARY, path, fast=True)), ensure_ascii=False)


class Hand:
    """An officer at the form: finds the cell of a row and a column by what is printed, and types."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, openpyxl.load_workbook(path)

    def sheets(self, table: str) -> list[Any]:
        """The sheets of a table."""
        titles = [column.title for column in next(one for one in TABLES if one.id == table).columns]
        return [sheet for sheet in self.book.worksheets if self.header(sheet, titles)]

    def header(self, sheet: Any, titles: list[str]) -> int:
        """The row of the titles; 0 where there is none."""
        rows = sheet.iter_rows(min_row=1, max_row=15, values_only=True)
        return next((number for number, row in enumerate(rows, 1) if list(row[: len(titles)]) == titles), 0)

    def row(self, table: str, key: str, wanted: str) -> tuple[Any, int]:
        """The sheet and row where a column holds a code."""
        number = [column.key for column in next(one for one in TABLES if one.id == table).columns].index(key) + 1
        for sheet in self.sheets(table):
            for row in range(1, sheet.max_row + 1):
                if code_of(str(sheet.cell(row, number).value or "")) == wanted:
                    return sheet, row
        raise KeyError(wanted)

    def type(self, table: str, key: str, wanted: str, cells: Mapping[str, object]) -> tuple[Any, int]:
        """Types into the input cells of a row, which must be unlocked."""
        sheet, row = self.row(table, key, wanted)
        keys = [column.key for column in next(one for one in TABLES if one.id == table).columns]
        for name, content in cells.items():
            cell = sheet.cell(row, keys.index(name) + 1)
            assert not cell.protection.locked, f"{sheet.title}!{cell.coordinate}"
            cell.value = content
        return sheet, row

    def append(self, table: str, cells: Mapping[str, object]) -> tuple[Any, int]:
        """Types into the first blank row of a table (one whose inputs are all blank but a suggested id)."""
        columns = next(one for one in TABLES if one.id == table).columns
        sheet = self.sheets(table)[0]
        row = self.header(sheet, [column.title for column in columns]) + 1
        while any(sheet.cell(row, number).value for number, column in enumerate(columns, 1) if column.key != "id"):
            row += 1
        for number, column in enumerate(columns, 1):
            if column.key in cells:
                cell = sheet.cell(row, number)
                assert not cell.protection.locked, f"{sheet.title}!{cell.coordinate}"
                cell.value = cells[column.key]
        return sheet, row

    def save(self, path: Path | None = None) -> Path:
        """Saves as another program would."""
        self.book.save(path or self.path)
        return path or self.path


def resaved(path: Path, form: str, folder: Path) -> Path:
    """The file opened and saved by LibreOffice in another format (or the same)."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("thiếu LibreOffice: chạy “make test”, hoặc apt-get install libreoffice-calc-nogui")
    out = folder / f"libreoffice-{form}"
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run([*command, "--convert-to", form, "--outdir", str(out), str(path)], check=True, capture_output=True)
    made = out / path.with_suffix(f".{form}").name
    assert made.is_file()
    return made


def write_survey(path: Path) -> Path:
    """The form of survey results of one office, filled."""
    form = lay_out_survey(yardstick(), "department", ("so-tu-phap", "Sở Tư pháp"))
    said = {"Kỳ từ ngày": "01/01/2019", "Kỳ đến ngày": "31/12/2019", "Ngày lập hồ sơ": "16/12/2019"}
    said |= {"hai-long-giai-quyet-tthc": "86%"}
    path.write_bytes(write_form(form))
    book = openpyxl.load_workbook(path)
    titles = {str(cell.value): cell.column for cell in book["Điều tra"][4]}
    for sheet, column in (("Thông tin", 2), ("Điều tra", titles["Hoặc tỷ lệ"])):
        for row in book[sheet].iter_rows(min_row=5):
            for cell in row[:2]:
                if str(cell.value) in said:
                    book[sheet].cell(cell.row, column).value = said[str(cell.value)]
    book["Điều tra"].cell(5, titles["Nguồn"]).value = "Báo cáo số 795/BC-SNV"
    book.save(path)
    return path
