"""Everything a user reads is Vietnamese, also what the libraries below would say in English."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from par_engine.cli.app import app
from par_engine.reports.write import FORMATS
from tests.cli.conftest import Run
from tests.cli.program import OFFICE, REPOSITORY, SET, call, environment

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|message|exit|error|missing|such|try|help(?! *$)|default|required|"
    r"unexpected|requires|takes?|install|current|shell|invalid|value|did you mean|aborted|please|file|folder)\b",
    re.IGNORECASE,
)
MEANT = re.compile(
    r"--[a-z-]+|-h\b|par-engine( [a-z-]+){0,2}|\[mặc định: \S+\]|\(các lệnh: [a-z, -]+\)|^  (show|explain|report)\b",
    re.MULTILINE,
)


def every_command() -> Iterator[tuple[str, ...]]:
    """The words of every command and group, the program itself as an empty tuple."""

    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*path, name))

    yield from walk(get_command(app), ())


COMMANDS = list(every_command())
RUNNABLE = [path for path in COMMANDS if path and path not in {("criteria",), ("evidence",)}]


def english(text: str) -> list[str]:
    """English words in a text, beside names that are meant."""
    return [found[0] for found in ENGLISH.finditer(MEANT.sub("", text))]


def test_the_guard_sees_english() -> None:
    assert english("Usage: par-engine [OPTIONS]") == ["Usage", "OPTIONS"]
    assert english("Try 'par-engine --help' for help.")


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "par-engine")
def test_help(here: Run, path: tuple[str, ...]) -> None:
    result = here(*path, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Cách dùng: {' '.join(('par-engine', *path))} [TUỲ CHỌN]")
    assert "Tuỳ chọn:\n" in result.out
    assert "-h, --help" in result.out
    assert "In trang hướng dẫn này rồi thoát." in result.out
    assert not english(result.out)
    assert "<" not in result.out, "no type hints"
    assert unicodedata.is_normalized("NFC", result.out)
    assert max(len(line) for line in result.out.splitlines()) <= 100
    assert here(*path, "-h") == result


@pytest.mark.parametrize("path", RUNNABLE, ids=" ".join)
def test_every_command_has_json_and_a_sentence(here: Run, path: tuple[str, ...]) -> None:
    page = here(*path, "--help").out
    assert "--json" in page
    assert re.search(r"^\S.*\.$", page.split("\n\n")[1], re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "par-engine")
@pytest.mark.parametrize(
    "wrong", [(), ("--onn",), ("-q",), ("xyz", "uvw", "rst"), ("--on",), ("--json=1",)], ids=" ".join
)
def test_complaints(here: Run, path: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    result = here(*path, *wrong)
    if result.code == 2:
        assert not english(result.err)


def test_help_on_a_narrow_terminal(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for path in COMMANDS:
        assert max(len(line) for line in here(*path, "--help").out.splitlines()) <= 60
    monkeypatch.setenv("COLUMNS", "30")
    assert "score\n      Chấm điểm một hồ sơ" in here("--help").out


def test_report_names_its_forms(here: Run) -> None:
    page = here("report", "--help").out
    assert all(name in page for name in FORMATS)


def test_the_shells_language_is_of_no_concern() -> None:
    for language in ("C", "en_US.UTF-8", "fr_FR.UTF-8"):
        result = call("--help", variables={"LC_ALL": language, "LANGUAGE": language[:2], "PYTHONIOENCODING": "latin-1"})
        assert result.out.startswith("Cách dùng:")


def test_help_loads_nothing_heavy() -> None:
    """`--help`, `--version`, complaints and completion are quick: no models, no rules engine, no YAML, no tables."""
    program = (
        "import sys\n"
        "from par_engine.cli.app import run\n"
        "run(sys.argv[1:])\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)\n"
    )
    for arguments in (["--help"], ["criteria", "show", "--help"], ["--version"], ["scor"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=REPOSITORY, env=environment(), capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        loaded = set(done.stderr.splitlines())
        assert {"par_engine.cli.app", "typer"} <= loaded
        heavy = ("yaml", "durable", "durable_rules_engine", "jinja2", "rich.table", "par_engine.findings")
        assert not loaded & set(heavy)
        ours = {name for name in loaded if name.startswith("par_engine.") and not name.startswith("par_engine.cli")}
        assert ours == {"par_engine.errors", "par_engine.extras", "par_engine.text"}


@pytest.mark.parametrize(
    "arguments",
    [("criteria", "list"), ("criteria", "show", SET), ("criteria", "check"), ("criteria", "test", SET),
     ("evidence", "check", OFFICE), ("score", OFFICE), ("explain", OFFICE, "8.5"), ("lost-points", OFFICE)],
    ids=" ".join,
)  # fmt: skip
def test_output_names_the_library(here: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    assert here(*arguments).out.splitlines()[-1] == f"Thư viện: {REPOSITORY} (thư mục đang làm việc)"
    monkeypatch.setenv("PAR_ENGINE_HOME", str(REPOSITORY))
    assert here(*arguments).out.splitlines()[-1] == f"Thư viện: {REPOSITORY} (PAR_ENGINE_HOME)"
