"""`par-engine criteria …`: the policy officer's bench."""

from __future__ import annotations

import typer

from par_engine.cli.criteria import check, list_sets, show, test

app = typer.Typer(help="Bộ tiêu chí: liệt kê, xem, kiểm tra, chạy ví dụ.", no_args_is_help=True)
app.command("list", help=list_sets.HELP)(list_sets.list_sets)
app.command("show", help=show.HELP)(show.show)
app.command("check", help=check.HELP)(check.check)
app.command("test", help=test.HELP)(test.test)
