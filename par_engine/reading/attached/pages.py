"""A page of a scan as a grey picture, for the program that recognises letters."""

from __future__ import annotations

from pathlib import Path

from par_engine.errors import InputError
from par_engine.reading.attached.kinds import MAX_FILE
from par_engine.reading.attached.pdf import open_pdf

DOTS_PER_INCH = 200
_LARGEST = 3_000
"""Dots of the longer side: an A4 page has 2.339."""
_GREY_FORMAT = 1


def draw_page(path: Path, number: int, to: Path) -> bool:
    """Writes a page as PGM. False where it cannot be drawn."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    try:
        document = open_pdf(path.read_bytes()[:MAX_FILE], path.name)
        page = document[number]
        scale = min(DOTS_PER_INCH / 72, _LARGEST / max(*page.get_size(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bytes(bitmap.buffer)
        if bitmap.format != _GREY_FORMAT:
            return False
        lines = (rows[at * bitmap.stride :][: bitmap.width] for at in range(bitmap.height))
        to.write_bytes(f"P5 {bitmap.width} {bitmap.height} 255\n".encode("ascii") + b"".join(lines))
    except (InputError, PdfiumError, OSError, IndexError, MemoryError):
        return False
    return True
