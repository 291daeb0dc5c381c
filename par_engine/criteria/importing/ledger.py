"""Every line of every cell, and what became of it. What nobody used is listed: nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from par_engine.reading.papers.paper import Cell, Paper


class Use(StrEnum):
    """What a line was used for."""

    HEADING = "heading"
    STRUCTURE = "structure"
    RULE = "rule"
    PROOF = "proof"
    NOTE = "note"
    TOTAL = "total"
    ELSEWHERE = "elsewhere"
    UNREAD = "unread"

    @property
    def label(self) -> str:
        """Vietnamese name."""
        return {
            "heading": "tiêu đề bảng", "structure": "số thứ tự, tên và điểm tối đa", "rule": "cách chấm",
            "proof": "tài liệu kiểm chứng", "note": "ghi chú, giải thích", "total": "dòng tổng",
            "elsewhere": "bảng khác, ngoài bảng điểm", "unread": "chưa hiểu",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a cell, as printed (spaces tidied), with its place. Two lines are the same only if they are one."""

    text: str
    place: str
    column: int


def lines_of(cell: Cell) -> list[Line]:
    """The lines of a cell that hold something, each with its place."""
    return [Line(text, cell.place, cell.column) for text in cell.text.split("\n") if text]


@dataclass
class Ledger:
    """The lines of the tables that were read, in order, and the use of each; `why` says why one was not understood."""

    lines: list[Line] = field(default_factory=list)
    outside: list[Line] = field(default_factory=list)
    _uses: dict[Line, Use] = field(default_factory=dict)
    _why: dict[Line, str] = field(default_factory=dict)

    def enter(self, cell: Cell) -> list[Line]:
        """The lines of a cell, entered as not yet understood."""
        found = lines_of(cell)
        self.lines += found
        return found

    def leave_out(self, paper: Paper) -> None:
        """Lines outside all tables: they are listed, not counted."""
        self.outside += [line for cell in paper.lines() for line in lines_of(cell)]

    def use(self, lines: Iterable[Line], use: Use) -> None:
        """Says what lines were used for."""
        for line in lines:
            self._uses[line] = use
            self._why.pop(line, None)

    def give_up(self, lines: Iterable[Line], why: str) -> None:
        """Says why lines were not understood."""
        for line in lines:
            self._uses[line] = Use.UNREAD
            self._why[line] = why

    def use_of(self, line: Line) -> Use:
        """What a line was used for; one that nobody claimed is not understood."""
        return self._uses.get(line, Use.UNREAD)

    def unread(self) -> Iterator[tuple[Line, str]]:
        """The lines not understood, each with why."""
        for line in self.lines:
            if self.use_of(line) is Use.UNREAD:
                yield line, self._why.get(line, "không thuộc tiêu chí nào")

    def elsewhere(self) -> list[Line]:
        """The lines of tables that are no points table: the heading of a decision, its signatures."""
        return [line for line in self.lines if self.use_of(line) is Use.ELSEWHERE]

    def counts(self) -> dict[Use, int]:
        """How many lines each use has; they add up to all lines."""
        return {use: sum(self.use_of(line) is use for line in self.lines) for use in Use}
