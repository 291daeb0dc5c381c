"""The integers that the rules engine sees: five gates and one number per decision. No text, no float, nothing else."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

Q_LIMIT = 2**62
"""The engine compares exactly below this."""


class Applicable(IntEnum):
    """Whether the component applies to the agency."""

    NO = 0
    YES = 1


class Prerequisite(IntEnum):
    """Whether the component it requires is reached."""

    FAILED = 0
    UNKNOWN = 1
    PASSED = 2


class Data(IntEnum):
    """What is known of the number the decision looks at."""

    MISSING = 0
    INCONSISTENT = 1
    UNDEFINED = 2
    KNOWN = 3


class ProofGate(IntEnum):
    """Whether the documents asked for are there and count."""

    INVALID = 0
    ABSENT = 1
    EXPLAINED = 2
    PRESENT = 3


class DueGate(IntEnum):
    """NOT_DUE: something is not handed in and its date has not come. OPEN and CLOSED: before and after the deadline."""

    NOT_DUE = 0
    OPEN = 1
    CLOSED = 2


class Gates(NamedTuple):
    """The five gates in the order in which they are asked."""

    applicable: Applicable = Applicable.YES
    due: DueGate = DueGate.OPEN
    prerequisite: Prerequisite = Prerequisite.PASSED
    data: Data = Data.KNOWN
    proof: ProofGate = ProofGate.PRESENT


class Fact(NamedTuple):
    """One question to the engine: the code of a decision, its gates, its number."""

    code: str
    gates: Gates
    q: int = 0


def encode(x: Fraction | int, scale: int) -> int:
    """`q = 2·floor(x·S) + (1 if a remainder is left)`, so that `x ≥ k/S ⇔ q ≥ 2k` and `x > k/S ⇔ q ≥ 2k+1`."""
    scaled = x * scale
    whole = floor(scaled)
    return 2 * whole + (scaled != whole)


def decode(q: int, scale: int) -> Fraction:
    """A number that `encode` maps to q: exact for even q, just above the grid point for odd q."""
    return Fraction(q, 2 * scale)
