"""The forty items, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from par_engine.library import Library
from tests.items.world import build


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Criteria and catalogue of the items."""
    root: Path = tmp_path_factory.mktemp("items") / "library"
    return build(root)
