"""An assessment against the submission and the yardstick it belongs to: what it enters, and what is wrong with it.

What cannot be used is a finding and left out; nothing is guessed. An assessment of another agency, set or period is
refused whole: applying it would be worse than not scoring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from par_engine.criteria.decisions import Decision, KeyPath, Question
from par_engine.criteria.model import for_unit
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.errors import InputError
from par_engine.evidence.assessment import Assessment, Correction, Mark
from par_engine.evidence.results import Answers, Judgement, Results
from par_engine.evidence.ruling import Exempted, Override, Ruling
from par_engine.evidence.submission import Submission, proves
from par_engine.evidence.values import Unreadable, Value, read_value
from par_engine.findings import Finding
from par_engine.numbers import viet
from par_engine.reading.models import Loaded, show
from par_engine.text import did_you_mean, listing


@dataclass(frozen=True)
class Assessed:
    """What an assessment says, ready to score with: results of others for every record, and the verifier's own word."""

    results: Results
    ruling: Ruling
    values: Mapping[str, Correction]
    findings: tuple[Finding, ...]


def assess(file: Loaded[Assessment], submission: Submission, yardstick: Yardstick) -> Assessed:
    """Reads an assessment against its submission. Raises InputError when it belongs to another one."""
    if findings := list(_strangers(file, submission)):
        raise InputError("Tệp thẩm định không thuộc hồ sơ này.", findings)
    reader = _Reader(file, submission, yardstick)
    values = reader.corrections("values")
    ruling = Ruling(
        rejections=reader.rejections(),
        exempted=reader.exempted(),
        overrides=reader.overrides(),
        corrected={name: one.source for name, (one, _) in values.items()},
    )
    corrected = {name: one for name, (one, _) in values.items()}
    return Assessed(reader.results(), ruling, corrected, tuple(reader.findings))


def _strangers(file: Loaded[Assessment], submission: Submission) -> Iterator[Finding]:
    """Every way in which an assessment speaks of something other than the submission."""
    mine = file.model
    pairs: list[tuple[str, str, str, str]] = [
        ("agency", "đơn vị", mine.agency, submission.agency.id),
        ("criteria_set", "bộ tiêu chí", mine.criteria_set, submission.criteria_set),
        ("version", "phiên bản", mine.version, submission.version),
        ("period", "kỳ", str(mine.period.span()), str(submission.period.span())),
    ]
    for key, word, found, wanted in pairs:
        if found != wanted:
            message = f"thẩm định của {word} “{found}”, còn hồ sơ của {word} “{wanted}”"
            action = "chọn đúng tệp thẩm định của hồ sơ này"
            yield file.finding("assessment.stranger", (key,), message, found=found, allowed=wanted, action=action)


