"""The policy officer's guide, done from top to bottom in a copy of the library: every edit, every command."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from par_engine.cli.app import run
from tests.cli.program import REPOSITORY

GUIDE = REPOSITORY / "docs" / "huong-dan-chinh-sach.md"
BLOCK = re.compile(r"^```(diff|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATED = re.compile(r"\s+# mã thoát (\d+)$")


@dataclass(frozen=True)
class Edit:
    """Lines that stand in a file and lines that shall stand there."""

    file: str
    before: str
    after: str


@dataclass(frozen=True)
class Command:
    """A command with what it is said to print, and how it ends."""

    words: tuple[str, ...]
    code: int
    printed: tuple[str, ...]


def steps() -> list[Edit | Command]:
    """Everything that the guide tells to do, in order."""
    found: list[Edit | Command] = []
    for language, block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        lines = block.splitlines()
        if language == "diff":
            found.append(edit(lines))
            continue
        starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            command = lines[start].removeprefix("$ par-engine ")
            stated = STATED.search(command)
            words = tuple(shlex.split(STATED.sub("", command)))
            found.append(Command(words, int(stated[1]) if stated else 0, tuple(filter(None, lines[start + 1 : end]))))
    return found


def edit(lines: list[str]) -> Edit:
    """A diff block: its first line names the file."""
    assert lines[0].startswith("--- ")
    before = "".join(f"{line[1:]}\n" for line in lines[1:] if line[0] in " -")
    after = "".join(f"{line[1:]}\n" for line in lines[1:] if line[0] in " +")
    return Edit(lines[0].removeprefix("--- "), before, after)


def test_the_guide_can_be_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("criteria", "evidence_schemas", "reports_templates", "examples"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    monkeypatch.delenv("PAR_ENGINE_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    done = steps()
    assert {type(step) for step in done} == {Edit, Command}
    for step in done:
        if isinstance(step, Edit):
            path = tmp_path / step.file
            text = path.read_text(encoding="utf-8")
            assert step.before in text, f"không còn đoạn này trong {step.file}:\n{step.before}"
            path.write_text(text.replace(step.before, step.after, 1), encoding="utf-8")
            continue
        code = run(list(step.words))
        out, err = capsys.readouterr()
        assert code == step.code, f"{' '.join(step.words)}\n{out}{err}"
        printed = iter(out.splitlines())
        for line in step.printed:
            assert line in printed, f"{' '.join(step.words)}: không in ra, hoặc không theo thứ tự này: {line}\n{out}"
