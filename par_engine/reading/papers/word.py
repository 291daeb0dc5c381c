"""Word: paragraphs and tables of `word/document.xml`, as they would be printed with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from par_engine.reading.office import OfficeFile
from par_engine.reading.papers.numbering import Numbering, W, numbering_of
from par_engine.reading.papers.paper import Cell, Paper, Row, Table, clean, line_of

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", f"{_CHOICE}Fallback"}
_LETTERS = {f"{W}tab": " ", f"{W}noBreakHyphen": "-", f"{W}cr": "\n"}
_SYMBOLS = {"F0B3": "≥", "F0A3": "≤", "F0B4": "×", "F0B8": "÷", "F03C": "<", "F03E": ">", "F0B7": "-"}
_WIDEST = 1_000


def read_word(file: OfficeFile) -> Paper:
    """The tables of a Word file with the lines between them."""
    root = file.xml("word/document.xml")
    optional = [file.xml(name) if file.has(name) else None for name in ("word/numbering.xml", "word/styles.xml")]
    reader = _Reader(numbering_of(*optional))
    tables, lines = reader.read(root)
    changes = sum(1 for _ in root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"))
    notes = file.notes
    if changes:
        notes += (f"Tệp còn {changes} chỗ sửa chưa được chấp nhận (Track Changes): đã đọc như đã chấp nhận hết.",)
    return Paper(file.name, tuple(tables), tuple(lines), notes)


class _Reader:
    """Walks the document once, in order: numbers and pages are counted on the way."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._page = 1

    def read(self, root: Any) -> tuple[list[Table], list[Cell]]:
        """All tables, and the lines after the last one."""
        tables: list[Table] = []
        lines: list[Cell] = []
        for block in _blocks(root):
            if block.tag == f"{W}tbl":
                name = f"bảng {len(tables) + 1}"
                tables.append(Table(name, tuple(self._rows(block, name)), tuple(lines)))
                lines = []
            elif line := line_of(self._paragraph(block), f"trang {self._page}"):
                lines.append(line)
        return tables, lines

    def _rows(self, table: Any, name: str) -> list[Row]:
        rows: list[Row] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for tr in _inside(table, f"{W}tr"):
            if tr.find(f"{W}trPr/{W}del") is not None:
                continue
            place = f"{name}, hàng {len(rows) + 1} (trang {self._page})"
            found: list[Cell] = []
            column = _number(tr.find(f"{W}trPr/{W}gridBefore"), 0)
            for tc in _inside(tr, f"{W}tc"):
                width = max(_number(tc.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
                merged = tc.find(f"{W}tcPr/{W}vMerge")
                text = clean(self._text_of_cell(tc))
                if merged is not None and merged.get(f"{W}val") != "restart" and column in open_cells and not text:
                    _grow(rows, open_cells[column])
                else:
                    open_cells[column] = (len(rows), len(found))
                    found.append(Cell(text, column, f"{place}, cột {column + 1}", width))
                column += width
            rows.append(Row(tuple(found), place))
        return rows

    def _text_of_cell(self, cell: Any) -> str:
        lines = []
        for block in _blocks(cell):
            if block.tag == f"{W}tbl":
                for tr in _inside(block, f"{W}tr"):
                    texts = [clean(self._text_of_cell(tc)) for tc in _inside(tr, f"{W}tc")]
                    lines.append(": ".join(text for text in texts if text))
            else:
                lines.append(self._paragraph(block))
        return "\n".join(lines)

    def _paragraph(self, paragraph: Any) -> str:
        label = self._numbering.label(paragraph)
        text = "".join(self._letters(paragraph))
        return f"{label} {text}" if label else text

    def _letters(self, node: Any) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag in (f"{W}t", f"{_MATH}t"):
                yield child.text or ""
            elif tag in _LETTERS:
                yield _LETTERS[tag]
            elif tag == f"{W}br":
                self._page += child.get(f"{W}type") == "page"
                yield "\n"
            elif tag == f"{W}lastRenderedPageBreak":
                self._page += 1
            elif tag == f"{W}sym":
                yield _SYMBOLS.get(child.get(f"{W}char", "").upper(), "□")
            elif tag == f"{_MATH}f":
                yield self._fraction(child)
            elif tag == f"{W}txbxContent":
                yield "\n" + self._text_of_cell(child) + "\n"
            else:
                yield from self._letters(child)

    def _fraction(self, node: Any) -> str:
        parts = [node.find(f"{_MATH}{name}") for name in ("num", "den")]
        texts = ["".join(self._letters(part)).strip() if part is not None else "" for part in parts]
        return "/".join(f"({text})" if " " in text else text for text in texts)


def _grow(rows: list[Row], at: tuple[int, int]) -> None:
    """One row more for a cell that began above."""
    row, number = at
    cells = rows[row].cells
    taller = replace(cells[number], height=len(rows) - row + 1)
    rows[row] = replace(rows[row], cells=(*cells[:number], taller, *cells[number + 1 :]))


def _blocks(node: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls, accepted insertions and other wrappers."""
    for child in node:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _blocks(child)


def _inside(node: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, cells of a row: the nearest of this name, through wrappers."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and isinstance(child.tag, str):
            yield from _inside(child, tag)


def _number(element: Any, otherwise: int) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
