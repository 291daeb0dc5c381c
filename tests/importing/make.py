"""Annexes in the shapes that officers have them: Word with merged cells, a workbook, a page as a law site pastes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEADING = ("STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng")
WORD: list[tuple[str, str, str, str]] = [
    ("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "4,5", ""),
    ("1", "Kế hoạch cải cách hành chính", "2,5", ""),
    ("1.1", "Ban hành kế hoạch cải cách hành chính", "1", "Kế hoạch năm của đơn vị"),
    ("", "Ban hành trong quý I năm 2026", "1", ""),
    ("", "Ban hành chậm từ 1–5 ngày", "0,5", ""),
    ("", "Ban hành chậm trên 5 ngày hoặc không ban hành", "0", ""),
    ("1.2", "Mức độ thực hiện kế hoạch", "1,5", "Báo cáo năm"),
    ("", "Thực hiện 100 % kế hoạch: 1,5", "", ""),
    ("", "Thực hiện từ 80 % đến dưới 100 % kế hoạch", "", ""),
    ("", "đề ra: 0,75", "", ""),
    ("", "Thực hiện dưới 80 % kế hoạch: 0", "", ""),
    ("2", "Sáng kiến cải cách hành chính", "1", ""),
    ("", "Mỗi sáng kiến được công nhận: 0,25 điểm, tối đa 1 điểm", "", ""),
    ("", "Không có sáng kiến: 0", "", ""),
    ("3", "Chấp hành chế độ báo cáo", "1", ""),
    ("", "Mỗi báo cáo gửi chậm bị trừ 0,25 điểm", "", ""),
    ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "4", ""),
    ("1", "Hồ sơ giải quyết đúng hạn", "2", "Báo cáo kiểm soát thủ tục hành chính; Thống kê của hệ thống"),
    ("", "Từ 90 % trở lên thì điểm được tính theo công thức: (b/a) x điểm tối đa", "", ""),
    ("", "Trong đó: a là số hồ sơ đã giải quyết; b là số hồ sơ đúng hạn", "", ""),
    ("", "Dưới 90 %: 0", "", ""),
    ("", "Trong năm không phát sinh hồ sơ thì không đánh giá tiêu chí này", "", ""),
    ("2", "Công khai thủ tục hành chính", "1", "Ảnh chụp màn hình"),
    ("", "Có niêm yết tại trụ sở: 0,5", "", ""),
    ("", "Có đăng trên trang thông tin điện tử: 0,5", "", ""),
    ("", "Không công khai: 0", "", ""),
    ("3", "Xử lý phản ánh, kiến nghị", "1", ""),
    ("", "Do cơ quan thẩm định xem xét tuỳ tính chất vụ việc", "", ""),
    ("", "Tổng cộng", "8,5", ""),
]


def word(path: Path, rows: list[tuple[str, str, str, str]] | None = None, *, repeat_heading_at: int = 12) -> None:
    """A Word file: letterhead, heading of two merged rows, areas merged over two columns, the heading repeated as after
    a page break, numbers that Word makes itself, a change not yet accepted."""
    rows = WORD if rows is None else rows
    document = docx.Document()
    for text in ("PHỤ LỤC II", "BẢNG TIÊU CHÍ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2026 CỦA UBND CẤP XÃ",
                 "(Kèm theo Quyết định số 12/2026/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh A)"):  # fmt: skip
        document.add_paragraph(text)
    table = document.add_table(rows=2, cols=5)
    for column, text in enumerate(HEADING):
        table.cell(0, column).text = text
        if column not in (2, 3):
            table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 2).text = table.cell(0, 3).text = ""
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Điểm"
    table.cell(1, 2).text, table.cell(1, 3).text = "Tối đa", "Tự chấm"
    for number, (code, title, most, proof) in enumerate(rows):
        if number == repeat_heading_at:
            _fill(table.add_row().cells, HEADING)
        cells = table.add_row().cells
        _fill(cells, ("" if title.startswith("Sáng kiến") else code, title, most, "", proof))
        if title.startswith("Sáng kiến"):
            _numbered(document, cells[0].paragraphs[0])
        if title == "Có niêm yết tại trụ sở: 0,5":
            _inserted(cells[1].paragraphs[0])
    document.add_paragraph("Ghi chú: làm tròn đến hai chữ số.")
    document.save(str(path))


def _fill(cells: Any, texts: tuple[str, ...]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def _numbered(document: Any, paragraph: Any) -> None:
    """A paragraph that Word numbers "2": a list that starts at 2."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("start", "2"), ("numFmt", "decimal"), ("lvlText", "%1")):
        child = OxmlElement(f"w:{name}")
        child.set(qn("w:val"), value)
        level.append(child)
    abstract.append(level)
    root.insert(0, abstract)
    one = OxmlElement("w:num")
    one.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    one.append(link)
    root.append(one)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = 77


