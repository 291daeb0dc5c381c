"""The one exception tree.

    ParEngineError
    ├── UsageError      the command was called wrongly                 (exit code 2)
    ├── InputError      a file cannot be read or is ill-typed           (exit code 3)
    └── InternalError   something that must not happen; please report   (exit code 4)
        └── EngineError     the rules engine gave an answer outside its contract

Problems in data are not exceptions: they are `Finding`s, collected and reported together.
Only when nothing sensible can be done without repair does an `InputError` carry them out.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from par_engine.findings import Finding


class ParEngineError(Exception):
    """Base of everything this package raises on purpose. The message is Vietnamese and for the user."""


class UsageError(ParEngineError):
    """The command or function was called with something it does not take."""


class InputError(ParEngineError):
    """Input that cannot be read or is ill-typed; `findings` lists every problem found."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class InternalError(ParEngineError):
    """An impossibility. Fails loudly: a wrong score is worse than none."""


class EngineError(InternalError):
    """The rules engine did not decide exactly what it was asked."""


def disk_reason(error: OSError) -> str:
    """Why the file system refused, in Vietnamese where it is one of the usual reasons."""
    return _DISK.get(error.errno or 0, error.strerror or str(error))


_DISK = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}
