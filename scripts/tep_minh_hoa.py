"""Makes the attached files of examples/tep-minh-hoa anew: a signed plan (PDF) and a report (Word). All made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.attached.make import Letter, authority, pdf, signed, word

FOLDER = Path("examples/tep-minh-hoa/tep")
PLAN = Letter(
    agency=("UBND TỈNH A", "SỞ A"),
    number="Số: 305/KH-SA",
    dated="Tỉnh A, ngày 25 tháng 12 năm 2018",
    type="KẾ HOẠCH",
    title="Cải cách hành chính năm 2019",
    body=("Văn bản này dựng để minh hoạ, không có thật.", "I. MỤC TIÊU", "1. Hoàn thành mọi nhiệm vụ của năm 2019."),
    signer="Nguyễn Văn A",
)
REPORT = replace(
    PLAN,
    number="Số: 112/BC-SA",
    dated="Tỉnh A, ngày 20 tháng 3 năm 2019",
    type="BÁO CÁO",
    title="Kết quả cải cách hành chính quý I năm 2019",
)

if __name__ == "__main__":
    plan = signed(pdf(PLAN), authority("CA minh hoạ"), name="Nguyễn Văn A", organisation="Sở A")
    (FOLDER / "ke-hoach.pdf").write_bytes(plan)
    (FOLDER / "bao-cao-quy-1.docx").write_bytes(word(REPORT))
