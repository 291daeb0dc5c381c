"""Every combination of gates that evidence can bring about, for every kind: engine, table and oracle agree."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from par_engine.reports.shapes import score_shape
from par_engine.scoring.facts import Gates
from par_engine.scoring.score import score
from tests.scoring.samples import every_kind, plan, report, world
from tests.scoring.test_three_evaluators import differences
from tests.scoring.world import Plain, evidence, scored, submission

DAYS = [dt.date(2019, 3, 1), dt.date(2019, 12, 1), dt.date(2019, 12, 4), dt.date(2019, 12, 5)]
"""Before anything is due; after the documents' last day; the deadline itself; the day after."""
VALUES: dict[str, Plain] = {
    "known": {"t.n": 95, "t.d": 100, "t.yes": True, "t.level": "b"},
    "missing": {},
    "contradictory": {"t.n": 95, "t.d": 100, "t.n_twin": 96, "t.yes": True, "t.yes_twin": False, "t.level": "b"},
    "undefined": {"t.n": 0, "t.d": 0, "t.yes": False, "t.level": "c"},
}
PAPERS = ("present", "absent", "invalid", "late")


def _papers(number: str, state: str) -> list[Plain]:
    """What is handed in for a component, in one state."""
    changes: dict[str, list[Plain]] = {
        "present": [{}, {}],
        "late": [{"received": "2019-12-03"}, {"issued": "2019-04-10"}],
        "invalid": [{"issued": "2018-11-20"}, {"issued": "2018-03-20"}],
    }
    if state == "absent":
        return []
    of_report, of_plan = changes[state]
    return [report(number, **of_report), plan(number, **of_plan)]


@pytest.mark.parametrize("kind", every_kind())
def test_every_combination(kind: str) -> None:
    one = every_kind()[kind]
    keys = one["documents"].keys()
    of_kind = world(one, exemptions=[{"trait": "mien", "components": [one["id"]], "reason": "được miễn"}])
    program = of_kind.program()
    met: set[Gates] = set()
    for values, papers, explained, traits, on in product(VALUES.values(), PAPERS, (False, True), ([], ["mien"]), DAYS):
        documents = [each for each in _papers(one["id"], papers) if each["proves"][0].partition("/")[2] in keys]
        data = submission(
            values,
            documents,
            agency={"id": "so-a", "name": "Sở A", "traits": traits},
            explanations={one["id"]: "có lý do"} if explained else {},
        )
        read = evidence(program, data)
        sheet = score(program, read, on)
        assert score_shape(sheet) == score_shape(score(program, read, on, fast=True))
        found = differences(sheet, of_kind, data)
        assert not found, "\n\n".join(found)
        met |= {each.asked.fact.gates for row in sheet.components for each in row.decided}
    assert len(met) == combinations(kind)


def combinations(kind: str) -> int:
    """How many combinations evidence can bring about: agencies exempt or not, times due date, data and proof."""
    if kind == "deadline":  # its document is all the data there is; only what is absent is not due
        return 2 * (2 * 4 + 2)
    data = {"bands": 4, "proportional": 4, "choice": 2}.get(kind, 3)
    open_or_closed = 2 * data * 4
    not_due = data * 2 + 2  # papers absent, or figures missing while the papers are there
    return 2 * (open_or_closed + not_due)


@pytest.mark.parametrize(("part", "whole", "proven"), [(95, 100, "2.00"), (70, 100, "0.00"), (0, 0, "3.00")])
def test_what_an_explanation_would_earn(part: int, whole: int, proven: str) -> None:
    """No paper, but a reason: the points are open, and the sheet says what they come to if the reason is accepted."""
    data = submission({"t.n": part, "t.d": whole}, explanations={"1.1": "đang in"})
    (one,) = scored(world(every_kind()["bands"]).program(), data).components
    assert (one.state.value, str(one.open), str(one.points_if_proven)) == ("unproven", "3.00", proven)
    (told,) = scored(world(every_kind()["bands"]).program(), data | {"explanations": {}}).components
    assert (told.state.value, str(told.lost), told.points_if_proven) == ("scored", "3.00", None)
