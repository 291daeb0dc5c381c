"""What units answer in words: texts stand by agency, lists become one list in which every item names who has it.

A correction replaces the answers that it gives again. An item written with other spaces or capitals is the same
item, in the words of the first who wrote it; other marks make another word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from par_engine.criteria.forms import Forms
from par_engine.evidence.rollup.facts import Delivered
from par_engine.findings import Finding, Severity
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


def told(delivered: Iterable[Delivered]) -> Told:
    """All answers, in the order of units and periods whatever the order of the files."""
    found, first = Told(), dict[tuple[str, ...], str]()
    for one in sorted(delivered, key=lambda one: (one.unit, one.span, one.form)):
        files = [file.model for file in (one.first, *one.corrections)]
        for question, says in sorted({key: says for file in files for key, says in file.texts.items()}.items()):
            found.texts.setdefault(question, []).append(Answer(one.unit, one.period, says))
        for question, named in sorted({key: items for file in files for key, items in file.lists.items()}.items()):
            items = found.lists.setdefault(question, {})
            for item in named:
                units = items.setdefault(first.setdefault((question, *item.casefold().split()), item), [])
                if one.unit not in units:
                    units.append(one.unit)
    return found


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
