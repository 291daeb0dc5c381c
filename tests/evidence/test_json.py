"""The same evidence as JSON and as YAML is the same evidence."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
import yaml

from par_engine.evidence.checks import run_checks
from par_engine.evidence.evidence import Evidence, read_evidence
from par_engine.evidence.submission import Submission
from tests.evidence.make import HEAD, catalogue, model

CHECKS = """
- {id: s.sum, title: Tổng = xong + còn, equal: [s.total, s.done + s.open]}
"""
CONTENT: dict[str, Any] = {
    "values": {
        "s.total": {"value": "1.088", "as_of": "30/11/2019", "document": "bc", "note": "in đậm"},
        "s.done": 1000,
        "s.open": "87",
        "s.done_rate": "91,9%",
        "s.ok": True,
        "s.level": "Đầy đủ",
        "s.money": "1.5",
    },
    "previous_values": {"s.total": 900},
    "documents": [{"id": "bc", "kind": "bao_cao", "issued": "01/12/2019", "covers": ["Q1", "Q2"], "proves": ["8.5"]}],
    "claims": {"8.5": {"points": 3, "reason": "đủ"}},
    "explanations": {"8.5": "giải trình 😀"},
}


def read(text: str, name: str) -> Evidence:
    known = catalogue(CHECKS)
    found = read_evidence(model(text, Submission, name), known)
    run_checks(found, known)
    return found


def as_text() -> list[tuple[str, str]]:
    whole = yaml.load(HEAD, yaml.BaseLoader) | {"schema": 1} | CONTENT
    return [
        (HEAD + yaml.safe_dump(CONTENT, allow_unicode=True), "a.yaml"),
        (HEAD + yaml.safe_dump(CONTENT, allow_unicode=True, default_flow_style=None, width=60), "a.yaml"),
        (json.dumps(whole, ensure_ascii=False), "a.json"),
        (json.dumps(whole, indent=4), "a.json"),
        (json.dumps(dict(reversed(whole.items())), separators=(",", ":")), "a.json"),
    ]


@pytest.mark.parametrize("form", range(1, 5))
def test_every_form_of_a_submission_gives_the_same_evidence(form: int) -> None:
    first, other = read(*as_text()[0]), read(*as_text()[form])
    assert other.submission == first.submission
    assert (other.values, other.previous, other.numbers()) == (first.values, first.previous, first.numbers())
    assert (other.suspect.keys(), other.unusable.keys()) == (first.suspect.keys(), first.unusable.keys())
    bare = [[dataclasses.replace(one, place=None) for one in found.findings] for found in (first, other)]
    assert bare[0] == bare[1]
    assert {one.check for one in bare[0]} == {"s.sum", "value.unreadable", "value.as_of"}
