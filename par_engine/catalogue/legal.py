"""Legal texts that criteria cite: one file `evidence_schemas/legal/<slug>.yaml` each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from par_engine.calendar import viet_date
from par_engine.reading.fields import Date, Id, Strict, Text

_FORMS = {
    "BC": "Báo cáo",
    "CT": "Chỉ thị",
    "CTr": "Chương trình",
    "CĐ": "Công điện",
    "HD": "Hướng dẫn",
    "KH": "Kế hoạch",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "PA": "Phương án",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "TC": "Thông cáo",
    "TTr": "Tờ trình",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "ĐA": "Đề án",
}
"""The signs that public administration prescribes for forms of texts."""


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
        """`Quyết định 4784/QĐ-UBND ngày 30/11/2018 của Chủ tịch UBND tỉnh`, as far as it is known."""
        date = f"ngày {viet_date(self.date)}" if self.date else ""
        issuer = f"của {self.issuer}" if self.issuer else ""
        return " ".join(part for part in (self.form, self.number or self.title, date, issuer) if part)

    @property
    def form(self) -> str:
        """What the sign in the number stands for (`QĐ`: Quyết định); nothing where it says no more."""
        signs = re.split(r"[/-]", self.number or "")
        return next((_FORMS[sign] for sign in signs if sign in _FORMS), "")


class Citation(Strict):
    """A place in a legal text."""

    text: Id
    at: Text | None = None

    def words(self, texts: Mapping[str, LegalText]) -> str:
        """`Quyết định 4784/QĐ-UBND ngày 30/11/2018, Phụ lục 02, mục 4`; a text that is not among `texts` by its id."""
        text = texts.get(self.text)
        at = f", {self.at}" if self.at else ""
        return f"{text.words() if text else self.text}{at}"
