"""The small report, byte for byte. After a wanted change: PAR_ENGINE_GOLDEN=1 pytest tests/reports, read the diff."""

from __future__ import annotations

import difflib
import os

from tests.reports.conftest import DATA

GOLDEN = DATA / "golden" / "self_scoring.html"


def test_report_is_the_one_that_was_looked_at(html: str) -> None:
    if os.environ.get("PAR_ENGINE_GOLDEN"):
        GOLDEN.write_text(html, encoding="utf-8", newline="\n")
    wanted = GOLDEN.read_bytes().decode("utf-8")
    changes = list(difflib.unified_diff(wanted.splitlines(), html.splitlines(), "mẫu", "mới", lineterm="", n=0))
    assert html == wanted, "\n".join(changes[:40])
