"""The files of a criteria set: `set.yaml` and one file per area, exactly as written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from par_engine.calendar import Span
from par_engine.catalogue.indicators import Expression
from par_engine.catalogue.legal import Citation
from par_engine.catalogue.proof import Counts, ProofKind
from par_engine.criteria.due import FORMS, Due, RoundClock, Window
from par_engine.criteria.holidays import DaysOffField
from par_engine.criteria.kinds import Rule
from par_engine.criteria.kinds.bounds import Bound
from par_engine.criteria.sections import FinalRule, Grades, Rescale, Section
from par_engine.numbers import Rounding
from par_engine.reading.fields import (
    SET_YEARS,
    Amount,
    Code,
    DocumentKey,
    Id,
    OneOrMany,
    Points,
    Strict,
    Text,
    Year,
    YesNo,
    in_range,
    wrong,
)


def _per_unit(value: Any) -> Any:
    return value if isinstance(value, dict) else {"": value}


PerUnitPoints = Annotated[dict[str, Points], BeforeValidator(_per_unit)]
"""One number for all unit kinds (key ""), or one per unit kind."""


def for_unit(points: dict[str, Decimal], unit_kind: str) -> Decimal:
    """The maximum for a unit kind; a kind that is not listed gets 0."""
    return points[""] if "" in points else points.get(unit_kind, Decimal(0))


class Origin(StrEnum):
    """Where a part of a criterion comes from."""

    SOURCE = "source"
    DERIVED = "derived"
    BORROWED = "borrowed"
    ASSUMPTION = "assumption"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return {
            "source": "theo văn bản",
            "derived": "suy ra từ văn bản",
            "borrowed": "mượn từ bộ khác",
            "assumption": "giả định",
        }[self.value]


PROVENANCE = {
    "structure": "cấu trúc",
    "target": "chỉ tiêu",
    "points": "điểm",
    "proof": "tài liệu",
    "remedy": "biện pháp",
}
"""What a provenance speaks of, with Vietnamese words."""


class Provenance(Strict):
    """Honesty about what is printed in a decision and what was assumed."""

    structure: Origin | None = None
    target: Origin | None = None
    points: Origin | None = None
    proof: Origin | None = None
    remedy: Origin | None = None
    from_: Text | None = Field(default=None, alias="from")
    note: Text | None = None

    @model_validator(mode="after")
    def _names_its_lender(self) -> Provenance:
        if Origin.BORROWED in self.parts().values() and not self.from_:
            raise wrong("có phần mượn (borrowed) mà không nêu mượn từ đâu", "from: tên bộ hoặc bảng gốc")
        return self

    def parts(self) -> dict[str, Origin]:
        """The parts that are stated."""
        stated = {part: getattr(self, part) for part in PROVENANCE}
        return {part: origin for part, origin in stated.items() if origin}


class Except(Strict):
    """An agency or trait that a component does not apply to, with the reason."""

    trait: Id | None = None
    agency: Id | None = None
    reason: Text
    basis: Citation | None = None

    @model_validator(mode="after")
    def _one_subject(self) -> Except:
        if (self.trait is None) == (self.agency is None):
            raise wrong("mỗi trường hợp loại trừ cần trait hoặc agency", "trait: has_no_procedures")
        return self


class Exemption(Except):
    """A set-wide exemption of several components."""

    components: Annotated[tuple[Code, ...], Field(min_length=1)]


class AppliesTo(Strict):
    """Whom a component is for. It applies when the unit kind or the agency is listed; with neither list, to all."""

    unit_kinds: tuple[Id, ...] = ()
    agencies: tuple[Id, ...] = ()
    except_: tuple[Except, ...] = Field(default=(), alias="except")

    def includes(self, unit_kind: str, agency: str) -> bool:
        """Whether the component stands in this agency's sheet."""
        if not self.unit_kinds and not self.agencies:
            return True
        return unit_kind in self.unit_kinds or agency in self.agencies


class When(Bound):
    """A condition on a measure: the proof is only needed where it holds ("nếu có")."""

    measure: Expression


class Requirement(Strict):
    """One document a component asks for."""

    kind: Id
    about: Text
    by: Text | None = None
    dated: Window | None = None
    due: Due | None = None
    counts: Counts | None = None
    when: When | None = None

    def issue_span(self, clock: RoundClock, usual: Window | None) -> Span | None:
        """The days on which the document must have been issued: its own, or those `usual` in the set; None for any."""
        window = self.dated or usual
        return window.span(clock) if window else None

    def counted(self, proofs: Mapping[str, ProofKind]) -> Counts:
        """The date that counts: its own word, or that of its kind of proof."""
        kind = proofs.get(self.kind)
        return self.counts or (kind.counts if kind else Counts.ISSUED)


class Prerequisite(Strict):
    """Another component that must be reached first; without `at_least`, any points at all."""

    component: Code
    at_least: Points | None = None


class Responsible(Strict):
    """Who does what, as printed."""

    lead: Text | None = None
    executing: Text | None = None
    cooperating: Text | None = None
    summary: Text | None = None

    def words(self) -> str:
        """One line for people."""
        labels = {"lead": "chủ trì", "executing": "thực hiện", "cooperating": "phối hợp", "summary": "tổng hợp"}
        return "; ".join(f"{labels[part]}: {text}" for part in labels if (text := getattr(self, part)))


class Remedy(Strict):
    """What regains lost points: what to do, who, and how hard it is (1 easy … 5 hard)."""

    action: Text
    owner: Text
    effort: Annotated[int, in_range(1, 5, "số nguyên từ 1 (dễ) đến 5 (khó)")]


