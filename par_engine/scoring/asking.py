"""What the evidence says to one decision: its exact number, what is known of it, its proof, its date, as gates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from par_engine.catalogue.expression import Exact, Measure, Name, evaluate
from par_engine.criteria.decisions import AWAITED, UNPROVED, Decision, Question
from par_engine.criteria.due import Due, Instance, Unhappened
from par_engine.criteria.model import Component, Requirement, ZeroDenominator
from par_engine.evidence.proof import Absent, Invalid, Present, Proof, until
from par_engine.evidence.values import Value
from par_engine.scoring.compile import Compiled
from par_engine.scoring.facts import Q_LIMIT, Applicable, Data, DueGate, Fact, Gates, Prerequisite, ProofGate, encode
from par_engine.scoring.situation import Exemption, Situation


@dataclass(frozen=True)
class Asked:
    """One decision with everything the evidence says to it. `x` is set when `data` is KNOWN; `proofs` are those
    that are needed, or may be; `last` is the last valid day of the document whose lateness is asked for."""

    compiled: Compiled
    fact: Fact
    x: Fraction | None
    inputs: tuple[Value, ...]
    lacking: tuple[str, ...]
    contradicted: tuple[str, ...]
    proofs: dict[str, Proof]
    due: dt.date | None
    last: dt.date | None = None
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

    def __init__(
        self, situation: Situation, component: Component, prerequisite: Prerequisite = Prerequisite.PASSED
    ) -> None:
        self.situation, self.component, self.prerequisite = situation, component, prerequisite
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
        nothing = wanted.due.unhappened(self.situation.clock) if wanted.due else None
        if nothing and nothing.known:
            return False
        if wanted.when is None:
            return True
        number, lacking, contradicted = self.measure(wanted.when.measure)
        if lacking or contradicted or number is None:
            return None
        return number in wanted.when.interval()

    @cached_property
    def instances(self) -> dict[str, dict[str, Instance]]:
        """The periods of the round's year for every document due in each, by code."""
        clock = self.situation.clock.whole_year
        return {
            key: {instance.code: instance for instance in wanted.due.instances(clock)}
            for key, wanted in self.component.documents.items()
            if wanted.due
        }

    def instance(self, decision: Decision) -> Instance | None:
        """The period a decision asks about; None when the round's year has no such period."""
        code = decision.instance.partition("#")[0]
        return self.instances.get(decision.subject, {}).get(code)

    def proof(self, decision: Decision) -> Proof:
        """What proves the document whose lateness a decision asks for."""
        if decision.question is not Question.INSTANCE:
            return self.proofs[decision.subject]
        instance, number = self.instance(decision), decision.instance.partition("#")[2]
        if instance is None:
            return Absent()
        return self.situation.proofs.of_instance(
            self.component, decision.subject, instance, int(number or 1), decision.per_period
        )

    def measure(self, measure: Measure) -> tuple[Fraction | None, list[str], list[str]]:
        """The exact value (None when unknown or with nothing to divide by), what is absent, what contradicts."""
        numbers, measure = self.situation.figures, self.situation.resolved(measure)
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


def quotient(measure: Measure, numbers: Mapping[str, Exact], late: object = None) -> Fraction | None:
    """A resolved measure's exact value; None when there is nothing to divide by."""
    days = late if callable(late) else None
    try:
        top = evaluate(measure.numerator, numbers, days)
        if measure.denominator is not None:
            return Fraction(top) / evaluate(measure.denominator, numbers, days)
    except ZeroDivisionError:
        return None
    return top if isinstance(top, Fraction) else Fraction(top)


def ask(sheet: Sheet, compiled: Compiled, exemption: Exemption | None) -> Asked:
    """The fact for the engine, and what a trace needs to explain it."""
    decision = compiled.decision
    proofs = _gate_proofs(sheet, decision)
    known = _data(sheet, compiled)
    unclear = [key for key in proofs if sheet.conditions[document_key(key)] is None]
    if unclear:
        known = _without_condition(sheet, known, unclear)
    needed = {key: proof for key, proof in proofs.items() if sheet.conditions[document_key(key)]}
    due, day = _due_gate(sheet, compiled, needed, known.lacking)
    due = _ours(decision, known, due)
    applicable = Applicable.NO if exemption else Applicable.YES
    gates = Gates(applicable, due, sheet.prerequisite, known.data, _proof_gate(sheet, needed))
    q = encode(known.x, compiled.scale) if known.x is not None else 0
    if abs(q) >= Q_LIMIT:
        names = tuple(value.key for value in _inputs(sheet, compiled))
        gates, q, known = gates._replace(data=Data.INCONSISTENT), 0, Known(Data.INCONSISTENT, contradicted=names)
    proofs = {key: proof for key, proof in proofs.items() if sheet.conditions[document_key(key)] is not False}
    return Asked(
        compiled=compiled,
        fact=Fact(compiled.code, gates, q),
        x=known.x,
        inputs=tuple(_inputs(sheet, compiled)),
        lacking=known.lacking,
        contradicted=known.contradicted,
        proofs=proofs,
        due=day,
        last=_last_of(sheet, decision),
        exemption=exemption,
    )


