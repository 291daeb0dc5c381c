"""Legal texts that criteria cite: one file `evidence_schemas/legal/<slug>.yaml` each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from par_engine.reading.fields import Date, Id, Strict, Text


class InForce(Strict):
    """From when to when a text is in force; an absent end is unknown or open."""

    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None


class LegalText(Strict):
    """One decision, decree, plan or letter."""

    kind: Literal["legal_text"]
    schema_: Literal[1] = Field(alias="schema")
    id: Id
    number: Text
    date: Date
    issuer: Text
    title: Text
    in_force: InForce | None = None
    replaced_by: Id | None = None
    note: Text | None = None


class Citation(Strict):
    """A place in a legal text."""

    text: Id
    at: Text | None = None
