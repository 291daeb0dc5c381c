"""Everything a set names exists: texts, kinds of proof, indicators of the right type, agencies, units, criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from par_engine import text as words
from par_engine.catalogue.indicators import MEASURABLE
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.model import Exemption
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding


def check_references(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings for every name without a bearer."""
    yield from _of_set(yardstick)
    for placed in yardstick.all_components():
        yield from _texts(yardstick, placed)
        yield from _whom(yardstick, placed)
        yield from _documents(yardstick, placed)
        yield from _measures(yardstick, placed)
        yield from _rule(yardstick, placed)


def _missing(
    placed: Placed, path: KeyPath, what: str, word: str, allowed: Iterable[str], *, key: bool = False
) -> Finding:
    names = list(allowed)
    action = words.did_you_mean(word, names) or f"khai báo {what} này hoặc sửa mã"
    message = f"{what} “{word}” không tồn tại"
    return placed.finding("reference", path, message, found=word, allowed=words.listing(names), action=action, key=key)


def _of_set(yardstick: Yardstick) -> Iterator[Finding]:
    file, known = yardstick.set_file, yardstick.set
    rows: list[tuple[KeyPath, str, str, Iterable[str]]] = [
        (("basis", number, "text"), "văn bản", cited.text, yardstick.catalogue.texts)
        for number, cited in enumerate(known.basis)
    ]
    rows += [
        (("agencies", name, "unit_kind"), "loại đơn vị", one.unit_kind, known.unit_kinds)
        for name, one in known.agencies.items()
    ]
    rows += [
        (("agencies", name, "parent"), "cơ quan", one.parent, known.agencies)
        for name, one in known.agencies.items()
        if one.parent
    ]
    kinds = [("max_points", kind) for kind in known.max_points] + [
        ("deadlines.self_scoring", kind) for kind in known.deadlines.self_scoring
    ]
    rows += [((*tuple(path.split(".")), kind), "loại đơn vị", kind, known.unit_kinds) for path, kind in kinds if kind]
    for number, exemption in enumerate(known.exemptions):
        rows += _exemption(yardstick, number, exemption)
    for path, what, word, allowed in rows:
        if word not in allowed:
            action = words.did_you_mean(word, allowed) or f"khai báo {what} này hoặc sửa mã"
            yield file.finding("reference", path, f"{what} “{word}” không tồn tại", found=word, action=action)


def _exemption(
    yardstick: Yardstick, number: int, exemption: Exemption
) -> Iterator[tuple[KeyPath, str, str, Iterable[str]]]:
    for place, component in enumerate(exemption.components):
        yield ("exemptions", number, "components", place), "tiêu chí", component, yardstick.components
    if exemption.basis:
        yield (("exemptions", number, "basis", "text"), "văn bản", exemption.basis.text, yardstick.catalogue.texts)
    if exemption.agency:
        yield ("exemptions", number, "agency"), "cơ quan", exemption.agency, yardstick.set.agencies


def _texts(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    for number, cited in enumerate(placed.component.basis):
        if cited.text not in yardstick.catalogue.texts:
            yield _missing(placed, ("basis", number, "text"), "văn bản", cited.text, yardstick.catalogue.texts)


def _whom(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    applies, known = placed.component.applies_to, yardstick.set
    for number, kind in enumerate(applies.unit_kinds):
        if kind not in known.unit_kinds:
            yield _missing(placed, ("applies_to", "unit_kinds", number), "loại đơn vị", kind, known.unit_kinds)
    for number, agency in enumerate(applies.agencies):
        if agency not in known.agencies:
            yield _missing(placed, ("applies_to", "agencies", number), "cơ quan", agency, known.agencies)
    for number, rule in enumerate(applies.except_):
        if rule.agency and rule.agency not in known.agencies:
            yield _missing(placed, ("applies_to", "except", number, "agency"), "cơ quan", rule.agency, known.agencies)
    for kind in placed.component.max_points:
        if kind and kind not in known.unit_kinds:
            yield _missing(placed, ("max_points", kind), "loại đơn vị", kind, known.unit_kinds, key=True)


def _documents(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    proofs = yardstick.catalogue.proofs
    for key, wanted in placed.component.documents.items():
        if wanted.kind not in proofs:
            yield _missing(placed, ("documents", key, "kind"), "loại tài liệu", wanted.kind, proofs)
        if wanted.when:
            for name in wanted.when.measure.names():
                if name.id not in yardstick.catalogue.indicators:
                    path = ("documents", key, "when", "measure")
                    yield _missing(placed, path, "số liệu", name.id, yardstick.catalogue.indicators)


def _measures(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    measure, indicators = placed.component.measure, yardstick.catalogue.indicators
    if measure is None:
        return
    for name in measure.names():
        if name.id not in indicators:
            finding = _missing(placed, ("measure",), "số liệu", name.id, ())
            action = words.did_you_mean(name.id, indicators) or finding.action
            yield _pointing(placed, finding, name.position, action)
        elif indicators[name.id].type not in MEASURABLE:
            message = f"“{name.id}” không phải số liệu dạng số nên không tính được"
            finding = placed.finding(
                "reference", ("measure",), message, found=name.id, action="dùng luật choice hoặc deadline"
            )
            yield _pointing(placed, finding, name.position, finding.action)
    for late in measure.documents():
        if late.document not in placed.component.documents:
            finding = _missing(placed, ("measure",), "tài liệu", late.document, placed.component.documents)
            yield _pointing(placed, finding, late.position, finding.action)


def _pointing(placed: Placed, finding: Finding, offset: int, action: str) -> Finding:
    place = placed.file.tree.inside((*placed.path, "measure"), offset)
    return Finding(finding.check, finding.severity, finding.path, finding.message, finding.found, "", action, place)


def _rule(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    indicators = yardstick.catalogue.indicators
    for reference in placed.component.rule.references():
        if reference.is_document:
            if reference.id not in placed.component.documents:
                yield _missing(placed, reference.path, "tài liệu", reference.id, placed.component.documents)
        elif reference.id not in indicators:
            finding = _missing(placed, reference.path, "số liệu", reference.id, ())
            action = words.did_you_mean(reference.id, indicators) or finding.action
            yield placed.finding(
                "reference",
                reference.path,
                f"số liệu “{reference.id}” không tồn tại",
                found=reference.id,
                action=action,
            )
        elif indicators[reference.id].type not in (reference.types or ()):
            allowed = words.listing(sorted(reference.types or ()))
            message = f"số liệu “{reference.id}” kiểu {indicators[reference.id].type} không hợp với luật này"
            yield placed.finding(
                "reference", reference.path, message, found=reference.id, allowed=allowed, action="chọn số liệu khác"
            )
