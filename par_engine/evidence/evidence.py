"""A submission made usable: values read, unusable ones set aside, every finding kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from par_engine.catalogue.expression import Exact
from par_engine.catalogue.load import Catalogue
from par_engine.errors import InputError
from par_engine.evidence.figures import last_year, read_figures, unknown_value, unreadable
from par_engine.evidence.results import Results
from par_engine.evidence.ruling import Ruling
from par_engine.evidence.submission import Figures, Submission
from par_engine.evidence.values import Unreadable, Value, read_value
from par_engine.findings import Finding, in_order
from par_engine.reading.books.read import looks_like_book
from par_engine.reading.models import Loaded, read_model, validate
from par_engine.reading.parz import looks_like_bundle, unpacked


@dataclass
class Evidence:
    """What one agency handed in. `suspect` maps values that a failed check involves to the finding; `results` are what
    others found; `ruling` is what verifiers decided about the evidence, empty for the evidence as handed in.
    `elsewhere` are the figures of other years, of sub-units and of months, by their keys; `from_offices` is
    what the offices that sum up say of this year's figures, by office: they decide nothing, they are compared.
    `agencies` are the names of the agencies that the set knows."""

    file: Loaded[Submission]
    values: dict[str, Value] = field(default_factory=dict)
    previous: dict[str, Value] = field(default_factory=dict)
    elsewhere: dict[str, Value] = field(default_factory=dict)
    from_offices: dict[str, dict[str, Value]] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    unusable: dict[str, Finding] = field(default_factory=dict)
    suspect: dict[str, Finding] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    results: Results = field(default_factory=Results)
    ruling: Ruling = field(default_factory=Ruling)

    @property
    def submission(self) -> Submission:
        """The file's content."""
        return self.file.model

    def numbers(self) -> dict[str, Exact]:
        """Every numeric value of this year by indicator id; answers count 1 and 0."""
        return {name: value.number for name, value in self.values.items() if value.number is not None}

    def figures(self) -> dict[str, Exact]:
        """The same, and the figures of other years, of sub-units and of months by their keys."""
        found = self.numbers()
        found.update((key, value.number) for key, value in self.elsewhere.items() if value.number is not None)
        return found

    def value(self, key: str) -> Value | None:
        """The value that a key stands for."""
        return self.values.get(key) or self.elsewhere.get(key)


def load_submission(path: Path, name: str) -> Loaded[Submission]:
    """Reads a submission: YAML, JSON, a filled form (xlsx, xls, ods), or the one in a bundle (`.parz`).

    Raises InputError with every problem when it is unreadable or ill-typed.
    """
    if looks_like_bundle(path):
        with unpacked(path) as bundle:
            return load_submission(bundle.submission, f"{name}:{bundle.submission.name}")
    loaded, findings = _read_form(path, name) if looks_like_book(path) else read_model(path, name, Submission)
    if loaded is None:
        raise InputError(f"Không đọc được hồ sơ “{name}”: {len(findings)} lỗi.", findings)
    return loaded


def _read_form(path: Path, name: str) -> tuple[Loaded[Submission] | None, list[Finding]]:
    """A filled form: what stops its reading and what its values may not be, all at once."""
    from par_engine.evidence.workbook.reading import (  # noqa: PLC0415 - most submissions are no forms
        read_form,
        told_before,
    )

    tree, findings = read_form(path, name)
    loaded, problems = validate(tree, Submission) if tree else (None, [])
    problems = [one for one in problems if not told_before(one)]
    return (None, in_order([*findings, *problems])) if findings else (loaded, problems)


def read_evidence(file: Loaded[Submission], catalogue: Catalogue) -> Evidence:
    """Values against their indicators. Nothing is guessed: what cannot be read is a finding and counts as absent."""
    evidence = Evidence(file, findings=list(file.tree.notes))
    model = file.model
    evidence.values, unusable = _read(evidence, ("values",), model.values, catalogue)
    evidence.unusable |= unusable
    evidence.previous, unusable = _read(evidence, ("previous_values",), model.previous_values, catalogue)
    evidence.unusable |= {last_year(model, name): finding for name, finding in unusable.items()}
    for office, reported in model.from_offices.items():
        evidence.from_offices[office], _ = _read(evidence, ("from_offices", office), reported, catalogue)
    evidence.values.update(_spelled_out(evidence.values, catalogue))
    _read_elsewhere(evidence, catalogue)
    return evidence


def _read(
    evidence: Evidence, path: tuple[str, ...], reported: Figures, catalogue: Catalogue
) -> tuple[dict[str, Value], dict[str, Finding]]:
    """The usable values of one group, and the findings on the others."""
    values: dict[str, Value] = {}
    unusable: dict[str, Finding] = {}
    for name, one in reported.items():
        indicator = catalogue.indicators.get(name)
        if indicator is None:
            evidence.findings.append(unknown_value(evidence.file, (*path, name), name, catalogue))
            continue
        try:
            values[name] = read_value(indicator, one)
        except Unreadable as error:
            unusable[name] = unreadable(evidence.file, (*path, name), indicator.title, one, error)
    evidence.findings += unusable.values()
    return values, unusable


def _read_elsewhere(evidence: Evidence, catalogue: Catalogue) -> None:
    found = read_figures(evidence.file, catalogue, evidence.previous)
    evidence.elsewhere = found.values
    evidence.findings += found.findings
    evidence.unusable |= found.unusable
    evidence.suspect |= found.suspect


def _spelled_out(values: dict[str, Value], catalogue: Catalogue) -> dict[str, Value]:
    """A rate reported as `2.104/34.348` also says its numerator and denominator, where they are not reported apart."""
    found: dict[str, Value] = {}
    for value in values.values():
        ratio = value.indicator.of
        if ratio is None or value.part is None or value.whole is None:
            continue
        for name, number in ((ratio.numerator, value.part), (ratio.denominator, value.whole)):
            if name not in values and name in catalogue.indicators:
                found[name] = Value(catalogue.indicators[name], value.reported, number=number)
    return found
