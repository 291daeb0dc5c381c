"""Report forms (mẫu biểu): which figures a periodic report asks for, of whom, by when, and who sends it to whom.

One file `evidence_schemas/forms/<id>.yaml` each. A form says how its figures count: those of the period alone, or
since new year. Some agencies owe more than the others: `extra`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from par_engine.catalogue.legal import Citation
from par_engine.catalogue.load import Catalogue, unknown
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.due import Due
from par_engine.findings import Finding
from par_engine.library import Library
from par_engine.reading.fields import Id, IndicatorId, OneOrMany, Strict, Text, YesNo
from par_engine.reading.models import Loaded, read_model


class Counted(StrEnum):
    """What the figures of a report are about. A figure as of a day is the same in both."""

    OF_PERIOD = "of_period"
    SINCE_NEW_YEAR = "since_new_year"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return "số của riêng kỳ" if self is Counted.OF_PERIOD else "số lũy kế từ đầu năm"


class Route(Strict):
    """Who sends the report to whom; several reports of lower units may be put together on the way."""

    from_: Annotated[tuple[Id, ...], OneOrMany] = Field(alias="from")
    to: Id
    through: Text | None = None
    due: Due | None = None
    with_lower: YesNo = False


class Asked(Strict):
    """One figure that a form asks for. An optional one may be left out; `counted` differs where the form says so."""

    id: IndicatorId
    optional: YesNo = False
    counted: Counted | None = None
    note: Text | None = None


def _asked(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


AskedField = Annotated[Asked, BeforeValidator(_asked)]


class FormSection(Strict):
    """A heading of the form with its figures; `texts` are what it asks for in words."""

    title: Text
    indicators: tuple[AskedField, ...] = ()
    texts: tuple[Text, ...] = ()


class Extra(Strict):
    """What some agencies report beside the rest: the figures of the tasks that the province gave them."""

    agencies: Annotated[tuple[Id, ...], Field(min_length=1)]
    duty: Text
    indicators: tuple[AskedField, ...] = ()


class Form(Strict):
    """The file of one form."""

    kind: Literal["form"]
    schema_: Literal[1] = Field(alias="schema")
    id: Id
    title: Text
    basis: Annotated[tuple[Citation, ...], OneOrMany] = ()
    due: Due
    counted: Counted = Counted.OF_PERIOD
    routes: tuple[Route, ...] = ()
    sections: tuple[FormSection, ...] = ()
    extra: tuple[Extra, ...] = ()
    note: Text | None = None

    def asked(self, agency: str) -> dict[str, Asked]:
        """The figures that an agency owes, in the order of the form."""
        rows = [one for section in self.sections for one in section.indicators]
        rows += [one for extra in self.extra if agency in extra.agencies for one in extra.indicators]
        return {one.id: one for one in rows}

    def counts(self, indicator: str) -> Counted:
        """How a figure of this form counts."""
        for one in self._all():
            if one.id == indicator and one.counted:
                return one.counted
        return self.counted

    def due_for(self, unit_kind: str) -> Due:
        """When a unit of a kind must hand it in: the route's own day, else the form's."""
        routes = [route for route in self.routes if unit_kind in route.from_]
        return next((route.due for route in routes if route.due), self.due)

    def _all(self) -> Iterator[Asked]:
        yield from (one for section in self.sections for one in section.indicators)
        yield from (one for extra in self.extra for one in extra.indicators)


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms of a library, by id; `unread` names the files with problems of their own."""

    forms: dict[str, Form] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


def load_forms(library: Library, catalogue: Catalogue) -> tuple[Forms, list[Finding]]:
    """The forms of a library root, and every problem of their files."""
    forms: dict[str, Form] = {}
    findings: list[Finding] = []
    unread: set[str] = set()
    for path in sorted((library.schemas / "forms").glob("*.yaml")):
        file, problems = read_model(path, library.relative(path), Form)
        findings += problems
        if file is None:
            unread.add(path.stem)
            continue
        forms[file.model.id] = file.model
        findings += check_form(file, path.stem, catalogue)
    return Forms(forms, frozenset(unread)), findings


def check_form(file: Loaded[Form], stem: str, catalogue: Catalogue) -> Iterator[Finding]:
    """What is wrong with a form that reads well in itself."""
    form = file.model
    if form.id != stem:
        message = f"mã “{form.id}” khác tên tệp “{stem}”"
        yield file.finding("form.id", ("id",), message, found=form.id, action="đặt mã trùng tên tệp")
    for number, citation in enumerate(form.basis):
        if catalogue.lacks_text(citation.text):
            where: KeyPath = (
                ("basis", number, "text") if isinstance(file.tree.data["basis"], list) else ("basis", "text")
            )
            yield unknown(file, "form.reference", where, "văn bản", citation.text, catalogue.texts)
    dues: list[tuple[KeyPath, Due]] = [(("due",), form.due)]
    dues += [(("routes", number, "due"), route.due) for number, route in enumerate(form.routes) if route.due]
    for where, due in dues:
        if due.each is None:
            message = "mẫu biểu là báo cáo định kỳ nên hạn phải có each"
            action = "ghi each: week, month, quarter, half, nine_months hoặc year"
            yield file.finding("form.due", where, message, action=action)
        elif due.each is not form.due.each and form.due.each is not None:
            message = f"hạn này theo {due.each.label}, mẫu biểu theo {form.due.each.label}"
            yield file.finding("form.due", where, message, action="dùng cùng một each, hoặc tách thành mẫu biểu khác")
    yield from _check_indicators(file, catalogue)


def _check_indicators(file: Loaded[Form], catalogue: Catalogue) -> Iterator[Finding]:
    groups: list[tuple[KeyPath, tuple[Asked, ...]]] = []
    groups += [(("sections", number), one.indicators) for number, one in enumerate(file.model.sections)]
    groups += [(("extra", number), one.indicators) for number, one in enumerate(file.model.extra)]
    seen: set[tuple[str, str]] = set()
    for path, asked in groups:
        for number, one in enumerate(asked):
            raw = file.tree.data[path[0]][path[1]]["indicators"][number]
            where: KeyPath = (*path, "indicators", number, *(("id",) if isinstance(raw, dict) else ()))
            group = "" if path[0] == "sections" else str(path[1])
            if catalogue.lacks_indicator(one.id):
                yield unknown(file, "form.reference", where, "số liệu", one.id, catalogue.indicators)
            elif (group, one.id) in seen or ("", one.id) in seen:
                message = f"số liệu “{one.id}” hỏi hai lần trong mẫu biểu"
                yield file.finding("form.repeated", where, message, found=one.id, action="bỏ một lần")
            seen.add((group, one.id))
