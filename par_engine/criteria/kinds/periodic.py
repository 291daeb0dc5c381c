"""`periodic`: a report due in every period; the points are shared over the instances."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from par_engine.calendar import instance_title
from par_engine.criteria.decisions import Cause, Decision, Part, Question, Step
from par_engine.criteria.kinds.base import Kind, Problem, Reference
from par_engine.criteria.kinds.bounds import points_words
from par_engine.criteria.kinds.deadline import days_words, in_time_or_late
from par_engine.numbers import viet
from par_engine.reading.fields import Id, Rate, Strict, Whole


class Rhythm(Strict):
    """Which document is due in each period, how many of it, and what share of an instance a late one is worth."""

    document: Id
    per_period: Whole = 1
    late: Rate | None = None


class Periodic(Kind):
    """Each instance in time earns its share of the maximum; a late one `late` of that share; none nothing."""

    name: ClassVar[str] = "periodic"
    label: ClassVar[str] = "theo kỳ"
    periodic: Rhythm

    def _late(self) -> Fraction:
        return self.periodic.late.value if self.periodic.late else Fraction(0)

    def instances(self, part: Part) -> list[str]:
        """`Q1`, `Q2`, …; with several per period `M1#1`, `M1#2`, …"""
        periods, times = part.instances.get(self.periodic.document, ()), self.periodic.per_period
        if times == 1:
            return list(periods)
        return [f"{period}#{number}" for period in periods for number in range(1, times + 1)]

    def decisions(self, part: Part) -> tuple[Decision, ...]:
        """One decision per instance: in time, or late."""
        path = ("rule", "periodic")
        codes, document = self.instances(part), self.periodic.document
        share = part.max_points / len(codes) if codes else part.max_points
        steps = in_time_or_late(share, share * self._late(), path)
        title = part.title(document)
        return tuple(
            Decision(
                key=code.replace("#", "n"),
                question=Question.INSTANCE,
                steps=steps,
                max_points=share,
                cause=Cause.LATE,
                path=path,
                subject=document,
                title=f"{title} {instance_title(code)}",
                instance=code,
                per_period=self.periodic.per_period,
                group=document,
            )
            for code in codes
        )

    def sentence(self, part: Part) -> str:
        """How points are earned."""
        count, whole = len(self.instances(part)), points_words(part.max_points)
        one, times = (
            ("kỳ", "") if self.periodic.per_period == 1 else ("lần", f" (mỗi kỳ {self.periodic.per_period} lần)")
        )
        late = f"{one} chậm được {self.periodic.late} phần của {one} đó, {one}" if self._late() else f"{one} chậm hoặc"
        title = part.title(self.periodic.document)
        return f"{title}: {whole} chia đều cho {count} {one} trong năm{times}; {late} thiếu được 0 điểm."

    def references(self) -> Iterator[Reference]:
        """The document that is due in every period."""
        yield Reference(("rule", "periodic", "document"), self.periodic.document)

    def why(self, decision: Decision, step: Step, x: Fraction) -> str:
        """How late it was."""
        return f"{decision.title}: {days_words(x)}"

    def problems(self, part: Part) -> Iterator[Problem]:
        """The document must be due in each period; a late report is worth less than one in time."""
        path = ("rule", "periodic")
        document = self.periodic.document
        if document in part.titles and not part.instances.get(document):
            message = f"tài liệu “{document}” không có thời hạn theo kỳ"
            yield Problem((*path, "document"), message, "ghi due: {each: quarter} ở tài liệu này")
        if not 1 <= self.periodic.per_period <= 31:
            message = f"per_period là {self.periodic.per_period}"
            yield Problem((*path, "per_period"), message, "số nguyên từ 1 đến 31")
        if self._late() >= 1:
            message = f"late là {viet(self._late() * 100)}%, không kém đúng hạn"
            yield Problem((*path, "late"), message, "tỷ lệ dưới 100%, ví dụ 50%")
