"""What the evidence says to one decision: its exact number, what is known of it, its proof, its date, as gates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from par_engine.catalogue.expression import Exact, Measure, Name, evaluate
from par_engine.criteria.decisions import Question
from par_engine.criteria.due import Due
from par_engine.criteria.kinds.choice import Choice
from par_engine.criteria.model import Component, Requirement, ZeroDenominator
from par_engine.evidence.proof import Absent, Invalid, Present, Proof
from par_engine.evidence.values import Value
from par_engine.scoring.compile import Compiled
from par_engine.scoring.facts import Q_LIMIT, Applicable, Data, DueGate, Fact, Gates, ProofGate, encode
from par_engine.scoring.situation import Exemption, Situation


@dataclass(frozen=True)
class Asked:
    """One decision with everything the evidence says to it. `x` is set when `data` is KNOWN; `proofs` are those
    that are needed, or may be."""

    compiled: Compiled
    fact: Fact
    x: Fraction | None
    inputs: tuple[Value, ...]
    lacking: tuple[str, ...]
    contradicted: tuple[str, ...]
    proofs: dict[str, Proof]
    due: dt.date | None
    exemption: Exemption | None = None

    def points_if_proven(self) -> Fraction:
        """Exact points that the figures earn once every document counts."""
        decision = self.compiled.decision
        if self.x is not None:
            return decision.points_at(self.x)
        undefined = self.fact.gates.data is Data.UNDEFINED and self.compiled.zero is ZeroDenominator.FULL
        return decision.max_points if undefined else Fraction(0)


class Sheet:
    """One component of one submission; the parts that its decisions share are worked out once."""

    def __init__(self, situation: Situation, component: Component) -> None:
        self.situation, self.component = situation, component
        self.evidence = situation.evidence

    @cached_property
    def proofs(self) -> dict[str, Proof]:
        """What proves each document key."""
        return {key: self.situation.proofs.of(self.component, key) for key in self.component.documents}

    @cached_property
    def consumed(self) -> frozenset[str]:
        """Documents that the rule itself judges; the others are a gate."""
        return frozenset(one.id for one in self.component.rule.references() if one.is_document)

    @cached_property
    def conditions(self) -> dict[str, bool | None]:
        """Whether each document is needed; None when the figures of its condition are not known."""
        return {key: self._needed(wanted) for key, wanted in self.component.documents.items()}

    def _needed(self, wanted: Requirement) -> bool | None:
        if wanted.when is None:
            return True
        number, lacking, contradicted = self.measure(wanted.when.measure)
        if lacking or contradicted or number is None:
            return None
        return number in wanted.when.interval()

    def measure(self, measure: Measure) -> tuple[Fraction | None, list[str], list[str]]:
        """The exact value (None when unknown or with nothing to divide by), what is absent, what contradicts."""
        numbers = self.situation.numbers
        names = [name.id for name in measure.names()]
        lacking = [name for name in names if name not in numbers]
        contradicted = [name for name in names if name in self.evidence.suspect]
        lacking += [late.document for late in measure.documents() if self.late(late.document) is None]
        if lacking or contradicted:
            return None, lacking, contradicted
        return quotient(measure, numbers, self._late_days), [], []

    def late(self, key: str) -> int | None:
        """Days late of a proved document; None when it is absent, does not count, or the date is not given."""
        proof = self.proofs[key]
        return proof.late if isinstance(proof, Present) else None

    def _late_days(self, key: str) -> Exact:
        late = self.late(key)
        if late is None:
            raise KeyError(key)
        return late


def quotient(measure: Measure, numbers: dict[str, Exact], late: object = None) -> Fraction | None:
    """A measure's exact value; None when there is nothing to divide by."""
    days = late if callable(late) else None
    top = evaluate(measure.numerator, numbers, days)
    if measure.denominator is None:
        return Fraction(top)
    bottom = evaluate(measure.denominator, numbers, days)
    return Fraction(top) / bottom if bottom else None


def ask(sheet: Sheet, compiled: Compiled, exemption: Exemption | None) -> Asked:
    """The fact for the engine, and what a trace needs to explain it."""
    keys = _gate_keys(sheet, compiled)
    data, x, lacking, contradicted = _data(sheet, compiled)
    if any(sheet.conditions[key] is None for key in keys):
        unknown = [name.id for key in keys if sheet.conditions[key] is None for name in _condition_names(sheet, key)]
        absent = [name for name in unknown if name not in sheet.situation.numbers]
        data, x = (Data.MISSING if absent or data is Data.MISSING else Data.INCONSISTENT), None
        lacking = tuple(dict.fromkeys((*lacking, *absent)))
        contradicted = tuple(dict.fromkeys((*contradicted, *(name for name in unknown if name not in absent))))
    needed = [key for key in keys if sheet.conditions[key]]
    proof = _proof_gate(sheet, needed)
    due, day = _due_gate(sheet, compiled, needed, lacking)
    applicable = Applicable.NO if exemption else Applicable.YES
    gates = Gates(applicable, due, data=data, proof=proof)
    q = encode(x, compiled.scale) if x is not None else 0
    if abs(q) >= Q_LIMIT:
        gates, q, x = gates._replace(data=Data.INCONSISTENT), 0, None
        contradicted = tuple(value.indicator.id for value in _inputs(sheet, compiled))
    proofs = {key: sheet.proofs[key] for key in keys if sheet.conditions[key] is not False}
    fact = Fact(compiled.code, gates, q)
    return Asked(compiled, fact, x, tuple(_inputs(sheet, compiled)), lacking, contradicted, proofs, day, exemption)


