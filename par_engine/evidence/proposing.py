"""From what a file's head says to the kinds of proof it may be."""

from __future__ import annotations

from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.inspected.symbol import bears
from par_engine.evidence.checks.inspected.words import sign_of, spelt
from par_engine.reading.attached.facts import Proposal
from par_engine.text import fold


def kinds_proposed(proposal: Proposal, catalogue: Catalogue) -> list[str]:
    """Ids of kinds, most likely first: that of the printed name; else those whose own sign the number carries; a
    numbered letter with neither is of the kinds whose numbers carry no sign.
    """
    if proposal.type:
        printed = f"{spelt(proposal.type)} "
        named = [kind.id for kind in catalogue.proofs.values() if printed.startswith(f"{spelt(kind.title)} ")]
        if named:
            return sorted(named, key=lambda name: -len(catalogue.proofs[name].title))
    sign = sign_of(proposal.number) if proposal.number else ""
    own = [
        kind.id for kind in catalogue.proofs.values() if sign and kind.symbols and fold(kind.symbols[0]) == fold(sign)
    ]
    if own or proposal.type or not proposal.number:
        return own
    return [
        kind.id
        for kind in catalogue.proofs.values()
        if kind.symbols == () and not any(bears(other, sign) for other in catalogue.proofs.values())
    ]
