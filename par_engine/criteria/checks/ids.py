"""Ids: the set is named like its folder, areas are those of the set, no id stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine import text as words
from par_engine.criteria.yardstick import Yardstick, nodes
from par_engine.findings import Finding


def check_ids(yardstick: Yardstick, folder: str, *, complete: bool) -> Iterator[Finding]:
    """Findings about ids of set, areas, criteria and components."""
    set_file = yardstick.set_file
    if set_file.model.id != folder:
        message = f"mã bộ “{set_file.model.id}” khác tên thư mục “{folder}”"
        yield set_file.finding("set.id", ("id",), message, action="đặt mã bộ trùng tên thư mục")
    yield from _areas(yardstick, complete)
    seen: dict[str, str] = {}
    for file in yardstick.area_files:
        for path, _, node in nodes(file.model):
            if node.id in seen:
                message = f"mã “{node.id}” đã dùng ở {seen[node.id]}"
                yield file.finding("id.repeated", (*path, "id"), message, found=node.id, action="đặt mã khác")
            seen.setdefault(node.id, str(file.tree.at((*path, "id"))))


def _areas(yardstick: Yardstick, complete: bool) -> Iterator[Finding]:
    listed, seen, meant = list(yardstick.set.areas), set[str](), set[str | None]()
    for file in yardstick.area_files:
        area = file.model.id
        if area not in listed:
            meant.add(words.nearest(area, listed))
            action = words.did_you_mean(area, listed) or "thêm vào “areas” của set.yaml hoặc sửa mã"
            yield file.finding(
                "area.unknown", ("id",), f"lĩnh vực “{area}” không có trong set.yaml", found=area, action=action
            )
        if area in seen:
            yield file.finding("area.repeated", ("id",), f"lĩnh vực “{area}” có hai tệp", action="gộp hai tệp")
        seen.add(area)
    for number, area in enumerate(listed):
        if area in listed[:number]:
            message = f"lĩnh vực “{area}” bị lặp"
            yield yardstick.set_file.finding("area.repeated", ("areas", number), message, action="giữ lại một mục")
        elif complete and area not in seen | meant:
            message = f"lĩnh vực “{area}” không có tệp nào"
            yield yardstick.set_file.finding(
                "area.missing", ("areas", number), message, action="tạo tệp <nn>-<lĩnh vực>.yaml"
            )
