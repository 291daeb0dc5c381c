"""The shapes that machines read: one object, exact keys, points as text, the same bytes for the same evidence."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Run, spoil
from tests.cli.program import OFFICE, PROVINCE, REPOSITORY, SET, call

SCORE = {
    *("schema", "criteria_set", "version", "digest", "agency", "agency_name", "unit_kind", "purpose", "period", "on"),
    *("total", "areas", "sections", "components", "findings"),
}
SUMS = {"points", "max_points", "applicable_max", "lost", "open", "index"}
TOTAL = SUMS | {
    *("index_if_open_gained", "claimed", "computed", "verified", "bonus", "penalty", "final", "rescaled"),
    *("assumed_share", "by_source", "grade"),
}
RECORDS = {"claimed", "computed", "verified"}
COMPONENT = {
    *("id", "area", "title", "state", "points", "max_points", "lost", "open", "claimed", "computed", "verified"),
    *("losses", "rule", "measure", "why", "next"),
}
SOMETIMES = {"points_if_proven", "due", "section", "override"}
NEXT = {"points", "gain", "gain_full", "ways", "impossible"}
ITEM = {
    *("id", "area", "points", "state", "cause", "why", "gain", "gain_full", "ways", "impossible", "remedy", "owner"),
    *("due", "effort", "group"),
}
FINDING = {"check", "severity", "path", "found", "allowed", "action", "message"}
POINTS = SUMS | (TOTAL - {"by_source", "grade", "rescaled"}) | {"gain", "gain_full", "points_if_proven"}
TWO_DECIMALS = re.compile(r"-?\d+\.\d\d")

EVERY = [
    (("criteria", "list"), {"schema", "library", "origin", "sets"}),
    (
        ("criteria", "show", SET),
        {"schema", "id", "version", "title", "year", "digest", "unit_kinds", "unit", "areas"},
    ),
    (("criteria", "check"), {"schema", "findings"}),
    (("criteria", "test", SET), {"schema", "findings", "run"}),
    (("evidence", "check", OFFICE), {"schema", "findings"}),
    (("score", OFFICE), SCORE),
    (
        ("explain", OFFICE, "8.5"),
        {"schema", "criteria_set", "version", "digest", "on", "component", "decisions", "text"},
    ),
    (("lost-points", OFFICE), {"schema", "criteria_set", "agency", "on", "items", "totals"}),
]


def walk(value: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every key with its path and value, all the way down."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield path, key, below
            yield from walk(below, f"{path}.{key}")
    elif isinstance(value, list):
        for below in value:
            yield from walk(below, f"{path}[]")


@pytest.mark.parametrize(
    ("arguments", "keys"), EVERY, ids=lambda value: " ".join(value) if type(value) is tuple else ""
)
def test_one_object(here: Run, arguments: tuple[str, ...], keys: set[str]) -> None:
    result = here(*arguments, "--json")
    assert (result.code, result.err) == (0, "")
    shape = result.json
    assert set(shape) == keys
    assert shape["schema"] == 1
    assert result.out == json.dumps(shape, ensure_ascii=False, indent=1) + "\n"
    assert unicodedata.is_normalized("NFC", result.out)
    for path, key, value in walk(shape):
        assert not isinstance(value, float), f"{path}.{key}"
        if key in POINTS and value is not None:
            assert isinstance(value, str), f"{path}.{key}"
            assert TWO_DECIMALS.fullmatch(value), f"{path}.{key} = {value}"


def test_report_names_its_files(here: Run, tmp_path: Path) -> None:
    result = here("report", OFFICE, "-o", tmp_path, "--json")
    assert set(result.json) == {"schema", "files"}
    [written] = result.json["files"]
    assert Path(written).is_file()


@pytest.mark.parametrize("file", [OFFICE, PROVINCE])
def test_score(here: Run, file: str) -> None:
    sheet = here("score", file, "--json").json
    assert set(sheet["period"]) == {"from", "to"}
    assert set(sheet["total"]) == TOTAL
    assert all(set(area) == SUMS | RECORDS | {"id", "code", "title"} for area in sheet["areas"])
    for one in sheet["components"]:
        assert COMPONENT <= set(one) <= COMPONENT | SOMETIMES
        assert all(set(loss) == {"points", "cause", "why"} for loss in one["losses"])
        if one["next"] is not None:
            assert set(one["next"]) == NEXT
            assert all(set(way) == {"needs", "gain", "points"} for way in one["next"]["ways"])
    assert all(set(finding) == FINDING for finding in sheet["findings"])


def test_score_in_figures(here: Run) -> None:
    sheet = here("score", OFFICE, "--json").json
    assert {key: sheet[key] for key in ("criteria_set", "agency", "unit_kind", "purpose", "on")} == {
        "criteria_set": SET, "agency": "so-tu-phap", "unit_kind": "department", "purpose": "official",
        "on": "2019-12-04",
    }  # fmt: skip
    assert sheet["period"] == {"from": "2019-01-01", "to": "2019-12-31"}
    assert re.fullmatch(r"[0-9a-f]{64}", sheet["digest"])
    [one] = [one for one in sheet["components"] if one["id"] == "8.5"]
    assert (one["rule"], one["measure"], one["state"]) == ("8.5.b2", "9087/9107", "scored")
    assert (one["points"], one["max_points"], one["lost"]) == ("2.00", "3.00", "1.00")
    assert [loss["cause"] for loss in one["losses"]] == ["below_threshold"]


def test_score_with_an_assessment(here: Run) -> None:
    assessment = "examples/so-tu-phap-2019/assessment.yaml"
    sheet = here("score", OFFICE, "--assessment", assessment, "--json").json
    assert set(sheet) == SCORE
    assert {key: sheet["total"][key] for key in ("claimed", "computed", "verified", "points", "final")} == {
        "claimed": "48.95", "computed": "46.95", "verified": "46.89", "points": "46.89", "final": "46.89",
    }  # fmt: skip
    rows = {one["id"]: one for one in sheet["components"]}
    assert rows["5.8"]["override"]["points"] == "0.50"
    assert [(loss["cause"], loss["points"]) for loss in rows["5.8"]["losses"]] == [("overridden", "0.25")]
    assert rows["1.13"]["losses"][0]["cause"] == "document_invalid"
    for area in sheet["areas"]:
        own = [one for one in sheet["components"] if one["area"] == area["id"]]
        for record in RECORDS:
            assert Decimal(area[record]) == sum(Decimal(one[record]) for one in own)


def test_lost_points(here: Run) -> None:
    shape = here("lost-points", PROVINCE, "--json").json
    assert all(set(item) == ITEM for item in shape["items"])
    assert set(shape["totals"]) == {"lost", "open", "penalty", "by_group", "by_area", "by_cause"}
    for name in ("by_group", "by_area", "by_cause"):
        assert all(TWO_DECIMALS.fullmatch(points) for points in shape["totals"][name].values())


def test_explain_is_the_row_of_score_with_its_trace(here: Run) -> None:
    explained = here("explain", OFFICE, "1.4", "--json").json
    [row] = [one for one in here("score", OFFICE, "--json").json["components"] if one["id"] == "1.4"]
    assert explained["component"] == row
    assert len(explained["decisions"]) == 3
    assert next(iter(explained["text"])) == "Kết quả"


def test_show_gives_points_as_text_and_kinds_by_name(here: Run) -> None:
    [area, *_] = here("criteria", "show", SET, "--unit", "department", "--json").json["areas"]
    [first, *_] = area["components"]
    assert first == {
        "id": "1.1", "title": "Ban hành Kế hoạch cải cách hành chính năm 2019 trước ngày 31/12/2018",
        "max_points": "2.00", "rule": "deadline", "rule_label": "theo thời hạn", "sentence": first["sentence"],
        "standing": [],
    }  # fmt: skip


def test_checks_give_places_and_score_sheets_do_not(here: Run, library: Path) -> None:
    found = here("evidence", "check", PROVINCE, "--json").json["findings"]
    assert found
    for finding in found:
        assert set(finding) == FINDING | {"place"}
        assert finding["place"]["file"] == PROVINCE
        assert set(finding["place"]) == {"file", "line", "column"}
    spoil(library / "criteria" / SET / "set.yaml", "max_points: 100", "max_points: 99")
    [finding, *_] = here("criteria", "check", SET, "--json").json["findings"]
    assert finding["place"]["file"] == f"criteria/{SET}/set.yaml"
    spoil(library / "criteria" / SET / "set.yaml", "max_points: 99", "max_points: 100")
    for command in (("score", PROVINCE), ("lost-points", PROVINCE), ("explain", PROVINCE, "7.9")):
        printed = here(*command, "--json").out
        assert '"file"' not in printed
        assert '"line"' not in printed
        assert "submission.yaml" not in printed


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Whatever the order of hashes, the working directory, and how the file is named."""
    first = call("score", PROVINCE, "--json", variables={"PYTHONHASHSEED": "1"})
    again = call("score", REPOSITORY / PROVINCE, "--json", cwd=tmp_path, variables={"PYTHONHASHSEED": "2"})
    assert first.code == again.code == 0
    assert first.out == again.out


