"""Measures over time and units make sense: constants that exist, years that have come, figures that can be added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from par_engine.catalogue.indicators import Indicator, IndicatorType
from par_engine.catalogue.measure import Constant, CountEvents, Measure, Name, Node, OverTime, outer, walk
from par_engine.catalogue.scope import Scope, figure_of, resolved
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.kinds.proportional import Proportional
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding, Severity
from par_engine.text import did_you_mean, listing


def check_measures(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about functions of measures."""
    for placed in yardstick.all_components():
        for path, measure in _measures(placed):
            if not measure.plain:
                yield from _constants(yardstick, placed, path, measure)
                for node in measure.nodes():
                    if isinstance(node, OverTime):
                        yield from _years(yardstick, placed, path, node)
                        yield from _figures(yardstick, placed, path, node)
        yield from _compound(placed)


def _measures(placed: Placed) -> Iterator[tuple[KeyPath, Measure]]:
    if placed.component.measure:
        yield ("measure",), placed.component.measure
    yield from placed.component.rule.measures()
    for key, wanted in placed.component.documents.items():
        if wanted.when:
            yield ("documents", key, "when", "measure"), wanted.when.measure


def _at(placed: Placed, path: KeyPath, offset: int, finding: Finding) -> Finding:
    return replace(finding, place=placed.file.tree.inside((*placed.path, *path), offset))


def _constants(yardstick: Yardstick, placed: Placed, path: KeyPath, measure: Measure) -> Iterator[Finding]:
    known = yardstick.set.constants
    for node in measure.nodes():
        if isinstance(node, Constant) and node.id not in known:
            action = did_you_mean(node.id, known) or "khai báo ở “constants” của bộ tiêu chí"
            message, allowed = f"hằng số “{node.id}” không tồn tại", listing(known)
            finding = placed.finding("reference", path, message, found=node.id, allowed=allowed, action=action)
            yield _at(placed, path, node.position, finding)
        if isinstance(node, CountEvents) and node.id not in yardstick.set.events:
            action = did_you_mean(node.id, yardstick.set.events) or "khai báo sự kiện ở “events” của bộ tiêu chí"
            message, allowed = f"sự kiện “{node.id}” không tồn tại", listing(yardstick.set.events)
            finding = placed.finding("reference", path, message, found=node.id, allowed=allowed, action=action)
            yield _at(placed, path, node.position, finding)
    year = yardstick.set.year
    scope = Scope(year, ((0, 1),), ("",), yardstick.constant, lambda *_: 0, year)
    for name in resolved(measure, scope).all_names():
        figure = figure_of(name.id)
        if figure.indicator in known and figure.indicator not in yardstick.catalogue.indicators:
            message = f"hằng số “{figure.indicator}” chưa có giá trị cho năm {figure.year}"
            first = f"các năm từ {min(known[figure.indicator].values)}"
            action = f"thêm giá trị cho năm {figure.year} hoặc năm trước đó"
            finding = placed.finding("measure.constant", path, message, allowed=first, action=action)
            yield _at(placed, path, name.position, finding)


def _years(yardstick: Yardstick, placed: Placed, path: KeyPath, node: OverTime) -> Iterator[Finding]:
    """A span that ends after the set's year has no figures yet."""
    if node.years and node.years.last > max(yardstick.set.year, _first_year(placed)):
        message = f"tính đến năm {node.years.last}, sau năm {yardstick.set.year} của bộ: chưa thể đủ số liệu"
        action = "sửa năm, hoặc để nguyên nếu chỉ tiêu chỉ xét vào năm cuối"
        shown, severity = node.years.words(), Severity.WARNING
        finding = placed.finding("measure.years", path, message, found=shown, action=action, severity=severity)
        yield _at(placed, path, node.position, finding)


_WHY = {
    "sum_over_years": ({IndicatorType.RATE, IndicatorType.YES_NO}, "không cộng được qua các năm"),
    "mean_growth": ({IndicatorType.RATE, IndicatorType.YES_NO}, "không có mức tăng trưởng bình quân"),
    "baseline": ({IndicatorType.YES_NO}, "không có số bình quân các năm"),
    "previous_year": ({IndicatorType.YES_NO}, "không so sánh được như một con số với năm trước"),
}
"""Types of indicators over which a function makes no sense."""


def _first_year(placed: Placed) -> int:
    """The year from which the component is due at all; 0 when it is always."""
    since = placed.target.since if placed.target else 0
    return since if isinstance(since, int) else since.year


def _figures(yardstick: Yardstick, placed: Placed, path: KeyPath, node: OverTime) -> Iterator[Finding]:
    types, why = _WHY[node.function]
    single = node.years is not None and node.years.first == node.years.last
    for name, indicator in _named(yardstick, outer(node.inner)):
        if indicator.type in types and not single:
            message = f"{node.function}: “{name.id}” kiểu {indicator.type} {why}"
            action = (
                "dùng số đếm hoặc số tiền làm ra tỷ lệ này" if indicator.type is IndicatorType.RATE else "đổi số liệu"
            )
            finding = placed.finding("measure.figure", path, message, found=name.id, action=action)
            yield _at(placed, path, name.position, finding)
    for name, indicator in _named(yardstick, walk(node.inner)):
        if node.compound and indicator.minimum is not None and indicator.minimum < 0:
            message = f"mean_growth(…, compound): “{name.id}” có thể âm nên không có tăng trưởng luỹ kế"
            finding = placed.finding("measure.figure", path, message, found=name.id, action="dùng arithmetic")
            yield _at(placed, path, name.position, finding)


def _named(yardstick: Yardstick, nodes: Iterator[Node]) -> Iterator[tuple[Name, Indicator]]:
    for node in nodes:
        if isinstance(node, Name) and (indicator := yardstick.catalogue.indicators.get(node.id)):
            yield node, indicator


def _compound(placed: Placed) -> Iterator[Finding]:
    """Points along a line need an exact number; compound growth is exact only in comparisons."""
    own = placed.component.measure
    for path, rule, measure in placed.component.rule.rules(own):
        if measure and measure.compound and isinstance(rule, Proportional):
            where = ("measure",) if measure is own else (*path, "measure")
            message = "mean_growth(…, compound) chỉ so sánh được với ngưỡng, không tính điểm theo tỷ lệ được"
            yield placed.finding("measure.compound", where, message, action="dùng bands, hoặc arithmetic")
