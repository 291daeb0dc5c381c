"""`survey`: results of a sociological survey, question by question; never self-scored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from par_engine.criteria.decisions import Cause, Decision, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem
from par_engine.criteria.kinds.bounds import Band
from par_engine.criteria.kinds.results import Scale
from par_engine.numbers import viet, viet_result
from par_engine.reading.fields import Code, Id, OneOrMany, Quantity, Rate

DEFAULT_WEIGHTS = {option: Fraction(share, 100) for option, share in zip("ABCD", (100, 60, 20, 0), strict=True)}
"""What an answer A, B, C, D is worth in the ministry's questionnaire, unless a question says otherwise."""


class Asked(Scale):
    """One question (or one field of the text): its id in the survey's results, and what the result is worth."""

    question: Id
    weights: dict[Code, Rate] = Field(default_factory=dict)

    def weighing(self) -> tuple[tuple[str, Fraction], ...]:
        """What each option counts, from 0 to 1."""
        written = {option: rate.value for option, rate in self.weights.items()}
        return tuple((written or DEFAULT_WEIGHTS).items())


class Survey(Kind):
    """Points come from the weighted share of answers."""

    name: ClassVar[str] = "survey"
    label: ClassVar[str] = "điều tra xã hội học"
    source: ClassVar[str] = "survey"
    survey: Annotated[tuple[Asked, ...], OneOrMany, Field(min_length=1)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision per question."""
        return tuple(self._decision(part, number, one) for number, one in enumerate(self.survey))

    def _decision(self, part: Part, number: int, one: Asked) -> Decision:
        path = ("rule", "survey", number)
        most = one.most(part.max_points)
        return Decision(
            key=f"q{number + 1}" if len(self.survey) > 1 else "",
            question=Question.SURVEY,
            steps=one.steps(most, path, rate=True),
            max_points=most,
            cause=Cause.SURVEY_RESULT,
            path=path,
            subject=one.question,
            title=one.title or one.question,
            rate=True,
            weights=one.weighing(),
        )

    def thresholds(self, part: Part) -> Iterator[tuple[KeyPath, Quantity, bool]]:
        """Also where points start and are full."""
        yield from super().thresholds(part)
        for number, one in enumerate(self.survey):
            for end, amount in one.ends():
                yield ("rule", "survey", number, end), amount, True

    def scales(self, part: Part) -> Iterator[tuple[KeyPath, tuple[Band, ...], bool]]:
        """The lines of each result."""
        for number, one in enumerate(self.survey):
            if one.bands:
                yield ("rule", "survey", number, "bands"), one.bands, True

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        rows = zip(self.survey, self.decisions(part), strict=True)
        return "; ".join(f"“{done.title}”: {one.words(done.steps, done.max_points)}" for one, done in rows) + "."

    def problems(self, part: Part) -> Iterator[Problem]:
        """Questions sum to the maximum, none stands twice, weights lie between 0 and 100 %."""
        yield from of_parts(("rule", "survey"), self.survey, self.decisions(part), part)
        for number, one in enumerate(self.survey):
            for option, weight in one.weights.items():
                if not 0 <= weight.value <= 1:
                    path = ("rule", "survey", number, "weights", option)
                    yield Problem(path, f"trọng số {weight} ngoài khoảng", "từ 0% đến 100%")

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """The result of the question."""
        shown = viet_result(x, rate=True, fits=step.interval.__contains__)
        return f"“{decision.title}”: kết quả điều tra {shown}, thuộc mức {step.label}"


def of_parts(
    path: tuple[str, ...], rows: Sequence[Scale], decisions: Sequence[Decision], part: Part
) -> Iterator[Problem]:
    """Slips of a rule that shares its maximum over several results."""
    total = sum((decision.max_points for decision in decisions), Fraction(0))
    if total != part.max_points:
        message = f"các phần cộng lại {viet(total)} điểm, khác điểm tối đa {viet(part.max_points)}"
        yield Problem(path, message, "ghi points cho từng phần để cộng lại bằng max_points")
    seen: set[str] = set()
    for number, (row, decision) in enumerate(zip(rows, decisions, strict=True)):
        if decision.subject in seen:
            yield Problem((*path, number), f"“{decision.subject}” bị lặp", "giữ lại một dòng")
        seen.add(decision.subject)
        best = max((step.award.base for step in decision.steps), default=Fraction(0))
        scale = next((name for name in ("bands", "levels") if getattr(row, name, None)), "")
        if scale and best != decision.max_points:
            message = f"mức cao nhất cho {viet(best)} điểm, khác {viet(decision.max_points)} điểm của phần này"
            yield Problem((*path, number, scale), message, "sửa điểm của mức cao nhất")
