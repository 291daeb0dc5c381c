"""`par-engine evidence …`: what agencies hand in."""

from __future__ import annotations

import typer

from par_engine.cli.evidence import check
from par_engine.cli.frame import Command, Group

app = typer.Typer(cls=Group, help="Hồ sơ của đơn vị: kiểm tra số liệu và tài liệu.")


@app.callback()
def _group() -> None:
    """Keeps `check` a command of its own while it is the only one."""


app.command("check", cls=Command, help=check.HELP)(check.check)
