"""What units answer in words: texts stand by agency, lists become one list in which every item names who has it.

A correction replaces the answers that it gives again. An item written with other spaces or capitals is the same
item, in the words of the first who wrote it; other marks make another word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from par_engine.criteria.forms import Forms
from par_engine.evidence.rollup.facts import Delivered
from par_engine.evidence.submission import Submission
from par_engine.findings import Finding, Severity
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean, listing


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit wrote for one period."""

    unit: str
    period: str
    says: str


@dataclass
class Told:
    """By the question of the form: the answers by agency, and the items of its lists with the units that have them."""

    texts: dict[str, list[Answer]] = field(default_factory=dict)
    lists: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def told(delivered: Iterable[Delivered], submissions: Iterable[Loaded[Submission]] = ()) -> Told:
    """All answers, in the order of units and periods whatever the order of the files, then those that units have
    summed up themselves. An answer that comes both ways is there once."""
    found = _Gathered()
    for one in sorted(delivered, key=lambda one: (one.unit, one.span, one.form)):
        files = [file.model for file in (one.first, *one.corrections)]
        for question, says in sorted({key: says for file in files for key, says in file.texts.items()}.items()):
            found.text(question, Answer(one.unit, one.period, says))
        for question, named in sorted({key: items for file in files for key, items in file.lists.items()}.items()):
            for item in named:
                found.item(question, item, (one.unit,))
    for below in (file.model.rolled_up for file in submissions):
        for question, answers in below.texts.items() if below else ():
            for answer in answers:
                found.text(question, Answer(answer.unit, answer.period, answer.says))
        for question, items in below.lists.items() if below else ():
            for listed in items:
                found.item(question, listed.item, listed.units)
    return found.told


@dataclass
class _Gathered:
    """What was told so far; `first` is how an item was written by the first who wrote it."""

    told: Told = field(default_factory=Told)
    first: dict[tuple[str, ...], str] = field(default_factory=dict)

    def text(self, question: str, answer: Answer) -> None:
        answers = self.told.texts.setdefault(question, [])
        if answer not in answers:
            answers.append(answer)

    def item(self, question: str, item: str, units: Iterable[str]) -> None:
        name = self.first.setdefault((question, *item.casefold().split()), item)
        having = self.told.lists.setdefault(question, {}).setdefault(name, [])
        having += [unit for unit in units if unit not in having]


def check_told(forms: Forms, delivered: Iterable[Delivered]) -> Iterator[Finding]:
    """Answers to what the form does not ask; they are kept all the same."""
    for one in delivered:
        questions = [text for section in forms.forms[one.form].sections for text in section.texts]
        for file in (one.first, *one.corrections):
            asked = [(group, question) for group in ("texts", "lists") for question in getattr(file.model, group)]
            for group, question in asked:
                if question not in questions:
                    yield file.finding(
                        "rollup.text",
                        (group, question),
                        f"mẫu biểu không hỏi “{question}”",
                        found=question,
                        allowed=listing(questions),
                        action=did_you_mean(question, questions) or "ghi đúng như mẫu biểu in",
                        severity=Severity.WARNING,
                        key=True,
                    )
