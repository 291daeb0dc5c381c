"""The account of an import for the officer: what was read, what was not, what was guessed, what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.criteria.importing.draft import Draft
from par_engine.criteria.importing.files import Named
from par_engine.criteria.importing.ledger import Ledger, Use
from par_engine.reading.papers.paper import Paper
from par_engine.text import shell_word

NAME = "KET-QUA-DOC.txt"
"""The file that carries it, in the folder of the draft."""


def account(paper: Paper, ledger: Ledger, draft: Draft, named: Named) -> str:
    """The whole account as plain text."""
    return "\n".join(_lines(paper, ledger, draft, named)) + "\n"


def _lines(paper: Paper, ledger: Ledger, draft: Draft, named: Named) -> Iterator[str]:
    counts = ledger.counts()
    yield f"KẾT QUẢ ĐỌC {paper.name}"
    yield f"Bộ nháp: {named.set_id}, năm {named.year}, {named.unit_title} ({named.unit})"
    yield ""
    yield f"Số dòng chữ trong các bảng: {len(ledger.lines)}"
    for use in Use:
        yield f"  {use.label}: {counts[use]}"
    yield f"  cộng lại: {sum(counts.values())}"
    yield from _part("CẦN BIẾT", paper.notes)
    yield from _part(
        "DÒNG CHƯA HIỂU (phải tự viết luật)", (f"{line.place}: {line.text} [{why}]" for line, why in ledger.unread())
    )
    yield from _part(
        "BẢNG KHÁC, NGOÀI BẢNG ĐIỂM (không đọc thành luật; xem lại nếu trong đó có tiêu chí)",
        (f"{line.place}: {line.text}" for line in ledger.elsewhere()),
    )
    yield from _part("TỔNG ĐIỂM KHÔNG KHỚP (giữ như in)", draft.sums)
    yield from _part("CHỖ PHẢI ĐOÁN (ghi “assumption” hoặc nêu trong note)", draft.guesses)
    yield from _part("VIỆC LÀM TIẾP", steps(named))
    yield from _part(
        "CHỮ NGOÀI BẢNG (không đọc, trừ số, ngày, tên văn bản)",
        (f"{line.place}: {line.text}" for line in ledger.outside),
    )
    yield from _part(
        "TỪNG DÒNG CỦA CÁC BẢNG", (f"{line.place} [{ledger.use_of(line).label}]: {line.text}" for line in ledger.lines)
    )


def _part(title: str, rows: object) -> Iterator[str]:
    yield ""
    yield title
    listed = [f"  {row}" for row in rows] if hasattr(rows, "__iter__") else []
    yield from listed or ["  (không có)"]


def steps(named: Named, where: str = ".") -> list[str]:
    """What an officer does with the draft, in order. `where` is the folder of the draft."""
    folder = f"criteria/{named.set_id}"
    return [
        f"Mở từng tệp trong {folder}: lời gốc đứng ngay trên mỗi luật; viết luật cho các dòng “CHƯA HIỂU”.",
        f"Kiểm tra lại sau mỗi lần sửa: par-engine criteria check {shell_word(f'{where}/{folder}')}",
        f"Thay số liệu nháp ({named.section}.…) bằng số liệu đã có của thư viện chính khi cùng nghĩa.",
        f"Chép {folder}, evidence_schemas/{named.section}.yaml và evidence_schemas/legal/{named.text_id}.yaml "
        "vào thư viện chính; đừng chép documents.yaml.",
        "Thêm ví dụ trong tests/ của bộ (par-engine criteria examples soạn sẵn), chạy criteria test, criteria cover.",
    ]
