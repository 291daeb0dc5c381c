"""A page taken apart: whether its tags balance, what its attributes ask for, what its tables say."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

_VOID = {"meta", "col", "br", "hr", "img", "link", "input", "base"}


@dataclass
class Cell:
    """One cell; `main` is its text without what stands small below it."""

    label: str
    main: str = ""
    text: str = ""


@dataclass
class Row:
    """One line of a table body."""

    section: str
    kind: str
    cells: list[Cell] = field(default_factory=list)

    def number(self, label: str) -> Decimal | None:
        """The number in a cell; None for a dash or where there is no such cell."""
        found = next((cell.main.strip() for cell in self.cells if cell.label == label), "")
        return None if found in {"", "–"} else read(found)


class Page(HTMLParser):
    """Reads a page once; everything is there afterwards."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.tags: list[str] = []
        self.rows: list[Row] = []
        self.text: list[str] = []
        self.style = ""
        self._open: list[str] = []
        self._section = ""
        self._cell: Cell | None = None
        self.feed(html)
        self.close()
        self.faults += [f"không đóng <{tag}>" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens; void elements have no end."""
        self._begin(tag, attrs)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Drawings close their elements at once."""
        self._begin(tag, attrs)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if tag == "section":
            self._section = found.get("id", "")
        if tag == "tr":
            self.rows.append(Row(self._section, found.get("class", "")))
        if tag in {"td", "th"} and self.rows:
            self._cell = Cell(found.get("data-label", ""))
            self.rows[-1].cells.append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        """Closes what was opened last."""
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> ở dòng {self.getpos()[0]} không khớp")
            return
        self._open.pop()
        if tag in {"td", "th"}:
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Text goes to the page and to the cell it stands in."""
        if self._open and self._open[-1] == "style":
            self.style += data
            return
        self.text.append(data)
        if self._cell is not None:
            self._cell.text += data
            if "small" not in self._open:
                self._cell.main += data

    @property
    def words(self) -> str:
        """The whole text with single spaces."""
        return " ".join(" ".join(self.text).split())

    def table(self, section: str) -> list[Row]:
        """The lines of a section's tables, without headings."""
        rows = [row for row in self.rows if row.section == section]
        return [row for row in rows if any(cell.label for cell in row.cells) or len(row.cells) > 1]


def read(text: str) -> Decimal:
    """A printed number: `1.234,50` or `81,65%`."""
    return Decimal(text.removesuffix("%").replace(".", "").replace(",", "."))
