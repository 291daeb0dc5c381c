"""What verifiers decided about the evidence itself: empty while the evidence is taken as handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from par_engine.catalogue.legal import Citation


@dataclass(frozen=True, slots=True)
class Exempted:
    """Why a verifier finds that a component does not apply."""

    reason: str
    basis: Citation | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Points set by the board in place of what the rules give, with the grounds."""

    points: Fraction
    grounds: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """`rejections` by document and component ("" for all) say why a document does not count; the rest by component.
    `corrected` names the values that replace what was handed in, with their source."""

    rejections: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    exempted: Mapping[str, Exempted] = field(default_factory=lambda: MappingProxyType({}))
    overrides: Mapping[str, Override] = field(default_factory=lambda: MappingProxyType({}))
    corrected: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def rejection(self, document: str, component: str) -> str | None:
        """Why a document does not count for a component, or None."""
        return self.rejections.get((document, "")) or self.rejections.get((document, component))
