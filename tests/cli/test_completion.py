"""The shell's Tab key: the protocol of the completion scripts, and the real bash."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import PROGRAM, REPOSITORY, SET, call, environment

VARIABLE = "_PAR_ENGINE_COMPLETE"
SETS = {path.name for path in (REPOSITORY / "criteria").iterdir()}


def offered(words: str, **variables: str) -> list[str]:
    """What bash is told when Tab is pressed after these words."""
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1), VARIABLE: "complete_bash"}
    result = call(variables=asked | variables)
    assert (result.code, result.err) == (0, "")
    return result.out.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("par-engine ", {"score", "explain", "lost-points", "report", "criteria", "evidence", "bundle", "unbundle"}),
        ("par-engine lo", {"lost-points"}),
        (
            "par-engine criteria ",
            {
                "list",
                "show",
                "check",
                "checks",
                "test",
                "cover",
                "examples",
                "diff",
                "copy",
                "publish",
                "docs",
                "schema",
                "import",
            },
        ),
        ("par-engine evidence ", {"check", "checks", "read", "store", "form", "survey", "rollup", "origins"}),
        ("par-engine evidence form ", SETS),
        ("par-engine criteria show ", SETS),
        ("par-engine criteria show thanh-hoa-201", {SET}),
        ("par-engine criteria check ", SETS),
        (f"par-engine criteria check {SET} t", {name for name in SETS if name.startswith("t")}),
        ("par-engine criteria test x", set()),
        ("par-engine report f --report s", {"self_scoring"}),
        ("par-engine score ex", set()),  # the shell goes on with files
    ],
)
def test_bash_is_told(words: str, expected: set[str]) -> None:
    assert set(offered(words)) == expected


def test_options_are_offered() -> None:
    assert {"--on", "--json", "--help"} <= set(offered("par-engine score -"))


def test_without_a_library_nothing_is_offered_and_nothing_complained(tmp_path: Path) -> None:
    assert offered("par-engine criteria show ", PAR_ENGINE_HOME=str(tmp_path)) == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_told(shell: str) -> None:
    asked = {"_TYPER_COMPLETE_ARGS": "par-engine criteria sh", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    result = call(variables=asked | {VARIABLE: f"complete_{shell}"})
    assert result.code == 0
    assert "Xem một bộ tiêu chí" in result.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_script_works_in_bash() -> None:
    script = call("--show-completion", "bash").out
    asking = f"""
        PATH={PROGRAM.parent}:$PATH
        {script}
        COMP_WORDS=(par-engine criteria show thanh-hoa-201) COMP_CWORD=3
        _par_engine_completion par-engine
        echo "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", asking], cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == SET


def test_installs_for_one_user(tmp_path: Path) -> None:
    result = call("--install-completion", "bash", variables={"HOME": str(tmp_path)})
    installed = tmp_path / ".bash_completions" / "par-engine.sh"
    assert result.out == f"Đã cài phần gợi ý lệnh cho bash vào {installed}. Mở cửa sổ lệnh mới để dùng.\n"
    assert VARIABLE in installed.read_text(encoding="utf-8")