class ZeroDenominator(StrEnum):
    """What happens when there is nothing to divide by."""

    FULL = "full"
    ZERO = "zero"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return {"full": "được điểm tối đa", "zero": "0 điểm", "not_applicable": "không áp dụng"}[self.value]


class Component(Strict):
    """Tiêu chí thành phần: the only thing that is scored."""

    id: Code
    title: Text
    max_points: PerUnitPoints
    basis: tuple[Citation, ...] = ()
    provenance: Provenance = Provenance()
    applies_to: AppliesTo = AppliesTo()
    requires: Annotated[tuple[Prerequisite, ...], OneOrMany] = ()
    responsible: Responsible | None = None
    measure: Expression | None = None
    when_denominator_zero: ZeroDenominator | None = None
    rule: Rule
    documents: dict[DocumentKey, Requirement] = Field(default_factory=dict)
    due: Due | None = None
    remedy: Remedy | None = None


class Criterion(Strict):
    """Tiêu chí: an inner node with parts."""

    id: Code
    title: Text
    max_points: PerUnitPoints
    provenance: Provenance = Provenance()
    parts: Annotated[tuple[Node, ...], Field(min_length=1)]


def _node_kind(value: Any) -> str:
    has_parts = "parts" in value if isinstance(value, dict) else isinstance(value, Criterion)
    return "criterion" if has_parts else "component"


Node = Annotated[
    Annotated[Criterion, Tag("criterion")] | Annotated[Component, Tag("component")], Discriminator(_node_kind)
]


class Area(Strict):
    """Lĩnh vực: the file `<nn>-<area>.yaml`; or a bonus or penalty section, whose maximum is a cap."""

    kind: Literal["area"]
    schema_: Literal[1] = Field(alias="schema")
    id: Id
    code: Code
    title: Text
    section: Section | None = None
    max_points: PerUnitPoints
    provenance: Provenance = Provenance()
    criteria: Annotated[tuple[Node, ...], Field(min_length=1)]


class NamedAgency(Strict):
    """An agency that criteria name; `parent` is the agency it stands below."""

    name: Text
    unit_kind: Id
    parent: Id | None = None


Decimals = Annotated[int, in_range(0, 4)]
"""Of points, of an index."""


class IndexRule(Strict):
    """How the index is rounded."""

    decimals: Decimals = 2
    rounding: Rounding = Rounding.HALF_UP


def _due_per_unit(value: Any) -> Any:
    plain = isinstance(value, dict) and set(FORMS) & value.keys()
    return {"": value} if plain or not isinstance(value, dict) else value


DuePerUnit = Annotated[dict[str, Due], BeforeValidator(_due_per_unit)]


class Deadlines(Strict):
    """When agencies must have handed in, and when the province reports."""

    self_scoring: DuePerUnit
    report: Due | None = None
    later: Text | None = None
    """How documents are judged that are due only after self-scoring, where the source has such."""


class DatedConstant(Strict):
    """A number that is known from year to year: each holds from its year until the next."""

    title: Text
    unit: Text | None = None
    values: Annotated[dict[Year, Amount], Field(min_length=1)]
    basis: Citation | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> DatedConstant:
        if any(value.value < 0 for value in self.values.values()):
            raise wrong("hằng số không được âm", "số từ 0 trở lên")
        if len({value.rate for value in self.values.values() if value.value}) > 1:
            raise wrong("hằng số lúc là tỷ lệ, lúc là con số", "tất cả mang dấu %, hoặc không số nào mang")
        return self

    def in_year(self, year: int) -> Fraction | None:
        """The value that holds in a year; None before the first."""
        steps = [step for step in self.values if step <= year]
        return self.values[max(steps)].value if steps else None


def _year(value: Any) -> int:
    """The year of the round; a span of years has become one of them before."""
    if isinstance(value, int) and not isinstance(value, bool) and value in SET_YEARS:
        return value
    years = f"năm từ {SET_YEARS.start} đến {SET_YEARS.stop - 1}"
    raise wrong("năm không hợp lệ", f"{years}, hoặc năm đầu và năm cuối như 2026..2030", "ghi số, không để trong nháy")


class CriteriaSet(Strict):
    """Bộ tiêu chí: the file `set.yaml`."""

    kind: Literal["criteria_set"]
    schema_: Literal[1] = Field(alias="schema")
    id: Id
    version: Text
    title: Text
    year: Annotated[int, PlainValidator(_year)]
    unit_kinds: Annotated[dict[Id, Text], Field(min_length=1)]
    agencies: dict[Id, NamedAgency] = Field(default_factory=dict)
    basis: tuple[Citation, ...] = ()
    max_points: PerUnitPoints
    decimals: Decimals = 2
    rounding: Rounding = Rounding.HALF_UP
    index: IndexRule = IndexRule()
    final: FinalRule = FinalRule()
    rescale: Rescale | None = None
    grades: Grades | None = None
    deadlines: Deadlines
    dated: Window | None = None
    events: dict[Id, Text] = Field(default_factory=dict)
    holidays: tuple[DaysOffField, ...] = ()
    next_working_day: YesNo = False
    constants: dict[Id, DatedConstant] = Field(default_factory=dict)
    areas: Annotated[tuple[Id, ...], Field(min_length=1)]
    exemptions: tuple[Exemption, ...] = ()
    provenance: Provenance = Provenance()
