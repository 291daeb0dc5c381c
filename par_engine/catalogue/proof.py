"""Kinds of proof (loại tài liệu kiểm chứng): which date counts and what each must carry."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from par_engine.reading.fields import Id, Strict, Text


class Counts(StrEnum):
    """The date by which a document is in time or late."""

    ISSUED = "issued"
    RECEIVED = "received"

    @property
    def label(self) -> str:
        """Vietnamese name of the date."""
        return {"issued": "ngày ban hành", "received": "ngày nhận"}[self.value]


class Carries(StrEnum):
    """What a kind of proof may be required to carry."""

    NUMBER = "number"
    ISSUED = "issued"
    SENT = "sent"
    RECEIVED = "received"
    ISSUER = "issuer"
    TITLE = "title"
    PAGE = "page"
    LINK = "link"
    FILE = "file"
    CAPTURED = "captured"
    PLACE = "place"
    PARTIES = "parties"
    CONTRACT = "contract"

    @property
    def label(self) -> str:
        """Vietnamese name of the field."""
        return _LABELS[self.value]


_LABELS = {
    "number": "số, ký hiệu",
    "issued": "ngày ban hành",
    "sent": "ngày gửi",
    "received": "ngày nhận",
    "issuer": "cơ quan ban hành",
    "title": "trích yếu",
    "page": "trang, mục",
    "link": "đường dẫn",
    "file": "tệp kèm theo",
    "captured": "ngày chụp",
    "place": "nơi chụp",
    "parties": "các bên",
    "contract": "số hợp đồng",
}


class ProofKind(Strict):
    """One kind of proof. Without what it `requires` a document does not count; without what it `expects` it is weaker.

    `symbols` are the signs that its numbers carry (`BC` in `12/BC-STP`); an empty list says that they carry none of
    those known, and nothing at all that numbers of this kind follow no custom.
    """

    id: Id
    title: Text
    counts: Counts = Counts.ISSUED
    requires: tuple[Carries, ...] = ()
    expects: tuple[Carries, ...] = ()
    symbols: tuple[Text, ...] | None = None


class ProofKinds(Strict):
    """The file `evidence_schemas/documents.yaml`."""

    kind: Literal["proof_kinds"]
    schema_: Literal[1] = Field(alias="schema")
    kinds: tuple[ProofKind, ...]
