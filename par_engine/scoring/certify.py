"""Certification: the engine is asked at every place where an answer could change, over all combinations of gates.

Exactly one rule must fire everywhere, and where the gates let through it must be the step whose *written* interval
contains the number. Otherwise the set is refused at the line of the YAML. The engine's answers are kept as a table: its
own decision function, for the times when thousands of submissions are scored at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from par_engine.errors import EngineError
from par_engine.findings import Finding
from par_engine.numbers import viet, viet_rate
from par_engine.scoring.compile import Compiled, Unit, probes, stretches_of
from par_engine.scoring.engine import RuleSet
from par_engine.scoring.facts import Data, DueGate, Fact, Gates, decode
from par_engine.scoring.gates import all_gates

_PASS = Gates()
PASSING = frozenset({_PASS, _PASS._replace(due=DueGate.CLOSED)})
"""The combinations of gates in which the component's own rule decides."""
_GATES = tuple(all_gates(prerequisites=False))


@dataclass
class Table:
    """The certified answers of one decision: by gates, and by stretches of q where the gates let through."""

    edges: list[int] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    gates: dict[Gates, str] = field(default_factory=dict)

    def decide(self, fact: Fact) -> str:
        """What the engine answers to this fact."""
        shut = self.gates.get(fact.gates)
        return shut if shut is not None else self.steps[bisect_right(self.edges, fact.q) - 1]


def certify(unit: Unit, rules: RuleSet) -> tuple[dict[str, Table], list[Finding], int]:
    """Asks everything about one ruleset. Returns tables by code, findings, and how many questions were asked."""
    facts = [fact for compiled in unit.decisions for fact in _questions(compiled)]
    by_code = {compiled.code: compiled for compiled in unit.decisions}
    tables = {code: Table() for code in by_code}
    findings: dict[tuple[str, str, str], Finding] = {}
    for fact, fired in zip(facts, rules.answers(facts), strict=True):
        table = tables[fact.code]
        if fact.gates not in PASSING:
            _record_gate(table, fact, fired)
        elif problem := _record_step(table, by_code[fact.code], fact, fired):
            findings.setdefault((problem.check, problem.path, problem.message), problem)
    return tables, list(findings.values()), len(facts)


def _questions(compiled: Compiled) -> Iterator[Fact]:
    """The full product of gates and stretches of q; where the gates let through, also just beside every edge.

    Conditions are comparisons of integers, so an answer is the same all over a stretch between two edges.
    """
    stretches, points = stretches_of(compiled), probes(compiled)
    for gates in _GATES:
        if gates.data is Data.UNDEFINED and compiled.zero is None:
            continue  # no division, nothing can be undefined
        places = points if gates in PASSING else stretches if gates.data is Data.KNOWN else stretches[:1]
        for q in places:
            yield Fact(compiled.code, gates, q)


def _record_step(table: Table, compiled: Compiled, fact: Fact, fired: tuple[str, ...]) -> Finding | None:
    """Keeps a good answer in the table; says what is wrong with a bad one."""
    x = decode(fact.q, compiled.scale)
    written = tuple(rule for rule, step in compiled.steps.items() if x in step.interval)
    if set(fired) != set(written):
        place = f"{compiled.placed.id} tại {x}: {fired} thay vì {written}"
        raise EngineError(f"luật đã biên dịch khác luật đã viết, {place}; xin báo lỗi này")
    if len(fired) != 1:
        return _overlap(compiled, x, fired) if fired else _gap(compiled, x)
    if fact.gates == _PASS:
        table.edges.append(fact.q)
        table.steps.append(fired[0])
    return None


def _record_gate(table: Table, fact: Fact, fired: tuple[str, ...]) -> None:
    if len(fired) != 1:
        raise EngineError(f"các cửa {fact.gates} cho {len(fired)} kết quả; xin báo lỗi này")
    if table.gates.setdefault(fact.gates, fired[0]) != fired[0]:
        raise EngineError(f"các cửa {fact.gates} cho kết quả tuỳ theo số liệu; xin báo lỗi này")


def _shown(compiled: Compiled, x: Fraction) -> str:
    return viet_rate(x, 4) if compiled.decision.rate else viet(x, 4)


def _gap(compiled: Compiled, x: Fraction) -> Finding:
    message = f"không mức nào nhận kết quả {_shown(compiled, x)}"
    path = compiled.decision.path
    return compiled.placed.finding("scale.gap", path, message, action="nối liền các mức hoặc thêm dòng otherwise")


def _overlap(compiled: Compiled, x: Fraction, fired: tuple[str, ...]) -> Finding:
    labels = " và ".join(f"“{compiled.steps[rule].label}”" for rule in fired)
    path = compiled.steps[fired[-1]].path
    message = f"kết quả {_shown(compiled, x)} rơi vào cả {labels}"
    return compiled.placed.finding("scale.overlap", path, message, action="sửa cận để mỗi kết quả chỉ thuộc một mức")
