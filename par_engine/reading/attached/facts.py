"""What was read from one attached file, as plain data that goes between processes as JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from par_engine.reading.attached.kinds import AttachedKind


class TextFrom(StrEnum):
    """Where the words of a file come from."""

    LAYER = "layer"
    RECOGNISED = "recognised"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the layout of an administrative document suggests, to be confirmed by a person; empty where nothing does.

    `type` is the printed kind (`BÁO CÁO`), `authority` the agency above the issuer, `secret` a printed mark.
    """

    number: str = ""
    type: str = ""
    title: str = ""
    issued: dt.date | None = None
    place: str = ""
    issuer: str = ""
    authority: str = ""
    signer: str = ""
    position: str = ""
    secret: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was recognised."""
        return self == Proposal()


class Integrity(StrEnum):
    """What became of the bytes that were signed."""

    INTACT = "intact"
    EXTENDED = "extended"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


class Trust(StrEnum):
    """Whether somebody known vouches for the signer."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    INVALID = "invalid"
    NO_ROOTS = "no_roots"


@dataclass(frozen=True, slots=True)
class Signature:
    """One digital signature. `signed_at` is what the signer's machine said, unless `stamped` by a time authority."""

    integrity: Integrity
    trust: Trust = Trust.NO_ROOTS
    signer: str = ""
    organisation: str = ""
    authority: str = ""
    signed_at: dt.datetime | None = None
    stamped: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file: what it is and says, or in `refused` why it was not taken."""

    name: str
    size: int = 0
    sha256: str = ""
    kind: AttachedKind | None = None
    pages: int | None = None
    text: TextFrom = TextFrom.NOWHERE
    proposal: Proposal = Proposal()
    signatures: tuple[Signature, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""

    @property
    def scan(self) -> bool:
        """Whether it has pages but no words of its own."""
        return self.text is not TextFrom.LAYER and self.kind is not None and self.kind is not AttachedKind.WORKBOOK


def to_plain(facts: FileFacts) -> dict[str, Any]:
    """For JSON: dates as ISO text."""
    return {key: _plain(value) for key, value in dataclasses.asdict(facts).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def from_plain(row: dict[str, Any]) -> FileFacts:
    """The same back. Raises ValueError, KeyError or TypeError for anything else."""
    proposal = dict(row["proposal"])
    if proposal["issued"]:
        proposal["issued"] = dt.date.fromisoformat(proposal["issued"])
    return FileFacts(
        **{key: row[key] for key in ("name", "size", "sha256", "pages", "refused")},
        kind=AttachedKind(row["kind"]) if row["kind"] else None,
        text=TextFrom(row["text"]),
        proposal=Proposal(**proposal),
        signatures=tuple(_signature(one) for one in row["signatures"]),
        notes=tuple(row["notes"]),
    )


def _signature(row: dict[str, Any]) -> Signature:
    signed_at = dt.datetime.fromisoformat(row["signed_at"]) if row["signed_at"] else None
    states = {"integrity": Integrity(row["integrity"]), "trust": Trust(row["trust"]), "signed_at": signed_at}
    return Signature(**{**row, **states})
