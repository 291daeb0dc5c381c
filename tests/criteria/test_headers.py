"""The line that leads an editor to the schema: it points at a schema that is there, and stands once."""

from __future__ import annotations

from pathlib import Path

import pytest

from par_engine.criteria.headers import SIGN, headed

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "criteria/thanh-hoa-2019"


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.name)
def test_it_leads_to_a_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = headed(path.relative_to(FOLDER).as_posix(), text)
    first, _, rest = found.partition("\n")
    assert rest == text
    assert (path.parent / first.removeprefix(SIGN)).resolve().is_file()
    assert headed(path.relative_to(FOLDER).as_posix(), found) == found


def test_a_file_that_does_not_say_what_it_is_stays() -> None:
    assert headed("set.yaml", "title: Bộ\n") == "title: Bộ\n"
