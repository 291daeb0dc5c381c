"""Published versions of a set: frozen by digest, each kept whole beside the set.

`published.yaml` lists them; `published/<version>/` holds the files as they were. A set whose version is published must
say what was published: whoever changes it must give it a new version, and is told what kind of change it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from par_engine.criteria.comparing.change import Change, Reach, reach_of
from par_engine.criteria.comparing.differences import differences
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding
from par_engine.reading.fields import Date, Id, Strict, Text, Whole
from par_engine.reading.models import Loaded
from par_engine.text import listing

FOLDER = "published"
FILE = "published.yaml"


class Version(Strict):
    """One published version."""

    version: Text
    on: Date
    digest: Text
    ground: Text
    reach: Reach | None = None
    changes: Whole | None = None


class Published(Strict):
    """The file `published.yaml`."""

    kind: Literal["published"]
    schema_: Literal[1] = Field(alias="schema")
    set: Id
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]

    def find(self, version: str) -> Version | None:
        """A published version by its name."""
        return next((one for one in self.versions if one.version == version), None)


def check_published(
    yardstick: Yardstick, published: Loaded[Published], earlier: Callable[[str], Yardstick | None]
) -> Iterator[Finding]:
    """A set that says it is a published version must be that version. `earlier` reads a version that was kept."""
    known = yardstick.set
    frozen = published.model.find(known.version)
    if frozen is None or frozen.digest == yardstick.digest:
        return
    old = earlier(known.version)
    found = differences(old, yardstick) if old else []
    message = f"phiên bản “{known.version}” đã công bố nhưng nội dung đã sửa: {summary(found)}"
    action = (
        f"đổi version thành số mới rồi chạy par-engine criteria publish {known.id}, hoặc sửa lại như bản đã công bố; "
        f"xem từng thay đổi: par-engine criteria diff {known.id}@{known.version} {known.id}"
    )
    yield yardstick.set_file.finding("set.published", ("version",), message, found=known.version, action=action)


def summary(changes: list[Change]) -> str:
    """`3 thay đổi, có thể đổi điểm (8.5 đổi cách cho điểm; …)`."""
    if not changes:
        return "khác bản đã lưu"
    told = listing((f"{one.subject.split(' ')[0]} {one.sort.label}" for one in changes), 4)
    return f"{len(changes)} thay đổi, {reach_of(changes).label} ({told})"
