"""Dated values: what a file says for one round, where it says different things for different years or days.

Any value of a set or area file may be written as steps: by year (`{2026: 50%, 2027: 60%}`) or by day
(`[{from: 01/01/2019, value: 635}, {from: 01/12/2019, value: 559}]`). A step holds until the next one. Steps are
resolved on the plain tree, before any model reads it, and every place stays that of the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from par_engine.calendar import parse_date, viet_date
from par_engine.criteria.decisions import KeyPath
from par_engine.findings import Finding, Place, Severity
from par_engine.reading.fields import SET_YEARS
from par_engine.reading.fields import YEARS as CALENDAR
from par_engine.reading.models import key_path, show
from par_engine.reading.tree import Marks, Tree

_SPAN = re.compile(r"([0-9]{4})\.\.([0-9]{4})")
_FIXED = ("kind", "schema", "id", "version", "year")
"""What names a file or a criterion cannot change under it."""
_STEP = {"from", "value"}


@dataclass(frozen=True, slots=True)
class Moment:
    """When a set is asked: the year of the round, for steps by year, and the day of scoring, for steps by day."""

    year: int
    on: dt.date

    @classmethod
    def end_of(cls, year: int) -> Moment:
        """The last day of a round's year."""
        return cls(year, dt.date(year, 12, 31))

    def words(self) -> str:
        """As messages name it: the year where it is the last day of one, else the day."""
        last = self.on == dt.date(self.year, 12, 31)
        return f"năm {self.year}" if last else f"ngày {viet_date(self.on)}"


@dataclass(frozen=True, slots=True)
class Standing:
    """The step of one dated value that was taken: since when it holds, and until which step. `early` when the moment
    lies before the first step, which then was taken in its place."""

    path: KeyPath
    since: int | dt.date
    until: int | dt.date | None
    early: bool

    @property
    def comes(self) -> dt.date:
        """The day by which the step is asked for: of a year its last, for that is when a round looks at it."""
        return Moment.end_of(self.since).on if isinstance(self.since, int) else self.since

    def words(self) -> str:
        """`theo mức của năm 2027, mức tiếp theo từ năm 2030`; before the first step `chỉ tiêu đến năm 2030`."""
        if self.early:
            return f"chỉ tiêu đến {_words(self.since)}"
        now = f"theo mức {'của' if isinstance(self.since, int) else 'từ'} {_words(self.since)}"
        return f"{now}, mức tiếp theo từ {_words(self.until)}" if self.until else now


def _words(step: int | dt.date) -> str:
    return f"năm {step}" if isinstance(step, int) else f"ngày {viet_date(step)}"


@dataclass(slots=True)
class ResolvedTree(Tree):
    """A file as it stands at one moment; `source` is all that it says."""

    source: Any = None
    standing: tuple[Standing, ...] = ()

    @property
    def written(self) -> Any:
        """What the file says, with all steps."""
        return self.source


