"""What the columns of a table are, told by its heading: number, criterion, maximum, proof and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from par_engine.criteria.importing.words import folded
from par_engine.reading.papers.paper import Row, Table


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TITLE = "title"
    MOST = "most"
    METHOD = "method"
    PROOF = "proof"
    SURVEY = "survey"
    NOTE = "note"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Vietnamese name."""
        return {
            "number": "số thứ tự", "title": "tiêu chí", "most": "điểm tối đa", "method": "cách chấm",
            "proof": "tài liệu kiểm chứng", "survey": "điều tra xã hội học", "note": "ghi chú", "other": "không dùng",
        }[self.value]  # fmt: skip


_ROLES = (
    (Role.NUMBER, r"(?:stt|tt|số tt|số thứ tự|mã|mã số|ký hiệu|số)"),
    (Role.SURVEY, r".*(?:điều tra|xhh|khảo sát).*"),
    (Role.OTHER, r".*(?:tự chấm|tự đánh giá|thẩm định|đạt được|kết quả chấm|hội đồng|chênh lệch).*|chỉ số"),
    (Role.PROOF, r".*(?:kiểm chứng|minh chứng|chứng minh|tài liệu).*"),
    (
        Role.METHOD,
        r".*(?:cách (?:tính|chấm|đánh giá)|phương pháp|hướng dẫn|thang điểm chi tiết|tiêu chuẩn|mức đánh giá).*",
    ),
    (Role.MOST, r".*(?:tối đa|điểm chuẩn|thang điểm).*|(?:số )?điểm"),
    (Role.NOTE, r".*(?:ghi chú|giải thích).*"),
    (Role.TITLE, r".*(?:lĩnh vực|tiêu chí|nội dung|chỉ tiêu|danh mục).*"),
)
_DEEPEST_HEADING = 12
"""A heading further down is none: a page may carry a few rows of titles before it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The role of each column of a table, and which of its rows are heading. `words` are what the heading says."""

    roles: tuple[Role, ...]
    heading: range
    words: tuple[str, ...]

    def role(self, column: int) -> Role:
        """What a column holds; a column beyond the heading holds nothing known."""
        return self.roles[column] if column < len(self.roles) else Role.OTHER

    def first(self, role: Role) -> int | None:
        """The first column of a role."""
        return self.roles.index(role) if role in self.roles else None


def columns_of(table: Table) -> Columns | None:
    """The columns of a table that scores something; None for a table that does not."""
    for number, row in enumerate(table.rows[:_DEEPEST_HEADING]):
        if not _names_a_column(row):
            continue
        last = _end_of_heading(table.rows, number)
        words = _words(table, range(number, last))
        roles = _roles(words)
        if Role.TITLE in roles and Role.MOST in roles:
            return Columns(roles, range(number, last), words)
    return None


def is_heading(row: Row, columns: Columns) -> bool:
    """Whether a row repeats the heading (a page break does that), or numbers the columns: (1) (2) (3)."""
    texts = [(cell.column, folded(cell.text)) for cell in row.cells if cell.text]
    if len(texts) >= 3 and [text for _, text in texts] == [str(number + 1) for number in range(len(texts))]:
        return True
    named = [(column, text) for column, text in texts if column < len(columns.words)]
    return len(named) > 1 and len(named) == len(texts) and all(
        text and text in columns.words[column] for column, text in named
    )  # fmt: skip


def _names_a_column(row: Row) -> bool:
    found = {_role(folded(cell.text)) for cell in row.cells if cell.text and cell.width < 6}
    return len(found & {Role.TITLE, Role.MOST, Role.NUMBER}) > 1 and Role.TITLE in found


def _end_of_heading(rows: Sequence[Row], start: int) -> int:
    """The row after the heading: as far as its tallest cell reaches."""
    return min(max(start + cell.height for cell in rows[start].cells), start + 4, len(rows))


def _words(table: Table, heading: range) -> tuple[str, ...]:
    """What the heading says of each column, the nearest words last."""
    words = [""] * table.width
    for number in heading:
        for cell in table.rows[number].cells:
            for column in range(cell.column, cell.column + cell.width):
                words[column] = f"{words[column]} {folded(cell.text)}".strip()
    return tuple(words)


def _roles(words: Sequence[str]) -> tuple[Role, ...]:
    """One column each for number, title and maximum: the first that says so."""
    found: list[Role] = []
    for text in words:
        role = _role(text)
        single = role in (Role.NUMBER, Role.TITLE, Role.MOST)
        found.append(Role.OTHER if single and role in found else role)
    return tuple(found)


def _role(text: str) -> Role:
    return next((role for role, pattern in _ROLES if re.fullmatch(pattern, text)), Role.OTHER)
