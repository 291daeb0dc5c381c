"""Results of others: the form, filled by hand, to assessments that score like those written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from par_engine.evidence.assessment import load_assessment
from tests.cli.program import OFFICE, call
from tests.workbook.forms import resaved

QUESTION = "hai-long-giai-quyet-tthc"
SET = ("thanh-hoa-2019", "--unit", "department", "--survey")
DAYS = {"Kỳ từ ngày": "01/01/2019", "Kỳ đến ngày": "31/12/2019", "Ngày lập hồ sơ": "16/12/2019"}


class Form:
    """The form of Sở Tư pháp, filled by hand."""

    def __init__(self, path: Path, agency: str = "so-tu-phap") -> None:
        made = call("evidence", "form", *SET, "--agency", agency, "-o", str(path))
        assert made.code == 0, made.err
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book["Điều tra"]
        self.titles = {str(cell.value): cell.column for cell in self.sheet[4]}
        for row in self.book["Thông tin"].iter_rows():
            if row[0].value in DAYS:
                row[1].value = DAYS[row[0].value]

    def answer(self, row: int = 5, **cells: object) -> None:
        """Types into one row, by titles without spaces."""
        for title, content in cells.items():
            self.sheet.cell(row, self.titles[title.replace("_", " ")]).value = content

    def cell(self, title: str, row: int = 5) -> str:
        """The cell of a title."""
        return str(self.sheet.cell(row, self.titles[title]).coordinate)

    def save(self) -> Path:
        """To disk."""
        self.book.save(self.path)
        return self.path


@pytest.fixture
def form(tmp_path: Path) -> Form:
    """A fresh form."""
    return Form(tmp_path / "dieu-tra.xlsx")


def read(path: Path, folder: Path) -> tuple[int, list[dict[str, object]], list[str]]:
    """Code, findings and files."""
    result = call("evidence", "survey", str(path), "-o", str(folder), "--json")
    files = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    return result.code, [] if result.code else result.json["findings"], files


def test_a_finished_share_scores_as_the_assessment_written_by_hand(form: Form, tmp_path: Path) -> None:
    form.answer(Hoặc_tỷ_lệ="86%", Số_phiếu_hợp_lệ=250, Nguồn="Báo cáo số 795/BC-SNV")
    assert read(form.save(), tmp_path / "out") == (0, [], ["so-tu-phap.yaml"])
    made = tmp_path / "out" / "so-tu-phap.yaml"
    assert load_assessment(made, "a").model.survey[QUESTION].source == "Báo cáo số 795/BC-SNV (250 phiếu hợp lệ)"
    hand = tmp_path / "tay.yaml"
    hand.write_text(
        'kind: assessment\nschema: 1\nagency: so-tu-phap\ncriteria_set: thanh-hoa-2019\nversion: "1"\n'
        "period: {from: 01/01/2019, to: 31/12/2019}\nprepared_on: 16/12/2019\n"
        f'survey: {{{QUESTION}: {{share: "86%", source: Báo cáo số 795/BC-SNV (250 phiếu hợp lệ)}}}}\n',
        encoding="utf-8",
    )
    one, other = (call("score", OFFICE, "--assessment", str(path), "--json") for path in (made, hand))
    assert one.code == 0
    assert one.out == other.out


@pytest.mark.parametrize("saved", ["xlsx", "ods", "xls"])
def test_answers_by_option_after_libreoffice(form: Form, tmp_path: Path, saved: str) -> None:
    form.answer(Chọn_A=120, Chọn_B=30, Chọn_C=0, Số_phiếu_hợp_lệ=150, Nguồn="Điều tra năm 2019")
    assert read(resaved(form.save(), saved, tmp_path), tmp_path / "out")[0] == 0
    result = load_assessment(tmp_path / "out" / "so-tu-phap.yaml", "a").model.survey[QUESTION]
    assert result.options == {"A": 120, "B": 30, "C": 0}


def test_one_file_for_each_agency(form: Form, tmp_path: Path) -> None:
    form.answer(Hoặc_tỷ_lệ="86%", Nguồn="A")
    form.answer(6, Mã_cơ_quan="so-y-te", Mã_câu_hỏi=QUESTION, Hoặc_tỷ_lệ="90%", Nguồn="A")
    assert read(form.save(), tmp_path / "out")[2] == ["so-tu-phap.yaml", "so-y-te.yaml"]


def test_everything_wrong_is_told_with_its_cell_and_nothing_written(form: Form, tmp_path: Path) -> None:
    form.answer(Chọn_A=120, Chọn_B=30, Số_phiếu_hợp_lệ=149, Nguồn="A")
    form.answer(6, Mã_cơ_quan="so-y-te", Mã_câu_hỏi=QUESTION, Hoặc_tỷ_lệ="190%", Nguồn="A")
    form.answer(7, Mã_cơ_quan="so-noi-vu", Mã_câu_hỏi=QUESTION, Hoặc_tỷ_lệ="19%")
    form.answer(8, Mã_câu_hỏi=QUESTION, Hoặc_tỷ_lệ="19%")
    result = call("evidence", "survey", str(form.save()), "-o", str(tmp_path / "out"))
    assert result.code == 3
    for cell in (
        form.cell("Số phiếu hợp lệ"), form.cell("Hoặc tỷ lệ", 6), form.cell("Mã câu hỏi", 7), form.cell("Mã cơ quan", 8)
    ):  # fmt: skip
        assert f"ô {cell}:" in result.err, result.err
    assert "các phương án cộng lại 150 người, khác 149 phiếu hợp lệ" in result.err
    assert not (tmp_path / "out").exists()


def test_questions_and_results_that_the_set_does_not_take(form: Form, tmp_path: Path) -> None:
    form.answer(Mã_câu_hỏi="hai-long", Hoặc_tỷ_lệ="86%", Nguồn="A")
    outside = form.book["Kết quả bên ngoài"]
    outside.cell(5, 1).value, outside.cell(5, 2).value = "so-tu-phap", "index.pci"
    outside.cell(5, 3).value, outside.cell(5, 4).value = 12, "A"
    result = call("evidence", "survey", str(form.save()), "-o", str(tmp_path / "out"))
    assert result.code == 3
    assert "câu hỏi “hai-long” không có trong bộ tiêu chí" in result.err
    assert "kết quả “index.pci” không có trong bộ tiêu chí" in result.err


def test_an_option_that_the_question_does_not_have(form: Form, tmp_path: Path) -> None:
    form.answer(Chọn_A=120, Chọn_D=5, Số_phiếu_hợp_lệ=125, Nguồn="A")
    form.sheet.cell(4, form.titles["Chọn D"]).value = "Chọn E"
    result = call("evidence", "survey", str(form.save()), "-o", str(tmp_path / "out"))
    assert result.code == 3
    assert f"câu hỏi “{QUESTION}” không có phương án “E”" in result.err
    assert "[survey.option]" in result.err
    assert not (tmp_path / "out").exists()


def test_a_submission_is_no_survey_nor_the_other_way(form: Form, tmp_path: Path) -> None:
    form.answer(Hoặc_tỷ_lệ="86%", Nguồn="A")
    result = call("score", str(form.save()))
    assert result.code == 3
    assert "biểu mẫu đời “dieu-tra-1”" in result.err
    other = tmp_path / "ho-so.xlsx"
    call("evidence", "form", *SET[:3], "-o", str(other))
    result = call("evidence", "survey", str(other), "-o", str(tmp_path / "out"))
    assert result.code == 3
    assert "biểu mẫu đời “1”" in result.err


def test_results_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "tinh.xlsx"
    call("evidence", "form", "thanh-hoa-2019", "--unit", "province", "--survey", "--agency", "tinh", "-o", str(path))
    book = openpyxl.load_workbook(path)
    for row in book["Thông tin"].iter_rows():
        if row[0].value in DAYS:
            row[1].value = DAYS[row[0].value]
    sheet = book["Kết quả bên ngoài"]
    names = []
    for row in sheet.iter_rows(min_row=5):
        if row[1].value:
            row[2].value, row[3].value = "12", "Quyết định công bố"
            names.append(str(row[1].value).split(" ")[0])
    book.save(path)
    result = call("evidence", "survey", str(path), "-o", str(tmp_path / "out"))
    assert result.code == 0, result.err
    back = load_assessment(tmp_path / "out" / "tinh.yaml", "a").model
    assert names
    assert sorted(back.external) == sorted(names)


STANDING = """\
# Tổ thẩm định số 2
kind: assessment
schema: 1
agency: so-tu-phap
criteria_set: thanh-hoa-2019
version: "1"
period: {from: 01/01/2019, to: 31/12/2019}
prepared_on: 16/12/2019
documents:
  kh-cchc: accepted  # đã đối chiếu bản gốc
