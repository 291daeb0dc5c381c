"""Findings: what is wrong, doubtful or worth knowing in the data, each with a place and a next step.

A finding never stops scoring. Checks return lists of them; the caller decides what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: an error is wrong, a warning doubtful, a note worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """Vietnamese word for people."""
        return {"error": "LỖI", "warning": "CẢNH BÁO", "note": "LƯU Ý"}[self.value]


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file, counted from 1 as editors do; in a workbook the row and column of a cell of `sheet`."""

    file: str
    line: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell as workbooks call it: `H12`."""
        return f"{column_letters(self.column)}{self.line}"

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}: tờ “{self.sheet}”, ô {self.cell}"
        return f"{self.file}:{self.line}:{self.column}"

    def as_json(self) -> dict[str, object]:
        """For machines: the cell of a workbook, or line and column (from 1) of a text."""
        if self.sheet:
            return {"file": self.file, "sheet": self.sheet, "cell": self.cell}
        return {"file": self.file, "line": self.line, "column": self.column}


def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: `check` names the rule, `path` the key, the rest says found, allowed and what to do."""

    check: str
    severity: Severity
    path: str
    message: str
    found: str = ""
    allowed: str = ""
    action: str = ""
    place: Place | None = None

    @property
    def limit(self) -> str:
        """What is allowed, unless the message says it already."""
        said = re.search(rf"(?<![\w.,]){re.escape(self.allowed)}(?![\w]|[.,]\w)", self.message)
        return "" if said else self.allowed

    def line(self) -> str:
        """`file:line:col: key path: found, allowed, what to do`, for terminals and editors."""
        head = f"{self.place}: " if self.place else ""
        path = f"{self.path}: " if self.path else ""
        parts = [f"{head}{self.severity.label}: {path}{self.message}"]
        if self.limit:
            parts.append(f"cho phép: {self.limit}")
        if self.action:
            parts.append(f"cần làm: {self.action}")
        return "; ".join(parts) + f" [{self.check}]"

    def as_json(self, *, with_place: bool) -> dict[str, object]:
        """For machines; score sheets leave the place out: the same evidence in another form gives the same bytes."""
        row: dict[str, object] = {
            "check": self.check,
            "severity": self.severity.value,
            "path": self.path,
            "found": self.found,
            "allowed": self.allowed,
            "action": self.action,
            "message": self.message,
        }
        if with_place and self.place:
            row["place"] = self.place.as_json()
        return row


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file and line; those without a place last, worst first."""

    def key(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        where = (0, place.file, place.sheet, place.line, place.column) if place else (1, "", "", 0, 0)
        return (*where, _RANK[finding.severity], finding.path, finding.check, finding.message)

    return sorted(set(findings), key=key)


def by_content(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first, then by what they say: the same whatever the file's form or the order of its facts."""

    def key(finding: Finding) -> tuple[object, ...]:
        return (_RANK[finding.severity], finding.path, finding.check, finding.message)

    return sorted(set(findings), key=key)


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Only the findings of severity error."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