class Known(NamedTuple):
    """What is known of the number a decision looks at: what is absent and what contradicts where it is not."""

    data: Data
    x: Fraction | None = None
    lacking: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()


def document_key(key: str) -> str:
    """The document of a proof's key: `report` of `report@Q1`."""
    return key.partition("@")[0]


def _gate_proofs(sheet: Sheet, decision: Decision) -> dict[str, Proof]:
    """What proves the documents a decision waits for: its own, or those that no decision of the component consumes."""
    if decision.document:
        key = f"{decision.subject}@{decision.instance}" if decision.instance else decision.subject
        return {key: sheet.proof(decision)}
    if decision.question in UNPROVED:
        return {}
    return {key: proof for key, proof in sheet.proofs.items() if key not in sheet.consumed}


def _without_condition(sheet: Sheet, known: Known, unclear: list[str]) -> Known:
    """While nobody knows whether a document is needed, the figures of its condition are missing too."""
    names = [name.id for key in unclear for name in _condition_names(sheet, document_key(key))]
    absent = [name for name in names if name not in sheet.situation.figures]
    data = Data.MISSING if absent or known.data is Data.MISSING else Data.INCONSISTENT
    lacking = tuple(dict.fromkeys((*known.lacking, *absent)))
    contradicted = tuple(dict.fromkeys((*known.contradicted, *(name for name in names if name not in absent))))
    return Known(data, None, lacking, contradicted)


def _condition_names(sheet: Sheet, key: str) -> Iterator[Name]:
    when = sheet.component.documents[key].when
    return iter(sheet.situation.resolved(when.measure).names() if when else [])


def _data(sheet: Sheet, compiled: Compiled) -> Known:
    decision = compiled.decision
    match decision.question:
        case Question.MEASURE | Question.CONDITION:
            return _measured(sheet, compiled)
        case Question.LATENESS | Question.INSTANCE:
            return _lateness(sheet, decision)
        case Question.SURVEY:
            return _surveyed(sheet, decision)
        case Question.EXTERNAL:
            return _read(decision, sheet.evidence.results.external.get(decision.subject))
        case Question.JUDGED:
            judgement = sheet.evidence.results.judged.get(sheet.component.id)
            return Known(Data.KNOWN, judgement.points) if judgement else Known(Data.MISSING)
        case Question.GIVEN:
            return Known(Data.KNOWN, Fraction(0))
    if decision.subject in sheet.evidence.suspect:
        return Known(Data.INCONSISTENT, contradicted=(decision.subject,))
    return _read(decision, sheet.evidence.values.get(decision.subject))


def _measured(sheet: Sheet, compiled: Compiled) -> Known:
    if compiled.measure is None:
        raise KeyError(compiled.placed.id)
    x, lacking, contradicted = sheet.measure(compiled.measure)
    if lacking or contradicted:
        data = Data.MISSING if lacking else Data.INCONSISTENT
        return Known(data, None, tuple(lacking), tuple(contradicted))
    return Known(Data.UNDEFINED if x is None else Data.KNOWN, x)


def _read(decision: Decision, value: Value | None) -> Known:
    """An answer, a chosen option or a published number."""
    if value is None:
        return Known(Data.MISSING, lacking=() if decision.question in AWAITED else (decision.subject,))
    if decision.options:
        if value.option not in decision.options:
            raise KeyError(value.indicator.id)
        return Known(Data.KNOWN, Fraction(decision.options.index(value.option)))
    return Known(Data.KNOWN, Fraction(value.number or 0))


def _surveyed(sheet: Sheet, decision: Decision) -> Known:
    """The weighted share of the answers; options without a weight, or nobody asked, say nothing."""
    answers = sheet.evidence.results.survey.get(decision.subject)
    weights = dict(decision.weights)
    if answers is None:
        return Known(Data.MISSING)
    if answers.share is not None:
        return Known(Data.KNOWN, answers.share)
    people = sum(answers.options.values())
    if not people or answers.options.keys() - weights.keys():
        return Known(Data.MISSING)
    weighted = sum((weights[option] * count for option, count in answers.options.items()), Fraction(0))
    return Known(Data.KNOWN, weighted / people)


