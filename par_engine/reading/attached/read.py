"""One attached file from its bytes to its facts. Runs in a process of its own (`child`): the parsers are given away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from par_engine.errors import InputError, disk_reason
from par_engine.reading.attached.administrative import Line, propose
from par_engine.reading.attached.boldness import bold_lines
from par_engine.reading.attached.facts import FileFacts, Proposal, TextFrom
from par_engine.reading.attached.kinds import MAX_FILE, ZIP, AttachedKind, kind_of, stranger
from par_engine.reading.attached.pdf import read_pdf
from par_engine.reading.attached.signatures import read_signatures
from par_engine.reading.office import OfficeKind, let_in
from par_engine.reading.papers.paper import Paper
from par_engine.reading.papers.word import read_word

MIN_LETTERS = 20
"""Fewer letters than this on all pages are stamps of a scanner, not text."""


def read_attached(path: Path, name: str, roots: Sequence[Path] = ()) -> FileFacts:
    """What the file is and says; why not, where it is not taken."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        return FileFacts(name, refused=f"{name}: không mở được tệp ({disk_reason(error)}).")
    if len(content) > MAX_FILE:
        return FileFacts(name, len(content), refused=too_large(name))
    facts = FileFacts(name, len(content), hashlib.sha256(content).hexdigest())
    try:
        return _taken(facts, content, roots)
    except InputError as error:
        return replace(facts, refused=str(error))
    except (MemoryError, RecursionError):
        return replace(facts, refused=f"{name}: đọc tệp này cần quá nhiều bộ nhớ, không đọc để an toàn.")


def too_large(name: str) -> str:
    """Why a file is refused for its size."""
    return f"{name}: tệp lớn hơn {MAX_FILE // 1_000_000} MB. Quét lại ở độ phân giải thấp hơn, hoặc chỉ nộp trang cần."


def _taken(facts: FileFacts, content: bytes, roots: Sequence[Path]) -> FileFacts:
    kind = kind_of(content[:16])
    if kind is AttachedKind.PDF:
        text = read_pdf(content, facts.name)
        found = _with_words(replace(facts, kind=kind, pages=text.pages, notes=text.notes), text.lines)
        return replace(found, signatures=read_signatures(content, roots))
    if kind:
        return replace(facts, kind=kind)
    if not content.startswith(ZIP):
        raise InputError(f"{facts.name}: {stranger(content[:1024])}")
    file = let_in(content, facts.name)
    if file.kind is OfficeKind.WORKBOOK:
        return replace(facts, kind=AttachedKind.WORKBOOK, notes=file.notes)
    paper, bold = read_word(file), bold_lines(file)
    lines = tuple(Line(line, line in bold if bold else None) for line in _lines(paper))
    return _with_words(replace(facts, kind=AttachedKind.WORD, notes=paper.notes), lines)


def _with_words(facts: FileFacts, lines: Sequence[Line]) -> FileFacts:
    if sum(char.isalpha() for line in lines for char in line.text) < MIN_LETTERS:
        return facts
    return replace(facts, text=TextFrom.LAYER, proposal=propose(lines))


def _lines(paper: Paper) -> Iterator[str]:
    """A Word file's lines: a table cell by cell, as its columns are read."""
    for table in paper.tables:
        yield from (line for cell in table.before for line in cell.text.split("\n"))
        yield from (line for row in table.rows for cell in row.cells for line in cell.text.split("\n"))
    yield from (line for cell in paper.after for line in cell.text.split("\n"))


def recognised(facts: FileFacts, text: str) -> FileFacts:
    """A scan with the words that were recognised on it."""
    lines = [Line(line) for line in text.splitlines() if line.strip()]
    proposal = propose(lines)
    return facts if proposal == Proposal() else replace(facts, text=TextFrom.RECOGNISED, proposal=proposal)
