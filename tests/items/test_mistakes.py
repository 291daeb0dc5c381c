"""Natural mistakes in the forty items, each found once, at its letter, in words that say what to do."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from par_engine.catalogue.load import Catalogue, load_catalogue
from par_engine.criteria.load import read_set
from par_engine.findings import Finding, errors_in
from par_engine.library import Library
from par_engine.scoring.program import check_set
from tests.items.world import HERE, ITEMS


@dataclass(frozen=True)
class Mistake:
    """A change to one component, and the finding: what stands at its place, `below` lines below the change."""

    set: str
    component: str
    old: str
    new: str
    at: str
    says: tuple[str, ...]
    below: int = 0
    also: int = 0

    def __str__(self) -> str:
        return f"{self.component}: {self.new.strip()[:50] or 'bỏ ' + self.old.strip()[:50]}"


def read() -> list[Mistake]:
    # BaseLoader: all scalars are text, so that this table does not depend on the reader it tests.
    found = []
    for path in sorted((HERE / "mistakes").glob("*.yaml")):
        for component, rows in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader).items():
            for row in rows:
                numbers = {key: int(row.get(key, 0)) for key in ("below", "also")}
                found.append(Mistake(path.stem, component, **{**row, **numbers, "says": tuple(row["says"])}))
    return found


MISTAKES = read()


def test_every_item_has_two() -> None:
    for item in ITEMS:
        own = [one for one in MISTAKES if one.component.partition(".")[0] == str(item.number)]
        assert len(own) >= 2, item
    assert len(MISTAKES) >= 80


@pytest.fixture(scope="module")
def catalogue(library: Library) -> Catalogue:
    return load_catalogue(library)[0]


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_is_found_at_its_letter(
    mistake: Mistake, library: Library, catalogue: Catalogue, tmp_path: Path
) -> None:
    folder = tmp_path / mistake.set
    shutil.copytree(library.criteria / mistake.set, folder)
    path, line = change(folder, mistake)
    found = errors_in(findings(library, folder, catalogue))
    lines = "\n".join(finding.line() for finding in found)
    assert len(found) == 1 + mistake.also, lines
    place = found[0].place
    assert place
    assert Path(place.file).name == path.name
    text = path.read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert (place.line - line, text[place.column - 1 :][: len(mistake.at)]) == (mistake.below, mistake.at), lines
    assert not [words for words in mistake.says if words not in found[0].line()], lines


def change(folder: Path, mistake: Mistake) -> tuple[Path, int]:
    """Makes the mistake; gives the file and the line of the change."""
    begins = re.compile(rf'^ *- id: "{re.escape(mistake.component)}"$', re.MULTILINE)
    (path,) = (file for file in folder.glob("[0-9]*.yaml") if begins.search(file.read_text(encoding="utf-8")))
    text = path.read_text(encoding="utf-8")
    start = next(begins.finditer(text)).start()
    following = re.compile(r'^ *- id: "', re.MULTILINE).search(text, start + 1 + len(mistake.component))
    end = following.start() if following and following.start() > start + 20 else len(text)
    part = text[start:end]
    assert part.count(mistake.old) == 1, part
    line = text.count("\n", 0, start + part.index(mistake.old)) + 1
    path.write_text(text[:start] + part.replace(mistake.old, mistake.new) + text[end:], encoding="utf-8")
    return path, line


def findings(library: Library, folder: Path, catalogue: Catalogue) -> list[Finding]:
    """What `par-engine criteria check` finds in the set."""
    return check_set(read_set(library, folder, catalogue))
