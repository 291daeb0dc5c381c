"""Due dates make sense together: they can be met, run forwards, name events of the set, and working days are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from par_engine.calendar import last_moment, viet_date
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.due import Due, RoundClock
from par_engine.criteria.relative import Relative
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding, Severity
from par_engine.reading.models import Loaded
from par_engine.text import did_you_mean, listing


def check_due(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about due dates of the set, of components and of their documents."""
    clock = yardstick.clock()
    yield from _holidays(yardstick)
    for file, path, due in _all(yardstick):
        yield from _span(clock, file, path, due)
        yield from _event(yardstick, file, path, due)
        yield from _working_days(yardstick, file, path, due)
    for path, due in _of_set(yardstick):
        if not due.dated or due.repeats or due.event:
            message = "hạn này phải là một ngày hay một kỳ"
            action = "dùng by, before, in hoặc span"
            yield yardstick.set_file.finding("due.deadline", path, message, action=action, key=True)
    for placed in yardstick.all_components():
        for key in placed.component.documents:
            yield from _can_be_met(yardstick, clock, placed, key)


def _holidays(yardstick: Yardstick) -> Iterator[Finding]:
    file = yardstick.holidays_file
    if file is None:
        return
    if file.model.set != yardstick.set.id:
        message = f"tệp ghi bộ “{file.model.set}” nhưng nằm trong bộ “{yardstick.set.id}”"
        yield file.finding("holidays.set", ("set",), message, found=file.model.set, action="sửa mã bộ")
    for number, year in enumerate(file.model.years):
        if year.basis and yardstick.catalogue.lacks_text(year.basis.text):
            path, texts = ("years", number, "basis", "text"), yardstick.catalogue.texts
            action = did_you_mean(year.basis.text, texts) or "khai báo văn bản này hoặc sửa mã"
            message = f"văn bản “{year.basis.text}” không tồn tại"
            yield file.finding("reference", path, message, found=year.basis.text, action=action)


def _of_set(yardstick: Yardstick) -> Iterator[tuple[KeyPath, Due]]:
    deadlines, raw = yardstick.set.deadlines, yardstick.set_file.tree.data["deadlines"]["self_scoring"]
    for kind, due in deadlines.self_scoring.items():
        yield ("deadlines", "self_scoring", *((kind,) if kind and kind in raw else ())), due
    if deadlines.report:
        yield ("deadlines", "report"), deadlines.report


def _all(yardstick: Yardstick) -> Iterator[tuple[Loaded[Any], KeyPath, Due]]:
    for path, due in _of_set(yardstick):
        yield yardstick.set_file, path, due
    for placed in yardstick.all_components():
        if placed.component.due:
            yield placed.file, (*placed.path, "due"), placed.component.due
        for key, wanted in placed.component.documents.items():
            if wanted.due:
                yield placed.file, (*placed.path, "documents", key, "due"), wanted.due


def _span(clock: RoundClock, file: Loaded[Any], path: KeyPath, due: Due) -> Iterator[Finding]:
    if due.span is None:
        return
    span = due.span.span(clock)
    if span.first > span.last:
        message = f"khoảng {span} có ngày đầu sau ngày cuối"
        yield file.finding("due.span", (*path, "span"), message, action="đổi from đứng trước to")


def _event(yardstick: Yardstick, file: Loaded[Any], path: KeyPath, due: Due) -> Iterator[Finding]:
    known = yardstick.set.events
    if due.event and due.event not in known:
        action = did_you_mean(due.event, known) or "khai báo sự kiện ở events của set.yaml"
        where = (*path, "after" if due.after else "with_plan")
        message, allowed = f"sự kiện “{due.event}” không tồn tại", listing(known)
        yield file.finding("due.event", where, message, found=due.event, allowed=allowed, action=action)


def _working_days(yardstick: Yardstick, file: Loaded[Any], path: KeyPath, due: Due) -> Iterator[Finding]:
    moment = due.by or due.before
    counted = due.within is not None and due.within.working_days is not None
    counted = counted or (isinstance(moment, Relative) and moment.working_days_after_end is not None)
    moved = due.next_working_day or (yardstick.set.next_working_day and due.next_working_day is None and due.dated)
    if (counted or moved) and not yardstick.set.holidays and yardstick.holidays_file is None:
        message = "thời hạn dùng ngày làm việc nhưng bộ chưa có ngày nghỉ nào ngoài thứ Bảy, Chủ nhật"
        action = "thêm holidays vào set.yaml hoặc tệp holidays.yaml"
        yield file.finding("due.holidays", path, message, action=action, severity=Severity.WARNING)


def _can_be_met(yardstick: Yardstick, clock: RoundClock, placed: Placed, key: str) -> Iterator[Finding]:
    """A document may not be due before the first day on which it may be issued."""
    wanted = placed.component.documents[key]
    span = wanted.issue_span(clock, yardstick.set.dated)
    if wanted.due is None or span is None:
        return
    first, end = span
    if first > end:
        return  # reported as such
    early = [day for day in _last_days(wanted.due, clock) if day < first]
    if early:
        message = (
            f"hạn của tài liệu “{key}” là {last_moment(early[0])} nhưng tài liệu chỉ được ban hành "
            f"từ ngày {viet_date(first)} nên không thể đúng hạn"
        )
        yield placed.finding(
            "due.never", ("documents", key, "due"), message, action="sửa due, hoặc ghi dated với from sớm hơn"
        )
    beyond = [day for day in _last_days(wanted.due, clock) if day > end]
    if beyond:
        end_words = f"ban hành sau ngày {viet_date(end)} thì không được tính"
        message = f"tài liệu “{key}” có hạn {last_moment(beyond[0])} nhưng {end_words}"
        yield placed.finding(
            "due.beyond", ("documents", key, "due"), message, action="sửa due, hoặc ghi dated với to muộn hơn"
        )


def _last_days(due: Due, clock: RoundClock) -> list[dt.date]:
    if due.repeats:
        return [one.last for one in due.instances(clock) if one.last]
    last = due.last_day(clock)
    return [last] if last else []
