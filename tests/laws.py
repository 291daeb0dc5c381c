"""How property tests draw: the same examples every time; `HYPOTHESIS_PROFILE=fuzz` looks for new ones."""

from __future__ import annotations

import os

from hypothesis import settings


def law(examples: int) -> settings:
    """A decorator for a law that is checked on this many examples."""
    if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz":
        return settings(max_examples=20 * examples, deadline=None)
    return settings(max_examples=examples, deadline=None, derandomize=True)
