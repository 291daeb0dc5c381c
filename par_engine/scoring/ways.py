"""Ways to the next better step that are really possible: the smallest change of one figure, or the thing to hand in.

A way for a figure respects how it can move (`movement`), what moves with it (`moves_with`), and every identity of the
catalogue that held before: advice that would break a sum is not given. Each way is checked by computing the score anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from par_engine.calendar import at_latest, days_late, last_moment
from par_engine.catalogue.expression import Exact
from par_engine.catalogue.indicators import NUMERIC, Indicator, IndicatorType, Movement
from par_engine.catalogue.measure import Measure, Tally
from par_engine.catalogue.measure import holds as meets
from par_engine.catalogue.proof import Counts
from par_engine.catalogue.scope import figure_of
from par_engine.criteria.decisions import AWAITED, Cause, Decision, Interval, Question
from par_engine.criteria.kinds.base import Target
from par_engine.criteria.kinds.cases import Cases
from par_engine.criteria.model import Requirement
from par_engine.evidence.checks.identities import holds
from par_engine.evidence.proof import Absent, Invalid, Present
from par_engine.numbers import viet, viet_rate
from par_engine.scoring import reasons
from par_engine.scoring.asking import Asked, document_key, quotient
from par_engine.scoring.facts import Prerequisite
from par_engine.scoring.needs import Need, NextStep, Way
from par_engine.scoring.situation import Situation
from par_engine.text import listing

MOST = 10**13
"""No way asks for more new files, people or đồng than this."""


@dataclass(frozen=True)
class _Search:
    """What the search for ways of one decision works with: the exact points it has now, and those of the component's
    other decisions beside it, since a component is rounded once."""

    situation: Situation
    asked: Asked
    points: Fraction
    beside: Fraction

    @property
    def decision(self) -> Decision:
        """The decision."""
        return self.asked.compiled.decision

    @property
    def measure(self) -> Measure | None:
        """What it measures, over the figures of the round."""
        measure = self.asked.compiled.measure
        return self.situation.resolved(measure) if measure else None

    @property
    def zero(self) -> Decimal:
        """No points, with the set's decimals."""
        return self.situation.to_points(Fraction(0))

    @property
    def full(self) -> Decimal:
        """What full marks of this decision would gain."""
        return self.way((), self.decision.max_points).gain

    def way(self, needs: tuple[Need, ...], points: Fraction) -> Way:
        """A way that leads this decision to `points`, and its component to what that makes."""
        after = self.situation.to_points(self.beside + points)
        return Way(needs, after - self.situation.to_points(self.beside + self.points), after)


def next_step(situation: Situation, asked: Asked, points: Fraction, beside: Fraction, cause: Cause | None) -> NextStep:
    """The next better step of one decision that has `points` (exact), lost or open for `cause`."""
    search = _Search(situation, asked, points, beside)
    if asked.compiled.decision.question in AWAITED:
        return NextStep(search.zero, search.zero, (), _FOUND_BY_OTHERS[asked.compiled.decision.question])
    if asked.fact.gates.prerequisite is not Prerequisite.PASSED:
        return _reach_prerequisite(search)
    if asked.lacking or asked.contradicted:
        return _hand_in(search)
    if cause in (None, Cause.NO_DOCUMENT, Cause.DOCUMENT_INVALID):
        return _prove(search)
    ways, impossible = _better(search)
    gain = ways[0].gain if ways else search.zero
    return NextStep(gain, search.full if ways else gain, tuple(ways), "" if ways else impossible)


_FOUND_BY_OTHERS = {
    Question.SURVEY: "kết quả do điều tra xã hội học quyết định",
    Question.EXTERNAL: "kết quả do bên ngoài công bố",
    Question.JUDGED: "điểm do hội đồng chấm",
}


