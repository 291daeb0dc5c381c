"""Which lines of a Word file are bold in all their letters, by themselves or by a style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from par_engine.reading.office import OfficeFile
from par_engine.reading.papers.numbering import W
from par_engine.reading.papers.paper import clean

STYLES = "word/styles.xml"
MAX_DEPTH = 20
"""Styles on which a style may rest, one on another; programs allow about ten."""


@dataclass(frozen=True)
class _Styles:
    """Whether each style says bold (None: it does not say), the one it rests on, and the one of plain paragraphs."""

    said: dict[str, bool | None]
    under: dict[str, str]
    plain: str
    default: bool

    def bold(self, name: str) -> bool | None:
        """What a style says, or the nearest one under it."""
        for _ in range(MAX_DEPTH):
            if name not in self.said:
                return None
            if self.said[name] is not None:
                return self.said[name]
            name = self.under.get(name, "")
        return None


def bold_lines(file: OfficeFile) -> set[str]:
    """The texts of lines of which every letter is bold."""
    styles, found = _styles(file), set[str]()
    for paragraph in file.xml("word/document.xml").iter(f"{W}p"):
        runs = [run for run in paragraph.iter(f"{W}r") if any(text.text for text in run.iter(f"{W}t"))]
        around = styles.bold(_named(paragraph, "pPr/{W}pStyle") or styles.plain)
        base = styles.default if around is None else around
        if runs and all(_is_bold(run, styles, base) for run in runs):
            found.update(clean("".join(_letters(paragraph))).split("\n"))
    return found


def _is_bold(run: Any, styles: _Styles, around: bool) -> bool:
    own = _said(run.find(f"{W}rPr"))
    if own is None:
        own = styles.bold(_named(run, "rPr/{W}rStyle"))
    return around if own is None else own


def _styles(file: OfficeFile) -> _Styles:
    if not file.has(STYLES):
        return _Styles({}, {}, "", False)
    root = file.xml(STYLES)
    said: dict[str, bool | None] = {}
    under: dict[str, str] = {}
    plain = ""
    for style in root.iter(f"{W}style"):
        name = style.get(f"{W}styleId") or ""
        said[name], under[name] = _said(style.find(f"{W}rPr")), _named(style, "basedOn")
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            plain = name
    return _Styles(said, under, plain, bool(_said(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))))


def _named(element: Any, path: str) -> str:
    """The name of a style that an element states."""
    found = element.find(W + path.replace("{W}", W))
    return "" if found is None else found.get(f"{W}val") or ""


def _said(properties: Any) -> bool | None:
    """Whether letters are said to be bold; None where nothing is said."""
    mark = None if properties is None else properties.find(f"{W}b")
    return None if mark is None else mark.get(f"{W}val") not in ("0", "false", "off")


def _letters(paragraph: Any) -> Iterator[str]:
    for part in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield part.text or "" if part.tag == f"{W}t" else "\n" if part.tag == f"{W}br" else " "
