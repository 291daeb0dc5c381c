"""The command line: one file per command. Thin: it reads arguments, calls the library, prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point. Turns exceptions into exit codes; a traceback is never shown for bad input."""
    from par_engine.cli.app import run

    sys.exit(run(sys.argv[1:]))
