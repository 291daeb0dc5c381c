"""The engine, its certified table and an independent evaluator say the same of every submission."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from par_engine.reports.shapes import score_shape
from par_engine.scoring.result import ComponentResult, ScoreSheet
from par_engine.scoring.score import score
from tests.scoring.drawing import submissions, worlds
from tests.scoring.oracle import Judged, Oracle
from tests.scoring.world import Plain, World, evidence, written

SUBMISSIONS = 5
"""Submissions scored with each set that is drawn."""


@given(st.data())
def test_engine_table_and_oracle_agree(data: st.DataObject) -> None:
    drawing = data.draw(worlds())
    program = drawing.world.program()
    for _ in range(SUBMISSIONS):
        handed_in, on = data.draw(submissions(drawing))
        read = evidence(program, handed_in)
        sheet = score(program, read, on)
        assert score_shape(sheet) == score_shape(score(program, read, on, fast=True))
        found = differences(sheet, drawing.world, handed_in)
        assert not found, "\n\n".join(found)


def differences(sheet: ScoreSheet, world: World, data: Plain) -> list[str]:
    """Where engine and oracle disagree, with all that is needed to see why."""
    oracle = Oracle(world, data, sheet.on)
    engine = {one.id: _by_engine(one) for one in sheet.components}
    judged = {one["id"]: oracle.judge(one) for one in world.components}
    wanted = {name: _by_oracle(one) for name, one in judged.items() if one is not None}
    return [
        "\n".join([written(one), written(data), f"on {sheet.on}", f"engine {found}", f"oracle {meant}"])
        for one in world.components
        if (found := engine.get(one["id"])) != (meant := wanted.get(one["id"]))
    ]


def _by_engine(one: ComponentResult) -> tuple[Any, ...]:
    decided = [(each.state.value, each.points, each.open, each.cause and each.cause.value) for each in one.decided]
    return (one.state.value, one.points, one.open, decided)


def _by_oracle(one: Judged) -> tuple[Any, ...]:
    decided = [(each.state, each.points, each.open, each.cause) for each in one.answers]
    return (one.state, one.points, one.open, decided)
