"""Cross-checks of a submission: what contradicts itself, what is doubtful. One idea per module, one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.as_of import check_as_of
from par_engine.evidence.checks.documents import check_documents
from par_engine.evidence.checks.identities import check_identities
from par_engine.evidence.checks.months import check_months
from par_engine.evidence.checks.stated_rates import check_stated_rates
from par_engine.evidence.checks.two_sources import check_two_sources
from par_engine.evidence.checks.verdict import Verdict
from par_engine.evidence.checks.yearly_jumps import check_yearly_jumps
from par_engine.evidence.evidence import Evidence

CHECKS: tuple[Callable[[Evidence, Catalogue], Iterator[Verdict]], ...] = (
    check_stated_rates,
    check_identities,
    check_months,
    check_two_sources,
    check_yearly_jumps,
    check_as_of,
    check_documents,
)


def run_checks(evidence: Evidence, catalogue: Catalogue) -> None:
    """Adds the findings, and marks as suspect the values of failed checks that do not stand.

    A value that its own printed rate confirms stands: when a sum fails, the part that contradicts its rate is to blame,
    not the total that agrees with its own. Where all agree with theirs, all are in doubt.
    """
    verdicts = [verdict for check in CHECKS for verdict in check(evidence, catalogue)]
    confirmed = {name for verdict in verdicts if verdict.finding is None for name in verdict.values}
    denied = {name for verdict in verdicts if verdict.denies for name in verdict.values}
    for verdict in verdicts:
        if verdict.finding is None:
            continue
        evidence.findings.append(verdict.finding)
        if verdict.contradicts:
            for name in verdict.values - (confirmed - denied) or verdict.values:
                evidence.suspect.setdefault(name, verdict.finding)
