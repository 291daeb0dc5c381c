"""A criteria set as another YAML reader sees it, all scalars as text: for counting without the product's own reader."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from par_engine.library import Library

ROOT = Path(__file__).parents[2]
LIBRARY = Library(ROOT, "kho mã nguồn")


class WrittenSet:
    """The files of one shipped set."""

    def __init__(self, set_id: str) -> None:
        self.folder = ROOT / "criteria" / set_id

    def file(self, name: str) -> Any:
        """One file."""
        return yaml.load((self.folder / name).read_text(encoding="utf-8"), yaml.BaseLoader)

    def areas(self) -> list[Any]:
        """Its areas, in the order of their files."""
        return [self.file(path.name) for path in sorted(self.folder.glob("[0-9]*.yaml"))]

    def components(self) -> dict[str, Any]:
        """All components by id."""
        return {leaf["id"]: leaf for area in self.areas() for leaf in leaves(area)}

    def sourced(self) -> set[str]:
        """The components that the inventory leads to."""
        return {component for row in self.rows() for component in row.get("components", [])}

    def rows(self) -> list[Any]:
        """The tasks and targets of the inventory."""
        sources = self.file("sources.yaml")
        return [*sources.get("tasks", []), *sources.get("targets", [])]


def parts(node: Any) -> list[Any]:
    """What stands right below an area or a criterion."""
    return node.get("criteria", node.get("parts", []))  # type: ignore[no-any-return]


def leaves(node: Any) -> list[Any]:
    """The components below a node."""
    return [leaf for part in parts(node) for leaf in leaves(part)] if parts(node) else [node]


def points(node: Any) -> Decimal:
    """The points of a node: those of its parts, which must be what it says."""
    total = sum((points(part) for part in parts(node)), Decimal(0)) if parts(node) else Decimal(node["max_points"])
    assert total == Decimal(node["max_points"]), node["id"]
    return total


def ids(node: Any) -> list[str]:
    """All ids below a node, each of which must begin with what it stands below."""
    above = node.get("code", node["id"])
    assert all(part["id"].startswith(f"{above}.") for part in parts(node)), above
    return [name for part in parts(node) for name in (part["id"], *ids(part))]
