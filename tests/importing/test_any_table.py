"""Laws over tables that nobody would write: whatever stands in the cells, nothing is dropped and nothing breaks."""

from __future__ import annotations

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.importing.annex import Wishes, import_annex
from par_engine.criteria.load import read_set
from par_engine.errors import InputError, UsageError
from par_engine.library import Library
from par_engine.reading.folder import new_folder
from par_engine.reading.office import let_in
from par_engine.reading.papers.page import read_page
from par_engine.scoring.program import check_set
from tests.importing.test_annexes import PROOFS

NUMBERS = ["", "", "", "I", "II", "1", "2", "1.1", "1.2", "1.1.1", "2.1", "A", "-", "a)", "TC 3", "1,1", "(1)", "x"]
WORDS = [
    "", "Ban hành kế hoạch", "Đạt 100%: 1", "Từ 80% đến dưới 100%: 0,5", "Dưới 80%: 0", "Còn lại: 0", "Có: 1",
    "Không có: 0", "từ 0 trở lên: 1",
    "Mỗi sáng kiến được 0,25 điểm", "Chậm từ 1–5 ngày: 0,5", "Đúng hạn: 1", "Chậm: 0", "tỷ lệ × điểm tối đa",
    "Trường hợp không phát sinh: được điểm tối đa", "Tổng cộng", "Trong đó: a là gì", "điều tra xã hội học",
    "đề ra: 0,5",
    "Trước ngày 31/12: 1", "1. Mục", "II. Phần", "Từ 5 đến 3: 1", "không quá 0%: 0,5", "trên 1000000000000%: 1",
    "Từ 80% đến 90%: 0,123456789", "Trước ngày 31/02: 1", "Ban hành sau quý IV: 0", "Mỗi hồ sơ trừ 0 điểm", ": 1",
    "1", "0%: 1",
    "Chậm dưới 0,5 ngày: 1", "Chậm từ 0 ngày: 1", "Mỗi hồ sơ được 5 điểm", "Từ 0% đến 0%: 1", "Bằng 0: 1", "---",
    "# x: {y}",
]  # fmt: skip
MOSTS = ["", "", "1", "0,5", "2", "1.000", "0", "x", "-1", "1\n0,5\n0", "100000000", "0,00001"]
cells = st.tuples(
    st.sampled_from(NUMBERS),
    st.lists(st.sampled_from(WORDS) | st.text(max_size=12), min_size=1, max_size=4).map("\n".join),
    st.sampled_from(MOSTS),
    st.sampled_from(["", "", "Báo cáo năm", "Sổ", "Kế hoạch; Quyết định"]),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cells, min_size=1, max_size=14))
def test_nothing_is_dropped_and_nothing_breaks(rows: list[tuple[str, ...]]) -> None:
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text).replace(chr(10), '<br>')}</td>" for text in row) + "</tr>" for row in rows
    )
    heading = "<tr><td>STT<td>Tiêu chí<td>Điểm tối đa<td>Tài liệu kiểm chứng</tr>"
    paper = read_page(let_in(f"<html><body><table>{heading}{body}</table>".encode(), "phu-luc.html"))
    try:
        imported = import_annex(paper, Wishes(year=2026, unit="department"), PROOFS)
    except (InputError, UsageError):
        return
    lines = [line for row in paper.tables[0].rows for cell in row.cells for line in cell.text.split("\n") if line]
    ledger = imported.ledger
    assert sorted(line.text for line in ledger.lines) == sorted(lines)
    assert sum(ledger.counts().values()) == len(lines)
    written = " ".join("\n".join(imported.files.values()).split())
    assert all(" ".join(line.split()) in written for line in lines)
    with TemporaryDirectory() as folder, new_folder(Path(folder) / "draft", imported.files) as draft:
        library = Library(draft, "test")
        catalogue, findings = load_catalogue(library)
        findings += check_set(read_set(library, library.criteria / imported.named.set_id, catalogue))
    unreadable = [
        one.line() for one in findings if one.check.startswith(("file.", "yaml.", "model.", "reference", "id."))
    ]
    assert unreadable == [], "nháp phải đọc lại được"