@dataclass
class _Reader:
    file: Loaded[Assessment]
    submission: Submission
    yardstick: Yardstick
    findings: list[Finding] = field(default_factory=list)

    @property
    def assessment(self) -> Assessment:
        return self.file.model

    def report(
        self,
        check: str,
        path: KeyPath,
        message: str,
        *,
        found: str = "",
        allowed: str = "",
        action: str,
        key: bool = False,
    ) -> None:
        self.findings.append(
            self.file.finding(check, path, message, found=found, allowed=allowed, action=action, key=key)
        )

    # Documents.

    def rejections(self) -> dict[tuple[str, str], str]:
        """Why documents do not count, by document and component."""
        found: dict[tuple[str, str], str] = {}
        proved = {one.id: {proves(target)[0] for target in one.proves} for one in self.submission.documents}
        for name, decision in self.assessment.documents.items():
            if not self._known_document(("documents", name), name, proved, key=True) or decision is None:
                continue
            words = decision.rejected.label + (f": {decision.note.rstrip('.')}" if decision.note else "")
            for place, component in enumerate(decision.for_):
                if component not in proved[name]:
                    message = f"tài liệu “{name}” không dùng cho tiêu chí “{component}”"
                    action = (
                        did_you_mean(component, proved[name])
                        or f"tài liệu này dùng cho: {listing(sorted(proved[name]))}"
                    )
                    path = ("documents", name, "for", place)
                    self.report("assessment.document", path, message, found=component, action=action)
            found.update({(name, component): words for component in decision.for_ or ("",)})
        for reason, names in self.assessment.rejected.items():
            for place, name in enumerate(names):
                where = ("rejected", reason.value, place)
                if name in self.assessment.documents or (name, "") in found:
                    message, action = f"tài liệu “{name}” đã có kết luận ở chỗ khác", "giữ lại một kết luận"
                    self.report("assessment.twice", where, message, found=name, action=action)
                elif self._known_document(where, name, proved):
                    found[name, ""] = reason.label
        return found

    def _known_document(self, path: KeyPath, name: str, known: Mapping[str, object], *, key: bool = False) -> bool:
        if name not in known:
            action = did_you_mean(name, known) or "dùng mã tài liệu trong hồ sơ"
            message = f"tài liệu “{name}” không có trong hồ sơ"
            self.report("assessment.document", path, message, found=name, action=action, key=key)
        return name in known

    # Figures.

    def corrections(self, group: str) -> dict[str, tuple[Correction, Value]]:
        """The entries of `values` or `external` that fit their indicator."""
        known, found = self.yardstick.catalogue.indicators, dict[str, tuple[Correction, Value]]()
        stated: Mapping[str, Correction] = getattr(self.assessment, group)
        for name, one in stated.items():
            path = (group, name)
            if name not in known:
                action = did_you_mean(name, known) or "dùng mã trong thư viện số liệu"
                message = f"số liệu “{name}” không có trong thư viện"
                self.report("assessment.indicator", path, message, found=name, action=action, key=True)
                continue
            try:
                found[name] = one, read_value(known[name], one)
            except Unreadable as error:
                shown = show(one.value)
                message = f"{known[name].title}: {error.message} (gặp: {shown})"
                action = error.action or "sửa số liệu"
                self.report(
                    "assessment.value", (*path, "value"), message, found=shown, allowed=error.allowed, action=action
                )
        return found

    # What others found.

    def results(self) -> Results:
        """Survey, outside results, judgements, and the sources that are not held in this round."""
        return Results(
            self._survey(),
            self._external(),
            self._judged(),
            {str(source): reason for source, reason in self.assessment.not_held.items()},
        )

    def _survey(self) -> dict[str, Answers]:
        asked = {
            one.subject: {option for option, _ in one.weights}
            for one in self._decisions
            if one.question is Question.SURVEY
        }
        found = {}
        for name, one in self.assessment.survey.items():
            if name not in asked:
                action = did_you_mean(name, asked) or f"các câu hỏi của bộ: {listing(asked) or 'không có'}"
                message = f"câu hỏi “{name}” không có trong bộ tiêu chí"
                self.report("assessment.question", ("survey", name), message, found=name, action=action, key=True)
                continue
            strange = [option for option in one.options if asked[name] and option not in asked[name]]
            for option in strange:
                allowed, path = listing(sorted(asked[name])), ("survey", name, "options", option)
                message = f"câu hỏi “{name}” không có phương án “{option}”"
                self.report(
                    "assessment.option",
                    path,
                    message,
                    found=option,
                    allowed=allowed,
                    action="sửa mã phương án",
                    key=True,
                )
            if not strange:
                found[name] = Answers(dict(one.options), one.share, one.source)
        self._not_held_but_given("survey", bool(self.assessment.survey))
        return found

    def _external(self) -> dict[str, Value]:
        taken = {one.subject for one in self._decisions if one.question is Question.EXTERNAL}
        found = {}
        for name, (_, value) in self.corrections("external").items():
            if name in taken:
                found[name] = value
                continue
            message = f"không tiêu chí nào lấy “{name}” làm kết quả từ bên ngoài"
            action = did_you_mean(name, taken) or "ghi ở “values” nếu là số liệu của đơn vị, hoặc bỏ dòng này"
            self.report("assessment.external", ("external", name), message, found=name, action=action, key=True)
        self._not_held_but_given("external", bool(self.assessment.external))
        return found

    def _not_held_but_given(self, source: str, given: bool) -> None:
        if given and source in self.assessment.not_held:
            message = "vừa ghi không tổ chức vừa nhập kết quả"
            self.report("assessment.not_held", ("not_held", source), message, action="bỏ một trong hai", key=True)

    def _judged(self) -> dict[str, Judgement]:
        found = {}
        for name, mark in self.assessment.judged.items():
            placed = self._placed("judged", name)
            if placed is None:
                continue
            if not any(one.question is Question.JUDGED for one in self._decisions_of(placed)):
                message = f"tiêu chí {name} không do hội đồng chấm"
                action = "sửa bằng chứng, hoặc ghi ở “overrides” kèm căn cứ"
                self.report("assessment.judged", ("judged", name), message, found=name, action=action, key=True)
            elif self._fits("judged", placed, mark):
                found[name] = Judgement(Fraction(mark.points), mark.grounds)
        self._not_held_but_given("verifier", bool(self.assessment.judged))
        return found

    # Components.

    def exempted(self) -> dict[str, Exempted]:
        """Components that the verifier finds not to apply."""
        stated = self.assessment.not_applicable
        return {
            name: Exempted(one.reason, one.basis)
            for name, one in stated.items()
            if self._placed("not_applicable", name)
        }

    def overrides(self) -> dict[str, Override]:
        """Points set by the board."""
        found = {}
        for name, mark in self.assessment.overrides.items():
            placed = self._placed("overrides", name)
            if name in self.assessment.not_applicable:
                message = f"tiêu chí {name} vừa được cho là không áp dụng vừa được sửa điểm"
                self.report("assessment.twice", ("overrides", name), message, action="giữ lại một trong hai", key=True)
            elif placed and self._fits("overrides", placed, mark):
                found[name] = Override(Fraction(mark.points), mark.grounds.rstrip("."))
        return found

    @cached_property
    def _decisions(self) -> list[Decision]:
        return [one for placed in self.yardstick.components.values() for one in self._decisions_of(placed)]

    def _decisions_of(self, placed: Placed) -> tuple[Decision, ...]:
        part = self.yardstick.part(placed, self.submission.unit_kind)
        return placed.component.rule.decisions(part)

    @cached_property
    def _sheet(self) -> dict[str, Placed]:
        agency, unit_kind = self.submission.agency.id, self.submission.unit_kind
        return {
            name: placed
            for name, placed in self.yardstick.components.items()
            if placed.component.applies_to.includes(unit_kind, agency) and self._most(placed)
        }

    def _most(self, placed: Placed) -> Fraction:
        return Fraction(for_unit(placed.component.max_points, self.submission.unit_kind))

    def _placed(self, group: str, name: str) -> Placed | None:
        placed = self._sheet.get(name)
        if placed is None:
            known = name in self.yardstick.components
            message = f"tiêu chí “{name}” không có trong {'phiếu của đơn vị này' if known else 'bộ tiêu chí'}"
            action = "bỏ dòng này" if known else did_you_mean(name, self._sheet) or "sửa mã tiêu chí"
            self.report("assessment.component", (group, name), message, found=name, action=action, key=True)
        return placed

    def _fits(self, group: str, placed: Placed, mark: Mark) -> bool:
        """Whether points are possible: not above the maximum, and no finer than the set's decimals."""
        most, decimals, path = self._most(placed), self.yardstick.set.decimals, (group, placed.id, "points")
        shown = viet(mark.points)
        if mark.points > most:
            message = f"{placed.id}: {shown} điểm lớn hơn điểm tối đa {viet(most)}"
            self.report(
                "assessment.points", path, message, found=shown, allowed=f"từ 0 đến {viet(most)}", action="sửa điểm"
            )
            return False
        if mark.points != round(mark.points, decimals):
            message = f"{placed.id}: {shown} điểm có hơn {decimals} chữ số thập phân của bộ"
            self.report("assessment.points", path, message, found=shown, action="sửa điểm")
            return False
        return True
