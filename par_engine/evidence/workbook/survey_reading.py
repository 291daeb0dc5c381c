"""The form of results that others find, read back as assessments, one for each unit. Sample sizes are entered apart and
must be what the answers add up to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.assessment import Assessment
from par_engine.evidence.workbook.cells import CellTree
from par_engine.evidence.workbook.layout import INFO, code_of
from par_engine.evidence.workbook.reading import told_before
from par_engine.evidence.workbook.survey import OUTSIDE, SCHEMA, SURVEY_ENTRIES, surveyed, wanted_from_others
from par_engine.evidence.workbook.tables import Line, TableReading
from par_engine.findings import Finding, Severity, in_order
from par_engine.reading.books.book import Book
from par_engine.reading.books.read import read_book
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import Marks
from par_engine.text import did_you_mean, listing

_CHOSEN = re.compile(r"Chọn ([A-Za-z0-9][A-Za-z0-9_.-]{0,39})")


def read_survey(path: Path, name: str) -> tuple[list[Loaded[Assessment]], list[Finding]]:
    """An assessment for each agency, or every problem; what does not fit is told beside. Raises InputError where the
    file is no workbook."""
    reading = SurveyReading(read_book(path, name))
    tree = reading.whole()
    found, problems = [], list(reading.problems)
    if tree is not None:
        for agency in tree.data.get("agencies", {}):
            loaded, more = validate(_of_agency(tree, agency), Assessment)
            problems += [one for one in more if not told_before(one)]
            found += [loaded] if loaded else []
    if not problems and tree is not None and not found:
        message, action = "chưa ghi kết quả của cơ quan nào", "điền tờ “Điều tra” hoặc tờ “Kết quả bên ngoài”"
        problems = [Finding("survey.empty", Severity.ERROR, "", message, action=action, place=tree.at(()))]
    return ([], in_order(problems)) if problems else (found, list(reading.left_over))


def _of_agency(tree: CellTree, agency: str) -> CellTree:
    """One agency's part as a file of its own."""
    head = {key: value for key, value in tree.data.items() if key != "agencies"}
    mine: KeyPath = ("agencies", agency)
    places = {path[2:]: place for path, place in tree.places.items() if path[:2] == mine and len(path) > 2}
    places |= {path: place for path, place in tree.places.items() if path[0] != "agencies"}
    data = {**head, "agency": agency, **tree.data["agencies"][agency]}
    return CellTree(tree.name, data, Marks(1, 1), {("agency",): tree.at(mine), **places}, tree.stamp)


class SurveyReading(TableReading):
    """The same reading, of the tables of this form."""

    entries = SURVEY_ENTRIES
    kind = "assessment"
    form = SCHEMA

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        texts = (cell for sheet in book.sheets for cell in sheet.cells.values() if isinstance(cell, str))
        options = dict.fromkeys(match[1] for text in texts if (match := _CHOSEN.fullmatch(text)))
        self.tables = (INFO, surveyed(tuple(options)), OUTSIDE)

    def check_properties(self) -> None:
        """Properties name a unit kind, which this form does not state."""
        self.stamp.setdefault("unit_kind", self.book.properties.get("loai_don_vi", ""))
        super().check_properties()

    def take_surveyed(self, line: Line) -> None:
        """One question of one agency."""
        agency, question = self.text(line, "agency"), code_of(self.text(line, "question"))
        keys = [column.key for column in line.table.columns if column.key.startswith("option:")]
        said = self.fields(line, *keys, "share", "sample", "source")
        if not said or not self.named(line, agency, question, "thiếu mã cơ quan hoặc mã câu hỏi"):
            return
        options = {key.removeprefix("option:"): said.pop(key) for key in keys if key in said}
        sample = said.pop("sample", None)
        counts = [count for count in options.values() if isinstance(count, int)]
        if sample is not None and options and len(counts) == len(options) and sum(counts) != sample:
            message = f"các phương án cộng lại {sum(counts)} người, khác {sample} phiếu hợp lệ"
            action = "đối chiếu với bảng tổng hợp phiếu, sửa một trong hai"
            self.problem("survey.sample", line.sheet, line.corner("sample"), message, found=str(sample), action=action)
        if sample is not None and not options and "source" in said:
            said["source"] = f"{said['source']} ({sample} phiếu hợp lệ)"
        path: KeyPath = ("agencies", agency, "survey", question)
        self.put(line, path, {**({"options": options} if options else {}), **said}, "question")
        self.mark(line, path, said)
        for option in options:
            self.places[*path, "options", option] = self.place(line, f"option:{option}")

    def take_outside(self, line: Line) -> None:
        """One result from outside."""
        agency, result = self.text(line, "agency"), code_of(self.text(line, "result"))
        said = self.fields(line, "value", "source", "note")
        if not said or not self.named(line, agency, result, "thiếu mã cơ quan hoặc mã kết quả"):
            return
        path: KeyPath = ("agencies", agency, "external", result)
        self.put(line, path, said, "result")
        self.mark(line, path, said)

    def named(self, line: Line, agency: str, key: str, message: str) -> bool:
        """Whether a row says whom and what it is about."""
        if agency and key:
            return True
        action = "điền mã, hoặc xoá các ô cùng hàng"
        self.problem("workbook.missing", line.sheet, line.corner("agency"), message, action=action)
        return False


def check_survey(loaded: Loaded[Assessment], yardstick: Yardstick) -> Iterator[Finding]:
    """What the set does not take: another version or digest, unknown questions, options and results."""
    mine, known = loaded.model, wanted_from_others(yardstick)
    stamps = {"version": yardstick.set.version, "digest": yardstick.digest}
    for key, wanted in stamps.items():
        found = loaded.tree.stamp.get(key, wanted)
        if found != wanted:
            message = f"biểu mẫu lập từ bản khác của bộ {yardstick.set.id} ({key}: {found[:12]}, nay {wanted[:12]})"
            yield loaded.finding(f"survey.{key}", (key,), message, found=found, action="lập lại biểu mẫu rồi chép sang")
    for question, result in mine.survey.items():
        if question not in known.questions:
            yield _unknown(loaded, "survey", question, "câu hỏi", list(known.questions))
            continue
        options = known.questions[question][1]
        for option in result.options:
            if option not in options:
                message = f"câu hỏi “{question}” không có phương án “{option}”"
                path = ("survey", question, "options", option)
                yield loaded.finding("survey.option", path, message, found=option, allowed=listing(options))
    for name in mine.external:
        if name not in known.results:
            yield _unknown(loaded, "external", name, "kết quả", list(known.results))


def _unknown(loaded: Loaded[Assessment], part: str, name: str, word: str, known: list[str]) -> Finding:
    action = did_you_mean(name, known) or f"bộ tiêu chí có: {listing(known)}"
    message = f"{word} “{name}” không có trong bộ tiêu chí"
    return loaded.finding(f"survey.{part}", (part, name), message, found=name, action=action)
