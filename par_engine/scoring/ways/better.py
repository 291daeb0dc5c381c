"""Ways to a better step of the rule itself: the smallest change of one figure that reaches it, an answer, an option."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import Indicator, IndicatorType, Movement
from par_engine.catalogue.measure import Condition, Measure, Name, Tally, walk
from par_engine.catalogue.measure import holds as meets
from par_engine.catalogue.scope import figure_of
from par_engine.catalogue.spoken import GROUPS
from par_engine.criteria.decisions import Interval, Question
from par_engine.criteria.kinds.base import Target
from par_engine.evidence.proof import Present
from par_engine.numbers import viet, viet_rate
from par_engine.scoring.asking import quotient
from par_engine.scoring.needs import Need, Way
from par_engine.scoring.ways.levers import Goal, Lever, alone, figures, outside_tallies, paired, tallies
from par_engine.scoring.ways.moving import Changes, Moving, Numbers
from par_engine.scoring.ways.papers import document
from par_engine.scoring.ways.search import Search
from par_engine.text import listing


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
    """For each better step, nearest first, what can reach it alone, or else two things together; the first step with a
    way counts."""
    component, x, measure = search.asked.compiled.placed.component, search.asked.x, search.measure
    if measure is None:
        return [], ""
    if x is None:
        return [], _nothing_happened(search, measure)
    if measure.documents():
        return [], _impossible(search)
    moving = Moving(search.situation, search.asked)
    levers = [*_figures(search, moving), *tallies(moving, measure.sides())]
    for target in component.rule.targets(search.decision, x, search.points):
        goal = _reaching(search, measure, target)
        for found in (alone(moving, levers, goal), paired(moving, levers, goal)):
            ways = [way for changes in found if (way := _way(search, moving, changes)) and way.gain > 0]
            if ways:
                return sorted(ways, key=_size), ""
    return [], _impossible(search)


def _figures(search: Search, moving: Moving) -> list[Lever]:
    """The figures of the agency as a whole that can be moved; what single units and months report moves with them."""
    return figures(moving, [value.key for value in search.asked.inputs if value.figure is None])


def _reaching(search: Search, measure: Measure, target: Target) -> Goal:
    """At the target's nearer edge or beyond: what a search along a line can look for."""
    x, interval = search.asked.x, target.interval
    if x is not None and _rises(x, target):
        edge = Interval(interval.low, None, interval.low_closed)
    else:
        edge = Interval(None, interval.high, True, interval.high_closed)

    def goal(numbers: Numbers) -> bool:
        there = quotient(measure, numbers)
        return there is not None and there in edge

    return goal


def _rises(x: Fraction, target: Target) -> bool:
    """Whether the target lies above x."""
    return target.interval.low is not None and x <= target.interval.low


def _size(way: Way) -> tuple[Decimal, str]:
    return sum((abs(need.change or Decimal(0)) for need in way.needs), Decimal(0)), way.needs[0].subject


def _way(search: Search, moving: Moving, changes: Changes) -> Way | None:
    """What has to change, told figure by figure; how many members of a group that brings there comes first."""
    numbers, measure = moving.after(changes), search.measure
    x = quotient(measure, numbers) if measure else None
    if measure is None or x is None:
        return None
    needs = [*_members(search, measure, numbers), *(_need(search, moving, key, by) for key, by in changes.items())]
    papers = [document(search, key) for key in _then_needed(search, numbers)]
    return search.way((*needs, *papers), search.decision.points_at(x))


def _members(search: Search, measure: Measure, numbers: Numbers) -> Iterator[Need]:
    """How many more sub-units or months meet the condition of a group then."""
    for tally in dict.fromkeys(node for node in outside_tallies(*measure.sides()) if isinstance(node, Tally)):
        now, then = (sum(meets(one, at) for one in tally.conditions) for at in (search.situation.figures, numbers))
        if now != then:
            verb, towards, by = ("thêm", "lên", then - now) if then > now else ("bớt", "xuống", now - then)
            words = f"{verb} {by} {GROUPS[tally.group]} đạt điều kiện (từ {now} {towards} {then}"
            words += f" trong {len(tally.members)})"
            least, most = (Decimal(then), None) if then > now else (None, Decimal(then))
            yield Need("members", tally.group, words, least, most, Decimal(then - now))


def _need(search: Search, moving: Moving, key: str, change: Exact) -> Need:
    indicator, value = moving.indicator(key), search.situation.evidence.value(key)
    title = f"“{indicator.title}”{f' {value.place}' if value and value.place else ''}"
    now = Fraction(search.situation.figures[key])
    then = now + change
    least, most = (_decimal(then), None) if change > 0 else (None, _decimal(then))
    if indicator.type is IndicatorType.YES_NO:
        words = f"thực hiện để {title} là {'có' if then else 'không'}"
        return Need("indicator", key, words, least, most, _decimal(change))
    rate = indicator.type is IndicatorType.RATE

    def show(number: Exact) -> str:
        return viet_rate(Fraction(number)) if rate else viet(number)

    verb, more, towards = ("tăng", "thêm", "lên") if change > 0 else ("giảm", "bớt", "xuống")
    by = max(change, -change)
    amount = f"{viet(by * 100)} điểm phần trăm" if rate else f"{viet(by)} {indicator.unit or ''}".strip()
    words = f"{verb} {title} {more} {amount} (từ {show(now)} {towards} {show(then)})"
    return Need("indicator", key, words, least, most, _decimal(change))


def _then_needed(search: Search, numbers: Numbers) -> Iterator[str]:
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


def _nothing_happened(search: Search, measure: Measure) -> str:
    """Which figures would have to be more than nothing before there is a result."""
    below = {node.id for node in walk(measure.denominator) if isinstance(node, Name)} if measure.denominator else set()
    nothing = [f"“{value.title}”" for value in search.asked.inputs if value.key in below and not value.number]
    return " ".join(["chỉ có điểm khi có phát sinh", listing(nothing)]).rstrip()


def _impossible(search: Search) -> str:
    """Which figures hold the result down and cannot be undone."""
    measure = search.measure
    if over := _over(search, measure):
        return f"năm nay không gỡ được vì {over} đã qua mà chưa đạt"
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


def _over(search: Search, measure: Measure | None) -> str:
    """The months of a tally that are over and do not meet its condition, where no other is left to mend."""
    unmet = [one for one in _unmet_members(search, measure) if one[0].group == "months"]
    moving = Moving(search.situation, search.asked)
    over = [
        member
        for _, member, condition in unmet
        if all(moving.over(figure_of(node.id)) for node in walk(*condition.sides()) if isinstance(node, Name))
    ]
    return listing(dict.fromkeys(over), 12) if len(over) == len(unmet) else ""


def _unmet(search: Search, measure: Measure | None) -> str:
    """The sub-units or months of a tally that do not meet its condition."""
    units = search.situation.submission.sub_units or {}
    found = dict.fromkeys(member for _, member, _ in _unmet_members(search, measure))
    return listing((units[member].name if member in units else member for member in found), 10)


def _unmet_members(search: Search, measure: Measure | None) -> list[tuple[Tally, str, Condition]]:
    return [
        (tally, member, condition)
        for tally in (measure.nodes() if measure else ())
        if isinstance(tally, Tally)
        for condition, member in zip(tally.conditions, tally.members, strict=True)
        if not meets(condition, search.situation.figures)
    ]


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
