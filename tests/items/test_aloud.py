"""Rules, reasons and advice of the forty items, as an officer reads them. After a wanted change:
PAR_ENGINE_GOLDEN=1 pytest tests/items, then read the text aloud."""

from __future__ import annotations

import difflib
import os

import pytest

from par_engine.criteria.load import read_set, require_set, set_folder
from par_engine.library import Library
from par_engine.scoring.examples import Bench
from tests.items.aloud import read_aloud
from tests.items.world import HERE, ITEMS, SETS


@pytest.mark.parametrize("set_id", SETS)
def test_sentences_are_those_that_were_read_aloud(library: Library, set_id: str) -> None:
    bench = Bench(require_set(library, set_id), read_set(library, set_folder(library, set_id)))
    text = "\n".join(read_aloud(library, item, bench) for item in ITEMS if item.set == set_id)
    golden = HERE / "aloud" / f"{set_id}.txt"
    if os.environ.get("PAR_ENGINE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    wanted = golden.read_text(encoding="utf-8")
    changes = list(difflib.unified_diff(wanted.splitlines(), text.splitlines(), "mẫu", "mới", lineterm="", n=0))
    assert text == wanted, "\n".join(changes[:40])
