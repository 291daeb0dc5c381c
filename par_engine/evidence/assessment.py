"""The assessment file (YAML or JSON), exactly as written: what verifiers say of one submission.

Verifiers work on evidence: they accept or reject documents, correct figures, enter what others found. Only an override
speaks of points, and it must say on what grounds.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from par_engine import numbers
from par_engine.catalogue.legal import Citation
from par_engine.criteria.sections import OtherSource
from par_engine.errors import InputError
from par_engine.evidence.submission import MANY, Period, Reported
from par_engine.reading.fields import Code, Date, Id, IndicatorId, Points, Strict, Text, Whole, wrong
from par_engine.reading.models import Loaded, read_model


class RejectionReason(StrEnum):
    """Why a document does not count."""

    WRONG_PERIOD = "wrong_period"
    WRONG_KIND = "wrong_kind"
    WRONG_ISSUER = "wrong_issuer"
    NOT_ABOUT_IT = "not_about_it"
    NOT_SIGNED = "not_signed"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    FIGURES_DIFFER = "figures_differ"
    USED_ELSEWHERE = "used_elsewhere"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _REASONS[self.value]


_REASONS = {
    "wrong_period": "không đúng năm hoặc kỳ đánh giá",
    "wrong_kind": "không đúng loại tài liệu",
    "wrong_issuer": "không đúng cơ quan ban hành",
    "not_about_it": "nội dung không chứng minh tiêu chí",
    "not_signed": "thiếu chữ ký, con dấu hoặc chữ ký số",
    "not_found": "không tìm thấy trên hệ thống văn bản",
    "unreadable": "tệp không mở được hoặc không đọc được",
    "figures_differ": "số liệu trong tài liệu khác số liệu báo cáo",
    "used_elsewhere": "đã dùng để chứng minh việc khác",
    "other": "lý do khác",
}


class Rejection(Strict):
    """A document that does not count, everywhere or only for some components."""

    rejected: RejectionReason
    for_: tuple[Code, ...] = Field(default=(), alias="for")
    note: Text | None = None

    @model_validator(mode="after")
    def _other_is_told(self) -> Rejection:
        if self.rejected is RejectionReason.OTHER and not self.note:
            raise wrong("loại tài liệu vì lý do khác mà không nêu lý do", "note: lý do cụ thể")
        return self


def _decision(value: Any) -> Any:
    if isinstance(value, str) and value != "accepted":
        raise wrong("không phải kết luận về tài liệu", "accepted, hoặc {rejected: lý do}")
    return None if value == "accepted" else value


Decision = Annotated[Rejection | None, BeforeValidator(_decision)]
"""`accepted` (None) or a rejection."""


class Correction(Reported):
    """A figure as the verifier found it, or a result from outside, with its source."""

    source: Text


def _share(value: Any) -> Fraction:
    if isinstance(value, str) and value.strip().endswith("%"):
        found = [rate for rate in numbers.readings(value.strip().removesuffix("%")) if 0 <= rate <= 100]
        if len(found) == 1:
            return found[0] / 100
    raise wrong("không phải tỷ lệ từ 0% đến 100%", "tỷ lệ như “97,5%”, có dấu % và để trong nháy kép")


def _people(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise wrong("số người trả lời phải là số nguyên từ 0 trở lên", "số như 120")
    return value


class SurveyResult(Strict):
    """The result of one survey question: people by option, or a finished share."""

    options: dict[Code, Annotated[int, PlainValidator(_people)]] = Field(default_factory=dict)
    share: Annotated[Fraction, PlainValidator(_share)] | None = None
    source: Text

    @model_validator(mode="after")
    def _one_form(self) -> SurveyResult:
        if bool(self.options) == (self.share is not None):
            raise wrong("mỗi câu hỏi cần options hoặc share", "options: {A: 120, B: 30}, hoặc share: “97,5%”")
        return self


class Mark(Strict):
    """Points with the grounds for them: a judgement of the board, or an override."""

    points: Points
    grounds: Text


class NotApplicable(Strict):
    """A component that the verifier finds not to apply."""

    reason: Text
    basis: Citation | None = None


class Exchange(Strict):
    """What was asked and answered in one round of verification. Kept as text; it decides nothing."""

    round: Whole
    questions: dict[Code, Text] = Field(default_factory=dict)
    explanations: dict[Code, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_of_two(self) -> Exchange:
        if self.round not in (1, 2):
            raise wrong("vòng thẩm định ngoài khoảng", "1 hoặc 2")
        return self


class Assessment(Strict):
    """The whole file."""

    kind: Literal["assessment"]
    schema_: Literal[1] = Field(alias="schema")
    agency: Id
    criteria_set: Id
    version: Text
    period: Period
    prepared_on: Date
    by: Text | None = None
    note: Text | None = None
    documents: dict[Id, Decision] = Field(default_factory=dict, max_length=MANY)
    rejected: dict[RejectionReason, Annotated[tuple[Id, ...], Field(min_length=1)]] = Field(default_factory=dict)
    values: dict[IndicatorId, Correction] = Field(default_factory=dict, max_length=MANY)
    survey: dict[Id, SurveyResult] = Field(default_factory=dict, max_length=MANY)
    external: dict[IndicatorId, Correction] = Field(default_factory=dict, max_length=MANY)
    judged: dict[Code, Mark] = Field(default_factory=dict, max_length=MANY)
    not_held: dict[OtherSource, Text] = Field(default_factory=dict)
    not_applicable: dict[Code, NotApplicable] = Field(default_factory=dict, max_length=MANY)
    overrides: dict[Code, Mark] = Field(default_factory=dict, max_length=MANY)
    rounds: Annotated[tuple[Exchange, ...], Field(max_length=2)] = ()

    @model_validator(mode="after")
    def _other_is_told(self) -> Assessment:
        if RejectionReason.OTHER in self.rejected:
            raise wrong("loại hàng loạt vì lý do khác mà không nêu lý do", "ghi từng tài liệu ở “documents” kèm note")
        return self


def load_assessment(path: Path, name: str) -> Loaded[Assessment]:
    """Reads an assessment file. Raises InputError with every problem when it is unreadable or ill-typed."""
    loaded, findings = read_model(path, name, Assessment)
    if loaded is None:
        raise InputError(f"Không đọc được tệp thẩm định “{name}”: {len(findings)} lỗi.", findings)
    return loaded