def _inserted(paragraph: Any) -> None:
    """The text of a paragraph as a change that nobody accepted, beside a deletion."""
    run = paragraph.runs[0]._r
    inserted = OxmlElement("w:ins")
    run.addprevious(inserted)
    inserted.append(run)
    deleted = OxmlElement("w:del")
    gone = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "Câu đã xoá"
    gone.append(text)
    deleted.append(gone)
    inserted.addprevious(deleted)


BOOK: list[tuple[object, ...]] = [
    (1, "Chỉ đạo điều hành", 4, None, None, None),
    (1.1, "Tuyên truyền", 1, "Có kế hoạch: 1\nKhông có kế hoạch: 0", None, "Kế hoạch tuyên truyền"),
    (
        1.2,
        "Kiểm tra cơ quan trực thuộc",
        1,
        "Kiểm tra từ 30% trở lên: 1\nTừ 20% đến dưới 30%: 0,5\nDưới 20%: 0",
        None,
        None,
    ),
    *((f"1.{number}", f"Việc thứ {number}", 0.25, "Đã làm: 0,25; chưa làm: 0", None, None) for number in range(3, 10)),
    (1.1, "Việc thứ mười", 0.25, "Tốt: 0,25\nKhá: 0,1\nCòn lại: 0", None, None),
    (2, "Tác động của cải cách hành chính", 3, None, None, None),
    ("2.1", "Hài lòng của người dân", 2, None, "x", None),
    ("2.2", "Hồ sơ trễ hẹn", 1, "Tỷ lệ trễ hẹn không quá 1%: 1\nTrên 1% đến 5%: 0,5\nTrên 5%: 0", None, "Sổ theo dõi"),
    (None, "TỔNG", 8, None, None, None),
]


def workbook(path: Path) -> None:
    """A workbook: a title over all columns, numbers typed as numbers, several lines in a cell, a wrong total."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Phụ lục"
    sheet.append(["BỘ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2026 CÁC SỞ, BAN, NGÀNH CẤP TỈNH"])
    sheet.merge_cells("A1:F1")
    sheet.append(["TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách chấm điểm", "ĐTXHH", "Tài liệu minh chứng"])
    for row in BOOK:
        sheet.append(list(row))
    book.create_sheet("Trống")
    book.save(path)


PAGE = """\ufeff<!DOCTYPE html><html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta charset=utf-8><style>.MsoNormal{margin:0}</style><script>alert("không chạy")</script></head><body>
<table class=layout><tr><td><div class=menu>Trang chủ</div></td></tr><tr><td>
<p class=MsoNormal align=center><b>BỘ TIÊU CHÍ ĐÁNH GIÁ CẢI CÁCH HÀNH CHÍNH CỦA CÁC BỘ, CƠ QUAN NGANG BỘ<o:p></o:p></b>
<table class=MsoNormalTable border=1><tbody>
<tr><td><p class=MsoNormal>STT<td><p>Tiêu&nbsp;chí<td><p>Điểm<br>tối&nbsp;đa<td>Ghi chú</tr>
<tr><td>(1)<td>(2)<td>(3)<td>(4)
<tr><td>1<td><b>Cải cách tài chính công</b><td>3<td>
<tr><td>1.1<td><p class=MsoNormal>Giải ngân vốn<br>đầu tư công</p><p>- Đạt từ&nbsp;95&nbsp;% trở lên: 2&nbsp;
 <p>- Trên 90 % đến dưới 95 %: 1,5;
 <p>- Từ 80 % - 90 %: 1;<p>- Dưới 80&nbsp;%:&nbsp;0<td>2<td>Theo số liệu của Bộ Tài chính
<tr><td>1.2<td>Thực hiện kiến nghị sau thanh tra, kiểm toán<br>&gt;= 80%: 1<br>&lt; 80%: 0<td>1<td>
<tr><td>2<td><b>Xây dựng chính quyền điện tử</b><td>2.000<td>
<tr><td>2.1<td>Gửi báo cáo định kỳ trước ngày 20/12<br>Đúng thời
 hạn: 0.500<br>Chậm không quá 3 ngày: 0.250<br>Chậm hơn: 0<td>0.500<td>
<tr><td>2.2<td>Tỷ lệ văn bản điện tử<br>Điểm = tỷ lệ văn bản điện tử × điểm tối đa<td>1.500<td>
<tr><td>3<td>Điểm thưởng<td>1<td>
<tr><td>3.1<td>Giải thưởng cấp quốc gia<br>
 Mỗi giải thưởng cấp quốc gia được cộng 0,5 điểm, tối đa 1 điểm<td>1<td>
<tr><td colspan=2>Tổng số điểm<td>5<td>
</table><p>Điều 5. Hiệu lực thi hành</td></tr></table></body>
"""


def page(path: Path) -> None:
    """A page with broken markup, layout tables, `<br>`, `&nbsp;` and Word's classes."""
    path.write_text(PAGE, encoding="utf-8")
