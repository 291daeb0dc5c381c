"""`par-engine evidence …`: what agencies hand in."""

from __future__ import annotations

import typer

from par_engine.cli.evidence import check

app = typer.Typer(help="Hồ sơ của đơn vị: kiểm tra số liệu và tài liệu.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `check` a command of its own while it is the only one."""


app.command("check", help=check.HELP)(check.check)
