"""Every check is in one list, and finds what its own example does wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from par_engine.evidence.attachments import Attachments
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.inspected import ABOUT
from par_engine.evidence.checks.inspected.file_taken import LIMIT
from par_engine.evidence.checks.inspected.inspection import Other
from par_engine.evidence.checks.known import DOCUMENTS, REFERENCES, VALUES, VERDICTS
from par_engine.evidence.checks.registry import CHECKS, evidence_checks
from par_engine.evidence.checks.rejected import check_rejected
from par_engine.evidence.references import check_references
from par_engine.evidence.ruling import Ruling
from par_engine.findings import Finding
from tests.attached.make import Letter, altered, authority, extended, pdf, scan, signed, with_script
from tests.cli.program import REPOSITORY
from tests.evidence.inspected import inspected, shipped
from tests.evidence.make import HEAD, component, evidence, submission

RIGHT = Letter(
    number="Số: 12/BC-STP", dated="Thanh Hóa, ngày 10 tháng 01 năm 2019", title="Cải cách hành chính năm 2019"
)
PLAIN = pdf(replace(RIGHT, title="Báo cáo"))
FILES: dict[str, dict[str, bytes]] = {
    "document.secret": {"bc-mat.pdf": PLAIN},
    "file.place": {},
    "file.refused": {"bc.pdf": b"MZ\x90\0"},
    "file.note": {"bc.pdf": with_script(PLAIN)},
    "file.scan": {"bc.pdf": scan(RIGHT)},
    "file.number": {"bc.pdf": pdf(replace(RIGHT, number="Số: 21/BC-STP"))},
    "file.kind": {"bc.pdf": pdf(replace(RIGHT, type="KẾ HOẠCH"))},
    "file.date": {"bc.pdf": pdf(replace(RIGHT, dated="Thanh Hóa, ngày 10 tháng 12 năm 2019"))},
    "file.issuer": {"bc.pdf": pdf(replace(RIGHT, agency=("UBND TỈNH THANH HÓA", "SỞ NỘI VỤ")))},
    "file.title": {"bc.pdf": pdf(replace(RIGHT, title="Công tác thanh tra năm 2019"))},
    "file.same": {"q1.pdf": scan(RIGHT), "q2.pdf": b""},
    "signature.broken": {"bc.pdf": altered(signed(PLAIN))},
    "signature.extended": {"bc.pdf": extended(signed(PLAIN))},
    "signature.unknown": {"bc.pdf": signed(PLAIN, authority("CA lạ"))},
    "signature.invalid": {"bc.pdf": signed(PLAIN, days=30)},
    "signature.valid": {"bc.pdf": signed(PLAIN)},
}
FILES["file.same"]["q2.pdf"] = FILES["file.same"]["q1.pdf"]
TOLERATED = {"file.issuer", "file.date", "file.number", "file.kind", "file.title"}


def told(about: About, findings: list[Finding]) -> Finding:
    """The finding of a check among others."""
    found = [one for one in findings if one.check == about.check]
    assert found, [one.line() for one in findings]
    return found[0]


@pytest.mark.parametrize("about", [*VALUES, *DOCUMENTS], ids=lambda one: one.check)
def test_the_example_of_a_check_of_figures(about: About) -> None:
    finding = told(about, evidence(about.example).findings)
    assert finding.severity is about.severity
    assert finding.place


@pytest.mark.parametrize("about", REFERENCES, ids=lambda one: one.check)
def test_the_example_of_a_check_of_references(about: About) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not about.example.startswith(line.split(":")[0] or "?"))
    found = evidence(about.example, head=head + "\n")
    asked = component("plan: {kind: ke_hoach, about: năm}\nreport: {kind: bao_cao, about: năm}")
    finding = told(about, list(check_references(found, {"1.1": asked}, ())))
    assert finding.severity is about.severity


def test_the_example_of_a_rejected_document() -> None:
    (about,) = VERDICTS
    found = evidence(about.example)
    found.ruling = Ruling(rejections={("bc", ""): "không đúng kỳ"})
    assert told(about, list(check_rejected(found))).severity is about.severity


@pytest.mark.parametrize("about", [one for one in ABOUT if one is not LIMIT], ids=lambda one: one.check)
def test_the_example_of_a_check_of_documents(about: About, tmp_path: Path) -> None:
    beside: tuple[Other, ...] = ()
    if about.check == "document.other_agency":
        beside = (Other(submission(f"documents: [{about.example}]", HEAD.replace("xa-a", "xa-b")).model),)
    files = FILES.get(about.check)
    findings = inspected(about.example, None if files is None else tmp_path, files, others=beside)
    finding = told(about, findings)
    assert finding.severity is about.severity or about.check == "document.other_agency"
    assert finding.message
    assert finding.action
    if about.check in TOLERATED:
        assert {one.check for one in findings} == {about.check}, "chỉ sai đúng một điều"


@pytest.mark.parametrize("check", sorted(TOLERATED))
def test_the_right_file_is_silent(check: str, tmp_path: Path) -> None:
    (about,) = (one for one in ABOUT if one.check == check)
    assert inspected(about.example, tmp_path, {"bc.pdf": pdf(RIGHT)}) == []


def test_every_check_is_listed_once() -> None:
    ids = [one.check for one in CHECKS]
    assert len(ids) == len(set(ids))
    written = re.compile(r'(?:finding\(\s*|About\(\s*)"([a-z_]+\.[a-z_]+)"')
    folder = REPOSITORY / "par_engine" / "evidence"
    sources = [path for path in folder.rglob("*.py") if path.name != "assessing.py"]
    found = {check for path in sources for check in written.findall(path.read_text(encoding="utf-8"))}
    assert found - set(ids) == set()
    assert len(found) > 40


def test_examples_are_yaml() -> None:
    for one in CHECKS:
        for line in one.example.splitlines() if one in ABOUT else [one.example]:
            assert isinstance(yaml.safe_load(line), dict)


def test_the_library_writes_checks_of_its_own() -> None:
    listed = evidence_checks(shipped())[len(CHECKS) :]
    assert [one.check for one in listed] == [one.id for one in shipped().checks]
    assert all(one.sentence and one.example for one in listed)


def test_limits_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("par_engine.evidence.attachments.MAX_FILES", 1)
    lines = "\n".join(f"{{id: d{n}, kind: bao_cao, number: {n}/BC, file: {n}.pdf}}" for n in range(3))
    files = {f"{n}.pdf": b"%PDF" for n in range(3)}
    found = [one for one in inspected(lines, tmp_path, files) if one.check == LIMIT.check]
    assert [one.path for one in found] == ["documents[2].file", "documents[3].file"]
    assert Attachments().unread == ()
