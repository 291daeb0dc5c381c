"""`checklist`: items met, each with its points. An item is a yes/no answer or a document handed in (in time)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from par_engine.catalogue.indicators import IndicatorType
from par_engine.criteria.decisions import Cause, Decision, Join, KeyPath, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Reference
from par_engine.criteria.kinds.bounds import points_words
from par_engine.criteria.kinds.deadline import days_words, in_time_or_late
from par_engine.criteria.kinds.yes_no import yes_no_steps
from par_engine.numbers import viet
from par_engine.reading.fields import Id, IndicatorId, Points, Strict, Text, wrong


class Leaf(Strict):
    """One thing to have: an answer (`item`) or a document (`document`)."""

    item: IndicatorId | None = None
    document: Id | None = None
    title: Text | None = None

    @model_validator(mode="after")
    def _one_subject(self) -> Leaf:
        if (self.item is None) == (self.document is None):
            raise wrong("mỗi mục cần item hoặc document", "item: mã số liệu có/không, hoặc document: mã tài liệu")
        return self

    @property
    def subject(self) -> str:
        """The indicator or document."""
        return self.item or self.document or ""


Leaves = Annotated[tuple[Leaf, ...], Field(min_length=2)]


class Item(Strict):
    """One line with its points: a single thing (`late` points when its document came late), all of a group, or any."""

    item: IndicatorId | None = None
    document: Id | None = None
    all_of: Leaves | None = None
    any_of: Leaves | None = None
    title: Text | None = None
    points: Points
    late: Points | None = None

    @model_validator(mode="after")
    def _one_subject(self) -> Item:
        if sum(one is not None for one in (self.item, self.document, self.all_of, self.any_of)) != 1:
            allowed = "item: mã số liệu có/không, document: mã tài liệu, all_of hoặc any_of: danh sách mục"
            raise wrong("mỗi mục cần item hoặc document, hoặc một nhóm all_of, any_of", allowed)
        if self.late is not None and (self.document is None or self.late > self.points):
            raise wrong("late chỉ dùng cho document và không lớn hơn points", "late: 0.25 khi points: 0.5")
        return self

    @property
    def join(self) -> Join:
        """How the leaves of this line come together."""
        return Join.ALL if self.all_of else Join.ANY if self.any_of else Join.ADD

    def leaves(self, path: KeyPath) -> list[tuple[KeyPath, str, Leaf]]:
        """What is asked, each with where it stands and what sets its key apart."""
        group = self.all_of or self.any_of
        if group is None:
            return [(path, "", Leaf.model_construct(item=self.item, document=self.document, title=self.title))]
        name = "all_of" if self.all_of else "any_of"
        return [((*path, name, number), f"m{number + 1}", leaf) for number, leaf in enumerate(group)]


class Checklist(Kind):
    """Points come from the items met."""

    name: ClassVar[str] = "checklist"
    label: ClassVar[str] = "danh mục"
    checklist: Annotated[tuple[Item, ...], Field(min_length=1)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision per thing asked; those of a group share its points."""
        found: list[Decision] = []
        for number, item in enumerate(self.checklist):
            key = f"i{number + 1}"
            for path, mark, leaf in item.leaves(_path(number)):
                decision = _decision(part, item, leaf, key + mark, path)
                found.append(replace(decision, group=key, join=item.join) if mark else decision)
        return tuple(found)

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        rows = []
        for number, item in enumerate(self.checklist):
            late = f" (chậm: {points_words(Fraction(item.late))})" if item.late else ""
            titles = [leaf.title or part.title(leaf.subject) for _, _, leaf in item.leaves(_path(number))]
            title = {Join.ALL: " và ", Join.ANY: " hoặc "}.get(item.join, "").join(titles)
            shown = f"{item.title} ({title})" if item.title and item.join is not Join.ADD else title
            rows.append(f"{shown}: {points_words(Fraction(item.points))}{late}")
        return "Cộng điểm từng mục: " + "; ".join(rows) + "."

    def references(self) -> Iterator[Reference]:
        """The answers and documents of all items."""
        for number, item in enumerate(self.checklist):
            for path, _, leaf in item.leaves(_path(number)):
                where: KeyPath = (*path, "item" if leaf.item else "document")
                yield Reference(where, leaf.subject, frozenset({IndicatorType.YES_NO}) if leaf.item else None)

    def problems(self, part: Part) -> Iterator[Problem]:
        """The items must sum to the maximum, and none may stand twice."""
        total = sum((Fraction(item.points) for item in self.checklist), Fraction(0))
        if total != part.max_points:
            message = f"các mục cộng lại {viet(total)} điểm, khác điểm tối đa {viet(part.max_points)}"
            yield Problem(("rule", "checklist"), message, "sửa điểm các mục hoặc max_points")
        seen: set[str] = set()
        for number, item in enumerate(self.checklist):
            for path, _, leaf in item.leaves(_path(number)):
                if leaf.subject in seen:
                    yield Problem(path, f"mục “{leaf.subject}” bị lặp", "giữ lại một dòng")
                seen.add(leaf.subject)

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """Which item is not met, or how late it was."""
        if decision.question is Question.LATENESS:
            return f"{decision.title}: {days_words(x)}"
        return f"“{decision.title}”: chưa có"


def _path(number: int) -> KeyPath:
    return ("rule", "checklist", number)


def _decision(part: Part, item: Item, leaf: Leaf, key: str, path: KeyPath) -> Decision:
    points, title = Fraction(item.points), leaf.title or part.title(leaf.subject)
    if leaf.item:
        return Decision(
            key, Question.ANSWER, yes_no_steps(points, path), points, Cause.NOT_DONE, path, leaf.item, title
        )
    steps = in_time_or_late(points, Fraction(item.late or 0), path)
    return Decision(key, Question.LATENESS, steps, points, Cause.LATE, path, leaf.subject, title)
