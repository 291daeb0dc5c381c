"""`par-engine criteria publish SET`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import JsonOption, SetArgument, day
from par_engine.cli.output import print_findings, print_json, say, say_library, say_wrapped
from par_engine.errors import UsageError

if TYPE_CHECKING:
    from par_engine.criteria.freezing import Publication
    from par_engine.criteria.yardstick import Yardstick
    from par_engine.findings import Finding
    from par_engine.library import Library

HELP = "Công bố một phiên bản: kiểm tra, chạy ví dụ, khoá bằng mã kiểm, giữ nguyên bản đã công bố."
GroundOption = Annotated[
    str, typer.Option("--ground", metavar="CĂN_CỨ", help="Căn cứ công bố, ví dụ số và ngày của quyết định.")
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="NGÀY", help="Ngày công bố (31/12/2019); mặc định là hôm nay.")
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Chỉ nói sẽ công bố gì, không ghi.")]


def publish(
    set_id: SetArgument,
    ground: GroundOption,
    on: OnOption = None,
    dry: DryOption = False,
    as_json: JsonOption = False,
) -> None:
    """Refuses a set with errors, failing examples or rules without one; otherwise freezes it."""
    from par_engine.criteria.freezing import publication
    from par_engine.criteria.load import read_set, require_built, set_folder
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reports.write import write_files

    library = find_library()
    if not ground.strip():
        raise UsageError("--ground không được để trống: ghi số, ngày của văn bản cho phép công bố.")
    folder = set_folder(library, set_id)
    files = read_set(library, folder)
    findings = _problems(library, set_id)
    if errors_in(findings):
        print_findings(findings, "")
        say("Chưa công bố: sửa các lỗi trên rồi chạy lại.")
        raise typer.Exit(ExitCode.FINDINGS)
    yardstick = require_built(files, files.moment())
    found = publication(folder, files, yardstick, day(on) or dt.datetime.now().astimezone().date(), ground)
    if not dry:
        write_files(found.files)
    if as_json:
        print_json(_shape(yardstick, found, dry))
        return
    _print(yardstick, found, dry)
    say_library(library)


def _problems(library: Library, set_id: str) -> list[Finding]:
    """What stands in the way: errors of the set, examples that fail, rules that no example reaches."""
    from par_engine.criteria.load import read_set, require_set, set_folder
    from par_engine.findings import errors_in
    from par_engine.scoring.cover import cover_of
    from par_engine.scoring.examples import outcomes_of, score_examples
    from par_engine.scoring.program import check_set

    findings = check_set(read_set(library, set_folder(library, set_id)))
    if errors_in(findings):
        return findings
    yardstick = require_set(library, set_id)
    scored = list(score_examples(library, yardstick))
    return [*findings, *outcomes_of(scored).findings, *cover_of(yardstick, scored).findings]


def _print(yardstick: Yardstick, found: Publication, dry: bool) -> None:
    known = yardstick.set
    verb = "Sẽ công bố" if dry else "Đã công bố"
    say_wrapped(f"{verb} {known.id} phiên bản {known.version}, căn cứ {found.version.ground}.")
    say_wrapped(f"Mã kiểm {yardstick.digest}.")
    if found.follows and found.version.reach:
        since = f"{found.version.changes} thay đổi so với phiên bản {found.follows.version}"
        say_wrapped(f"{since}, {found.version.reach.label}.")
        say(f"Xem từng thay đổi: par-engine criteria diff {known.id}@{found.follows.version} {known.id}")


def _shape(yardstick: Yardstick, found: Publication, dry: bool) -> dict[str, object]:
    version = found.version
    return {
        "schema": 1,
        "set": yardstick.set.id,
        "version": version.version,
        "digest": version.digest,
        "follows": found.follows.version if found.follows else None,
        "reach": version.reach.value if version.reach else None,
        "changes": version.changes,
        "written": not dry,
    }
