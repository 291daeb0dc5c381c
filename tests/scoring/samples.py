"""One component of every kind with fixed scales, for tests that name their edges."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from decimal import Decimal

from par_engine.lost_points.rows import lost_points
from par_engine.reports.shapes import lost_points_shape, score_shape
from tests.scoring.world import Plain, World, component, indicator, scored, submission

OPTIONS: list[Plain] = [{"id": letter, "title": letter.upper()} for letter in "abc"]
REPORT: Plain = {"report": {"kind": "bao_cao", "about": "kết quả", "due": {"by": "30/11"}}}
PLAN: Plain = {"plan": {"kind": "ke_hoach", "about": "kế hoạch", "due": {"by": "31/03"}}}
SCALE: list[Plain] = [
    {"at_least": "100%", "points": 3},
    {"at_least": "95%", "points": 2},
    {"at_least": "80%", "points": 1},
    {"otherwise": True, "points": 0},
]


def bands(lines: Sequence[Plain] = SCALE, most: object = 3, number: str = "1.1", **more: object) -> Plain:
    """The real component 8.5, or another scale in its place."""
    plain: Plain = {"measure": "t.n / t.d", "when_denominator_zero": "full", "documents": REPORT, **more}
    return component(number, {"bands": list(lines)}, most, **plain)


def every_kind() -> dict[str, Plain]:
    """A component of each kind, by kind; all but `deadline` ask for a report."""
    levels = [{"option": "a", "points": 1}, {"option": "b", "share": "50%"}, {"option": "c", "points": 0}]
    days = [{"at_most": 0, "points": 1}, {"at_most": 15, "points": Decimal("0.5")}, {"otherwise": True, "points": 0}]
    items = [
        {"item": "t.yes", "points": Decimal("0.25")},
        {"document": "plan", "points": Decimal("0.75"), "late": Decimal("0.25")},
    ]
    return {
        "bands": bands(),
        "proportional": component(
            "1.2",
            {"proportional": {"full_at": "100%", "nothing_below": "60%"}},
            2,
            measure="t.n / t.d",
            when_denominator_zero="not_applicable",
            documents=REPORT,
        ),
        "yes_no": component("1.3", {"yes_no": {"answer": "t.yes"}}, documents=REPORT),
        "choice": component("1.4", {"choice": {"answer": "t.level", "levels": levels}}, documents=REPORT),
        "per_item": component("1.5", {"per_item": {"each": Decimal("0.25")}}, measure="t.n", documents=REPORT),
        "checklist": component("1.6", {"checklist": items}, documents=REPORT | PLAN),
        "deadline": component("1.7", {"deadline": {"document": "plan", "bands": days}}, documents=PLAN),
    }


def world(*components: Plain, **settings: object) -> World:
    """A set of some components in one area, with the indicators that samples use."""
    indicators = [indicator(f"t.{name}", "count") for name in ("n", "d", "n_twin")]
    indicators += [indicator("t.yes", "yes_no"), indicator("t.yes_twin", "yes_no")]
    indicators.append(indicator("t.level", "choice", options=OPTIONS))
    checks: list[Plain] = [
        {"id": f"{name}_same", "title": "ghi hai lần", "equal": [name, f"{name}_twin"], "severity": "error"}
        for name in ("t.n", "t.yes")
    ]
    return World([list(components)], indicators, checks, dict(settings))


def report(number: str, **more: object) -> Plain:
    """A report that proves a component in time."""
    head: Plain = {"id": f"bc-{number}", "kind": "bao_cao", "issued": "2019-11-20", "received": "2019-11-25"}
    return {**head, "issuer": "Sở A", "title": "kết quả", "proves": [f"{number}/report"], **more}


def plan(number: str, **more: object) -> Plain:
    """A plan that proves a component in time."""
    head: Plain = {"id": f"kh-{number}", "kind": "ke_hoach", "issued": "2019-03-20"}
    return {**head, "title": "kế hoạch", "proves": [f"{number}/plan"], **more}


def half_proven() -> Plain:
    """A submission to `world(*every_kind().values())` with something earned, lost, open and contradicted."""
    papers = [report("1.1"), report("1.3"), report("1.5", issued="2018-11-20"), plan("1.7", issued="2019-04-05")]
    values = {"t.n": 96, "t.d": 100, "t.yes": False, "t.yes_twin": True, "t.level": "b"}
    return submission(values, papers, explanations={"1.2": "đang in"}, claims={"1.4": {"points": 1, "reason": "đủ"}})


def print_sample() -> None:
    """Scores the sample; run in processes of their own."""
    sheet = scored(world(*every_kind().values()).program(), half_proven())
    rows = lost_points(sheet)
    shapes = [score_shape(sheet), lost_points_shape(rows, sheet)]
    sys.stdout.write(json.dumps(shapes, ensure_ascii=True))
