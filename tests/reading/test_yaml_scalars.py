"""Plain scalars are those of YAML 1.2: nothing that a clerk writes turns into a date, a time or an octal number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from par_engine.reading.tree import read_tree


def read(text: str, name: str = "a.yaml") -> Any:
    tree, findings = read_tree(text, name)
    assert tree, findings
    return tree.data


SCALARS: list[tuple[str, Any]] = [
    ("no", "no"),
    ("No", "No"),
    ("yes", "yes"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("tRue", "tRue"),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("Null", None),
    ("none", "none"),
    ("0", 0),
    ("-0", 0),
    ("7", 7),
    ("+7", 7),
    ("-7", -7),
    ("010", "010"),
    ("08", "08"),
    ("0x1F", "0x1F"),
    ("0o17", "0o17"),
    ("0b101", "0b101"),
    ("1_000", "1_000"),
    ("1,000", "1,000"),
    ("1:30", "1:30"),
    ("190:20:30", "190:20:30"),
    ("1.5", Decimal("1.5")),
    ("-0.25", Decimal("-0.25")),
    ("1.50", Decimal("1.50")),
    ("1.088", Decimal("1.088")),
    ("1.088.500", "1.088.500"),
    ("01.5", "01.5"),
    (".5", ".5"),
    ("5.", "5."),
    ("1e3", "1e3"),
    ("1.5e3", "1.5e3"),
    (".nan", ".nan"),
    (".inf", ".inf"),
    ("-.INF", "-.INF"),
    ("NaN", "NaN"),
    ("Infinity", "Infinity"),
    ("12.5%", "12.5%"),
    ("2019-12-31", "2019-12-31"),
    ("31/12/2019", "31/12/2019"),
    ("2019-12-31T00:00:00Z", "2019-12-31T00:00:00Z"),
    ("=", "="),
    ("٣", "٣"),
    ("５", "５"),
    ("9" * 40, int("9" * 40)),
    ("'no'", "no"),
    ('"1"', "1"),
    ('"null"', "null"),
    ('""', ""),
    ("|-\n  12", "12"),
    (">-\n  true", "true"),
]


@pytest.mark.parametrize(("written", "meant"), SCALARS)
def test_a_plain_scalar_is_what_yaml_1_2_says(written: str, meant: Any) -> None:
    found = read(f"a: {written}\n")["a"]
    assert found == meant
    assert type(found) is type(meant)


def test_a_decimal_is_exact_and_keeps_its_zeros() -> None:
    assert str(read("a: 0.1000")["a"]) == "0.1000"
    assert read("a: 0.1")["a"] + read("a: 0.2")["a"] == Decimal("0.3")


@pytest.mark.parametrize("digits", ["9" * 41, "-" + "9" * 40, "0." + "1" * 39])
def test_a_number_longer_than_forty_letters_is_refused(digits: str) -> None:
    tree, findings = read_tree(f"a: {digits}", "a.yaml")
    assert tree is None
    assert "40" in findings[0].message


def test_a_long_text_of_digits_is_no_number() -> None:
    assert read(f'a: "{"9" * 100}"')["a"] == "9" * 100


@pytest.mark.parametrize("key", ["8.5", "1", "true", "null", "~", "[a]", "{a: b}"])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    tree, findings = read_tree(f"? {key}\n: x\n", "a.yaml")
    assert tree is None
    assert "phải là chữ" in findings[0].message


def test_quoted_keys_and_keys_with_marks_are_text() -> None:
    assert read('"8.5": a\nđơn vị: b\n2019-01-01: c\n') == {"8.5": "a", "đơn vị": "b", "2019-01-01": "c"}


def test_keys_keep_their_order() -> None:
    assert list(read("c: 1\na: 2\nb: 3\n")) == ["c", "a", "b"]


def test_text_over_several_lines() -> None:
    assert read("a: một\n  hai\nb: |\n  ba\n  bốn\nc: >-\n  năm\n  sáu\n") == {
        "a": "một hai",
        "b": "ba\nbốn\n",
        "c": "năm sáu",
    }


def test_windows_line_ends_change_nothing() -> None:
    text = "a: 1\nb:\n  - x\n  - y: z\n"
    unix, windows = read_tree(text, "a.yaml")[0], read_tree(text.replace("\n", "\r\n"), "a.yaml")[0]
    assert unix == windows


def test_an_empty_file_holds_nothing() -> None:
    assert [read(text) for text in ("", "\n\n", "# chú thích\n", "---\n", "---\n...\n")] == [None] * 5
