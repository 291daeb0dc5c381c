"""`par-engine evidence store FILE -o FOLDER`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from par_engine.cli.evidence.files import file_reader
from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import FileArgument, JsonOption
from par_engine.cli.output import print_json, say, say_wrapped
from par_engine.cli.progress import counted

HELP = "Cất tệp kèm theo hồ sơ vào kho theo mã SHA-256, giữ tên gốc; văn bản mật và tệp không an toàn không được cất."
OutOption = Annotated[Path, typer.Option("-o", "--out", metavar="KHO", help="Thư mục kho; chưa có thì được tạo.")]


def store(file: FileArgument, out: OutOption, as_json: JsonOption = False) -> None:
    """Reads every attached file and keeps those that may be kept. Ends with 1 when one was not."""
    from par_engine.evidence.attachments import locate, read_attachments
    from par_engine.evidence.evidence import load_submission
    from par_engine.evidence.store import Store

    submission = load_submission(file, str(file)).model
    kept, rows = Store(out), list[dict[str, Any]]()
    with file_reader(None) as read:
        found = read_attachments(submission, file.parent, read, partial(counted, label="Đọc tệp kèm theo"))
    refused = {name: error.message for name, error in found.misplaced.items()}
    refused |= dict.fromkeys(found.unread, "hồ sơ kèm quá nhiều tệp, hoặc các tệp quá lớn")
    for name, facts in found.facts.items():
        if facts.refused or facts.proposal.secret:
            refused[name] = facts.refused or f"văn bản {facts.proposal.secret}: chỉ được dẫn chiếu"
            continue
        stored = kept.put(locate(file.parent, name), facts)
        rows.append({"file": name, "sha256": facts.sha256, "path": str(stored.path), "known": stored.known})
    for document in submission.documents:
        if document.file and document.file not in found.facts and document.file not in refused:
            refused[document.file] = "văn bản mật: chỉ được dẫn chiếu"
    if as_json:
        not_stored = [{"file": name, "reason": reason} for name, reason in refused.items()]
        print_json({"schema": 1, "stored": rows, "refused": not_stored})
    else:
        for row in rows:
            say(f"{row['file']}  {row['sha256']}{'  (đã có)' if row['known'] else ''}")
        for name, reason in refused.items():
            say_wrapped(f"Không cất “{name}”: {reason}")
        say(f"Đã cất {len(rows)} tệp vào {out}; không cất {len(refused)} tệp.")
    if refused:
        raise typer.Exit(ExitCode.FINDINGS)
