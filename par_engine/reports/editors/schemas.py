"""JSON Schemas (draft-07) of all data files, made from the models that read them, with Vietnamese hover texts.

A schema says what an editor can help with: keys, types, forms of dates, rates and ids, kinds of rules. What only makes
sense across keys and files, `criteria check` says. Values of a set may be dated; an optional key is left out, not null.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from par_engine.catalogue.indicators import Section
from par_engine.catalogue.legal import LegalText
from par_engine.catalogue.proof import ProofKinds
from par_engine.criteria.comparing.continuing import Continuation
from par_engine.criteria.forms import Form
from par_engine.criteria.holidays import HolidayFile
from par_engine.criteria.inventory import Sources
from par_engine.criteria.model import Area, CriteriaSet
from par_engine.criteria.publishing import Published
from par_engine.evidence.assessment import Assessment
from par_engine.evidence.rollup.plan import Plan
from par_engine.evidence.rollup.report import Report
from par_engine.evidence.submission import Submission
from par_engine.reports.editors.hover import DATED, hover
from par_engine.scoring.examples import ExampleFile

Schema = dict[str, Any]
FILES: dict[str, tuple[type[BaseModel], str]] = {
    "criteria_set": (CriteriaSet, "Bộ tiêu chí: set.yaml"),
    "area": (Area, "Một lĩnh vực của bộ tiêu chí, hoặc phần điểm thưởng, điểm phạt: <nn>-<lĩnh vực>.yaml"),
    "criteria_tests": (ExampleFile, "Ví dụ chấm thử: tests/*.yaml"),
    "sources": (Sources, "Kiểm kê văn bản nguồn: sources.yaml"),
    "holidays": (HolidayFile, "Ngày nghỉ từng năm: holidays.yaml"),
    "continuation": (Continuation, "Tiêu chí nào nối tiếp tiêu chí nào của bộ trước: from-<bộ>.yaml"),
    "published": (Published, "Các phiên bản đã công bố: published.yaml"),
    "indicators": (Section, "Số liệu và phép kiểm chéo của một nhóm: evidence_schemas/<nhóm>.yaml"),
    "proof_kinds": (ProofKinds, "Các loại tài liệu kiểm chứng: evidence_schemas/documents.yaml"),
    "legal_text": (LegalText, "Một văn bản: evidence_schemas/legal/<mã>.yaml"),
    "form": (Form, "Một mẫu biểu báo cáo: evidence_schemas/forms/<mã>.yaml"),
    "report": (Report, "Báo cáo một kỳ của một đơn vị"),
    "rollup": (Plan, "Phiếu tổng hợp: tổng hợp cho ai, kỳ nào, từ những đơn vị nào"),
    "submission": (Submission, "Hồ sơ tự chấm của một đơn vị"),
    "assessment": (Assessment, "Kết quả thẩm định một hồ sơ"),
}
"""Every kind of data file, by its `kind`."""
CAN_BE_DATED = ("criteria_set", "area")
NEVER_DATED = ("kind", "schema", "id", "version")

RATE = r"^\s*[-+]?[0-9]+(\.[0-9]+)? ?%\s*$"
TEXT: Schema = {"type": "string", "pattern": r"\S"}
WHEN: Schema = {"type": "string", "pattern": r"^[0-9A-Za-z/_-]+$"}
DAY = r"^([0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
LEAVES: dict[str, Schema] = {
    "_text": TEXT,
    "_number": {"type": "number"},
    "_points": {"type": "number", "minimum": 0, "maximum": 100000},
    "_quantity": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": RATE}]},
    "_rate": {"type": "string", "pattern": RATE},
    "_share": {"type": "string", "pattern": "%\\s*$"},
    "_whole": {"type": "integer"},
    "_people": {"type": "integer", "minimum": 0},
    "_yes_no": {"type": "boolean"},
    "_only_true": {"type": "boolean", "const": True},
    "_date": {"type": "string", "pattern": DAY + "$"},
    "_stamp": {"type": "string", "pattern": DAY},
    "_hour": {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$"},
    "_when": WHEN,
    "_period": WHEN,
    "_round_when": WHEN,
    "_span_end": {"anyOf": [{"type": "integer"}, WHEN]},
    "_month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
    "_measure": TEXT,
    "_plan": {"type": ["boolean", "string"]},
    "_printed": {"type": ["string", "number"]},
    "_raw": {"type": ["string", "number", "boolean"]},
}
"""What the readers of single values accept, by their names."""
YEAR_KEY: Schema = {"type": "string", "pattern": "^[0-9]{4}$"}
SET_YEAR: Schema = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[0-9]{4}\.\.[0-9]{4}$"}]}
DATED_VALUE: Schema = {
    "description": DATED,
    "anyOf": [
        {"type": "object", "minProperties": 1, "patternProperties": {"^[0-9]{4}$": {}}, "additionalProperties": False},
        {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["from", "value"],
                "properties": {"from": LEAVES["_date"], "value": {}},
                "additionalProperties": False,
            },
        },
    ],
}


def schema_files() -> dict[str, str]:
    """Every schema as the text of its file, by the file's name."""
    return {f"{kind}.schema.json": as_text(schema_of(kind)) for kind in FILES}


