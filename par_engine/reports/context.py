"""Everything a report prints, as plain data: texts, counts and flags, nothing with behaviour of its own.

Templates get numbers already in their Vietnamese form and print what the engine recorded; they compute nothing.
"""

from __future__ import annotations

from typing import Any

from par_engine import __version__
from par_engine.calendar import viet_date
from par_engine.evidence.submission import Purpose
from par_engine.findings import Finding, Severity
from par_engine.reports.charts import area_bars, waterfall
from par_engine.reports.losses import losses_shape
from par_engine.reports.printed import paragraphs, percent, written_out
from par_engine.reports.proofs import claim_rows, document_rows, explained_rows
from par_engine.reports.table import area_rows, outcome_shape, section_rows, table_rows, totals_shape
from par_engine.reports.trace import not_applicable_rows, text_rows, trace_areas
from par_engine.scoring import reasons
from par_engine.scoring.result import ScoreSheet

Shape = dict[str, Any]


def report_context(sheet: ScoreSheet) -> Shape:
    """What every template of the self-scoring report may name."""
    submission = sheet.situation.submission
    return {
        "title": _title(sheet),
        "agency": _agency(sheet),
        "rehearsal": submission.purpose is Purpose.REHEARSAL,
        "purpose": submission.purpose.label,
        "dates": _dates(sheet),
        "set": _set(sheet),
        "note": paragraphs(submission.note),
        "total": totals_shape(sheet.totals),
        "assumed": _assumed(sheet),
        "areas": area_rows(sheet),
        "charts": _charts(sheet),
        "rows": table_rows(sheet),
        "sections": section_rows(sheet),
        "outcome": outcome_shape(sheet),
        "verified": sheet.verified,
        "explanations": explained_rows(sheet),
        "claims": claim_rows(sheet),
        "difficulties": paragraphs(submission.difficulties),
        "proposals": paragraphs(submission.proposals),
        "losses": losses_shape(sheet),
        "findings": _findings(sheet),
        "not_applicable": not_applicable_rows(sheet),
        "documents": document_rows(sheet),
        "trace": trace_areas(sheet),
        "texts": text_rows(sheet),
        "software": {"name": "par-engine", "version": __version__},
    }


def _title(sheet: ScoreSheet) -> str:
    """What the report is about, below its name."""
    submission, known = sheet.situation.submission, sheet.yardstick.set
    about = "Tự đánh giá, chấm điểm Chỉ số cải cách hành chính"
    if submission.purpose is Purpose.OFFICIAL:
        return f"{about} năm {known.year}"
    period = submission.period
    return f"{about}, kỳ từ {viet_date(period.from_)} đến {viet_date(period.to)} (diễn tập)"


def _agency(sheet: ScoreSheet) -> Shape:
    """Who reports, and whom it stands below where the set says so."""
    agency, known = sheet.situation.submission.agency, sheet.yardstick.set
    named = known.agencies.get(agency.id)
    above = known.agencies.get(named.parent) if named and named.parent else None
    return {
        "id": agency.id,
        "name": agency.name,
        "above": above.name if above else "",
        "unit_kind": known.unit_kinds[sheet.situation.submission.unit_kind],
    }


def _dates(sheet: ScoreSheet) -> Shape:
    submission, situation = sheet.situation.submission, sheet.situation
    return {
        "from": viet_date(submission.period.from_),
        "to": viet_date(submission.period.to),
        "prepared_on": viet_date(submission.prepared_on),
        "written_out": written_out(submission.prepared_on),
        "scored_on": viet_date(sheet.on),
        "deadline": situation.deadline_words,
        "closed": situation.closed,
    }


def _set(sheet: ScoreSheet) -> Shape:
    known = sheet.yardstick.set
    return {
        "id": known.id,
        "version": known.version,
        "title": known.title,
        "year": str(known.year),
        "digest": sheet.yardstick.digest,
        "basis": [cite.words(sheet.yardstick.catalogue.texts) for cite in known.basis],
        "note": paragraphs(known.provenance.note),
    }


def _assumed(sheet: ScoreSheet) -> Shape:
    """The share of the applicable maximum whose points are an assumption."""
    share = sheet.totals.assumed_share
    return {"any": share is not None and share > 0, "share": percent(share)}


def _charts(sheet: ScoreSheet) -> Shape:
    """Geometry; there is nothing to draw where nothing applies."""
    drawn = sheet.totals.applicable_max > 0
    return {
        "drawn": drawn,
        "areas": area_bars(sheet.areas) if drawn else {},
        "waterfall": waterfall(sheet.totals, sheet.areas) if drawn else {},
    }


def _findings(sheet: ScoreSheet) -> list[Shape]:
    """Findings by severity, worst first; in which file they stand is left out, so that its form changes nothing."""
    found = []
    for severity in Severity:
        items = [_finding(finding) for finding in sheet.findings if finding.severity is severity]
        if items:
            found.append({"id": severity.value, "label": severity.label.capitalize(), "items": items})
    return found


def _finding(finding: Finding) -> Shape:
    return {
        "check": finding.check,
        "path": finding.path,
        "message": reasons.sentence(finding.message),
        "allowed": "" if finding.allowed in finding.message else finding.allowed,
        "action": reasons.sentence(finding.action) if finding.action else "",
    }