def _gate_keys(sheet: Sheet, compiled: Compiled) -> list[str]:
    """The documents this decision waits for: its own, or those that no decision of the component consumes."""
    decision = compiled.decision
    if decision.question is Question.LATENESS:
        return [decision.subject]
    return [key for key in sheet.component.documents if key not in sheet.consumed]


def _condition_names(sheet: Sheet, key: str) -> Iterator[Name]:
    when = sheet.component.documents[key].when
    return iter(when.measure.names() if when else [])


def _data(sheet: Sheet, compiled: Compiled) -> tuple[Data, Fraction | None, tuple[str, ...], tuple[str, ...]]:
    decision, evidence = compiled.decision, sheet.evidence
    if decision.question is Question.MEASURE:
        measure = sheet.component.measure
        if measure is None:
            raise KeyError(compiled.placed.id)
        x, lacking, contradicted = sheet.measure(measure)
        if lacking or contradicted:
            return (Data.MISSING if lacking else Data.INCONSISTENT), None, tuple(lacking), tuple(contradicted)
        return (Data.UNDEFINED if x is None else Data.KNOWN), x, (), ()
    if decision.question is Question.LATENESS:
        return _lateness(sheet, decision.subject)
    value = evidence.values.get(decision.subject)
    if value is None:
        return Data.MISSING, None, (decision.subject,), ()
    if decision.subject in evidence.suspect:
        return Data.INCONSISTENT, None, (), (decision.subject,)
    if decision.question is Question.ANSWER:
        return Data.KNOWN, Fraction(value.number or 0), (), ()
    return Data.KNOWN, Fraction(_option_number(sheet.component, value)), (), ()


def _option_number(component: Component, value: Value) -> int:
    rule = component.rule
    if not isinstance(rule, Choice) or value.option is None:
        raise KeyError(value.indicator.id)
    return rule.options().index(value.option)


def _lateness(sheet: Sheet, key: str) -> tuple[Data, Fraction | None, tuple[str, ...], tuple[str, ...]]:
    """Days late; nothing that is not needed is late. While the document is absent or does not count, the proof gate
    decides, whatever the number."""
    proof = sheet.proofs[key]
    if not isinstance(proof, Present) or not sheet.conditions[key]:
        return Data.KNOWN, Fraction(0), (), ()
    if proof.late is None:
        return Data.MISSING, None, (key,), ()
    return Data.KNOWN, Fraction(proof.late), (), ()


def _proof_gate(sheet: Sheet, needed: list[str]) -> ProofGate:
    found = [sheet.proofs[key] for key in needed]
    if any(isinstance(proof, Invalid) for proof in found):
        return ProofGate.INVALID
    absent = any(isinstance(proof, Absent) or _incomplete(sheet, key) for key, proof in zip(needed, found, strict=True))
    if not absent:
        return ProofGate.PRESENT
    return ProofGate.EXPLAINED if sheet.component.id in sheet.evidence.submission.explanations else ProofGate.ABSENT


def _incomplete(sheet: Sheet, key: str) -> bool:
    """A periodic proof that the rule does not judge itself must be complete."""
    proof = sheet.proofs[key]
    return key not in sheet.consumed and isinstance(proof, Present) and bool(proof.missing)


def _due_gate(
    sheet: Sheet, compiled: Compiled, needed: list[str], lacking: tuple[str, ...]
) -> tuple[DueGate, dt.date | None]:
    """NOT_DUE when something is not handed in and the date of everything that is not has still to come."""
    situation = sheet.situation
    absent = [_last_day(sheet, key) for key in needed if isinstance(sheet.proofs[key], Absent)]
    if lacking and compiled.decision.question is not Question.LATENESS:
        absent.append(_figures_due(sheet, needed))
    dates = [day for day in absent if day is not None]
    if absent and len(dates) == len(absent) and all(day >= situation.on for day in dates):
        return DueGate.NOT_DUE, max(dates)
    return (DueGate.CLOSED if situation.closed else DueGate.OPEN), max(dates, default=None)


def _last_day(sheet: Sheet, key: str) -> dt.date | None:
    wanted = sheet.component.documents[key]
    if wanted.due and wanted.due.each:
        return sheet.situation.proofs.first_period_end(wanted)
    return _day_of(sheet, wanted.due)


def _figures_due(sheet: Sheet, needed: list[str]) -> dt.date | None:
    """Figures are due with the component, or else with the documents that carry them."""
    if sheet.component.due:
        return _day_of(sheet, sheet.component.due)
    days = [day for key in needed if (day := _last_day(sheet, key))]
    return max(days) if days and len(days) == len(needed) else None


def _day_of(sheet: Sheet, due: Due | None) -> dt.date | None:
    return due.last_day(sheet.situation.clock) if due else None


def _inputs(sheet: Sheet, compiled: Compiled) -> Iterator[Value]:
    values, decision = sheet.evidence.values, compiled.decision
    if decision.question is Question.MEASURE and sheet.component.measure:
        for name in sheet.component.measure.names():
            if name.id in values:
                yield values[name.id]
    elif decision.subject in values:
        yield values[decision.subject]
