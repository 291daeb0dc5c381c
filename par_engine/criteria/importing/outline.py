"""The tree that a table prints row by row: areas, criteria, components, and under each the lines that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from par_engine.criteria.importing.codes import Number, Rank, opening_number, read_number
from par_engine.criteria.importing.columns import Columns, Role, columns_of, is_heading
from par_engine.criteria.importing.ledger import Ledger, Line, Use
from par_engine.criteria.importing.lines import read_line
from par_engine.criteria.importing.words import plain, points
from par_engine.reading.papers.paper import Paper, Row, Table


@dataclass
class Said:
    """A line under a criterion, with the points of its own in the column of points; `lines` are its pieces."""

    text: str
    lines: list[Line]
    stated: Fraction | None = None


@dataclass
class Node:
    """One numbered row. `most` is the maximum printed; `survey` says that the column of the survey is filled."""

    number: Number
    title: str
    place: str
    lines: list[Line]
    most: Fraction | None = None
    said: list[Said] = field(default_factory=list)
    proof: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    survey: bool = False
    parts: list[Node] = field(default_factory=list)
    code: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass
class Annex:
    """One scoring table (over several tables of the file when it is cut up): its tree, and what its total row says."""

    name: str
    title: str
    nodes: list[Node] = field(default_factory=list)
    total: Fraction | None = None
    places: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)


def annexes_of(paper: Paper, ledger: Ledger) -> list[Annex]:
    """Every scoring table of a paper. One that begins anew is an annex of its own; others continue."""
    found: list[_Builder] = []
    before: Columns | None = None
    ledger.leave_out(paper)
    for table in paper.tables:
        columns = columns_of(table)
        if columns is None and before is not None and table.width == len(before.roles):
            columns = Columns(before.roles, range(0), before.words)
        if columns is None:
            _pass_over(table, ledger)
            continue
        before = columns
        if not found or found[-1].begins_anew(table, columns):
            found.append(_Builder(Annex(table.name, _title(table, columns)), ledger))
        found[-1].read(table, columns)
    return [builder.finished() for builder in found]


def _pass_over(table: Table, ledger: Ledger) -> None:
    """A table that is no points table: apart, unless a cell of it holds points, so that it may be a piece of one."""
    cells = [cell for row in table.rows for cell in row.cells]
    lines = [line for cell in cells for line in ledger.enter(cell)]
    if any(points(line.text) is not None for line in lines):
        ledger.give_up(lines, f"{table.name} không có tiêu đề của bảng điểm")
    else:
        ledger.use(lines, Use.ELSEWHERE)


def _title(table: Table, columns: Columns) -> str:
    """The lines just before the table, and the rows before its heading."""
    lines = [cell.text for cell in table.before[-6:]]
    lines += [cell.text for row in table.rows[: columns.heading.start] for cell in row.cells if cell.text]
    return "\n".join(lines)


_TOTAL = re.compile(r"(?:tổng(?: cộng| số điểm| điểm| số)?|cộng)(?: điểm)?(?:\s*\(.*\))?(?:\s*[:.].*)?")


class _Builder:
    """Reads the rows of one annex in order."""

    def __init__(self, annex: Annex, ledger: Ledger) -> None:
        self._annex, self._ledger = annex, ledger
        self._stack: list[Node] = []
        self._dotted = False
        self._known: set[tuple[int, ...]] = set()
        self._last: dict[int, Number] = {}

    def begins_anew(self, table: Table, columns: Columns) -> bool:
        """Whether a table with a heading starts again at the first number although this annex is well under way."""
        first = next((number for row in table.rows if (number := _number_in(row, columns, None))), None)
        tops = [node.number for node in self._annex.nodes]
        return bool(columns.heading and first and tops and first.rank == tops[0].rank and first.parts == tops[0].parts)

    def read(self, table: Table, columns: Columns) -> None:
        """Adds all rows of a table to the outline, except its heading."""
        self._dotted = self._dotted or _writes_points_with_a_dot(table, columns)
        self._annex.places.append(table.name)
        for number, row in enumerate(table.rows):
            lines = {cell.column: self._ledger.enter(cell) for cell in row.cells}
            if number < columns.heading.stop or is_heading(row, columns):
                self._ledger.use([line for some in lines.values() for line in some], Use.HEADING)
            elif any(lines.values()):
                self._row(row, columns, lines)

    def finished(self) -> Annex:
        """The annex with its codes."""
        _promote(self._annex, self._ledger)
        _encode(self._annex)
        return self._annex

    def _row(self, row: Row, columns: Columns, lines: dict[int, list[Line]]) -> None:
        by_role: dict[Role, list[Line]] = {role: [] for role in Role}
        for column, some in lines.items():
            by_role[columns.role(column)] += some
        titles, numbers, mosts = by_role[Role.TITLE], by_role[Role.NUMBER], by_role[Role.MOST]
        if not titles and numbers and any(cell.width > 1 and cell.column == numbers[0].column for cell in row.cells):
            titles, numbers = numbers, []  # a title merged over the column of numbers
        number, titles_left = self._number(numbers, titles)
        if number is None and titles and _TOTAL.fullmatch(plain(titles[0].text)):
            self._total(titles, mosts)
        elif number is not None and titles_left:
            self._node(number, titles_left, row.place, numbers, titles, by_role)
        elif self._stack:
            self._below(self._stack[-1], titles, mosts, numbers)
        else:
            self._ledger.give_up(titles + mosts + numbers, "đứng trước tiêu chí đầu tiên")
        if self._stack and not (number is None and titles and _TOTAL.fullmatch(plain(titles[0].text))):
            self._beside(self._stack[-1], by_role)

    def _number(self, numbers: list[Line], titles: list[Line]) -> tuple[Number | None, list[str]]:
        """The row's number, from its column or the beginning of the title; and the lines of the title without it."""
        texts = [line.text for line in titles]
        if numbers:
            number = read_number(numbers[0].text, self._before()) if len(numbers) == 1 else None
            return number, texts
        if texts and (opening := opening_number(texts[0])):
            number = read_number(opening[0], self._before())
            if number is not None and self._fits(number, opening[1]):
                return number, [opening[1], *texts[1:]]
        return None, texts

    def _before(self) -> Number | None:
        return self._last.get(Rank.LETTER)

    def _fits(self, number: Number, rest: str) -> bool:
        """A number inside a title counts only where the tree can take it: `1.2` below 1, an area after an area."""
        if not self._stack:
            return True
        if number.dotted and len(number.parts) > 1:
            return number.parts[:-1] in self._known or number.parts[:1] in self._known
        if read_line(rest, None) is not None:
            return False  # "1. Có kế hoạch: 0,5 điểm" is a line of a rule
        same = self._last.get(number.rank)
        return number.parts[-1] == 1 or (same is not None and number.parts[-1] == same.parts[-1] + 1)

    def _total(self, titles: list[Line], mosts: list[Line]) -> None:
        total = points(mosts[0].text, dotted=self._dotted) if len(mosts) == 1 else None
        if total is not None:
            self._annex.total = total
            self._ledger.use(mosts, Use.TOTAL)
        else:
            self._ledger.give_up(mosts, "dòng tổng không ghi một con số")
        self._ledger.use(titles, Use.TOTAL)

    def _node(
        self,
        number: Number,
        texts: list[str],
        place: str,
        numbers: list[Line],
        titles: list[Line],
        by_role: dict[Role, list[Line]],
    ) -> None:
        title, count = _title_of(texts)
        mosts = by_role[Role.MOST]
        node = Node(number, title, place, numbers + titles[:count])
        rest, stated = titles[count:], mosts
        if mosts and (most := points(mosts[0].text, dotted=self._dotted)) is not None:
            node.most, stated = most, mosts[1:]
            node.lines.append(mosts[0])
        elif found := re.search(r"\(?\s*(?:tối đa\s*)?(\d+(?:[.,]\d+)?)\s*điểm\s*\)?\s*$", title, re.IGNORECASE):
            node.most = points(found[1], dotted=self._dotted)
            node.title = title[: found.start()].rstrip(" :-–(") or title
        self._ledger.use(node.lines, Use.STRUCTURE)
        while self._stack and self._stack[-1].number.rank >= number.rank:
            self._stack.pop()
        (self._stack[-1].parts if self._stack else self._annex.nodes).append(node)
        self._stack.append(node)
        self._known.add(number.parts)
        self._last[number.rank] = number
        self._below(node, rest, stated, [])

    def _below(self, node: Node, titles: list[Line], mosts: list[Line], numbers: list[Line]) -> None:
        """Lines under a criterion; points of their own stand in the column of points, line by line."""
        paired = len(titles) == len(mosts)
        if not paired:
            self._ledger.give_up(mosts, "không rõ số điểm này của dòng nào")
        pairs: list[tuple[Line, Line | None]] = list(
            zip(titles, mosts if paired else [None] * len(titles), strict=True)
        )
        for line, beside in pairs:
            stated = points(beside.text, dotted=self._dotted) if beside else None
            pieces = [line, *([beside] if beside and stated is not None else [])]
            if beside and stated is None:
                self._ledger.give_up([beside], "không đọc được số điểm")
            node.said.append(Said(line.text, pieces, stated))
        if numbers and node.said and titles:
            node.said[-1].lines += numbers
        else:
            self._ledger.give_up(numbers, "không đọc được số thứ tự")

    def _beside(self, node: Node, by_role: dict[Role, list[Line]]) -> None:
        node.said += [Said(line.text, [line]) for line in by_role[Role.METHOD]]
        node.proof += by_role[Role.PROOF]
        node.notes += by_role[Role.NOTE]
        self._ledger.use(by_role[Role.NOTE], Use.NOTE)
        if by_role[Role.SURVEY]:
            node.survey = True
            self._ledger.use(by_role[Role.SURVEY], Use.RULE)
            node.lines += by_role[Role.SURVEY]
        self._ledger.give_up(by_role[Role.OTHER], "cột không thuộc bộ tiêu chí (tự chấm, thẩm định …)")


