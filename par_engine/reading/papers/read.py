"""Reads any paper that an officer may have: the kind is told by the file's bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from par_engine.errors import UsageError
from par_engine.reading.office import OfficeFile, OfficeKind, open_office
from par_engine.reading.papers.page import read_page
from par_engine.reading.papers.paper import Paper
from par_engine.reading.papers.word import read_word
from par_engine.reading.papers.workbook import read_workbook

_READERS: dict[OfficeKind, Callable[[OfficeFile], Paper]] = {
    OfficeKind.WORD: read_word,
    OfficeKind.WORKBOOK: read_workbook,
    OfficeKind.PAGE: read_page,
}


def read_paper(path: Path) -> Paper:
    """The tables and lines of a file. Raises InputError in Vietnamese for what cannot or must not be read."""
    file = open_office(path)
    try:
        return _READERS[file.kind](file)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Chưa cài phần đọc văn bản (thiếu {error.name}). Chạy: pip install 'par-engine[import]'"
        ) from error
