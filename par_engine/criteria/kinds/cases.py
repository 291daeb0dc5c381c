"""`cases`: the first case whose condition holds decides, each with its own rule; `otherwise` comes last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from par_engine.catalogue.expression import Exact, Measure, Name, evaluate
from par_engine.catalogue.indicators import Expression
from par_engine.catalogue.spoken import in_words
from par_engine.criteria.decisions import Award, Cause, Decision, Interval, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Reference, Target
from par_engine.criteria.kinds.bounds import Band, Bound, points_words
from par_engine.criteria.kinds.plain import PlainRule
from par_engine.numbers import viet
from par_engine.reading.fields import OnlyTrue, Points, Quantity, Strict, Text, wrong

_ZERO = Fraction(0)


class Condition(Bound):
    """A measure and the bound it must keep."""

    measure: Expression


class Case(Strict):
    """When it holds, and what then: a rule (with a measure of its own where it needs one), fixed points, or that the
    component does not apply."""

    when: Condition | None = None
    otherwise: OnlyTrue | None = None
    measure: Expression | None = None
    rule: PlainRule | None = None
    points: Points | None = None
    not_applicable: Text | None = None
    because: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> Case:
        if (self.when is None) == (self.otherwise is None):
            raise wrong("mỗi trường hợp cần when hoặc otherwise", "when: {measure: …, above: 0}, hoặc otherwise: true")
        if sum(one is not None for one in (self.rule, self.points, self.not_applicable)) != 1:
            raise wrong("mỗi trường hợp cần đúng một kết quả", "rule, points hoặc not_applicable")
        if self.measure is not None and self.rule is None:
            raise wrong("measure của trường hợp chỉ dùng cùng rule", "bỏ measure hoặc thêm rule")
        return self


class Cases(Kind):
    """Points come from the rule of the first case that holds."""

    name: ClassVar[str] = "cases"
    label: ClassVar[str] = "theo trường hợp"
    cases: Annotated[tuple[Case, ...], Field(min_length=2)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision per condition, then those of every case."""
        found = [self._condition(part, number, case) for number, case in enumerate(self.cases) if case.when]
        for number, case in enumerate(self.cases):
            found += _inside(part, number, case)
        return tuple(found)

    def _condition(self, part: Part, number: int, case: Case) -> Decision:
        path: KeyPath = ("rule", "cases", number, "when")
        if case.when is None:
            raise ValueError(part.id)
        rate = part.is_rate(case.when.measure)
        return Decision(
            key=f"w{number + 1}",
            question=Question.CONDITION,
            steps=tuple(_split(case.when.interval(), path, rate)),
            max_points=part.max_points,
            cause=Cause.NO_DATA,
            path=path,
            rate=rate,
            measure=case.when.measure,
            case=number,
        )

    def first(self, numbers: Mapping[str, Exact], resolved: Callable[[Measure], Measure]) -> int | None:
        """The case that holds for these figures, which must include all that the conditions name in the round."""
        for number, case in enumerate(self.cases):
            if case.when is None:
                return number
            if Fraction(evaluate(resolved(case.when.measure).numerator, numbers)) in case.when.interval():
                return number
        return None

    def sentence(self, part: Part) -> str:
        """All cases in order."""
        return " ".join(self._case_words(part, case) for case in self.cases)

    def _case_words(self, part: Part, case: Case) -> str:
        when = "Các trường hợp còn lại"
        if case.when:
            when = f"Khi {in_words(case.when.measure, part.title)} {_bound_words(case.when, part)}"
        if case.not_applicable:
            return f"{when}: không áp dụng ({case.not_applicable})."
        if case.points is not None:
            because = f" ({case.because})" if case.because else ""
            return f"{when}: {points_words(Fraction(case.points))}{because}."
        return f"{when}: {case.rule.sentence(part.measuring(case.measure)) if case.rule else ''}"

    def references(self) -> Iterator[Reference]:
        """What the rules of all cases name."""
        for number, case in enumerate(self.cases):
            for reference in case.rule.references() if case.rule else ():
                yield replace(reference, path=_under(number, reference.path))

    def rules(self, measure: Measure | None) -> Iterator[tuple[KeyPath, Kind, Measure | None]]:
        """The rules of all cases, each with the measure that it uses."""
        for number, case in enumerate(self.cases):
            if case.rule:
                yield _under(number, ()), case.rule, case.measure or measure

    def thresholds(self, part: Part) -> Iterator[tuple[KeyPath, Quantity, bool]]:
        """Those of conditions and rules."""
        for number, case in enumerate(self.cases):
            for side, quantity in case.when.sides() if case.when else ():
                rate = part.is_rate(case.when.measure) if case.when else False
                yield _under(number, ("when", side)), quantity, rate
            for path, quantity, rate in case.rule.thresholds(part.measuring(case.measure)) if case.rule else ():
                yield _under(number, path), quantity, rate

    def scales(self, part: Part) -> Iterator[tuple[KeyPath, tuple[Band, ...], bool]]:
        """The scales of the rules of all cases."""
        for number, case in enumerate(self.cases):
            for path, bands, rate in case.rule.scales(part.measuring(case.measure)) if case.rule else ():
                yield _under(number, path), bands, rate

    def targets(self, decision: Decision, x: Fraction, points: Fraction) -> list[Target]:
        """Better steps within the case that holds; another case is no target."""
        rule = self.cases[decision.case or 0].rule
        return rule.targets(decision, x, points) if rule else []

    def measures(self) -> Iterator[tuple[KeyPath, Measure]]:
        """Those of the conditions and of single cases."""
        for number, case in enumerate(self.cases):
            if case.when:
                yield _under(number, ("when", "measure")), case.when.measure
            if case.measure:
                yield _under(number, ("measure",)), case.measure

    def problems(self, part: Part) -> Iterator[Problem]:
        """`otherwise` is last and only there; each rule's own slips; points within the maximum."""
        last = len(self.cases) - 1
        for number, case in enumerate(self.cases):
            path: KeyPath = ("rule", "cases", number)
            if (case.otherwise is None) == (number == last):
                message = "otherwise phải đứng cuối và chỉ một lần"
                yield Problem(path, message, "chuyển otherwise xuống cuối, hoặc thêm dòng otherwise: true")
            if case.when and case.when.measure.divides:
                action = "chuyển vế: a − 40% * b với above: 0"
                yield Problem(
                    (*path, "when", "measure"), "điều kiện không được có phép chia, mean_growth hay share_of", action
                )
            if case.when and not (case.when.low() or case.when.high()):
                yield Problem((*path, "when"), "điều kiện chưa có cận", "thêm at_least, above, at_most hoặc below")
            if case.points is not None and Fraction(case.points) > part.max_points:
                message = f"{viet(Fraction(case.points))} điểm, lớn hơn tối đa {viet(part.max_points)}"
                yield Problem((*path, "points"), message, "sửa points")
            for problem in case.rule.problems(part.measuring(case.measure)) if case.rule else ():
                yield replace(problem, path=_under(number, problem.path))

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """The words of the case's own rule."""
        case = self.cases[decision.case or 0]
        if case.rule:
            return case.rule.why(decision, step, x)
        return case.because or f"trường hợp {(decision.case or 0) + 1}: {step.label}"


