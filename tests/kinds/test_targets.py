"""Where a figure must come to earn more: the next better step first, the best last, and every promise is kept."""

from __future__ import annotations

from fractions import Fraction

import pytest

from par_engine.criteria.decisions import Decision, Interval
from par_engine.criteria.kinds.base import Kind
from tests.kinds.test_spelled_out import EXTRA, RULES
from tests.scoring.samples import world

MEASURED = [
    "mức từ cao xuống",
    "mức từ thấp lên",
    "mức hai cận",
    "đúng một số",
    "một mức",
    "tỷ lệ",
    "tỷ lệ, không điểm dưới một mức",
    "tăng đều từ một mức",
    "theo số lượng",
    "trừ điểm",
    "trừ quá 0",
]


def asked(name: str) -> tuple[Kind, Decision]:
    """The rule and its decision."""
    small = world(RULES[name])
    small.indicators += EXTRA
    yardstick = small.yardstick()
    placed = yardstick.components["1.1"]
    (decision,) = yardstick.decisions(placed, "so")
    return placed.component.rule, decision


def shown(name: str, x: Fraction) -> list[str]:
    """Targets as `[low; high) points`."""
    rule, decision = asked(name)
    found = rule.targets(decision, x, decision.points_at(x))
    return [f"{_ends(target.interval)} {target.points}" for target in found]


def _ends(one: Interval) -> str:
    return (
        f"{'(' if one.low is None or not one.low_closed else '['}{one.low}; {one.high}{']' if one.high_closed else ')'}"
    )


@pytest.mark.parametrize(
    ("name", "x", "targets"),
    [
        ("mức từ cao xuống", "1/2", ["(3/5; 181/200) 1/2", "[181/200; None) 1"]),
        ("mức từ cao xuống", "7/10", ["[181/200; None) 1"]),
        ("mức từ cao xuống", "1", []),
        ("mức từ thấp lên", "7", ["(0; 3) 1/2", "(None; 0] 1"]),
        ("mức hai cận", "1", ["(2; 5) 1/2", "[5; 9] 1/2", "(9; None) 1"]),  # of those that give the same, the nearest
        ("mức hai cận", "3", ["(9; None) 1"]),
        ("một mức", "3", []),
        ("tỷ lệ", "1/2", ["[4/5; None) 1"]),
        ("tỷ lệ", "-1", ["[4/5; None) 1"]),  # the line itself starts at 0 points
        ("tỷ lệ, không điểm dưới một mức", "1/2", ["[3/5; 1) 3/5", "[1; None) 1"]),
        ("tỷ lệ, không điểm dưới một mức", "3/5", ["[1; None) 1"]),
        ("tỷ lệ, không điểm dưới một mức", "1", []),
        ("tăng đều từ một mức", "5", ["[30; None) 1"]),
        ("theo số lượng", "-2", ["[1; None) 3/10", "[4; None) 1"]),
        ("theo số lượng", "0", ["[1; None) 3/10", "[4; None) 1"]),
        ("theo số lượng", "2", ["[3; None) 9/10", "[4; None) 1"]),
        ("theo số lượng", "3", ["[4; None) 1"]),
        ("theo số lượng", "4", []),
        ("theo số lượng", "9", []),
        ("trừ điểm", "9", ["(None; 3] 1/10", "(None; 0] 1"]),
        ("trừ điểm", "4", ["(None; 3] 1/10", "(None; 0] 1"]),
        ("trừ điểm", "2", ["(None; 1] 7/10", "(None; 0] 1"]),
        ("trừ điểm", "1", ["(None; 0] 1"]),
        ("trừ điểm", "0", []),
        ("trừ quá 0", "8", ["(None; 7] -3/4", "(None; 0] 1"]),
        ("trừ quá 0", "5", ["(None; 4] 0", "(None; 0] 1"]),
    ],
)
def test_targets(name: str, x: str, targets: list[str]) -> None:
    assert shown(name, Fraction(x)) == targets


@pytest.mark.parametrize("name", MEASURED)
def test_every_promise_is_kept(name: str) -> None:
    """Anywhere in the interval of a target there are at least its points, and more than now."""
    rule, decision = asked(name)
    line = [Fraction(number, 1 if rule.counted else 20) for number in range(-40, 700)]  # what is counted is whole
    best = max(decision.points_at(x) for x in line)
    for x in line[::7]:
        points = decision.points_at(x)
        found = rule.targets(decision, x, points)
        assert bool(found) == (points < best)
        assert [target.points for target in found] == sorted(target.points for target in found)
        assert not found or found[-1].points == best
        for target in found:
            assert target.points > points
            assert x not in target.interval
            assert min(decision.points_at(y) for y in line if y in target.interval) == target.points
