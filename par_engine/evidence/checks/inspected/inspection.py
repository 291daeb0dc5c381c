"""What checks of documents look at: the documents, their files, what the criteria ask, what others handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.proof import ProofKind
from par_engine.criteria.model import Component, Requirement
from par_engine.evidence.proof import Proofs, implied_key
from par_engine.evidence.submission import Document, Submission, proves
from par_engine.findings import Finding, Severity
from par_engine.reading.attached.facts import FileFacts, Proposal, TextFrom
from par_engine.reading.models import Loaded


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document with its place in the submission and, where its file was read, what that says."""

    place: int
    document: Document
    facts: FileFacts | None = None

    @property
    def proposal(self) -> Proposal:
        """What the file's words suggest; empty where they are not known."""
        return self.facts.proposal if self.facts else Proposal()

    @property
    def doubt(self) -> str:
        """A warning beside words that were recognised on a scan."""
        return " (đọc từ bản quét, có thể nhầm)" if self.facts and self.facts.text is TextFrom.RECOGNISED else ""


@dataclass(frozen=True)
class Other:
    """Another submission, with the files that it attaches, by their SHA-256."""

    submission: Submission
    files: Mapping[str, Document] = field(default_factory=dict)


@dataclass(frozen=True)
class Inspection:
    """A submission's documents with all that is known of them."""

    file: Loaded[Submission]
    catalogue: Catalogue
    documents: tuple[Numbered, ...]
    components: Mapping[str, Component] = field(default_factory=dict)
    proofs: Proofs | None = None
    others: tuple[Other, ...] = ()

    def kind(self, document: Document) -> ProofKind | None:
        """The kind of a document, where it is known."""
        return self.catalogue.proofs.get(document.kind)

    def name(self, one: Numbered) -> str:
        """`Báo cáo “bc-nam”`."""
        kind = self.kind(one.document)
        return f"{kind.title if kind else 'Tài liệu'} “{one.document.id}”"

    def wanted(self) -> Iterator[tuple[Numbered, Component, Requirement]]:
        """Every document with each requirement that it is handed in for."""
        for one in self.documents:
            for target in one.document.proves:
                name, key = proves(target)
                component = self.components.get(name)
                known = (key or implied_key(component, one.document)) if component else None
                if component and known in component.documents:
                    yield one, component, component.documents[known]

    def report(
        self,
        check: str,
        one: Numbered,
        part: str,
        message: str,
        *,
        found: str = "",
        allowed: str = "",
        action: str,
        severity: Severity = Severity.WARNING,
    ) -> Finding:
        """A finding at a part of a document, or at the whole of it where the part is not written."""
        path: tuple[str | int, ...] = ("documents", one.place)
        if part and getattr(one.document, part, None):
            path = (*path, part)
        return self.file.finding(
            check, path, f"{self.name(one)}: {message}", found=found, allowed=allowed, action=action, severity=severity
        )
