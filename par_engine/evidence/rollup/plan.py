"""What is to be summed up (`kind: rollup`): for whom, over which period, by which form, from which units.

A unit that ended in the period names its last day; the one that took it over names it among its `predecessors`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from par_engine.calendar import Span
from par_engine.catalogue.legal import Citation
from par_engine.criteria.forms import Forms
from par_engine.evidence.submission import MANY, AgencyRef, Period, Purpose
from par_engine.findings import Finding
from par_engine.reading.fields import Date, Id, Strict, Text, wrong
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean, listing


class Valid(Strict):
    """The days on which a unit exists; an absent end is open."""

    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    basis: Citation | None = None

    @model_validator(mode="after")
    def _forward(self) -> Valid:
        if self.from_ and self.to and self.from_ > self.to:
            raise wrong("đơn vị có ngày đầu sau ngày cuối", "from trước hoặc bằng to")
        return self


class Unit(Strict):
    """One unit below the agency; `parent` is another unit of the list, by default the agency itself."""

    id: Id
    name: Text
    unit_kind: Id
    parent: Id | None = None
    valid: Valid = Valid()
    predecessors: tuple[Id, ...] = ()

    def within(self, span: Span) -> Span | None:
        """The days of a span on which it exists."""
        first = max(span.first, self.valid.from_ or dt.date.min)
        last = min(span.last, self.valid.to or dt.date.max)
        return Span(first, last) if first <= last else None


class Plan(Strict):
    """A roll-up file: whose figures, for which period and form, from which units."""

    kind: Literal["rollup"]
    schema_: Literal[1] = Field(alias="schema")
    agency: AgencyRef
    unit_kind: Id
    criteria_set: Id
    version: Text
    purpose: Purpose
    period: Period
    prepared_on: Date
    form: Id
    units: Annotated[tuple[Unit, ...], Field(min_length=1, max_length=MANY)]
    note: Text | None = None

    def unit(self, name: str) -> Unit | None:
        """A unit by its id, of a repeated id the first; None when the plan does not list it."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Unit]:
        return {one.id: one for one in reversed(self.units)}


def check_plan(file: Loaded[Plan], forms: Forms) -> Iterator[Finding]:
    """What makes a plan unusable: ids twice, parents and predecessors that are not there, circles, an unknown form."""
    plan = file.model
    if plan.form not in forms.forms and plan.form not in forms.unread:
        action = did_you_mean(plan.form, forms.forms) or f"các mẫu biểu hiện có: {listing(forms.forms)}"
        yield file.finding("rollup.form", ("form",), f"không có mẫu biểu “{plan.form}”", found=plan.form, action=action)
    seen = {plan.agency.id}
    heirs: dict[str, str] = {}
    ids = {one.id for one in plan.units}
    for number, unit in enumerate(plan.units):
        if unit.id in seen:
            message = f"mã “{unit.id}” bị lặp"
            yield file.finding("id.repeated", ("units", number, "id"), message, found=unit.id, action="đặt mã khác")
        seen.add(unit.id)
        named = [("parent", unit.parent)] if unit.parent not in (None, plan.agency.id) else []
        for key, name in [*named, *((("predecessors"), one) for one in unit.predecessors)]:
            if name not in ids:
                action = did_you_mean(str(name), ids) or "thêm đơn vị này vào danh sách units"
                message = f"{unit.name}: không có đơn vị “{name}” trong danh sách"
                yield file.finding("rollup.unit", ("units", number, key), message, found=str(name), action=action)
        for name in unit.predecessors:
            if name in heirs:
                message = f"“{name}” vừa nhập vào “{heirs[name]}” vừa nhập vào “{unit.id}” nên bị cộng hai lần"
                action = "đơn vị bị chia tách: để riêng, không ghi ở predecessors; số liệu vẫn cộng vào cấp trên"
                yield file.finding("rollup.unit", ("units", number, "predecessors"), message, action=action)
            heirs.setdefault(name, unit.id)
    yield from _circles(file)
    yield from _ends(file, heirs)


def _circles(file: Loaded[Plan]) -> Iterator[Finding]:
    above = {
        one.id: (one.parent, *(two.id for two in file.model.units if one.id in two.predecessors))
        for one in file.model.units
    }
    for number, unit in enumerate(file.model.units):
        reached: set[str | None] = set()
        ahead = list(above.get(unit.id, ()))
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += above.get(name or "", ())
        if unit.id in reached:
            message = f"{unit.name}: cấp trên hoặc đơn vị trước đó đi vòng về chính nó"
            yield file.finding("rollup.unit", ("units", number, "id"), message, action="sửa parent, predecessors")


def _ends(file: Loaded[Plan], heirs: dict[str, str]) -> Iterator[Finding]:
    """A predecessor must have ended before its heir begins."""
    for number, unit in enumerate(file.model.units):
        heir = file.model.unit(heirs.get(unit.id, ""))
        if heir is None:
            continue
        if unit.valid.to is None or heir.valid.from_ is None or heir.valid.from_ <= unit.valid.to:
            message = f"{unit.name} nhập vào {heir.name} nhưng thời gian tồn tại không nối tiếp nhau"
            action = "ghi valid.to của đơn vị cũ và valid.from của đơn vị mới, ngày sau liền ngày trước"
            yield file.finding("rollup.unit", ("units", number, "id"), message, action=action)
