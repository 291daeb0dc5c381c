"""Ways to call the program: in a process of its own, as users do, or in this one, which is quicker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("par-engine")
SET = "thanh-hoa-2019"
OFFICE = "examples/so-tu-phap-2019/submission.yaml"
PROVINCE = "examples/thanh-hoa-2020-6-thang/submission.yaml"


@dataclass(frozen=True)
class Result:
    """What a call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object printed."""
        return json.loads(self.out)


def environment(**changes: str) -> dict[str, str]:
    """This environment without what would change the program's ways, with changes."""
    dropped = {"PAR_ENGINE_HOME", "PAR_ENGINE_DEBUG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PYTHONHASHSEED"}
    return {name: value for name, value in os.environ.items() if name not in dropped} | changes


def call(*arguments: str | Path, cwd: Path = REPOSITORY, variables: Mapping[str, str] | None = None) -> Result:
    """Calls the installed program."""
    done = subprocess.run(
        [PROGRAM, *arguments],
        cwd=cwd,
        env=environment(**(variables or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
