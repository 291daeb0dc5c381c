"""What one check says of some values: they hold, or a finding."""

from __future__ import annotations

from dataclasses import dataclass

from par_engine.findings import Finding


@dataclass(frozen=True, slots=True)
class Verdict:
    """`finding` None means that the values confirm one another; `contradicts` that they cannot all be right;
    `denies` that the check is a stated rate, which speaks of exactly its own values."""

    values: frozenset[str]
    finding: Finding | None = None
    contradicts: bool = False
    denies: bool = False
