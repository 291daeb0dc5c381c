"""Reads `evidence_schemas/` whole and checks that it is consistent in itself."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from par_engine import text as words
from par_engine.catalogue.indicators import MEASURABLE, NUMERIC, CrossCheck, Indicator, IndicatorType, Section
from par_engine.catalogue.legal import LegalText
from par_engine.catalogue.proof import ProofKind, ProofKinds
from par_engine.catalogue.roll_up import misfit
from par_engine.findings import Finding, Place
from par_engine.library import Library
from par_engine.reading.models import Loaded, read_model


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything criteria may refer to, by id. `unread` names the files (`dossiers`, `legal/nd-61-2018`) that have
    problems of their own: what they define is not reported as unknown wherever it is named.
    """

    indicators: dict[str, Indicator] = field(default_factory=dict)
    checks: tuple[CrossCheck, ...] = ()
    proofs: dict[str, ProofKind] = field(default_factory=dict)
    texts: dict[str, LegalText] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    suppliers: dict[str, Place] = field(default_factory=dict)
    """Where an indicator says who supplies it."""

    def lacks_indicator(self, name: str) -> bool:
        """Whether no section defines an indicator."""
        return name not in self.indicators and name.partition(".")[0] not in self.unread

    def lacks_proof(self, kind: str) -> bool:
        """Whether there is no such kind of proof; not when its file could not be read, for that is told already."""
        return kind not in self.proofs and "documents" not in self.unread

    def lacks_text(self, text: str) -> bool:
        """Whether there is no such legal text; not when its file could not be read, for that is told already."""
        return text not in self.texts and f"legal/{text}" not in self.unread


def load_catalogue(library: Library) -> tuple[Catalogue, list[Finding]]:
    """The catalogue of a library root, and every problem of its files."""
    findings: list[Finding] = []
    sections: list[Loaded[Section]] = []
    proofs: dict[str, ProofKind] = {}
    unread: set[str] = set()
    for path in sorted(library.schemas.glob("*.yaml")):
        name = library.relative(path)
        if path.name == "documents.yaml":
            kinds, problems = read_model(path, name, ProofKinds)
            if kinds is None:
                unread.add(path.stem)
            else:
                for kind in kinds.model.kinds:
                    proofs.setdefault(kind.id, kind)
                problems += _repeated(kinds, [(("kinds", n, "id"), k.id) for n, k in enumerate(kinds.model.kinds)])
        else:
            section, problems = read_model(path, name, Section)
            if section is None:
                unread.add(path.stem)
            else:
                sections.append(section)
        findings += problems
    texts, problems = _load_texts(library)
    findings += problems
    unread |= {f"legal/{Path(finding.place.file).stem}" for finding in problems if finding.place}
    indicators: dict[str, Indicator] = {}
    for item in (item for section in sections for item in _indicators(section.model)):
        indicators.setdefault(item.id, item)  # of a repeated id, which is a finding, the first
    checks = tuple(check for section in sections for check in section.model.checks)
    catalogue = Catalogue(indicators, checks, proofs, texts, frozenset(unread), _suppliers(sections))
    findings += [finding for section in sections for finding in _check_section(section, catalogue)]
    findings += _repeated_across(sections)
    return catalogue, findings


def _indicators(section: Section) -> Iterator[Indicator]:
    """Those of a section, each with the offices that sum it up: its own, else the section's."""
    for item in section.indicators:
        yield item if item.summed_by else item.model_copy(update={"summed_by": section.summed_by})


def _suppliers(sections: list[Loaded[Section]]) -> dict[str, Place]:
    return {
        item.id: section.tree.at(("indicators", number, "supplied_by"))
        for section in sections
        for number, item in enumerate(section.model.indicators)
        if item.supplied_by
    }


def _load_texts(library: Library) -> tuple[dict[str, LegalText], list[Finding]]:
    texts: dict[str, LegalText] = {}
    findings: list[Finding] = []
    loaded: list[Loaded[LegalText]] = []
    for path in sorted((library.schemas / "legal").glob("*.yaml")):
        text, problems = read_model(path, library.relative(path), LegalText)
        findings += problems
        if text is None:
            continue
        loaded.append(text)
        texts[text.model.id] = text.model
        if text.model.id != path.stem:
            findings.append(
                text.finding(
                    "legal.id",
                    ("id",),
                    f"mã “{text.model.id}” khác tên tệp “{path.stem}”",
                    action="đặt mã trùng tên tệp",
                )
            )
    for text in loaded:
        force = text.model.in_force
        if force and force.from_ and force.to and force.from_ > force.to:
            message = "ngày hết hiệu lực đứng trước ngày có hiệu lực"
            findings.append(text.finding("legal.in_force", ("in_force", "to"), message, action="sửa hai ngày"))
        target = text.model.replaced_by
        if target and target not in texts:
            findings.append(unknown(text, "legal.reference", ("replaced_by",), "văn bản", target, texts))
    return texts, findings


def unknown(
    file: Loaded[Any],
    check: str,
    path: tuple[str | int, ...],
    what: str,
    word: str,
    allowed: Iterable[str],
    *,
    key: bool = False,
) -> Finding:
    """The finding for a reference to something that does not exist."""
    names = list(allowed)
    action = words.did_you_mean(word, names) or f"kiểm tra lại mã {what} hoặc khai báo {what} này"
    return file.finding(check, path, f"{what} “{word}” không tồn tại", found=word, action=action, key=key)


