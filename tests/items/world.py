"""The library of the forty items: their own criteria and indicators laid over the product's catalogue."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from par_engine.library import Library
from par_engine.reading.models import read_model
from par_engine.scoring.examples import Example, ExampleFile

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]


@dataclass(frozen=True)
class Item:
    """One of the forty: in whose words, and which components say it."""

    number: int
    words: str
    set: str
    components: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.number}: {self.words}"


def items() -> list[Item]:
    """All items, in order."""
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / "items.yaml").read_text(encoding="utf-8"))
    return [Item(**{**row, "components": tuple(row["components"])}) for row in rows]


ITEMS = items()
SETS = sorted({item.set for item in ITEMS})


def build(root: Path) -> Library:
    """Lays the library out in an empty folder."""
    shutil.copytree(REPOSITORY / "evidence_schemas", root / "evidence_schemas")
    shutil.copytree(HERE / "evidence_schemas", root / "evidence_schemas", dirs_exist_ok=True)
    shutil.copytree(HERE / "criteria", root / "criteria")
    (root / "reports_templates").mkdir()
    return Library(root, "kiểm thử")


def examples(library: Library, set_id: str) -> list[Example]:
    """All examples of a set, in the order of its files."""
    found: list[Example] = []
    for path in sorted((library.criteria / set_id / "tests").glob("*.yaml")):
        file, findings = read_model(path, path.name, ExampleFile)
        assert file, findings
        found += file.model.tests
    return found
