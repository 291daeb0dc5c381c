"""Bundles that nobody means well with, and very large ones: how long opening takes, and how much memory."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import command
from benchmarks.result import Result
from tests.exchange.hostile import written
from tests.exchange.make import any_bundle

DOCUMENTS, BYTES = 10_000, 200_000_000
MANY, LARGE = "nhieu.parz", "lon.parz"


def measure() -> list[Result]:
    """The worst of all hostile bundles, one with very many papers, one with a very large one."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder)
        hostile = [unbundle(path) for path in sorted(folder.glob("[0-9]*.parz"))]
        papers, scan = unbundle(folder / MANY), unbundle(folder / LARGE)
    return [
        Result("bundle_hostile_s", "Gói .parz độc hại: lâu nhất", max(one[0] for one in hostile), "s", 5),
        Result("bundle_hostile_mb", "Gói .parz độc hại: tốn bộ nhớ nhất", max(one[1] for one in hostile), "MB", 300),
        Result("bundle_many_s", f"Mở gói {DOCUMENTS} tài liệu", papers[0], "s", 5),
        Result("bundle_many_mb", f"Mở gói {DOCUMENTS} tài liệu: bộ nhớ", papers[1], "MB", 300),
        Result("bundle_large_s", f"Mở gói {BYTES // 1_000_000} MB", scan[0], "s", 5),
        Result("bundle_large_mb", f"Mở gói {BYTES // 1_000_000} MB: bộ nhớ", scan[1], "MB", 300),
    ]


def unbundle(path: Path) -> tuple[float, float]:
    """Seconds and megabytes of one `par-engine unbundle`, in a process of its own."""
    program = str(Path(sys.executable).with_name("par-engine"))
    return command(program, "unbundle", str(path))


def make(folder: Path) -> None:
    """All the bundles."""
    papers = {f"tai-lieu/{number}.pdf": b"PDF %d" % number for number in range(DOCUMENTS)}
    (folder / MANY).write_bytes(any_bundle(b"x", papers))
    (folder / LARGE).write_bytes(any_bundle(b"x", {"quet.pdf": bytes(BYTES)}))
    assert len(list(written(folder))) > 20
