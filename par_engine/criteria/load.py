"""Reads a criteria set from its folder: all files, all problems, one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from par_engine import text as words
from par_engine.catalogue.load import Catalogue, load_catalogue
from par_engine.criteria import publishing
from par_engine.criteria.checks import run_checks
from par_engine.criteria.comparing.continuing import Continuation, check_continuation
from par_engine.criteria.dated import Changes, Moment, at_year, changes_in, resolve, set_years, too_early
from par_engine.criteria.holidays import HolidayFile
from par_engine.criteria.inventory import Sources
from par_engine.criteria.model import Area, CriteriaSet
from par_engine.criteria.publishing import Published
from par_engine.criteria.yardstick import Yardstick
from par_engine.errors import InputError, UsageError
from par_engine.findings import Finding, Place, Severity, errors_in, in_order
from par_engine.library import Library
from par_engine.reading.fields import SET_YEARS
from par_engine.reading.models import Loaded, read_file, read_model, validate
from par_engine.reading.tree import Tree

M = TypeVar("M", bound=BaseModel)
AREA_FILES = "[0-9]*-*.yaml"
KNOWN_FILES = (AREA_FILES, "set.yaml", "sources.yaml", "from-*.yaml", "holidays.yaml", publishing.FILE)
"""What the folder of a set may hold, beside `tests/`."""


@dataclass(frozen=True)
class LoadedSet:
    """What came of reading a set: the yardstick where it could be built, and everything found on the way."""

    yardstick: Yardstick | None
    findings: list[Finding]


@dataclass(frozen=True)
class SetFiles:
    """The files of a set as written, before their dated values are resolved. `findings` are of files that cannot be
    read at all; `sources`, `holidays` and `catalogue` are the same at every moment."""

    folder: str
    set_tree: Tree | None
    area_trees: tuple[Tree, ...]
    sources: Loaded[Sources] | None
    holidays: Loaded[HolidayFile] | None
    catalogue: Catalogue
    findings: tuple[Finding, ...]
    published: Loaded[Published] | None = None
    continuations: tuple[Loaded[Continuation], ...] = ()
    version: Callable[[str], SetFiles | None] = lambda name: None
    """Reads a published version that was kept; None where there is none."""

    @property
    def years(self) -> range:
        """The years the set is for; none when it does not say so rightly."""
        return (set_years(self.set_tree.data) if self.set_tree else None) or range(0)

    @cached_property
    def changes(self) -> Changes:
        """From when on something in the set is different."""
        return changes_in(tree.data for tree in (self.set_tree, *self.area_trees) if tree)

    def moment(self, year: int | None = None, on: dt.date | None = None) -> Moment:
        """When the set is asked for a round's year on a day. Without them, at the end of its first year; a rehearsal on
        an earlier year takes what holds in the first."""
        first = self.years.start if self.years else SET_YEARS.start
        year = max(year or first, first)
        return Moment(year, on) if on else Moment.end_of(year)

    def moments(self) -> list[Moment]:
        """Enough moments to meet every step: the first and last year of the set, every year and every day named."""
        first, *_, last = [*self.years, *self.years] or [SET_YEARS.start] * 2
        found = [Moment.end_of(year) for year in sorted({first, last, *self.changes.years})]
        days = [dt.date(first, 1, 1), *self.changes.days] if self.changes.days else []
        found += [Moment(day.year, day) for day in days if day.year in SET_YEARS]
        return sorted(set(found), key=lambda moment: moment.on)


def set_folder(library: Library, set_id: str) -> Path:
    """The folder of a set. Raises UsageError naming the nearest one that exists."""
    ids = library.set_ids()
    if set_id not in ids:
        hint = words.did_you_mean(set_id, ids) or f"các bộ hiện có: {words.listing(ids)}"
        raise UsageError(f"Không có bộ tiêu chí “{set_id}” trong {library.criteria} ({hint}).")
    return library.criteria / set_id


def read_set(library: Library, folder: Path, catalogue: Catalogue | None = None) -> SetFiles:
    """Reads the files of a set. `catalogue` may be given when several sets are read."""
    findings: list[Finding] = []
    if catalogue is None:
        catalogue, findings = load_catalogue(library)
    set_tree, problems = _read(library, folder / "set.yaml")
    findings = findings + problems
    areas = [_read(library, path) for path in sorted(folder.glob(AREA_FILES))]
    findings += [finding for _, problems in areas for finding in problems]
    findings += _strangers(library, folder)
    sources, problems = _read_if_there(library, folder / "sources.yaml", Sources)
    findings += problems
    holidays, problems = _read_if_there(library, folder / "holidays.yaml", HolidayFile)
    findings += problems
    published, problems = _read_if_there(library, folder / publishing.FILE, Published)
    findings += problems
    continuations = [_read_if_there(library, path, Continuation) for path in sorted(folder.glob("from-*.yaml"))]
    findings += [finding for _, problems in continuations for finding in problems]
    trees = tuple(tree for tree, _ in areas if tree)

    def version(name: str) -> SetFiles | None:
        kept = folder / publishing.FOLDER / name
        return replace(read_set(library, kept, catalogue), folder=folder.name) if kept.is_dir() else None

    return SetFiles(
        folder.name,
        set_tree,
        trees,
        sources,
        holidays,
        catalogue,
        tuple(findings),
        published,
        tuple(file for file, _ in continuations if file),
        version,
    )


Models = dict[str, tuple[str, BaseModel]]
"""What each file of a set last said, by its name, and the model it became. Compared as text: `true` is not 1."""


def build_set(files: SetFiles, moment: Moment, models: Models | None = None) -> LoadedSet:
    """Resolves, reads and checks the files of a set at one moment. `models` remembers files from moment to moment: one
    that says the same as before is not read into its model again."""
    models = {} if models is None else models
    findings = list(files.findings)
    set_file, problems = _at(files, files.set_tree, CriteriaSet, moment, models)
    findings += problems
    area_files: list[Loaded[Area]] = []
    for tree in files.area_trees:
        area, problems = _at(files, tree, Area, moment, models)
        findings += problems
        area_files += [area] if area else []
    if set_file is None:
        return LoadedSet(None, in_order(findings))
    order = {area: number for number, area in enumerate(set_file.model.areas)}
    area_files.sort(key=lambda file: order.get(file.model.id, len(order)))
    yardstick = Yardstick(set_file, tuple(area_files), files.catalogue, files.sources, files.holidays)
    complete = not errors_in(findings)
    findings += run_checks(yardstick, files.folder, complete=complete)
    if complete:
        findings += _of_versions(files, yardstick, moment)
    return LoadedSet(yardstick, in_order(findings))


def _of_versions(files: SetFiles, yardstick: Yardstick, moment: Moment) -> Iterator[Finding]:
    """What is wrong with a set in the light of its published versions and of the sets it continues."""

    def earlier(name: str) -> Yardstick | None:
        kept = files.version(name)
        return build_set(kept, moment).yardstick if kept else None

    if files.published:
        yield from publishing.check_published(yardstick, files.published, earlier)
    for continuation in files.continuations:
        yield from check_continuation(yardstick, continuation)


def load_set(library: Library, folder: Path, catalogue: Catalogue | None = None) -> LoadedSet:
    """Reads and checks one set as it stands at the end of its first year."""
    files = read_set(library, folder, catalogue)
    return build_set(files, files.moment())


def require_set(library: Library, set_id: str, year: int | None = None, on: dt.date | None = None) -> Yardstick:
    """The set as it stands for a round's year and a day of scoring, ready to score with.

    Raises InputError with all findings when it has errors.
    """
    files = read_set(library, set_folder(library, set_id))
    return require_built(files, files.moment(year, on))


def named_set(library: Library, name: str) -> SetFiles:
    """A set as commands name it: its id, a published version of it (`thanh-hoa-2019@1`), or a folder.

    Raises UsageError when there is none such.
    """
    set_id, _, version = name.partition("@")
    if version and set_id in library.set_ids():
        kept = read_set(library, set_folder(library, set_id)).version(version)
        if kept is None:
            raise UsageError(f"Bộ “{set_id}” chưa công bố phiên bản “{version}”, hoặc không còn lưu bản ấy.")
        return kept
    if Path(name).is_dir() and name not in library.set_ids():
        return read_set(library, Path(name).resolve())
    return read_set(library, set_folder(library, name))


def continued(files: SetFiles, set_id: str) -> dict[str, str]:
    """Ids of this set with those of another that they continue, as its `from-<set>.yaml` says."""
    return {
        name: before
        for file in files.continuations
        if file.model.from_ == set_id
        for name, before in file.model.components.items()
    }


def require_built(files: SetFiles, moment: Moment) -> Yardstick:
    """The same from files that were read. Raises InputError."""
    loaded, name = build_set(files, moment), files.folder
    problems = errors_in(loaded.findings)
    if loaded.yardstick is None or problems:
        command = f"par-engine criteria check {words.shell_word(name)}"
        raise InputError(f"Bộ tiêu chí “{name}” có {len(problems)} lỗi; chạy “{command}”.", problems)
    return loaded.yardstick


def _read(library: Library, path: Path) -> tuple[Tree | None, list[Finding]]:
    return read_file(path, library.relative(path))


def _at(
    files: SetFiles, tree: Tree | None, model: type[M], moment: Moment, models: Models
) -> tuple[Loaded[M] | None, list[Finding]]:
    """One file at one moment."""
    if tree is None:
        return None, []
    resolved, findings = resolve(tree, moment)
    if findings:  # what a model would say of half-resolved steps only follows from these
        return None, findings
    findings += too_early(resolved, files.years, moment)
    if model is CriteriaSet:
        resolved = at_year(resolved, moment.year)
    says = repr(resolved.data)
    said, known = models.get(tree.name, ("", None))
    if isinstance(known, model) and said == says:
        return Loaded(known, resolved, tree.name), findings
    loaded, problems = validate(resolved, model)
    if loaded:
        models[tree.name] = (says, loaded.model)
    return loaded, findings + problems


def _strangers(library: Library, folder: Path) -> Iterator[Finding]:
    """Files that nobody reads: most often an area whose name does not begin with its number."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".yaml", ".yml") or any(path.match(known) for known in KNOWN_FILES):
            continue
        message = f"tệp “{path.name}” không được đọc vì tên không đúng mẫu"
        action = "đặt tên theo mẫu nếu là lĩnh vực (ví dụ 03-thu-tuc.yaml); không thì chuyển tệp khỏi thư mục của bộ"
        allowed = f"<nn>-<lĩnh vực>.yaml, {', '.join(KNOWN_FILES[1:])}"
        place = Place(library.relative(path), 1, 1)
        yield Finding("set.file", Severity.ERROR, "", message, path.name, allowed, action, place)


def _read_if_there(library: Library, path: Path, model: type[M]) -> tuple[Loaded[M] | None, list[Finding]]:
    return read_model(path, library.relative(path), model) if path.exists() else (None, [])
