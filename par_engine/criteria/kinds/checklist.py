"""`checklist`: items met, each with its points. An item is a yes/no answer or a document handed in (in time)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.decisions import Cause, Decision, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Reference
from par_engine.criteria.kinds.bounds import points_words
from par_engine.criteria.kinds.deadline import days_words, in_time_or_late
from par_engine.criteria.kinds.yes_no import yes_no_steps
from par_engine.numbers import viet
from par_engine.reading.fields import Id, IndicatorId, Points, Strict, Text, wrong


class Item(Strict):
    """One thing to have: an answer (`item`) or a document (`document`, with `late` points when it came late)."""

    item: IndicatorId | None = None
    document: Id | None = None
    title: Text | None = None
    points: Points
    late: Points | None = None

    @model_validator(mode="after")
    def _one_subject(self) -> Item:
        if (self.item is None) == (self.document is None):
            raise wrong("mỗi mục cần item hoặc document", "item: mã số liệu có/không, hoặc document: mã tài liệu")
        if self.late is not None and (self.item or self.late > self.points):
            raise wrong("late chỉ dùng cho document và không lớn hơn points", "late: 0.25 khi points: 0.5")
        return self

    @property
    def subject(self) -> str:
        """The indicator or document."""
        return self.item or self.document or ""


class Checklist(Kind):
    """Points come from the items met."""

    name: ClassVar[str] = "checklist"
    label: ClassVar[str] = "danh mục"
    checklist: Annotated[tuple[Item, ...], Field(min_length=1)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision per item."""
        return tuple(self._decision(part, number, item) for number, item in enumerate(self.checklist))

    def _decision(self, part: Part, number: int, item: Item) -> Decision:
        path: KeyPath = ("rule", "checklist", number)
        points, key, title = Fraction(item.points), f"i{number + 1}", item.title or part.title(item.subject)
        if item.item:
            return Decision(
                key, Question.ANSWER, yes_no_steps(points, path), points, Cause.NOT_DONE, path, item.item, title
            )
        steps = in_time_or_late(points, Fraction(item.late or 0), path)
        return Decision(key, Question.LATENESS, steps, points, Cause.LATE, path, item.subject, title)

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        rows = []
        for item in self.checklist:
            late = f" (chậm: {points_words(Fraction(item.late))})" if item.late else ""
            rows.append(f"{item.title or part.title(item.subject)}: {points_words(Fraction(item.points))}{late}")
        return "Cộng điểm từng mục: " + "; ".join(rows) + "."

    def references(self) -> Iterator[Reference]:
        """The answers and documents of all items."""
        for number, item in enumerate(self.checklist):
            path: KeyPath = ("rule", "checklist", number, "item" if item.item else "document")
            yield Reference(path, item.subject, frozenset({IndicatorType.YES_NO}) if item.item else None)

    def problems(self, part: Part) -> Iterator[Problem]:
        """The items must sum to the maximum, and none may stand twice."""
        total = sum((Fraction(item.points) for item in self.checklist), Fraction(0))
        if total != part.max_points:
            message = f"các mục cộng lại {viet(total)} điểm, khác điểm tối đa {viet(part.max_points)}"
            yield Problem(("rule", "checklist"), message, "sửa điểm các mục hoặc max_points")
        seen: set[str] = set()
        for number, item in enumerate(self.checklist):
            if item.subject in seen:
                yield Problem(("rule", "checklist", number), f"mục “{item.subject}” bị lặp", "giữ lại một dòng")
            seen.add(item.subject)

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """Which item is not met, or how late it was."""
        if decision.question is Question.LATENESS:
            return f"{decision.title}: {days_words(x)}"
        return f"“{decision.title}”: chưa có"
