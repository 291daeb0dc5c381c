"""A hundred components of all kinds in nine areas, with submissions that meet every gate: the load of all measurements.

The set is written as YAML into a temporary library and read like any other; nothing in the product knows of it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from par_engine.evidence.submission import Submission
from par_engine.library import Library
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import Marks, Tree

ON = dt.date(2019, 12, 1)
CLOSED = dt.date(2019, 12, 20)
KINDS = (
    ["bands"] * 40
    + ["proportional"] * 15
    + ["yes_no"] * 15
    + ["choice"] * 10
    + ["per_item"] * 8
    + ["checklist"] * 6
    + ["deadline"] * 6
)
AREAS = 9

_SET = """\
kind: criteria_set
schema: 1
id: bench
version: "1"
title: Bộ đo tốc độ
year: 2019
unit_kinds: {department: Sở}
max_points: 100
deadlines: {self_scoring: {before: 05/12}}
dated: {from: 01/01, to: 31/12}
areas: [AREAS]
"""
_RULES = {
    "bands": """    measure: b.part{n} / b.whole{n}
    when_denominator_zero: not_applicable
    rule:
      bands:
        - {{at_least: 100%, points: 1}}
        - {{at_least: 95%, points: 0.5}}
        - {{at_least: 80%, points: 0.25}}
        - {{otherwise: true, points: 0}}
""",
    "proportional": """    measure: b.part{n} / b.whole{n}
    when_denominator_zero: zero
    rule:
      proportional: {{full_at: 100%, nothing_below: 60%}}
""",
    "yes_no": """    rule:
      yes_no: {{answer: b.yes{n}}}
""",
    "choice": """    rule:
      choice:
        answer: b.level{n}
        levels:
          - {{option: a, points: 1}}
          - {{option: b, points: 0.5}}
          - {{option: c, share: 25%}}
          - {{option: d, points: 0}}
""",
    "per_item": """    measure: b.count{n}
    rule:
      per_item: {{each: 0.25}}
""",
    "checklist": """    rule:
      checklist:
        - {{item: b.yes{n}, points: 0.25}}
        - {{item: b.also{n}, points: 0.25}}
        - {{document: plan, points: 0.25, late: 0.125}}
        - {{document: result, points: 0.25}}
""",
    "deadline": """    rule:
      deadline:
        document: plan
        bands:
          - {{at_most: 0, points: 1}}
          - {{at_most: 15, points: 0.5}}
          - {{at_most: 30, points: 0.25}}
          - {{otherwise: true, points: 0}}
