"""Files that nobody sends in good faith are refused with a sentence, in bounded time and memory."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from par_engine.reading.attached.reader import Reader
from tests.attached.hostile import REFUSED, script
from tests.attached.make import pdf

MOST_MB = 300


def highest_mb(process: int) -> float:
    """The most memory that a process has held."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise AssertionError


@pytest.mark.parametrize(("make", "says"), REFUSED, ids=lambda one: getattr(one, "__name__", ""))
def test_hostile_files_are_refused(tmp_path: Path, make: Callable[[Path], None], says: str) -> None:
    path, good = tmp_path / "bao-cao.pdf", tmp_path / "good.pdf"
    make(path)
    good.write_bytes(pdf())
    seen: list[float] = []
    with Reader() as reader:
        assert reader.read(good, "good.pdf").proposal.number == "125/BC-STP"
        watch = threading.Timer(0.5, lambda: seen.append(highest_mb(reader.process_id)))
        watch.start()
        before = os.times()
        facts = reader.read(path, "bao-cao.pdf")
        watch.join()
        assert facts.refused.startswith("bao-cao.pdf: ")
        assert says in facts.refused
        assert all(one < MOST_MB for one in seen)
        assert reader.read(good, "good.pdf").proposal.number == "125/BC-STP"
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 8


def test_scripts_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    script(path)
    with Reader() as reader:
        facts = reader.read(path, "a.pdf")
    assert facts.notes == ("Tệp PDF có mã JavaScript: mã không được chạy và không được đọc.",)
    assert facts.proposal.number == "125/BC-STP"


def test_a_process_that_hangs_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    with Reader(wall_seconds=5) as reader:
        assert not reader.read(path, "a.pdf").refused
        os.kill(reader.process_id, signal.SIGSTOP)
        start = time.monotonic()
        assert "quá lâu" in reader.read(path, "a.pdf").refused
        assert time.monotonic() - start < 20
        assert not reader.read(path, "a.pdf").refused


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with Reader() as reader:
        assert "không phải tệp" in reader.read(tmp_path, "a").refused
        assert "không có tệp" in reader.read(tmp_path / "b", "b").refused
        os.mkfifo(tmp_path / "pipe")
        assert "không phải tệp" in reader.read(tmp_path / "pipe", "pipe").refused
