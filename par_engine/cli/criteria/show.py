"""`par-engine criteria show SET`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.options import JsonOption, SetArgument, day
from par_engine.cli.output import print_json, say, say_library, say_wrapped

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from par_engine.criteria.yardstick import Placed, Yardstick

HELP = "Xem một bộ tiêu chí: lĩnh vực, tiêu chí, điểm, cách chấm bằng một câu."
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", metavar="LOẠI", help="Chỉ các tiêu chí của loại đơn vị này (province, department…)."),
]


YearOption = Annotated[
    int | None,
    typer.Option("--year", metavar="NĂM", help="Bộ như áp dụng cho kỳ của năm này; mặc định là năm đầu của bộ."),
]
DayOption = Annotated[
    str | None,
    typer.Option("--on", metavar="NGÀY", help="Bộ như áp dụng vào ngày này (31/12/2019); mặc định là ngày cuối năm."),
]


def show(
    set_id: SetArgument,
    unit: UnitOption = None,
    year: YearOption = None,
    on: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Prints every component with its rule in one sentence, as it stands in a year and on a day."""
    from par_engine.criteria.load import require_set
    from par_engine.library import find_library

    library = find_library()
    asked = day(on)
    yardstick = require_set(library, set_id, _year(year, asked), asked)
    shape = set_shape(yardstick, _known(yardstick, unit))
    if as_json:
        print_json(shape)
        return
    _print_set(yardstick, shape)
    say_library(library)


def _year(year: int | None, on: dt.date | None) -> int | None:
    """The year asked for, or else that of the day. Raises UsageError."""
    from par_engine.errors import UsageError
    from par_engine.reading.fields import SET_YEARS

    year = on.year if year is None and on else year
    if year is not None and year not in SET_YEARS:
        raise UsageError(f"Năm {year} ngoài khoảng {SET_YEARS.start} đến {SET_YEARS.stop - 1}.")
    return year


def _known(yardstick: Yardstick, unit: str | None) -> str | None:
    """The unit kind asked for. Raises UsageError with those that the set has."""
    from par_engine.errors import UsageError
    from par_engine.text import did_you_mean

    kinds = yardstick.set.unit_kinds
    if unit is not None and unit not in kinds:
        allowed = ", ".join(f"{kind} ({title})" for kind, title in kinds.items())
        hint = did_you_mean(unit, kinds) or f"cho phép: {allowed}"
        raise UsageError(f"Loại đơn vị “{unit}” không có trong bộ {yardstick.set.id} ({hint}).")
    return unit


def _print_set(yardstick: Yardstick, shape: dict[str, Any]) -> None:
    from par_engine.cli.tables import Column, print_table

    known = yardstick.set
    say_wrapped(f"{known.title} ({known.id}, phiên bản {known.version}, {yardstick.years_words})")
    columns = [
        Column("Mã"),
        Column("Tiêu chí", text=True),
        Column("Tối đa", right=True),
        Column("Kiểu luật", spare=True),
        Column("Cách chấm", text=True),
    ]
    for area in shape["areas"]:
        rows = [
            [
                row["id"],
                row["title"],
                _viet(row["max_points"]),
                row["rule_label"],
                " ".join([row["sentence"], *row["standing"]]),
            ]
            for row in area["components"]
        ]
        say()
        print_table(f"{area['code']}. {area['title']}: tối đa {_viet(area['max_points'])} điểm", columns, rows)
    say()
    count = sum(len(area["components"]) for area in shape["areas"])
    say_wrapped(f"{count} tiêu chí thành phần; mã kiểm {yardstick.digest}")


def _viet(points: str) -> str:
    from decimal import Decimal

    from par_engine.numbers import viet

    return viet(Decimal(points))


def set_shape(yardstick: Yardstick, unit: str | None) -> dict[str, Any]:
    """The set as plain data; with `unit`, only what can stand in a sheet of that unit kind."""
    known = yardstick.set
    return {
        "schema": 1,
        "id": known.id,
        "version": known.version,
        "title": known.title,
        "year": known.year,
        "digest": yardstick.digest,
        "unit_kinds": known.unit_kinds,
        "unit": unit,
        "areas": [
            {
                "id": area.id,
                "code": area.code,
                "title": area.title,
                "max_points": _points(yardstick, area.max_points, unit),
                "components": [
                    _component(yardstick, placed, unit)
                    for placed in yardstick.components.values()
                    if placed.area.id == area.id and _stands(yardstick, placed, unit)
                ],
            }
            for area in yardstick.areas
        ],
    }


def _stands(yardstick: Yardstick, placed: Placed, unit: str | None) -> bool:
    applies = placed.component.applies_to
    named = (yardstick.set.agencies.get(one) for one in applies.agencies)
    return unit is None or applies.includes(unit, "") or any(one is None or one.unit_kind == unit for one in named)


def _component(yardstick: Yardstick, placed: Placed, unit: str | None) -> dict[str, Any]:
    from par_engine.scoring.reasons import sentence

    component = placed.component
    kind = unit or yardstick.unit_kind_of(component.max_points)
    return {
        "id": placed.id,
        "title": component.title,
        "max_points": _points(yardstick, component.max_points, kind),
        "rule": component.rule.name,
        "rule_label": component.rule.label,
        "sentence": sentence(component.rule.sentence(yardstick.part(placed, kind))),
        "standing": list(dict.fromkeys(sentence(one.words()) for one in placed.standing)),
    }


def _points(yardstick: Yardstick, points: dict[str, Decimal], unit: str | None) -> str:
    from fractions import Fraction

    from par_engine.criteria.model import for_unit
    from par_engine.numbers import plain, rounded

    most = for_unit(points, unit or yardstick.unit_kind_of(points))
    return plain(rounded(Fraction(most), yardstick.set.decimals))
