"""`par-engine evidence …`: what agencies hand in."""

from __future__ import annotations

import typer

from par_engine.cli.evidence import check, checks, form, read, rollup, store, survey
from par_engine.cli.frame import Command, Group

app = typer.Typer(cls=Group, help="Hồ sơ của đơn vị: biểu mẫu Excel, kiểm tra, đọc và cất tài liệu, tổng hợp báo cáo.")
app.command("check", cls=Command, help=check.HELP)(check.check)
app.command("checks", cls=Command, help=checks.HELP)(checks.list_checks)
app.command("read", cls=Command, help=read.HELP)(read.read)
app.command("store", cls=Command, help=store.HELP)(store.store)
app.command("form", cls=Command, help=form.HELP)(form.form)
app.command("survey", cls=Command, help=survey.HELP)(survey.survey)
app.command("rollup", cls=Command, help=rollup.HELP)(rollup.rollup)
app.command("origins", cls=Command, help=rollup.ORIGINS_HELP)(rollup.origins)
