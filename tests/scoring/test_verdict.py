"""A rule that gives more or fewer points than there can be is an internal error that names them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from par_engine.criteria.decisions import Award
from par_engine.errors import InternalError
from par_engine.scoring.verdict import State, Verdict


def verdict(points: Fraction, least: Fraction = Fraction(0)) -> Verdict:
    """A verdict with a maximum of 2."""
    return Verdict("b1", State.SCORED, Award(points), None, Fraction(2), least=least)


@pytest.mark.parametrize("points", [Fraction(-1, 100), Fraction(201, 100)])
def test_points_outside_their_range(points: Fraction) -> None:
    with pytest.raises(InternalError, match=f"luật b1 cho {points} điểm, ngoài 0 đến 2; xin báo lỗi này"):
        verdict(points).points(Fraction(0))


@pytest.mark.parametrize("points", [Fraction(0), Fraction(2), Fraction(-1)])
def test_points_at_the_ends(points: Fraction) -> None:
    assert verdict(points, least=Fraction(-1)).points(None) == points
