"""Every value and every key of a file is found again at its line and column."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from par_engine.findings import Place
from par_engine.reading.tree import Tree, read_tree
from tests.laws import law

Path = tuple[str | int, ...]

LETTERS = st.characters(
    categories=["Lu", "Ll", "Lo", "Nd", "Pd", "Po", "Ps", "Pe", "Sm", "Zs"], include_characters="\n\t"
)
TEXT = st.text(LETTERS, max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
NUMBERS = st.integers(-(10**38), 10**38)
SCALARS = TEXT | NUMBERS | st.booleans() | st.none()
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)


def read(text: str, name: str) -> Tree:
    tree, findings = read_tree(text, name)
    assert tree, (text, findings)
    return tree


def walk(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, data
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for segment, value in inside:
        yield from walk(value, (*path, segment))


def rest(text: str, place: Place) -> str:
    """The text from a place on."""
    line = text.split("\n")[place.line - 1 :]
    return "\n".join(line)[place.column - 1 :]


@law(250)
@given(DATA)
def test_json_reads_back_and_every_place_points_at_its_value(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    tree = read(text, "a.json")
    assert tree.data == data
    for path, value in walk(data):
        assert rest(text, tree.at(path)).startswith(json.dumps(value, ensure_ascii=False)[:1])
        if not isinstance(value, dict | list):
            assert rest(text, tree.at(path)).startswith(json.dumps(value, ensure_ascii=False))
        if path and isinstance(path[-1], str):
            assert rest(text, tree.at(path, key=True)).startswith(json.dumps(path[-1], ensure_ascii=False))


@law(250)
@given(DATA)
def test_json_in_plain_letters_reads_back(data: Any) -> None:
    assert read(json.dumps(data), "a.json").data == data


@law(250)
@given(DATA, st.sampled_from([None, True, False]))
def test_yaml_reads_back_and_every_place_is_that_of_another_reader(data: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    tree = read(text, "a.yaml")
    assert tree.data == data
    node = yaml.compose(text, yaml.SafeLoader)
    for path, _ in walk(data):
        mark = node_at(node, path).start_mark
        assert tree.at(path) == Place("a.yaml", mark.line + 1, mark.column + 1)


@law(250)
@given(st.lists(TEXT, max_size=5), st.sampled_from(["'", '"', "|", ">"]))
def test_text_in_every_style_of_yaml_reads_back(texts: list[str], style: str) -> None:
    assert read(yaml.safe_dump(texts, allow_unicode=True, default_style=style), "a.yaml").data == texts


def node_at(node: Any, path: Path) -> Any:
    for segment in path:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[segment]
        else:
            node = next(value for key, value in node.value if key.value == segment)
    return node


def test_what_is_not_in_the_file_is_told_at_what_holds_it() -> None:
    tree = read("a:\n  b: [x, {c: y}]\n", "a.yaml")
    assert tree.at(("a", "b", 1, "missing")) == tree.at(("a", "b", 1)) == Place("a.yaml", 2, 10)
    assert tree.at(("nowhere",)) == Place("a.yaml", 1, 1)
    assert tree.at(("nowhere", "a", "tag", "b", 0)) == Place("a.yaml", 2, 7)


def test_a_place_inside_a_text_counts_from_its_first_letter() -> None:
    tree = read("a: một + hai\nb: 'một + hai'\nc: >-\n  một\n  + hai\nd: một\n  + hai\n", "a.yaml")
    assert tree.inside(("a",), 6) == Place("a.yaml", 1, 10)
    assert tree.inside(("b",), 6) == Place("a.yaml", 2, 11)
    assert tree.inside(("c",), 6) == Place("a.yaml", 3, 4)
    assert tree.inside(("d",), 6) == Place("a.yaml", 6, 4)


def test_columns_count_letters_not_bytes() -> None:
    tree = read("{Đắk Lắk: {tỉnh: 𠀋, ở: đây}}", "a.yaml")
    assert tree.at(("Đắk Lắk", "ở")) == Place("a.yaml", 1, 24)
    assert tree.at(("Đắk Lắk", "ở"), key=True) == Place("a.yaml", 1, 21)
