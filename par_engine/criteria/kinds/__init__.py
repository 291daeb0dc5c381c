"""The closed, typed union of rule kinds. Adding a kind is one module, one line here, and its tests."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag

from par_engine import text as words
from par_engine.criteria.kinds.bands import Bands
from par_engine.criteria.kinds.base import Kind
from par_engine.criteria.kinds.checklist import Checklist
from par_engine.criteria.kinds.choice import Choice
from par_engine.criteria.kinds.deadline import Deadline
from par_engine.criteria.kinds.per_item import PerItem
from par_engine.criteria.kinds.proportional import Proportional
from par_engine.criteria.kinds.yes_no import YesNo
from par_engine.reading.fields import wrong

KINDS: dict[str, type[Kind]] = {
    kind.name: kind for kind in (YesNo, Choice, Bands, Proportional, PerItem, Checklist, Deadline)
}


def _one_kind(value: Any) -> Any:
    allowed = words.listing(KINDS, 20)
    if not isinstance(value, dict) or len(value) != 1:
        raise wrong("luật chấm phải có đúng một kiểu", allowed, "viết “rule:” rồi xuống dòng thụt vào tên kiểu")
    (name,) = value
    if name not in KINDS:
        raise wrong(f"kiểu luật “{name}” không có", allowed, words.did_you_mean(name, KINDS))
    return value


Rule = Annotated[
    Annotated[YesNo, Tag("yes_no")]
    | Annotated[Choice, Tag("choice")]
    | Annotated[Bands, Tag("bands")]
    | Annotated[Proportional, Tag("proportional")]
    | Annotated[PerItem, Tag("per_item")]
    | Annotated[Checklist, Tag("checklist")]
    | Annotated[Deadline, Tag("deadline")],
    Discriminator(lambda value: next(iter(value)) if isinstance(value, dict) else value.name),
    BeforeValidator(_one_kind),
]
