"""The inventory of the source: every task and target leads to components, or says why it cannot be scored."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine import text as words
from par_engine.criteria.inventory import SourceTarget, Task
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding


def check_sources(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about `sources.yaml`."""
    file = yardstick.sources_file
    if file is None:
        return
    if file.model.set != yardstick.set.id:
        message = f"ghi bộ “{file.model.set}”, khác bộ “{yardstick.set.id}”"
        yield file.finding("sources.set", ("set",), message, action="sửa mã bộ")
    rows: list[tuple[str, int, Task | SourceTarget]] = [("tasks", n, task) for n, task in enumerate(file.model.tasks)]
    rows += [("targets", n, target) for n, target in enumerate(file.model.targets)]
    seen: set[str] = set()
    for group, number, item in rows:
        if item.id in seen:
            yield file.finding("id.repeated", (group, number, "id"), f"mã “{item.id}” bị lặp", action="đặt mã khác")
        seen.add(item.id)
        if bool(item.components) == bool(item.not_scored):
            message = f"“{item.id}” phải dẫn tới tiêu chí, hoặc nêu lý do không chấm được"
            yield file.finding("sources.place", (group, number), message, allowed="components hoặc not_scored")
        for place, component in enumerate(item.components):
            if component not in yardstick.components:
                action = words.did_you_mean(component, yardstick.components) or "sửa mã tiêu chí"
                message = f"tiêu chí “{component}” không tồn tại"
                yield file.finding(
                    "reference", (group, number, "components", place), message, found=component, action=action
                )