def _bound_words(when: Condition, part: Part) -> str:
    """The bound as people say it: nothing is less than none of a single figure."""
    none = when.at_most is not None and when.at_most.value == 0 and when.low() is None
    if none and isinstance(when.measure.numerator, Name):
        return "bằng 0"
    return when.interval().words(part.is_rate(when.measure))


def _under(number: int, path: KeyPath) -> KeyPath:
    return ("rule", "cases", number, *path)


def _inside(part: Part, number: int, case: Case) -> Iterator[Decision]:
    """The decisions of what a case says."""
    prefix = f"c{number + 1}"
    if case.rule:
        for decision in case.rule.decisions(part.measuring(case.measure)):
            steps = tuple(replace(step, path=_under(number, step.path)) for step in decision.steps)
            yield replace(
                decision,
                key=prefix + decision.key,
                steps=steps,
                path=_under(number, decision.path),
                measure=case.measure or decision.measure,
                group=f"{prefix}{decision.group}" if decision.group else "",
                case=number,
            )
        return
    points = Fraction(case.points or 0)
    path: KeyPath = ("rule", "cases", number, "not_applicable" if case.not_applicable else "points")
    label = case.because or points_words(points)
    step = Step("given", Interval(), Award(points), path, label)
    yield Decision(
        key=prefix,
        question=Question.GIVEN,
        steps=(step,),
        max_points=part.max_points,
        cause=Cause.NOT_DONE,
        path=path,
        case=number,
        not_applicable=case.not_applicable or "",
    )


HOLDS = "holds"
"""Name of the step in which a condition holds."""


def _split(interval: Interval, path: KeyPath, rate: bool) -> Iterator[Step]:
    """Where the condition holds, and what lies beside it."""
    nothing = Award(_ZERO)
    yield Step(HOLDS, interval, nothing, path, interval.words(rate))
    if interval.low is not None:
        below = Interval(None, interval.low, True, not interval.low_closed)
        yield Step("below", below, nothing, path, below.words(rate))
    if interval.high is not None:
        above = Interval(interval.high, None, not interval.high_closed)
        yield Step("above", above, nothing, path, above.words(rate))
