"""The library of the forty items: their own criteria and indicators laid over the product's catalogue."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from par_engine.library import Library

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]


def build(root: Path) -> Library:
    """Lays the library out in an empty folder."""
    shutil.copytree(REPOSITORY / "evidence_schemas", root / "evidence_schemas")
    shutil.copytree(HERE / "evidence_schemas", root / "evidence_schemas", dirs_exist_ok=True)
    shutil.copytree(HERE / "criteria", root / "criteria")
    (root / "reports_templates").mkdir()
    return Library(root, "kiểm thử")


if __name__ == "__main__":  # python -m tests.items.world FOLDER, then PAR_ENGINE_HOME=FOLDER par-engine criteria test
    build(Path(sys.argv[1]))
