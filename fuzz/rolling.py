"""Chance from a plain seeded `Random`: fast, and the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any


class Rolled:
    """Dice for the drawing of sets and submissions."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)

    def integer(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random.random() * (high - low + 1))

    def distinct(self, low: int, high: int, count: int) -> list[int]:
        """Different whole numbers."""
        return self.random.sample(range(low, high + 1), count)

    def shuffled(self, values: Sequence[Any]) -> list[Any]:
        """The same values in some order."""
        return self.random.sample(list(values), len(values))