def _number_in(row: Row, columns: Columns, after: Number | None) -> Number | None:
    column = columns.first(Role.NUMBER)
    texts = [cell.text for cell in row.cells if cell.column == column and cell.text]
    return read_number(texts[0], after) if texts else None


def _title_of(texts: list[str]) -> tuple[str, int]:
    """The title, and how many lines it takes: a line that goes on in small letters belongs to the one before."""
    title, count = texts[0], 1
    while (
        count < len(texts)
        and texts[count][:1].islower()
        and not re.search(r"\d|:", texts[count])
        and not title.endswith((".", ":", ";"))
    ):
        title, count = f"{title} {texts[count]}", count + 1
    return title.strip(" :"), count


def _writes_points_with_a_dot(table: Table, columns: Columns) -> bool:
    """Whether the column of points writes `0.5`: then `1.000` there is one, not a thousand."""
    column = columns.first(Role.MOST)
    texts = [
        line for row in table.rows for cell in row.cells if cell.column == column for line in cell.text.split("\n")
    ]
    return any(re.fullmatch(r"\d+\.\d{1,2}", text) or re.fullmatch(r"0\.\d+", text) for text in texts)


def _promote(annex: Annex, ledger: Ledger) -> None:
    """`A. Phần chấm điểm` above areas I, II, … is a heading, not an area."""
    nodes: list[Node] = []
    for node in annex.nodes:
        if node.number.rank == Rank.LETTER and any(part.number.rank == Rank.ROMAN for part in node.parts):
            ledger.use(node.lines, Use.HEADING)
            ledger.give_up(
                [line for said in node.said for line in said.lines], "đứng dưới đề mục, không thuộc tiêu chí nào"
            )
            nodes += node.parts
        else:
            nodes.append(node)
    annex.nodes = nodes


