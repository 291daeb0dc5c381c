"""Certification: the engine is asked at every place where an answer could change, over all combinations of gates.

Exactly one rule must fire everywhere, and where the gates let through it must be the step whose *written* interval
contains the number. Otherwise the set is refused at the line of the YAML. The engine's answers are kept as a table: its
own decision function, for the times when thousands of submissions are scored at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from fractions import Fraction
from itertools import islice
from typing import Generic, TypeVar

from par_engine.criteria.decisions import Interval, Question
from par_engine.errors import EngineError
from par_engine.findings import Finding
from par_engine.scoring.compile import Compiled, Unit, probes, stretches_of
from par_engine.scoring.engine import RuleSet
from par_engine.scoring.facts import Data, DueGate, Fact, Gates, ProofGate, decode
from par_engine.scoring.gates import all_gates

PASSING = (Gates(), Gates(due=DueGate.CLOSED))
"""The combinations of gates in which the component's own rule decides."""
STRANGER = "stranger"
Answer = tuple[str, ...]
"""The rules that fired for one fact."""
T = TypeVar("T")
U = TypeVar("U")


class Reach(IntEnum):
    """At which numbers a combination of gates is asked."""

    EDGES = auto()
    STRETCHES = auto()
    ZERO = auto()


def _reach(gates: Gates) -> Reach:
    if gates in PASSING:
        return Reach.EDGES
    known = gates.data is Data.KNOWN or gates._replace(data=Data.KNOWN) in PASSING
    return Reach.STRETCHES if known else Reach.ZERO


_REACH = {
    prerequisites: {gates: _reach(gates) for gates in all_gates(prerequisites=prerequisites)}
    for prerequisites in (False, True)
}


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """The certified answers of one decision: by gates, and by stretches of q where the gates let through."""

    edges: list[int]
    steps: list[T]
    gates: dict[Gates, T]

    def translated(self, meanings: Mapping[T, U]) -> Table[U]:
        """The same table with what the answers mean."""
        steps = [meanings[answer] for answer in self.steps]
        return Table(self.edges, steps, {gates: meanings[answer] for gates, answer in self.gates.items()})


def look_up(tables: Mapping[str, Table[T]], facts: Iterable[Fact]) -> list[T]:
    """What the engine answers to each fact, from its certified answers."""
    found = []
    for code, gates, q in facts:
        table = tables[code]
        shut = table.gates.get(gates)
        found.append(table.steps[bisect_right(table.edges, q) - 1] if shut is None else shut)
    return found


def certify(unit: Unit, rules: RuleSet) -> tuple[dict[str, Table[str]], list[Finding], int]:
    """Asks everything about one ruleset. Returns tables by code, findings, and how many questions were asked."""
    tables: dict[str, Table[str]] = {}
    findings: list[Finding] = []
    asked = 0
    for compiled in unit.decisions:
        places = questions(compiled)
        facts = [Fact(compiled.code, gates, q) for gates, numbers in places.items() for q in numbers]
        answers = iter(rules.answers(facts))
        fired = {gates: list(islice(answers, len(numbers))) for gates, numbers in places.items()}
        edges = places[PASSING[0]]
        findings += _wrong_steps(compiled, edges, fired)
        steps = [answer[0] if answer else "" for answer in fired[PASSING[0]]]
        shut = {gates: _only(compiled, gates, fired[gates]) for gates in places if gates not in PASSING}
        tables[compiled.code] = Table(list(edges), steps, shut)
        asked += len(facts)
    return tables, findings, asked + _ask_as_stranger(unit, rules)


def questions(compiled: Compiled) -> dict[Gates, Sequence[int]]:
    """Every combination of gates with the numbers to ask at: the full product of what can be sent to the engine.

    Conditions are comparisons of integers, so an answer is the same all over a stretch between two edges; where the
    gates let through, it is also asked just beside every edge. A number that is not known is sent as 0: elsewhere it is
    asked only where no other gate is shut, to see that every step asks whether its number is known.
    """
    numbers = {Reach.EDGES: probes(compiled), Reach.STRETCHES: stretches_of(compiled), Reach.ZERO: (0,)}
    undefined = compiled.zero is not None  # without a division nothing can be undefined
    reached = _REACH[bool(compiled.placed.component.requires)]
    return {gates: numbers[reach] for gates, reach in reached.items() if undefined or gates.data is not Data.UNDEFINED}