def standing(tree: Tree) -> tuple[Standing, ...]:
    """The steps taken in a file."""
    return tree.standing if isinstance(tree, ResolvedTree) else ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Every year and every day from which something in a set is different."""

    years: tuple[int, ...] = ()
    days: tuple[dt.date, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.years or self.days)

    def key(self, moment: Moment) -> tuple[int, int]:
        """The same for two moments between which nothing changes."""
        return sum(year <= moment.year for year in self.years), sum(day <= moment.on for day in self.days)


def changes_in(contents: Iterable[Any]) -> Changes:
    """All the steps that files name; wrong ones, which are findings, left out."""
    years: set[int] = set()
    days: set[dt.date] = set()
    waiting: list[tuple[KeyPath, Any]] = [((), one) for one in contents]
    while waiting:
        path, data = waiting.pop()
        if isinstance(data, dict) and not _keeps_years(path):
            years |= {int(key) for key in data if _is_year(key) and int(key) in SET_YEARS}
            waiting += [((*path, key), one) for key, one in data.items()]
        elif isinstance(data, list):
            days |= {day for step in data if (day := _day(step.get("from")))} if _by_day(data) else set()
            waiting += [((*path, number), one) for number, one in enumerate(data)]
    return Changes(tuple(sorted(years)), tuple(sorted(days)))


def set_years(data: Any) -> range | None:
    """The years a set is for: `year: 2019`, or `year: 2026..2030`. None when it is wrongly written."""
    year = data.get("year") if isinstance(data, dict) else None
    if isinstance(year, int) and not isinstance(year, bool):
        return range(year, year + 1) if year in SET_YEARS else None
    if isinstance(year, str) and (match := _SPAN.fullmatch(year)):
        first, last = int(match[1]), int(match[2])
        return range(first, last + 1) if first < last and first in SET_YEARS and last in SET_YEARS else None
    return None


def at_year(tree: Tree, year: int) -> Tree:
    """The file `set.yaml` in a round of the years it is for: `year` becomes that year, or the nearest one."""
    years = set_years(tree.data)
    if years is None or len(years) == 1:
        return tree
    data = {**tree.data, "year": min(max(year, years.start), years.stop - 1)}
    return ResolvedTree(tree.name, data, tree.marks, tree.written, standing(tree))


def resolve(tree: Tree, moment: Moment) -> tuple[Tree, list[Finding]]:
    """The file as it stands at a moment, and what is wrong with its steps. A file without steps stays as it is."""
    if not _has_steps(tree.data):
        return tree, []
    resolver = _Resolver(tree, moment)
    data, marks = resolver.value(tree.data, tree.marks, ())
    if not resolver.standing:
        return tree, resolver.findings
    return ResolvedTree(tree.name, data, marks, tree.data, tuple(resolver.standing)), resolver.findings


@dataclass
class _Resolver:
    tree: Tree
    moment: Moment
    standing: list[Standing] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def value(self, data: Any, marks: Marks, path: KeyPath) -> tuple[Any, Marks]:
        """A value with every dated one in it replaced by its step."""
        if isinstance(data, dict):
            if _keeps_years(path):
                return data, marks
            if any(map(_is_year, data)):
                return self.by_year(data, marks, path)
            parts = {key: self.value(one, marks.inside[key], (*path, key)) for key, one in data.items()}
            return {key: one for key, (one, _) in parts.items()}, self.around(marks, parts)
        if isinstance(data, list):
            if _by_day(data):
                return self.by_day(data, marks, path)
            rows = [self.value(one, marks.inside[number], (*path, number)) for number, one in enumerate(data)]
            return [one for one, _ in rows], self.around(marks, dict(enumerate(rows)))
        return data, marks

    def around(self, marks: Marks, parts: dict[Any, tuple[Any, Marks]]) -> Marks:
        """The places of a mapping or list around the places of its parts."""
        inside = {key: place for key, (_, place) in parts.items()}
        return Marks(marks.line, marks.column, marks.first_letter, marks.keys, inside)

    def by_year(self, data: dict[str, Any], marks: Marks, path: KeyPath) -> tuple[Any, Marks]:
        """A mapping whose keys are years."""
        for key in data:
            if not _is_year(key):
                message = f"nhóm này lẫn năm với khoá khác (“{key}”)"
                action = "thay đổi theo năm thì mọi khoá là năm; mã gồm bốn chữ số thì thêm chữ vào mã"
                self.problem("dated.keys", marks.keys[key], path, message, key, "chỉ các năm như 2026", action)
            elif int(key) not in SET_YEARS:
                allowed = f"năm từ {SET_YEARS.start} đến {SET_YEARS.stop - 1}"
                self.problem("dated.year", marks.keys[key], path, f"năm {key} ngoài khoảng", key, allowed)
        self.movable(marks, path)
        years = sorted(int(key) for key in data if _is_year(key))
        year = self.take(years, self.moment.year, path)
        return self.value(data[str(year)], marks.inside[str(year)], path)

    def by_day(self, data: list[Any], marks: Marks, path: KeyPath) -> tuple[Any, Marks]:
        """A list of steps, each from a day."""
        rows: dict[dt.date, int] = {}
        for number, step in enumerate(data):
            place, day = marks.inside[number], _day(step.get("from"))
            where = place.inside.get("from", place)
            if "value" not in step:
                self.problem(
                    "dated.from", (place.line, place.column), path, "mốc này thiếu “value”", "", "", "thêm value"
                )
            elif day is None:
                found, allowed = show(step.get("from")), "from: ngày như 01/12/2019"
                message = "mốc này thiếu “from”" if "from" not in step else f"“from” không phải ngày (gặp: {found})"
                self.problem("dated.from", (where.line, where.column), path, message, found, allowed)
            elif day in rows:
                message = f"ngày {viet_date(day)} có hai giá trị"
                self.problem("dated.from", (where.line, where.column), path, message, "", "", "giữ lại một mốc")
            else:
                rows[day] = number
        self.movable(marks, path)
        if not rows:
            return data, marks
        number = rows[self.take(sorted(rows), self.moment.on, path)]
        return self.value(data[number]["value"], marks.inside[number].inside["value"], path)

    def take(self, steps: list[Any], now: Any, path: KeyPath) -> Any:
        """The last step that has come, else the first."""
        come = sum(step <= now for step in steps)
        chosen = max(come - 1, 0)
        following = steps[chosen + 1] if chosen + 1 < len(steps) else None
        self.standing.append(Standing(path, steps[chosen], following, come == 0))
        return steps[chosen]

    def movable(self, marks: Marks, path: KeyPath) -> None:
        """Refuses steps for what must stay."""
        if path[-1:] and path[-1] in _FIXED:
            message, action = f"“{path[-1]}” không được thay đổi theo thời gian", "ghi một giá trị"
            if path == ("year",):
                action = "bộ dùng cho nhiều năm thì ghi năm đầu và năm cuối, như 2026..2030"
            self.problem("dated.fixed", (marks.line, marks.column), path, message, "", "", action)

    def problem(
        self,
        check: str,
        where: tuple[int, int],
        path: KeyPath,
        message: str,
        found: str,
        allowed: str,
        action: str = "",
    ) -> None:
        place = Place(self.tree.name, *where)
        self.findings.append(Finding(check, Severity.ERROR, key_path(path), message, found, allowed, action, place))


def too_early(tree: Tree, years: range, moment: Moment) -> Iterator[Finding]:
    """Values without a step for a year the set is for. Only a target may wait for its year, which must be one of
    the set's: its component is not due until then."""
    if moment.year < years.start:
        return
    for one in standing(tree):
        if not one.early:
            continue
        place, first = tree.at(one.path), _words(one.since)
        if "rule" not in one.path:
            now = moment.words() if isinstance(one.since, int) else _words(moment.on)
            message = f"chưa có giá trị cho {now}: mức đầu tiên chỉ từ {first}"
            action = f"thêm mức cho {now}; chỉ ngưỡng trong “rule” được để trống trước năm của chỉ tiêu"
            yield Finding("dated.before", Severity.ERROR, key_path(one.path), message, action=action, place=place)
        elif (one.since if isinstance(one.since, int) else one.since.year) >= years.stop:
            message = f"chỉ tiêu chỉ từ {first}, sau năm cuối {years.stop - 1} của bộ nên không bao giờ đến hạn"
            action = "sửa năm của chỉ tiêu, hoặc “year” của bộ"
            yield Finding("dated.after", Severity.ERROR, key_path(one.path), message, action=action, place=place)


def _keeps_years(path: KeyPath) -> bool:
    """Whether a mapping is asked for all of its years: a constant, which a measure may take of a year before."""
    return len(path) == 3 and path[0] == "constants" and path[2] == "values"


def _has_steps(data: Any) -> bool:
    """Whether anything in a file looks like steps."""
    waiting = [data]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if any(map(_is_year, found)):
                return True
            waiting += found.values()
        elif isinstance(found, list):
            if _by_day(found):
                return True
            waiting += found
    return False


def _is_year(key: Any) -> bool:
    return isinstance(key, str) and len(key) == 4 and key.isascii() and key.isdigit() and key[0] != "0"


def _by_day(data: list[Any]) -> bool:
    """Whether a list is steps by day: every item says nothing but `from` and `value`, and some item both."""
    steps = all(isinstance(one, dict) and one and one.keys() <= _STEP for one in data)
    return steps and any(one.keys() == _STEP for one in data)


def _day(text: Any) -> dt.date | None:
    try:
        day = parse_date(text) if isinstance(text, str) and text.isascii() else None
    except ValueError:
        return None
    return day if day and day.year in CALENDAR else None