def _encode(annex: Annex) -> None:
    """Ids as printed; numbers that begin again in every area take the area's number before them."""
    areas = [node for node in annex.nodes if not node.number.dotted]
    absolute = all(
        len(below.number.parts) > 1 and below.number.parts[0] == area.number.parts[0]
        for area in areas
        for below in list(area.walk())[1:]
    )
    taken: dict[str, int] = {}
    for place, node in enumerate(annex.nodes, 1):
        prefix = "" if absolute or node.number.dotted else f"{node.number.parts[0]}."
        for below in node.walk():
            top = below is node
            code = ".".join(str(part) for part in below.number.parts)
            below.code = _free(code if top else prefix + code, taken, below, annex, place)
            taken.setdefault(below.code, 1)
            _mend_tens(below, annex)


def _free(code: str, taken: dict[str, int], node: Node, annex: Annex, place: int) -> str:
    """A code that nobody has; a repeated one is told."""
    if code not in taken:
        return code
    number = taken[code] + 1
    while f"{code}-{number}" in taken:
        number += 1
    taken[code] = number
    annex.repaired.append(f"{node.place}: số “{node.number.text}” bị lặp, ở đây ghi mã “{code}-{number}”.")
    return f"{code}-{number}"


def _mend_tens(node: Node, annex: Annex) -> None:
    """A workbook turns `1.10` into the number 1.1: right after 1.9 it is told back."""
    for before, part in zip(node.parts, node.parts[1:], strict=False):
        first, second = before.number.parts, part.number.parts
        if second[:-1] == first[:-1] and first[-1] % 10 == 9 and second[-1] * 10 == first[-1] + 1:
            mended = (*second[:-1], first[-1] + 1)
            shown = ".".join(str(one) for one in mended)
            annex.repaired.append(
                f"{part.place}: số “{part.number.text}” đứng sau “{before.number.text}”, đọc là {shown}."
            )
            part.number = Number(mended, part.number.rank, part.number.text)