""",
}
_DOCUMENTS = {
    "checklist": (
        "{plan: {kind: ke_hoach, about: a, due: {by: 31/03}}, result: {kind: bao_cao, about: b, due: {by: 30/11}}}"
    ),
    "deadline": "{plan: {kind: ke_hoach, about: a, due: {by: 31/03}}}",
}
_PROOF = "{report: {kind: bao_cao, about: c, due: {by: 30/11}}}"
_COMPONENT = """  - id: "{n}"
    title: Tiêu chí {n}
    max_points: 1
    provenance: {{structure: assumption, points: assumption}}
    documents: {documents}
{rule}    remedy: {{action: làm cho đủ, owner: đơn vị, effort: 2}}
"""
_INDICATORS = {
    "bands": (("part", "count"), ("whole", "count")),
    "proportional": (("part", "count"), ("whole", "count")),
    "yes_no": (("yes", "yes_no"),),
    "choice": (("level", "choice"),),
    "per_item": (("count", "count"),),
    "checklist": (("yes", "yes_no"), ("also", "yes_no")),
    "deadline": (),
}
_OPTIONS = "options: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}, {id: d, title: D}]"


def write_library(root: Path) -> Library:
    """The temporary library."""
    folder = root / "criteria" / "bench"
    for part in (folder, root / "evidence_schemas", root / "reports_templates"):
        part.mkdir(parents=True)
    _write(folder / "set.yaml", _SET.replace("AREAS", ", ".join(f"area{number}" for number in range(AREAS))))
    for number in range(AREAS):
        _write(folder / f"{number + 1:02d}-area{number}.yaml", _area(number))
    kinds = "".join(f"  - {{id: {kind}, title: {kind}, counts: issued}}\n" for kind in ("ke_hoach", "bao_cao"))
    _write(root / "evidence_schemas" / "documents.yaml", f"kind: proof_kinds\nschema: 1\nkinds:\n{kinds}")
    _write(root / "evidence_schemas" / "b.yaml", "".join(_section()))
    return Library(root, "benchmarks")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _area(number: int) -> str:
    members = list(range(number, len(KINDS), AREAS))
    head = f'kind: area\nschema: 1\nid: area{number}\ncode: "{number + 1}"\ntitle: Lĩnh vực {number}\n'
    rows = "".join(_component(n, KINDS[n]) for n in members)
    return f"{head}max_points: {len(members)}\ncriteria:\n{rows}"


def _component(n: int, kind: str) -> str:
    return _COMPONENT.format(n=n, documents=_DOCUMENTS.get(kind, _PROOF), rule=_RULES[kind].format(n=n))


def _section() -> Iterator[str]:
    yield "kind: indicators\nschema: 1\nsection: b\ntitle: Số liệu\nindicators:\n"
    for n, kind in enumerate(KINDS):
        for name, answer in _INDICATORS[kind]:
            options = f", {_OPTIONS}" if answer == "choice" else ""
            yield f"  - {{id: b.{name}{n}, title: {name} {n}, definition: d, type: {answer}{options}}}\n"


def submission(seed: int) -> Loaded[Submission]:
    """A submission of random evidence: most of it there, some missing, late, unproven or explained."""
    draw = random.Random(seed)
    values: dict[str, Any] = {}
    documents: list[dict[str, Any]] = []
    for n, kind in enumerate(KINDS):
        if draw.random() < 0.95:
            values.update(_values(draw, n, kind))
        for key in ("plan", "result") if kind == "checklist" else ("plan",) if kind == "deadline" else ("report",):
            if draw.random() < 0.93:
                documents.append(_document(draw, n, key, len(documents)))
    data = {
        "kind": "submission",
        "schema": 1,
        "agency": {"id": f"don-vi-{seed}", "name": "Đơn vị"},
        "unit_kind": "department",
        "criteria_set": "bench",
        "version": "1",
        "purpose": "official",
        "period": {"from": "01/01/2019", "to": "31/12/2019"},
        "prepared_on": "01/12/2019",
        "values": values,
        "documents": documents,
        "explanations": {str(n): "có lý do" for n in range(0, len(KINDS), 7)},
    }
    loaded, findings = validate(Tree("bench", data, Marks(1, 1)), Submission)
    if loaded is None:
        raise ValueError(findings[0].line())
    return loaded


def _values(draw: random.Random, n: int, kind: str) -> dict[str, Any]:
    whole = draw.choice([0] + [draw.randint(1, 5000)] * 20)
    part = draw.choice([whole, whole * 95 // 100, whole * 80 // 100, whole * draw.randint(0, 100) // 100])
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "yes_no": lambda: {f"b.yes{n}": draw.random() < 0.8},
        "choice": lambda: {f"b.level{n}": draw.choice("abcd")},
        "per_item": lambda: {f"b.count{n}": draw.randint(0, 5)},
        "checklist": lambda: {f"b.yes{n}": draw.random() < 0.8, f"b.also{n}": draw.random() < 0.5},
        "deadline": dict,
    }
    return makers.get(kind, lambda: {f"b.part{n}": part, f"b.whole{n}": whole})()


def _document(draw: random.Random, n: int, key: str, number: int) -> dict[str, Any]:
    day = dt.date(2019, 3, 31) + dt.timedelta(days=draw.choice([-3, 0, 1, 15, 16, 30, 31, 60]))
    return {
        "id": f"tl-{number}",
        "kind": "ke_hoach" if key == "plan" else "bao_cao",
        "issued": day.isoformat(),
        "proves": [f"{n}/{key}"],
    }
