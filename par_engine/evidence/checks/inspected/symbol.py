"""The sign of a number against the kind of the document: a report is no `KH`."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.catalogue.proof import ProofKind
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected.inspection import Inspection
from par_engine.evidence.checks.inspected.words import sign_of
from par_engine.findings import Finding, Severity
from par_engine.text import fold, listing

ABOUT = About(
    "document.symbol",
    Severity.WARNING,
    "Ký hiệu trong số của văn bản là của loại văn bản khác.",
    "{id: kh-nam, kind: ke_hoach, number: 12/BC-STP, issued: 10/01/2019, issuer: Sở Tư pháp, title: Kế hoạch năm}",
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """Only where the sign is that of some other kind: agencies have signs of their own."""
    for one in inspection.documents:
        kind, number = inspection.kind(one.document), one.document.number
        if kind is None or kind.symbols is None or not number:
            continue
        sign = sign_of(number)
        others = kinds_of(inspection, sign)
        if others and not bears(kind, sign):
            message = f"số {number} mang ký hiệu của {others[0].title.lower()}"
            allowed = listing(kind.symbols) or "không mang ký hiệu loại văn bản"
            yield inspection.report(
                ABOUT.check,
                one,
                "number",
                message,
                found=sign,
                allowed=allowed,
                action="sửa số, hoặc sửa loại tài liệu",
            )


def bears(kind: ProofKind, sign: str) -> bool:
    """Whether numbers of a kind may carry a sign."""
    return fold(sign) in {fold(symbol) for symbol in kind.symbols or ()}


def kinds_of(inspection: Inspection, sign: str) -> list[ProofKind]:
    """The kinds whose numbers carry a sign; those whose own sign it is come first."""
    found = [kind for kind in inspection.catalogue.proofs.values() if bears(kind, sign)]
    return sorted(found, key=lambda kind: fold((kind.symbols or ("",))[0]) != fold(sign))
