"""Publishing a version: its files kept whole, its digest written down. All is made before the first is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from par_engine.calendar import viet_date
from par_engine.criteria.comparing.change import Change, reach_of
from par_engine.criteria.comparing.differences import differences
from par_engine.criteria.load import AREA_FILES, SetFiles, require_built
from par_engine.criteria.publishing import FILE, FOLDER, Version
from par_engine.criteria.yardstick import Yardstick
from par_engine.errors import UsageError


@dataclass(frozen=True)
class Publication:
    """What publishing a set comes to: its entry, the version it follows with the changes since, the files to write."""

    version: Version
    follows: Version | None
    changes: tuple[Change, ...]
    files: dict[Path, bytes]


def publication(folder: Path, files: SetFiles, yardstick: Yardstick, on: dt.date, ground: str) -> Publication:
    """The next published version of a set. Raises UsageError when this version is published already."""
    known = yardstick.set
    earlier = files.published.model.versions if files.published else ()
    if any(one.version == known.version for one in earlier):
        what = f"Bộ {known.id} đã công bố phiên bản “{known.version}”"
        raise UsageError(f"{what}. Sửa gì thêm thì đổi version trong set.yaml thành số mới.")
    follows = earlier[-1] if earlier else None
    changes = _since(files, yardstick, follows)
    version = Version.model_construct(
        version=known.version,
        on=on,
        digest=yardstick.digest,
        ground=ground,
        reach=reach_of(changes) if follows else None,
        changes=len(changes) if follows else None,
    )
    kept = folder / FOLDER / known.version
    made = {kept / path.name: path.read_bytes() for path in _content(folder)}
    made[folder / FILE] = _listed(known.id, [*earlier, version]).encode("utf-8")
    return Publication(version, follows, changes, made)


def _since(files: SetFiles, yardstick: Yardstick, follows: Version | None) -> tuple[Change, ...]:
    kept = files.version(follows.version) if follows else None
    if kept is None:
        return ()
    return tuple(differences(require_built(kept, kept.moment(yardstick.set.year)), yardstick))


def _content(folder: Path) -> list[Path]:
    """The files that decide points."""
    holidays = [path for path in (folder / "holidays.yaml",) if path.exists()]
    return [folder / "set.yaml", *sorted(folder.glob(AREA_FILES)), *holidays]


def _listed(set_id: str, versions: list[Version]) -> str:
    lines = [
        "# Published versions, frozen by digest. Written by `par-engine criteria publish`; not to be edited by hand.",
        "kind: published",
        "schema: 1",
        f"set: {set_id}",
        "versions:",
    ]
    for one in versions:
        lines += [
            f"  - version: {_quoted(one.version)}",
            f"    on: {viet_date(one.on)}",
            f"    digest: {_quoted(one.digest)}",
        ]
        lines += [f"    ground: {_quoted(one.ground)}"]
        lines += [f"    reach: {one.reach.value}"] if one.reach else []
        lines += [f"    changes: {one.changes}"] if one.changes is not None else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'
