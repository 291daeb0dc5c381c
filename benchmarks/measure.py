"""How things are measured: medians of alternating runs, so that a noisy machine disturbs all candidates alike."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 9
Job = Callable[[], object]


def seconds(job: Job) -> float:
    """One run."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def alternating(jobs: Sequence[Job], runs: int = RUNS) -> list[float]:
    """The median of each job; they take turns."""
    taken: list[list[float]] = [[] for _ in jobs]
    for _ in range(runs):
        for job, times in zip(jobs, taken, strict=True):
            times.append(seconds(job))
    return [statistics.median(times) for times in taken]


def ratios(jobs: Sequence[Job], runs: int = RUNS) -> list[float]:
    """How much slower each job is than the first: the median over rounds in which they take turns."""
    rounds = [[seconds(job) for job in jobs] for _ in range(runs)]
    return [statistics.median(times[place] / times[0] for times in rounds) for place in range(len(jobs))]


_STARTER = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, used = os.wait4(process.pid, 0)
print(time.perf_counter() - start, used.ru_maxrss)
"""


def command(*words: str) -> tuple[float, float]:
    """Seconds and megabytes of one command, whatever it ends with.

    A small process starts it: the memory that a child is said to have used counts that of the process it came from.
    """
    done = subprocess.run([sys.executable, "-I", "-S", "-c", _STARTER, *words], check=True, stdout=subprocess.PIPE)
    taken, kilobytes = done.stdout.split()
    return float(taken), int(kilobytes) / 1024


def memory() -> float:
    """Resident memory in MB, after collecting what is not used."""
    gc.collect()
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS in /proc/self/status")
