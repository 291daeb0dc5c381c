"""A folder that appears whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from par_engine.errors import UsageError, disk_reason


def refuse_filled(folder: Path) -> None:
    """Raises UsageError when something stands there already: nothing is ever written over."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"“{folder}” đã có và không phải thư mục: chọn thư mục mới (-o).")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"Thư mục “{folder}” đã có tệp: chọn thư mục mới (-o), không ghi đè lên việc đã làm.")


@contextmanager
def new_folder(folder: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """Writes files (by path below the folder) into a draft folder beside it, hands that out to be looked at, and puts
    it in its place at the end. When anything fails, nothing is left."""
    refuse_filled(folder)
    folder = folder.absolute()
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    try:
        for name, text in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        yield draft
        draft.replace(folder)
    except OSError as error:
        raise UsageError(f"Không ghi được vào “{folder}”: {disk_reason(error)}. Chọn thư mục khác (-o).") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
