"""Forty things that provinces really wrote, said in the language of criteria: each passes, fails and is missing."""

from __future__ import annotations

import pytest

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.load import read_set, require_set, set_folder
from par_engine.criteria.model import for_unit
from par_engine.library import Library
from par_engine.scoring.examples import Example, run_examples
from par_engine.scoring.program import check_set
from par_engine.scoring.result import State
from tests.items.world import ITEMS, SETS, Item, examples

UNANSWERED = {State.MISSING, State.NOT_DUE, State.UNPROVEN, State.AWAITING_SURVEY, State.AWAITING_EXTERNAL}
"""What evidence that is not there comes to before it is lost."""


def test_there_are_forty_and_no_component_belongs_to_none(library: Library) -> None:
    assert [item.number for item in ITEMS] == list(range(1, 41))
    for set_id in SETS:
        told = [name for item in ITEMS if item.set == set_id for name in item.components]
        assert sorted(told) == sorted(require_set(library, set_id).components)


@pytest.mark.parametrize("set_id", SETS)
def test_sets_are_sound(library: Library, set_id: str) -> None:
    assert load_catalogue(library)[1] == []
    assert check_set(read_set(library, set_folder(library, set_id))) == []


@pytest.mark.parametrize("set_id", SETS)
def test_examples_come_out_as_they_say(library: Library, set_id: str) -> None:
    outcomes = run_examples(library, require_set(library, set_id))
    assert outcomes.findings == [], "\n".join(finding.line() for finding in outcomes.findings)


@pytest.mark.parametrize("item", ITEMS, ids=str)
def test_an_item_is_cited_and_passes_fails_and_is_missing(library: Library, item: Item) -> None:
    yardstick = require_set(library, item.set)
    of_set = examples(library, item.set)
    for name in item.components:
        component = yardstick.components[name].component
        most = for_unit(component.max_points, "")
        assert component.basis
        assert all(cited.at for cited in component.basis)
        told = [one for one in of_set if one.component == name]
        assert any(_scored(one) and one.expect.points == most for one in told), "đạt"
        assert any(_scored(one) and one.expect.points != most and one.expect.cause for one in told), "không đạt"
        assert any(one.expect.state in UNANSWERED or not (one.values or one.documents) for one in told), "thiếu"


def _scored(one: Example) -> bool:
    return one.expect.state is State.SCORED and one.expect.points is not None
