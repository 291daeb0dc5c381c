"""Files that a command writes where the user says: what stands there already is not destroyed unasked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from par_engine.errors import UsageError

ForceOption = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có cùng tên.")]


def refuse_existing(out: Path, *, force: bool) -> None:
    """Stops a command whose output would replace a file. Raises UsageError unless that is asked for with `--force`."""
    if not force and out.exists() and not out.is_dir():  # of a folder, the writing tells
        raise UsageError(f"Tệp “{out}” đã có; nêu tên khác, hoặc thêm --force để ghi đè.")


def refuse_inputs(out: Path, inputs: Iterable[Path]) -> None:
    """Stops a command whose output would replace a file that it reads. Raises UsageError always."""
    if out.exists() and any(one.exists() and one.samefile(out) for one in inputs):
        raise UsageError(f"Tệp “{out}” là một trong các tệp được đọc, không ghi đè lên; nêu tên khác ở -o.")
