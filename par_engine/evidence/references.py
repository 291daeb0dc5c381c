"""References from a submission to the criteria set: documents, claims, explanations and traits lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from par_engine.criteria.model import Component
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.proof import implied_key
from par_engine.evidence.submission import Document, proves
from par_engine.findings import Finding, Severity
from par_engine.text import did_you_mean, listing


def check_references(
    evidence: Evidence, components: Mapping[str, Component], traits: Collection[str], events: Collection[str] = ()
) -> Iterator[Finding]:
    """Findings for everything a submission names that the set does not know."""
    yield from _documents(evidence, components)
    yield from _per_component(evidence, components)
    for number, trait in enumerate(evidence.submission.agency.traits):
        if trait not in traits:
            action = did_you_mean(trait, traits) or f"các đặc điểm bộ này biết: {listing(sorted(traits)) or 'không có'}"
            message = f"đặc điểm “{trait}” không có trong bộ tiêu chí"
            yield evidence.file.finding(
                "trait.unknown", ("agency", "traits", number), message, found=trait, action=action
            )
    for event in evidence.submission.events:
        if event not in events:
            action = did_you_mean(event, events) or f"các sự kiện bộ này biết: {listing(events) or 'không có'}"
            message = f"sự kiện “{event}” không có trong bộ tiêu chí"
            yield evidence.file.finding(
                "event.unknown", ("events", event), message, found=event, action=action, key=True
            )


def _documents(evidence: Evidence, components: Mapping[str, Component]) -> Iterator[Finding]:
    file = evidence.file
    for number, document in enumerate(evidence.submission.documents):
        for place, target in enumerate(document.proves):
            path = ("documents", number, "proves", place)
            name, key = proves(target)
            component = components.get(name)
            if component is None:
                action = did_you_mean(name, components) or "sửa mã tiêu chí"
                yield file.finding(
                    "document.proves", path, f"tiêu chí “{name}” không có trong bộ", found=target, action=action
                )
            elif key and key not in component.documents:
                allowed = ", ".join(component.documents)
                message = f"tiêu chí {name} không hỏi tài liệu “{key}”"
                yield file.finding(
                    "document.proves", path, message, found=target, allowed=allowed, action="sửa mã tài liệu"
                )
            elif not key and implied_key(component, document) is None:
                yield _unclear(evidence, path, name, component, document)


def _per_component(evidence: Evidence, components: Mapping[str, Component]) -> Iterator[Finding]:
    submission = evidence.submission
    for group, names in (("claims", submission.claims), ("explanations", submission.explanations)):
        for name in names:
            if name not in components:
                action = did_you_mean(name, components) or "sửa mã tiêu chí"
                message = f"tiêu chí “{name}” không có trong bộ"
                yield evidence.file.finding(
                    f"{group}.unknown", (group, name), message, found=name, action=action, key=True
                )


def _unclear(
    evidence: Evidence, path: tuple[str | int, ...], name: str, component: Component, document: Document
) -> Finding:
    if not component.documents:
        message = f"tiêu chí {name} không hỏi tài liệu nào"
        severity, action = Severity.NOTE, "có thể bỏ, hoặc giữ để tham khảo"
    else:
        message = f"không rõ “{document.id}” chứng minh tài liệu nào của tiêu chí {name}"
        severity, action = (
            Severity.ERROR,
            "ghi rõ: " + " hoặc ".join(f"“{name}/{key}”" for key in component.documents),
        )
    return evidence.file.finding("document.unclear", path, message, found=name, action=action, severity=severity)
