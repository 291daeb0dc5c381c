"""Calls in this process, from the repository, and libraries with something wrong in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from par_engine.cli.app import run
from tests.cli.program import REPOSITORY, SET, Result

Run = Callable[..., Result]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`here("score", file)`: calls the program in this process, with the repository as working directory."""
    for name in ("PAR_ENGINE_HOME", "PAR_ENGINE_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(REPOSITORY)

    def call(*arguments: str | Path) -> Result:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: Run) -> Path:
    """A copy of the shipped library that may be spoilt; the program uses it."""
    root = tmp_path / "library"
    shutil.copytree(REPOSITORY / "criteria" / SET, root / "criteria" / SET)
    for part in ("evidence_schemas", "reports_templates"):
        (root / part).symlink_to(REPOSITORY / part)
    monkeypatch.setenv("PAR_ENGINE_HOME", str(root))
    return root


def spoil(path: Path, old: str, new: str) -> None:
    """Replaces words in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
