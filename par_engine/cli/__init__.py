"""The command line: one file per command. Thin: it reads arguments, calls the library, prints."""

from __future__ import annotations

import gc
import sys

GARBAGE_AFTER = 50_000
"""Objects made before the collector looks for cycles: reading criteria makes many objects and no cycles, and looking
after every 700, as Python does by itself, takes a tenth of the time of `criteria check`."""


def main() -> None:
    """Entry point. Turns exceptions into exit codes; a traceback is never shown for bad input."""
    gc.set_threshold(GARBAGE_AFTER)
    from par_engine.cli.app import run

    sys.exit(run(sys.argv[1:]))
