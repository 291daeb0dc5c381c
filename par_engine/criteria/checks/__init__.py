"""Semantic checks of a criteria set, one idea per module, registered in one list.

Gaps and overlaps of scales are not here: the rules engine itself finds them when a set is certified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from par_engine.criteria.checks.deadlines import check_deadlines
from par_engine.criteria.checks.documents import check_documents
from par_engine.criteria.checks.due import check_due
from par_engine.criteria.checks.grades import check_grades
from par_engine.criteria.checks.ids import check_ids
from par_engine.criteria.checks.legal import check_legal
from par_engine.criteria.checks.measures import check_measures
from par_engine.criteria.checks.prerequisites import check_prerequisites
from par_engine.criteria.checks.provenance import check_provenance
from par_engine.criteria.checks.reach import check_reach
from par_engine.criteria.checks.references import check_exempted, check_references
from par_engine.criteria.checks.remedies import check_remedies
from par_engine.criteria.checks.rules import check_rules
from par_engine.criteria.checks.scales import check_scales
from par_engine.criteria.checks.shares import check_shares
from par_engine.criteria.checks.sources import check_sources
from par_engine.criteria.checks.sums import check_decimals, check_sums
from par_engine.criteria.checks.suppliers import check_suppliers
from par_engine.criteria.checks.twice import check_twice
from par_engine.criteria.checks.whom import check_whom
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding

Check = Callable[[Yardstick], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    check_references,
    check_documents,
    check_due,
    check_measures,
    check_rules,
    check_scales,
    check_shares,
    check_remedies,
    check_provenance,
    check_decimals,
    check_grades,
    check_suppliers,
    check_reach,
    check_legal,
    check_deadlines,
    check_twice,
    check_whom,
)
WHOLE_SET_CHECKS: tuple[Check, ...] = (check_sums, check_sources, check_exempted, check_prerequisites)
"""Checks that mean something only when every file of the set could be read."""


def run_checks(yardstick: Yardstick, folder: str, *, complete: bool) -> list[Finding]:
    """Every check that applies; with `complete` False those that need all files are left out."""
    findings = list(check_ids(yardstick, folder, complete=complete))
    for check in CHECKS + (WHOLE_SET_CHECKS if complete else ()):
        findings += check(yardstick)
    return findings
