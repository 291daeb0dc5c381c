"""What the documents of a sheet prove or fail to prove, as lines of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from par_engine.criteria.decisions import Cause
from par_engine.evidence.proof import Absent, Invalid, Present, Proof, missing_words
from par_engine.evidence.submission import Document, proves
from par_engine.reports.explain import cited
from par_engine.reports.printed import day, points
from par_engine.scoring.result import ComponentResult, ScoreSheet, State

Shape = dict[str, Any]

_UNPROVED = (Cause.NO_DOCUMENT, Cause.DOCUMENT_INVALID)


def proof_lines(sheet: ScoreSheet, one: ComponentResult) -> list[Shape]:
    """The documents of one component: those that count, those that do not, those that are wanting."""
    found = [line for key, proof in _proofs(one).items() for line in _lines(sheet, one, key, proof)]
    return [line for number, line in enumerate(found) if line not in found[:number]]


def _proofs(one: ComponentResult) -> dict[str, Proof]:
    return {key: proof for decided in one.decided for key, proof in decided.asked.proofs.items()}


def _lines(sheet: ScoreSheet, one: ComponentResult, key: str, proof: Proof) -> Iterator[Shape]:
    wanted = one.placed.component.documents[key]
    title = sheet.yardstick.part(one.placed, sheet.situation.submission.unit_kind).title(key)
    match proof:
        case Present(documents=documents, late=late, missing=missing):
            for document in documents:
                delay = f" (chậm {late} ngày)" if late and late > 0 and not missing else ""
                yield _line("present", cited(sheet, document) + delay)
            if missing:
                yield _line("absent", f"{title}: {missing_words(missing)}")
        case Invalid(documents=documents, reason=reason):
            yield _line("invalid", f"{cited(sheet, documents[0])}, vì {reason}")
        case Absent():
            if _asked_for(one):
                yield _line("absent", f"{title} (nếu có)" if wanted.when else title)


def _line(kind: str, words: str) -> Shape:
    return {"kind": kind, "words": words}


def _asked_for(one: ComponentResult) -> bool:
    """Whether an absent document was needed at all: a document under a condition may not be."""
    return any(decided.cause in _UNPROVED or decided.state is not State.SCORED for decided in one.decided)


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
        "wanting": [line for line in proof_lines(sheet, one) if line["kind"] != "present"],
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
