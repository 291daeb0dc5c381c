"""The wheel carries its library: what a user without the repository gets is complete and scores the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = "examples/thanh-hoa-2020-6-thang/submission.yaml"


def run(*command: str | Path, cwd: Path, python_path: Path | None = None) -> str:
    """Standard output of a command that must succeed, free of this shell's par-engine settings."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PAR_ENGINE_HOME", "PYTHONPATH"}}
    if python_path:
        environment["PYTHONPATH"] = str(python_path)
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the freshly built wheel was installed, found by Python before the repository."""
    built = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built)
    run(*build, cwd=REPOSITORY)
    [wheel] = built.glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, wheel, cwd=built)
    return target


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """An empty working directory."""
    return tmp_path


def par_engine(installed: Path, *arguments: str | Path, cwd: Path) -> Any:
    """What the installed program prints with --json."""
    program = installed / "bin" / "par-engine"
    return json.loads(run(program, *arguments, "--json", cwd=cwd, python_path=installed))


def test_lists_the_sets_that_came_with_it(installed: Path, nowhere: Path) -> None:
    listed = par_engine(installed, "criteria", "list", cwd=nowhere)

    assert listed["library"] == str(installed / "par_engine" / "data")
    shipped = {folder.parent.name for folder in (REPOSITORY / "criteria").glob("*/set.yaml")}
    assert {row["id"] for row in listed["sets"]} == shipped


def test_scores_the_example_that_came_with_it_as_the_repository_does(installed: Path, nowhere: Path) -> None:
    example = installed / "par_engine" / "data" / EXAMPLE
    scored = par_engine(installed, "score", example, cwd=nowhere)

    beside = Path(sys.executable).with_name("par-engine")
    expected = json.loads(run(beside, "score", EXAMPLE, "--json", cwd=REPOSITORY))
    assert scored["total"] == expected["total"]
    assert scored == expected
