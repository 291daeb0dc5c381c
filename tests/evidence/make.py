"""A small catalogue and submissions against it, written as people write them."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TypeVar

from pydantic import BaseModel

from par_engine.catalogue.indicators import Section
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.proof import ProofKinds
from par_engine.criteria.model import Component
from par_engine.evidence.checks import run_checks
from par_engine.evidence.evidence import Evidence, read_evidence
from par_engine.evidence.submission import Submission
from par_engine.findings import Finding
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import read_tree

M = TypeVar("M", bound=BaseModel)

HEAD = """
kind: submission
schema: 1
agency: {id: xa-a, name: UBND xã A}
unit_kind: commune
criteria_set: mau-2019
version: "1"
purpose: official
period: {from: 01/01/2019, to: 31/12/2019}
prepared_on: 31/12/2019
"""
SECTION = """
kind: indicators
schema: 1
section: s
title: Mục thử
indicators:
  - {id: s.total, title: Tổng, definition: Đếm, type: count, unit: hồ sơ}
  - {id: s.done, title: Đã xong, definition: Đếm, type: count}
  - {id: s.open, title: Còn lại, definition: Đếm, type: count}
  - {id: s.done_rate, title: Tỷ lệ xong, definition: Chia, type: rate, of: {numerator: s.done, denominator: s.total}}
  - {id: s.open_rate, title: Tỷ lệ còn, definition: Chia, type: rate, of: {numerator: s.open, denominator: s.total}}
  - {id: s.money, title: Kinh phí, definition: Cộng, type: amount, unit: triệu đồng, summed_by: so-noi-vu}
  - {id: s.change, title: Tăng giảm, definition: Trừ, type: amount, minimum: -10, maximum: 10}
  - {id: s.share, title: Phần, definition: Chia, type: rate, maximum: 1}
  - {id: s.ok, title: Có làm, definition: Hỏi, type: yes_no}
  - id: s.level
    title: Mức
    definition: Chọn
    type: choice
    options: [{id: day_du, title: Đầy đủ}, {id: mot_phan, title: Một phần}]
  - {id: s.day, title: Ngày, definition: Ngày, type: date}
"""
PROOFS = """
kind: proof_kinds
schema: 1
kinds:
  - {id: ke_hoach, title: Kế hoạch, counts: issued, requires: [number, issued]}
  - {id: bao_cao, title: Báo cáo, counts: received}
"""


def model(text: str, kind: type[M], name: str = "a.yaml") -> Loaded[M]:
    tree, findings = read_tree(dedent(text), name)
    assert tree, findings
    loaded, findings = validate(tree, kind)
    assert loaded, [finding.line() for finding in findings]
    return loaded


def catalogue(checks: str = "") -> Catalogue:
    """The catalogue with these cross-checks."""
    section = model(SECTION + (f"checks:\n{dedent(checks)}" if checks else ""), Section).model
    proofs = model(PROOFS, ProofKinds).model
    indicators = {item.id: item for item in section.indicators}
    return Catalogue(indicators, section.checks, {kind.id: kind for kind in proofs.kinds})


def submission(body: str, head: str = HEAD) -> Loaded[Submission]:
    """A submission of the year 2019."""
    return model(head + dedent(body), Submission)


def evidence(body: str, checks: str = "", head: str = HEAD) -> Evidence:
    """What came of reading and checking a submission."""
    known = catalogue(checks)
    found = read_evidence(submission(body, head), known)
    run_checks(found, known)
    return found


def findings(body: str, checks: str = "", head: str = HEAD) -> list[Finding]:
    """What reading and checking a submission found."""
    return evidence(body, checks, head).findings


def component(documents: str, rule: str = "{yes_no: {answer: s.ok}}") -> Component:
    """A component that asks for these documents."""
    text = f'id: "1.1"\ntitle: Thử\nmax_points: 1\nrule: {rule}\ndocuments:\n{indent(dedent(documents), "  ")}'
    return model(text, Component).model