def _ask_as_stranger(unit: Unit, rules: RuleSet) -> int:
    """A code that is nobody's must fire nothing where the gates let through: every rule asks whose fact it is."""
    numbers = sorted({q for compiled in unit.decisions for q in stretches_of(compiled)})
    facts = [Fact(STRANGER, gates, q) for gates in PASSING for q in numbers]
    facts += [Fact(STRANGER, Gates(data=Data.UNDEFINED, proof=proof)) for proof in ProofGate]
    if fired := [answer for answer in rules.answers(facts) if answer]:
        raise EngineError(f"tập luật {unit.name} trả lời cho mã lạ: {fired[0]}; xin báo lỗi này")
    return len(facts)


def _wrong_steps(compiled: Compiled, numbers: Sequence[int], fired: dict[Gates, list[Answer]]) -> Iterator[Finding]:
    """Compares what fired with what is written; gaps and overlaps of the scale itself are findings, each said once."""
    before, after = (fired[gates] for gates in PASSING)
    for number, (q, rules, again) in enumerate(zip(numbers, before, after, strict=True)):
        x = decode(q, compiled.scale)
        written = {rule for rule, step in compiled.steps.items() if x in step.interval}
        if set(rules) != written or set(again) != written:
            place = f"{compiled.placed.id} tại {x}: {rules}, {again} thay vì {sorted(written)}"
            raise EngineError(f"luật đã biên dịch khác luật đã viết, {place}; xin báo lỗi này")
        if len(rules) != 1 and rules not in before[number - 1 : number]:
            yield _overlap(compiled, rules) if rules else _gap(compiled, x)


def _only(compiled: Compiled, gates: Gates, answers: Sequence[Answer]) -> str:
    """The one outcome of a shut combination of gates, whatever the number; never a step of the scale."""
    answer, *others = set(answers)
    if others or len(answer) != 1 or answer[0] in compiled.steps:
        raise EngineError(f"{compiled.placed.id}: các cửa {gates} cho kết quả {answers}; xin báo lỗi này")
    return answer[0]


def _results(compiled: Compiled, stretch: Interval) -> str:
    """`kết quả dưới 60%`, `kết quả trên 15 ngày`."""
    decision = compiled.decision
    return f"kết quả {stretch.words(decision.rate, 'ngày' if decision.question is Question.LATENESS else '')}"


def _stretch_left_out(compiled: Compiled, x: Fraction) -> Interval:
    """The whole gap around a number that no step takes."""
    written = [step.interval for step in compiled.steps.values() if not step.interval.empty]
    below = [(one.high, one.high_closed) for one in written if one.high is not None and one.high <= x]
    above = [(one.low, not one.low_closed) for one in written if one.low is not None and one.low >= x]
    low, taken = max(below, default=(None, False))
    high, left = min(above, default=(None, False))
    return Interval(low, high, not taken, left)


def _stretch_shared(compiled: Compiled, fired: Answer) -> Interval:
    """What all the steps that fired have in common."""
    written = [compiled.steps[rule].interval for rule in fired]
    low, beyond = max(((one.low, not one.low_closed) for one in written if one.low is not None), default=(None, False))
    high, closed = min(((one.high, one.high_closed) for one in written if one.high is not None), default=(None, False))
    return Interval(low, high, not beyond, closed)


def _gap(compiled: Compiled, x: Fraction) -> Finding:
    message = f"không mức nào nhận {_results(compiled, _stretch_left_out(compiled, x))}"
    path = compiled.decision.path
    return compiled.placed.finding("scale.gap", path, message, action="nối liền các mức hoặc thêm dòng otherwise")


def _overlap(compiled: Compiled, fired: Answer) -> Finding:
    labels = " và ".join(f"“{compiled.steps[rule].label}”" for rule in fired)
    path = compiled.steps[fired[-1]].path
    message = f"{_results(compiled, _stretch_shared(compiled, fired))} rơi vào cả {labels}"
    return compiled.placed.finding("scale.overlap", path, message, action="sửa cận để mỗi kết quả chỉ thuộc một mức")
