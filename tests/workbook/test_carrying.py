"""A submission made for another set, or a set that changed since, put into a form: carried whole, and told."""

from __future__ import annotations

import subprocess
from pathlib import Path

from par_engine.evidence.evidence import load_submission
from par_engine.evidence.workbook.carrying import what_does_not_fit
from par_engine.evidence.workbook.filling import filled
from par_engine.evidence.workbook.form import lay_out
from par_engine.evidence.workbook.writing import write_form
from tests.cli.program import PROGRAM, REPOSITORY, call, environment
from tests.workbook.forms import yardstick

OLD = """\
kind: submission
schema: 1
agency: {id: tinh-thanh-hoa, name: UBND tỉnh Thanh Hóa, traits: [dac_diem_cu]}
unit_kind: province
criteria_set: thanh-hoa-2019
version: "0"
purpose: official
period: {from: 01/01/2019, to: 31/12/2019}
prepared_on: 04/12/2019
values:
  dossiers.received: 100
  so_lieu.da_bo: 7
documents:
  - {id: bc, kind: bao_cao_cu, number: 1/BC, proves: ["8.5", "99.1", "8.5/phu_luc"]}
claims: {"99.1": {points: 1, reason: Tiêu chí cũ}}
explanations: {"99.2": Giải trình cũ}
events: {su_kien_cu: [01/02/2019]}
"""


def old(tmp_path: Path) -> Path:
    """A submission of a version of the set that had other criteria."""
    path = tmp_path / "cu.yaml"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_what_a_changed_set_does_not_know_is_told_with_its_place(tmp_path: Path) -> None:
    loaded = load_submission(old(tmp_path), "cu.yaml")
    form = lay_out(yardstick(), "province", ("", ""), None)
    found = {
        (one.check, one.place.line if one.place else 0)
        for one in what_does_not_fit(loaded, yardstick(), "province", form)
    }
    assert found == {
        ("fill.version", 6),
        ("trait.unknown", 3),
        ("value.unknown", 12),
        ("document.proves", 14),
        ("document.kind", 14),
        ("claims.unknown", 15),
        ("explanations.unknown", 16),
        ("event.unknown", 17),
        ("fill.elsewhere", 11),
    }


def test_nothing_of_it_is_lost(tmp_path: Path) -> None:
    loaded = load_submission(old(tmp_path), "cu.yaml")
    form = lay_out(yardstick(), "province", ("", ""), None)
    path = tmp_path / "moi.xlsx"
    path.write_bytes(write_form(filled(form, loaded.model, yardstick().catalogue.indicators)))
    back = load_submission(path, "moi.xlsx").model
    assert back == loaded.model.model_copy(update={"version": yardstick().set.version})


def test_the_command_tells_it_and_still_writes_the_form(tmp_path: Path) -> None:
    made = call(
        "evidence", "form", "thanh-hoa-2019", "--fill", str(old(tmp_path)), "-o", str(tmp_path / "moi.xlsx"), "--json"
    )
    assert made.code == 0
    assert {one["check"] for one in made.json["findings"]} >= {"fill.version", "claims.unknown", "value.unknown"}
    assert (tmp_path / "moi.xlsx").is_file()


def test_the_form_of_another_set_says_so(tmp_path: Path) -> None:
    made = call(
        "evidence", "form", "tinh-2017", "--fill", str(old(tmp_path)), "-o", str(tmp_path / "moi.xlsx"), "--json"
    )
    (found,) = (one for one in made.json["findings"] if one["check"] == "fill.criteria_set")
    assert "hồ sơ lập theo bộ tiêu chí “thanh-hoa-2019”, biểu mẫu theo “tinh-2017”" in found["message"]
    assert "criteria diff thanh-hoa-2019 tinh-2017" in found["action"]


def test_a_rolled_up_submission_keeps_its_origins_in_its_own_file(tmp_path: Path) -> None:
    folder = REPOSITORY / "examples/tong-hop-2017"
    rolled = tmp_path / "tong-hop.yaml"
    command = ["evidence", "rollup", str(folder), str(folder / "bao-cao"), "-o", str(rolled), "--partial"]
    subprocess.run([PROGRAM, *command], cwd=REPOSITORY, env=environment(), capture_output=True, check=False)
    made = call("evidence", "form", "thai-nguyen-2017", "--fill", str(rolled), "-o", str(tmp_path / "a.xlsx"), "--json")
    (found,) = (one for one in made.json["findings"] if one["check"] == "fill.rolled_up")
    assert "giữ lại tệp tổng hợp" in found["action"]
    before, after = load_submission(rolled, "a").model, load_submission(tmp_path / "a.xlsx", "b").model
    assert after == before.model_copy(update={"rolled_up": None})


def test_the_file_of_a_document_is_found_beside_the_workbook(tmp_path: Path) -> None:
    """The column of files: relative to the workbook, opened by evidence check, taken along by bundle."""
    example = REPOSITORY / "examples/tep-minh-hoa"
    folder = tmp_path / "ho-so"
    (folder / "tep").mkdir(parents=True)
    for one in (example / "tep").iterdir():
        (folder / "tep" / one.name).write_bytes(one.read_bytes())
    loaded = load_submission(example / "submission.yaml", "a").model
    workbook = folder / "ho-so.xlsx"
    made = call(
        "evidence", "form", loaded.criteria_set, "--fill", str(example / "submission.yaml"), "-o", str(workbook)
    )
    assert made.code == 0
    assert load_submission(workbook, "b").model.documents == loaded.documents
    found = call("evidence", "check", str(workbook), "--json").json["findings"]
    assert {"file.number", "signature.valid"} <= {one["check"] for one in found}
    assert next(one["place"]["sheet"] for one in found if one["check"] == "file.number") == "Tài liệu"
    packed = call("bundle", str(workbook), "-o", str(tmp_path / "a.parz"), "--json")
    assert sum(part["name"].startswith("tep/") for part in packed.json["parts"]) == 2
    (folder / "tep" / "bao-cao-quy-1.docx").unlink()
    refused = call("bundle", str(workbook), "-o", str(tmp_path / "b.parz"))
    assert (refused.code, "tờ “Tài liệu”, ô L" in refused.err) == (3, True)
