"""Help of the shell in typing commands: the two options that set it up, and what it offers for arguments.

The work is Typer's; its English options are replaced by Vietnamese ones. Nothing heavy is loaded: the shell waits.
"""

from __future__ import annotations

from typing import Annotated

import typer

from par_engine.cli.output import say
from par_engine.errors import UsageError

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
PROGRAM = "par-engine"
VARIABLE = "_PAR_ENGINE_COMPLETE"


def start() -> None:
    """Lets Typer answer a shell that asks what could come next."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # there, not declared

    completion_init()


def _install(shell: str | None) -> None:
    if shell is None:
        return
    from typer.completion import install  # type: ignore[attr-defined]  # there, not declared

    name, path = install(shell=_known(shell), prog_name=PROGRAM, complete_var=VARIABLE)
    say(f"Đã cài phần gợi ý lệnh cho {name} vào {path}. Mở cửa sổ lệnh mới để dùng.")
    raise typer.Exit


def _show(shell: str | None) -> None:
    if shell is None:
        return
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # there, not declared

    say(get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=_known(shell)))
    raise typer.Exit


def _known(shell: str) -> str:
    if shell not in SHELLS:
        raise UsageError(f"Không có gợi ý lệnh cho “{shell}”; cho phép: {', '.join(SHELLS)}.")
    return shell


InstallOption = Annotated[
    str | None,
    typer.Option(
        "--install-completion",
        metavar="TÊN",
        help="Cài phần gợi ý lệnh khi bấm phím Tab (bash, zsh, fish, powershell, pwsh).",
        callback=_install,
        expose_value=False,
    ),
]
ShowOption = Annotated[
    str | None,
    typer.Option(
        "--show-completion",
        metavar="TÊN",
        help="In đoạn mã gợi ý lệnh để tự cài.",
        callback=_show,
        expose_value=False,
    ),
]


def set_ids(incomplete: str) -> list[str]:
    """Ids of sets that begin as typed. Says nothing when there is no library: completion is no place to complain."""
    from par_engine.errors import InputError
    from par_engine.library import find_library

    try:
        return [name for name in find_library().set_ids() if name.startswith(incomplete)]
    except InputError:
        return []


def templates(incomplete: str) -> list[str]:
    """Names of report templates that begin as typed."""
    from par_engine.errors import InputError
    from par_engine.library import find_library

    try:
        return [name for name in find_library().template_names() if name.startswith(incomplete)]
    except InputError:
        return []
