"""What others find: survey results, results from outside, judgements of the board. Agencies never state these about
themselves; they come with an assessment, and until then the component waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from par_engine.evidence.values import Value


@dataclass(frozen=True, slots=True)
class Answers:
    """The result of one survey question. `options` are the people who chose each option; `share` is set where only a
    finished share (0 to 1) is known, such as a published satisfaction rate."""

    options: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    share: Fraction | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Points that the board gives within a range, with its grounds."""

    points: Fraction
    grounds: str


@dataclass(frozen=True, slots=True)
class Results:
    """Survey answers by question, outside values by indicator, judgements by component. `not_held` names the sources
    (survey, external, verifier) that are not held in this round, with the reason."""

    survey: Mapping[str, Answers] = field(default_factory=lambda: MappingProxyType({}))
    external: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    judged: Mapping[str, Judgement] = field(default_factory=lambda: MappingProxyType({}))
    not_held: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
