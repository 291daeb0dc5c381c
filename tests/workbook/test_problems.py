"""What is wrong in a filled form, with sheet and cell, all at once; what does not belong is told, not dropped."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from par_engine.errors import InputError
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.workbook.form import lay_out
from par_engine.findings import Finding, Severity
from par_engine.scoring.evaluate import gather, open_submission
from tests.cli.program import call
from tests.workbook.forms import LIBRARY, Hand, example, resaved, write_blank, write_filled, yardstick

COUNT = "staff.civil_servants_passed"
"""Any count that no component asks for."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real report in the form."""
    return write_filled(tmp_path_factory.mktemp("filled") / "ho-so.xlsx", example())


@pytest.fixture
def hand(filled: Path, tmp_path: Path) -> Hand:
    """An officer who goes on with it."""
    return Hand(Path(shutil.copy(filled, tmp_path / "ho-so.xlsx")))


def problems(path: Path) -> list[Finding]:
    """Why a file is refused."""
    with pytest.raises(InputError) as caught:
        open_submission(LIBRARY, path)
    return list(caught.value.findings)


def told(findings: list[Finding]) -> set[tuple[str, str, str]]:
    """Check, sheet and cell of each."""
    return {(one.check, one.place.sheet, one.place.cell) for one in findings if one.place}


def test_every_problem_at_once_each_with_its_cell(hand: Hand) -> None:
    sheet, row = hand.type("area", "indicator", "dossiers.received", {"value": "=VLOOKUP(A1,B1:C9,2,0)"})
    hand.type("info", "label", "Tên cơ quan", {"content": None})
    hand.type("info", "label", "Ngày lập hồ sơ", {"content": "31/02/2020"})
    papers, paper = hand.append("documents", {"id": "Tài liệu A", "kind": "bao_cao", "issued": "hôm qua"})
    figures, other = hand.append("figures", {"indicator": COUNT, "period": "quý ba", "value": 3})
    explained, claim = hand.type("explained", "component", "8.5", {"points": -1, "reason": "vì"})
    found = problems(hand.save())
    info = hand.sheets("info")[0]
    name, day = (hand.row("info", "label", label)[1] for label in ("Tên cơ quan", "Ngày lập hồ sơ"))
    assert told(found) == {
        ("workbook.formula", sheet.title, f"I{row}"),
        ("workbook.missing", info.title, f"B{name}"),
        ("model.field", info.title, f"B{day}"),
        ("model.field", papers.title, f"A{paper}"),
        ("model.field", papers.title, f"D{paper}"),
        ("workbook.period", figures.title, f"B{other}"),
        ("model.field", explained.title, f"D{claim}"),
    }
    assert all(one.action or one.allowed for one in found)
    (formula,) = (one for one in found if one.check == "workbook.formula")
    assert formula.line().startswith(f"{hand.path}: tờ “{sheet.title}”, ô I{row}: LỖI: ô chứa công thức")


def test_an_office_speaks_of_this_period_only(hand: Hand) -> None:
    figures, row = hand.append("figures", {"indicator": COUNT, "period": "2018", "office": "so-noi-vu", "value": 3})
    (found,) = problems(hand.save())
    assert told([found]) == {("workbook.period", figures.title, f"B{row}")}
    assert "cơ quan tổng hợp" in found.message


def test_the_place_in_json_is_a_cell(hand: Hand) -> None:
    sheet, row = hand.type("area", "indicator", "dossiers.received", {"value": "nhiều"})
    result = call("evidence", "check", str(hand.save()), "--json")
    found = [one for one in result.json["findings"] if one["check"] == "value.unreadable"]
    assert [one["place"] for one in found] == [{"file": str(hand.path), "sheet": sheet.title, "cell": f"I{row}"}]


FORMULAS: list[tuple[str, Any]] = [
    ("=700000+18794", 718794),
    ("=2*(359000+397)", 718794),
    ("=1437588/2", 718794),
    ("=-5+15%*100", 10),
    ("={0}+1", 719),
    ("=SUM({0},1,{0})", 1437),
    ("=SUM({0}:{0})", 718),
]


@pytest.mark.parametrize(("formula", "result"), FORMULAS)
def test_simple_formulas_are_computed_again(hand: Hand, formula: str, result: int, tmp_path: Path) -> None:
    other, row = hand.append("figures", {"indicator": COUNT, "period": "2018", "value": 718})
    target, at = hand.append("figures", {"indicator": COUNT, "period": "2017", "value": formula.format(f"C{row}")})
    assert (other, at) == (target, row + 1)
    path = hand.save()
    for one in (path, resaved(path, "ods", tmp_path)):
        assert load_submission(one, "a").model.history[2017][COUNT].value == result


