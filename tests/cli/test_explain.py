"""`explain` read aloud: one component of every kind of rule, on the two examples. Whole sentences, in Vietnamese."""

from __future__ import annotations

import re

import pytest

from par_engine.criteria.load import require_set
from par_engine.library import Library
from par_engine.reports.explain import explanation
from par_engine.scoring.evaluate import score_file
from tests.cli.conftest import Run
from tests.cli.program import OFFICE, PROVINCE, REPOSITORY, SET

SECTIONS = [
    "Kết quả",
    "Cách chấm",
    "Số liệu",
    "Tài liệu kiểm chứng",
    "Điều kiện và thời hạn",
    "Căn cứ và nguồn gốc",
    "Bước tiếp theo",
]
EXPLAINED = {
    "yes_no": (OFFICE, "6.2", ["Được 0,50 trên 0,50 điểm.", "Có quy chế chi tiêu nội bộ: có.",
                               "Kiểu luật: có / không. “Có quy chế chi tiêu nội bộ”: "
                               "có thì được 0,5 điểm, không thì 0 điểm.",
                               "Thuộc mức “có” (luật 6.2.yes).", "Đã đạt điểm tối đa, không cần làm gì thêm."]),
    "choice": (OFFICE, "1.2", ["Kiểu luật: chọn mức. “Mức độ phân công trách nhiệm thực hiện cải cách hành chính”: "
                               "Phân công đủ các lĩnh vực: 1 điểm;",
                               "Thuộc mức “Phân công đủ các lĩnh vực” (luật 1.2.o1)."]),
    "bands": (PROVINCE, "7.9", ["Mất 1,50 điểm, chưa đạt mức: kết quả 6,13%, thuộc mức còn lại (dưới 10%).",
                                "Kiểu luật: theo mức. Từ 30% trở lên: 1,5 điểm;",
                                "Kết quả 2.104 ÷ 34.348 ≈ 6,13%, thuộc mức “còn lại (dưới 10%)” (luật 7.9.b4).",
                                "2.104 hồ sơ, theo Báo cáo ngày 15/06/2020 của UBND tỉnh Thanh Hóa.",
                                "Khi mẫu số bằng 0: không áp dụng.",
                                "thêm 1.479 hồ sơ (từ 2.104 lên 3.583): được thêm 0,50 điểm.",
                                "Đạt mức tối đa thì được thêm 1,50 điểm."]),
    "proportional": (OFFICE, "2.3", ["Được 1,42 trên 1,50 điểm.",
                                     "Điểm = kết quả ÷ 100% × 1,5 điểm, tối đa 1,5 điểm; dưới 60% được 0 điểm.",
                                     "Kết quả 51 ÷ 54 ≈ 94,44%"]),
    "per_item": (OFFICE, "1.17", ["Kiểu luật: theo số lượng. Điểm = số lượng × 0,25 điểm, tối đa 0,5 điểm.",
                                  "Kết quả 1 + 2 = 3, thuộc mức “từ 2 trở lên” (luật 1.17.full)."]),
    "checklist": (PROVINCE, "1.4", ["Được 0,50 trên 1,50 điểm. Trạng thái: chưa đến hạn.",
                                    "Mất 0,50 điểm, thiếu tài liệu kiểm chứng: chưa nộp Báo cáo cải cách hành chính "
                                    "quý I.",
                                    "Còn ngỏ 0,50 điểm. Chưa đến hạn nộp Báo cáo cải cách hành chính 9 tháng đầu năm",
                                    "(hạn: hết ngày 30/09/2020): chưa nộp, còn trong hạn.",
                                    "thuộc mức “đúng hạn” (luật 1.4.i2.in_time)."]),
    "deadline": (OFFICE, "2.2", ["đúng hạn: 1 điểm; chậm không quá 15 ngày: 0,5 điểm; chậm trên 15 ngày: 0 điểm.",
                                 "Văn bản hướng dẫn số 145/HD-STP ngày 11/02/2019 của Sở Tư pháp, ngày ban hành "
                                 "11/02/2019, chậm 11 ngày.",
                                 "Đơn vị tự chấm 1,00 điểm, cao hơn điểm hệ thống tính 0,50 điểm. Lý do nêu ra: ",
                                 "Ngày nộp đã qua, không thay đổi được.", "Mức khó: 1 trên 5."]),
}  # fmt: skip


def test_every_kind_of_rule_in_the_set_is_explained() -> None:
    yardstick = require_set(Library(REPOSITORY, "thử"), SET)
    assert set(EXPLAINED) == {placed.component.rule.name for placed in yardstick.all_components()}


@pytest.mark.parametrize("kind", EXPLAINED)
def test_explains(here: Run, kind: str) -> None:
    file, component, words = EXPLAINED[kind]
    printed = " ".join(here("explain", file, component).out.split())
    for sentence in words:
        assert sentence in printed
    assert "Quyết định 4784/QĐ-UBND ngày 30/11/2018 của Chủ tịch UBND tỉnh Thanh Hóa, " in printed
    assert "Nguồn gốc: cấu trúc " in printed
    assert f"Bộ tiêu chí {SET}, phiên bản 1, mã kiểm " in printed


@pytest.mark.parametrize("file", [OFFICE, PROVINCE])
def test_every_line_is_a_sentence(file: str) -> None:
    """Of every component: the sections in order, lines that begin with a capital, a figure or a quotation and end."""
    sheet = score_file(Library(REPOSITORY, "kho mã nguồn"), REPOSITORY / file)
    for one in sheet.components:
        text = dict(explanation(sheet, one))
        assert [title for title in SECTIONS if title in text] == list(text)
        for line in (line for lines in text.values() for line in lines):
            assert line[0].isupper() or line[0].isdigit() or line[0] in "“(", line
            assert line.endswith((".", "…", "”", "!")), line
            assert ".." not in line.replace("...", ""), line
            assert not re.search(r"\d\.\d\d%|\d+\.\d{2} điểm", line), f"no points in numbers: {line}"


def test_what_does_not_apply_says_why_and_lists_no_documents(here: Run) -> None:
    empty = here("explain", OFFICE, "4.1", "--json").json["text"]
    assert empty["Kết quả"] == [
        "Không áp dụng, không tính vào điểm tối đa của đơn vị. Không phát sinh (mẫu số bằng 0)."
    ]
    exempt = here("explain", OFFICE, "4.7", "--json").json["text"]
    assert "Đặc điểm này do đơn vị tự khai, chưa xác nhận." in exempt["Điều kiện và thời hạn"][1]
    assert not {"Tài liệu kiểm chứng", "Bước tiếp theo"} & (set(empty) | set(exempt))


def test_a_missing_figure_promises_no_more_than_it_can(here: Run) -> None:
    lines = here("explain", PROVINCE, "9.3", "--json").json["text"]["Bước tiếp theo"]
    assert lines[0].endswith("được thêm nhiều nhất 3,00 điểm.")


def test_after_the_deadline_what_was_missing_is_lost(here: Run) -> None:
    text = here("explain", OFFICE, "7.14", "--on", "10/12/2019", "--json").json["text"]
    assert text["Kết quả"][1] == (
        "Mất 0,50 điểm, không có số liệu: đến hết ngày 04/12/2019 vẫn chưa có "
        "“Có duy trì, cải tiến hệ thống quản lý chất lượng”."
    )
    assert text["Điều kiện và thời hạn"][0].endswith("hạn tự chấm điểm: hết ngày 04/12/2019, đã qua.")
