"""Somebody can earn it, somebody mends it: components for nobody, owners that look like ids of agencies and are none,
agencies that stand above themselves."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine.criteria.model import for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding, Severity
from par_engine.reading.fields import ID
from par_engine.text import did_you_mean, listing


def check_whom(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about agencies, owners and applicability."""
    yield from _circles(yardstick)
    for placed in yardstick.all_components():
        yield from _nobody(yardstick, placed)
        yield from _owner(yardstick, placed)


def _circles(yardstick: Yardstick) -> Iterator[Finding]:
    agencies = yardstick.set.agencies
    for name in agencies:
        way, above = [name], agencies[name].parent
        while above in agencies and above not in way:
            way.append(above)
            above = agencies[above].parent
        if above == name:
            message = f"cơ quan “{name}” nằm dưới chính mình: {' → '.join([*way, name])}"
            yield yardstick.set_file.finding(
                "agency.circle", ("agencies", name, "parent"), message, found=name, action="sửa parent"
            )


def _nobody(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    """Every unit kind is either left out or has no points."""
    applies, known = placed.component.applies_to, yardstick.set.unit_kinds
    kinds = [kind for kind in known if for_unit(placed.component.max_points, kind)]
    listed = {*applies.unit_kinds, *(yardstick.set.agencies[name].unit_kind for name in applies.agencies
                                     if name in yardstick.set.agencies)}  # fmt: skip
    unknown = any(kind and kind not in known for kind in (*placed.component.max_points, *listed))
    if kinds and listed and not unknown and not listed & set(kinds):
        message = (
            f"điểm chỉ có cho {listing(kinds)}, tiêu chí chỉ áp dụng cho {listing(sorted(listed))}: không ai được chấm"
        )
        yield placed.finding("applies.nobody", ("applies_to",), message, action="sửa applies_to hoặc max_points")


def _owner(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    """An owner is a name in words, or the id of an agency or unit kind of the set."""
    remedy, known = placed.component.remedy, {**yardstick.set.agencies, **yardstick.set.unit_kinds}
    if remedy and ID.fullmatch(remedy.owner) and remedy.owner not in known:
        message = f"“{remedy.owner}” viết như mã nhưng không phải cơ quan hay loại đơn vị nào của bộ"
        action = did_you_mean(remedy.owner, known) or "viết tên bằng chữ, hoặc khai báo cơ quan ở “agencies” của bộ"
        yield placed.finding(
            "remedy.owner", ("remedy", "owner"), message, found=remedy.owner, allowed=listing(known), action=action,
            severity=Severity.WARNING,
        )  # fmt: skip
