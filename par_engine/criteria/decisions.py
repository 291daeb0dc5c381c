"""What every rule kind comes down to: decisions, each a list of steps on one exact number.

A decision asks one question of the evidence ("how large is the measure", "how many days late is the report") and has
steps, each an interval *as written* with the points it awards. Intervals are kept with their own bounds so that the
rules engine can find gaps and overlaps; nobody sorts or mends them first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from par_engine.calendar import instance_title
from par_engine.catalogue.expression import Measure
from par_engine.numbers import viet_large, viet_rate

MAX_DECIMALS = 6
"""A threshold may have this many decimals (75,1234% has six)."""

KeyPath = tuple[str | int, ...]


class Cause(StrEnum):
    """Why points were lost; in order of precedence."""

    PREREQUISITE_FAILED = "prerequisite_failed"
    NO_DATA = "no_data"
    INCONSISTENT_DATA = "inconsistent_data"
    DOCUMENT_INVALID = "document_invalid"
    NO_DOCUMENT = "no_document"
    NOT_DONE = "not_done"
    BELOW_THRESHOLD = "below_threshold"
    LATE = "late"
    DEDUCTED = "deducted"
    SURVEY_RESULT = "survey_result"
    EXTERNAL_RESULT = "external_result"
    JUDGED_DOWN = "judged_down"
    OVERRIDDEN = "overridden"

    @property
    def label(self) -> str:
        """Vietnamese wording of the cause."""
        return _CAUSES[self.value]


_CAUSES = {
    "prerequisite_failed": "chưa đạt điều kiện tiên quyết",
    "no_data": "không có số liệu",
    "inconsistent_data": "số liệu mâu thuẫn",
    "document_invalid": "tài liệu không hợp lệ",
    "no_document": "thiếu tài liệu kiểm chứng",
    "not_done": "chưa thực hiện",
    "below_threshold": "chưa đạt mức",
    "late": "chậm thời hạn",
    "deducted": "bị trừ điểm",
    "survey_result": "kết quả điều tra xã hội học",
    "external_result": "kết quả do bên ngoài công bố",
    "judged_down": "hội đồng chấm dưới mức tối đa",
    "overridden": "thẩm định điều chỉnh",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the number line; None is an open end."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = True
    high_closed: bool = False

    def __contains__(self, x: object) -> bool:
        if not isinstance(x, Fraction | int):
            return False
        above = self.low is None or x > self.low or (self.low_closed and x == self.low)
        below = self.high is None or x < self.high or (self.high_closed and x == self.high)
        return above and below

    @property
    def empty(self) -> bool:
        """Whether no number can fall in."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def distance(self, x: Fraction) -> Fraction:
        """How far the nearer end is from a number outside."""
        if self.low is not None and x < self.low:
            return self.low - x
        return max(x - self.high, Fraction(0)) if self.high is not None else Fraction(0)

    def bounds(self) -> Iterable[Fraction]:
        """The ends that are not infinite, the lower first, whether they belong to it or not."""
        return (end for end in (self.low, self.high) if end is not None)

    def words(self, rate: bool, unit: str = "") -> str:
        """`từ 95% đến dưới 100%`; with a unit, named once, `từ 5 đến 10 ngày`."""
        number = viet_rate if rate else viet_large

        def last(end: Fraction) -> str:
            return f"{number(end)} {unit}".strip()

        if self.low is not None and self.high is not None and self.low == self.high:
            return f"bằng {last(self.low)}"
        if self.low is None and self.high is not None and self.high_closed:
            return f"không quá {last(self.high)}"
        parts = []
        if self.low is not None:
            least = number(self.low) if self.high is not None else last(self.low)
            parts.append(("từ " if self.low_closed else "trên ") + least)
        if self.high is not None:
            parts.append(("đến " if self.high_closed else "đến dưới " if parts else "dưới ") + last(self.high))
        if self.low is not None and self.high is None and self.low_closed:
            parts.append("trở lên")
        return " ".join(parts) or "mọi trường hợp"


