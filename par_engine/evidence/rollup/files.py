"""Reads the files of a roll-up from disk: one plan, and the reports and submissions it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from par_engine.errors import InputError, UsageError
from par_engine.evidence.rollup.plan import Plan
from par_engine.evidence.rollup.report import Report
from par_engine.evidence.submission import Submission
from par_engine.findings import Finding, Severity, in_order
from par_engine.reading.models import Loaded, read_file, show, validate

SUFFIXES = (".yaml", ".yml", ".json")


@dataclass
class Files:
    """The files of a roll-up by their kind, and what was found wrong with them."""

    plans: list[Loaded[Plan]] = field(default_factory=list)
    reports: list[Loaded[Report]] = field(default_factory=list)
    submissions: list[Loaded[Submission]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def plan(self) -> Loaded[Plan]:
        """The only plan. Raises UsageError when there is none or several."""
        if len(self.plans) == 1:
            return self.plans[0]
        names = ", ".join(one.name for one in self.plans)
        found = f"có {len(self.plans)} phiếu ({names})" if names else "chưa có phiếu nào"
        raise UsageError(f"Cần đúng một phiếu tổng hợp (tệp kind: rollup): {found}.")

    def require(self) -> None:
        """Raises InputError with every problem when a file could not be read: what it holds would be missing."""
        if self.findings:
            raise InputError(f"Không đọc được tệp cần tổng hợp: {len(self.findings)} lỗi.", in_order(self.findings))


def paths_of(given: Iterable[Path]) -> list[Path]:
    """The files named, and all data files directly in the folders named; each once, in order of their names."""
    found: dict[Path, Path] = {}
    for path in given:
        inside = sorted(one for one in path.iterdir() if one.suffix in SUFFIXES) if path.is_dir() else [path]
        for one in inside:
            found.setdefault(one.resolve(), one)
    return sorted(found.values())


def read_files(paths: Iterable[Path]) -> Files:
    """Every file by its kind; one that cannot be read, is ill-typed or of another kind is a finding."""
    files = Files()
    for path in paths:
        tree, problems = read_file(path, str(path))
        if tree is None:
            files.findings += problems
            continue
        kind = tree.data.get("kind") if isinstance(tree.data, dict) else None
        match kind:
            case "rollup":
                plan, problems = validate(tree, Plan)
                files.plans += [plan] if plan else []
            case "report":
                report, problems = validate(tree, Report)
                files.reports += [report] if report else []
            case "submission":
                submission, problems = validate(tree, Submission)
                files.submissions += [submission] if submission else []
            case _:
                message = f"tệp này không phải phiếu tổng hợp, báo cáo hay hồ sơ (kind: {show(kind)})"
                where = tree.at(("kind",) if kind is not None else ())
                action = "ghi kind: rollup, report hoặc submission, hoặc bỏ tệp này ra"
                problems = [Finding("file.kind", Severity.ERROR, "kind", message, action=action, place=where)]
        files.findings += problems
    return files