def test_the_saved_result_of_a_formula_is_never_read(hand: Hand, tmp_path: Path) -> None:
    """LibreOffice computes and saves; then the saved number is altered in the file."""
    hand.append("figures", {"indicator": COUNT, "period": "2017", "value": "=111000+222"})
    path = resaved(hand.save(), "xlsx", tmp_path)
    forged = rewritten(
        path, tmp_path / "forged.xlsx", lambda name, part: part.replace(b"<v>111222</v>", b"<v>999999</v>")
    )
    assert forged.read_bytes() != path.read_bytes()
    assert load_submission(forged, "a").model.history[2017][COUNT].value == 111222


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("=1/3", "chia không hết"),
        ("=1/0", "chia cho 0"),
        ("=C{row}", "tham chiếu vòng"),
        ("=A{row}", "không phải là số"),
        ("='Tài liệu'!A1", "không tính lại được"),
        ("=[1]Sheet1!A1", "không tính lại được"),
        ("=cmd|'/c calc'!A0", "không tính lại được"),
        ('=WEBSERVICE("http://vi-du.vn")', "không tính lại được"),
        ("=((((1", "thiếu dấu ngoặc"),
        ("=" + "(" * 300 + "1" + ")" * 300, "lồng nhau"),
        ("=SUM(A1:XFD1048576)", "không phải là số"),
        ("=SUM(Z1:XFD1048576)", "quá dài"),
        ("=1+", "thiếu một vế"),
    ],
)
def test_other_formulas_are_refused(hand: Hand, formula: str, reason: str) -> None:
    sheet, row = hand.append("figures", {"indicator": COUNT, "period": "2017", "value": 1})
    sheet.cell(row, 3).value = formula.format(row=row)
    (found,) = problems(hand.save())
    assert (found.check, found.place and found.place.cell) == ("workbook.formula", f"C{row}")
    assert reason in found.message
    assert found.action == "gõ con số vào ô thay cho công thức"


def test_formulas_of_old_files_are_refused(hand: Hand, tmp_path: Path) -> None:
    sheet, row = hand.append("figures", {"indicator": COUNT, "period": "2017", "value": "=1+2"})
    found = problems(resaved(hand.save(), "xls", tmp_path))
    assert told(found) == {("workbook.formula", sheet.title, f"C{row}")}


def left(path: Path) -> list[Finding]:
    """What was told and not taken."""
    file, known = open_submission(LIBRARY, path)
    return [one for one in gather(file, known).findings if one.check.startswith("workbook.")]


def test_what_does_not_fit_is_told(hand: Hand) -> None:
    area, component = hand.row("area", "component", "8.5")
    area.cell(component, 9).value = "ghi nhầm hàng"
    area["T4"] = "cạnh bảng"
    figures, row = hand.append("figures", {"value": 12})
    units, unit = hand.append("units", {"unit": "xa-a", "name": "Xã A", "value": 3})
    info = hand.sheets("info")[0]
    info.cell(30, 2).value = "dưới bảng"
    stranger = hand.book.create_sheet("Tính tạm")
    stranger["B2"], stranger["B3"] = "nháp", 5
    found = left(hand.save())
    assert told(found) == {
        ("workbook.left_over", area.title, f"I{component}"),
        ("workbook.left_over", area.title, "T4"),
        ("workbook.left_over", figures.title, f"C{row}"),
        ("workbook.left_over", units.title, f"E{unit}"),
        ("workbook.left_over", info.title, "B30"),
        ("workbook.sheet", "Tính tạm", "B2"),
    }
    assert {one.severity for one in found} == {Severity.WARNING}
    assert "gặp: “cạnh bảng”" in next(one.message for one in found if one.place and one.place.cell == "T4")


def test_nothing_is_told_of_a_form_that_is_only_filled(filled: Path) -> None:
    assert left(filled) == []


def test_a_value_given_twice_is_refused_at_the_second_cell(hand: Hand) -> None:
    first, row = hand.row("area", "indicator", "dossiers.received")
    sheet, again = hand.append("figures", {"indicator": "dossiers.received", "value": 5})
    (found,) = problems(hand.save())
    assert told([found]) == {("workbook.repeated", sheet.title, f"C{again}")}
    assert f"tờ “{first.title}”, ô I{row}" in found.message


