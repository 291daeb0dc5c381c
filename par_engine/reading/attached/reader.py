"""Attached files one by one, parsed in a process of its own: what ends that process is a refusal, not our end."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from par_engine.errors import InternalError, disk_reason
from par_engine.reading.attached.facts import FileFacts, from_plain
from par_engine.reading.attached.kinds import MAX_FILE
from par_engine.reading.attached.read import too_large

WALL_SECONDS = 30.0
"""A process that has not answered by then hangs; its limit of work is far below."""
_LONGEST = 4_000_000
"""Bytes of an answer."""


class Reader:
    """Reads files with the trust roots of the installer. A context manager: at its end no process is left."""

    def __init__(self, roots: Sequence[Path] = (), wall_seconds: float = WALL_SECONDS) -> None:
        self._roots, self._wall = [str(root.resolve()) for root in roots], wall_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path, name: str) -> FileFacts:
        """The facts of one file; `name` is what it is called in messages. Never raises for what the file holds."""
        try:
            size = path.stat().st_size
        except OSError as error:
            return FileFacts(name, refused=f"{name}: không mở được tệp ({disk_reason(error)}).")
        if not path.is_file():
            return FileFacts(name, refused=f"{name}: không phải tệp.")
        if size > MAX_FILE:
            return FileFacts(name, size, refused=too_large(name))
        answer = self._ask({"do": "read", "path": str(path.resolve()), "name": name, "roots": self._roots})
        try:
            return from_plain(answer)
        except (ValueError, KeyError, TypeError):
            reason = "đọc tệp này quá lâu hoặc quá nặng, không đọc để an toàn. Xuất lại tệp từ bản gốc."
            return FileFacts(name, size, refused=f"{name}: {reason}")

    def draw(self, path: Path, page: int, to: Path) -> bool:
        """Draws a page of a PDF into a picture file."""
        return self._ask({"do": "draw", "path": str(path.resolve()), "page": page, "to": str(to)}) is True

    @property
    def process_id(self) -> int:
        """Of the process that parses; started where it is not."""
        return self._running().pid

    def _ask(self, question: dict[str, Any]) -> Any:
        """The answer of the process; None when it ended or hung on the question."""
        process = self._running()
        assert process.stdin
        try:
            process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
            process.stdin.flush()
            return json.loads(self._line(process))
        except (OSError, ValueError):
            self._end()
            return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            command = [sys.executable, "-P", "-m", "par_engine.reading.attached.child"]
            try:
                self._process = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
                )
            except OSError as error:
                raise InternalError(f"Không khởi động được tiến trình đọc tệp ({disk_reason(error)}).") from error
        return self._process

    def _line(self, process: subprocess.Popen[bytes]) -> bytes:
        """One line of answer; empty when there is none in time."""
        assert process.stdout
        answer, until = b"", time.monotonic() + self._wall
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            while not answer.endswith(b"\n"):
                if len(answer) > _LONGEST or not waiting.select(max(until - time.monotonic(), 0)):
                    return b""
                piece = os.read(process.stdout.fileno(), 65_536)
                if not piece:
                    return b""
                answer += piece
        return answer

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait()
        self._process = None
