"""Documents that are secret by what a submission writes of them: proved by reference, their files never opened."""

from __future__ import annotations

import re

from par_engine.evidence.submission import Document
from par_engine.text import nfc

_MARK = re.compile(r"(?<!\w)(TUYỆT MẬT|TỐI MẬT|MẬT)(?!\w)")


def written_mark(document: Document) -> str:
    """The mark in the number, the note or the title of a document, or nothing.

    A title that is all capitals says nothing: it may be about secrecy.
    """
    title = nfc(document.title or "")
    parts = (document.number, document.note, title if title != title.upper() else None)
    match = _MARK.search(nfc(" ".join(filter(None, parts))))
    return match[1] if match else ""
