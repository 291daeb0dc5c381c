"""A part over its whole is at most 100 %: a bound above that is never reached, and the whole over its part is written
upside down. What is part of what, the catalogue's cross-checks and the measure itself say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from par_engine.catalogue.expression import Apply, Measure, Name, Node
from par_engine.catalogue.load import Catalogue
from par_engine.criteria.decisions import KeyPath
from par_engine.criteria.yardstick import Placed, Yardstick
from par_engine.findings import Finding
from par_engine.reading.fields import Quantity

LOWER = ("at_least", "above", "full_at", "from", "nothing_below")
"""Keys of numbers that a result must reach."""

Terms = Counter[str]
Order = tuple[Terms, Terms]


def check_shares(yardstick: Yardstick) -> Iterator[Finding]:
    """Findings about measures that divide a part by its whole, or a whole by its part."""
    orders = list(_orders(yardstick.catalogue))
    for placed in yardstick.all_components():
        part = yardstick.part(placed, next(iter(placed.component.max_points), ""))
        for path, rule, measure in placed.component.rule.rules(placed.component.measure):
            if measure is None or measure.denominator is None or not rule.measured:
                continue
            bounds = [((*path, *at), bound) for at, bound, _ in rule.thresholds(part.measuring(measure)) if bound.rate]
            where = ("measure",) if measure is placed.component.measure else (*path, "measure")
            yield from _check(orders, placed, where, measure, bounds)


def _check(
    orders: list[Order], placed: Placed, where: KeyPath, measure: Measure, bounds: list[tuple[KeyPath, Quantity]]
) -> Iterator[Finding]:
    above, below = _terms(measure.numerator), _terms(measure.denominator)
    if above is None or below is None or above == below:
        return
    if _is_part(orders, above, below):
        for path, bound in bounds:
            if path[-1] in LOWER and (bound.value > 1 or (bound.value == 1 and path[-1] == "above")):
                message = "kết quả là phần chia cho tổng nên không bao giờ vượt 100%"
                yield placed.finding("share.beyond", path, message, found=bound.text, action="sửa ngưỡng")
    elif _is_part(orders, below, above) and bounds and all(bound.value <= 1 for _, bound in bounds):
        message = "tổng chia cho phần của nó nên kết quả luôn từ 100% trở lên"
        action = "đổi chỗ tử số và mẫu số"
        yield placed.finding("share.upside_down", where, message, found=measure.text, action=action)


def _terms(node: Node | None) -> Terms | None:
    """The indicators that a sum adds up; None when it is anything but a plain sum."""
    match node:
        case Name(id=name):
            return Counter([name])
        case Apply(operator="+", parts=parts):
            terms = [_terms(part) for part in parts]
            return None if None in terms else sum((term for term in terms if term), Counter())
    return None


def _is_part(orders: list[Order], part: Terms, whole: Terms) -> bool:
    """Whether the one is never larger than the other."""
    near = ((small, large) for small, large in orders if part.keys() <= small.keys() and large.keys() <= whole.keys())
    return part <= whole or any(part <= small and large <= whole for small, large in near)


def _orders(catalogue: Catalogue) -> Iterator[Order]:
    """Sums of which the first is never larger than the second."""
    for check in catalogue.checks:
        left, right = ([_terms(side.numerator) for side in check.measures()] or [None, None])[:2]
        if left and right:
            yield left, right
            if check.equal:
                yield right, left