class Texts(yaml.SafeLoader):
    """Reads every scalar as it is written."""


Texts.yaml_implicit_resolvers = {}


def as_json(file: Path) -> dict[str, Any]:
    """A submission as another program would write it: strings where YAML had bare words, numbers where they must be."""
    text = file.read_text(encoding="utf-8")
    written = yaml.load(text, Texts)
    flags = {"true": True, "false": False}

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: typed(below) for key, below in value.items()}
        if isinstance(value, list):
            return [typed(below) for below in value]
        return flags.get(value, value)

    data: dict[str, Any] = typed(written) | {"schema": 1}
    for claim in data.get("claims", {}).values():
        claim["points"] = float(claim["points"])
    return data


@pytest.mark.parametrize("file", [OFFICE, PROVINCE])
def test_yaml_and_json_give_the_same_bytes(here: Run, tmp_path: Path, file: str) -> None:
    data = as_json(REPOSITORY / file)
    turned = {key: dict(reversed(value.items())) if key == "values" else value for key, value in data.items()}
    expected = {command: here(*command, "--json") for command in ((("score"), file), ("lost-points", file))}
    for number, content in enumerate((data, dict(reversed(turned.items())))):
        other = tmp_path / f"submission-{number}.json"
        other.write_text(json.dumps(content, ensure_ascii=False, indent=number or None), encoding="utf-8")
        for (command, _), result in expected.items():
            assert here(command, other, "--json") == result, "the form or the order of facts changed the result"
