"""Letters on scans, through tesseract with its Vietnamese data, where the machine has them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from par_engine.reading.attached.facts import FileFacts
from par_engine.reading.attached.kinds import AttachedKind
from par_engine.reading.attached.read import recognised
from par_engine.reading.attached.reader import Reader

SECONDS_A_PAGE = 60
INSTALL = (
    "Máy này chưa có chương trình nhận dạng chữ tiếng Việt: nhờ quản trị cài tesseract-ocr và tesseract-ocr-vie, "
    "hoặc nộp bản PDF xuất thẳng từ máy tính."
)


def recogniser() -> str:
    """The program, if it and its Vietnamese data are there; else an empty text."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    listed = _run([program, "--list-langs"])
    return program if "vie" in listed.split() else ""


def recognise(reader: Reader, facts: FileFacts, path: Path, program: str) -> FileFacts:
    """A scan with what was recognised on its first and its last page; unchanged where nothing was."""
    if not facts.scan or facts.refused:
        return facts
    with tempfile.TemporaryDirectory(prefix="par-engine-") as folder:
        pictures = [path] if facts.kind is not AttachedKind.PDF else _drawn(reader, facts, path, Path(folder))
        text = "\n".join(_run([program, str(picture), "-", "-l", "vie", "--psm", "4"]) for picture in pictures)
    return recognised(facts, text)


def _drawn(reader: Reader, facts: FileFacts, path: Path, folder: Path) -> list[Path]:
    pages = sorted({0, (facts.pages or 1) - 1})
    pictures = [folder / f"{page}.pgm" for page in pages]
    return [to for page, to in zip(pages, pictures, strict=True) if reader.draw(path, page, to)]


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=SECONDS_A_PAGE, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
