"""Drafts as the YAML of an example file, in the look of those written by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from par_engine.criteria.headers import headed
from par_engine.numbers import plain
from par_engine.scoring.drafting.draft import Draft

_SAFE = re.compile(r"[^\W\d_][^\n:#,\[\]{}\"'&*!|>%@`]*(?<! )|[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]+/[^\W\d_]+")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_INDENT = "    "


def example_file(set_id: str, drafts: list[Draft]) -> str:
    """The text of a new example file of a set with these drafts."""
    head = ["kind: criteria_tests", "schema: 1", f"set: {set_id}", "tests:"]
    text = "\n".join([*head, *(line for draft in drafts for line in draft_lines(draft))]) + "\n"
    return headed("tests/drafts.yaml", text)


def drafts_shape(drafts: list[Draft]) -> dict[str, object]:
    """For machines: the examples, and the rules for which none was found."""
    return {
        "schema": 1,
        "examples": [_machine(draft.content) for draft in drafts if draft.content is not None],
        "lacking": [
            {"component": draft.rule.component, "rule": draft.rule.title} for draft in drafts if draft.content is None
        ],
    }


def _machine(value: object) -> object:
    """Decimals as text with their digits, as in all output for machines."""
    match value:
        case Decimal():
            return plain(value)
        case Mapping():
            return {name: _machine(one) for name, one in value.items()}
        case list() | tuple():
            return [_machine(one) for one in value]
    return value


def draft_lines(draft: Draft) -> Iterator[str]:
    """One example below `tests:`; a comment where there is none."""
    rule, content = draft.rule, draft.content
    if content is None:
        yield f"  # {rule.component}: chưa soạn được ví dụ cho luật “{rule.title}”; cần người soạn"
        return
    lead = "  - "
    for key in _ORDER:
        if key in content:
            yield from _entry(key, content[key], lead)
            lead = _INDENT


_ORDER = (
    "name",
    "component",
    "unit_kind",
    "agency",
    "traits",
    "year",
    "on",
    "values",
    "previous_values",
    "history",
    "series",
    "sub_units",
    "documents",
    "events",
    "survey",
    "external",
    "judged",
    "explanation",
    "expect",
)
_BLOCKS = ("documents", "sub_units", "series")


def _entry(key: str, value: object, lead: str) -> Iterator[str]:
    if key not in _BLOCKS or not value:
        yield f"{lead}{key}: {flow(value, quoted=key == 'component')}"
        return
    yield f"{lead}{key}:"
    if isinstance(value, Mapping):
        yield from (f"{_INDENT}  {name}: {flow(one)}" for name, one in value.items())
    elif isinstance(value, list):
        yield from (f"{_INDENT}  - {flow(one)}" for one in value)


def flow(value: object, *, quoted: bool = False) -> str:
    """A value as YAML on one line, in quotes where plain text would read as something else, or always."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return plain(value)
        case str():
            safe = not quoted and _SAFE.fullmatch(value) and value.lower() not in _WORDS
            return value if safe else json.dumps(value, ensure_ascii=False)
        case Mapping():
            return "{" + ", ".join(f"{_key(name)}: {flow(one)}" for name, one in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(flow(one) for one in value) + "]"
    raise TypeError(type(value).__name__)


def _key(name: object) -> str:
    text = str(name)
    return text if re.fullmatch(r"[A-Za-z0-9_.\-]+", text) and not text[0].isdigit() else json.dumps(text)
