"""Checks of whole files: each is listed, and finds what its own example does wrong."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from par_engine.criteria.load import require_set
from par_engine.errors import InputError
from par_engine.evidence.assessment import load_assessment
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.handed import ASSESSMENTS, FILLS, ROLLUPS, SUBMISSIONS, SURVEYS, WORKBOOKS
from par_engine.evidence.checks.registry import CHECKS
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.workbook.carrying import what_does_not_fit
from par_engine.evidence.workbook.cells import CellTree
from par_engine.evidence.workbook.form import lay_out
from par_engine.evidence.workbook.survey_reading import check_survey, read_survey
from par_engine.exchange.merging import merged
from par_engine.findings import Finding
from par_engine.library import Library, find_library
from par_engine.reading.models import Loaded
from par_engine.scoring.evaluate import gather, open_submission, score_file
from tests.broken.test_broken import BASE, check_evidence, check_roll_up
from tests.cli.program import REPOSITORY
from tests.workbook.forms import LIBRARY, Hand, example, write_filled, yardstick
from tests.workbook.test_problems import (
    delete_area,
    delete_row,
    hide_row,
    hide_sheet,
    insert_column,
    merge_down,
    value_cell,
)
from tests.workbook.test_survey import QUESTION, Form


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A small library with a submission, an assessment and reports, all in order."""
    shutil.copytree(BASE, tmp_path / "library")
    return find_library(tmp_path / "library")


def change(path: Path, said: str, *dropped: str) -> None:
    """A file with some of its outermost keys said otherwise."""
    gone = {*dropped, *(line.partition(":")[0] for line in said.splitlines())}
    kept, keeps = [], True
    for line in path.read_text(encoding="utf-8").splitlines():
        keeps = line.partition(":")[0] not in gone if line[:1].strip() else keeps
        kept += [line] if keeps else []
    path.write_text("\n".join([*kept, said]) + "\n", encoding="utf-8")


def told(about: About, findings: list[Finding]) -> None:
    """The check is among the findings, as bad as it says, with what to do."""
    found = [one for one in findings if one.check == about.check]
    assert found, [one.line() for one in findings]
    assert {one.severity for one in found} == {about.severity}
    assert all(one.message and (one.action or one.allowed) for one in found)


