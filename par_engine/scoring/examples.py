"""Examples beside the criteria: evidence in, points out. Run by `par-engine criteria test`.

Each example concerns one component. It is scored through the same engine as a real submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from par_engine.criteria.decisions import Cause, KeyPath
from par_engine.criteria.load import SetFiles, read_set, require_built, set_folder
from par_engine.criteria.yardstick import Yardstick
from par_engine.evidence.assessing import assess
from par_engine.evidence.assessment import Assessment, Correction, Mark, SurveyResult
from par_engine.evidence.evidence import Evidence
from par_engine.evidence.results import Results
from par_engine.evidence.submission import (
    AgencyRef,
    Document,
    Events,
    History,
    Period,
    Predecessor,
    Purpose,
    ReportedField,
    Series,
    Submission,
    SubUnit,
)
from par_engine.findings import Finding, in_order
from par_engine.library import Library
from par_engine.numbers import viet
from par_engine.reading.fields import SET_YEARS, Code, Date, Id, IndicatorId, Points, Strict, Text, in_range
from par_engine.reading.models import Loaded, read_model
from par_engine.reading.tree import Marks, Tree
from par_engine.scoring.evaluate import gather
from par_engine.scoring.program import Program, build_program
from par_engine.scoring.result import ComponentResult, ScoreSheet, State
from par_engine.scoring.score import score


class Expected(Strict):
    """What must come out. What is left out is not compared."""

    state: State
    points: Points | None = None
    cause: Cause | None = None


class Example(Strict):
    """One situation with its expected result."""

    name: Text
    component: Code
    unit_kind: Id
    agency: Id | None = None
    traits: tuple[Id, ...] = ()
    on: Date
    year: Annotated[int, in_range(SET_YEARS.start, SET_YEARS.stop - 1)] | None = None
    values: dict[IndicatorId, ReportedField] = Field(default_factory=dict)
    previous_values: dict[IndicatorId, ReportedField] = Field(default_factory=dict)
    history: History = Field(default_factory=dict)
    series: Series = Field(default_factory=dict)
    sub_units: dict[Id, SubUnit] | None = None
    predecessors: tuple[Predecessor, ...] = ()
    documents: tuple[Document, ...] = ()
    events: Events = Field(default_factory=dict)
    survey: dict[Id, SurveyResult] = Field(default_factory=dict)
    external: dict[IndicatorId, Correction] = Field(default_factory=dict)
    judged: dict[Code, Mark] = Field(default_factory=dict)
    explanation: Text | None = None
    expect: Expected


class ExampleFile(Strict):
    """The file `criteria/<set>/tests/*.yaml`."""

    kind: Literal["criteria_tests"]
    schema_: Literal[1] = Field(alias="schema")
    set: Id
    tests: Annotated[tuple[Example, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Outcomes:
    """How many examples were run, and a finding for each that failed."""

    run: int
    findings: list[Finding]


@dataclass
class Bench:
    """The set as each example needs it: programs by unit kind, and by what has changed until then."""

    yardstick: Yardstick
    files: SetFiles
    programs: dict[object, Program] = field(default_factory=dict)

    def program(self, example: Example) -> Program:
        """The program for an example's unit kind, year (default: the first of the set) and day."""
        moment = self.files.moment(example.year, example.on)
        key = (example.unit_kind, moment.year, self.files.changes.key(moment))
        if key not in self.programs:
            changes = self.files.changes or len(self.files.years) > 1
            yardstick = require_built(self.files, moment) if changes else self.yardstick
            self.programs[key] = build_program(yardstick, example.unit_kind)
        return self.programs[key]


@dataclass(frozen=True)
class Scored:
    """One example with what came out; `result` is None when the component does not stand in this agency's sheet."""

    file: Loaded[ExampleFile]
    path: KeyPath
    example: Example
    result: ComponentResult | None


def run_examples(library: Library, yardstick: Yardstick) -> Outcomes:
    """Runs every example of a set. Unreadable files are findings too."""
    return outcomes_of(score_examples(library, yardstick))


def outcomes_of(scored: Iterable[Scored | Finding]) -> Outcomes:
    """How examples that were scored compare with what they expect; files that could not be read are findings too."""
    findings: list[Finding] = []
    run = 0
    for one in scored:
        if isinstance(one, Finding):
            findings.append(one)
        else:
            run += 1
            findings += _judge(one)
    return Outcomes(run, in_order(findings))


def score_examples(library: Library, yardstick: Yardstick) -> Iterator[Scored | Finding]:
    """Every example of a set with its result; what cannot be scored is a finding."""
    folder = set_folder(library, yardstick.set.id)
    bench = Bench(yardstick, read_set(library, folder))
    for path in sorted((folder / "tests").glob("*.yaml")):
        file, problems = read_model(path, library.relative(path), ExampleFile)
        yield from problems
        if file:
            yield from _score_file(file, bench)


