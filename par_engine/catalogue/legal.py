"""Legal texts that criteria cite: one file `evidence_schemas/legal/<slug>.yaml` each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from par_engine.calendar import viet_date
from par_engine.reading.fields import Date, Id, Strict, Text


class InForce(Strict):
    """From when to when a text is in force; an absent end is unknown or open."""

    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None


class LegalText(Strict):
    """One decision, decree, plan or letter. What the document that cites it does not print is left out, not guessed."""

    kind: Literal["legal_text"]
    schema_: Literal[1] = Field(alias="schema")
    id: Id
    number: Text | None = None
    date: Date | None = None
    issuer: Text | None = None
    title: Text
    in_force: InForce | None = None
    replaced_by: Id | None = None
    note: Text | None = None

    def words(self) -> str:
        """`4784/QĐ-UBND ngày 30/11/2018 của Chủ tịch UBND tỉnh`, as far as it is known."""
        date = f"ngày {viet_date(self.date)}" if self.date else ""
        issuer = f"của {self.issuer}" if self.issuer else ""
        return " ".join(part for part in (self.number or self.title, date, issuer) if part)


class Citation(Strict):
    """A place in a legal text."""

    text: Id
    at: Text | None = None
