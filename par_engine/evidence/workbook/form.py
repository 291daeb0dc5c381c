"""The form laid out: which sheets, which rows, what is printed in them. Pure; nothing here knows a file format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from par_engine.catalogue.indicators import Indicator
from par_engine.criteria.model import Component, Requirement, for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.evidence.submission import Purpose, Submission
from par_engine.evidence.values import Unreadable, read_value
from par_engine.evidence.workbook.layout import (
    AREA,
    DASH,
    DOCUMENTS,
    ENTRIES,
    EVENTS,
    EXPLAINED,
    FIGURES,
    FORM_SCHEMA,
    INFO,
    MERGED,
    PREVIOUS,
    UNITS,
    Entry,
    Table,
)
from par_engine.evidence.workbook.needs import Need, needs_of
from par_engine.numbers import viet

Cells = Mapping[str, object]
SPARE_DOCUMENTS, SPARE_FIGURES, SPARE_UNITS, SPARE_UNASKED = 60, 100, 300, 20
"""Blank rows that a form offers beyond those it needs; more can be inserted, and blank rows are printed."""
_HOW_AREA = (
    "Số liệu ghi ở ô nền vàng. Tài liệu ghi ở tờ “Tài liệu”: cột “Chứng minh cho” ghi mã đứng trước dấu hai chấm ở cột "
    "“Tài liệu kiểm chứng” dưới đây."
)
_SOURCES = {"survey": "điều tra xã hội học", "external": "kết quả công bố từ bên ngoài", "verifier": "hội đồng chấm"}


@dataclass(frozen=True)
class Row:
    """One row: what is printed or filled in, by column key. `inputs` are the columns that officers may fill;
    `indicator` says how the value is checked while it is typed."""

    cells: Cells
    inputs: frozenset[str] = frozenset()
    style: str = ""
    indicator: Indicator | None = None
    takes: str = ""
    """For lines of the first sheet: what its input takes."""


@dataclass(frozen=True)
class FormSheet:
    """One sheet: a heading above, the titles of the columns, the rows."""

    name: str
    table: Table
    heading: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Form:
    """The whole form. `lists` are what drop-down lists offer, by name."""

    set_id: str
    version: str
    digest: str
    unit_kind: str
    title: str
    sheets: tuple[FormSheet, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def lay_out(yardstick: Yardstick, unit_kind: str, agency: tuple[str, str], last: Submission | None) -> Form:
    """The form for one kind of unit. `agency` is id and name, blank where it is not known; `last` is what was handed in
    before, whose figures are shown beside."""
    return _Layout(yardstick, unit_kind, agency, last).form()


class _Layout:
    def __init__(self, yardstick: Yardstick, unit_kind: str, agency: tuple[str, str], last: Submission | None) -> None:
        self.yardstick, self.unit_kind, self.agency, self.last = yardstick, unit_kind, agency, last
        self.known = yardstick.catalogue.indicators
        self.placed = [one for one in yardstick.components.values() if self._stands(one.component)]
        self.asked: dict[str, str] = {}

    def _stands(self, component: Component) -> bool:
        most = for_unit(component.max_points, self.unit_kind)
        return most > 0 and component.applies_to.includes(self.unit_kind, self.agency[0])

    def form(self) -> Form:
        known = self.yardstick.set
        needs = list(dict.fromkeys(need for placed in self.placed for need in needs_of(placed.component)))
        sheets = [self.info(), *self.areas(), self.documents(), self.explained(), *self.events()]
        sheets += [self.figures(needs), self.units(needs), self.merged()]
        lists = {
            "co_khong": ("Có", "Không"),
            "loai_tai_lieu": tuple(f"{one.id}{DASH}{one.title}" for one in self.yardstick.catalogue.proofs.values()),
            "so_lieu": tuple(f"{one.id}{DASH}{one.title}" for one in self.known.values()),
            "muc_dich": tuple(one.label for one in Purpose),
        }
        title = f"{known.title} · {known.unit_kinds[self.unit_kind]}"
        return Form(known.id, known.version, self.yardstick.digest, self.unit_kind, title, tuple(_named(sheets)), lists)

    def info(self) -> FormSheet:
        known = self.yardstick.set
        printed: dict[tuple[str, ...], str] = {
            ("criteria_set",): known.id,
            ("version",): known.version,
            ("digest",): self.yardstick.digest,
            ("form",): FORM_SCHEMA,
            ("unit_kind",): f"{self.unit_kind}{DASH}{known.unit_kinds[self.unit_kind]}",
            ("agency", "id"): self.agency[0],
            ("agency", "name"): self.agency[1],
        }
        rows = [
            Row(
                {"label": entry.label, "content": printed.get(entry.path, ""), "help": self.help(entry)},
                frozenset() if entry.locked else frozenset({"content"}),
                "info",
                takes="purpose" if entry.path == ("purpose",) else entry.taken.value,
            )
            for entry in ENTRIES
        ]
        heading = ("HỒ SƠ TỰ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH", self.whose(), *self.steps())
        return FormSheet(INFO.title, INFO, heading, tuple(rows))

    def whose(self) -> str:
        """Which set, for which kind of unit."""
        return f"{self.yardstick.set.title} · {self.yardstick.set.unit_kinds[self.unit_kind]}"

    def steps(self) -> Iterator[str]:
        """What to do, in order, at the head of the first sheet."""
        areas = sum(1 for area in self.yardstick.areas if any(one.area.id == area.id for one in self.placed))
        yield (
            "Bước 1. Điền tờ này. Chỉ điền các ô nền vàng, tờ nào cũng vậy; ô khác được khoá để khỏi xoá nhầm. Mục nào "
            "không ghi “không bắt buộc” thì phải điền."
        )
        yield (
            f"Bước 2. Điền {areas} tờ lĩnh vực: số liệu ghi ở cột “Số liệu kỳ này”. Không biết thì để trống, đừng ghi "
            "0. Ngày ghi 31/12/2019. Tỷ lệ ghi có dấu %: 94,93%, hoặc ghi tử số/mẫu số: 2.104/34.348."
        )
        yield (
            "Bước 3. Tờ “Tài liệu”: mỗi tài liệu một hàng; cột “Chứng minh cho” ghi mã đứng trước dấu hai chấm ở cột "
            "“Tài liệu kiểm chứng” của tờ lĩnh vực, như 1.1/plan. Có tệp thì ghi “Tên tệp” và để tệp cùng thư mục."
        )
        yield (
            "Bước 4. Tờ “Giải trình”: ghi khi thiếu tài liệu, hoặc khi tự chấm khác điểm hệ thống tính. Các tờ còn lại "
            "chỉ điền khi có."
        )
        yield (
            "Bước 5. Lưu dạng .xlsx. Kiểm tra: par-engine evidence check TỆP. Xem điểm: par-engine score TỆP. Gửi đi: "
            "par-engine bundle TỆP -o TỆP.parz (gồm cả tài liệu)."
        )

    def help(self, entry: Entry) -> str:
        """How to fill a line; the traits that mean something are those of the set."""
        optional = "" if entry.needed else "Không bắt buộc."
        said = " ".join(part for part in (entry.help, optional) if part)
        if entry.path[-1] != "traits":
            return said
        return "\n".join([said, *(f"{trait}: {reason}" for trait, reason in sorted(self.traits().items()))])

    def traits(self) -> dict[str, str]:
        """Each trait of the set, with why it exempts."""
        rules = [
            *self.yardstick.set.exemptions,
            *(rule for one in self.placed for rule in one.component.applies_to.except_),
        ]
        return {rule.trait: rule.reason for rule in reversed(rules) if rule.trait}

    def areas(self) -> Iterator[FormSheet]:
        for area in self.yardstick.areas:
            mine = [one for one in self.placed if one.area.id == area.id]
            if mine:
                rows = tuple(row for one in mine for row in self.component(one))
                section = f" ({area.section.label})" if area.section else ""
                title = f"{area.code}. {area.title}"
                yield FormSheet(title, AREA, (f"{title}{section}", _HOW_AREA), rows)

    def component(self, placed: Placed) -> Iterator[Row]:
        """The component, then the figures it uses that no component before asked for."""
        component, clock = placed.component, self.yardstick.clock()
        part = self.yardstick.part(placed, self.unit_kind)
        most = for_unit(component.max_points, self.unit_kind)
        how = component.rule.sentence(part)
        plain = list(dict.fromkeys(need.indicator for need in needs_of(component) if need == Need(need.indicator)))
        if source := _SOURCES.get(component.rule.source):
            how = f"Không tự chấm: {source}. {how}"
        if shared := [name for name in plain if name in self.asked]:
            places = dict.fromkeys(f"{self.title(name)} (ở {self.asked[name]})" for name in shared)
            how += f" Dùng số đã ghi: {'; '.join(places)}."
        papers = list(component.documents.items())
        yield Row(
            {
                "component": placed.id,
                "title": component.title,
                "most": viet(most),
                "how": how,
                "proof": "\n".join(f"{placed.id}/{key}: {self.proof(wanted)}" for key, wanted in papers),
                "due": component.due.words(clock)
                if component.due
                else "\n".join(dict.fromkeys(wanted.due.words(clock) for _, wanted in papers if wanted.due)),
            },
            style="component",
        )
        for name in plain:
            if name not in self.asked and name in self.known:
                self.asked[name] = placed.id
                yield self.figure(self.known[name])

    def proof(self, wanted: Requirement) -> str:
        kind = self.yardstick.catalogue.proofs.get(wanted.kind)
        carries = ", ".join(part.label for part in kind.requires) if kind else ""
        about = f"{kind.title if kind else wanted.kind} {wanted.about}"
        return about + (f" (phải có: {carries})" if carries else "") + (", nếu có" if wanted.when else "")

    def title(self, name: str) -> str:
        return self.known[name].title if name in self.known else name

    def figure(self, item: Indicator) -> Row:
        return Row(
            {
                "indicator": item.id,
                "title": item.title,
                "most": item.unit or "",
                "how": item.definition,
                "before": self.before(item),
            },
            frozenset({"value", "as_of", "document", "note"}),
            "figure",
            item,
        )

    def before(self, item: Indicator) -> str:
        """What was reported last time, with the end of that period."""
        if self.last is None:
            return ""
        reported = self.last.values.get(item.id)
        end = self.last.period.to.strftime("%d/%m/%Y")
        if reported is None and (reported := self.last.previous_values.get(item.id)):
            end = str(self.last.period.to.year - 1)
        if reported is None:
            return ""
        try:
            return f"{read_value(item, reported).words()} ({end})"
        except Unreadable:
            return f"{reported.value} ({end})"

    def documents(self) -> FormSheet:
        inputs = frozenset(column.key for column in DOCUMENTS.columns)
        number = SPARE_DOCUMENTS + sum(len(one.component.documents) for one in self.placed)
        rows = tuple(Row({"id": f"tl-{one:03}"}, inputs, "document") for one in range(1, number + 1))
        heading = (
            "TÀI LIỆU KIỂM CHỨNG",
            "Mỗi tài liệu một hàng. Ngày có thể kèm giờ: 31/12/2019 09:30. Tài liệu mật: chỉ ghi số, ngày, cơ quan ban "
            "hành, không kèm tệp.",
        )
        return FormSheet(DOCUMENTS.title, DOCUMENTS, heading, rows)

    def explained(self) -> FormSheet:
        rows = tuple(
            Row(
                {
                    "component": one.id,
                    "component_title": one.component.title,
                    "most": viet(for_unit(one.component.max_points, self.unit_kind)),
                },
                frozenset({"points", "reason", "explanation"}),
                "explained",
            )
            for one in self.placed
        )
        heading = (
            "GIẢI TRÌNH",
            "Điểm tự chấm chỉ ghi khi khác điểm hệ thống tính, và phải có lý do. Giải trình ghi khi có kết quả mà "
            "thiếu tài liệu.",
        )
        return FormSheet(EXPLAINED.title, EXPLAINED, heading, rows)

    def events(self) -> Iterator[FormSheet]:
        if events := self.yardstick.set.events:
            rows = tuple(
                Row({"event": key, "event_title": title}, frozenset({"days"}), "event") for key, title in events.items()
            )
            yield FormSheet(EVENTS.title, EVENTS, ("SỰ KIỆN", "Ngày diễn ra các việc mà thời hạn phụ thuộc vào."), rows)

    def figures(self, needs: Iterable[Need]) -> FormSheet:
        """Other years and months that rules use, then blank rows for whatever else an agency reports."""
        rows = []
        for need in needs:
            if need.units or need.indicator not in self.known:
                continue
            for period in self.periods(need):
                rows.append(replace(self.other(need.indicator), cells=self.printed(need, period)))
        rows += [self.other()] * SPARE_FIGURES
        heading = ("SỐ LIỆU KHÁC", "Số của các năm trước, của từng tháng, và số liệu ngoài các tờ lĩnh vực.")
        return FormSheet(FIGURES.title, FIGURES, heading, tuple(rows))

    def printed(self, need: Need, period: str) -> Cells:
        """The indicator and its period; last year's figure where it was handed in."""
        cells: dict[str, object] = {
            "indicator": f"{need.indicator}{DASH}{self.title(need.indicator)}",
            "period": period,
        }
        year = self.yardstick.set.year - 1
        known = self.last and self.last.period.to.year == year and self.last.values.get(need.indicator)
        if known and period in (PREVIOUS, str(year)):
            cells["value"] = known.value
        return cells

    def other(self, indicator: str = "") -> Row:
        inputs = frozenset(column.key for column in FIGURES.columns)
        return Row({}, inputs, "other", self.known.get(indicator))

    def periods(self, need: Need) -> list[str]:
        if need.months:
            year = self.yardstick.set.year + (need.year or 0 if (need.year or 0) < 0 else 0)
            return [f"{year}-{month:02}" for month in range(1, 13)]
        if need.year is None:
            return []
        return [PREVIOUS if need.year < 0 else str(need.year)]

    def units(self, needs: Iterable[Need]) -> FormSheet:
        inputs = frozenset(column.key for column in UNITS.columns)
        wanted = [self.title(need.indicator) for need in needs if need.units]
        units = (self.last.sub_units or {}) if self.last and wanted else {}
        rows = [
            Row({"unit": key, "name": unit.name, "indicator": f"{need.indicator}{DASH}{self.title(need.indicator)}",
                 "period": next(iter(self.periods(need)), "")}, inputs, "unit", self.known.get(need.indicator))
            for key, unit in units.items() for need in needs if need.units
        ]  # fmt: skip
        rows += [Row({}, inputs, "unit")] * (SPARE_UNITS if wanted else SPARE_UNASKED)
        asks = f"Bộ tiêu chí cần của từng đơn vị: {'; '.join(dict.fromkeys(wanted))}." if wanted else ""
        heading = ("ĐƠN VỊ TRỰC THUỘC", f"Mỗi số liệu của mỗi đơn vị một hàng. {asks}".strip())
        return FormSheet(UNITS.title, UNITS, heading, tuple(rows))

    def merged(self) -> FormSheet:
        inputs = frozenset(column.key for column in MERGED.columns)
        heading = ("ĐƠN VỊ HỢP NHẤT", "Số các năm trước của những đơn vị đã sáp nhập vào cơ quan này, nếu có.")
        return FormSheet(MERGED.title, MERGED, heading, (Row({}, inputs, "merged"),) * SPARE_UNASKED)


_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
MAX_NAME = 31
"""Letters of the name of a sheet."""


def _named(sheets: Iterable[FormSheet]) -> Iterator[FormSheet]:
    """Sheets with names that workbooks take, each once."""
    taken: set[str] = set()
    for sheet in sheets:
        plain = _FORBIDDEN.sub(" ", sheet.name).strip()
        name, number = _cut(plain), 1
        while name.lower() in taken:
            number += 1
            name = f"{plain[: MAX_NAME - 4].strip()} ({number})"
        taken.add(name.lower())
        yield replace(sheet, name=name)


def _cut(name: str) -> str:
    """At the end of a word."""
    short = name if len(name) <= MAX_NAME else name[: MAX_NAME + 1].rpartition(" ")[0] or name[:MAX_NAME]
    return short.rstrip(" ,;.")
