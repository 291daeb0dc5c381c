"""What an officer reads about an item: the rule, then what became of each example, and what mends the first loss."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.library import Library
from par_engine.lost_points.rows import lost_points
from par_engine.reports.explain import explanation
from par_engine.scoring.examples import Bench, Example, example_sheet
from par_engine.scoring.result import ScoreSheet, State
from tests.items.world import Item, examples


def read_aloud(library: Library, item: Item, bench: Bench) -> str:
    """All of it as text."""
    yardstick = bench.yardstick
    lines = [f"== {item.number}. {item.words}"]
    for name in item.components:
        lines += ["", f"{name} {yardstick.components[name].component.title}"]
        told, lost = False, False
        for one in (one for one in examples(library, item.set) if one.component == name):
            sheet = example_sheet(one, bench.program(one))
            lines += _of_example(sheet, one, rule=not told, remedy=not lost)
            told = told or sheet.component(name) is not None
            lost = lost or one.expect.cause is not None
    return "\n".join(lines) + "\n"


def _of_example(sheet: ScoreSheet, one: Example, *, rule: bool, remedy: bool) -> Iterator[str]:
    found = sheet.component(one.component)
    if found is None:
        return
    told = dict(explanation(sheet, found))
    if rule:
        yield from (f"  {line}" for line in told.get("Cách chấm", [])[:1])
        yield from (f"  {line}" for line in told.get("Cách chấm", []) if line.startswith("Phép tính"))
    yield f"  · {one.name}"
    yield from (f"      {line}" for line in told["Kết quả"])
    if remedy and one.expect.cause and found.state is not State.NOT_APPLICABLE:
        yield from (f"      → {line}" for line in told.get("Bước tiếp theo", []))
        rows = [row for row in lost_points(sheet) if row.id == found.id]
        yield from (f"      [{row.group.value}] {row.points} {row.owner}" for row in rows)
