"""Workbooks that strangers send, through the whole command: at most 5 s and 300 MB each, read or refused."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import command
from benchmarks.result import Result
from par_engine.criteria.load import require_set
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.submission import Document
from par_engine.evidence.workbook.filling import filled
from par_engine.evidence.workbook.form import lay_out
from par_engine.evidence.workbook.writing import write_form
from par_engine.library import find_library

EXAMPLE = Path("examples/thanh-hoa-2020-6-thang/submission.yaml")
LIMIT_SECONDS, LIMIT_MB = 5, 300
BOMB = 600_000_000
"""Bytes that a bomb would become."""


def measure() -> list[Result]:
    """Seconds and megabytes of `par-engine score` on the worst of them."""
    seconds = megabytes = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number, make in enumerate(HOSTILE.values()):
            place = Path(folder) / str(number)
            place.mkdir()
            path, _ = make(place)
            taken, used = command(str(Path(sys.executable).with_name("par-engine")), "score", str(path))
            seconds, megabytes = max(seconds, taken), max(megabytes, used)
    title = f"Bảng tính độc hại ({len(HOSTILE)} loại), lâu nhất"
    return [
        Result("hostile.seconds", title, seconds, "s", LIMIT_SECONDS),
        Result("hostile.megabytes", "Bảng tính độc hại, tốn bộ nhớ nhất", megabytes, "MB", LIMIT_MB),
    ]


def form(folder: Path, documents: int = 0) -> Path:
    """The real half-year report in its form, with so many documents more."""
    library = find_library(Path(__file__).parents[1])
    yardstick = require_set(library, "thanh-hoa-2019", 2020)
    submission = load_submission(library.root / EXAMPLE, "a").model
    more = tuple(
        Document(id=f"them-{number}", kind="bao_cao", title=f"Báo cáo số {number}", number=f"{number}/BC")
        for number in range(documents)
    )
    submission = submission.model_copy(update={"documents": (*submission.documents, *more)})
    path = folder / "ho-so.xlsx"
    made = lay_out(yardstick, "province", ("", ""), None)
    path.write_bytes(write_form(filled(made, submission, yardstick.catalogue.indicators)))
    return path


def altered(path: Path, part: str, *pieces: bytes) -> Path:
    """The workbook with one part exchanged for another, written piece by piece: a bomb is never whole in memory."""
    target = path.with_name("doc-hai.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as file:
            for piece in pieces:
                file.write(piece)
    path.unlink()
    return target


def many_documents(folder: Path) -> tuple[Path, str]:
    """Ten thousand documents."""
    return form(folder, 10_000), "thừa mục"


def bomb(folder: Path) -> tuple[Path, str]:
    """Shared texts that unpack to hundreds of megabytes."""
    return altered(form(folder), "xl/sharedStrings.xml", b"<sst>", *[b" " * 1_000_000] * (BOMB // 1_000_000)), "bom nén"


def entities(folder: Path) -> tuple[Path, str]:
    """Entities that name one another."""
    lines = "".join(f'<!ENTITY a{one} "{f"&a{one - 1};" * 10}">' for one in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><sst>&a9;</sst>'
    return altered(form(folder), "xl/sharedStrings.xml", text.encode()), "thực thể"


def far_corner(folder: Path) -> tuple[Path, str]:
    """A sheet with one cell at each end."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return altered(form(folder), "xl/worksheets/sheet2.xml", _sheet(rows)), "quá lớn để đọc"


def many_cells(folder: Path) -> tuple[Path, str]:
    """A million cells beside the form."""
    rows = "".join(f'<row r="{row}">{"<c><v>1</v></c>" * 100}</row>' for row in range(1, 10_001))
    return altered(form(folder), "xl/worksheets/sheet2.xml", _sheet(rows)), "quá nhiều ô"


def many_formulas(folder: Path) -> tuple[Path, str]:
    """Ten thousand formulas, each over all before it, in a sheet of the form's shape."""
    import openpyxl  # noqa: PLC0415 - a tool of tests

    path = form(folder)
    book = openpyxl.load_workbook(path)
    sheet = book["Số liệu khác"]
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Mã số liệu") + 1
    for row in range(first, first + 10_000):
        sheet.cell(row, 1).value = f"staff.thu_{row}"
        sheet.cell(row, 3).value = f"=SUM(C{first}:C{max(row - 1, first)})+1"
    book.save(path)
    return path, "công thức"


def strange_ods(folder: Path) -> tuple[Path, str]:
    """Cells that say they are repeated over the whole sheet."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell>'
    text = (
        f'<o:document-content xmlns:o="{name}:office:1.0" xmlns:table="{name}:table:1.0" xmlns:text="{name}:text:1.0">'
        '<o:body><o:spreadsheet><table:table table:name="A">'
        f'<table:table-row table:number-rows-repeated="1048576">{cell}'
        "</table:table-row></table:table></o:spreadsheet></o:body></o:document-content>"
    )
    path = folder / "doc-hai.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", text)
    return path, "trải quá rộng"


def broken_xls(folder: Path) -> tuple[Path, str]:
    """The first bytes of an old workbook, and nothing that follows from them."""
    path = folder / "doc-hai.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\xff" * 1_000_000)
    return path, "hỏng"


def large(folder: Path) -> tuple[Path, str]:
    """Two hundred megabytes."""
    path = folder / "doc-hai.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200_000_000)
    return path, "tệp lớn hơn"


def program(folder: Path) -> tuple[Path, str]:
    """A program under the name of a workbook."""
    path = folder / "doc-hai.xlsx"
    path.write_bytes(b"MZ" + b"\0" * 1_000)
    return path, "chương trình chạy được"


def _sheet(rows: str) -> bytes:
    space: Any = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


HOSTILE: dict[str, Callable[[Path], tuple[Path, str]]] = {
    "ten thousand documents": many_documents,
    "zip bomb": bomb,
    "entities": entities,
    "far corner": far_corner,
    "million cells": many_cells,
    "ten thousand formulas": many_formulas,
    "repeated cells (ods)": strange_ods,
    "broken xls": broken_xls,
    "200 MB": large,
    "program": program,
}
"""Each makes a file and says what people are told of it."""
