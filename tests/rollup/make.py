"""Plans, forms and reports as text, read the way files are read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from par_engine.catalogue.load import Catalogue, load_catalogue
from par_engine.criteria.forms import Form, Forms
from par_engine.evidence.rollup.plan import Plan
from par_engine.evidence.rollup.report import Report
from par_engine.evidence.rollup.rollup import RolledUp, roll_up
from par_engine.evidence.submission import Submission
from par_engine.library import Library
from par_engine.reading.models import Loaded, validate
from par_engine.reading.tree import read_tree
from tests.cli.program import REPOSITORY

M = TypeVar("M", bound=BaseModel)


def read(shape: Mapping[str, Any], name: str, model: type[M]) -> Loaded[M]:
    """A model from plain values, through text and its places."""
    tree, problems = read_tree(json.dumps(shape, ensure_ascii=False, indent=1), f"{name}.json")
    assert tree is not None, problems
    loaded, problems = validate(tree, model)
    assert loaded is not None, [one.line() for one in problems]
    return loaded


@cache
def catalogue() -> Catalogue:
    found, problems = load_catalogue(Library(REPOSITORY, "kiểm thử"))
    assert problems == []
    return found


ASKED = [
    "dossiers.received_new",
    "dossiers.resolved",
    "staff.total",
    "dossiers.in_time_rate",
    "dossiers.resolved_in_time",
]


def form(name: str = "thang", each: str = "month", **more: Any) -> Form:
    by = {"day": 5, "month": "next"} if each == "month" else {"days_after_end": 15}
    shape = {
        "kind": "form",
        "schema": 1,
        "id": name,
        "title": f"Báo cáo {name}",
        "due": {"each": each, "by": by},
        "sections": [{"title": "Hồ sơ", "indicators": [{"id": one, "optional": True} for one in ASKED]}],
        **more,
    }
    return read(shape, name, Form).model


FORMS = Forms({one.id: one for one in (form(), form("nam", "year"), form("quy", "quarter"))})
LUY_KE = Forms({one.id: one for one in (form(counted="since_new_year"), form("nam", "year"))})


def unit(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "name": f"UBND {name}", "unit_kind": "commune", **more}


def plan(units: Sequence[Mapping[str, Any]], **more: Any) -> Loaded[Plan]:
    shape = {
        "kind": "rollup",
        "schema": 1,
        "agency": {"id": "huyen", "name": "UBND huyện"},
        "unit_kind": "district",
        "criteria_set": "thai-nguyen-2017",
        "version": "1",
        "purpose": "official",
        "period": {"from": "01/01/2017", "to": "31/12/2017"},
        "prepared_on": "31/01/2018",
        "form": "thang",
        "units": list(units),
        **more,
    }
    return read(shape, "phieu", Plan)


def report(agency: str, period: str, values: Mapping[str, Any], **more: Any) -> Loaded[Report]:
    """A report that came on day 28 of its month, unless said otherwise."""
    month = int(period[1:].partition("/")[0]) if period.startswith("M") else 12
    shape = {
        "kind": "report",
        "schema": 1,
        "form": "thang",
        "agency": {"id": agency, "name": f"UBND {agency}"},
        "period": period,
        "received": f"28/{month:02}/2017",
        "values": dict(values),
        **more,
    }
    suffix = f"-dinh-chinh-{more['correction']}" if "correction" in more else ""
    return read(shape, f"{agency}-{period.replace('/', '-')}{suffix}", Report)


def months(agency: str, indicator: str, numbers: Mapping[int, Any]) -> list[Loaded[Report]]:
    return [report(agency, f"M{month}/2017", {indicator: number}) for month, number in numbers.items()]


def rolled(
    the_plan: Loaded[Plan],
    reports: Sequence[Loaded[Report]],
    forms: Forms = FORMS,
    submissions: Sequence[Loaded[Submission]] = (),
    *,
    partial: bool = False,
) -> RolledUp:
    return roll_up(the_plan, forms, reports, submissions, catalogue(), partial=partial)


def values(done: RolledUp, of: str | None = None) -> dict[str, Any]:
    """The figures of the whole period, of the agency or of one unit."""
    return {
        figure.indicator: one.raw()
        for figure, one in done.figures.items()
        if figure.unit == of and figure.month is None
    }


def told(done: RolledUp, check: str) -> list[str]:
    """The messages of one kind."""
    return [one.message for one in done.findings if one.check == f"rollup.{check}"]
