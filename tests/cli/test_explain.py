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
                                 "Đơn vị tự chấm 1,00 điểm; hệ thống tính 0,50 điểm, tự chấm cao hơn 0,50 điểm. ",
                                 "Ngày nộp đã qua, không thay đổi được.", "Mức khó: 1 trên 5."]),
    "periodic": (OFFICE, "4.4", ["Mất 0,12 điểm, thiếu tài liệu kiểm chứng: chưa nộp Báo cáo kết quả triển khai "
                                 "thực hiện Kế hoạch số 165/KH-UBND quý 2.",
                                 "Kiểu luật: theo kỳ. Báo cáo kết quả triển khai thực hiện Kế hoạch số 165/KH-UBND: "
                                 "0,5 điểm chia đều cho 4 kỳ trong năm; kỳ chậm hoặc thiếu được 0 điểm.",
                                 "165/KH-UBND: đúng hạn 2 kỳ.", "quý 4 (hạn hết ngày 31/12/2019).",
                                 "quý 1 (hạn: mỗi quý): Báo cáo số 58/BC-STP ngày 18/03/2019 của Sở Tư pháp.",
                                 "165/KH-UBND (hạn: mỗi quý): chưa nộp: quý 2, quý 4."]),
    "cases": (OFFICE, "9.4.1", ["Khi “Hồ sơ đã giải quyết quá hạn” + “Hồ sơ đang giải quyết đã quá hạn” bằng 0: 1 điểm "
                                "(không có hồ sơ trễ hẹn nên không phải xin lỗi). Các trường hợp còn lại: từ 100%",
                                "Kết quả 19 ÷ (18 + 2) = 95%, thuộc mức “từ 90% đến dưới 100%” (luật 9.4.1.c2.b2).",
                                "Thư xin lỗi gửi người dân, tổ chức vì trễ hẹn (nếu có): Thư xin lỗi ngày 15/11/2019"]),
    "survey": (OFFICE, "9.3", ["Được 0,00 trên 3,00 điểm. Trạng thái: chờ kết quả điều tra xã hội học.",
                               "“Mức độ hài lòng về việc giải quyết thủ tục hành chính”: tăng đều từ 0 điểm tại 60% "
                               "đến 3 điểm tại 90%.", "Kết quả do điều tra xã hội học quyết định."]),
    "external": (PROVINCE, "9.1.1", ["Chờ kết quả bên ngoài công bố: “Thứ hạng PAR INDEX của tỉnh”.",
                                     "không quá 31: 2,5 điểm; trên 31 đến 42: 1,5 điểm;",
                                     "Kết quả do bên ngoài công bố."]),
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


def test_events_are_told_with_their_last_days(here: Run) -> None:
    text = here("explain", OFFICE, "3.2.4", "--json").json["text"]
    assert text["Tài liệu kiểm chứng"] == [
        "Quyết định công bố danh mục thủ tục hành chính (hạn: trong 20 ngày làm việc sau khi bộ, ngành Trung ương có "
        "quyết định công bố thủ tục hành chính (hết ngày 15/07/2019; hết ngày 04/10/2019)): Quyết định số 2760/QĐ-UBND "
        "ngày 12/07/2019 của Chủ tịch UBND tỉnh; Quyết định số 4115/QĐ-UBND ngày 10/10/2019 của Chủ tịch UBND tỉnh, "
        "chậm lần ngày 06/09/2019 (6 ngày)."
    ]
    waiting = here("explain", PROVINCE, "3.2.4", "--json").json["text"]["Kết quả"]
    assert "chưa khai ngày: bộ, ngành Trung ương có quyết định công bố thủ tục hành chính" in waiting[1]


def test_several_times_in_a_period_are_counted_together(here: Run) -> None:
    text = here("explain", PROVINCE, "1.15", "--json").json["text"]
    assert text["Kết quả"][1].endswith(
        "chưa nộp 10 kỳ (tháng 1 (2 lần), tháng 2 (2 lần), tháng 3 (2 lần), tháng 4 (2 lần), tháng 5 (2 lần))."
    )
    assert "1 điểm chia đều cho 24 lần trong năm (mỗi kỳ 2 lần)" in text["Cách chấm"][0]
    assert len(text["Tài liệu kiểm chứng"]) == 1


def test_the_survey_comes_with_the_assessment(here: Run) -> None:
    assessment = "examples/so-tu-phap-2019/assessment.yaml"
    lines = here("explain", OFFICE, "9.3", "--assessment", assessment, "--json").json["text"]["Kết quả"]
    assert lines[0] == "Được 2,60 trên 3,00 điểm."
    assert "kết quả điều tra 86%" in lines[1]


def test_what_does_not_apply_says_why_and_lists_no_documents(here: Run) -> None:
    empty = here("explain", OFFICE, "4.1", "--json").json["text"]
    assert empty["Kết quả"] == [
        "Không áp dụng, không tính vào điểm tối đa của đơn vị. Không phát sinh (mẫu số bằng 0)."
    ]
    exempt = here("explain", OFFICE, "4.7", "--json").json["text"]
    assert "Đặc điểm này do đơn vị tự khai, chưa xác nhận." in exempt["Điều kiện và thời hạn"][1]
    assert not {"Tài liệu kiểm chứng", "Bước tiếp theo"} & (set(empty) | set(exempt))


def test_a_missing_figure_promises_no_more_than_it_can(here: Run) -> None:
    lines = here("explain", PROVINCE, "9.4.1", "--json").json["text"]["Bước tiếp theo"]
    assert lines[0].endswith("được thêm nhiều nhất 1,00 điểm.")


def test_after_the_deadline_what_was_missing_is_lost(here: Run) -> None:
    text = here("explain", OFFICE, "7.14", "--on", "10/12/2019", "--json").json["text"]
    assert text["Kết quả"][1] == (
        "Mất 0,50 điểm, không có số liệu: đến hết ngày 04/12/2019 vẫn chưa có "
        "“Có duy trì, cải tiến hệ thống quản lý chất lượng”."
    )
    assert text["Điều kiện và thời hạn"][0].endswith("hạn tự chấm điểm: hết ngày 04/12/2019, đã qua.")
