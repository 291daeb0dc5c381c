"""The rule kinds that stand on their own. Adding one is one module, one line here, and its tests."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag

from par_engine import text as words
from par_engine.criteria.kinds.bands import Bands
from par_engine.criteria.kinds.base import Kind
from par_engine.criteria.kinds.checklist import Checklist
from par_engine.criteria.kinds.choice import Choice
from par_engine.criteria.kinds.deadline import Deadline
from par_engine.criteria.kinds.deduct import Deduct
from par_engine.criteria.kinds.external import External
from par_engine.criteria.kinds.judged import Judged
from par_engine.criteria.kinds.per_item import PerItem
from par_engine.criteria.kinds.periodic import Periodic
from par_engine.criteria.kinds.proportional import Proportional
from par_engine.criteria.kinds.survey import Survey
from par_engine.criteria.kinds.yes_no import YesNo
from par_engine.reading.fields import wrong

PLAIN_KINDS: dict[str, type[Kind]] = {
    kind.name: kind
    for kind in (
        YesNo,
        Choice,
        Bands,
        Proportional,
        PerItem,
        Checklist,
        Deadline,
        Periodic,
        Deduct,
        Survey,
        External,
        Judged,
    )
}


def one_of(kinds: dict[str, type[Kind]]) -> BeforeValidator:
    """Accepts a mapping with exactly one key, which names a kind."""
    return BeforeValidator(partial(_names_one, kinds))


def _names_one(kinds: dict[str, type[Kind]], value: Any) -> Any:
    allowed = words.listing(kinds, 20)
    if not isinstance(value, dict) or len(value) != 1:
        raise wrong("luật chấm phải có đúng một kiểu", allowed, "viết “rule:” rồi xuống dòng thụt vào tên kiểu")
    (name,) = value
    if name not in kinds:
        raise wrong(f"kiểu luật “{name}” không có", allowed, words.did_you_mean(str(name), kinds))
    return value


def name_of(value: Any) -> str:
    """The kind of a rule, as written or as read."""
    return str(next(iter(value))) if isinstance(value, dict) else str(value.name)


AnyPlain = (
    Annotated[YesNo, Tag("yes_no")]
    | Annotated[Choice, Tag("choice")]
    | Annotated[Bands, Tag("bands")]
    | Annotated[Proportional, Tag("proportional")]
    | Annotated[PerItem, Tag("per_item")]
    | Annotated[Checklist, Tag("checklist")]
    | Annotated[Deadline, Tag("deadline")]
    | Annotated[Periodic, Tag("periodic")]
    | Annotated[Deduct, Tag("deduct")]
    | Annotated[Survey, Tag("survey")]
    | Annotated[External, Tag("external")]
    | Annotated[Judged, Tag("judged")]
)
PlainRule = Annotated[AnyPlain, Discriminator(name_of), one_of(PLAIN_KINDS)]