"""
ANSWER: dict[str, Any] = {"Hoặc_tỷ_lệ": "86%", "Nguồn": "Báo cáo số 795/BC-SNV"}


def into(form: Form, path: Path) -> tuple[int, str]:
    """Code and what is said when the results go into a standing file."""
    result = call("evidence", "survey", str(form.save()), "--into", str(path))
    return result.code, result.out + result.err


def test_results_go_into_an_assessment_that_stands(form: Form, tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.yaml"
    path.write_text(STANDING, encoding="utf-8")
    form.answer(**ANSWER)
    code, said = into(form, path)
    assert (code, "Đã ghép 1 kết quả" in said) == (0, True)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(STANDING)
    assert text[len(STANDING) :].splitlines()[1] == "survey:"
    assert load_assessment(path, "a").model.survey[QUESTION].source == "Báo cáo số 795/BC-SNV"
    assert into(form, path)[0] == 0
    assert path.read_text(encoding="utf-8") == text, "lần thứ hai không thêm gì"


def test_a_part_that_stands_keeps_its_lines_and_comments(form: Form, tmp_path: Path) -> None:
    other = "survey:\n    # điều tra tháng 11\n    cau-khac: {share: 50%, source: B}\n\nrounds: []\n"
    path = tmp_path / "tham-dinh.yaml"
    path.write_text(STANDING + other, encoding="utf-8")
    form.answer(**ANSWER)
    assert into(form, path)[0] == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if QUESTION in line)
    assert lines[at - 2 : at] == ["    # điều tra tháng 11", "    cau-khac: {share: 50%, source: B}"]
    assert lines[at].startswith(f"    {QUESTION}: ")
    assert lines[at + 1 :] == ["", "rounds: []"]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (STANDING + f"survey:\n  {QUESTION}: {{share: 80%, source: B}}\n", "đã có kết quả khác"),
        (STANDING + f"survey: {{{QUESTION}: {{share: 80%, source: B}}}}\n", "đã có kết quả khác"),
        (STANDING + "survey: {cau-khac: {share: 80%, source: B}}\n", "viết trên một dòng"),
        (STANDING.replace('version: "1"', 'version: "2"'), "ghi phiên bản “2”, bảng ghi “1”"),
        (STANDING.replace("so-tu-phap", "so-y-te"), "là của “so-y-te”"),
    ],
)
def test_what_does_not_go_together_is_refused_and_the_file_stays(
    standing: str, words: str, form: Form, tmp_path: Path
) -> None:
    path = tmp_path / "tham-dinh.yaml"
    path.write_text(standing, encoding="utf-8")
    form.answer(**ANSWER)
    code, said = into(form, path)
    assert code == 3
    assert words in " ".join(said.split())
    assert path.read_text(encoding="utf-8") == standing


def test_one_place_for_the_results_is_named(form: Form, tmp_path: Path) -> None:
    assert call("evidence", "survey", str(form.save())).code == 2
