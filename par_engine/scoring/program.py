"""A yardstick compiled and certified for one unit kind: the two ways to ask, with one truth."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from par_engine.criteria.dated import Moment
from par_engine.criteria.load import Models, SetFiles, build_set
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.errors import InputError
from par_engine.findings import Finding, errors_in, in_order
from par_engine.scoring.certify import Table, certify, look_up
from par_engine.scoring.compile import Compiled, Unit, compile_units
from par_engine.scoring.engine import RuleSet
from par_engine.scoring.facts import Fact
from par_engine.scoring.verdict import Meanings, ToPoints, Verdict


@dataclass(frozen=True)
class Certified:
    """One ruleset with its certified tables, and what its rules mean."""

    unit: Unit
    rules: RuleSet
    tables: dict[str, Table[str]]
    to_points: ToPoints

    @cached_property
    def meanings(self) -> dict[str, Meanings]:
        """The verdict of every rule, by the code of its decision."""
        return {
            compiled.code: Meanings(compiled, decisions, self.to_points)
            for _, decisions in self.unit.components
            for compiled in decisions
        }

    @cached_property
    def verdict_tables(self) -> dict[str, Table[Verdict]]:
        """The certified tables with verdicts in place of the names of rules."""
        return {code: table.translated(self.meanings[code]) for code, table in self.tables.items()}

    def decide(self, facts: Sequence[Fact], *, fast: bool = False) -> list[str]:
        """The rule for each fact: by the engine, or with `fast` from the engine's certified answers."""
        if fast:
            return look_up(self.tables, facts)
        rules = self.rules.decide(facts)
        return [rules[code] for code, _, _ in facts]

    def verdicts(self, facts: Sequence[Fact], *, fast: bool = False) -> list[Verdict]:
        """What the rule that decides each fact means."""
        if fast:
            return look_up(self.verdict_tables, facts)
        meanings, rules = self.meanings, self.rules.decide(facts)
        return [meanings[code][rules[code]] for code, _, _ in facts]


@dataclass(frozen=True)
class Asking:
    """What one ruleset is asked about in one pass: components with their decisions."""

    certified: Certified
    members: tuple[tuple[Placed, tuple[Compiled, ...]], ...]


@dataclass(frozen=True)
class Program:
    """Everything needed to score one unit kind with one yardstick. Immutable; safe to share between threads."""

    yardstick: Yardstick
    unit_kind: str
    certified: tuple[Certified, ...]
    questions: int

    @cached_property
    def passes(self) -> tuple[tuple[Asking, ...], ...]:
        """The components of every ruleset, pass by pass: what a component requires is decided in an earlier one."""
        depths = self._depths()
        return tuple(
            tuple(
                Asking(certified, members)
                for certified in self.certified
                if (members := tuple(one for one in certified.unit.components if depths[one[0].id] == depth))
            )
            for depth in range(max(depths.values(), default=-1) + 1)
        )

    def _depths(self) -> dict[str, int]:
        placed = {one.id: one for certified in self.certified for one, _ in certified.unit.components}
        depths: dict[str, int] = {}

        def depth(name: str) -> int:
            if name not in depths:
                required = [wanted.component for wanted in placed[name].component.requires]
                depths[name] = max((depth(one) + 1 for one in required if one in placed), default=0)
            return depths[name]

        return {name: depth(name) for name in placed}

    def required_by(self, component: str) -> frozenset[str]:
        """A component with everything it requires, directly or not."""
        known, found, pending = self.yardstick.components, set[str](), [component]
        while pending:
            name = pending.pop()
            if name in known and name not in found:
                found.add(name)
                pending += [wanted.component for wanted in known[name].component.requires]
        return frozenset(found)

    def decisions(self) -> list[Compiled]:
        """All decisions of the unit kind, in the order of the set."""
        return [compiled for one in self.certified for compiled in one.unit.decisions]


def check_set(files: SetFiles, file: str | None = None) -> list[Finding]:
    """Everything wrong with a set, at every moment at which something in it changes. What is wrong only since a step
    says since when. With `file` (below the library's root) only what is wrong in that file of it."""
    moments = files.moments() if files.changes or len(files.years) > 1 else [files.moment()]
    found: dict[Finding, list[Moment]] = {}
    models: Models = {}
    certified: Certificates = {}
    for moment in moments:
        loaded = build_set(files, moment, models)
        findings = loaded.findings
        if loaded.yardstick and not errors_in(findings):
            findings = findings + certification_findings(loaded.yardstick, certified, file)
        for finding in findings:
            found.setdefault(finding, []).append(moment)
    told = (finding if len(at) == len(moments) else _since(finding, at[0]) for finding, at in found.items())
    return in_order(one for one in told if file is None or (one.place and one.place.file == file))


def _since(finding: Finding, moment: Moment) -> Finding:
    said = moment.words() in finding.message
    return finding if said else replace(finding, message=f"{finding.message} ({moment.words()})")


Certificates = dict[Hashable, list[Finding]]
"""What was found wrong with rulesets, by all that the engine is asked about them."""


def certification_findings(
    yardstick: Yardstick, known: Certificates | None = None, file: str | None = None
) -> list[Finding]:
    """What the engine finds wrong with the scales of a set, or of one of its files, over all unit kinds whose maxima
    differ. A ruleset that is the same in every number as one of `known` (at another moment, for another unit kind) is
    not asked again."""
    known = {} if known is None else known
    findings: list[Finding] = []
    for unit_kind in _kinds_that_differ(yardstick):
        for unit in compile_units(yardstick, unit_kind):
            if file and unit.decisions[0].placed.file.name != file:
                continue
            if unit.content not in known:
                known[unit.content] = certify(unit, _ruleset(unit))[1]
            findings += known[unit.content]
    return in_order(findings)


def build_program(yardstick: Yardstick, unit_kind: str) -> Program:
    """Compiles and certifies. Raises InputError with the findings when a scale has gaps or overlaps."""
    program, findings = _build(yardstick, unit_kind)
    if problems := errors_in(findings):
        name = yardstick.set.id
        raise InputError(
            f"Bộ tiêu chí “{name}” có {len(problems)} lỗi; chạy “par-engine criteria check {name}”.", problems
        )
    return program


def _build(yardstick: Yardstick, unit_kind: str) -> tuple[Program, list[Finding]]:
    certified: list[Certified] = []
    findings: list[Finding] = []
    questions = 0
    for unit in compile_units(yardstick, unit_kind):
        rules = _ruleset(unit)
        tables, problems, asked = certify(unit, rules)
        certified.append(Certified(unit, rules, tables, yardstick.ratio_to_points))
        findings += problems
        questions += asked
    return Program(yardstick, unit_kind, tuple(certified), questions), findings


def _ruleset(unit: Unit) -> RuleSet:
    return RuleSet(unit.name, unit.rules(), [compiled.code for compiled in unit.decisions])


def _kinds_that_differ(yardstick: Yardstick) -> list[str]:
    """One unit kind when no maximum depends on it, else all."""
    kinds = list(yardstick.set.unit_kinds)
    same = all("" in placed.component.max_points for placed in yardstick.all_components())
    return kinds[:1] if same else kinds
