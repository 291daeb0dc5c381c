"""What the search for ways of one decision works with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from par_engine.catalogue.measure import Measure
from par_engine.criteria.decisions import Decision
from par_engine.scoring.asking import Asked
from par_engine.scoring.needs import Need, Way
from par_engine.scoring.situation import Situation


@dataclass(frozen=True)
class Search:
    """What the search for ways of one decision works with: the exact points it has now, and those of the component's
    other decisions beside it, since a component is rounded once."""

    situation: Situation
    asked: Asked
    points: Fraction
    beside: Fraction

    @property
    def decision(self) -> Decision:
        """The decision whose better steps are looked for."""
        return self.asked.compiled.decision

    @property
    def measure(self) -> Measure | None:
        """What it measures, over the figures of the round."""
        measure = self.asked.compiled.measure
        return self.situation.resolved(measure) if measure else None

    @property
    def zero(self) -> Decimal:
        """No points, with the set's decimals."""
        return self.situation.to_points(Fraction(0))

    @property
    def full(self) -> Decimal:
        """What full marks of this decision would gain."""
        return self.way((), self.decision.max_points).gain

    def way(self, needs: tuple[Need, ...], points: Fraction) -> Way:
        """A way that leads this decision to `points`, and its component to what that makes."""
        after = self.situation.to_points(self.beside + points)
        return Way(needs, after - self.situation.to_points(self.beside + self.points), after)
