"""Exit codes, one place. Documented in the README, tested."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the caller learns without reading the output."""

    DONE = 0
    """The command produced its output (findings or not)."""
    FINDINGS = 1
    """A check, test or verify command listed an error."""
    USAGE = 2
    """The command was called wrongly."""
    INPUT = 3
    """Input is unreadable or ill-typed."""
    INTERNAL = 4
    """Something that must not happen; please report."""
    STOPPED = 130
    """Stopped by the user (Ctrl-C), as shells number it."""
