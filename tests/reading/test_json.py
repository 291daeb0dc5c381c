"""JSON goes the same way as YAML, being a subset; what is no JSON is not made into numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from par_engine.reading.tree import read_tree


def read(text: str) -> Any:
    tree, findings = read_tree(text, "a.json")
    assert tree, findings
    return tree.data


def test_everything_json_has() -> None:
    text = '{"a": [1, -2, 0.50, true, false, null, "x"], "b": {"c": {}, "d": []}, "": ""}'
    assert read(text) == {
        "a": [1, -2, Decimal("0.50"), True, False, None, "x"],
        "b": {"c": {}, "d": []},
        "": "",
    }


@pytest.mark.parametrize(
    "text", ['{"a":1,"b":[1,2]}', '{\n\t"a": 1,\n\t"b": [1, 2]\n}', '\ufeff{"a": 1, "b": [1, 2]}'[1:]]
)
def test_layout_does_not_matter(text: str) -> None:
    assert read(text) == {"a": 1, "b": [1, 2]}


def test_a_key_in_quotes_is_never_a_merge() -> None:
    assert read('{"<<": {"a": 1}}') == {"<<": {"a": 1}}


def test_escapes() -> None:
    assert read(r'{"a": "\"\\\/\n\t\u0110\u1ed3"}') == {"a": '"\\/\n\tĐồ'}


def test_letters_beyond_the_first_plane_in_both_forms() -> None:
    data = {"a": "😀 Hà Nội 𠀋"}
    assert read(json.dumps(data)) == data
    assert read(json.dumps(data, ensure_ascii=False)) == data


@pytest.mark.parametrize("half", [r"\ud83d", r"\ude00", r"\ude00\ud83d", r"\ud83dx\ude00", r"\\\ud83d\\ude00"])
def test_half_a_letter_is_refused(half: str) -> None:
    tree, findings = read_tree(f'{{"a": "{half}"}}', "a.json")
    assert tree is None
    assert "ký tự thoát" in findings[0].message


def test_an_escaped_backslash_before_u_is_no_escape() -> None:
    assert read(r'{"a": "\\ud83d"}') == {"a": r"\ud83d"}


@pytest.mark.parametrize("number", ["1e3", "1E-2"])
def test_what_is_no_exact_number_stays_text(number: str) -> None:
    assert read(f'{{"a": {number}}}') == {"a": number}


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('{"a": 1,}', "a.json:1:8", "thừa dấu phẩy"),
        ('{"a": [1,\n  2,\n]}', "a.json:2:4", "thừa dấu phẩy"),
        ("{a: 1}", "a.json:1:2", "nháy kép"),
        ("{'a': 1}", "a.json:1:2", "nháy kép"),
        ("{\n  \"a\": 'x'}", "a.json:2:8", "không đúng dạng JSON"),
        ('{"a": đỏ}', "a.json:1:7", "không đúng dạng JSON"),
        ('{"NaN": "NaN", "a": NaN}', "a.json:1:21", "không đúng dạng JSON"),
        ('{"a": -Infinity}', "a.json:1:7", "không đúng dạng JSON"),
        ('{"a": .5}', "a.json:1:7", "không đúng dạng JSON"),
        ('{"a": 01}', "a.json:1:8", "bắt đầu bằng 0"),
        ('{"a" 1}', "a.json:1:6", "dấu hai chấm"),
        ('{"a": 1 "b": 2}', "a.json:1:9", "thiếu dấu phẩy"),
        ('{"a": 1} # chú thích', "a.json:1:10", "sau khi dữ liệu đã hết"),
        ("# chú thích\n{}", "a.json:1:1", "không đúng dạng JSON"),
        ('{"a": "x\ny"}', "a.json:1:9", "xuống dòng"),
        ("a: 1", "a.json:1:1", "không đúng dạng JSON"),
        ("", "a.json:1:1", "không đúng dạng JSON"),
    ],
)
def test_what_only_yaml_allows_is_refused(text: str, place: str, says: str) -> None:
    tree, (finding,) = read_tree(text, "a.json")
    assert tree is None
    assert (str(finding.place), finding.check) == (place, "json.syntax")
    assert says in finding.message
    assert finding.action


def test_deep_json_is_refused_by_its_depth() -> None:
    tree, (finding,) = read_tree("[" * 100_000 + "]" * 100_000, "a.json")
    assert tree is None
    assert "cấp" in finding.message


def test_a_key_twice_is_refused() -> None:
    tree, findings = read_tree('{"a": 1,\n "b": 2,\n "a": 3}', "a.json")
    assert tree is None
    assert [(str(one.place), one.message) for one in findings] == [("a.json:3:2", "khoá “a” bị lặp (đã có ở dòng 1)")]


@pytest.mark.parametrize("text", ['{"a": 1', '{"a": [1, 2}', '{"a" 1}', '{"a": "x}', "{'a': 1}}"])
def test_broken_json_is_refused_with_a_place(text: str) -> None:
    tree, findings = read_tree(text, "a.json")
    assert tree is None
    assert findings[0].place
    assert findings[0].action
