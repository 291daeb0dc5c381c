"""Broken files in, findings out: every problem with its place and its words, none twice, none that only follows."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from par_engine.catalogue.load import load_catalogue
from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.criteria.checks.described import DESCRIBED
from par_engine.criteria.forms import load_forms
from par_engine.criteria.load import read_set
from par_engine.errors import InputError
from par_engine.evidence.rollup.files import paths_of, read_files
from par_engine.evidence.rollup.rollup import roll_up
from par_engine.findings import Finding, in_order
from par_engine.library import Library
from par_engine.scoring.evaluate import score_file
from par_engine.scoring.program import check_set

HERE = Path(__file__).parent
BASE = HERE / "base"
PACKAGE = HERE.parents[1] / "par_engine"


@dataclass(frozen=True)
class Expected:
    """One finding: `file:line:column` (the file without its folder), the check, and words of its line."""

    at: str
    check: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """The base with some edits, and everything that must be found in it."""

    topic: str
    name: str
    edits: tuple[dict[str, str], ...]
    expected: tuple[Expected, ...]


def read_cases() -> list[Case]:
    # BaseLoader: all scalars are text, so that this table does not depend on the reader it tests.
    cases = []
    for path in sorted((HERE / "cases").glob("*.yaml")):
        rows: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for row in rows:
            expected = [Expected(one["at"], one["check"], tuple(one["says"])) for one in row["expected"]]
            cases.append(Case(path.stem, row["name"], tuple(row["edits"]), tuple(expected)))
    return cases


CASES = read_cases()
OF_CRITERIA = [case for case in CASES if case.topic not in ("evidence", "assessment", "rollup")]
OF_EVIDENCE = [case for case in CASES if case.topic == "evidence"]
OF_ASSESSMENT = [case for case in CASES if case.topic == "assessment"]
OF_ROLL_UP = [case for case in CASES if case.topic == "rollup"]


def broken(case: Case, root: Path) -> Library:
    shutil.copytree(BASE, root)
    for edit in case.edits:
        path = file_of(root, edit["file"])
        encoding = edit.get("encoding", "utf-8")
        if "remove" in edit:
            path.unlink()
        elif "text" in edit:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(edit["text"].encode(encoding))
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(edit["old"]) == 1, edit["old"]
            changed = text.replace(edit["old"], edit["new"])
            path.write_bytes(changed.encode(encoding, "replace" if encoding == "latin-1" else "strict"))
    return Library(root, "kiểm thử")


def file_of(root: Path, name: str) -> Path:
    if "/" in name:
        return root / name
    (found,) = root.rglob(name)
    return found


def check_criteria(library: Library) -> list[Finding]:
    """What `par-engine criteria check` does."""
    catalogue, findings = load_catalogue(library)
    findings += load_forms(library, catalogue)[1]
    for set_id in library.set_ids():
        findings += check_set(read_set(library, library.criteria / set_id, catalogue))
    return in_order(findings)


def check_evidence(library: Library, assessment: str = "") -> list[Finding]:
    """What `par-engine evidence check` does."""
    path = library.root / assessment if assessment else None
    try:
        return in_order(score_file(library, library.root / "submission.yaml", assessment=path).findings)
    except InputError as error:
        return in_order(error.findings)


def check_roll_up(library: Library) -> list[Finding]:
    """What `par-engine evidence rollup` says: of the library first, then of the files."""
    catalogue, findings = load_catalogue(library)
    forms, more = load_forms(library, catalogue)
    if findings or more:
        return in_order([*findings, *more])
    try:
        files = read_files(paths_of([library.root / "rollup"]))
        files.require()
        return in_order(roll_up(files.plan, forms, files.reports, files.submissions, catalogue).findings)
    except InputError as error:
        return in_order(error.findings)


def shown(finding: Finding) -> str:
    place = finding.place
    return f"{Path(place.file).name}:{place.line}:{place.column}" if place else ""


def compare(case: Case, findings: list[Finding]) -> None:
    lines = "\n".join(finding.line() for finding in findings)
    assert [(shown(one), one.check) for one in findings] == [(one.at, one.check) for one in case.expected], lines
    for finding, expected in zip(findings, case.expected, strict=True):
        absent = [words for words in expected.says if words not in finding.line()]
        assert not absent, f"{absent} không có trong: {finding.line()}"
        for described in DESCRIBED:
            assert not described.covers(finding.check) or described.severity is finding.severity, finding.line()


def test_the_base_has_nothing_to_find() -> None:
    library = Library(BASE, "kiểm thử")
    assert check_criteria(library) == []
    assert check_evidence(library) == []
    assert check_evidence(library, "assessment.yaml") == []
    assert check_roll_up(library) == []


@pytest.mark.parametrize("case", OF_CRITERIA, ids=lambda case: f"{case.topic}: {case.name}")
def test_broken_criteria(case: Case, tmp_path: Path) -> None:
    compare(case, check_criteria(broken(case, tmp_path / "library")))


@pytest.mark.parametrize("case", OF_EVIDENCE, ids=lambda case: case.name)
def test_broken_evidence(case: Case, tmp_path: Path) -> None:
    compare(case, check_evidence(broken(case, tmp_path / "library")))


@pytest.mark.parametrize("case", OF_ASSESSMENT, ids=lambda case: case.name)
def test_broken_assessments(case: Case, tmp_path: Path) -> None:
    compare(case, check_evidence(broken(case, tmp_path / "library"), "assessment.yaml"))


@pytest.mark.parametrize("case", OF_ROLL_UP, ids=lambda case: case.name)
def test_broken_roll_ups(case: Case, tmp_path: Path) -> None:
    compare(case, check_roll_up(broken(case, tmp_path / "library")))


@pytest.mark.parametrize("name", ["one problem in every file", "a scale that is open at its end"])
def test_the_command_line_lists_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (case,) = (one for one in OF_CRITERIA if one.name == name)
    library = broken(case, tmp_path / "library")
    monkeypatch.setenv("PAR_ENGINE_HOME", str(library.root))
    assert run(["criteria", "check", "--json"]) == ExitCode.FINDINGS
    listed = json.loads(capsys.readouterr().out)["findings"]
    assert listed == [finding.as_json(with_place=True) for finding in check_criteria(library)]
    assert run(["criteria", "check"]) == ExitCode.FINDINGS
    assert [line for line in capsys.readouterr().out.splitlines() if "LỖI" in line] == [
        finding.line() for finding in check_criteria(library)
    ]


def test_every_case_has_a_name_of_its_own() -> None:
    names = [(case.topic, case.name) for case in CASES]
    assert len(names) == len(set(names))


OF_WORKBOOKS = {
    "submission.digest": "test_problems.py",
    "survey.option": "test_survey.py",
    "fill.elsewhere": "test_carrying.py",
    "fill.rolled_up": "test_carrying.py",
}
"""What only a filled workbook can get wrong, with the test that breaks it."""


def test_every_check_is_broken_by_some_case() -> None:
    written = re.compile(r'finding\(\s*"([a-z_]+\.[a-z_]+|reference)"')
    folders = ("reading", "catalogue", "criteria", "evidence", "scoring")
    sources = [path.read_text(encoding="utf-8") for folder in folders for path in (PACKAGE / folder).rglob("*.py")]
    checks = {check for source in sources for check in written.findall(source) if not check.startswith("example.")}
    assert len(checks) > 40
    assert checks - set(OF_WORKBOOKS) <= {one.check for case in CASES for one in case.expected}
    for check, test in OF_WORKBOOKS.items():
        assert check in (Path(__file__).parents[1] / "workbook" / test).read_text(encoding="utf-8")
