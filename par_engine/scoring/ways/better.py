"""Ways to a better step of the rule itself: the smallest change of one figure that reaches it, an answer, an option."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import NUMERIC, Indicator, IndicatorType, Movement
from par_engine.catalogue.measure import Measure, Tally
from par_engine.catalogue.measure import holds as meets
from par_engine.criteria.decisions import Interval, Question
from par_engine.criteria.kinds.base import Target
from par_engine.criteria.kinds.cases import Cases
from par_engine.evidence.checks.identities import holds
from par_engine.evidence.proof import Present
from par_engine.numbers import viet, viet_rate
from par_engine.scoring.asking import quotient
from par_engine.scoring.needs import Need, Way
from par_engine.scoring.ways.papers import document
from par_engine.scoring.ways.search import Search
from par_engine.text import listing

MOST = 10**13
"""No way asks for more new files, people or đồng than this."""


def better(search: Search) -> tuple[list[Way], str]:
    """Ways to a better step of the rule itself, and why there is none."""
    decision = search.decision
    match decision.question:
        case Question.ANSWER:
            words = f"thực hiện để “{decision.title}” là có"
            kind = "item" if "checklist" in decision.path else "answer"
            return [search.way((Need(kind, decision.subject, words),), decision.max_points)], ""
        case Question.OPTION:
            return list(_options(search)), ""
        case Question.LATENESS | Question.INSTANCE:
            return [], "ngày nộp đã qua, không thay đổi được"
    return _by_figures(search)


def _options(search: Search) -> Iterator[Way]:
    better = sorted(
        (number for number, step in enumerate(search.decision.steps) if step.award.base > search.points),
        key=lambda number: search.decision.steps[number].award.base,
    )
    for number in better[:1]:
        step = search.decision.steps[number]
        words = f"đạt mức “{step.label}” của “{search.decision.title}”"
        need = Need("option", search.decision.subject, words, option=search.decision.options[number])
        yield search.way((need,), step.award.base)


def _by_figures(search: Search) -> tuple[list[Way], str]:
    """For each better step, nearest first, the figures that can reach it alone; the first step with a way counts."""
    component, x = search.asked.compiled.placed.component, search.asked.x
    if x is None or search.measure is None:
        return [], ""
    for target in component.rule.targets(search.decision, x, search.points):
        ways = [way for indicator in _levers(search) if (way := _by_one(search, indicator, target))]
        ways = [way for way in ways if way.gain > 0]
        if ways:
            return sorted(ways, key=_size), ""
    return [], _impossible(search)


def _levers(search: Search) -> list[Indicator]:
    """The figures that can be moved: those of the measure; for a rate whose parts are reported too, its parts."""
    known, found = search.situation.yardstick.catalogue.indicators, {}
    for value in search.asked.inputs:
        if value.figure is not None:
            continue  # what was, and what single units and months report, cannot be moved as a whole
        ratio = search.situation.ratios.get(value.indicator.id)
        for name in (ratio.numerator, ratio.denominator) if ratio else (value.indicator.id,):
            found[name] = known[name]
    return list(found.values())


def _size(way: Way) -> tuple[Decimal, str]:
    need = way.needs[0]
    return abs(need.change or Decimal(0)), need.subject


def _by_one(search: Search, indicator: Indicator, target: Target) -> Way | None:
    """The smallest change of one figure that reaches the target, if it can."""
    if indicator.type not in NUMERIC or indicator.movement is Movement.FIXED:
        return None
    unit = _grain(search, indicator)
    directions = (1,) if indicator.movement is Movement.ONLY_GROWS else (1, -1)
    for sign in directions:
        change = _smallest(search, indicator, sign * unit, target)
        if change is not None:
            return _figure_way(search, indicator, change)
    return None


def _grain(search: Search, indicator: Indicator) -> Exact:
    """Rates change by hundredths of a per cent, or finer where a threshold is finer; counts and amounts by one."""
    return Fraction(1, max(search.asked.compiled.scale, 10_000)) if indicator.type is IndicatorType.RATE else 1


def _smallest(search: Search, indicator: Indicator, unit: Exact, target: Target) -> Exact | None:
    """The least n·unit that reaches the target and keeps every identity. Both are monotone along the line, so a
    doubling search finds a bracket and bisection the edge; the result is verified."""

    edge = _near_edge(search, target)

    def reaches(n: int) -> bool:
        x = _moved(search, indicator, n * unit)
        return x is not None and x in edge

    high = 1
    while not reaches(high):
        if high > MOST or not _possible(search, indicator, high * unit):
            high = _last_possible(search, indicator, unit, high)
            if high == 0 or not reaches(high):
                return None
            break
        high *= 2
    low = high // 2 if reaches(high) and not reaches(high // 2) else 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high * unit if _possible(search, indicator, high * unit) else None


def _near_edge(search: Search, target: Target) -> Interval:
    """At the target's nearer edge or beyond: what a search along the line can look for."""
    interval = target.interval
    if search.asked.x is not None and _rises(search.asked.x, target):
        return Interval(interval.low, None, interval.low_closed)
    return Interval(None, interval.high, True, interval.high_closed)


def _rises(x: Fraction, target: Target) -> bool:
    """Whether the target lies above x."""
    return target.interval.low is not None and x <= target.interval.low


def _last_possible(search: Search, indicator: Indicator, unit: Exact, high: int) -> int:
    """The largest n below `high` that breaks nothing."""
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _possible(search, indicator, middle * unit) else (low, middle)
    return low


