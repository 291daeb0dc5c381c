"""`par-engine criteria …`: the policy officer's bench."""

from __future__ import annotations

import typer

from par_engine.cli.criteria import (
    check,
    checks,
    copy,
    cover,
    diff,
    docs,
    examples,
    import_annex,
    list_sets,
    publish,
    schema,
    show,
    test,
)
from par_engine.cli.frame import Command, Group

app = typer.Typer(cls=Group, help="Bộ tiêu chí: liệt kê, xem, kiểm tra, chạy ví dụ, so sánh, công bố.")
app.command("list", cls=Command, help=list_sets.HELP)(list_sets.list_sets)
app.command("show", cls=Command, help=show.HELP)(show.show)
app.command("check", cls=Command, help=check.HELP)(check.check)
app.command("checks", cls=Command, help=checks.HELP)(checks.checks)
app.command("test", cls=Command, help=test.HELP)(test.run_tests)
app.command("cover", cls=Command, help=cover.HELP)(cover.show_cover)
app.command("examples", cls=Command, help=examples.HELP)(examples.draft_examples)
app.command("diff", cls=Command, help=diff.HELP)(diff.diff)
app.command("copy", cls=Command, help=copy.HELP)(copy.copy)
app.command("publish", cls=Command, help=publish.HELP)(publish.publish)
app.command("docs", cls=Command, help=docs.HELP)(docs.docs)
app.command("schema", cls=Command, help=schema.HELP)(schema.schema)
app.command("import", cls=Command, help=import_annex.HELP)(import_annex.import_annex)
