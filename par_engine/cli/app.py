"""Builds the command tree and runs it. Commands import what they need when they run, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer

from par_engine.cli import criteria, evidence, explain, lost_points, report, score
from par_engine.cli.exit_codes import ExitCode
from par_engine.errors import InputError, InternalError, UsageError

app = typer.Typer(
    name="par-engine",
    help="Chấm điểm Chỉ số cải cách hành chính (PAR INDEX): mỗi điểm được hay mất đều truy được về luật, số liệu, tài liệu.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(criteria.app, name="criteria")
app.add_typer(evidence.app, name="evidence")
app.command("score", help=score.HELP)(score.score)
app.command("explain", help=explain.HELP)(explain.explain)
app.command("lost-points", help=lost_points.HELP)(lost_points.lost_points)
app.command("report", help=report.HELP)(report.report)


def _show_version(value: bool) -> None:
    if value:
        from par_engine import __version__

        typer.echo(f"par-engine {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", help="In phiên bản rồi thoát.", callback=_show_version, is_eager=True
    ),
) -> None:
    """Options before the command."""


def run(arguments: list[str]) -> int:
    """Runs a command line and returns its exit code."""
    try:
        result: Any = app(arguments, prog_name="par-engine", standalone_mode=True)
        return int(result or ExitCode.DONE)
    except SystemExit as done:
        return int(done.code or 0) if isinstance(done.code, int | None) else ExitCode.USAGE
    except UsageError as error:
        return _complain(str(error), ExitCode.USAGE)
    except InputError as error:
        return _refuse(error)
    except InternalError as error:
        return _complain(f"Lỗi bên trong phần mềm: {error}", ExitCode.INTERNAL)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - nobody reads any more
        return ExitCode.DONE
    except KeyboardInterrupt:
        return _complain("Đã dừng theo yêu cầu.", ExitCode.USAGE)
    except Exception as error:
        if os.environ.get("PAR_ENGINE_DEBUG"):
            raise
        hint = "Đặt PAR_ENGINE_DEBUG=1 rồi chạy lại để lấy chi tiết khi báo lỗi."
        return _complain(
            f"Lỗi bên trong phần mềm: {type(error).__name__}: {error}. {hint}", ExitCode.INTERNAL
        )


def _complain(message: str, code: ExitCode) -> int:
    typer.echo(f"LỖI: {message}", err=True)
    return code


def _refuse(error: InputError) -> int:
    for finding in error.findings:
        typer.echo(finding.line(), err=True)
    return _complain(str(error), ExitCode.INPUT)
