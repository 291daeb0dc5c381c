"""Results that others find as a form: survey questions by unit, published indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from par_engine.criteria.kinds.external import External
from par_engine.criteria.kinds.survey import Asked, Survey
from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.workbook.form import Form, FormSheet, Row
from par_engine.evidence.workbook.layout import DASH, ENTRIES, INFO, Column, Entry, Table, Taken

SCHEMA = "dieu-tra-1"
SPARE = 40
_HEAD = {"criteria_set", "version", "digest", "form", "period", "prepared_on"}
SURVEY_ENTRIES = (
    *(entry for entry in ENTRIES if entry.path[0] in _HEAD),
    Entry(("by",), "Người tổng hợp", needed=False),
    Entry(("note",), "Ghi chú chung", needed=False),
)
_AGENCY = Column("agency", "Mã cơ quan", 18, help="Mã cơ quan như trong hồ sơ của cơ quan đó.")
_SOURCE = Column("source", "Nguồn", 40, help="Báo cáo, quyết định công bố: số, ngày; cuộc điều tra, đơn vị thực hiện.")
OUTSIDE = Table(
    "outside",
    "Kết quả bên ngoài",
    (
        _AGENCY,
        Column("result", "Mã kết quả", 30, Taken.CODE, help="Chọn trong danh sách."),
        Column("value", "Kết quả", 16, Taken.VALUE),
        _SOURCE,
        Column("note", "Ghi chú", 24),
    ),
)
_OUTSIDE_INPUTS = frozenset(column.key for column in OUTSIDE.columns)


def surveyed(options: tuple[str, ...]) -> Table:
    """The table of survey answers: a column for each option."""
    return Table(
        "surveyed",
        "Điều tra",
        (
            _AGENCY,
            Column("question", "Mã câu hỏi", 18, Taken.CODE, help="Mã câu hỏi hoặc lĩnh vực trong bộ tiêu chí."),
            Column("question_title", "Câu hỏi, lĩnh vực", 44, Taken.PRINTED, locked=True),
            *(Column(f"option:{one}", f"Chọn {one}", 10, Taken.COUNT) for one in options),
            Column("share", "Hoặc tỷ lệ", 12, help="Khi chỉ biết kết quả cuối: tỷ lệ có dấu %, như 97,5%."),
            Column("sample", "Số phiếu hợp lệ", 12, Taken.COUNT, help="Bằng tổng số người chọn các phương án."),
            _SOURCE,
        ),
    )


@dataclass(frozen=True)
class Wanted:
    """What a set takes from others: questions with their titles and options, results by indicator."""

    questions: dict[str, tuple[str, tuple[str, ...]]]
    results: tuple[str, ...]


def wanted_from_others(yardstick: Yardstick, unit_kind: str = "") -> Wanted:
    """Everything of the set, or of one unit kind."""
    questions: dict[str, tuple[str, tuple[str, ...]]] = {}
    results: dict[str, None] = {}
    for placed in yardstick.components.values():
        component = placed.component
        if unit_kind and not component.applies_to.includes(unit_kind, ""):
            continue
        for _, kind, _ in component.rule.rules(component.measure):
            if isinstance(kind, Survey):
                questions.update((one.question, (one.title or component.title, _options(one))) for one in kind.survey)
            elif isinstance(kind, External):
                results.update((one.result, None) for one in kind.external)
    return Wanted(questions, tuple(results))


def _options(asked: Asked) -> tuple[str, ...]:
    return tuple(option for option, _ in asked.weighing())


def lay_out_survey(yardstick: Yardstick, unit_kind: str, agency: tuple[str, str]) -> Form:
    """The form: every question and result of a unit kind, for one agency or for all that the set names."""
    known, wanted = yardstick.set, wanted_from_others(yardstick, unit_kind)
    named = [one for one, agency_ in known.agencies.items() if agency_.unit_kind == unit_kind]
    agencies = [agency[0]] if agency[0] else named or [""]
    options = tuple(dict.fromkeys(option for _, found in wanted.questions.values() for option in found))
    table = surveyed(options)
    titles = {one: f"{one}{DASH}{yardstick.catalogue.indicators[one].title}" for one in wanted.results}
    questions = (*_questions(table, wanted, agencies), *(Row({}, _answered(table, options), "survey"),) * SPARE)
    results = (*_results(yardstick, titles, agencies), *(Row({}, _OUTSIDE_INPUTS, "outside"),) * SPARE)
    head = ("KẾT QUẢ ĐIỀU TRA VÀ KẾT QUẢ BÊN NGOÀI", f"{known.title} · {known.unit_kinds[unit_kind]}")
    how = "Chỉ điền các ô nền vàng. Mỗi kết quả ghi một lần, kèm nguồn."
    sheets = (
        FormSheet(INFO.title, INFO, (*head, how), _entries(yardstick)),
        FormSheet(table.title, table, ("ĐIỀU TRA XÃ HỘI HỌC", "Mỗi câu hỏi của mỗi cơ quan một hàng."), questions),
        FormSheet(OUTSIDE.title, OUTSIDE, ("KẾT QUẢ BÊN NGOÀI", "PAR INDEX, SIPAS, PCI, PAPI, DTI …"), results),
    )
    lists = {"so_lieu": tuple(titles.values())}
    return Form(known.id, known.version, yardstick.digest, unit_kind, known.title, sheets, lists)


def _entries(yardstick: Yardstick) -> tuple[Row, ...]:
    """The first sheet: what the set says of itself is printed and locked."""
    known = yardstick.set
    printed: dict[tuple[str, ...], str] = {
        ("form",): SCHEMA,
        ("criteria_set",): known.id,
        ("version",): known.version,
        ("digest",): yardstick.digest,
    }
    return tuple(
        Row(
            {"label": entry.label, "content": printed.get(entry.path, ""), "help": entry.help},
            frozenset() if entry.locked else frozenset({"content"}),
            "info",
            takes=entry.taken.value,
        )
        for entry in SURVEY_ENTRIES
    )


def _questions(table: Table, wanted: Wanted, agencies: Sequence[str]) -> Iterator[Row]:
    for one in agencies:
        for question, (title, options) in wanted.questions.items():
            said = {"agency": one, "question": question, "question_title": title}
            yield Row(said, _answered(table, options), "survey")


def _results(yardstick: Yardstick, titles: Mapping[str, str], agencies: Sequence[str]) -> Iterator[Row]:
    for one in agencies:
        for name, title in titles.items():
            indicator = yardstick.catalogue.indicators[name]
            yield Row({"agency": one, "result": title}, _OUTSIDE_INPUTS, "outside", indicator)


def _answered(table: Table, options: tuple[str, ...]) -> frozenset[str]:
    """The inputs of a row; options that its question does not have stay locked."""
    keys = {column.key for column in table.columns if column.is_input and not column.key.startswith("option:")}
    return frozenset(keys | {f"option:{one}" for one in options})
