"""From the lines under a component to one rule. What does not fit is given up and listed, never bent to fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from par_engine.criteria.decisions import Interval
from par_engine.criteria.importing.due_dates import read_due
from par_engine.criteria.importing.lines import counts_each, takes_points
from par_engine.criteria.importing.meanings import (
    Dated,
    Each,
    Empty,
    Formula,
    Late,
    Level,
    Meaning,
    Option,
    Remark,
    Rest,
    Survey,
)
from par_engine.criteria.importing.plan import Entry, Figure, Plan, Wanted, bound, number
from par_engine.criteria.importing.said import Heard
from par_engine.criteria.importing.scale import Stretch, complete, gaps, written
from par_engine.criteria.importing.words import plain

_ZERO = Fraction(0)
LONGEST = 8_000
"""Letters of one text in a file; a longer one is cut there and stands whole in the account of the lines."""
MIXED = "vừa có dòng điểm cố định vừa có dòng “mỗi … được …”, một luật không nói được: tách thành các phần (parts)"
_TIMED = re.compile(
    r"(?<![\d/])(?:\d{1,2}/\d{1,2}/\d{4}|\d{2}/\d{2})(?![\d/])|\b(?:ngày|trước|sau|hết)\s+\d{1,2}/\d|"
    r"\b(?:trong|trước|sau|đến|hết|từ)\s+(?:hết\s+)?(?:tháng|quý)\s+[\divx]|"
    r"\b(?:đúng|trước|sau|quá|trễ|chậm)\s+(?:thời\s+)?(?:hạn|gian)\b|\b(?:chậm|muộn|trễ)\b.*\d\s*(?:ngày|tuần|tháng)"
)
LATE_BY_YEAR_END = "{by: 31/12}"


def plan_rule(title: str, most: Fraction, heard: Sequence[Heard], *, survey: bool) -> tuple[Plan, list[Heard]]:
    """The rule of a component, and the lines that found no place in it."""
    known = [one for one in heard if one.meaning is not None and not isinstance(one.meaning, Remark)]
    lost = [one for one in heard if one.meaning is None]
    if survey or any(isinstance(one.meaning, Survey) for one in known):
        others = [one for one in known if not isinstance(one.meaning, Survey)]
        return _survey(title, [one for one in known if isinstance(one.meaning, Survey)]), lost + others
    if _is_mixed(most, known, lost):
        return _judged(title, heard, MIXED), [*lost, *known]
    for make in (_proportional, _each, _checklist, _deadline, _bands, _answers):
        if known and (plan := make(title, most, known)) is not None:
            plan.guesses += _times_declared(plan, known)
            return plan, lost
    return _judged(title, heard), [*lost, *known]


def _survey(title: str, known: Sequence[Heard]) -> Plan:
    plan = Plan("survey", entries=[Entry(f"{{question: $, title: {quoted(title)}}}", _words(known))])
    plan.guesses.append("điểm tỷ lệ với kết quả điều tra, đủ điểm tại 100%; phiếu bốn mức A, B, C, D như mặc định")
    return plan


def _is_mixed(most: Fraction, known: Sequence[Heard], lost: Sequence[Heard]) -> bool:
    """Whether points for each thing counted stand beside points of other lines, so that no single rule says it."""
    each = any(isinstance(one.meaning, Each) and not one.meaning.minus for one in known)
    each = each or any(counts_each(one.words) and not takes_points(one.words) for one in lost)
    fixed = [points for one in known if (points := _points_of(one.meaning))]
    return each and bool(fixed) and max(fixed) < most


def _times_declared(plan: Plan, known: Sequence[Heard]) -> list[str]:
    """Says which lines speak of a due date although units declare them themselves."""
    if plan.kind not in ("checklist", "choice", "yes_no"):
        return []
    timed = [
        f"“{one.words}”" for one in known if isinstance(one.meaning, Late | Dated) or _TIMED.search(plain(one.words))
    ]
    if not timed:
        return []
    return [f"mức theo thời hạn, tạm để đơn vị tự khai: cần viết lại thành luật deadline ({', '.join(timed)})"]


def _judged(title: str, heard: Sequence[Heard], why: str = "") -> Plan:
    """A place holder that gives no points by itself: the board would have to."""
    guidance = "; ".join(one.words for one in heard) or title
    plan = Plan(
        "judged", head=f"{{guidance: {quoted(f'Chưa đọc được cách chấm, phải viết lại luật. Nguyên văn: {guidance}')}}}"
    )
    plan.guesses.append("chưa đọc được cách chấm nên tạm để hội đồng chấm (judged): phải viết lại luật")
    if why:
        plan.why = why
        plan.guesses.append(why)
    return plan


def _are(known: Sequence[Heard], *kinds: type[Meaning]) -> bool:
    return all(isinstance(one.meaning, kinds) or _nothing(one.meaning) for one in known)


def _nothing(meaning: Meaning | None) -> bool:
    """A line that gives nothing for nothing: "không có: 0"."""
    return isinstance(meaning, Option) and meaning.denies and meaning.points == 0


def _proportional(title: str, most: Fraction, known: Sequence[Heard]) -> Plan | None:
    formulas = [one for one in known if isinstance(one.meaning, Formula)]
    if len(formulas) != 1 or not _are(known, Formula, Level, Rest, Empty):
        return None
    formula = formulas[0].meaning
    assert isinstance(formula, Formula)
    start = formula.within.low if formula.within else None
    for one in known:
        if isinstance(one.meaning, Level):
            if not one.meaning.rate:
                return None
            if one.meaning.points == 0 and one.meaning.interval.low is None and not one.meaning.interval.high_closed:
                start = one.meaning.interval.high if start is None else start
                if start != one.meaning.interval.high:
                    return None
            elif one.meaning.points != most or one.meaning.interval.low != formula.full_at:
                return None
        elif isinstance(one.meaning, Rest) and one.meaning.points:
            return None
    keys = [f"full_at: {bound(formula.full_at, formula.rate)}"]
    if formula.from_ is not None:
        keys.append(f"from: {bound(formula.from_, formula.rate)}")
    elif start:
        keys.append(f"nothing_below: {bound(start, formula.rate)}")
    plan = Plan("proportional", head=f"{{{', '.join(keys)}}}")
    if formula.within and not formula.within.low_closed:
        plan.guesses.append(
            f"văn bản ghi “trên {bound(formula.within.low or _ZERO, True)}”; đúng mức này được tính theo tỷ lệ"
        )
    return _measured(plan, title, known, "rate" if formula.rate else "amount")


def _each(title: str, most: Fraction, known: Sequence[Heard]) -> Plan | None:
    each = [one.meaning for one in known if isinstance(one.meaning, Each)]
    if len(each) != 1 or (each[0].minus and each[0].each > most):
        return None
    whole = [one for one in known if each[0].minus and _is_whole(one.meaning, most)]
    others = [one for one in known if one not in whole]
    if len(whole) > 1 or not _are(others, Each, Rest):
        return None
    if any(isinstance(one.meaning, Rest) and one.meaning.points for one in known):
        return None
    one = each[0]
    plan = Plan("deduct" if one.minus else "per_item")
    floor = f", floor: {number(one.floor)}" if one.floor else ""
    plan.head = f"{{each: {number(one.each)}{floor}}}"
    if one.most is not None and one.most != most:
        plan.guesses.append(f"văn bản ghi tối đa {number(one.most)}, khác điểm tối đa {number(most)} của tiêu chí")
    plan.guesses += [f"“{one.words}” đọc là mức khi không có trường hợp nào bị trừ" for one in whole]
    return _measured(plan, title, known, "count")


def _is_whole(meaning: Meaning | None, most: Fraction) -> bool:
    """The maximum in words: what there is before anything is taken away."""
    in_time = isinstance(meaning, Late) and meaning.days == _after(False)
    return (in_time or isinstance(meaning, Option)) and _points_of(meaning) == most > 0


def _bands(title: str, most: Fraction, known: Sequence[Heard]) -> Plan | None:
    levels = [(one, one.meaning) for one in known if isinstance(one.meaning, Level)]
    if not levels or not _are(known, Level, Rest, Empty) or len({level.rate for _, level in levels}) > 1:
        return None
    rate = levels[0][1].rate
    stretches = [Stretch(level.interval, level.points, one.words) for one, level in levels]
    whole = not rate and all(end.denominator == 1 for one in stretches for end in one.interval.bounds())
    plan = Plan("bands")
    stretches = _open_top(stretches, plan)
    rest = _rest(known, complete(stretches, rate=rate))
    if rest is None and not complete(stretches, rate=rate):
        rest = Stretch(Interval(), _ZERO, "")
        plan.guesses.append("văn bản không nói mức còn lại; coi là 0 điểm")
    plan.entries = written(stretches, rate=rate, rest=rest, whole=whole)
    plan.guesses += gaps(stretches, rate=rate, whole=whole)
    return _measured(plan, title, known, "rate" if rate else "count" if whole else "amount")


def _rest(known: Sequence[Heard], whole: bool) -> Stretch | None:
    """What the rest gives: "còn lại", or "không có: 0" where the scale leaves something."""
    for one in known:
        if isinstance(one.meaning, Rest) or (_nothing(one.meaning) and not whole):
            return Stretch(Interval(), _points_of(one.meaning) or _ZERO, one.words)
    return None


def _open_top(stretches: Sequence[Stretch], plan: Plan) -> list[Stretch]:
    """`có 2 sáng kiến` on top of a scale is two or more."""
    best = max(stretches, key=lambda one: one.points)
    low, high = best.interval.low, best.interval.high
    if low is None or low != high or any(one.interval.high is None or one.interval.high > low for one in stretches):
        return list(stretches)
    plan.guesses.append(f"“{best.words}” là mức cao nhất nên đọc là từ {number(low)} trở lên")
    opened = replace(best, interval=Interval(low, None))
    return [opened if one is best else one for one in stretches]


def _measured(plan: Plan, title: str, known: Sequence[Heard], kind: str) -> Plan | None:
    """With its figure; a rate that may have nothing to count is the ratio of two."""
    empty = next((one.meaning for one in known if isinstance(one.meaning, Empty)), None)
    definition = "; ".join(one.words for one in known)
    if empty is None:
        plan.measure, plan.figures = "@", [Figure("", kind, title, definition)]
    elif kind == "rate":
        plan.measure, plan.when_zero = "@part / @whole", str(empty.then)
        plan.figures = [
            Figure("part", "count", f"{title}: số đạt (tử số)", definition),
            Figure("whole", "count", f"{title}: tổng số (mẫu số)", definition),
        ]
    else:
        return None
    if not plan.entries:
        plan.entries = [Entry("", _words(known))]
    else:
        said = {word for entry in plan.entries for word in entry.words}
        plan.entries += [Entry("", (one.words,)) for one in known if one.words not in said]
    return plan


def _deadline(title: str, most: Fraction, known: Sequence[Heard]) -> Plan | None:
    dated = [(one, one.meaning) for one in known if isinstance(one.meaning, Dated)]
    lates = [(one, one.meaning) for one in known if isinstance(one.meaning, Late)]
    dues = {meaning.due for _, meaning in dated if not meaning.after}
    if (not dated and not lates) or len(dues) > 1 or not _are(known, Dated, Late, Rest):
        return None
    plan = Plan("deadline", head="@document")
    stretches = [Stretch(_in_days(late.days), late.points, one.words) for one, late in lates]
    stretches += [Stretch(_after(one.after), one.points, heard.words) for heard, one in dated]
    if not any(one.interval.low is None for one in stretches):
        stretches.append(Stretch(_after(False), most, ""))
        plan.guesses.append("văn bản không nói mức đúng hạn; coi là điểm tối đa")
    rest = next(
        (Stretch(Interval(), one.meaning.points, one.words) for one in known if isinstance(one.meaning, Rest)), None
    )
    if rest is None and not complete(stretches, rate=False):
        rest = Stretch(Interval(), _ZERO, "")
        plan.guesses.append("văn bản không nói mức chậm hơn nữa; coi là 0 điểm")
    plan.entries = written(stretches, rate=False, rest=rest)
    plan.guesses += gaps(stretches, rate=False, whole=True)
    said = {word for entry in plan.entries for word in entry.words}
    plan.entries += [Entry("", (one.words,)) for one in known if one.words not in said]
    due = next(iter(dues), "") or _due_in(title)
    if not due:
        due = LATE_BY_YEAR_END
        plan.guesses.append("văn bản không in hạn; tạm đặt hết ngày 31/12")
    plan.document = Wanted("document", "", title, due)
    return plan


def _due_in(title: str) -> str:
    found = read_due(plain(title))
    return found[0] if found and not found[1] else ""


def _after(late: bool) -> Interval:
    return Interval(_ZERO, None, False) if late else Interval(None, _ZERO, True, True)


def _in_days(days: Interval) -> Interval:
    """Whole days: from 1 is after 0, below 5 is up to 4."""
    low, high = days.low, days.high
    if low is not None and days.low_closed and low.denominator == 1:
        low = low - 1
        days = replace(days, low=low, low_closed=False)
    if high is not None and not days.high_closed and high.denominator == 1:
        days = replace(days, high=high - 1, high_closed=True)
    return days


def _answers(title: str, most: Fraction, known: Sequence[Heard]) -> Plan | None:
    """Levels in words: a yes or no, or one of several levels."""
    rows = [(one, points) for one in known if (points := _points_of(one.meaning)) is not None]
    positive = [(one, points) for one, points in rows if points > 0]
    if not positive or len(rows) != len(known):
        return None
    simple = all(isinstance(one.meaning, Option | Rest) for one in known)
    if simple and len(positive) == 1 and positive[0][1] == most:
        plan = Plan("yes_no", head="{answer: @}", entries=[Entry("", _words(known))])
        plan.figures = [Figure("", "yes_no", title, "; ".join(one.words for one in known))]
        return plan
    return _choice(title, most, rows)


def _points_of(meaning: Meaning | None) -> Fraction | None:
    return meaning.points if isinstance(meaning, Option | Rest | Level | Late | Dated) else None


def _checklist(title: str, most: Fraction, known: Sequence[Heard]) -> Plan | None:
    """Lines of fixed points that add up to the maximum. Stretches apart from one another are of one scale instead."""
    rows = [(one, points) for one in known if (points := _points_of(one.meaning)) is not None]
    positive = [(one, points) for one, points in rows if points > 0]
    if len(rows) != len(known) or len(positive) < 2 or sum(points for _, points in positive) != most:
        return None
    if any(isinstance(one.meaning, Rest) for one, _ in positive) or _is_scale([one for one, _ in positive]):
        return None
    plan = Plan("checklist")
    for place, (one, points) in enumerate(positive, 1):
        plan.entries.append(Entry(f"{{item: @i{place}, points: {number(points)}}}", (one.words,)))
        plan.figures.append(Figure(f"i{place}", "yes_no", _condition(one), one.words))
    plan.entries += [Entry("", (one.words,)) for one, points in rows if not points]
    plan.guesses.append("các dòng cộng lại bằng điểm tối đa nên đọc là danh mục cộng điểm từng mục")
    return plan


def _is_scale(positive: Sequence[Heard]) -> bool:
    """Whether two lines speak of stretches that have nothing in common: of one result, only one of them is true."""
    results = [one.meaning.interval for one in positive if isinstance(one.meaning, Level)]
    days = [one.meaning.days for one in positive if isinstance(one.meaning, Late)]
    days += [_after(one.meaning.after) for one in positive if isinstance(one.meaning, Dated)]
    return any(_apart(*pair) or _apart(*reversed(pair)) for some in (results, days) for pair in combinations(some, 2))


def _apart(lower: Interval, higher: Interval) -> bool:
    if lower.high is None or higher.low is None:
        return False
    return lower.high < higher.low or (lower.high == higher.low and not (lower.high_closed and higher.low_closed))


def _choice(title: str, most: Fraction, rows: Sequence[tuple[Heard, Fraction]]) -> Plan | None:
    options: list[tuple[str, str]] = []
    plan = Plan("choice", head="{answer: @, levels: []}")
    for place, (one, points) in enumerate(rows, 1):
        options.append((f"muc_{place}", _condition(one)))
        plan.entries.append(Entry(f"{{option: muc_{place}, points: {number(points)}}}", (one.words,)))
    if all(points for _, points in rows):
        options.append(("khong", "Không thuộc mức nào ở trên"))
        plan.entries.append(Entry("{option: khong, points: 0}"))
        plan.guesses.append("văn bản không nói mức 0 điểm; thêm mức “không thuộc mức nào ở trên”")
    if max(points for _, points in rows) != most:
        plan.guesses.append(f"mức cao nhất khác điểm tối đa {number(most)}: xem lại các dòng")
    plan.figures = [Figure("", "choice", title, "; ".join(one.words for one, _ in rows), tuple(options))]
    return plan


_TAIL = re.compile(r"\s*[:=(]?\s*(?:được |đạt )?[\d.,]+\s*(?:điểm|đ)?\s*\)?\s*[.;]?$", re.IGNORECASE)
_LEAD = re.compile(r"^[-+*•·\s]+")


def _condition(one: Heard) -> str:
    """The words of a line without its points, for people to choose from."""
    words = one.words.split(" | ")[0]
    return _LEAD.sub("", _TAIL.sub("", words) or words).strip(" :;,") or words


def _words(known: Sequence[Heard]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.words for one in known))


def quoted(text: str) -> str:
    """A text as YAML, in double quotes where it needs them."""
    text = " ".join(text.split())
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    if re.fullmatch(r"[^\W\d_](?:[^:#{}\[\],&*!|>'\"%@`?\\-]|(?<=\S)-)*", text) and text.lower() not in _KEYWORDS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_KEYWORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
