"""From a paper to the files of a draft set: the whole import, pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from par_engine.catalogue.proof import ProofKind
from par_engine.criteria.importing.account import NAME, account
from par_engine.criteria.importing.draft import Draft, draft_of
from par_engine.criteria.importing.files import Named, files_of
from par_engine.criteria.importing.heading import UNITS, Decision, decision_in, slug, text_id, unit_in, year_in
from par_engine.criteria.importing.ledger import Ledger
from par_engine.criteria.importing.outline import Annex, annexes_of
from par_engine.errors import InputError, UsageError
from par_engine.reading.fields import ID, SET_YEARS
from par_engine.reading.papers.paper import Paper
from par_engine.text import listing

MOST = 20_000
"""Lines of all tables: an annex of 100 pages has some 4000."""


@dataclass(frozen=True)
class Wishes:
    """What the officer says; everything left out is read from the document, or guessed and told."""

    set_id: str | None = None
    year: int | None = None
    unit: str | None = None
    table: int | None = None
    decision: Decision = field(default_factory=Decision)


@dataclass(frozen=True)
class Imported:
    """The files by path, and all that was noticed on the way."""

    files: Mapping[str, str]
    named: Named
    draft: Draft
    ledger: Ledger
    notes: tuple[str, ...]


def import_annex(paper: Paper, wishes: Wishes, proofs: Mapping[str, ProofKind]) -> Imported:
    """Reads the scoring table of a paper. Raises InputError when there is none, UsageError when one must be chosen."""
    filled = (cell.text for table in paper.tables for row in table.rows for cell in row.cells if cell.text)
    if sum(text.count("\n") + 1 for text in filled) > MOST:
        raise InputError(
            f"{paper.name}: các bảng có hơn {MOST} dòng, không phải một phụ lục. Chép riêng bảng điểm cần đọc."
        )
    ledger = Ledger()
    annex, ledger = _chosen(paper, wishes, ledger)
    draft = draft_of(annex, ledger, {kind.id: kind.title for kind in proofs.values()})
    if not any(draft.components()):
        raise InputError(
            f"{paper.name}: bảng điểm không có tiêu chí nào được đánh số (cột STT trống). Điền số thứ tự rồi đọc lại."
        )
    named, guesses = _named(paper, annex, wishes, [line.text for line in ledger.elsewhere()])
    draft.guesses[:0] = guesses
    files = files_of(draft, named, proofs.values())
    files[NAME] = account(paper, ledger, draft, named)
    return Imported(files, named, draft, ledger, paper.notes)


def _chosen(paper: Paper, wishes: Wishes, ledger: Ledger) -> tuple[Annex, Ledger]:
    """The annex to read. With several in one file, the one asked for, or the only one for the unit kind asked for."""
    annexes = annexes_of(paper, ledger)
    if not annexes:
        raise InputError(
            f"{paper.name}: không tìm thấy bảng điểm (bảng có cột tiêu chí và cột điểm tối đa). "
            "Kiểm tra tiêu đề cột, hoặc chép riêng bảng điểm sang một tệp mới."
        )
    wanted = _wanted(annexes, wishes)
    if len(annexes) == 1:
        return annexes[0], ledger
    ledger = Ledger()
    only = [table for table in paper.tables if table.name in wanted.places]
    return annexes_of(replace(paper, tables=tuple(only)), ledger)[0], ledger


def _wanted(annexes: Sequence[Annex], wishes: Wishes) -> Annex:
    if wishes.table is not None:
        if not 1 <= wishes.table <= len(annexes):
            raise UsageError(f"Tệp có {len(annexes)} bảng điểm; --table nhận số từ 1 đến {len(annexes)}.")
        return annexes[wishes.table - 1]
    if len(annexes) == 1:
        return annexes[0]
    fitting = [annex for annex in annexes if wishes.unit and unit_in([annex.title]) == wishes.unit]
    if len(fitting) == 1:
        return fitting[0]
    shown = "\n".join(
        f"  --table {number}: {annex.name}, {sum(1 for top in annex.nodes for _ in top.walk())} mục"
        + (f", {annex.title.splitlines()[-1][:100]}" if annex.title else "")
        for number, annex in enumerate(annexes, 1)
    )
    raise UsageError(f"Tệp có {len(annexes)} bảng điểm, mỗi lần đọc một bảng. Chọn:\n{shown}")


def _named(paper: Paper, annex: Annex, wishes: Wishes, letterhead: list[str]) -> tuple[Named, list[str]]:
    """Names of the draft, and what of them was guessed. Decisions print number and date in a table of their own."""
    lines = [cell.text for cell in paper.lines()] + [annex.title]
    read, said = decision_in(lines), wishes.decision
    if not read.number:
        head = decision_in(letterhead)
        read = replace(read, number=head.number, date=head.date)
    decision = Decision(
        said.number or read.number, said.date or read.date, said.issuer or read.issuer, said.title or read.title
    )
    guesses = []
    year = wishes.year or year_in(lines)
    if year is None:
        year = int(decision.date[-4:]) if decision.date else None
        if year is None:
            raise UsageError("Văn bản không nói năm đánh giá: thêm --year, ví dụ --year 2026.")
        guesses.append(f"Năm {year} lấy theo ngày ban hành văn bản; sai thì đọc lại với --year.")
    if year not in SET_YEARS:
        raise UsageError(f"Năm {year} ngoài khoảng {SET_YEARS.start} đến {SET_YEARS.stop - 1}: ghi --year.")
    unit = wishes.unit or unit_in([annex.title]) or unit_in(lines)
    if unit is None:
        raise UsageError(f"Văn bản không nói rõ chấm loại đơn vị nào: thêm --unit, ví dụ {listing(UNITS)}.")
    if wishes.unit is None:
        guesses.append(f"Loại đơn vị “{unit}” đoán theo tiêu đề; sai thì đọc lại với --unit.")
    text = text_id(decision) or slug(paper.name) or "van-ban"
    set_id = wishes.set_id or f"nhap-{text}"
    for option, word in (("--set", set_id), ("--unit", unit)):
        if not ID.fullmatch(word):
            raise UsageError(f"{option} nhận mã gồm chữ thường không dấu, số, dấu - _ ., không nhận “{word}”.")
    if not decision.number:
        guesses.append("Không thấy số của văn bản: thêm --decision để căn cứ được ghi đúng.")
    title = _title(decision.title, year)
    return Named(
        set_id, year, unit, UNITS.get(unit, "Đơn vị được đánh giá"), text, decision, paper.name, title
    ), guesses


def _title(printed: str, year: int) -> str:
    text = " ".join(printed.split())
    return text if 10 <= len(text) <= 300 else f"Bộ tiêu chí cải cách hành chính năm {year} (bản nháp)"