def _score_file(file: Loaded[ExampleFile], bench: Bench) -> Iterator[Scored | Finding]:
    yardstick = bench.yardstick
    if file.model.set != yardstick.set.id:
        message = f"tệp ví dụ ghi bộ “{file.model.set}”, khác bộ “{yardstick.set.id}”"
        yield file.finding("example.set", ("set",), message, action="sửa mã bộ")
        return
    for number, example in enumerate(file.model.tests):
        path: KeyPath = ("tests", number)
        if example.component not in yardstick.components:
            message = f"tiêu chí “{example.component}” không có trong bộ"
            yield file.finding("example.component", (*path, "component"), message, found=example.component)
        elif example.unit_kind not in yardstick.set.unit_kinds:
            message = f"loại đơn vị “{example.unit_kind}” không có trong bộ"
            yield file.finding("example.unit_kind", (*path, "unit_kind"), message, found=example.unit_kind)
        else:
            yield Scored(file, path, example, score_example(example, bench.program(example)))


def _judge(scored: Scored) -> Iterator[Finding]:
    file, path, example, result = scored.file, scored.path, scored.example, scored.result
    expected, actual = _wanted(example.expect), _got(example.expect, result)
    if expected != actual:
        why = f" ({result.why})" if result else " (tiêu chí không có trong phiếu của đơn vị này)"
        message = f"“{example.name}”: mong đợi {expected}, thực tế {actual}{why}"
        action = "sửa ví dụ hoặc sửa luật của tiêu chí"
        yield file.finding("example.failed", (*path, "expect"), message, found=actual, allowed=expected, action=action)


def score_example(example: Example, program: Program) -> ComponentResult | None:
    """The component's result; None when it does not stand in this agency's sheet."""
    return example_sheet(example, program).component(example.component)


def example_sheet(example: Example, program: Program) -> ScoreSheet:
    """The sheet of an example, in which nothing but its component (and what that requires) is scored."""
    return score(program, example_evidence(example, program), example.on, only=example.component)


def example_evidence(example: Example, program: Program) -> Evidence:
    """The evidence of an example, as a submission would carry it."""
    file = _submission(example, program.yardstick)
    return gather(file, program.yardstick, _results(example, file, program.yardstick))


def _submission(example: Example, yardstick: Yardstick) -> Loaded[Submission]:
    """A whole submission around an example: the set's own year, prepared on the day of scoring."""
    year = yardstick.set.year
    explanations = {example.component: example.explanation} if example.explanation else {}
    content = Submission.model_construct(
        kind="submission",
        schema_=1,
        agency=AgencyRef(id=example.agency or "don-vi-vi-du", name="Đơn vị ví dụ", traits=example.traits),
        unit_kind=example.unit_kind,
        criteria_set=yardstick.set.id,
        version=yardstick.set.version,
        purpose=Purpose.OFFICIAL,
        period=Period.model_validate({"from": f"01/01/{year}", "to": f"31/12/{year}"}),
        prepared_on=example.on,
        values=example.values,
        previous_values=example.previous_values,
        history=example.history,
        series=example.series,
        sub_units=example.sub_units,
        predecessors=example.predecessors,
        documents=example.documents,
        events=example.events,
        explanations=explanations,
    )
    return Loaded(content, Tree("ví dụ", {}, Marks(1, 1)), "ví dụ")


def _results(example: Example, file: Loaded[Submission], yardstick: Yardstick) -> Results:
    """What others found, as an assessment of this submission would say it."""
    mine = file.model
    assessment = Assessment.model_construct(
        kind="assessment",
        schema_=1,
        agency=mine.agency.id,
        criteria_set=mine.criteria_set,
        version=mine.version,
        period=mine.period,
        prepared_on=mine.prepared_on,
        survey=example.survey,
        external=example.external,
        judged=example.judged,
    )
    return assess(Loaded(assessment, file.tree, file.name), mine, yardstick).results


def _wanted(expect: Expected) -> str:
    return _words(expect.state, expect.points, expect.cause)


def _got(expect: Expected, result: ComponentResult | None) -> str:
    if result is None:
        return _words(State.NOT_APPLICABLE, None if expect.points is None else Decimal(0), None)
    causes = {loss.cause for loss in result.losses} | {one.cause for one in result.decided if one.cause}
    cause = None
    if expect.cause is not None:
        cause = expect.cause if expect.cause in causes else next(iter(sorted(causes)), None)
    return _words(result.state, None if expect.points is None else result.points, cause)


def _words(state: State, points: Decimal | None, cause: Cause | None) -> str:
    shown = [state.value]
    if points is not None:
        shown.append(f"{viet(points.normalize() + 0)} điểm")
    if cause is not None:
        shown.append(cause.value)
    return ", ".join(shown)
