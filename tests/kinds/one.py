"""One component by itself, scored: state, points, what is open, and why points are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from par_engine.scoring.result import ComponentResult
from tests.scoring.samples import world
from tests.scoring.world import Plain, component, indicator, problems_of, scored, submission

NOVEMBER, AFTER = dt.date(2019, 11, 1), dt.date(2019, 12, 5)
"""Before the agency's deadline, and the first day after it."""


def result(
    one: Plain,
    values: Plain | None = None,
    documents: Sequence[Plain] = (),
    *,
    on: dt.date = NOVEMBER,
    extra: Sequence[Plain] = (),
    **more: Any,
) -> ComponentResult:
    """The component in a set of its own; `extra` are more indicators."""
    small = world(one)
    small.indicators += list(extra)
    (found,) = scored(small.program(), submission(values, documents, **more), on).components
    return found


def brief(found: ComponentResult) -> tuple[str, str, str, list[str]]:
    """State, points, open points, causes."""
    return found.state.value, str(found.points), str(found.open), [loss.cause.value for loss in found.losses]


def problems(*members: Plain, extra: Sequence[Plain] = ()) -> str:
    """What the checks say of a set of these components."""
    small = world(*members)
    small.indicators += list(extra)
    return "\n".join(problems_of(small.yardstick()))


__all__ = ["AFTER", "NOVEMBER", "brief", "component", "indicator", "problems", "result"]