def _repeated(file: Loaded[Any], ids: Iterable[tuple[tuple[str | int, ...], str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, word in ids:
        if word in seen:
            yield file.finding("id.repeated", path, f"mã “{word}” bị lặp", found=word, action="đặt mã khác")
        seen.add(word)


def _repeated_across(sections: list[Loaded[Section]]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for section in sections:
        rows = [("indicators", n, item.id) for n, item in enumerate(section.model.indicators)]
        rows += [("checks", n, item.id) for n, item in enumerate(section.model.checks)]
        for group, number, word in rows:
            if word in seen:
                message = f"mã “{word}” đã có ở {seen[word]}"
                yield section.finding("id.repeated", (group, number, "id"), message, found=word, action="đặt mã khác")
            seen.setdefault(word, section.name)


def _check_section(section: Loaded[Section], catalogue: Catalogue) -> Iterator[Finding]:
    for number, item in enumerate(section.model.indicators):
        path: tuple[str | int, ...] = ("indicators", number)
        if item.id.split(".")[0] != section.model.section:
            message = f"mã “{item.id}” không bắt đầu bằng nhóm “{section.model.section}.”"
            yield section.finding(
                "indicator.section", (*path, "id"), message, action="đổi mã hoặc chuyển sang tệp đúng nhóm"
            )
        if (item.type is IndicatorType.CHOICE) != bool(item.options):
            message = "số liệu kiểu choice phải có options, kiểu khác thì không"
            yield section.finding("indicator.options", (*path, "type"), message, action="bổ sung hoặc bỏ options")
        yield from _repeated(
            section, [((*path, "options", n, "id"), option.id) for n, option in enumerate(item.options)]
        )
        if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
            message = "minimum lớn hơn maximum nên không giá trị nào hợp lệ"
            yield section.finding("indicator.range", (*path, "minimum"), message, action="sửa minimum hoặc maximum")
        if item.of and item.type is not IndicatorType.RATE:
            yield section.finding("indicator.of", (*path, "of"), "chỉ tỷ lệ (rate) mới có “of”", action="bỏ “of”")
        if wrong := misfit(item):
            action = "sửa roll_up, hoặc bỏ để theo quy tắc chung của kiểu"
            yield section.finding("indicator.roll_up", (*path, "roll_up"), wrong[0], allowed=wrong[1], action=action)
        yield from _check_references(section, path, item, catalogue)
    for number, check in enumerate(section.model.checks):
        yield from _check_cross_check(section, ("checks", number), check, catalogue)


def _check_references(
    section: Loaded[Section], path: tuple[str | int, ...], item: Indicator, catalogue: Catalogue
) -> Iterator[Finding]:
    named = [((*path, "of", part), getattr(item.of, part)) for part in ("numerator", "denominator") if item.of]
    for where, word in named:
        yield from _numeric(section, "indicator.reference", where, word, catalogue, NUMERIC)
    for word in item.moves_with:
        where = (*path, "moves_with", word)
        yield from _numeric(section, "indicator.reference", where, word, catalogue, NUMERIC, key=True)
    if item.roll_up and item.roll_up.weight:
        where = (*path, "roll_up", "weight")
        yield from _numeric(section, "indicator.reference", where, item.roll_up.weight, catalogue, NUMERIC)


def _check_cross_check(
    section: Loaded[Section], path: tuple[str | int, ...], check: CrossCheck, catalogue: Catalogue
) -> Iterator[Finding]:
    forms = [form for form in ("equal", "at_most", "yearly_jump") if getattr(check, form) is not None]
    if len(forms) != 1:
        allowed = "đúng một trong equal, at_most, yearly_jump"
        yield section.finding("check.form", (*path, "id"), f"phép kiểm có {len(forms)} dạng", allowed=allowed)
        return
    if check.yearly_jump:
        where = (*path, "yearly_jump", "indicator")
        yield from _numeric(section, "check.reference", where, check.yearly_jump.indicator, catalogue, NUMERIC)
    for number, word in enumerate(check.unless):
        yield from _numeric(section, "check.reference", (*path, "unless", number), word, catalogue, MEASURABLE)
    for number, measure in enumerate(check.measures()):
        where = (*path, forms[0], number)
        if measure.denominator is not None or measure.documents() or not measure.plain:
            message = "phép kiểm chỉ so sánh tổng của năm nay, không chia và không dùng days_late"
            yield section.finding("check.form", where, message, action="dùng “of” của tỷ lệ để kiểm tra tỷ lệ")
        for name in measure.names():
            yield from _numeric(section, "check.reference", where, name.id, catalogue, MEASURABLE, name.position)


def _numeric(
    section: Loaded[Section],
    check: str,
    path: tuple[str | int, ...],
    word: str,
    catalogue: Catalogue,
    types: Container[IndicatorType],
    offset: int | None = None,
    *,
    key: bool = False,
) -> Iterator[Finding]:
    """A finding when a name is no indicator of these types; `offset` is where it stands in an expression."""
    if catalogue.lacks_indicator(word):
        finding = unknown(section, check, path, "số liệu", word, catalogue.indicators, key=key)
    elif word in catalogue.indicators and catalogue.indicators[word].type not in types:
        finding = section.finding(check, path, f"“{word}” không phải số liệu dạng số", found=word, key=key)
    else:
        return
    yield finding if offset is None else replace(finding, place=section.tree.inside(path, offset))
