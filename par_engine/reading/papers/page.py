"""Web pages as law sites and Word save them: broken markup, `<br>`, `&nbsp;`, classes of Word, any encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from par_engine.errors import InputError
from par_engine.reading.office import MAX_NODES, MAX_PART, OfficeFile
from par_engine.reading.papers.paper import Cell, Paper, Row, Table, clean, line_of

_SILENT = {"script", "style", "head", "template", "noscript", "select", "option", "textarea", "iframe", "object", "svg"}
_BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
    "dd",
    "dt",
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{3,30})", re.IGNORECASE)
_CONDITIONAL = re.compile(r"<!\[[^>]{0,200}\]>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENDS = re.compile(r"</\s*(?:body|html)\s*>", re.IGNORECASE)
"""What follows the end of a page is dropped by the parser; pages pasted one after the other have several ends."""
_DRESS = re.compile(
    r"</?(?:font|b|i|u|s|em|strong|span|small|big|sup|sub|a|o:p|st1:[a-z]+|ins|center)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
"""Marks that only dress letters: unclosed ones nest a page deeper than the parser goes."""
_WIDEST, _TALLEST = 1_000, 100_000


def read_page(file: OfficeFile) -> Paper:
    """The tables of a page with the lines between them. Tables that only lay out the page are looked through."""
    text = _decoded(file.content)
    for nothing in (_DECLARATION, _CONDITIONAL, _ENDS, _DRESS):
        text = nothing.sub("", text)
    root = _parsed(text, file.name)
    tables: list[Table] = []
    lines: list[Cell] = []
    for block in _blocks(root):
        if isinstance(block, str):
            for part in clean(block).split("\n"):
                if line := line_of(part, f"sau bảng {len(tables)}" if tables else "đầu trang"):
                    lines.append(line)
        else:
            name = f"bảng {len(tables) + 1}"
            rows = tuple(_rows(block, name))
            if any(cell.text for row in rows for cell in row.cells):
                tables.append(Table(name, rows, tuple(lines)))
                lines = []
    return Paper(file.name, tuple(tables), tuple(lines), file.notes)


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, else as the page states, else UTF-8, else Windows' Vietnamese."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    names = [name for mark, name in marks if content.startswith(mark)]
    if match := _CHARSET.search(content[:8_192]):
        names.append(match[1].decode("ascii"))
    for name in [*names, "utf-8", "cp1258"]:
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", errors="replace")


def _parsed(text: str, name: str) -> Any:
    from lxml import etree, html  # noqa: PLC0415 - only those who read pages need it

    if len(text) > MAX_PART or text.count("<") > MAX_NODES or text.count("=") > MAX_NODES:
        raise InputError(f"{name}: trang quá lớn, không đọc. Chép riêng phụ lục có bảng điểm sang một tệp mới.")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    data = text.replace("\0", "").encode("utf-8", errors="replace")
    try:
        root = html.document_fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"{name}: không đọc được nội dung trang. Mở bằng trình duyệt rồi lưu lại dạng .html."
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(
            f"{name}: trang lồng quá sâu, không đọc được hết. Chép bảng điểm sang Word rồi lưu dạng .docx."
        )
    return root


def _blocks(node: Any) -> Iterator[Any]:
    """The text between tables, and the innermost tables, in order."""
    if node.text:
        yield node.text
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table" and not _lays_out(child):
            yield child
        elif tag and tag not in _SILENT:
            yield from _as_lines(child, tag)
        if child.tail:
            yield child.tail


def _as_lines(child: Any, tag: str) -> Iterator[Any]:
    """What stands in one element: its text in one piece unless a table lies within."""
    if tag != "br" and child.find(".//table") is not None:
        yield from _blocks(child)
    else:
        yield _text(child) + ("\n" if tag in _BLOCKS else "")


def _lays_out(table: Any) -> bool:
    """A table that holds tables lays out the page, unless those lie in cells of a wide table (levels beside points)."""
    return table.find(".//table") is not None and max((len(list(_cells(tr))) for tr in _trs(table)), default=0) < 3


def _trs(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot", "form"):
            yield from _trs(child)


def _cells(tr: Any) -> Iterator[Any]:
    return (child for child in tr if child.tag in ("td", "th"))


def _rows(table: Any, name: str) -> Iterator[Row]:
    covered: dict[int, int] = {}
    for number, tr in enumerate(_trs(table), 1):
        column, cells = 0, []
        taken, covered = covered, {at: left - 1 for at, left in covered.items() if left > 1}
        for td in _cells(tr):
            while column in taken:
                column += 1
            width, height = _span(td, "colspan", _WIDEST), _span(td, "rowspan", _TALLEST)
            place = f"{name}, hàng {number}, cột {column + 1}"
            cells.append(Cell(clean(_text(td)), column, place, width, height))
            for at in range(column, column + width) if height > 1 else ():
                covered[at] = height - 1
            column += width
        yield Row(tuple(cells), f"{name}, hàng {number}")


def _span(td: Any, key: str, most: int) -> int:
    text = (td.get(key) or "").strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _text(node: Any) -> str:
    """The text of an element with its breaks; white space of the source means nothing."""
    return "".join(_pieces(node))


def _pieces(node: Any) -> Iterator[str]:
    yield _flat(node.text)
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            yield "\n"
        elif tag and tag not in _SILENT:
            between = "\n" if tag in _BLOCKS else ""
            yield between
            yield from _pieces(child)
            yield between
        yield _flat(child.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
