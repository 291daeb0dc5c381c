"""Libraries that a small installation leaves out: when one is missing, people are told what to install."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from par_engine.errors import UsageError


@contextlib.contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the imports that need an extra of the package. Raises UsageError where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"Máy này chưa cài phần “{name}” (thiếu {error.name}). Chạy: pip install 'par-engine[{name}]'"
        raise UsageError(message) from error
