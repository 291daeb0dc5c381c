"""Reads `evidence_schemas/` whole and checks that it is consistent in itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from par_engine import text as words
from par_engine.catalogue.indicators import MEASURABLE, NUMERIC, CrossCheck, Indicator, IndicatorType, Section
from par_engine.catalogue.legal import LegalText
from par_engine.catalogue.proof import ProofKind, ProofKinds
from par_engine.findings import Finding
from par_engine.library import Library
from par_engine.reading.models import Loaded, read_model


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything criteria may refer to, by id."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    checks: tuple[CrossCheck, ...] = ()
    proofs: dict[str, ProofKind] = field(default_factory=dict)
    texts: dict[str, LegalText] = field(default_factory=dict)


def load_catalogue(library: Library) -> tuple[Catalogue, list[Finding]]:
    """The catalogue of a library root, and every problem of its files."""
    findings: list[Finding] = []
    sections: list[Loaded[Section]] = []
    proofs: dict[str, ProofKind] = {}
    for path in sorted(library.schemas.glob("*.yaml")):
        name = library.relative(path)
        if path.name == "documents.yaml":
            kinds, problems = read_model(path, name, ProofKinds)
            if kinds:
                proofs = {kind.id: kind for kind in kinds.model.kinds}
                problems += _repeated(kinds, [(("kinds", n, "id"), k.id) for n, k in enumerate(kinds.model.kinds)])
        else:
            section, problems = read_model(path, name, Section)
            if section:
                sections.append(section)
        findings += problems
    texts, problems = _load_texts(library)
    findings += problems
    indicators = {item.id: item for section in sections for item in section.model.indicators}
    findings += [finding for section in sections for finding in _check_section(section, indicators)]
    findings += _repeated_across(sections)
    checks = tuple(check for section in sections for check in section.model.checks)
    return Catalogue(indicators, checks, proofs, texts), findings


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


def _repeated(file: Loaded[ProofKinds], ids: Iterable[tuple[tuple[str | int, ...], str]]) -> Iterator[Finding]:
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


def _check_section(section: Loaded[Section], indicators: dict[str, Indicator]) -> Iterator[Finding]:
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
        if item.of and item.type is not IndicatorType.RATE:
            yield section.finding("indicator.of", (*path, "of"), "chỉ tỷ lệ (rate) mới có “of”", action="bỏ “of”")
        yield from _check_references(section, path, item, indicators)
    for number, check in enumerate(section.model.checks):
        yield from _check_cross_check(section, ("checks", number), check, indicators)


def _check_references(
    section: Loaded[Section], path: tuple[str | int, ...], item: Indicator, indicators: dict[str, Indicator]
) -> Iterator[Finding]:
    named = [((*path, "of", part), getattr(item.of, part)) for part in ("numerator", "denominator") if item.of]
    named += [((*path, "moves_with", other), other) for other in item.moves_with]
    for where, word in named:
        if word not in indicators:
            yield unknown(section, "indicator.reference", where, "số liệu", word, indicators, key="moves_with" in where)
        elif indicators[word].type not in NUMERIC:
            yield section.finding("indicator.reference", where, f"“{word}” không phải số liệu dạng số", found=word)


def _check_cross_check(
    section: Loaded[Section], path: tuple[str | int, ...], check: CrossCheck, indicators: dict[str, Indicator]
) -> Iterator[Finding]:
    forms = [form for form in ("equal", "at_most", "yearly_jump") if getattr(check, form) is not None]
    if len(forms) != 1:
        allowed = "đúng một trong equal, at_most, yearly_jump"
        yield section.finding("check.form", (*path, "id"), f"phép kiểm có {len(forms)} dạng", allowed=allowed)
        return
    if check.yearly_jump and check.yearly_jump.indicator not in indicators:
        where = (*path, "yearly_jump", "indicator")
        yield unknown(section, "check.reference", where, "số liệu", check.yearly_jump.indicator, indicators)
    for number, measure in enumerate(check.measures()):
        where = (*path, forms[0], number)
        if measure.denominator is not None or measure.documents():
            message = "phép kiểm chỉ so sánh tổng, không chia và không dùng days_late"
            yield section.finding("check.form", where, message, action="dùng “of” của tỷ lệ để kiểm tra tỷ lệ")
        for name in measure.names():
            if name.id not in indicators:
                yield unknown(section, "check.reference", where, "số liệu", name.id, indicators)
            elif indicators[name.id].type not in MEASURABLE:
                yield section.finding(
                    "check.reference", where, f"“{name.id}” không phải số liệu dạng số", found=name.id
                )
