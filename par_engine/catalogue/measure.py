"""What a measure is made of, and its exact value.

As written, a measure may look back over years (`OverTime`), count sub-units or months (`Among`) and use dated constants
(`Constant`). `par_engine.catalogue.scope` resolves these for one round: then every name stands for one figure of one
year, one unit, one month, and nothing but figures, numbers and arithmetic is left. Only that is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from par_engine.catalogue.growth import mean_yearly_growth

Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Exact


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator, or the key of one figure once resolved; `position` is where it stands in the text."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class DaysLate:
    """Days between the last valid day of a document and its counted date; 0 or less is in time."""

    document: str
    position: int


@dataclass(frozen=True, slots=True)
class Apply:
    """`+ - * min max mean` over its parts."""

    operator: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """`2021..2025`, both included; one year alone is a span too."""

    first: int
    last: int

    def all(self) -> range:
        """Every year from the first to the last, both included."""
        return range(self.first, self.last + 1)

    def words(self) -> str:
        """`năm 2018`, `các năm 2021–2025`."""
        return f"năm {self.first}" if self.first == self.last else f"các năm {self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class OverTime:
    """`previous_year(x)`, `baseline(x, years)`, `sum_over_years(x, years)`, `mean_growth(x, years, mode)`."""

    function: str
    inner: Node
    position: int
    years: Years | None = None
    compound: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Two sums compared: `broadcasts.count >= 2`; or one between two: `2 <= broadcasts.count <= 3`, where `beyond` is
    the second sign and the third sum."""

    left: Node
    sign: str
    right: Node
    beyond: tuple[str, Node] | None = None

    def sides(self) -> tuple[Node, ...]:
        """What is compared, in order of the text."""
        return (self.left, self.right, *(self.beyond[1:] if self.beyond else ()))

    def halves(self) -> tuple[Condition, ...]:
        """The one-sided conditions that all must hold: both bounds, and `=` as not below and not above."""
        if self.beyond:
            return Condition(self.left, self.sign, self.right), Condition(self.right, *self.beyond)
        signs = (">=", "<=") if self.sign == "=" else (self.sign,)
        return tuple(Condition(self.left, sign, self.right) for sign in signs)


@dataclass(frozen=True, slots=True)
class Among:
    """`share_of(group, condition)` and `count_of(group, condition)`; a group is `sub_units` or `months`."""

    function: str
    group: str
    condition: Condition
    position: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A dated constant of the set."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class CountEvents:
    """How often an event of the set happened in the period: `count_events(key)`."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Growth:
    """Mean yearly growth, resolved: the figures of consecutive years, or the first and the last for compound growth."""

    figures: tuple[Node, ...]
    years: int
    compound: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many conditions hold, resolved: as a count, or as a share of all; `group` says of what, `members` of whom."""

    conditions: tuple[Condition, ...]
    members: tuple[str, ...]
    group: str
    share: bool


Node = Number | Name | DaysLate | Apply | OverTime | Among | Constant | CountEvents | Growth | Tally


@dataclass(frozen=True)
class Measure:
    """A measure: `numerator`, and `denominator` where the text divides."""

    text: str
    numerator: Node
    denominator: Node | None

    def names(self) -> tuple[Name, ...]:
        """Every indicator named, in order of the text, each once."""
        return self._names

    def all_names(self) -> list[Name]:
        """Every place where an indicator is named, in order of the text."""
        return sorted((node for node in self.nodes() if isinstance(node, Name)), key=lambda name: name.position)

    def documents(self) -> tuple[DaysLate, ...]:
        """Every document whose lateness is used."""
        return self._documents

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        found: dict[str, Name] = {}
        for name in self.all_names():
            found.setdefault(name.id, name)
        return tuple(found.values())

    @cached_property
    def _documents(self) -> tuple[DaysLate, ...]:
        return tuple(node for node in self.nodes() if isinstance(node, DaysLate))

    def constants(self) -> list[Exact]:
        """The numbers written out in the measure; named constants of the set are not among them."""
        return [node.value for node in self.nodes() if isinstance(node, Number)]

    def sides(self) -> list[Node]:
        """Numerator, and denominator if there is one."""
        return [self.numerator] + ([self.denominator] if self.denominator else [])

    def nodes(self) -> Iterator[Node]:
        """Every node, also inside functions and conditions."""
        return walk(*self.sides())

    @cached_property
    def plain(self) -> bool:
        """Whether nothing has to be resolved for a round: no years, no units, no dated constants, no events."""
        return not any(isinstance(node, OverTime | Among | Constant | CountEvents) for node in self.nodes())

    @cached_property
    def divides(self) -> bool:
        """Whether there may be nothing to divide by: a division, a growth, a share."""
        hidden = any(_divides(node) for node in self.nodes())
        return hidden or self.denominator is not None

    @property
    def compound(self) -> bool:
        """Whether the measure is a compound growth, which is no fraction (see `par_engine.catalogue.growth`)."""
        return isinstance(self.numerator, OverTime | Growth) and self.numerator.compound