def _reach_prerequisite(search: _Search) -> NextStep:
    """What it requires comes first; then everything may be gained."""
    needs = []
    for wanted in search.asked.compiled.placed.component.requires:
        placed = search.situation.yardstick.components[wanted.component]
        least = f"từ {viet(wanted.at_least)} điểm" if wanted.at_least else "có điểm"
        needs.append(Need("component", placed.id, f"đạt {least} ở tiêu chí {placed.id} “{placed.component.title}”"))
    way = search.way(tuple(needs), search.decision.max_points)
    return NextStep(way.gain, way.gain, (way,) if way.gain > 0 else ())


def _periods_missing(asked: Asked) -> bool:
    """Whether reports of some periods are all that is missing."""
    return any(isinstance(proof, Present) and proof.missing for proof in asked.proofs.values())


def _hand_in(search: _Search) -> NextStep:
    """Something is not there yet, or contradicts: what it gains depends on what it says, at most everything."""
    asked = search.asked
    needs = [_figure(search, names) for names in _together(asked.lacking)]
    needs += [_figure(search, names) for names in _together(asked.contradicted)]
    needs += _papers(search)
    way = search.way(tuple(needs), search.decision.max_points)
    return NextStep(way.gain, way.gain, (way,) if needs else ())


def _together(names: Iterable[str]) -> Iterable[list[str]]:
    """The figures to hand in, those of one indicator (of many years, units, months) together."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(figure_of(name).indicator, []).append(name)
    return found.values()


def _figure(search: _Search, names: list[str]) -> Need:
    title = reasons.titles(search.situation, search.asked, names)
    verb = "đối chiếu và sửa" if names[0] in search.asked.contradicted else "bổ sung"
    kind = "document" if names[0] in search.asked.compiled.placed.component.documents else "indicator"
    return Need(kind, names[0] if len(names) == 1 else figure_of(names[0]).indicator, f"{verb} {title}")


def _papers(search: _Search) -> list[Need]:
    """The documents to hand in; before one that is due within days of an event, the day of that event."""
    situation, needs = search.situation, list[Need]()
    for key, proof in search.asked.proofs.items():
        due = search.asked.compiled.placed.component.documents[document_key(key)].due
        event = due.unhappened(situation.clock) if due and due.within else None
        if event:
            needs.append(Need("event", event.event, f"ghi ngày của sự kiện “{event.title}”"))
        if not isinstance(proof, Present) or proof.missing:
            needs.append(_document(search, key))
    return needs


def _document(search: _Search, key: str) -> Need:
    wanted = search.asked.compiled.placed.component.documents[document_key(key)]
    day = _latest(search, wanted, _last_day(search, wanted))
    until = day if day and day >= search.situation.on else None
    asked = search.asked
    title = reasons.documents(asked, [key]) if key in asked.proofs else reasons.document_title(asked, key)
    limit = f", {at_latest(until)}" if until else ""
    return Need("document", key, f"nộp {title}{limit}", by=until)


def _last_day(search: _Search, wanted: Requirement) -> dt.date | None:
    """The last valid day of the one period asked for, or else the document's next."""
    if search.decision.question is Question.INSTANCE:
        return search.asked.last
    return search.situation.proofs.next_last(wanted)


def _late_now(search: _Search, wanted: Requirement, key: str) -> int:
    """How late what is not there would be when handed in on the day of scoring."""
    situation, last = search.situation, search.asked.last
    if search.decision.question is Question.INSTANCE:
        return max(days_late(situation.on, last), 0) if last else 0
    return situation.proofs.late_now(wanted, search.asked.proofs.get(key, Absent()))


def _window_end(search: _Search, wanted: Requirement) -> dt.date | None:
    """The last day on which a document that counts from its issue may be issued."""
    proofs = search.situation.proofs
    span = proofs.issue_span(wanted)
    return span.last if span and proofs.counts(wanted) is Counts.ISSUED else None


