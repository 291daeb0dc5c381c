"""The list of checks is whole and true: every check of the code is described, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.criteria.checks.described import DESCRIBED
from par_engine.criteria.kinds import KINDS

PACKAGE = Path(__file__).parents[2] / "par_engine"
BROKEN = PACKAGE.parent / "tests/broken/cases"
NAMED = re.compile(r'"((?:[a-z_]+\.[a-z_]+)|reference|requires)"')
OF_EVIDENCE = {"claim", "override", "submission", "trait", "value", "deadlines", "content", "documents"}
"""First parts of names that are of evidence, or no checks but keys and files."""


def made() -> set[str]:
    """The names of findings in the code that reads and checks criteria."""
    calls = re.compile(r'(?:inding|unknown|problem)\(\s*(?:[a-z_]+,\s*)?"([a-z_]+\.[a-z_]+|reference|requires)"')
    folders = ("reading", "catalogue", "criteria", "scoring")
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in (PACKAGE / folder).rglob("*.py")]
    found = {check for text in texts for check in calls.findall(text)}
    return {check for check in found if check.partition(".")[0] not in OF_EVIDENCE}


def test_every_check_is_described() -> None:
    found = made()
    assert len(found) > 60
    assert [check for check in sorted(found) if not any(one.covers(check) for one in DESCRIBED)] == []


def test_nothing_is_described_that_is_not_checked() -> None:
    expected = set(re.findall(r"check: ([a-z_.]+)", "".join(path.read_text() for path in BROKEN.glob("*.yaml"))))
    known = made() | expected
    assert [one.id for one in DESCRIBED if not any(one.covers(check) for check in known)] == []


def test_sentences_are_whole_and_ids_stand_once() -> None:
    ids = [one.id for one in DESCRIBED]
    assert len(ids) == len(set(ids))
    for one in DESCRIBED:
        assert one.sentence[0].isupper(), one.id
        assert one.sentence[-1].isalnum() or one.sentence[-1] in "%)”", one.id
        assert one.example.strip(), one.id
    assert any(one.covers(f"rule.{name}") for one in DESCRIBED for name in KINDS)


def test_the_command_lists_all_or_some(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["criteria", "checks"]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert all(one.id in printed and one.sentence[:40] in " ".join(printed.split()) for one in DESCRIBED)
    assert run(["criteria", "checks", "scale", "--json"]) == ExitCode.DONE
    rows = json.loads(capsys.readouterr().out)["checks"]
    assert {row["check"].partition(".")[0] for row in rows} == {"scale"}
    assert run(["criteria", "checks", "rule.choice", "--json"]) == ExitCode.DONE
    assert [row["check"] for row in json.loads(capsys.readouterr().out)["checks"]] == ["rule.*"]


def test_an_unknown_check_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["criteria", "checks", "scale.gaps"]) == ExitCode.USAGE
    assert "scale.gap" in capsys.readouterr().err