def test_rows_may_be_sorted_and_sheets_renamed(hand: Hand) -> None:
    sheet = hand.sheets("documents")[0]
    sheet.title = "TL của Sở"
    header = hand.header(sheet, [cell.value for cell in sheet[4]][:18])
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=header + 1, max_row=header + 20)]
    for number, cells in enumerate(reversed(rows), header + 1):
        for column, content in enumerate(cells, 1):
            sheet.cell(number, column).value = content
    back = load_submission(hand.save(), "a").model
    assert {one.id: one for one in back.documents} == {one.id: one for one in example().documents}


def stamped(path: Path, label: str, content: str) -> Path:
    """A form whose first sheet says something else."""
    hand = Hand(path)
    sheet, row = hand.row("info", "label", label)
    sheet.cell(row, 2).value = content
    for name in list(hand.book.custom_doc_props.names):
        del hand.book.custom_doc_props[name]
    return hand.save()


@pytest.mark.parametrize(
    ("label", "content", "check", "words"),
    [
        ("Bộ tiêu chí", "thai-nguyen-2017", "submission.digest", "bộ thai-nguyen-2017 có mã kiểm 73d08b05d72a"),
        ("Bộ tiêu chí", "khong-co-2019", "submission.set", "không có bộ tiêu chí “khong-co-2019”"),
        ("Phiên bản", "2", "submission.version", "phiên bản “2”"),
        ("Mã kiểm bộ tiêu chí", "0" * 64, "submission.digest", "mã kiểm 000000000000"),
        ("Loại đơn vị", "vien", "submission.unit_kind", "loại đơn vị “vien”"),
        ("Mẫu biểu", "9", "workbook.form", "biểu mẫu đời “9”"),
    ],
)
def test_the_workbook_of_another_set_is_refused(hand: Hand, label: str, content: str, check: str, words: str) -> None:
    found = problems(stamped(hand.save(), label, content))
    (message,) = (one.message for one in found if one.check == check)
    assert words.replace("73d08b05d72a", yardstick().digest[:12]) in message
    assert all(one.place and one.place.sheet for one in found)


def test_properties_of_the_file_must_agree(hand: Hand) -> None:
    sheet, row = hand.row("info", "label", "Phiên bản")
    sheet.cell(row, 2).value = "2"
    assert "workbook.properties" in {one.check for one in problems(hand.save())}


def test_a_workbook_that_is_no_form(tmp_path: Path) -> None:
    path = write_blank(tmp_path / "a.xlsx")
    hand = Hand(path)
    for sheet in hand.sheets("info"):
        hand.book.remove(sheet)
    (found,) = problems(hand.save())
    assert (found.check, "không lập từ biểu mẫu" in found.message) == ("workbook.form", True)


def test_the_blank_form_says_what_is_missing(tmp_path: Path) -> None:
    found = problems(write_blank(tmp_path / "a.xlsx"))
    assert {one.check for one in found} == {"workbook.missing"}
    assert {one.message for one in found} == {
        f"chưa ghi “{label}”" for label in ("Mục đích", "Kỳ từ ngày", "Kỳ đến ngày", "Ngày lập hồ sơ")
    }


def test_figures_of_the_last_period_stand_beside() -> None:
    form = lay_out(yardstick(), "province", ("", ""), example())
    rows = {str(row.cells["indicator"]): row for sheet in form.sheets for row in sheet.rows if row.style == "figure"}
    assert rows["dossiers.received"].cells["before"] == "718.794 hồ sơ (30/06/2020)"


def rewritten(path: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A package with some parts altered."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def test_a_day_typed_as_a_number_is_asked_about(hand: Hand) -> None:
    sheet, row = hand.append("documents", {"id": "a", "kind": "bao_cao", "title": "T", "issued": dt.date(2020, 1, 2)})
    sheet.cell(row, 4).number_format = "General"
    (found,) = problems(hand.save())
    assert told([found]) == {("model.field", sheet.title, f"D{row}")}


# What hands do to a form


def value_cell(hand: Hand) -> tuple[Any, int]:
    """The row of a figure that stands in the real report."""
    return hand.row("area", "indicator", "dossiers.received")


def delete_row(hand: Hand) -> None:
    sheet, row = value_cell(hand)
    sheet.delete_rows(row)


def delete_area(hand: Hand) -> None:
    hand.book.remove(value_cell(hand)[0])


def delete_documents(hand: Hand) -> None:
    hand.book.remove(hand.sheets("documents")[0])


def delete_merged_units(hand: Hand) -> None:
    hand.book.remove(hand.sheets("merged")[0])


def merge_down(hand: Hand) -> None:
    sheet, row = value_cell(hand)
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=9, end_column=9)