def parametrized(checks: tuple[About, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("about", checks, ids=lambda one: one.check)


SETS = {
    "claim.not_in_sheet": [("01-direction.yaml", "unit_kinds: [province, commune]", "unit_kinds: [commune]")],
    "value.too_large": [
        ("02-one-stop-shop.yaml", "measure: dossiers.pending\n", "measure: dossiers.pending * 900000000000000000\n")
    ],
}
"""What the set must be like for an example to be wrong."""


@parametrized(SUBMISSIONS)
def test_the_example_of_a_submission(about: About, library: Library) -> None:
    change(library.root / "submission.yaml", about.example)
    for name, old, new in SETS.get(about.check, ()):
        area = library.root / "criteria/mau-2019" / name
        text = area.read_text(encoding="utf-8")
        assert old in text
        area.write_text(text.replace(old, new), encoding="utf-8")
    told(about, check_evidence(library))


@parametrized(ASSESSMENTS)
def test_the_example_of_an_assessment(about: About, library: Library) -> None:
    if about.check == "assessment.option":  # the small library has no survey
        office = REPOSITORY / "examples/so-tu-phap-2019"
        for name in ("submission.yaml", "assessment.yaml"):
            shutil.copy(office / name, library.root / name)
        change(library.root / "assessment.yaml", about.example.replace("q1", QUESTION))
        told(about, verified(library.root))
        return
    if about.check == "override.not_applicable":
        change(library.root / "submission.yaml", "agency: {id: tinh-a, name: Tỉnh A, traits: [has_no_dossiers]}")
    change(library.root / "assessment.yaml", about.example)
    told(about, check_evidence(library, "assessment.yaml"))


def verified(folder: Path) -> list[Finding]:
    """What the shipped library says of a submission and its assessment."""
    sheet = score_file(LIBRARY, folder / "submission.yaml", assessment=folder / "assessment.yaml")
    return list(sheet.findings)


CHANGED = {"rollup.form": "phieu.yaml", "rollup.unit": "phieu.yaml", "rollup.missing": "phieu.yaml"}
CHANGED["rollup.incomplete"] = "phieu.yaml"


@parametrized(ROLLUPS)
def test_the_example_of_a_roll_up(about: About, library: Library) -> None:
    dropped = ("received",) if about.check == "rollup.undated" else ()
    change(library.root / "rollup" / CHANGED.get(about.check, "xa-a-1.yaml"), about.example, *dropped)
    told(about, check_roll_up(library))


def delete_info(hand: Hand) -> None:
    hand.book.remove(hand.sheets("info")[0])


def repeat(hand: Hand) -> None:
    hand.append("figures", {"indicator": "dossiers.received", "value": 5})


def delete_notes(hand: Hand) -> None:
    sheet, _ = value_cell(hand)
    sheet.delete_cols(next(cell.column for cell in sheet[4] if cell.value == "Ghi chú"))


def other_version(hand: Hand) -> None:
    sheet, row = hand.row("info", "label", "Phiên bản")
    sheet.cell(row, 2).value = "9"


def other_digest(hand: Hand) -> None:
    sheet, row = hand.row("info", "label", "Mã kiểm bộ tiêu chí")
    sheet.cell(row, 2).value = "0" * 64
    for name in list(hand.book.custom_doc_props.names):
        del hand.book.custom_doc_props[name]


def add_sheet(hand: Hand) -> None:
    hand.book.create_sheet("Tính tạm")["A1"] = "nháp"


DONE: dict[str, Callable[[Hand], None]] = {
    "xoá tờ Thông tin": delete_info,
    "ghi lại số liệu ở tờ Số liệu khác": repeat,
    "xoá cột Ghi chú": delete_notes,
    "sửa phiên bản ở tờ Thông tin": other_version,
    "sửa mã kiểm ở tờ Thông tin": other_digest,
    "xoá tờ lĩnh vực": delete_area,
    "xoá hàng số liệu": delete_row,
    "gộp hai ô": merge_down,
    "chèn cột": insert_column,
    "thêm tờ": add_sheet,
    "ẩn hàng": hide_row,
    "ẩn tờ": hide_sheet,
}


def handle(hand: Hand, said: dict[str, Any]) -> Path:
    """Does to a form what an example says."""
    if said.get("làm") == "nhúng đối tượng":
        with zipfile.ZipFile(hand.path, "a") as package:
            package.writestr("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")
        return hand.path
    if "làm" in said:
        DONE[said["làm"]](hand)
    elif "hàng" in said:
        hand.type(said["tờ"], "label" if said["tờ"] == "info" else "indicator", said["hàng"], {said["ô"]: said["ghi"]})
    else:
        hand.append(said["tờ"], {"indicator": "staff.civil_servants_passed", "value": 1, said["ô"]: said["ghi"]})
    return hand.save()


@parametrized(WORKBOOKS)
def test_the_example_of_a_workbook(about: About, tmp_path: Path) -> None:
    path = handle(Hand(write_filled(tmp_path / "a.xlsx", example())), yaml.safe_load(about.example))
    try:
        file, known = open_submission(LIBRARY, path)
        found = list(gather(file, known).findings)
    except InputError as error:
        found = list(error.findings)
    told(about, found)


HEAD = """\
kind: assessment
schema: 1
agency: so-tu-phap
criteria_set: thanh-hoa-2019
version: "1"
period: {from: 01/01/2019, to: 31/12/2019}
prepared_on: 16/12/2019
"""


@parametrized(SURVEYS)
def test_the_example_of_a_survey(about: About, tmp_path: Path) -> None:
    said = about.example.replace("q1", QUESTION)
    form = Form(tmp_path / "dieu-tra.xlsx")
    if about.check in ("survey.sample", "survey.empty"):
        form.answer(**yaml.safe_load(said))
        told(about, read_survey(form.save(), "a.xlsx")[1])
        return
    form.answer(Hoặc_tỷ_lệ="86%", Nguồn="Báo cáo")
    (new,), _ = read_survey(form.save(), "a.xlsx")
    if about.check in ("survey.digest", "survey.version"):
        assert isinstance(new.tree, CellTree)
        stamped = replace(new.tree, stamp={**new.tree.stamp, **yaml.safe_load(said)})
        told(about, list(check_survey(Loaded(new.model, stamped, new.name), yardstick())))
        return
    path = tmp_path / "tham-dinh.yaml"
    path.write_text(HEAD, encoding="utf-8")
    change(path, said if "source" in said else said.replace("}}", ", source: Báo cáo}}"))
    standing = load_assessment(path, "tham-dinh.yaml")
    if about.check in ("survey.another", "survey.contradiction"):
        with pytest.raises(InputError) as caught:
            merged(path.read_text(encoding="utf-8"), standing, new)
        told(about, list(caught.value.findings))
        return
    told(about, list(check_survey(Loaded(standing.model, new.tree, new.name), yardstick())))


@parametrized(FILLS)
def test_the_example_of_a_form_filled_with_something_else(about: About, library: Library) -> None:
    path = library.root / "submission.yaml"
    change(path, about.example)
    known = require_set(library, "mau-2019", 2019)
    form = lay_out(known, "province", ("", ""), None)
    told(about, what_does_not_fit(load_submission(path, "submission.yaml"), known, "province", form))


def test_every_check_of_the_program_is_listed() -> None:
    """Whatever makes a finding about what was handed in is in the list, however the finding is made."""
    ids = {one.check for one in CHECKS}
    groups = "assessment|submission|rollup|survey|workbook|fill|claim|trait|value|document|file|signature"
    written = re.compile(rf'"((?:{groups})\.[a-z_]+)"')
    folders = [REPOSITORY / "par_engine" / name for name in ("evidence", "scoring", "exchange")]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")]
    found = {check for text in texts for check in written.findall(text)} - {"file.empty"}
    assert sorted(found - ids) == []
    assert len(found) > 90
