"""What the documents of a sheet prove or fail to prove, as lines of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from par_engine.calendar import instance_titles
from par_engine.criteria.decisions import Cause
from par_engine.evidence.proof import Absent, Invalid, Present, Proof, delayed_words, missing_words
from par_engine.evidence.submission import Document, proves
from par_engine.reports.explain import cited
from par_engine.reports.printed import day, points
from par_engine.scoring.asking import document_key
from par_engine.scoring.result import ComponentResult, Decided, ScoreSheet, State

Shape = dict[str, Any]

_UNPROVED = (Cause.NO_DOCUMENT, Cause.DOCUMENT_INVALID)


def proof_lines(sheet: ScoreSheet, one: ComponentResult) -> list[Shape]:
    """The documents of one component: those that count, those that do not, those that are wanting or not due yet."""
    found: dict[str, Shape] = {}
    for decided, key, proof in _grouped(one):
        for kind, words in _lines(sheet, decided, key, proof):
            found.setdefault(words, {"kind": kind, "words": words})
    return list(found.values())


def _grouped(one: ComponentResult) -> Iterator[tuple[Decided, str, Proof]]:
    """What proves each document; periods without one that came out alike stand together: `key@Q1,Q2`."""
    rows = [(decided, key, proof) for decided in one.decided for key, proof in decided.asked.proofs.items()]
    absent: dict[tuple[str, State, Cause | None], list[str]] = {}
    for decided, key, proof in rows:
        if isinstance(proof, Absent) and "@" in key:
            absent.setdefault(_alike(decided, key), []).append(key.partition("@")[2])
    for decided, key, proof in rows:
        if not isinstance(proof, Absent) or "@" not in key:
            yield decided, key, proof
        elif periods := absent.pop(_alike(decided, key), None):
            yield decided, f"{document_key(key)}@{','.join(periods)}", proof


def _alike(decided: Decided, key: str) -> tuple[str, State, Cause | None]:
    return document_key(key), decided.state, decided.cause


def _lines(sheet: ScoreSheet, decided: Decided, key: str, proof: Proof) -> Iterator[tuple[str, str]]:
    title = _title(decided, key)
    match proof:
        case Present(documents=documents, lateness=late, missing=missing, delayed=delayed):
            delay = f" (chậm {late})" if late else ""
            yield from (("present", cited(sheet, document) + delay) for document in documents)
            if delayed:
                yield "present", f"{title}: chậm {delayed_words(delayed)}"
            if missing:
                yield "absent", f"{title}: {missing_words(missing)}"
        case Invalid(documents=documents, reason=reason):
            yield "invalid", f"{cited(sheet, documents[0])}, vì {reason}"
        case Absent():
            yield from _absent(decided, key, title)


def _title(decided: Decided, key: str) -> str:
    """What a document is called, with its periods: `Báo cáo quý I`, `Báo cáo: quý I, quý II`."""
    document, _, periods = key.partition("@")
    codes = periods.split(",")
    if len(codes) < 2:
        return decided.asked.compiled.part.title(key)
    return f"{decided.asked.compiled.part.title(document)}: {', '.join(instance_titles(codes))}"


def _absent(decided: Decided, key: str, title: str) -> Iterator[tuple[str, str]]:
    """A document that is not there, when the decision waited for it. One under a condition may not be needed."""
    wanted = decided.asked.compiled.placed.component.documents[document_key(key)]
    words = f"{title} (nếu có)" if wanted.when else title
    if decided.state is State.NOT_DUE:
        yield "not_due", words
    elif decided.cause in _UNPROVED or decided.state in (State.MISSING, State.UNPROVEN):
        yield "absent", words


def explained_rows(sheet: ScoreSheet) -> list[Shape]:
    """Part II: components whose proof is missing or does not count, and all that the agency explained."""
    explanations = sheet.situation.submission.explanations
    return [
        _explained(sheet, one, explanations.get(one.id, ""))
        for one in sheet.components
        if _unproved(one) or one.id in explanations
    ]


def _unproved(one: ComponentResult) -> bool:
    return any(decided.cause in _UNPROVED for decided in one.decided)


def _explained(sheet: ScoreSheet, one: ComponentResult, text: str) -> Shape:
    return {
        "code": one.id,
        "title": one.placed.component.title,
        "wanting": [line for line in proof_lines(sheet, one) if line["kind"] in ("absent", "invalid")],
        "explanation": text,
        "lost": points(one.lost) if one.lost else "",
        "open": points(one.open) if one.open else "",
        "if_proven": points(one.points_if_proven) if one.points_if_proven is not None else "",
        "state": one.state.value,
    }


def claim_rows(sheet: ScoreSheet) -> list[Shape]:
    """Where the agency claims other points than the evidence gives, with its reason."""
    claims = sheet.situation.submission.claims
    return [
        {
            "code": one.id,
            "title": one.placed.component.title,
            "claimed": points(one.claimed),
            "computed": points(one.computed),
            "more": one.claimed > one.computed,
            "reason": claims[one.id].reason,
        }
        for one in sheet.components
        if one.id in claims
    ]


def document_rows(sheet: ScoreSheet) -> list[Shape]:
    """Every document handed in, and what it was handed in for."""
    return [
        _document(sheet, number, document) for number, document in enumerate(sheet.situation.submission.documents, 1)
    ]


def _document(sheet: ScoreSheet, number: int, document: Document) -> Shape:
    words = cited(sheet, document)
    title = document.title or ""
    return {
        "number": number,
        "words": words,
        "title": "" if words.endswith(title) else title,
        "received": day(document.received),
        "proves": ", ".join(_unique(proves(target)[0] for target in document.proves)),
        "place": "; ".join(part for part in (document.link, document.file) if part),
        "note": document.note or "",
    }


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
