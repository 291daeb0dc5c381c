"""Options and arguments that several commands share, so that they are the same everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from par_engine.cli.completion import set_ids
from par_engine.cli.progress import remember_reader
from par_engine.errors import UsageError

FileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="HỒ_SƠ", help="Tệp hồ sơ của đơn vị: YAML, JSON, biểu mẫu đã điền (.xlsx, .xls, .ods) hoặc gói .parz."
    ),
]
SetArgument = Annotated[
    str,
    typer.Argument(metavar="BỘ", help="Mã bộ tiêu chí, ví dụ thanh-hoa-2019.", autocompletion=set_ids),
]
JsonOption = Annotated[bool, typer.Option("--json", callback=remember_reader, help="In kết quả dạng JSON cho máy đọc.")]
OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="NGÀY", help="Chấm như vào ngày này (31/12/2019); mặc định là ngày lập hồ sơ."),
]
AssessmentOption = Annotated[
    Path | None,
    typer.Option("--assessment", metavar="TỆP", help="Tệp thẩm định của hồ sơ này (YAML hoặc JSON)."),
]


def day(text: str | None) -> dt.date | None:
    """`--on` as a date. Raises UsageError."""
    if text is None:
        return None
    from par_engine.calendar import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageError(f"--on nhận ngày như 31/12/2019 hoặc 2019-12-31, không nhận “{text}”.") from error


def listed(text: str) -> list[str]:
    """The words of an option that takes several: `html,docx`."""
    return [part.strip() for part in text.split(",") if part.strip()]


def forms_of(text: str, known: Collection[str]) -> list[str]:
    """`--as` as a list of known forms. Raises UsageError."""
    wanted = listed(text)
    if not wanted or set(wanted) - set(known):
        raise UsageError(f"--as nhận {', '.join(known)}; không nhận “{text}”.")
    return wanted
