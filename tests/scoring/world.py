"""Small worlds to score in: criteria sets, catalogues, submissions as plain data, read by the product's own reader."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from pydantic import BaseModel

from par_engine.catalogue.indicators import Section
from par_engine.catalogue.load import Catalogue
from par_engine.catalogue.proof import ProofKinds
from par_engine.criteria.checks import run_checks
from par_engine.criteria.model import Area, CriteriaSet
from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.assessing import assess
from par_engine.evidence.assessment import Assessment
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.results import Answers, Judgement, Results
from par_engine.evidence.submission import Reported, Submission
from par_engine.evidence.values import read_value
from par_engine.findings import Finding, errors_in
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import read_tree
from par_engine.scoring.evaluate import gather, score_loaded
from par_engine.scoring.program import Program, build_program
from par_engine.scoring.result import ScoreSheet
from par_engine.scoring.score import score

Plain = dict[str, Any]
M = TypeVar("M", bound=BaseModel)

PROOF_KINDS: dict[str, Plain] = {
    "ke_hoach": {"id": "ke_hoach", "title": "Kế hoạch", "counts": "issued", "requires": ["issued"]},
    "bao_cao": {"id": "bao_cao", "title": "Báo cáo", "counts": "received", "requires": ["issued", "issuer"]},
}


def written(data: Any) -> str:
    """Plain data as one line of JSON, which is YAML too; decimals stay exact."""
    match data:
        case dict():
            return "{" + ", ".join(f"{json.dumps(str(key))}: {written(value)}" for key, value in data.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(written(value) for value in data) + "]"
        case Decimal():
            return format(data, "f")
        case dt.date():
            return json.dumps(data.isoformat())
    return json.dumps(data, ensure_ascii=False)


def read(text: str, name: str, model: type[M]) -> Loaded[M]:
    """Text through the strict reader; anything wrong with it is a mistake of the test."""
    tree, findings = read_tree(text, name)
    loaded = None
    if tree is not None:
        loaded, findings = validate(tree, model)
    assert loaded is not None, [finding.line() for finding in findings]
    return loaded


def component(number: str, rule: Plain, most: object = Decimal(1), **more: Any) -> Plain:
    """A component with everything that a set must say."""
    return {
        "id": number,
        "title": f"Tiêu chí {number}",
        "max_points": most,
        "provenance": {"structure": "assumption", "points": "assumption"},
        "rule": rule,
        "remedy": {"action": "làm cho đủ", "owner": "van-phong", "effort": 2},
        **more,
    }


@dataclass
class World:
    """One criteria set as plain data: what the product reads, and what the oracle reads beside it."""

    areas: list[list[Plain]]
    indicators: list[Plain] = field(default_factory=list)
    checks: list[Plain] = field(default_factory=list)
    set: Plain = field(default_factory=dict)
    sections: dict[int, Plain] = field(default_factory=dict)
    """What areas that are bonus or penalty sections say of themselves: `section`, and their cap as `max_points`."""

    @property
    def components(self) -> list[Plain]:
        """All components in order."""
        return [one for area in self.areas for one in area]

    def head(self) -> Plain:
        """The file set.yaml."""
        counted = [one for number, area in enumerate(self.areas) if number not in self.sections for one in area]
        total = {kind: sum((most_of(one, kind) for one in counted), Decimal(0)) for kind in ("so", "huyen")}
        return {
            "kind": "criteria_set",
            "schema": 1,
            "id": "thu",
            "version": "1",
            "title": "Bộ thử",
            "year": 2019,
            "unit_kinds": {"so": "Sở", "huyen": "Huyện"},
            "agencies": {"van-phong": {"name": "Văn phòng", "unit_kind": "so"}},
            "max_points": total,
            "deadlines": {"self_scoring": {"before": "05/12"}},
            "dated": {"from": "01/01", "to": "31/12"},
            "areas": [f"a{number}" for number in range(len(self.areas))],
            **self.set,
        }

    def area(self, number: int) -> Plain:
        """The file of one area."""
        members = self.areas[number]
        most = {kind: sum((most_of(one, kind) for one in members), Decimal(0)) for kind in ("so", "huyen")}
        head: Plain = {"kind": "area", "schema": 1, "id": f"a{number}", "code": str(number + 1)}
        return {
            **head,
            "title": f"Lĩnh vực {number}",
            "max_points": most,
            "criteria": members,
            **self.sections.get(number, {}),
        }

    def catalogue(self) -> Catalogue:
        """The indicators with their checks, and the kinds of proof."""
        head: Plain = {"kind": "indicators", "schema": 1, "section": "t", "title": "Số liệu"}
        section = read(written({**head, "indicators": self.indicators, "checks": self.checks}), "t.yaml", Section).model
        kinds = {"kind": "proof_kinds", "schema": 1, "kinds": list(PROOF_KINDS.values())}
        proofs = read(written(kinds), "documents.yaml", ProofKinds).model
        return Catalogue(
            {item.id: item for item in section.indicators}, section.checks, {kind.id: kind for kind in proofs.kinds}
        )

    def yardstick(self) -> Yardstick:
        """The set as the product sees it."""
        areas = [read(written(self.area(number)), f"{number}.yaml", Area) for number in range(len(self.areas))]
        return Yardstick(read(written(self.head()), "set.yaml", CriteriaSet), tuple(areas), self.catalogue())

    def program(self, unit_kind: str = "so") -> Program:
        """Compiled and certified; a world that its own checks refuse is a mistake of the test."""
        yardstick = self.yardstick()
        problems = problems_of(yardstick)
        assert not problems, problems
        return build_program(yardstick, unit_kind)


def problems_of(yardstick: Yardstick) -> list[str]:
    """Everything for which the checks refuse a set; worlds may measure one figure twice, which is only a warning."""
    found: Sequence[Finding] = errors_in(run_checks(yardstick, "thu", complete=True))
    return [finding.line() for finding in found]


def most_of(one: Plain, unit_kind: str) -> Decimal:
    """The maximum of a component for a unit kind."""
    points = one["max_points"]
    return Decimal(points.get(unit_kind, 0)) if isinstance(points, dict) else Decimal(points)


def submission(values: Plain | None = None, documents: Sequence[Plain] = (), **more: Any) -> Plain:
    """A submission as plain data."""
    return {
        "kind": "submission",
        "schema": 1,
        "agency": {"id": "so-a", "name": "Sở A"},
        "unit_kind": "so",
        "criteria_set": "thu",
        "version": "1",
        "purpose": "official",
        "period": {"from": "01/01/2019", "to": "31/12/2019"},
        "prepared_on": "01/12/2019",
        "values": values or {},
        "documents": list(documents),
        **more,
    }


def evidence(program: Program, data: Plain) -> Evidence:
    """What a submission says, read and checked, with what others found (`results`)."""
    handed_in = {key: value for key, value in data.items() if key != "results"}
    found = gather(read(written(handed_in), "submission.yaml", Submission), program.yardstick)
    found.results = results_of(data.get("results", {}), program.yardstick.catalogue)
    return found


def results_of(plain: Plain, catalogue: Catalogue) -> Results:
    """Survey answers, results from outside, judgements of the board."""
    survey = {
        question: Answers(share=Fraction(found["share"])) if "share" in found else Answers(found["options"])
        for question, found in plain.get("survey", {}).items()
    }
    external = {
        name: read_value(catalogue.indicators[name], Reported.model_construct(value=value))
        for name, value in plain.get("external", {}).items()
    }
    judged = {name: Judgement(Fraction(given), "theo thang") for name, given in plain.get("judged", {}).items()}
    return Results(survey, external, judged)


def scored(program: Program, data: Plain, on: dt.date = dt.date(2019, 12, 1), *, fast: bool = False) -> ScoreSheet:
    """A submission scored."""
    return score(program, evidence(program, data), on, fast=fast)


def assessment(**more: Any) -> Plain:
    """An assessment of `submission()` as plain data."""
    return {
        "kind": "assessment",
        "schema": 1,
        "agency": "so-a",
        "criteria_set": "thu",
        "version": "1",
        "period": {"from": "01/01/2019", "to": "31/12/2019"},
        "prepared_on": "15/12/2019",
        **more,
    }


def verified(
    program: Program, data: Plain, ruling: Plain, on: dt.date = dt.date(2019, 12, 1), *, fast: bool = False
) -> ScoreSheet:
    """A submission scored with an assessment."""
    file = read(written(data), "submission.yaml", Submission)
    assessed = assess(read(written(ruling), "assessment.yaml", Assessment), file.model, program.yardstick)
    return score_loaded(program, file, on, fast=fast, assessed=assessed)


def indicator(name: str, kind: str, **more: Any) -> Plain:
    """An indicator of the catalogue."""
    return {"id": name, "title": f"Số liệu {name}", "definition": "đếm", "type": kind, **more}
