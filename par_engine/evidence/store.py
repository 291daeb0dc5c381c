"""A store of files by their SHA-256: the same bytes once, whatever they are called; each with the names it came under.

`sha256/ab/cd/<hash>` holds the bytes, `<hash>.json` beside it the kind, the size and the original names. Everything
appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from par_engine.errors import UsageError, disk_reason
from par_engine.reading.attached.facts import FileFacts
from par_engine.reading.whole import whole_file
from par_engine.text import nfc


@dataclass(frozen=True)
class Stored:
    """Where a file is now, and whether it was there before."""

    path: Path
    known: bool


class Store:
    """A folder that holds files by content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self._folder / "sha256" / sha256[:2] / sha256[2:4] / sha256

    def put(self, source: Path, facts: FileFacts) -> Stored:
        """Takes a file that was read before. Raises UsageError when it changed since or cannot be written."""
        to = self.path(facts.sha256)
        known = to.exists()
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            if not known:
                _copy_whole(source, to, facts.sha256)
            described = to.with_suffix(".json")
            content = _described(described, facts)
            with whole_file(described) as file:
                file.write(content)
        except OSError as error:
            raise UsageError(f"Không ghi được vào kho “{self._folder}”: {disk_reason(error)}.") from error
        return Stored(to, known)

    def names(self, sha256: str) -> list[str]:
        """The names under which these bytes came."""
        described = self.path(sha256).with_suffix(".json")
        names: list[str] = json.loads(described.read_text(encoding="utf-8"))["names"] if described.exists() else []
        return names


def _described(path: Path, facts: FileFacts) -> bytes:
    before = json.loads(path.read_text(encoding="utf-8"))["names"] if path.exists() else []
    names = sorted({*before, nfc(Path(facts.name).name)})
    kind = facts.kind.value if facts.kind else ""
    row = {"schema": 1, "sha256": facts.sha256, "size": facts.size, "type": kind, "names": names}
    return json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8")


def _copy_whole(source: Path, to: Path, sha256: str) -> None:
    with source.open("rb") as read, whole_file(to) as copy:
        shutil.copyfileobj(read, copy)
        copy.seek(0)
        if hashlib.file_digest(copy, "sha256").hexdigest() != sha256:
            raise UsageError(f"Tệp “{source.name}” bị đổi trong lúc đang lưu. Chạy lại lệnh.")