def _latest(search: _Search, wanted: Requirement, day: dt.date | None) -> dt.date | None:
    """A last day, not after the end of the window of issue."""
    end = _window_end(search, wanted)
    return min(day, end) if day and end else day


def _prove(search: _Search) -> NextStep:
    """The figures are there: a proof that counts earns what they say; a late document what its band still gives."""
    asked = search.asked
    needs = tuple(_papers(search))
    waiting = any(need.kind == "event" for need in needs)
    if search.decision.document and not waiting:
        return _hand_in_late(search)
    way = search.way(needs, search.decision.max_points if search.decision.document else asked.points_if_proven())
    if way.gain <= 0:
        better, impossible = _better(search)
        reason = impossible or "có tài liệu thì số liệu vẫn chưa đạt mức có điểm"
        return NextStep(search.zero, search.full if better else search.zero, (), reason)
    return NextStep(way.gain, search.full, (way,))


def _hand_in_late(search: _Search) -> NextStep:
    """A document that is absent or does not count can still come; the longer, the fewer points."""
    key, situation = next(iter(search.asked.proofs), search.decision.subject), search.situation
    wanted = search.asked.compiled.placed.component.documents[search.decision.subject]
    days = _late_now(search, wanted, key)
    if _periods_missing(search.asked) and not days:
        way = search.way((_document(search, key),), search.decision.max_points)
        return NextStep(way.gain, way.gain, (way,))
    last = search.asked.last
    points = search.decision.points_at(Fraction(days))
    end = _window_end(search, wanted)
    if points <= search.points or (end and situation.on > end):
        when = f"hạn {last_moment(last)} đã qua {days} ngày" if last else "đã quá hạn"
        return NextStep(search.zero, search.zero, (), f"{when}, nộp thêm không còn điểm")
    title = reasons.document_title(search.asked, key)
    until = _latest(search, wanted, _last_day_worth(search, last, Fraction(days)))
    limit = f", {at_latest(until)}" if until else ""
    verb = "nộp lại" if isinstance(search.asked.proofs[key], Invalid) else "nộp"
    way = search.way((Need("document", key, f"{verb} {title}{limit}", by=until),), points)
    return NextStep(way.gain, way.gain, (way,))


def _last_day_worth(search: _Search, last: dt.date | None, days: Fraction) -> dt.date | None:
    """Until when handing in still earns what it would earn so many days late."""
    if last is None:
        return None
    step = next(step for step in search.decision.steps if days in step.interval)
    high = step.interval.high
    if high is None:
        return None if search.situation.closed else search.situation.deadline
    allowed = int(high) if step.interval.high_closed else int(high) - 1
    return last + dt.timedelta(days=allowed) if allowed else last


def _better(search: _Search) -> tuple[list[Way], str]:
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


def _options(search: _Search) -> Iterator[Way]:
    better = sorted(
        (number for number, step in enumerate(search.decision.steps) if step.award.base > search.points),
        key=lambda number: search.decision.steps[number].award.base,
    )
    for number in better[:1]:
        step = search.decision.steps[number]
        words = f"đạt mức “{step.label}” của “{search.decision.title}”"
        need = Need("option", search.decision.subject, words, option=search.decision.options[number])
        yield search.way((need,), step.award.base)


def _by_figures(search: _Search) -> tuple[list[Way], str]:
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


def _levers(search: _Search) -> list[Indicator]:
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


def _by_one(search: _Search, indicator: Indicator, target: Target) -> Way | None:
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


def _grain(search: _Search, indicator: Indicator) -> Exact:
    """Rates change by hundredths of a per cent, or finer where a threshold is finer; counts and amounts by one."""
    return Fraction(1, max(search.asked.compiled.scale, 10_000)) if indicator.type is IndicatorType.RATE else 1


def _smallest(search: _Search, indicator: Indicator, unit: Exact, target: Target) -> Exact | None:
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


