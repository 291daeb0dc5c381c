"""`par-engine criteria import FILE -o DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_findings, print_json, say, say_wrapped

if TYPE_CHECKING:
    from par_engine.criteria.importing.annex import Imported
    from par_engine.findings import Finding

HELP = (
    "Đọc phụ lục của một quyết định (Word, Excel, trang web) thành bộ tiêu chí nháp: lời gốc đứng bên mỗi luật, "
    "dòng nào chưa hiểu được kể ra, tổng điểm được kiểm lại. Không chạy gì có trong tệp."
)
MOST = 15
"""How many lines of each list the screen shows; all of them are in the account."""

FileArgument = Annotated[Path, typer.Argument(metavar="PHỤ_LỤC", help="Tệp .docx, .xlsx hoặc .html có bảng điểm.")]
FolderOption = Annotated[
    Path, typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục mới để ghi bộ nháp (một thư viện riêng).")
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="LOẠI", help="Loại đơn vị được chấm: ministry, province, department, district, commune."
    ),
]
SetOption = Annotated[str | None, typer.Option("--set", metavar="MÃ", help="Mã của bộ nháp, ví dụ so-ha-tinh-2026.")]
YearOption = Annotated[int | None, typer.Option("--year", metavar="NĂM", help="Năm đánh giá, khi văn bản không nói.")]
TableOption = Annotated[
    int | None, typer.Option("--table", metavar="SỐ", help="Bảng điểm thứ mấy, khi tệp có nhiều bảng điểm.")
]
DecisionOption = Annotated[
    str | None,
    typer.Option(
        "--decision",
        metavar="VĂN_BẢN",
        help="Văn bản ban hành, khi tệp không in: “Quyết định số 12/QĐ-UBND ngày 31/12/2025 của UBND tỉnh …”.",
    ),
]


def import_annex(
    file: FileArgument,
    output: FolderOption,
    unit: UnitOption = None,
    set_id: SetOption = None,
    year: YearOption = None,
    table: TableOption = None,
    decision: DecisionOption = None,
    as_json: JsonOption = False,
) -> None:
    """Writes a draft set into a new folder, which is a library of its own, and checks it there."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.criteria.importing.annex import Wishes
    from par_engine.criteria.importing.annex import import_annex as read
    from par_engine.criteria.importing.heading import decision_named
    from par_engine.library import find_library
    from par_engine.reading.folder import new_folder, refuse_filled
    from par_engine.reading.papers.read import read_paper

    refuse_filled(output)
    catalogue, _ = load_catalogue(find_library())
    wishes = Wishes(set_id, year, unit, table, decision_named(decision or ""))
    imported = read(read_paper(file), wishes, catalogue.proofs)
    with new_folder(output, imported.files) as folder:
        findings = _checked(folder, imported.named.set_id)
    if as_json:
        print_json(_shape(imported, output, findings))
    else:
        _print(imported, output, findings)


def _checked(folder: Path, set_id: str) -> list[Finding]:
    """What `criteria check` says of the draft."""
    from par_engine.catalogue.load import load_catalogue
    from par_engine.criteria.load import read_set
    from par_engine.findings import in_order
    from par_engine.library import Library
    from par_engine.scoring.program import check_set

    library = Library(folder, "bộ nháp")
    catalogue, findings = load_catalogue(library)
    return in_order(findings + check_set(read_set(library, library.criteria / set_id, catalogue)))


def _print(imported: Imported, output: Path, findings: list[Finding]) -> None:
    from par_engine.criteria.importing.account import NAME, steps
    from par_engine.criteria.importing.ledger import Use

    draft, ledger, named = imported.draft, imported.ledger, imported.named
    components = list(draft.components())
    say_wrapped(f"Đã ghi bộ nháp {named.set_id} ({named.unit_title}, năm {named.year}) vào {output}.")
    say_wrapped(f"{len(draft.areas)} lĩnh vực, {len(components)} tiêu chí thành phần, tổng {_viet(draft.total)} điểm.")
    counts = ledger.counts()
    say(f"Số dòng chữ trong bảng: {len(ledger.lines)}, trong đó")
    for use in Use:
        say(f"  {use.label}: {counts[use]}")
    for note in imported.notes:
        say_wrapped(f"LƯU Ý: {note}")
    _list("Dòng chưa hiểu, phải tự viết luật", [f"{line.place}: {line.text} ({why})" for line, why in ledger.unread()])
    _list(
        "Bảng khác, ngoài bảng điểm, không đọc thành luật",
        [f"{line.place}: {line.text}" for line in ledger.elsewhere()],
    )
    _list("Tổng điểm không khớp, giữ như in", draft.sums)
    _list("Chỗ phải đoán", draft.guesses)
    say()
    say("Kiểm tra bộ nháp:")
    print_findings(findings, "Không phát hiện lỗi nào.")
    say()
    say(f"Làm tiếp (kể đủ trong {output / NAME}):")
    for number, step in enumerate(steps(named, str(output)), 1):
        say_wrapped(step, f"  {number}. ", "     ")


def _list(title: str, rows: list[str]) -> None:
    if not rows:
        return
    say()
    say(f"{title} ({len(rows)}):")
    for row in rows[:MOST]:
        say_wrapped(row, "  - ", "    ")
    if len(rows) > MOST:
        say(f"  … và {len(rows) - MOST} dòng nữa, kể đủ trong tệp kết quả.")


def _viet(value: Any) -> str:
    from par_engine.numbers import viet

    return viet(value)


def _shape(imported: Imported, output: Path, findings: list[Finding]) -> dict[str, Any]:
    from par_engine.criteria.importing.ledger import Use

    counts = imported.ledger.counts()
    return {
        "schema": 1,
        "set": imported.named.set_id,
        "files": [str(output / path) for path in imported.files],
        "components": sum(1 for _ in imported.draft.components()),
        "lines": {"read": len(imported.ledger.lines), **{use.value: counts[use] for use in Use}},
        "unread": [{"place": line.place, "text": line.text, "why": why} for line, why in imported.ledger.unread()],
        "elsewhere": [{"place": line.place, "text": line.text} for line in imported.ledger.elsewhere()],
        "sums": imported.draft.sums,
        "guesses": imported.draft.guesses,
        "notes": list(imported.notes),
        "findings": [finding.as_json(with_place=True) for finding in findings],
    }