@dataclass(frozen=True, slots=True)
class Award:
    """Exact points of a step as a line in x: `slope · x + base`. A fixed award has slope 0."""

    base: Fraction
    slope: Fraction = Fraction(0)

    def points(self, x: Fraction | int) -> Fraction:
        """Exact, unrounded points at x."""
        return self.base + self.slope * x if self.slope else self.base


@dataclass(frozen=True, slots=True)
class Step:
    """One rule of a decision. `path` is where it is written, below the component."""

    name: str
    interval: Interval
    award: Award
    path: KeyPath
    label: str = ""


class Question(StrEnum):
    """What number a decision looks at."""

    MEASURE = "measure"
    ANSWER = "answer"
    OPTION = "option"
    LATENESS = "lateness"
    INSTANCE = "instance"
    """Days late of one period's report."""
    SURVEY = "survey"
    EXTERNAL = "external"
    JUDGED = "judged"
    CONDITION = "condition"
    """Whether a case holds: it earns nothing by itself."""
    GIVEN = "given"
    """Nothing is asked: the case that holds says everything."""


AWAITED = frozenset({Question.SURVEY, Question.EXTERNAL, Question.JUDGED})
"""Questions that others answer, never the agency itself."""
UNPROVED = frozenset({Question.CONDITION, Question.GIVEN, Question.SURVEY, Question.EXTERNAL})
"""Questions that no document of the agency has to prove."""


class Join(StrEnum):
    """How the decisions of one group make one result."""

    ADD = "add"
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Decision:
    """One question of a component. `subject` is the indicator answered, the document waited for, the survey question.

    `measure` is set where it is not the component's own. Decisions of one `group` are joined to one result. `instance`
    names the period (and the number within it, `M1#2`, of `per_period`). `case` is the number of the case the decision
    belongs to.
    """

    key: str
    question: Question
    steps: tuple[Step, ...]
    max_points: Fraction
    cause: Cause
    path: KeyPath
    subject: str = ""
    title: str = ""
    rate: bool = False
    measure: Measure | None = None
    instance: str = ""
    per_period: int = 1
    group: str = ""
    join: Join = Join.ADD
    case: int | None = None
    not_applicable: str = ""
    least: Fraction = Fraction(0)
    options: tuple[str, ...] = ()
    weights: tuple[tuple[str, Fraction], ...] = ()

    def points_at(self, x: Fraction) -> Fraction:
        """Exact points for a number."""
        return next(step.award.points(x) for step in self.steps if x in step.interval)

    @property
    def document(self) -> str:
        """The document whose lateness is asked for; empty where none is."""
        return self.subject if self.question in (Question.LATENESS, Question.INSTANCE) else ""

    @property
    def scale(self) -> int:
        """The scale S of a decision: the least power of ten at which every written bound is whole.

        Raises ValueError when a bound has more than `MAX_DECIMALS` decimals.
        """
        for decimals in range(MAX_DECIMALS + 1):
            scale = int(10**decimals)
            if all(scale % end.denominator == 0 for step in self.steps for end in step.interval.bounds()):
                return scale
        raise ValueError(f"ngưỡng có quá {MAX_DECIMALS} chữ số thập phân")


@dataclass(frozen=True, slots=True)
class Part:
    """A component as one unit kind sees it: what a kind needs to build its decisions.

    `rates` tells of measures (by their text) whether they are rates, `units` in what they are counted; `unit` is that
    of the component's own measure; `instances` are the periods of documents due in each.
    """

    id: str
    max_points: Fraction
    rate: bool
    titles: dict[str, str]
    rates: dict[str, bool] = field(default_factory=dict)
    instances: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unit: str = ""
    units: dict[str, str] = field(default_factory=dict)

    def title(self, key: str) -> str:
        """Vietnamese title of an indicator or document named by the rule."""
        name, _, instance = key.partition("@")
        title = self.titles.get(name, name)
        return f"{title} {instance_title(instance)}" if instance else title

    def is_rate(self, measure: Measure | None) -> bool:
        """Whether a measure is a rate; without one, the component's own."""
        return self.rates.get(measure.text, False) if measure else self.rate

    def measuring(self, measure: Measure | None) -> Part:
        """The same part for a rule that has a measure of its own."""
        if measure is None:
            return self
        return replace(self, rate=self.is_rate(measure), unit=self.units.get(measure.text, ""))
