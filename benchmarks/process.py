"""The whole command as an officer runs it, start of Python included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import RUNS, seconds
from benchmarks.result import Result

EXAMPLE = "examples/thanh-hoa-2020-6-thang/submission.yaml"


def measure() -> list[Result]:
    """`par-engine score` on the real half-year report."""
    command = [str(Path(sys.executable).with_name("par-engine")), "score", EXAMPLE]

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    run()  # compiled files and disk cache
    taken = sorted(seconds(run) for _ in range(RUNS))
    return [Result("process", "Cả lệnh par-engine score trên hồ sơ thật", taken[RUNS // 2], "s", 1)]
