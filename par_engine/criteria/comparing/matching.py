"""Which component of the new set continues which of the old.

What `from-<old set>.yaml` says comes first; then the same id with a like title; then the same title. What is left was
removed or added.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from par_engine.criteria.yardstick import Placed, Yardstick

LIKE = 0.5
"""Titles that share so much of their letters are taken for the same component under the same id."""


@dataclass(frozen=True)
class Pairs:
    """Matched components in the order of the new set, and those without a partner."""

    kept: tuple[tuple[Placed, Placed], ...]
    removed: tuple[Placed, ...]
    added: tuple[Placed, ...]


def pair_up(old: Yardstick, new: Yardstick, told: Mapping[str, str]) -> Pairs:
    """The components of two sets, matched. `told` maps ids of the new set to those of the old."""
    left = dict(old.components)
    found: dict[str, Placed] = {}
    for name, before in told.items():
        if name in new.components and before in old.components:
            found[name] = old.components[before]
            left.pop(before, None)
    for name, placed in new.components.items():
        if name not in found and name in left and _like(left[name], placed):
            found[name] = left.pop(name)
    titles = {_folded(placed): name for name, placed in reversed(left.items())}
    for name, placed in new.components.items():
        same = titles.get(_folded(placed), "")
        if name not in found and same in left:
            found[name] = left.pop(same)
    kept = tuple((found[name], placed) for name, placed in new.components.items() if name in found)
    added = tuple(placed for name, placed in new.components.items() if name not in found)
    return Pairs(kept, tuple(left.values()), added)


def _folded(placed: Placed) -> str:
    return " ".join(placed.component.title.lower().split())


def _like(old: Placed, new: Placed) -> bool:
    return difflib.SequenceMatcher(None, _folded(old), _folded(new), autojunk=False).ratio() >= LIKE