def as_text(schema: Schema) -> str:
    """A schema as it is written: one key a line, Vietnamese as it is read."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_of(kind: str) -> Schema:
    """The schema of one kind of file."""
    model, title = FILES[kind]
    made = model.model_json_schema(schema_generator=_Generator)
    definitions: Schema = made.pop("$defs", {})
    dated = kind in CAN_BE_DATED
    named = {name: _cleaned(one, name.rsplit("__", 1)[-1], dated) for name, one in sorted(definitions.items())}
    if dated:
        named["dated"] = DATED_VALUE
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return {**head, **_cleaned(made, model.__name__, dated), "definitions": named}


class _Generator(GenerateJsonSchema):
    """pydantic's schema, with what our own readers of values accept."""

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        """A value that one of our functions reads."""
        return _leaf(schema["function"]["function"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A value that may also be written more briefly."""
        inner = self.generate_inner(schema["schema"])
        short = _shorter(getattr(schema["function"]["function"], "__name__", ""), inner)
        return {"anyOf": [short, inner]} if short else inner


def _leaf(read: Any) -> Schema:
    held = inspect.getclosurevars(read).nonlocals
    if pattern := next((one for one in held.values() if isinstance(one, re.Pattern)), None):
        return {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}
    if "low" in held:
        return {"type": "integer", "minimum": held["low"], "maximum": held["high"]}
    if "words" in held:
        return {"anyOf": [{"type": "integer"}, {"enum": list(held["words"])}]}
    if read.__name__ == "_year":
        return dict(SET_YEAR if read.__module__.endswith("model") else YEAR_KEY)
    return dict(LEAVES[read.__name__])


def _shorter(name: str, inner: Schema) -> Schema | None:
    """The short form beside the full one: one item for a list, one value for all unit kinds, a bare value."""
    if name == "_one_or_many":
        return dict(inner.get("items", {}))
    if name in ("_per_unit", "_due_per_unit"):
        return next(iter(_values(inner)), None)
    short = {"_single_day": WHEN, "_reported": LEAVES["_raw"], "_decision": {"const": "accepted"}, "_asked": TEXT}
    short["_short"] = TEXT
    return dict(short[name]) if name in short else None


def _values(mapping: Schema) -> Iterator[Schema]:
    """What a mapping holds under its free keys."""
    yield from mapping.get("patternProperties", {}).values()
    if isinstance(mapping.get("additionalProperties"), dict):
        yield mapping["additionalProperties"]


_DROPPED = ("title", "description", "default", "discriminator")


def _cleaned(schema: Any, model: str, dated: bool) -> Any:
    """Without pydantic's English words, without null, in draft-07, each key with its hover text."""
    if isinstance(schema, list):
        return [_cleaned(one, model, dated) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: value for key, value in schema.items() if key not in _DROPPED}
    properties, patterns = found.pop("properties", None), found.get("patternProperties")
    cleaned: Schema = {key: _cleaned(value, model, dated) for key, value in found.items() if key != "$ref"}
    if "$ref" in found:
        cleaned["$ref"] = found["$ref"].replace("#/$defs/", "#/definitions/")
    if properties is not None:
        cleaned["properties"] = {key: _property(value, model, key, dated) for key, value in properties.items()}
    if patterns is not None:
        cleaned["additionalProperties"] = False
    choices = [one for one in cleaned.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1:
        cleaned = {**{key: value for key, value in cleaned.items() if key != "anyOf"}, **choices[0]}
    elif choices:
        cleaned["anyOf"] = choices
    return cleaned


def _property(schema: Schema, model: str, key: str, dated: bool) -> Schema:
    """One key: its hover text, and where a set may date it, that too. Beside `$ref` draft-07 reads nothing."""
    cleaned = _cleaned(schema, model, dated)
    text = {"description": hover(model, key)}
    if dated and key not in NEVER_DATED:
        choices = cleaned["anyOf"] if set(cleaned) == {"anyOf"} else [cleaned]
        return {**text, "anyOf": [*choices, {"$ref": "#/definitions/dated"}]}
    return {**text, "allOf": [cleaned]} if "$ref" in cleaned else {**text, **cleaned}
