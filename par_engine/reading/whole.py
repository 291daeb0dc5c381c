"""A file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[BufferedRandom]:
    """A new file beside the old one, to write and to read again; at the end it is made durable and put in its place.

    When anything fails, nothing is left of it. Raises OSError.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with draft.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _remember(path.parent)
    finally:
        _discard(draft)


def _remember(folder: Path) -> None:
    """Makes the new name durable too; not every file system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def _discard(draft: Path) -> None:
    """Removes what a failed write left; when even that is refused, the first error tells more."""
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return
