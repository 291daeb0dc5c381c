"""The whole command as an officer runs it, start of Python included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measure import RUNS, seconds
from benchmarks.result import Result

EXAMPLE = "examples/thanh-hoa-2020-6-thang/submission.yaml"


FILE = "criteria/thanh-hoa-2019/08-one-stop-shop.yaml"
COMMANDS = (
    ("process", "Cả lệnh par-engine score trên hồ sơ thật", 1, ("score", EXAMPLE)),
    ("check_file", "Cả lệnh criteria check một tệp (08-one-stop-shop)", 0.7, ("criteria", "check", FILE)),
    ("check_set", "Cả lệnh criteria check một bộ (thanh-hoa-2019)", None, ("criteria", "check", "thanh-hoa-2019")),
    (
        "check_years",
        "Cả lệnh criteria check bộ năm năm (thanh-hoa-2026)",
        None,
        ("criteria", "check", "thanh-hoa-2026"),
    ),
    ("check_all", "Cả lệnh criteria check cả thư viện", 2, ("criteria", "check")),
)


def measure() -> list[Result]:
    """`par-engine score` on the real half-year report; `criteria check` on one set and on all that are shipped."""
    return [Result(key, title, process(*arguments), "s", bar) for key, title, bar, arguments in COMMANDS]


def process(*arguments: str) -> float:
    """Seconds that a command takes, the median of several runs."""
    command = [str(Path(sys.executable).with_name("par-engine")), *arguments]

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    run()  # compiled files and disk cache
    return sorted(seconds(run) for _ in range(RUNS))[RUNS // 2]
