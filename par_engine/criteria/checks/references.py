"""Everything a set names exists: texts, kinds of proof, indicators of the right type, agencies, units, criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from par_engine import text as words
from par_engine.catalogue.expression import Measure
from par_engine.catalogue.indicators import MEASURABLE
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.model import Area, Component, Criterion, Exemption
from par_engine.criteria.yardstick import Placed, Yardstick, nodes
from par_engine.findings import Finding


def check_references(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings for every name without a bearer."""
    yield from _of_set(yardstick)
    yield from _maxima(yardstick)
    for placed in yardstick.all_components():
        yield from _texts(yardstick, placed)
        yield from _whom(yardstick, placed)
        yield from _documents(yardstick, placed)
        if placed.component.measure:
            yield from _measure(yardstick, placed, ("measure",), placed.component.measure)
        for path, measure in placed.component.rule.measures():
            yield from _measure(yardstick, placed, path, measure)
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
        if yardstick.catalogue.lacks_text(cited.text)
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
    rows += [
        (("constants", name, "basis", "text"), "văn bản", one.basis.text, yardstick.catalogue.texts)
        for name, one in known.constants.items()
        if one.basis and yardstick.catalogue.lacks_text(one.basis.text)
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
            message, key = f"{what} “{word}” không tồn tại", path[-1] == word
            yield file.finding("reference", path, message, found=word, action=action, key=key)


def _exemption(
    yardstick: Yardstick, number: int, exemption: Exemption
) -> Iterator[tuple[KeyPath, str, str, Iterable[str]]]:
    if exemption.basis and yardstick.catalogue.lacks_text(exemption.basis.text):
        yield ("exemptions", number, "basis", "text"), "văn bản", exemption.basis.text, yardstick.catalogue.texts
    if exemption.agency:
        yield ("exemptions", number, "agency"), "cơ quan", exemption.agency, yardstick.set.agencies


def check_exempted(yardstick: Yardstick) -> Iterator[Finding]:
    """Exemptions of components that do not exist."""
    for number, exemption in enumerate(yardstick.set.exemptions):
        for place, component in enumerate(exemption.components):
            if component not in yardstick.components:
                action = words.did_you_mean(component, yardstick.components) or "sửa mã tiêu chí"
                message = f"tiêu chí “{component}” không tồn tại"
                path = ("exemptions", number, "components", place)
                yield yardstick.set_file.finding("reference", path, message, found=component, action=action)


def _maxima(yardstick: Yardstick) -> Iterator[Finding]:
    """Unit kinds by which the maxima of areas and criteria are given."""
    known = yardstick.set.unit_kinds
    for file in yardstick.area_files:
        rows: list[tuple[KeyPath, Area | Criterion | Component]] = [((), file.model)]
        rows += [(path, node) for path, _, node in nodes(file.model)]
        for path, node in rows:
            if not node.max_points:
                message = f"{node.id}: chưa ghi điểm cho loại đơn vị nào"
                yield file.finding(
                    "reference", (*path, "max_points"), message, action="ghi một số, hoặc từng loại đơn vị"
                )
            for kind in node.max_points:
                if kind and kind not in known:
                    action = words.did_you_mean(kind, known) or "khai báo loại đơn vị này hoặc sửa mã"
                    message = f"{node.id}: loại đơn vị “{kind}” không tồn tại"
                    where = (*path, "max_points", kind)
                    yield file.finding("reference", where, message, found=kind, action=action, key=True)


def _texts(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    component = placed.component
    rows: list[tuple[KeyPath, str]] = [(("basis", n, "text"), cited.text) for n, cited in enumerate(component.basis)]
    rows += [
        (("applies_to", "except", n, "basis", "text"), rule.basis.text)
        for n, rule in enumerate(component.applies_to.except_)
        if rule.basis
    ]
    for path, text in rows:
        if yardstick.catalogue.lacks_text(text):
            yield _missing(placed, path, "văn bản", text, yardstick.catalogue.texts)


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


def _documents(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    for key, wanted in placed.component.documents.items():
        if yardstick.catalogue.lacks_proof(wanted.kind):
            yield _missing(placed, ("documents", key, "kind"), "loại tài liệu", wanted.kind, yardstick.catalogue.proofs)
        if wanted.when:
            yield from _measure(yardstick, placed, ("documents", key, "when", "measure"), wanted.when.measure)


def _measure(yardstick: Yardstick, placed: Placed, path: KeyPath, measure: Measure) -> Iterator[Finding]:
    """Findings about the names of an expression, each pointing at the name."""
    catalogue, documents = yardstick.catalogue, placed.component.documents
    for name in measure.names():
        if catalogue.lacks_indicator(name.id):
            finding = _missing(placed, path, "số liệu", name.id, catalogue.indicators)
            yield _pointing(placed, path, name.position, replace(finding, allowed=""))
        elif name.id in catalogue.indicators and catalogue.indicators[name.id].type not in MEASURABLE:
            message = f"“{name.id}” không phải số liệu dạng số nên không tính được"
            action = "dùng luật choice hoặc deadline"
            finding = placed.finding("reference", path, message, found=name.id, action=action)
            yield _pointing(placed, path, name.position, finding)
    for late in measure.documents():
        if late.document not in documents:
            finding = _missing(placed, path, "tài liệu", late.document, documents)
            yield _pointing(placed, path, late.position, finding)


def _pointing(placed: Placed, path: KeyPath, offset: int, finding: Finding) -> Finding:
    return replace(finding, place=placed.file.tree.inside((*placed.path, *path), offset))


def _rule(yardstick: Yardstick, placed: Placed) -> Iterator[Finding]:
    catalogue = yardstick.catalogue
    for reference in placed.component.rule.references():
        if reference.is_document:
            if reference.id not in placed.component.documents:
                yield _missing(placed, reference.path, "tài liệu", reference.id, placed.component.documents)
        elif catalogue.lacks_indicator(reference.id):
            finding = _missing(placed, reference.path, "số liệu", reference.id, catalogue.indicators)
            yield replace(finding, allowed="")
        elif (item := catalogue.indicators.get(reference.id)) and item.type not in (reference.types or ()):
            allowed = words.listing(sorted(reference.types or ()))
            message = f"số liệu “{reference.id}” kiểu {item.type} không hợp với luật này"
            yield placed.finding(
                "reference", reference.path, message, found=reference.id, allowed=allowed, action="chọn số liệu khác"
            )
