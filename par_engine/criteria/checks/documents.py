"""Documents that a set asks for can be handed in, and have a last day where the rule asks how late they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.due import Window
from par_engine.criteria.kinds.deadline import Deadline
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.reading.models import Loaded


def check_documents(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about windows, conditions and last days of documents."""
    if yardstick.set.dated:
        yield from _window(yardstick, yardstick.set_file, ("dated",), yardstick.set.dated)
    for placed in yardstick.all_components():
        for key, wanted in placed.component.documents.items():
            if wanted.dated:
                yield from _window(yardstick, placed.file, (*placed.path, "documents", key, "dated"), wanted.dated)
            if wanted.when and not list(wanted.when.interval().bounds()):
                action = "thêm at_least, above, at_most hoặc below, hoặc bỏ when"
                message = "điều kiện “when” không có cận nên lúc nào cũng đúng"
                yield placed.finding("document.when", ("documents", key, "when"), message, action=action)
        yield from _last_day(placed)


def _window(yardstick: Yardstick, file: Loaded[Any], path: KeyPath, window: Window) -> Iterator[Finding]:
    span = window.span(yardstick.clock())
    if span.first > span.last:
        message = f"khoảng ngày ban hành {span} không có ngày nào"
        yield file.finding("document.window", path, message, action="đổi from đứng trước to")


def _last_day(placed: Placed) -> Iterator[Finding]:
    rule = placed.component.rule
    key = rule.deadline.document if isinstance(rule, Deadline) else ""
    wanted = placed.component.documents.get(key)
    if wanted and (wanted.due is None or not (wanted.due.dated or wanted.due.repeats)):
        message = f"tài liệu “{key}” không có thời hạn nên luật deadline không bao giờ thấy chậm"
        action = "thêm due: by, before, in, span, after hoặc each"
        yield placed.finding("document.due", ("documents", key), message, found=key, action=action, key=True)
