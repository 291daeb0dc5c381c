"""Changes between two criteria sets as people read them: grouped by area, in plain data for every form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from par_engine.criteria.comparing.change import Change, Reach, Sort, reach_of
from par_engine.criteria.yardstick import Yardstick

Shape = dict[str, Any]
HEADINGS = ("Lĩnh vực", "Tiêu chí", "Thay đổi", "Ảnh hưởng", "Phần", "Trước", "Nay")


def changes_context(old: Yardstick, new: Yardstick, changes: Sequence[Change]) -> Shape:
    """What text, page and workbook print."""
    titles = {area.id: f"{area.code}. {area.title}" for one in (old, new) for area in one.areas}
    return {
        "old": _set(old),
        "new": _set(new),
        "reach": reach_of(changes).label,
        "counts": [{"label": sort.label, "count": count} for sort, count in _counts(changes).items()],
        "total": len(changes),
        "groups": [_group(title, rows) for title, rows in _by_area(changes, titles).items()],
    }


def changes_shape(old: Yardstick, new: Yardstick, changes: Sequence[Change]) -> Shape:
    """What the command prints with `--json`."""
    return {
        "schema": 1,
        "old": _set(old),
        "new": _set(new),
        "reach": reach_of(changes).value,
        "changes": [
            {
                "sort": one.sort.value,
                "reach": one.sort.reach.value,
                "area": one.area,
                "subject": one.subject,
                "what": one.what,
                "before": one.before,
                "after": one.after,
            }
            for one in changes
        ],
    }


def change_rows(context: Shape) -> list[list[str]]:
    """One row per change, for workbooks; the columns are `HEADINGS`."""
    return [
        [group["title"], subject["name"], row["label"], row["reach"], row["what"], row["before"], row["after"]]
        for group in context["groups"]
        for subject in group["subjects"]
        for row in subject["rows"]
    ]


def _set(yardstick: Yardstick) -> Shape:
    known = yardstick.set
    return {"id": known.id, "title": known.title, "version": known.version, "year": known.year}


def _counts(changes: Iterable[Change]) -> dict[Sort, int]:
    found = [one.sort for one in changes]
    return {sort: found.count(sort) for sort in Sort if sort in found}


def _by_area(changes: Iterable[Change], titles: Mapping[str, str]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for one in changes:
        found.setdefault(titles.get(one.area, "Toàn bộ"), []).append(one)
    return found


def _group(title: str, changes: Sequence[Change]) -> Shape:
    subjects: dict[str, list[Shape]] = {}
    for one in changes:
        subjects.setdefault(one.subject, []).append(_row(one))
    return {"title": title, "subjects": [{"name": name, "rows": rows} for name, rows in subjects.items()]}


def _row(one: Change) -> Shape:
    return {
        "label": one.sort.label,
        "reach": one.sort.reach.label,
        "points": one.sort.reach is Reach.POINTS,
        "what": one.what,
        "before": one.before,
        "after": one.after,
        "line": one.line(),
    }
