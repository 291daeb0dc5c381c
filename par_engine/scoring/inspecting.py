"""A submission with its documents inspected: scoring's findings, and what its files and its criteria say of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from par_engine.evidence.attachments import Attachments, Misplaced, locate, read_attachments
from par_engine.evidence.checks.inspected import inspect
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered, Other
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.secrecy import written_mark
from par_engine.evidence.submission import Document
from par_engine.findings import Finding
from par_engine.reading.attached.facts import FileFacts
from par_engine.reading.attached.kinds import MAX_FILE
from par_engine.scoring.result import ScoreSheet


@dataclass(frozen=True)
class Files:
    """How attached files are read, and how a long way through them is shown."""

    read: Callable[[Path, str], FileFacts]
    counted: Callable[[list[str]], Iterable[str]] = iter


def inspect_sheet(
    sheet: ScoreSheet, folder: Path, files: Files | None = None, beside: Sequence[Path] = ()
) -> list[Finding]:
    """The findings of a scored submission and of its documents. Without `files` none of these is opened.

    `beside` are submissions of other agencies. Raises InputError when one cannot be read.
    """
    situation = sheet.situation
    submission = situation.submission
    read = read_attachments(submission, folder, files.read, files.counted) if files else Attachments()
    documents = tuple(
        Numbered(place, document, read.facts.get(document.file or ""))
        for place, document in enumerate(submission.documents)
    )
    inspection = Inspection(
        situation.evidence.file,
        situation.yardstick.catalogue,
        documents,
        {placed.id: placed.component for placed in situation.yardstick.components.values()},
        situation.proofs,
        tuple(_other(path) for path in beside),
    )
    return [*sheet.findings, *inspect(inspection, read)]


def _other(path: Path) -> Other:
    """Another agency's submission with the SHA-256 of its files; those that cannot be read are its own affair."""
    submission = load_submission(path, str(path)).model
    files: dict[str, Document] = {}
    for document in submission.documents:
        if document.file and not written_mark(document):
            try:
                found = locate(path.parent, document.file)
                if found.stat().st_size > MAX_FILE:
                    continue
                with found.open("rb") as file:
                    files.setdefault(hashlib.file_digest(file, "sha256").hexdigest(), document)
            except (Misplaced, OSError):
                continue
    return Other(submission, files)
