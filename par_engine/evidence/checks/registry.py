"""The one list of evidence checks: those of the program, and the cross-checks that the library writes as data."""

from __future__ import annotations

from par_engine.catalogue.indicators import CrossCheck
from par_engine.catalogue.load import Catalogue
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.handed import ASSESSMENTS, BUNDLES, FILLS, ROLLUPS, SUBMISSIONS, SURVEYS, WORKBOOKS
from par_engine.evidence.checks.inspected import ABOUT
from par_engine.evidence.checks.known import DOCUMENTS, REFERENCES, VALUES, VERDICTS
from par_engine.text import listing

OF_PARTS: tuple[About, ...] = (*VALUES, *DOCUMENTS, *REFERENCES, *VERDICTS, *ABOUT)
OF_FILES: tuple[About, ...] = (*SUBMISSIONS, *ASSESSMENTS, *ROLLUPS, *WORKBOOKS, *SURVEYS, *FILLS, *BUNDLES)
CHECKS: tuple[About, ...] = (*OF_PARTS, *OF_FILES)
"""Every check of the program that looks at evidence."""


def evidence_checks(catalogue: Catalogue) -> list[About]:
    """The program's checks, then those of the library in its order."""
    return [*CHECKS, *(About(one.id, one.severity, one.title, _formula(one)) for one in catalogue.checks)]


def _formula(check: CrossCheck) -> str:
    """When a cross-check complains, as it is written."""
    if check.yearly_jump:
        return f"{check.yearly_jump.indicator} đổi hơn {check.yearly_jump.more_than} so với năm trước"
    left, right = (measure.text for measure in check.measures())
    unless = f" (khi không có {listing(check.unless)})" if check.unless else ""
    return f"{left} {'≠' if check.equal else '>'} {right}{unless}"