def _after(search: Search, indicator: Indicator, change: Exact) -> dict[str, Exact]:
    """All figures after one changed, with what moves along; a rate follows its parts."""
    numbers = dict(search.situation.figures)
    moved = {name: factor for name, factor in {indicator.id: 1, **indicator.moves_with}.items() if name in numbers}
    for name, factor in moved.items():
        after = numbers[name] + change * factor
        numbers[name] = after.numerator if after.denominator == 1 else after
    for name, ratio in search.situation.ratios.items():
        if {ratio.numerator, ratio.denominator} & moved.keys() and numbers[ratio.denominator]:
            numbers[name] = Fraction(numbers[ratio.numerator]) / numbers[ratio.denominator]
    return numbers


def _moved(search: Search, indicator: Indicator, change: Exact) -> Fraction | None:
    measure = search.measure
    if measure is None or measure.documents():
        return None
    return quotient(measure, _after(search, indicator, change))


def _possible(search: Search, indicator: Indicator, change: Exact) -> bool:
    """Whether no figure leaves its range and every identity that held still holds."""
    numbers = _after(search, indicator, change)
    known = search.situation.yardstick.catalogue.indicators
    for name in (indicator.id, *indicator.moves_with):
        if name in numbers and not _in_range(known[name], numbers[name]):
            return False
    return _same_case(search, numbers) and all(holds(check, numbers) for check in search.situation.identities)


def _same_case(search: Search, numbers: dict[str, Exact]) -> bool:
    """Whether the case that was chosen still is the first that holds."""
    rule = search.asked.compiled.placed.component.rule
    return not isinstance(rule, Cases) or rule.first(numbers, search.situation.resolved) == search.decision.case


def _in_range(indicator: Indicator, number: Exact) -> bool:
    if number < (Fraction(indicator.minimum) if indicator.minimum is not None else 0):
        return False
    if indicator.maximum is not None:
        return number <= Fraction(indicator.maximum)
    return indicator.type is not IndicatorType.RATE or number <= 1


def _figure_way(search: Search, indicator: Indicator, change: Exact) -> Way | None:
    x = _moved(search, indicator, change)
    if x is None:
        return None
    now = Fraction(search.situation.numbers[indicator.id])
    then = now + change
    rate = indicator.type is IndicatorType.RATE

    def show(number: Exact) -> str:
        return viet_rate(Fraction(number)) if rate else viet(number)

    verb, more, towards = ("tăng", "thêm", "lên") if change > 0 else ("giảm", "bớt", "xuống")
    by = max(change, -change)
    amount = f"{viet(by * 100)} điểm phần trăm" if rate else f"{viet(by)} {indicator.unit or ''}".strip()
    words = f"{verb} “{indicator.title}” {more} {amount} (từ {show(now)} {towards} {show(then)})"
    least, most = (_decimal(then), None) if change > 0 else (None, _decimal(then))
    need = Need("indicator", indicator.id, words, least, most, _decimal(change))
    papers = [document(search, key) for key in _then_needed(search, _after(search, indicator, change))]
    return search.way((need, *papers), search.decision.points_at(x))


def _then_needed(search: Search, numbers: dict[str, Exact]) -> Iterator[str]:
    """Documents that are asked for only once the figures are such, and are not there. Those that the rule itself judges
    are the business of other decisions."""
    component, proofs = search.asked.compiled.placed.component, search.situation.proofs
    judged = {reference.id for reference in component.rule.references() if reference.is_document}
    for key, wanted in component.documents.items():
        if wanted.when and key not in search.asked.proofs.keys() | judged:
            number = quotient(search.situation.resolved(wanted.when.measure), numbers)
            proof = proofs.of(component, key)
            if number in wanted.when.interval() and (not isinstance(proof, Present) or proof.missing):
                yield key


def _decimal(number: Exact) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _impossible(search: Search) -> str:
    """Which figures hold the result down and cannot be undone."""
    measure = search.measure
    if unmet := _unmet(search, measure):
        return f"từng nơi, từng kỳ đều phải đạt; còn chưa đạt: {unmet}"
    above = {name.id for name in measure.names()} if measure else set()
    stuck = [
        f"{value.words()} “{value.indicator.title}”"
        for value in search.asked.inputs
        if value.indicator.movement is not Movement.FREE
        and value.figure is None
        and value.number
        and value.indicator.id in above
        and _harms(search, value.indicator)
    ]
    reason = f" vì {', '.join(stuck)} không giảm được nữa" if stuck else ": không số liệu nào còn thay đổi được đủ mức"
    return f"năm nay không gỡ được{reason}"


def _unmet(search: Search, measure: Measure | None) -> str:
    """The sub-units or months of a tally that do not meet its condition."""
    units, found = search.situation.submission.sub_units or {}, list[str]()
    for tally in measure.nodes() if measure else ():
        if isinstance(tally, Tally):
            rows = zip(tally.conditions, tally.members, strict=True)
            found += [member for condition, member in rows if not meets(condition, search.situation.figures)]
    return listing((units[member].name if member in units else member for member in dict.fromkeys(found)), 10)


def _harms(search: Search, indicator: Indicator) -> bool:
    """Whether less of this figure alone would bring the result nearer to the best step."""
    component, x, measure = search.asked.compiled.placed.component, search.asked.x, search.measure
    if x is None or measure is None or measure.documents():
        return False
    targets = component.rule.targets(search.decision, x, search.points)
    without = quotient(measure, {**search.situation.figures, indicator.id: 0})
    if without is None or not targets:
        return False
    return without > x if _rises(x, targets[-1]) else without < x
