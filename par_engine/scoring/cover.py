"""Which rules of a set no example reaches. Run by `par-engine criteria cover`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding, in_order
from par_engine.library import Library
from par_engine.scoring.examples import Scored, score_examples
from par_engine.scoring.written import WrittenRule, reached, rules_of


@dataclass(frozen=True)
class Cover:
    """Every rule of a set, the keys of those that examples reach, and what is wrong with the examples themselves."""

    rules: tuple[WrittenRule, ...]
    keys: frozenset[tuple[str, KeyPath, str]]
    findings: list[Finding]

    @property
    def lacking(self) -> tuple[WrittenRule, ...]:
        """The rules that no example reaches."""
        return tuple(rule for rule in self.rules if rule.key not in self.keys)

    @property
    def covered(self) -> int:
        """How many rules are reached."""
        return len(self.rules) - len(self.lacking)


def cover(library: Library, yardstick: Yardstick) -> Cover:
    """Runs every example of a set and lists the rules none of them reaches, each a finding at the rule's own line."""
    return cover_of(yardstick, score_examples(library, yardstick))


def cover_of(yardstick: Yardstick, scored: Iterable[Scored | Finding]) -> Cover:
    """The same from examples that were scored."""
    rules = tuple(rule for placed in yardstick.components.values() for rule in rules_of(yardstick, placed))
    found, findings = set[tuple[str, KeyPath, str]](), list[Finding]()
    for one in scored:
        if isinstance(one, Finding):
            findings.append(one)
        elif one.result:
            found |= set(reached(one.result))
    covered = Cover(rules, frozenset(found), findings)
    return Cover(rules, covered.keys, in_order([*findings, *_findings(yardstick, covered.lacking)]))


def _findings(yardstick: Yardstick, lacking: tuple[WrittenRule, ...]) -> Iterator[Finding]:
    for rule in lacking:
        placed = yardstick.components[rule.component]
        action = f"thêm ví dụ; soạn nháp: par-engine criteria examples {yardstick.set.id} {rule.component}"
        yield placed.finding(
            "example.uncovered", rule.path, f"chưa ví dụ nào chạm luật “{rule.title}”", found=rule.name, action=action
        )