def _near_edge(search: _Search, target: Target) -> Interval:
    """At the target's nearer edge or beyond: what a search along the line can look for."""
    interval = target.interval
    if search.asked.x is not None and _rises(search.asked.x, target):
        return Interval(interval.low, None, interval.low_closed)
    return Interval(None, interval.high, True, interval.high_closed)


def _rises(x: Fraction, target: Target) -> bool:
    """Whether the target lies above x."""
    return target.interval.low is not None and x <= target.interval.low


def _last_possible(search: _Search, indicator: Indicator, unit: Exact, high: int) -> int:
    """The largest n below `high` that breaks nothing."""
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _possible(search, indicator, middle * unit) else (low, middle)
    return low


def _after(search: _Search, indicator: Indicator, change: Exact) -> dict[str, Exact]:
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


def _moved(search: _Search, indicator: Indicator, change: Exact) -> Fraction | None:
    measure = search.measure
    if measure is None or measure.documents():
        return None
    return quotient(measure, _after(search, indicator, change))


def _possible(search: _Search, indicator: Indicator, change: Exact) -> bool:
    """Whether no figure leaves its range and every identity that held still holds."""
    numbers = _after(search, indicator, change)
    known = search.situation.yardstick.catalogue.indicators
    for name in (indicator.id, *indicator.moves_with):
        if name in numbers and not _in_range(known[name], numbers[name]):
            return False
    return _same_case(search, numbers) and all(holds(check, numbers) for check in search.situation.identities)


def _same_case(search: _Search, numbers: dict[str, Exact]) -> bool:
    """Whether the case that was chosen still is the first that holds."""
    rule = search.asked.compiled.placed.component.rule
    return not isinstance(rule, Cases) or rule.first(numbers, search.situation.resolved) == search.decision.case


def _in_range(indicator: Indicator, number: Exact) -> bool:
    if number < (Fraction(indicator.minimum) if indicator.minimum is not None else 0):
        return False
    if indicator.maximum is not None:
        return number <= Fraction(indicator.maximum)
    return indicator.type is not IndicatorType.RATE or number <= 1


def _figure_way(search: _Search, indicator: Indicator, change: Exact) -> Way | None:
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
    papers = [_document(search, key) for key in _then_needed(search, _after(search, indicator, change))]
    return search.way((need, *papers), search.decision.points_at(x))


def _then_needed(search: _Search, numbers: dict[str, Exact]) -> Iterator[str]:
    """Documents that are asked for only once the figures are such, and are not there."""
    component, proofs = search.asked.compiled.placed.component, search.situation.proofs
    for key, wanted in component.documents.items():
        if wanted.when and key not in search.asked.proofs:
            number = quotient(search.situation.resolved(wanted.when.measure), numbers)
            proof = proofs.of(component, key)
            if number in wanted.when.interval() and (not isinstance(proof, Present) or proof.missing):
                yield key


def _decimal(number: Exact) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _impossible(search: _Search) -> str:
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


def _unmet(search: _Search, measure: Measure | None) -> str:
    """The sub-units or months of a tally that do not meet its condition."""
    units, found = search.situation.submission.sub_units or {}, list[str]()
    for tally in measure.nodes() if measure else ():
        if isinstance(tally, Tally):
            rows = zip(tally.conditions, tally.members, strict=True)
            found += [member for condition, member in rows if not meets(condition, search.situation.figures)]
    return listing((units[member].name if member in units else member for member in dict.fromkeys(found)), 10)


def _harms(search: _Search, indicator: Indicator) -> bool:
    """Whether less of this figure alone would bring the result nearer to the best step."""
    component, x, measure = search.asked.compiled.placed.component, search.asked.x, search.measure
    if x is None or measure is None or measure.documents():
        return False
    targets = component.rule.targets(search.decision, x, search.points)
    without = quotient(measure, {**search.situation.figures, indicator.id: 0})
    if without is None or not targets:
        return False
    return without > x if _rises(x, targets[-1]) else without < x
