"""`par-engine evidence read FILE…`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.evidence.files import TrustOption, file_reader
from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption
from par_engine.cli.output import print_json, say, say_wrapped
from par_engine.cli.progress import counted

if TYPE_CHECKING:
    from par_engine.catalogue.load import Catalogue
    from par_engine.reading.attached.facts import FileFacts

HELP = "Đọc tệp PDF, Word: đề xuất số, ngày, loại, cơ quan, trích yếu, người ký để đối chiếu rồi mới khai."
_ONLY_A_PROPOSAL = (
    "Đây là đề xuất đọc từ tệp, chưa phải dữ liệu: đối chiếu với bản gốc rồi mới chép vào phần “documents” của hồ sơ."
)
FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="TỆP", help="Tệp tài liệu kiểm chứng; nhiều tệp cũng được.")
]


def read(files: FilesArgument, trust: TrustOption = None, as_json: JsonOption = False) -> None:
    """Prints what the layout of each file suggests. Nothing is written; what is read is never data by itself.

    Ends with 3 when a file was refused.
    """
    from par_engine.catalogue.load import load_catalogue
    from par_engine.evidence.proposing import kinds_proposed
    from par_engine.library import find_library
    from par_engine.reading.attached.facts import to_plain

    catalogue, _ = load_catalogue(find_library())
    with file_reader(trust) as take:
        found = [take(path, path.name) for path in counted(files, "Đọc tệp")]
    if as_json:
        rows = [{**to_plain(one), "kinds": kinds_proposed(one.proposal, catalogue)} for one in found]
        print_json({"schema": 1, "files": rows})
    else:
        for one in found:
            _print(one, catalogue)
        say_wrapped(_ONLY_A_PROPOSAL)
    if any(one.refused for one in found):
        raise typer.Exit(ExitCode.INPUT)


def _print(facts: FileFacts, catalogue: Catalogue) -> None:
    say(facts.name)
    for label, value in _rows(facts, catalogue):
        say_wrapped(f"{label}: {value}", "  ", "    ")
    say()


def _rows(facts: FileFacts, catalogue: Catalogue) -> list[tuple[str, Any]]:
    from par_engine.calendar import viet_date
    from par_engine.evidence.checks.inspected.file_signature import state_words
    from par_engine.evidence.proposing import kinds_proposed
    from par_engine.reading.attached.facts import TextFrom
    from par_engine.reading.attached.scans import INSTALL, recogniser

    if facts.refused:
        return [("Không nhận", facts.refused.removeprefix(f"{facts.name}: "))]
    one = facts.proposal
    kinds = ", ".join(f"{catalogue.proofs[kind].title} ({kind})" for kind in kinds_proposed(one, catalogue))
    rows = [
        ("Loại tệp", (facts.kind.label if facts.kind else "") + (f", {facts.pages} trang" if facts.pages else "")),
        ("SHA-256", facts.sha256),
        ("Chỉ độ mật", f"{one.secret}: không nộp tệp này, chỉ dẫn chiếu" if one.secret else ""),
        ("Loại tài liệu", kinds or one.type),
        ("Số, ký hiệu", one.number),
        ("Ngày ban hành", viet_date(one.issued) if one.issued else ""),
        ("Cơ quan ban hành", one.issuer + (f" (trực thuộc {one.authority})" if one.authority else "")),
        ("Trích yếu", one.title),
        ("Người ký", ", ".join(filter(None, (one.position, one.signer)))),
    ]
    rows += [("Chữ ký số", state_words(signature)) for signature in facts.signatures]
    rows += [("Lưu ý", note) for note in facts.notes]
    if facts.text is TextFrom.RECOGNISED:
        rows.append(("Lưu ý", "đọc từ bản quét, có thể nhầm chữ số và dấu"))
    elif facts.scan:
        said = "không nhận ra văn bản hành chính trên bản quét" if recogniser() else INSTALL
        rows.append(("Lưu ý", f"tệp là bản quét, không có lớp chữ. {said}"))
    return [(label, value) for label, value in rows if value]
