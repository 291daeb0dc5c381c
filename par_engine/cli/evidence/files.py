"""Reading attached files from the command line: trust roots, progress, letters on scans."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.extras import extra

if TYPE_CHECKING:
    from par_engine.reading.attached.facts import FileFacts

TrustOption = Annotated[
    Path | None,
    typer.Option(
        "--trust",
        metavar="THƯ_MỤC",
        envvar="PAR_ENGINE_TRUST",
        help="Thư mục chứng thư gốc được tin cậy (.pem, .crt, .cer) để kiểm tra chữ ký số.",
    ),
]


@contextlib.contextmanager
def file_reader(trust: Path | None) -> Iterator[Callable[[Path, str], FileFacts]]:
    """A function that reads a file; scans too where tesseract with Vietnamese is installed."""
    with extra("proof"):
        import lxml  # noqa: F401
        import pyhanko  # noqa: F401
        import pypdfium2  # noqa: F401
    from par_engine.reading.attached.reader import Reader
    from par_engine.reading.attached.scans import recognise, recogniser
    from par_engine.reading.attached.signatures import root_files

    program = recogniser()
    with Reader(root_files(trust) if trust else ()) as reader:

        def read(path: Path, name: str) -> FileFacts:
            facts = reader.read(path, name)
            return recognise(reader, facts, path, program) if program else facts

        yield read
