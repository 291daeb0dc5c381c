"""The files that a submission attaches: where they lie, within which limits, and what was read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from par_engine.evidence.secrecy import written_mark
from par_engine.evidence.submission import Submission
from par_engine.reading.attached.facts import FileFacts

MAX_FILES = 2_000
"""Files of one submission. A province's yearly one has some hundreds."""
MAX_TOTAL = 2_000_000_000
"""Bytes of all files of one submission."""


class Misplaced(ValueError):
    """A `file:` that leads to nothing, or out of the submission's folder."""

    def __init__(self, message: str, action: str) -> None:
        super().__init__(message)
        self.message, self.action = message, action


def locate(folder: Path, written: str) -> Path:
    """The file that a submission in a folder names. Raises `Misplaced`; nothing outside the folder is looked at."""
    posix, windows = PurePosixPath(written), PureWindowsPath(written)
    if posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts or "\0" in written:
        raise Misplaced(
            f"tệp “{written}” không nằm trong thư mục của hồ sơ",
            "chép tệp vào thư mục của hồ sơ và ghi đường dẫn tính từ thư mục đó",
        )
    path = folder / PurePosixPath(*windows.parts)
    if not path.exists():
        raise Misplaced(
            f"không có tệp “{written}” cạnh hồ sơ", "kiểm tra lại tên tệp, hoặc bỏ “file” nếu chỉ dẫn chiếu"
        )
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Misplaced(
            f"tệp “{written}” là liên kết dẫn ra ngoài thư mục của hồ sơ", "chép chính tệp đó vào thư mục của hồ sơ"
        )
    if not path.is_file():
        raise Misplaced(f"“{written}” không phải tệp", "chỉ ra đúng tệp")
    return path


@dataclass(frozen=True)
class Attachments:
    """What was read: facts by what `file:` says, why others lead nowhere, and what no more was read."""

    facts: dict[str, FileFacts] = field(default_factory=dict)
    misplaced: dict[str, Misplaced] = field(default_factory=dict)
    unread: tuple[str, ...] = ()


def read_attachments(
    submission: Submission,
    folder: Path,
    read: Callable[[Path, str], FileFacts],
    counted: Callable[[list[str]], Iterable[str]] = iter,
) -> Attachments:
    """Reads every attached file once, those of secret documents never.

    `counted` goes through their names, and may show how far it is.
    """
    open_to_all = [document for document in submission.documents if not written_mark(document)]
    names = list(dict.fromkeys(document.file for document in open_to_all if document.file))
    facts: dict[str, FileFacts] = {}
    misplaced: dict[str, Misplaced] = {}
    unread: list[str] = list(names[MAX_FILES:])
    total = 0
    for name in counted(names[:MAX_FILES]):
        try:
            path = locate(folder, name)
        except Misplaced as error:
            misplaced[name] = error
            continue
        total += path.stat().st_size
        if total > MAX_TOTAL:
            unread.append(name)
        else:
            facts[name] = read(path, name)
    return Attachments(facts, misplaced, tuple(unread))
