"""Who supplies a figure is an agency of the set, so that a lost point can be sent to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from par_engine import text as words
from par_engine.criteria.model import Component
from par_engine.criteria.yardstick import Yardstick
from par_engine.findings import Finding, Severity


def check_suppliers(yardstick: Yardstick) -> Iterator[Finding]:
    """Warnings at the catalogue's line, where the set lists agencies. Other sets may use the same figures."""
    agencies, catalogue = yardstick.set.agencies, yardstick.catalogue
    used = {name for placed in yardstick.all_components() for name in _figures(placed.component)}
    for name in sorted(used & catalogue.suppliers.keys()) if agencies else ():
        supplier = catalogue.indicators[name].supplied_by
        if supplier and supplier not in agencies:
            message = f"{name}: cơ quan cung cấp “{supplier}” không có trong bộ {yardstick.set.id}"
            action = words.did_you_mean(supplier, agencies) or "khai báo cơ quan này ở “agencies” của bộ hoặc sửa mã"
            allowed, place = words.listing(agencies), catalogue.suppliers[name]
            path = "supplied_by"
            yield Finding("reference.supplier", Severity.WARNING, path, message, supplier, allowed, action, place)


def _figures(component: Component) -> Iterator[str]:
    measures = [component.measure] if component.measure else []
    measures += [wanted.when.measure for wanted in component.documents.values() if wanted.when]
    yield from (name.id for measure in measures for name in measure.names())
    yield from (one.id for one in component.rule.references() if not one.is_document)
