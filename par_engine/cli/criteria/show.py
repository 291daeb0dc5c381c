"""`par-engine criteria show SET`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from par_engine.cli.options import JsonOption, SetArgument
from par_engine.cli.output import print_json, print_table

if TYPE_CHECKING:
    from par_engine.criteria.yardstick import Yardstick

HELP = "Xem một bộ tiêu chí: lĩnh vực, tiêu chí, điểm, cách chấm bằng một câu."
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="LOẠI", help="Chỉ các tiêu chí của loại đơn vị này (province, department…)."
    ),
]


def show(set_id: SetArgument, unit: UnitOption = None, as_json: JsonOption = False) -> None:
    """Prints every component with its rule in one sentence."""
    from par_engine.criteria.load import require_set
    from par_engine.errors import UsageError
    from par_engine.library import find_library
    from par_engine.text import did_you_mean

    yardstick = require_set(find_library(), set_id)
    if unit is not None and unit not in yardstick.set.unit_kinds:
        kinds = ", ".join(f"{kind} ({title})" for kind, title in yardstick.set.unit_kinds.items())
        hint = did_you_mean(unit, yardstick.set.unit_kinds)
        raise UsageError(f"Loại đơn vị “{unit}” không có trong bộ. Cho phép: {kinds}. {hint}".strip())
    shape = set_shape(yardstick, unit)
    if as_json:
        print_json(shape)
        return
    typer.echo(
        f"{yardstick.set.title} ({set_id}, phiên bản {yardstick.set.version}, năm {yardstick.set.year})"
    )
    for area in shape["areas"]:
        rows = [
            [row["id"], row["title"], row["max_points"], row["rule"], row["sentence"]]
            for row in area["components"]
        ]
        columns = [
            ("Mã", "left"),
            ("Tiêu chí", "left"),
            ("Tối đa", "right"),
            ("Kiểu", "left"),
            ("Cách chấm", "left"),
        ]
        print_table(f"{area['code']}. {area['title']} – {area['max_points']} điểm", columns, rows)
    typer.echo(f"{len(yardstick.components)} tiêu chí thành phần; mã kiểm {yardstick.digest}")


def set_shape(yardstick: Yardstick, unit: str | None) -> dict[str, Any]:
    """The set as plain data; with `unit`, only what can stand in a sheet of that unit kind."""
    from par_engine.numbers import viet

    kind = unit or next(iter(yardstick.set.unit_kinds))
    areas = []
    for area in yardstick.areas:
        rows = []
        for placed in yardstick.components.values():
            component = placed.component
            inside = (
                unit is None or component.applies_to.includes(unit, "") or bool(component.applies_to.agencies)
            )
            if placed.area.id != area.id or not inside:
                continue
            part = yardstick.part(placed, kind)
            rows.append(
                {
                    "id": placed.id,
                    "title": component.title,
                    "max_points": viet(part.max_points),
                    "rule": component.rule.label,
                    "sentence": component.rule.sentence(part),
                }
            )
        most = viet(yardstick.max_points(area.max_points, kind))
        areas.append(
            {"id": area.id, "code": area.code, "title": area.title, "max_points": most, "components": rows}
        )
    known = yardstick.set
    return {"schema": 1, "id": known.id, "version": known.version, "digest": yardstick.digest, "areas": areas}
