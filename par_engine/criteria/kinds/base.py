"""What a rule kind must say about itself. One module per kind holds all that is pure about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from par_engine.catalogue.expression import Measure
from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.decisions import Decision, Interval, KeyPath, Part, Step
from par_engine.criteria.kinds.bounds import Band
from par_engine.numbers import viet, viet_result
from par_engine.reading.fields import Quantity, Strict


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a rule names: an indicator of certain types, or a document of the component."""

    path: KeyPath
    id: str
    types: frozenset[IndicatorType] | None = None

    @property
    def is_document(self) -> bool:
        """Whether a document key is meant, not an indicator."""
        return self.types is None


@dataclass(frozen=True, slots=True)
class Problem:
    """A slip inside one rule; the path is below the component."""

    path: KeyPath
    message: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where x must come to earn more: any number of `interval` gives at least `points` (exact, of this decision)."""

    interval: Interval
    points: Fraction


class Kind(Strict):
    """Base of the rule kinds."""

    name: ClassVar[str]
    label: ClassVar[str]
    measured: ClassVar[bool] = False
    """Whether the component must state a measure."""
    counted: ClassVar[bool] = False
    """Whether that measure must be a whole number."""
    source: ClassVar[str] = "self"
    """Who finds the result: `self`, `survey`, `external`, `verifier`."""

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """The decisions a component with this rule compiles to."""
        raise NotImplementedError

    def sentence(self, part: Part) -> str:
        """How points are earned, one Vietnamese sentence."""
        raise NotImplementedError

    def references(self) -> Iterator[Reference]:
        """Every indicator and document the rule names."""
        yield from ()

    def rules(self, measure: Measure | None) -> Iterator[tuple[KeyPath, Kind, Measure | None]]:
        """The plain rules inside, each with where it stands below the component and the measure it uses."""
        yield (), self, measure

    def thresholds(self, part: Part) -> Iterator[tuple[KeyPath, Quantity, bool]]:
        """Every number compared with a result, with whether that result is a rate."""
        for path, bands, rate in self.scales(part):
            for number, band in enumerate(bands):
                for side, quantity in band.sides():
                    yield (*path, number, side), quantity, rate

    def scales(self, part: Part) -> Iterator[tuple[KeyPath, tuple[Band, ...], bool]]:
        """The scales that are written line by line, with whether the result is a rate."""
        yield from ()

    def measures(self) -> Iterator[tuple[KeyPath, Measure]]:
        """Measures that the rule states itself, each with where it stands below the component."""
        yield from ()

    def problems(self, part: Part) -> Iterator[Problem]:
        """Slips that only this kind can see (the engine finds gaps and overlaps); by default: the best step,
        of fixed points, is not worth the maximum."""
        best = max(step.award.base for decision in self.decisions(part) for step in decision.steps)
        if best != part.max_points:
            message = f"mức cao nhất cho {viet(best)} điểm, khác điểm tối đa {viet(part.max_points)}"
            yield Problem(("rule", self.name), message, "sửa điểm của mức cao nhất hoặc max_points")

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """Why a step did not give all points, with the figures."""
        shown = viet_result(x, rate=decision.rate, fits=step.interval.__contains__)
        return f"kết quả {shown}, thuộc mức {step.label}"

    def targets(self, decision: Decision, x: Fraction, points: Fraction) -> list[Target]:
        """Better steps, the next first; of steps that give the same, the nearest."""
        better = [Target(step.interval, step.award.base) for step in decision.steps if step.award.base > points]
        return sorted(better, key=lambda target: (target.points, target.interval.distance(x)))
