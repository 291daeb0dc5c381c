"""The process in which attached files are parsed: bounded in memory and in time, and of no value to whoever takes it.

A line of JSON in, a line of JSON out, one file after another. A file that takes more than `CPU_SECONDS` of work ends
the process; the parent (`reader`) starts the next one and goes on.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

MEMORY = 230_000_000
"""Bytes of data: with the program itself this stays below 300 MB."""
CPU_SECONDS = 4.0
MAX_WRITTEN = 100_000_000
"""Bytes of the largest file it may write: the picture of a page."""


def main() -> None:
    """Until there is nothing more to read."""
    from par_engine.reading.attached.facts import to_plain  # noqa: PLC0415 - bounded from the first import on
    from par_engine.reading.attached.pages import draw_page  # noqa: PLC0415
    from par_engine.reading.attached.read import read_attached  # noqa: PLC0415

    for line in sys.stdin:
        asked = json.loads(line)
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        if asked["do"] == "draw":
            answer: object = draw_page(Path(asked["path"]), asked["page"], Path(asked["to"]))
        else:
            roots = [Path(root) for root in asked["roots"]]
            answer = to_plain(read_attached(Path(asked["path"]), asked["name"], roots))
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def bound() -> None:
    """Sets the limits: too much work ends the process, too much memory is refused to it."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_WRITTEN, MAX_WRITTEN))


if __name__ == "__main__":
    bound()
    main()