def _lateness(sheet: Sheet, decision: Decision) -> Known:
    """Days late; nothing that is not needed is late. While the document is absent or does not count, the proof gate
    decides, whatever the number."""
    proof = sheet.proof(decision)
    if not isinstance(proof, Present) or not sheet.conditions[decision.subject]:
        return Known(Data.KNOWN, Fraction(0))
    if proof.late is None:
        return Known(Data.MISSING, lacking=(decision.subject,))
    return Known(Data.KNOWN, Fraction(proof.late))


def _proof_gate(sheet: Sheet, needed: dict[str, Proof]) -> ProofGate:
    if any(isinstance(proof, Invalid) for proof in needed.values()):
        return ProofGate.INVALID
    if not any(isinstance(proof, Absent) or _incomplete(sheet, key, proof) for key, proof in needed.items()):
        return ProofGate.PRESENT
    return ProofGate.EXPLAINED if sheet.component.id in sheet.evidence.submission.explanations else ProofGate.ABSENT


def _incomplete(sheet: Sheet, key: str, proof: Proof) -> bool:
    """A periodic proof that the rule does not judge itself must be complete."""
    return document_key(key) not in sheet.consumed and isinstance(proof, Present) and bool(proof.missing)


def _due_gate(
    sheet: Sheet, compiled: Compiled, needed: dict[str, Proof], lacking: tuple[str, ...]
) -> tuple[DueGate, dt.date | None]:
    """NOT_DUE when something is not handed in and the date of everything that is not has still to come, or when the
    target is one of a later year."""
    if compiled.placed.target:
        return DueGate.NOT_DUE, None
    situation, decision = sheet.situation, compiled.decision
    absent = [
        _waits_until(sheet, decision, key)
        for key, proof in needed.items()
        if waited_for(situation, compiled, key, proof)
    ]
    if lacking and not decision.document:
        absent.append(_figures_due(sheet, decision, needed))
    dates = [day for day in absent if isinstance(day, dt.date)]
    waiting = [day for day in absent if isinstance(day, Unhappened)]
    if absent and len(dates) + len(waiting) == len(absent) and all(day >= situation.on for day in dates):
        return DueGate.NOT_DUE, max(dates, default=None)
    return (DueGate.CLOSED if situation.closed else DueGate.OPEN), max(dates, default=None)


def _ours(decision: Decision, known: Known, due: DueGate) -> DueGate:
    """The agency's deadline does not close what others still have to find; figures that it owes itself it does."""
    others = decision.question in AWAITED and known.data is Data.MISSING and not known.lacking
    return DueGate.OPEN if others and due is DueGate.CLOSED else due


def waited_for(situation: Situation, compiled: Compiled, key: str, proof: Proof) -> bool:
    """Whether a document is not there, or cannot be judged yet: it is due within days of an event nobody dated."""
    due = compiled.placed.component.documents[document_key(key)].due
    undated = due is not None and due.within is not None and due.unhappened(situation.clock) is not None
    return isinstance(proof, Absent) or undated


def _last_of(sheet: Sheet, decision: Decision) -> dt.date | None:
    """The last valid day of the document whose lateness is asked for."""
    if decision.question is Question.INSTANCE:
        instance = sheet.instance(decision)
        return instance.last if instance else None
    return _day_of(sheet, sheet.component.documents[decision.subject].due) if decision.document else None


def _waits_until(sheet: Sheet, decision: Decision, key: str) -> dt.date | Unhappened | None:
    """Until when nothing is wrong with a document that is not handed in."""
    if decision.question is Question.INSTANCE:
        instance = sheet.instance(decision)
        return instance.closes if instance else None
    return sheet.situation.proofs.waits_until(sheet.component.documents[key])


def _figures_due(sheet: Sheet, decision: Decision, needed: dict[str, Proof]) -> dt.date | Unhappened | None:
    """Figures are due with the component, or else with the documents that carry them."""
    if due := sheet.component.due:
        return due.unhappened(sheet.situation.clock) or until(due, sheet.situation.clock)
    days = [_waits_until(sheet, decision, key) for key in needed]
    dates = [day for day in days if isinstance(day, dt.date)]
    if len(dates) < len(needed):
        return next((day for day in days if isinstance(day, Unhappened)), None) if None not in days else None
    return max(dates, default=None)


def _day_of(sheet: Sheet, due: Due | None) -> dt.date | None:
    return due.last_day(sheet.situation.clock) if due else None


def _inputs(sheet: Sheet, compiled: Compiled) -> Iterator[Value]:
    decision = compiled.decision
    values = sheet.evidence.results.external if decision.question is Question.EXTERNAL else sheet.evidence.values
    if compiled.measure:
        for name in sheet.situation.resolved(compiled.measure).names():
            if value := sheet.evidence.value(name.id):
                yield value
    elif decision.subject in values:
        yield values[decision.subject]
