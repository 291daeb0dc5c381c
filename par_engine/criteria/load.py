"""Reads a criteria set from its folder: all files, all problems, one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from par_engine import text as words
from par_engine.catalogue.load import Catalogue, load_catalogue
from par_engine.criteria.checks import run_checks
from par_engine.criteria.holidays import HolidayFile
from par_engine.criteria.model import Area, CriteriaSet, Sources
from par_engine.criteria.yardstick import Yardstick
from par_engine.errors import InputError, UsageError
from par_engine.findings import Finding, Place, Severity, errors_in, in_order
from par_engine.library import Library
from par_engine.reading.models import Loaded, read_model

M = TypeVar("M", bound=BaseModel)

AREA_FILES = "[0-9]*-*.yaml"
KNOWN_FILES = (AREA_FILES, "set.yaml", "sources.yaml", "from-*.yaml", "holidays.yaml", "holidays-*.yaml")
"""What the folder of a set may hold, beside `tests/`."""


@dataclass(frozen=True)
class LoadedSet:
    """What came of reading a set: the yardstick where it could be built, and everything found on the way."""

    yardstick: Yardstick | None
    findings: list[Finding]


def set_folder(library: Library, set_id: str) -> Path:
    """The folder of a set. Raises UsageError naming the nearest one that exists."""
    ids = library.set_ids()
    if set_id not in ids:
        hint = words.did_you_mean(set_id, ids) or f"các bộ hiện có: {words.listing(ids)}"
        raise UsageError(f"Không có bộ tiêu chí “{set_id}” trong {library.criteria} ({hint}).")
    return library.criteria / set_id


def load_set(library: Library, folder: Path, catalogue: Catalogue | None = None) -> LoadedSet:
    """Reads and checks one set. `catalogue` may be given when several sets are read."""
    findings: list[Finding] = []
    if catalogue is None:
        catalogue, findings = load_catalogue(library)
    set_file, problems = read_model(folder / "set.yaml", library.relative(folder / "set.yaml"), CriteriaSet)
    findings = findings + problems
    area_files, problems = _read_areas(library, folder)
    findings += problems
    sources, problems = _read_if_there(library, folder / "sources.yaml", Sources)
    findings += problems
    holidays, problems = _read_if_there(library, folder / "holidays.yaml", HolidayFile)
    findings += problems
    findings += _strangers(library, folder)
    if set_file is None:
        return LoadedSet(None, in_order(findings))
    order = {area: number for number, area in enumerate(set_file.model.areas)}
    area_files.sort(key=lambda file: order.get(file.model.id, len(order)))
    yardstick = Yardstick(set_file, tuple(area_files), catalogue, sources, holidays)
    complete = not errors_in(findings)
    findings += run_checks(yardstick, folder.name, complete=complete)
    return LoadedSet(yardstick, in_order(findings))


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


def require_set(library: Library, set_id: str) -> Yardstick:
    """The set, ready to score with. Raises InputError with all findings when it has errors."""
    loaded = load_set(library, set_folder(library, set_id))
    problems = errors_in(loaded.findings)
    if loaded.yardstick is None or problems:
        raise InputError(
            f"Bộ tiêu chí “{set_id}” có {len(problems)} lỗi; chạy “par-engine criteria check {set_id}”.", problems
        )
    return loaded.yardstick


def _read_if_there(library: Library, path: Path, model: type[M]) -> tuple[Loaded[M] | None, list[Finding]]:
    return read_model(path, library.relative(path), model) if path.exists() else (None, [])


def _read_areas(library: Library, folder: Path) -> tuple[list[Loaded[Area]], list[Finding]]:
    areas: list[Loaded[Area]] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob(AREA_FILES)):
        area, problems = read_model(path, library.relative(path), Area)
        findings += problems
        if area:
            areas.append(area)
    return areas, findings
