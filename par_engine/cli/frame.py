"""The Vietnamese frame around the commands: help pages, and what is said when a command is called wrongly.

Typer's own frame is English and only half of it passes through gettext, so the two places that its documented classes
leave open are filled here: the help text of a command, and its reading of arguments. Nothing of Typer is replaced.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.output import say, width, wrapped
from par_engine.errors import UsageError
from par_engine.text import did_you_mean

# A context is Typer's private class; it is handed on here and never made.
Context = Any


class Command(TyperCommand):
    """A command with Vietnamese help and complaints."""

    allow_extra_args = True  # so that the surplus can be named in Vietnamese

    def get_help(self, ctx: Context) -> str:
        """The help page."""
        return "\n\n".join(_sections(self, ctx))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """`--help`, explained in Vietnamese."""
        return _help_in_vietnamese(super().get_help_option(ctx))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads arguments. Raises our UsageError.

        Whether a file may be read is not asked here: who reads it tells better, and every other reason besides.
        """
        for param in self.params:
            if isinstance(param, TyperArgument | TyperOption):
                param.type_descriptor.parameter_info.readable = False
        try:
            rest = super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise _complaint(error, ctx) from error
        if rest and not ctx.resilient_parsing:
            raise _wrong(ctx, f"Thừa “{' '.join(rest)}”.")
        return rest


class Group(TyperGroup):
    """A group of commands with Vietnamese help and complaints."""

    def get_help(self, ctx: Context) -> str:
        """The help page."""
        return "\n\n".join(_sections(self, ctx))

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """`--help`, explained in Vietnamese."""
        return _help_in_vietnamese(super().get_help_option(ctx))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads what stands before the command. With nothing there, shows the help, as an error: nothing was done."""
        if all(word == "--" for word in args) and not ctx.resilient_parsing:
            say(self.get_help(ctx), err=True)
            raise typer.Exit(ExitCode.USAGE)
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise _complaint(error, ctx) from error

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """The command named. Raises our UsageError with the nearest one."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            names = self.list_commands(ctx)
            hint = did_you_mean(args[0], names) or f"các lệnh: {', '.join(names)}"
            raise _wrong(ctx, f"Không có lệnh “{args[0]}” ({hint}).")
        return super().resolve_command(ctx, args)


def _help_in_vietnamese(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = "In trang hướng dẫn này rồi thoát."
    return option


def _wrong(ctx: Context, message: str) -> UsageError:
    return UsageError(f"{message}\n{_usage(ctx.command, ctx)}\nXem hướng dẫn: {ctx.command_path} --help")


_NUMBERS = {"NĂM": "một số năm, ví dụ 2026"}
"""What a whole number is to be, by what the help page calls it."""


def _complaint(error: typer.TyperException, ctx: Context) -> UsageError:
    """Typer's refusal in our words. What it knows about the refusal is told by the attributes it carries."""
    known = vars(error)
    option, param = known.get("option_name"), known.get("param")
    if "possibilities" in known:
        names = [name for one in _options(ctx) for name in _spellings(one)]
        hint = did_you_mean(str(option), names) or f"các tuỳ chọn: {', '.join(names)}"
        return _wrong(ctx, f"Không có tuỳ chọn “{option}” ({hint}).")
    if option is not None:
        flags = [name for one in _options(ctx) if one.is_flag for name in one.opts]
        takes = "không nhận giá trị" if option in flags else "cần một giá trị đi kèm"
        return _wrong(ctx, f"Tuỳ chọn “{option}” {takes}.")
    if param is not None:
        if "param_type" in known:
            kind = "tham số" if isinstance(param, TyperArgument) else "tuỳ chọn"
            return _wrong(ctx, f"Thiếu {kind} {_name(param)}: {param.help}")
        if param.type_descriptor.annotation is int:
            return _wrong(ctx, f"{_name(param)} nhận {_NUMBERS.get(param.metavar, 'một số nguyên')}. {param.help}")
        return _wrong(ctx, f"Giá trị không hợp lệ cho {_name(param)}: {param.help}")
    return _wrong(ctx, f"Lệnh không đúng dạng: {error.format_message()}")


def _sections(command: Command | Group, ctx: Context) -> Iterable[str]:
    yield _usage(command, ctx)
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield wrapped(" ".join(paragraph.split()))
    arguments = [(_name(one), one.help or "") for one in command.params if isinstance(one, TyperArgument)]
    if arguments:
        yield _table("Tham số", arguments)
    if isinstance(command, Group):
        yield _table("Lệnh", [(name, one.help or "") for name, one in command.commands.items() if not one.hidden])
    yield _table("Tuỳ chọn", [(_option_words(one), _option_help(one)) for one in _options(ctx) if not one.hidden])
    if command.epilog:
        yield "\n".join(wrapped(line, rest="  ") for line in inspect.cleandoc(command.epilog).splitlines())


def _usage(command: Command | Group, ctx: Context) -> str:
    pieces = [ctx.command_path, "[TUỲ CHỌN]"]
    for param in command.params:
        if isinstance(param, TyperArgument):
            name = _name(param)
            pieces.append(name if param.required or name.startswith("[") else f"[{name}]")
    if isinstance(command, Group):
        pieces.append("LỆNH …")
    return wrapped(" ".join(pieces), "Cách dùng: ", "           ")


def _options(ctx: Context) -> list[TyperOption]:
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, TyperOption)]


def _name(param: TyperArgument | TyperOption) -> str:
    """What a message calls a parameter."""
    return param.metavar if isinstance(param, TyperArgument) and param.metavar else ", ".join(_spellings(param))


def _spellings(param: TyperArgument | TyperOption) -> list[str]:
    """Short form first; Typer keeps those of `--help` in a set."""
    return sorted(param.opts, key=len)


def _option_words(option: TyperOption) -> str:
    names = ", ".join(_spellings(option))
    return names if option.is_flag or not option.metavar else f"{names} {option.metavar}"


def _option_help(option: TyperOption) -> str:
    default = option.default
    told = default is not None and not isinstance(default, bool) and option.show_default
    return (option.help or "") + (f" [mặc định: {default}]" if told else "")


def _table(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """A heading and two columns; on a narrow terminal the explanation goes below the name."""
    lines, indent = [f"{title}:"], min(max(len(name) for name, _ in rows) + 4, 34)
    narrow = width() - indent < 30
    indent = 6 if narrow else indent
    for name, words in rows:
        if narrow or len(name) + 4 > indent:
            lines += [f"  {name}", wrapped(words, " " * indent, " " * indent)]
        else:
            lines.append(wrapped(words, f"  {name}".ljust(indent), " " * indent))
    return "\n".join(lines)