def hide_row(hand: Hand) -> None:
    sheet, row = value_cell(hand)
    sheet.row_dimensions[row].hidden = True


def hide_sheet(hand: Hand) -> None:
    value_cell(hand)[0].sheet_state = "hidden"


def insert_column(hand: Hand) -> None:
    sheet, row = value_cell(hand)
    sheet.insert_cols(4)
    sheet.cell(row, 4).value = "cột thêm"


def unprotect(hand: Hand) -> None:
    for sheet in hand.book.worksheets:
        sheet.protection.disable()


HANDLED: dict[str, tuple[Callable[[Hand], None], str, str, str]] = {
    "row deleted": (delete_row, "workbook.row_gone", "cảnh báo", "“Tổng số hồ sơ phải giải quyết” (dossiers.received)"),
    "sheet deleted": (delete_area, "workbook.sheet_gone", "cảnh báo", "không có tờ “8. Thực hiện cơ chế một cửa”"),
    "documents deleted": (delete_documents, "workbook.sheet_gone", "cảnh báo", "không có tờ “Tài liệu”"),
    "empty list deleted": (delete_merged_units, "workbook.sheet_gone", "lưu ý", "không có tờ “Đơn vị hợp nhất”"),
    "cells merged": (merge_down, "workbook.merged", "cảnh báo", "các ô I13:I14 bị gộp"),
    "row hidden": (hide_row, "workbook.hidden_rows", "lưu ý", "hàng bị ẩn mà có nội dung, vẫn được đọc: 13"),
    "sheet hidden": (hide_sheet, "workbook.hidden_sheet", "lưu ý", "bị ẩn mà có nội dung, vẫn được đọc"),
    "column inserted": (insert_column, "workbook.left_over", "cảnh báo", "cột thêm"),
}


@pytest.mark.parametrize("name", HANDLED)
def test_what_hands_do_to_a_form_is_told(name: str, hand: Hand) -> None:
    change, check, severity, words = HANDLED[name]
    change(hand)
    (found,) = left(hand.save())
    assert (found.check, found.severity.label.lower()) == (check, severity)
    assert words in found.message
    assert found.action
    assert found.place
    assert found.place.sheet


@pytest.mark.parametrize("form", ["xls", "ods"])
@pytest.mark.parametrize("name", ["cells merged", "row hidden", "sheet hidden"])
def test_it_is_told_in_every_format(name: str, form: str, hand: Hand, tmp_path: Path) -> None:
    change, check, _, words = HANDLED[name]
    change(hand)
    (found,) = left(resaved(hand.save(), form, tmp_path))
    assert found.check == check
    assert words in found.message


def test_a_form_without_its_protection_is_read(hand: Hand) -> None:
    unprotect(hand)
    assert left(hand.save()) == []


@pytest.mark.parametrize("title", ["Ghi chú", "Số liệu kỳ này"])
def test_a_sheet_that_lost_a_column_is_refused(title: str, hand: Hand) -> None:
    sheet, _ = value_cell(hand)
    number = next(cell.column for cell in sheet[4] if cell.value == title)
    sheet.delete_cols(number)
    (found,) = problems(hand.save())
    assert (found.check, found.place and found.place.cell) == ("workbook.column", "A4")
    assert f"thiếu cột “{title}” ở hàng tiêu đề 4" in found.message


def test_a_form_made_before_a_column_came_is_read(hand: Hand) -> None:
    sheet, _ = hand.append("figures", {"indicator": COUNT, "period": "2018", "value": 3})
    sheet.delete_cols(next(cell.column for cell in sheet[4] if cell.value == "Cơ quan tổng hợp ghi"))
    path = hand.save()
    assert left(path) == []
    assert load_submission(path, "a").model.history[2018][COUNT].value == 3


def test_a_table_that_lost_a_column_is_not_taken_for_another(hand: Hand) -> None:
    """Without the column of units their figures would be the agency's own."""
    sheet, _ = hand.append("units", {"unit": "xa-a", "name": "Xã A", "indicator": "dossiers.received", "value": 3})
    sheet.delete_cols(1)
    (found,) = problems(hand.save())
    assert "thiếu cột “Mã đơn vị trực thuộc”" in found.message


