"""Attached files: ordinary ones, and those that nobody sends in good faith. Each is read or refused within bounds."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import seconds
from benchmarks.result import Result
from par_engine.reading.attached.reader import Reader
from tests.attached.hostile import REFUSED, script
from tests.attached.make import pdf, signed

MANY, DOCUMENTS = 100, 10_000
LONGEST, LARGEST = 5.0, 300.0
HEAD = """kind: submission
schema: 1
agency: {id: so-a, name: Sở A}
unit_kind: department
criteria_set: thanh-hoa-2019
version: "1"
purpose: official
period: {from: 01/01/2019, to: 31/12/2019}
prepared_on: 04/12/2019
documents:
"""


def measure() -> list[Result]:
    """In a process of its own, so that its children are only those that read files."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.attached"], check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    return [
        Result("attached_many", f"Đọc {MANY} tệp PDF, một nửa có chữ ký số", found["many"], "s"),
        Result("attached_hostile", f"Tệp nguy hiểm lâu nhất: {found['slowest']}", found["longest"], "s", LONGEST),
        Result("attached_memory", "Bộ nhớ lớn nhất của tiến trình đọc tệp", found["memory"], "MB", LARGEST),
        Result("attached_documents", f"Từ chối hồ sơ {DOCUMENTS} tài liệu", found["documents"], "s", LONGEST),
    ]


def main() -> None:
    """Reads everything and prints what it took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        taken = _hostile(folder)
        found = {
            "many": _many(folder),
            "slowest": max(taken, key=lambda one: taken[one]),
            "longest": max(taken.values()),
            "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
            "documents": _documents(folder),
        }
    print(json.dumps(found))


def _hostile(folder: Path) -> dict[str, float]:
    """Seconds to read or refuse each hostile file."""
    taken = {}
    for make in (*(make for make, _ in REFUSED), script):
        path = folder / f"{make.__name__}.pdf"
        make(path)
        with Reader() as reader:
            assert reader.process_id
            start = time.perf_counter()
            facts = reader.read(path, path.name)
            taken[make.__name__] = time.perf_counter() - start
        assert facts.refused or make is script, make.__name__
    return taken


def _many(folder: Path) -> float:
    """Seconds for a submission's worth of ordinary files."""
    plain, path = pdf(), folder / "a.pdf"
    contents = (plain, signed(plain))
    start = time.perf_counter()
    with Reader() as reader:
        for number in range(MANY):
            path.write_bytes(contents[number % 2])
            assert not reader.read(path, path.name).refused
    return time.perf_counter() - start


def _documents(folder: Path) -> float:
    """Seconds until a submission with far too many documents is refused."""
    path = folder / "ho-so.yaml"
    path.write_text(HEAD + "".join(f"  - {{id: d{n}, kind: bao_cao}}\n" for n in range(DOCUMENTS)), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("par-engine")), "evidence", "check", str(path)]
    return seconds(lambda: subprocess.run(command, check=False, capture_output=True))


if __name__ == "__main__":
    main()