def _divides(node: Node) -> bool:
    match node:
        case OverTime(function=function) | Among(function=function):
            return function in ("mean_growth", "share_of")
        case Tally(share=share):
            return share
    return isinstance(node, Growth)


def inside(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one."""
    match node:
        case Apply(parts=parts):
            return parts
        case OverTime(inner=inner):
            return (inner,)
        case Among(condition=condition):
            return condition.sides()
        case Growth(figures=figures):
            return figures
        case Tally(conditions=conditions):
            return tuple(side for one in conditions for side in one.sides())
    return ()


def walk(*nodes: Node) -> Iterator[Node]:
    """These nodes and all below them, in order of the text."""
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(inside(node)))


def outer(node: Node) -> Iterator[Node]:
    """What a measure adds up: figures, constants, lateness, growths, tallies; not what these hold."""
    match node:
        case Apply(parts=parts):
            for part in parts:
                yield from outer(part)
        case OverTime(function=function, inner=inner) if function != "mean_growth":
            yield from outer(inner)
        case Number():
            return
        case _:
            yield node


def evaluate(node: Node, values: Mapping[str, Exact], late: Callable[[str], Exact] | None = None) -> Exact:
    """The exact value of a resolved node. Every name must be in `values`; the caller looks after missing ones.

    Raises ZeroDivisionError where a growth or a share has nothing to divide by.
    """
    match node:
        case Name(id=name):
            return values[name]
        case Number(value=value):
            return value
        case Apply(operator=operator, parts=parts):
            return _apply(operator, [evaluate(part, values, late) for part in parts])
        case DaysLate(document=key):
            if late is None:
                raise KeyError(key)
            return late(key)
        case Tally(conditions=conditions, share=share):
            met = sum(holds(one, values, late) for one in conditions)
            return Fraction(met, len(conditions)) if share else met
        case Growth(figures=figures, years=years, compound=compound):
            found = [Fraction(evaluate(figure, values, late)) for figure in figures]
            return mean_yearly_growth(found[0], found[-1], years) if compound else _arithmetic(found)
    raise TypeError(f"chưa quy về số liệu của kỳ: {node}")


def holds(condition: Condition, values: Mapping[str, Exact], late: Callable[[str], Exact] | None = None) -> bool:
    """Whether a resolved condition is met."""
    left, right = evaluate(condition.left, values, late), evaluate(condition.right, values, late)
    if not COMPARE[condition.sign](left, right) or condition.beyond is None:
        return COMPARE[condition.sign](left, right)
    sign, third = condition.beyond
    return COMPARE[sign](right, evaluate(third, values, late))


COMPARE: dict[str, Callable[[Exact, Exact], bool]] = {
    ">=": lambda left, right: left >= right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "<": lambda left, right: left < right,
    "=": lambda left, right: left == right,
}
"""The signs of conditions."""


def _arithmetic(figures: list[Fraction]) -> Fraction:
    """The mean of the yearly growths."""
    yearly = [(after - before) / before for before, after in pairwise(figures)]
    return sum(yearly, Fraction(0)) / len(yearly)


def _apply(operator: str, parts: list[Exact]) -> Exact:
    if operator == "min":
        return min(parts)
    if operator == "max":
        return max(parts)
    if operator == "mean":
        return Fraction(sum(parts)) / len(parts)
    result = parts[0]
    for part in parts[1:]:
        result = result + part if operator == "+" else result - part if operator == "-" else result * part
    return result
