"""Builds the command tree and runs it. Commands import what they need when they run, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
import traceback

import typer
from typer.main import get_command

from par_engine.cli import bundle, completion, criteria, evidence, explain, lost_points, report, score
from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.frame import Command, Group
from par_engine.cli.output import discard, prepare_streams, say, wrapped
from par_engine.errors import InputError, InternalError, UsageError, disk_reason

HELP = (
    "Chấm điểm Chỉ số cải cách hành chính (PAR INDEX): mỗi điểm được hay mất đều truy được về luật, số liệu, tài liệu."
)
EPILOG = """
Lần đầu dùng: par-engine criteria list, rồi par-engine score HỒ_SƠ, rồi par-engine lost-points HỒ_SƠ.
Mã thoát: 0 xong; 1 lệnh kiểm tra có lỗi; 2 gọi sai lệnh; 3 không đọc được tệp; 4 lỗi bên trong phần mềm.
"""
app = typer.Typer(
    name=completion.PROGRAM,
    cls=Group,
    help=HELP,
    epilog=EPILOG,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
app.add_typer(criteria.app, name="criteria")
app.add_typer(evidence.app, name="evidence")
app.command("score", cls=Command, help=score.HELP)(score.score)
app.command("explain", cls=Command, help=explain.HELP)(explain.explain)
app.command("lost-points", cls=Command, help=lost_points.HELP)(lost_points.lost_points)
app.command("report", cls=Command, help=report.HELP)(report.report)
app.command("bundle", cls=Command, help=bundle.HELP)(bundle.bundle)
app.command("unbundle", cls=Command, help=bundle.OPEN_HELP)(bundle.unbundle)


def _show_version(value: bool) -> None:
    if value:
        from par_engine import __version__

        say(f"par-engine {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", help="In phiên bản rồi thoát.", callback=_show_version, is_eager=True
    ),
    install: completion.InstallOption = None,
    show: completion.ShowOption = None,
) -> None:
    """Options before the command."""


def run(arguments: list[str]) -> int:
    """Runs a command line and returns its exit code."""
    prepare_streams()
    if completion.VARIABLE in os.environ:
        completion.start()
    try:
        result = get_command(app).main(arguments, prog_name=completion.PROGRAM, standalone_mode=False)
        if result == ExitCode.STOPPED:
            return _complain("Đã dừng theo yêu cầu.", ExitCode.STOPPED)
        return result if isinstance(result, int) else ExitCode.DONE
    except UsageError as error:
        return _complain(str(error), ExitCode.USAGE)
    except typer.TyperException as error:
        return _complain(f"Lệnh không đúng dạng: {error.format_message()}", ExitCode.USAGE)
    except InputError as error:
        for finding in error.findings:
            say(finding.line(), err=True)
        return _complain(str(error), ExitCode.INPUT)
    except OSError as error:
        if error.filename is None:
            discard(sys.stdout)
        return _complain(_disk_words(error), ExitCode.INPUT)
    except Exception as error:  # noqa: BLE001 - the one boundary: a user never sees a traceback unless asked for
        return _break_down(error)


def _complain(message: str, code: ExitCode) -> int:
    lines = f"LỖI: {message}".splitlines()
    say("\n".join(wrapped(line, rest="  ") for line in lines) if sys.stderr.isatty() else "\n".join(lines), err=True)
    return code


def _break_down(error: Exception) -> int:
    """An impossibility: one sentence for the user, everything for whoever asked for it."""
    if os.environ.get("PAR_ENGINE_DEBUG"):
        say(traceback.format_exc(), err=True)
    what = str(error) if isinstance(error, InternalError) else f"{type(error).__name__}: {error}"
    return _complain(
        f"Lỗi bên trong phần mềm: {what}\nXin báo lỗi này, kèm những gì in ra khi đặt PAR_ENGINE_DEBUG=1 rồi chạy lại.",
        ExitCode.INTERNAL,
    )


def _disk_words(error: OSError) -> str:
    reason = disk_reason(error)
    return f"Không đọc hoặc ghi được “{error.filename}”: {reason}." if error.filename else f"Lỗi đọc, ghi: {reason}."