TYPED: list[tuple[str, str, str, dict[str, object], str, str]] = [
    ("area", "indicator", "dossiers.received", {"value": "#REF!"}, "workbook.error", "ô báo lỗi #REF!"),
    ("info", "label", "Mục đích", {"content": "Tự chấm"}, "workbook.typed", "chọn “chính thức” hoặc “diễn tập”"),
    ("info", "label", "Ngày lập hồ sơ", {"content": "31/6/2019"}, "model.field", "ngày như 31/12/2019"),
    ("explained", "component", "8.5", {"points": "2 điểm", "reason": "vì"}, "workbook.typed", "như 2 hoặc 1,5"),
    ("explained", "component", "8.5", {"points": 2}, "workbook.missing", "chưa ghi “Lý do tự chấm khác”"),
    ("explained", "component", "8.5", {"reason": "vì"}, "workbook.missing", "chưa ghi “Điểm tự chấm”"),
    ("documents", "id", "bc-6t", {"id": None}, "workbook.missing", "tài liệu chưa ghi “Mã tài liệu”"),
    ("documents", "id", "bc-6t", {"kind": None}, "workbook.missing", "tài liệu chưa ghi “Loại tài liệu”"),
    ("documents", "id", "bc-6t", {"kind": "Báo cáo hay"}, "workbook.typed", "không có trong danh sách"),
    ("documents", "id", "bc-6t", {"proves": 8.1}, "workbook.typed", "8.1 và 8.10 không phân biệt được"),
]


@pytest.mark.parametrize(("table", "key", "wanted", "cells", "check", "words"), TYPED)
def test_what_officers_type_wrongly(
    table: str, key: str, wanted: str, cells: dict[str, object], check: str, words: str, hand: Hand
) -> None:
    sheet, _ = hand.type(table, key, wanted, cells)
    (found,) = problems(hand.save())
    assert (found.check, found.place and found.place.sheet) == (check, sheet.title)
    assert words in f"{found.message} {found.allowed} {found.action}"


NUMBERS = [
    ("12.345,6", "số đếm phải là số nguyên", "kiểm tra lại con số"),
    ("1 234", "không phải số", "nếu dấu cách ngăn hàng nghìn thì ghi liền: 1234"),
    ("12 345", "không phải số", "nếu dấu cách ngăn hàng nghìn thì ghi liền: 12345"),
    ("khoảng 50", "không phải số", "chỉ ghi con số, không kèm chữ; điều cần nói thêm ghi ở ghi chú"),
    ("-", "không phải số", "chưa có số liệu thì để trống; kết quả bằng không thì ghi 0"),
    (12.345, "số đếm phải là số nguyên", "nếu dấu chấm ngăn hàng nghìn thì ghi liền các chữ số: 12345"),
    (0.5, "số đếm phải là số nguyên", "ghi số nguyên"),
    (-5, "số âm", "kiểm tra lại con số"),
]


@pytest.mark.parametrize(("content", "message", "action"), NUMBERS)
def test_numbers_that_are_none(content: object, message: str, action: str, hand: Hand) -> None:
    sheet, row = hand.type("area", "indicator", "dossiers.received", {"value": content})
    file, known = open_submission(LIBRARY, hand.save())
    (found,) = (one for one in gather(file, known).findings if one.check == "value.unreadable")
    assert (found.place and found.place.sheet, found.place and found.place.cell) == (sheet.title, f"I{row}")
    assert message in found.message
    assert found.action == action


def test_the_title_of_a_list_is_as_good_as_its_code(hand: Hand) -> None:
    hand.append("documents", {"id": "a", "kind": "Báo cáo", "title": "T", "proves": "8.5, 8.7"})
    (made,) = (one for one in load_submission(hand.save(), "a").model.documents if one.id == "a")
    assert (made.kind, made.proves) == ("bao_cao", ("8.5", "8.7"))


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.csv", "tệp .csv chỉ có một bảng"), ("a.xlsx", "có lẽ là CSV được đổi đuôi"), ("b.ods", "CSV được đổi đuôi")],
)
def test_a_table_of_text_is_no_workbook(name: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("Mã tiêu chí,Số liệu\n1.1,5\n", encoding="utf-8")
    with pytest.raises(InputError, match=words):
        load_submission(path, name)
