"""Runs every measurement, prints it beside its bar and the last run, and ends with 1 when a bar is not kept."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import attached, bundles, deciding, growth, hostile, importing, loading, process
from benchmarks.result import HEAD, Result, keep, last_values
from benchmarks.workload import write_library


def main() -> int:
    """The table; 0 when every bar is kept."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # commands run as an officer's do: compiled once, then kept
    last = last_values()
    print(HEAD, flush=True)
    results = process.measure()
    show(results, last)
    with tempfile.TemporaryDirectory() as folder:
        program, found = loading.measure(write_library(Path(folder)))
    show(found, last)
    results += found
    for part in (deciding, growth):
        found = part.measure(program)
        show(found, last)
        results += found
    for outside in (importing, hostile, attached, bundles):
        found = outside.measure()
        show(found, last)
        results += found
    keep(results)
    return int(not all(result.kept for result in results))


def show(results: list[Result], last: dict[str, float]) -> None:
    """Rows as soon as they are known."""
    for result in results:
        print(result.line(last.get(result.key)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
