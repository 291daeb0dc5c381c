"""The gates as rules: which outcome each combination of gates has. Written once, decided by the engine.

Order of precedence: applicability, due date, prerequisite, data, proof; then the component's own rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from par_engine.scoring.engine import FIELDS, Condition, between, equals
from par_engine.scoring.facts import Applicable, Data, DueGate, Gates, Prerequisite, ProofGate


class Outcome(StrEnum):
    """What a gate decides when it does not let through."""

    NOT_APPLICABLE = "notApplicable"
    NOT_DUE = "notDue"
    PREREQUISITE_FAILED = "prerequisiteFailed"
    PREREQUISITE_UNKNOWN = "prerequisiteUnknown"
    MISSING = "missing"
    NO_DATA = "noData"
    INCONSISTENT = "inconsistent"
    INCONSISTENT_CLOSED = "inconsistentClosed"
    DOCUMENT_INVALID = "documentInvalid"
    NO_DOCUMENT = "noDocument"
    UNPROVEN = "unproven"


Wanted = tuple[str, int, int | None]
"""A gate with the one value it must have, given twice; or, with None, with its lowest."""


@dataclass(frozen=True, slots=True)
class GateRule:
    """One outcome with what it asks of the gates; gates that are not named are free."""

    outcome: Outcome
    when: tuple[Wanted, ...]

    def conditions(self) -> list[Condition]:
        """What the engine is asked of the gates for this outcome."""
        return _conditions(self.when)


def _conditions(when: Iterable[Wanted]) -> list[Condition]:
    found: list[Condition] = []
    for gate, low, high in when:
        field = FIELDS[gate]
        found += between(field, low, None) if high is None else [equals(field, low)]
    return found


def _is(**gates: int) -> tuple[Wanted, ...]:
    return tuple((gate, int(value), int(value)) for gate, value in gates.items())


_OPEN: Wanted = ("due", int(DueGate.OPEN), None)
_HERE = (*_is(applicable=Applicable.YES), _OPEN)
_READY = (*_HERE, *_is(prerequisite=Prerequisite.PASSED))
_NOW = _is(applicable=Applicable.YES, due=DueGate.OPEN, prerequisite=Prerequisite.PASSED)
_CLOSED = _is(applicable=Applicable.YES, due=DueGate.CLOSED, prerequisite=Prerequisite.PASSED)
_KNOWN = (*_READY, *_is(data=Data.KNOWN))

GATE_RULES = (
    GateRule(Outcome.NOT_APPLICABLE, _is(applicable=Applicable.NO)),
    GateRule(Outcome.NOT_DUE, _is(applicable=Applicable.YES, due=DueGate.NOT_DUE)),
    GateRule(Outcome.PREREQUISITE_FAILED, (*_HERE, *_is(prerequisite=Prerequisite.FAILED))),
    GateRule(Outcome.PREREQUISITE_UNKNOWN, (*_HERE, *_is(prerequisite=Prerequisite.UNKNOWN))),
    GateRule(Outcome.MISSING, (*_NOW, *_is(data=Data.MISSING))),
    GateRule(Outcome.NO_DATA, (*_CLOSED, *_is(data=Data.MISSING))),
    GateRule(Outcome.INCONSISTENT, (*_NOW, *_is(data=Data.INCONSISTENT))),
    GateRule(Outcome.INCONSISTENT_CLOSED, (*_CLOSED, *_is(data=Data.INCONSISTENT))),
    GateRule(Outcome.DOCUMENT_INVALID, (*_KNOWN, *_is(proof=ProofGate.INVALID))),
    GateRule(Outcome.NO_DOCUMENT, (*_KNOWN, *_is(proof=ProofGate.ABSENT))),
    GateRule(Outcome.UNPROVEN, (*_KNOWN, *_is(proof=ProofGate.EXPLAINED))),
)


def passing() -> list[Condition]:
    """All gates let through: the component's own rule decides."""
    return _conditions((*_KNOWN, *_is(proof=ProofGate.PRESENT)))


def undefined(*, proof: ProofGate | None) -> list[Condition]:
    """Nothing to divide by; with `proof` None the outcome needs no document."""
    return _conditions((*_READY, *_is(data=Data.UNDEFINED), *(_is(proof=proof) if proof is not None else ())))


def all_gates(*, prerequisites: bool) -> Iterator[Gates]:
    """Every combination that can occur; without prerequisites that gate is always passed."""
    required = tuple(Prerequisite) if prerequisites else (Prerequisite.PASSED,)
    for combination in product(Applicable, DueGate, required, Data, ProofGate):
        yield Gates(*combination)
