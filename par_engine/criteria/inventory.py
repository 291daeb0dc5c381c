"""The inventory of a set's source: every task and every target that it prints, and the components it went to."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from par_engine.reading.fields import Code, Id, Strict, Text, wrong


def _printed(value: Any) -> str:
    if isinstance(value, str | int | Decimal) and not isinstance(value, bool) and str(value).strip():
        return str(value)
    raise wrong("phải là chữ hoặc số như in trong văn bản", "100%, 635, “tốp khá”")


Printed = Annotated[str, PlainValidator(_printed)]


class Task(Strict):
    """One task of the source document."""

    id: Id
    at: Text
    text: Text
    products: tuple[Text, ...] = ()
    agencies: Text | None = None
    due: Text | None = None
    components: tuple[Code, ...] = ()
    not_scored: Text | None = None
    note: Text | None = None


class SourceTarget(Strict):
    """One target of the source document."""

    id: Id
    at: Text
    text: Text
    value: Printed
    components: tuple[Code, ...] = ()
    not_scored: Text | None = None
    note: Text | None = None


class Sources(Strict):
    """The inventory `sources.yaml`: every task and target, and where it went."""

    kind: Literal["sources"]
    schema_: Literal[1] = Field(alias="schema")
    set: Id
    tasks: tuple[Task, ...] = ()
    targets: tuple[SourceTarget, ...] = ()
