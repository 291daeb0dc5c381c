"""Files made to exhaust the reader end early with one sentence."""

from __future__ import annotations

import tracemalloc

import pytest

from par_engine.reading.tree import MAX_DEPTH, MAX_FINDINGS, MAX_NODES, read_tree

DEEP = {
    "brackets": "[" * 1_000_000,
    "braces": "{a: " * 500_000,
    "dashes": "- " * 1_000_000,
    "indentation": "\n".join(" " * depth + "a:" for depth in range(1_000)),
    "question marks": "? " * 1_000_000,
    "closed brackets": "[" * 50_000 + "]" * 50_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_refused_at_once(name: str) -> None:
    tracemalloc.start()
    tree, findings = read_tree(DEEP[name], "a.yaml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert tree is None
    assert [one.message for one in findings] == [f"lồng nhau quá {MAX_DEPTH} cấp"]
    assert peak < 20_000_000


def test_the_depth_that_is_allowed() -> None:
    assert read_tree("[" * MAX_DEPTH + "]" * MAX_DEPTH, "a.yaml")[0]
    assert not read_tree("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "a.yaml")[0]


@pytest.mark.parametrize("text", ["[" + "1," * 99_999 + "1]", "- 1\n" * 100_000], ids=["flow", "block"])
def test_a_hundred_thousand_elements_can_be_read(text: str) -> None:
    tree, _ = read_tree(text, "a.yaml")
    assert tree
    assert len(tree.data) == 100_000
    assert tree.at((99_999,)).line in (1, 100_000)


def test_more_elements_than_any_file_needs_are_refused() -> None:
    tree, findings = read_tree("[" + "1," * MAX_NODES + "1]", "a.yaml")
    assert tree is None
    assert str(MAX_NODES) in findings[0].message


@pytest.mark.parametrize("text", ["a: 1\n" * 50_000, "[" + "*a," * 50_000 + "]", "[" + "!x y," * 50_000 + "]"])
def test_problems_without_number_are_not_all_listed(text: str) -> None:
    tree, findings = read_tree(text, "a.yaml")
    assert tree is None
    assert len(findings) == MAX_FINDINGS


HOSTILE = [
    "\x00",
    "a: \x07",
    "%YAML 9.9\n---\na: b",
    "%TAG ! tag:x,2000:\n---\n!foo a",
    "a: &" + "x" * 5_000 + " b",
    "a: !<" + "x" * 5_000 + "> b",
    "? " + "k" * 5_000 + "\n: v",
    "a: b: c: d",
    "a: @b",
    "a: `b",
    "a: %b",
    "a: [",
    "]",
    "a: 'b",
    '"\\',
    "a:\n\t- b",
    "&a",
    "*a",
    "!",
    "|",
    ">9\n",
    "--- |\n a\n--- b",
    "\ud800",
    "a: \ufffe",
    "\u202e",
    "- - - -\n  - -",
    "{a: b, a}",
    "{? a: b}",
    "[a: b: c]",
    "a: 'b' 'c'",
    "'a' b: c",
    "#",
    "...",
    "... a",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    tree, findings = read_tree(text, "a.yaml")
    assert (tree is None) == bool(findings)
    for finding in findings:
        assert finding.place
        assert finding.place.line >= 1
        assert finding.action
        assert len(finding.message) < 300


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_every_beginning_of_a_file_is_read_or_refused(length: int) -> None:
    text = 'kind: area\n"id": {a: [1, \'x\'], b: "\\u0110"}\nc: |\n  d\n- &e !!f *g\n? h\n: i\n'
    for start in range(len(text)):
        read_tree(text[start:], "a.yaml")
        read_tree(text[:start], "a.yaml")
        read_tree(text[:start] + text[start + length :], "a.yaml")
