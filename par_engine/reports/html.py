"""Templates to HTML, in a sandbox: templates are edited by policy staff and print texts that agencies handed in.

A template reads plain data and other templates of the library, nothing else. Escaping cannot be switched off. A name
that does not exist, a value that is no text, and everything else that goes wrong names the template and its line.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from par_engine.errors import InputError, UsageError, disk_reason
from par_engine.library import Library
from par_engine.text import did_you_mean, listing, nfc

MAIN = "report.html.j2"
"""The template of a report, in the folder named after the report."""

_TROUBLE = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, OSError)
"""What a template can run into. Anything else is a fault of ours and not explained away."""

_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'|has no element ([^ ]+)")


def render_html(library: Library, context: dict[str, Any], report: str = "self_scoring") -> str:
    """The report as one HTML document, composed text (NFC). `context` comes from `report_context`.

    Raises UsageError when there is no such report, InputError when one of its templates cannot be used.
    """
    return render_page(library, f"{_known(library, report)}/{MAIN}", context)


def render_page(library: Library, name: str, context: dict[str, Any]) -> str:
    """Any template of the library as one HTML document. Raises InputError when it cannot be used."""
    environment = _environment(library)
    try:
        html = environment.get_template(name).render(**context, library={"origin": library.origin})
    except _TROUBLE as error:
        raise InputError(_explained(library, name, error)) from error
    return nfc(html).rstrip() + "\n"


def report_names(library: Library) -> list[str]:
    """The reports that the library has templates for."""
    return sorted(path.parent.name for path in library.templates.glob(f"*/{MAIN}"))


def _known(library: Library, report: str) -> str:
    names = report_names(library)
    if report not in names:
        hint = did_you_mean(report, names) or f"hiện có: {listing(names) or 'không mẫu nào'}"
        raise UsageError(f"Không có mẫu báo cáo “{report}” trong {library.templates} ({hint}).")
    return report


def _environment(library: Library) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=_LibraryLoader(library.templates),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_AlwaysEscape],
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    del environment.filters["safe"]
    return environment


class _LibraryLoader(FileSystemLoader):
    """Templates below the library's folder, also after following links."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, encoding="utf-8")
        self.folder = folder.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        source, filename, up_to_date = super().get_source(environment, template)
        if not Path(filename).resolve().is_relative_to(self.folder):
            raise TemplateNotFound(template)
        return source, filename, up_to_date


class _AlwaysEscape(Extension):
    """Refuses `{% autoescape %}`: what agencies write is never taken for HTML."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Passes the tokens of a template on."""
        previous = None
        for token in stream:
            if token.type == "name" and token.value == "autoescape" and previous == "block_begin":
                raise TemplateSyntaxError("không được tắt bật autoescape", token.lineno, stream.name, stream.filename)
            previous = token.type
            yield token


def _printable(value: object) -> object:
    """Only texts and whole numbers are printed: a None, a list or a float in a report is a slip of the template."""
    if isinstance(value, Undefined | str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"in ra một giá trị kiểu {type(value).__name__}; chỉ in được chữ và số nguyên")


def _explained(library: Library, main: str, error: Exception) -> str:
    name, line = _place(library, main, error)
    where = f"Mẫu báo cáo “{name}”, dòng {line}" if line else f"Mẫu báo cáo “{name}”"
    return f"{where}: {_what(error)}."


def _place(library: Library, main: str, error: Exception) -> tuple[str, int]:
    """The template and line at fault; Jinja puts both into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or main, error.lineno
    roots = (library.templates, library.templates.resolve())
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        for root in roots:
            if Path(frame.filename).is_relative_to(root):
                return Path(frame.filename).relative_to(root).as_posix(), frame.lineno or 0
    return main, 0


def _what(error: Exception) -> str:
    match error:
        case TemplateSyntaxError():
            return f"viết sai cú pháp ({error.message})"
        case TemplateNotFound():
            return f"không tìm thấy mẫu “{error.name}” trong thư mục reports_templates"
        case SecurityError():
            return f"dùng thứ bị cấm vì an toàn ({error.message})"
        case UndefinedError():
            found = _UNKNOWN.search(error.message or "")
            name = next((part for part in found.groups() if part), "") if found else ""
            named = f"“{name}”" if name else f"một biến ({error.message})"
            return f"{named} không có trong dữ liệu báo cáo, kiểm tra lại tên biến"
        case UnicodeDecodeError():
            return "tệp không phải UTF-8, lưu lại bằng bảng mã UTF-8"
        case OSError():
            return f"không đọc được tệp ({disk_reason(error)})"
        case RecursionError():
            return "mẫu tự gọi chính nó không dừng"
    return str(error)
