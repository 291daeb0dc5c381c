"""Documents inspected: a submission of 2019 with its files, against the shipped kinds of proof and one component."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from par_engine.catalogue.load import Catalogue, load_catalogue
from par_engine.criteria.due import RoundClock
from par_engine.criteria.model import Component
from par_engine.evidence.attachments import Attachments, read_attachments
from par_engine.evidence.checks.inspected import inspect
from par_engine.evidence.checks.inspected.inspection import Inspection, Numbered, Other
from par_engine.evidence.evidence import read_evidence
from par_engine.evidence.proof import Proofs
from par_engine.findings import Finding
from par_engine.library import Library
from par_engine.reading.attached.reader import Reader
from par_engine.reading.attached.signatures import root_files
from tests.attached.make import authority
from tests.cli.program import REPOSITORY
from tests.evidence.make import component, submission

PLAN = component(
    "plan: {kind: ke_hoach, about: năm, by: Sở Tư pháp, dated: {from: 01/01, to: 31/12}, due: {by: 31/01}}"
)


@cache
def shipped() -> Catalogue:
    """The catalogue that people use."""
    found, _ = load_catalogue(Library(REPOSITORY, "kiểm thử"))
    return found


def inspected(
    documents: str,
    folder: Path | None = None,
    files: Mapping[str, bytes] | None = None,
    *,
    others: tuple[Other, ...] = (),
    trusted: bool = True,
    asked: Component = PLAN,
) -> list[Finding]:
    """What is found in documents (one entry a line), with their files written into a folder and read from there."""
    file = submission("documents:\n" + "".join(f"  - {line}\n" for line in documents.strip().splitlines()))
    attachments = Attachments()
    if folder:
        place = folder / "ho-so"
        place.mkdir()
        for name, content in (files or {}).items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
        (folder / "ca.pem").write_bytes(authority().pem)
        with Reader(root_files(folder) if trusted else ()) as reader:
            attachments = read_attachments(file.model, place, reader.read)
    evidence, year = read_evidence(file, shipped()), file.model.period.span()
    numbered = tuple(
        Numbered(place, one, attachments.facts.get(one.file or "")) for place, one in enumerate(file.model.documents)
    )
    proofs = Proofs(evidence, shipped(), RoundClock(2019, year), None, dt.date(2019, 12, 31))
    return inspect(Inspection(file, shipped(), numbered, {"1.1": asked}, proofs, others), attachments)


def checks(findings: list[Finding]) -> Iterator[str]:
    """The ids of findings."""
    return (finding.check for finding in findings)
