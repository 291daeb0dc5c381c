"""Schemas for editors: made from the models, in Vietnamese; they take what is shipped and refuse what is broken."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from yamllint import linter
from yamllint.config import YamlLintConfig

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.reading.tree import read_tree
from par_engine.reports.editors.schemas import FILES, schema_files, schema_of

REPOSITORY = Path(__file__).parents[2]
BASE = REPOSITORY / "tests/broken/base"
SHIPPED = sorted(
    path for folder in ("criteria", "evidence_schemas", "examples") for path in (REPOSITORY / folder).rglob("*.yaml")
)


@cache
def validator(kind: str) -> jsonschema.Draft7Validator:
    schema = schema_of(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def plainly(value: Any) -> Any:
    """As an editor reads it."""
    if isinstance(value, dict):
        return {key: plainly(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plainly(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def refused(text: str, kind: str = "") -> list[str]:
    """What an editor would underline."""
    tree, findings = read_tree(text, "thu.yaml")
    assert tree, [finding.line() for finding in findings]
    data = plainly(tree.data)
    return [error.message for error in validator(kind or data["kind"]).iter_errors(data)]


def test_written_schemas_are_those_of_the_models() -> None:
    folder = REPOSITORY / "evidence_schemas"
    assert {path.name for path in folder.glob("*.schema.json")} == set(schema_files())
    for name, text in schema_files().items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"chạy par-engine criteria schema ({name})"


@pytest.mark.parametrize("folder", ["criteria", "evidence_schemas", "examples"])
def test_everything_shipped_is_taken(folder: str) -> None:
    paths = [path for path in SHIPPED if path.is_relative_to(REPOSITORY / folder)]
    wrong = {path: found for path in paths if (found := refused(path.read_text(encoding="utf-8")))}
    assert wrong == {}
    assert paths


@pytest.mark.parametrize("path", sorted(BASE.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_base_of_broken_files_is_taken(path: Path) -> None:
    assert refused(path.read_text(encoding="utf-8")) == []


AREA, SET, FIGURES = (
    "criteria/mau-2019/02-one-stop-shop.yaml", "criteria/mau-2019/set.yaml", "evidence_schemas/dossiers.yaml",
)  # fmt: skip
BROKEN = [
    (AREA, 'id: "8.1"', "id: 8.1", "an id that is a number"),
    (AREA, "when_denominator_zero: not", "when_denominator_zerro: not", "an unknown key"),
    (AREA, "when_denominator_zero: not_applicable", "when_denominator_zero: nothing", "a word not in the list"),
    (AREA, "    title: Hồ sơ tồn\n", "", "a key left out"),
    (AREA, "rule: {per_item: {each: 0.5}}", "rule: {per_itme: {each: 0.5}}", "an unknown kind of rule"),
    (AREA, "rule: {per_item: {each: 0.5}}", "rule: {per_item: {each: 0.5}, deduct: {each: 1}}", "two kinds of rule"),
    (AREA, "rule: {per_item: {each: 0.5}}", 'rule: {per_item: {each: "0,5"}}', "a number with a comma"),
    (AREA, "full_at: 100%", "full_at: nhiều", "a rate in words"),
    (AREA, "effort: 5", "effort: 6", "an effort beyond five"),
    (AREA, "due: {by: 30/11}", "due: {by: ngày 30}", "a date in words"),
    (AREA, "otherwise: true, points: 0}\n    documents", "otherwise: false, points: 0}\n    documents", "a mark unset"),
    (SET, "decimals: 2\nindex", "decimals: 7\nindex", "too many decimals"),
    (SET, "year: 2019", "year: hai nghìn", "a year in words"),
    (SET, "kind: criteria_set", "kind: area", "another kind"),
    (SET, "areas: [direction, one_stop_shop]", "areas: []", "an empty list"),
    (FIGURES, "type: amount", "type: money", "an unknown type"),
    (FIGURES, "id: dossiers.cost", "id: Chi phí", "an id in words"),
]


@pytest.mark.parametrize(("name", "right", "wrong", "what"), BROKEN, ids=[row[-1] for row in BROKEN])
def test_what_is_broken_is_refused(name: str, right: str, wrong: str, what: str) -> None:
    text = (BASE / name).read_text(encoding="utf-8")
    kind = str(yaml.safe_load(text)["kind"])
    assert text.count(right) == 1, right
    assert refused(text, kind) == []
    assert refused(text.replace(right, wrong), kind), what


def test_values_of_a_set_may_be_dated_and_its_id_may_not() -> None:
    text = (BASE / AREA).read_text(encoding="utf-8")
    title = "title: Hồ sơ tồn"
    for dated in ("{2019: Hồ sơ tồn, 2020: Tồn đọng}", "[{from: 01/01/2019, value: Hồ sơ tồn}]"):
        assert refused(text.replace(title, f"title: {dated}")) == []
    assert refused(text.replace(title, "title: {2019: Hồ sơ tồn, default: Tồn}"))
    assert refused(text.replace('id: "8.4"', 'id: {2019: "8.4"}'))


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value.items()
            yield from properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from properties(value)


@pytest.mark.parametrize("kind", FILES)
def test_every_key_speaks_vietnamese(kind: str) -> None:
    schema = schema_of(kind)
    own = {**schema, "definitions": {key: one for key, one in schema["definitions"].items() if key != "dated"}}
    found = list(properties(own))
    assert found
    assert [key for key, one in found if not one.get("description", "").endswith(".")] == []
    text = json.dumps(own, ensure_ascii=False)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[a-z] (?:the|of|is|are|and|which) [a-z]", text)
    assert "$defs" not in text
    assert "discriminator" not in text


def test_every_reference_leads_somewhere_and_nothing_stands_beside_it() -> None:
    for kind in FILES:
        schema = schema_of(kind)
        pending: list[Any] = [schema]
        while pending:
            one = pending.pop()
            if isinstance(one, dict):
                if "$ref" in one:
                    assert set(one) == {"$ref"}
                    assert one["$ref"].removeprefix("#/definitions/") in schema["definitions"]
                pending += one.values()
            elif isinstance(one, list):
                pending += one


def test_the_command_writes_and_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "moi")
    assert run(["criteria", "schema", "--check", "-o", folder]) == ExitCode.FINDINGS
    assert "area.schema.json cũ hoặc chưa có" in capsys.readouterr().out
    assert run(["criteria", "schema", "-o", folder]) == ExitCode.DONE
    assert run(["criteria", "schema", "--check", "-o", folder]) == ExitCode.DONE
    (tmp_path / "moi/area.schema.json").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert run(["criteria", "schema", "--check", "--json", "-o", folder]) == ExitCode.FINDINGS
    assert json.loads(capsys.readouterr().out)["stale"] == ["area.schema.json"]


def test_editors_find_the_schema_of_every_shipped_file() -> None:
    guide = (REPOSITORY / "docs/ngon-ngu-tieu-chi.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    settings = json.loads(told)["yaml.schemas"]
    for path in SHIPPED:
        name = path.relative_to(REPOSITORY).as_posix()
        kind = str(yaml.safe_load(path.read_text(encoding="utf-8"))["kind"])
        matching = [
            schema
            for schema, patterns in settings.items()
            if any(path.relative_to(REPOSITORY).match(pattern) for pattern in patterns)
        ]
        assert matching == [f"evidence_schemas/{kind}.schema.json"], name


def test_shipped_files_keep_the_layout_that_editors_are_told() -> None:
    config = YamlLintConfig(file=str(REPOSITORY / ".yamllint"))
    found = {
        f"{path.relative_to(REPOSITORY)}:{problem.line}: {problem.desc}"
        for path in SHIPPED
        for problem in linter.run(path.read_text(encoding="utf-8"), config)
    }
    assert found == set()
    assert list(linter.run("a:  1\nb: &x 2\na: 3\n", config))
