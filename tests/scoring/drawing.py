"""Random criteria sets of all kinds; submissions with figures at and beside every edge, papers in every state, and
results of others. Chance comes from hypothesis in tests, from a plain seeded `Random` in `make fuzz`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from hypothesis import strategies as st

from tests.scoring.oracle import rules_of
from tests.scoring.world import PROOF_KINDS, Plain, World, component, indicator, submission

Draw = Callable[[st.SearchStrategy[Any]], Any]
_MOST = tuple(Decimal(text) for text in ("1", "2", "0.5", "1.5", "3", "0.25"))
PLAIN_KINDS = (
    "yes_no",
    "choice",
    "bands",
    "proportional",
    "per_item",
    "checklist",
    "deadline",
    "periodic",
    "deduct",
    "survey",
    "external",
    "judged",
)
KINDS = (*PLAIN_KINDS, "cases")
_FORMS = {
    "count": "t.n{i}",
    "quotient": "t.n{i} / t.d{i}",
    "share": "t.n{i} / (t.n{i} + t.d{i})",
    "difference": "t.n{i} - t.d{i}",
    "larger": "max(t.n{i}, t.d{i})",
    "double": "t.n{i} * 2 / t.d{i}",
    "rate": "t.r{i}",
    "amount": "t.m{i}",
    "units_share": "share_of(sub_units, t.u{i} >= 2)",
    "units_count": "count_of(sub_units, 1 <= t.u{i} < 4)",
    "months_share": "share_of(months, t.q{i} > 1)",
    "months_count": "count_of(months, t.q{i} = 2)",
}
_RATES = ("quotient", "share", "double", "rate", "units_share", "months_share")
_WHOLE = ("count", "difference", "larger", "units_count")
TALLIES = {
    "units_share": ("u", 2, 1),
    "units_count": ("u", 3, 4),
    "months_share": ("q", 2, 1),
    "months_count": ("q", 2, 3),
}
"""Forms that count units or months: the letter of the figure that each of these has, one that meets, one that fails."""
_PARTS = ("share", "units_share", "months_share")
"""Rates that never go above 100 %."""
_MOST_CUT = {**dict.fromkeys(_PARTS, 396), "units_count": 8, "months_count": 11}
"""The highest threshold, in quarters of a percent where it is a rate."""


class Dice(Protocol):
    """Where chance comes from."""

    def integer(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    def distinct(self, low: int, high: int, count: int) -> list[int]:
        """Different whole numbers."""

    def shuffled(self, values: Sequence[Any]) -> list[Any]:
        """The same values in some order."""


class Drawn:
    """Chance from hypothesis, which shrinks what fails."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def integer(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return int(self.draw(st.integers(low, high)))

    def distinct(self, low: int, high: int, count: int) -> list[int]:
        """Different whole numbers."""
        return list(self.draw(st.lists(st.integers(low, high), min_size=count, max_size=count, unique=True)))

    def shuffled(self, values: Sequence[Any]) -> list[Any]:
        """The same values in some order."""
        return list(self.draw(st.permutations(values)))


@dataclass(repr=False)
class Drawing:
    """A world being drawn. `measures` tell of every measured rule its form, the mark of its figures, and its edges."""

    dice: Dice
    world: World = field(default_factory=lambda: World(areas=[]))
    measures: dict[str, Measured] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Short: what disagrees is shown in full where it is found."""
        return f"Drawing({[(one['id'], *one['rule']) for one in self.world.components]})"

    def chance(self, tenths: int) -> bool:
        """True in so many cases of ten."""
        return self.dice.integer(0, 9) < tenths

    def one_of(self, *values: Any) -> Any:
        """One of several."""
        return values[self.dice.integer(0, len(values) - 1)]

    def add(self, *indicators: Plain) -> None:
        """Indicators that are not there yet."""
        known = {item["id"] for item in self.world.indicators}
        self.world.indicators += [item for item in indicators if item["id"] not in known]


@dataclass(frozen=True)
class Measured:
    """What a rule measures: the form of its measure, the mark of its figures (`t.n3`), and the edges of its scale."""

    form: str
    mark: str
    edges: tuple[Fraction, ...]

    @property
    def text(self) -> str:
        """As it is written."""
        return _FORMS[self.form].format(i=self.mark)


@st.composite
def worlds(draw: Draw) -> Drawing:
    """A set of one or two areas with two to six components."""
    dice = Drawn(draw)
    return draw_world(dice, dice.integer(2, 6))


def draw_world(dice: Dice, count: int) -> Drawing:
    """A set of one or two areas with so many components."""
    drawing = Drawing(dice)
    members = [_component(drawing, number) for number in range(count)]
    for place, name in enumerate(order := dice.shuffled(range(count))):
        _require(drawing, members[name], [members[other] for other in order[:place]])
    cut = dice.integer(1, count)
    drawing.world.areas = [members[:cut], members[cut:]] if cut < count else [members]
    drawing.world.set = {
        "decimals": drawing.one_of(2, 2, 3, 4),
        "rounding": drawing.one_of("half_up", "down"),
        "index": {"decimals": 2, "rounding": drawing.one_of("half_up", "down")},
        "events": {"su-kien": "Bộ công bố", "ke-hoach": "Tỉnh ban hành kế hoạch"},
        "holidays": ["01/01", {"from": "28/03", "to": "30/03"}],
        "next_working_day": drawing.chance(3),
    }
    if drawing.chance(5):
        ids = [one["id"] for one in members[:2]]
        drawing.world.set["exemptions"] = [{"trait": "mien", "components": ids, "reason": "được miễn"}]
    return drawing


def _require(drawing: Drawing, one: Plain, others: list[Plain]) -> None:
    """In some cases one or two components that come before in a hidden order, so that there is never a circle."""
    wanted = []
    for other in others[-2:]:
        if drawing.chance(3):
            least = drawing.one_of(None, other["max_points"], other["max_points"] / 2)
            wanted.append({"component": other["id"]} | ({"at_least": least} if least is not None else {}))
    if wanted:
        one["requires"] = wanted if len(wanted) > 1 or drawing.chance(5) else wanted[0]


def _component(drawing: Drawing, number: int) -> Plain:
    kind = drawing.one_of(*KINDS, "cases")
    name = f"{number // 3 + 1}.{number}"
    rule, documents, most = _RULES[kind](drawing, str(number), name, drawing.one_of(*_MOST))
    more: Plain = {}
    if kind == "cases":
        _share_measure(drawing, name, rule, more)
    elif name in drawing.measures:
        more["measure"] = drawing.measures[name].text
    texts = [more.get("measure", ""), *(case.get("measure", "") for case in rule if kind == "cases")]
    if any("/" in text or "share_of" in text for text in texts):
        more["when_denominator_zero"] = drawing.one_of("full", "zero", "not_applicable")
    if any(_asks_for_documents(each, plain) for each, plain, _ in rules_of({"rule": {kind: rule}})):
        documents |= {f"p{place}": _document(drawing, number) for place in range(drawing.one_of(0, 1, 1, 2))}
    if documents:
        more["documents"] = documents
    if drawing.chance(3):
        more["due"] = _due(drawing)
    if drawing.chance(2):
        more["applies_to"] = {"except": [{"agency": "van-phong", "reason": "không làm"}]}
    return component(name, {kind: rule}, most, **more)


def _share_measure(drawing: Drawing, name: str, rule: list[Plain], more: Plain) -> None:
    """In some cases the measure of a case is written beside the rule, as the component's."""
    measured = [case for case in rule if "measure" in case]
    if measured and drawing.chance(5):
        more["measure"] = measured[0].pop("measure")


def _asks_for_documents(kind: str, rule: Any) -> bool:
    """Whether documents that no rule judges itself are proof of what this rule asks."""
    if kind == "checklist":
        return any("item" in leaf for item in rule for leaf in leaves_of(item))
    return kind not in ("deadline", "periodic", "survey", "external")


def leaves_of(item: Plain) -> list[Plain]:
    """What one line of a checklist asks for."""
    return list(item.get("all_of") or item.get("any_of") or [item])


Parts = tuple[Any, dict[str, Plain], Decimal]
"""The rule, the documents it judges itself, and the maximum."""


def _yes_no(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    return {"answer": _answer(drawing, f"t.y{mark}")}, {}, most


def _answer(drawing: Drawing, name: str) -> str:
    drawing.world.indicators += [indicator(name, "yes_no"), indicator(f"{name}_twin", "yes_no")]
    _twins(drawing, name)
    return name


def _twins(drawing: Drawing, name: str) -> None:
    drawing.world.checks.append(
        {"id": f"{name}_same", "title": f"{name} hai lần", "equal": [name, f"{name}_twin"], "severity": "error"}
    )


def _levels(drawing: Drawing, name: str, most: Decimal) -> list[Plain]:
    """The levels of a choice, all its options in some order of worth; at least one gives everything."""
    options = [f"muc_{letter}" for letter in "abcd"[: drawing.dice.integer(2, 4)]]
    titled = [{"id": option, "title": option} for option in options]
    drawing.world.indicators.append(indicator(name, "choice", options=titled))
    best = drawing.one_of(*options)
    return [
        {"option": option, "points": most}
        if option == best
        else drawing.one_of({"option": option, "points": Decimal(0)}, {"option": option, "share": "37.5%"})
        for option in options
    ]


def _choice(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    return {"answer": f"t.o{mark}", "levels": _levels(drawing, f"t.o{mark}", most)}, {}, most


def _measured(drawing: Drawing, mark: str, *forms: str) -> str:
    """A form with its figures in the catalogue."""
    form: str = drawing.one_of(*(forms or _FORMS))
    if form in TALLIES:
        drawing.world.indicators.append(indicator(f"t.{TALLIES[form][0]}{mark}", "count", **_movement(drawing)))
        return form
    kinds = {"rate": [("r", "rate")], "amount": [("m", "amount")]}.get(form, [("n", "count"), ("d", "count")])
    if form == "count":
        kinds = kinds[:1]
    more: Plain = {"minimum": -1000} if form == "amount" else {}
    for letter, kind in kinds:
        drawing.world.indicators.append(indicator(f"t.{letter}{mark}", kind, **more, **_movement(drawing)))
    first, kind = kinds[0]
    if len(kinds) > 1 and drawing.chance(4):
        drawing.world.indicators[-2]["moves_with"] = {f"t.d{mark}": drawing.one_of(1, 1, -1)}
    drawing.world.indicators.append(indicator(f"t.{first}{mark}_twin", kind, **more))
    _twins(drawing, f"t.{first}{mark}")
    return form


def _movement(drawing: Drawing) -> Plain:
    movement = drawing.one_of("", "", "free", "only_grows", "fixed")
    return {"movement": movement} if movement else {}


def _cuts(drawing: Drawing, form: str, count: int) -> list[str]:
    """Rising thresholds, as they are written."""
    least = 4 if form in _RATES else 1  # nothing lies below 0 %
    steps = drawing.dice.distinct(least, _MOST_CUT.get(form, 480), count)
    if form in _RATES:
        ending = drawing.one_of("", "", ".5", ".25", ".0001")
        return [f"{step // 4}{ending}%" for step in sorted({step // 4 * 4 for step in steps})]
    ending = drawing.one_of("", ".5") if form == "amount" else ""
    return [f"{step}{ending}" for step in sorted(steps)]


def _bands(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    form = _measured(drawing, mark)
    lines, edges = _lines(drawing, form, most)
    drawing.measures[name] = Measured(form, mark, edges)
    return lines, {}, most


def _lines(drawing: Drawing, form: str, most: Decimal, *styles: str) -> tuple[list[Plain], tuple[Fraction, ...]]:
    """A scale with its thresholds."""
    cuts = _cuts(drawing, form, drawing.dice.integer(1, 4))
    points = sorted(drawing.one_of(0, 1, 2, 3) for _ in cuts)
    worth = [*(most * point / 4 for point in points), most]
    style = drawing.one_of(*(styles or ("rising", "falling", "both")))
    return _scale(drawing, style, cuts, worth), tuple(threshold(cut) for cut in cuts)


def _scale(drawing: Drawing, style: str, cuts: list[str], worth: list[Decimal]) -> list[Plain]:
    """The same kind of scale in the three ways of writing it."""
    closed = [drawing.chance(7) for _ in cuts]
    if style == "falling":
        lines = [
            {"at_most" if shut else "below": _plain(cut), "points": points}
            for cut, shut, points in zip(cuts, closed, reversed(worth), strict=False)
        ]
        return [*lines, {"otherwise": True, "points": worth[0]}]
    lines = [
        {"at_least" if shut else "above": _plain(cut), "points": points}
        for cut, shut, points in zip(cuts, closed, worth[1:], strict=True)
    ]
    if style == "both":
        for line, above, shut in zip(lines, cuts[1:], closed[1:], strict=False):
            line["below" if shut else "at_most"] = _plain(above)
        lines[:-1] = drawing.dice.shuffled(lines[:-1])
    return [*reversed(lines[-1:]), *reversed(lines[:-1]), {"otherwise": True, "points": worth[0]}]


def _plain(text: str) -> Any:
    return text if text.endswith("%") else Decimal(text)


def threshold(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def _proportional(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    form = _measured(drawing, mark)
    low, *rest = _cuts(drawing, form, 2)
    high = rest[0] if rest else ("100%" if form in _PARTS else "130%" if form in _RATES else "600")
    rule: Plain = {"full_at": _plain(high)}
    if start := drawing.one_of("", "nothing_below", "from"):
        rule[start] = _plain(low)
    drawing.measures[name] = Measured(form, mark, (threshold(low), threshold(high), Fraction(0)))
    return rule, {}, most


def _per_item(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    form = _measured(drawing, mark, *_WHOLE)
    each = drawing.one_of(Decimal("0.25"), Decimal("0.1"), Decimal("0.15"))
    drawing.measures[name] = Measured(form, mark, (Fraction(0), _ceiling(Fraction(most) / Fraction(each))))
    return {"each": each}, {}, most


def _ceiling(exact: Fraction) -> Fraction:
    return Fraction(-(-exact.numerator // exact.denominator))


def _deduct(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    form = _measured(drawing, mark, *_WHOLE)
    each, floor = drawing.one_of(Decimal("0.25"), Decimal("0.1"), Decimal("0.7")), drawing.one_of(None, 0, -1, most / 4)
    last = _ceiling(Fraction(most - (floor or 0)) / Fraction(each))
    drawing.measures[name] = Measured(form, mark, (Fraction(0), Fraction(1), last))
    return {"each": each} | ({} if floor is None else {"floor": floor}), {}, most


def _checklist(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    items: list[Plain] = []
    documents: dict[str, Plain] = {}
    for place in range(drawing.dice.integer(1, 4)):
        points = drawing.one_of(Decimal("0.25"), Decimal("0.5"), Decimal("0.125"))
        if drawing.chance(3):
            leaves = [_leaf(drawing, f"{mark}_{place}_{leaf}", documents) for leaf in range(drawing.one_of(2, 2, 3))]
            items.append({drawing.one_of("all_of", "any_of"): leaves, "points": points})
            continue
        item = _leaf(drawing, f"{mark}_{place}", documents) | {"points": points}
        if "document" in item and drawing.chance(5):
            item["late"] = points / 2
        items.append(item)
    total = sum((item["points"] for item in items), Decimal(0))
    if total % Decimal("0.25"):  # a maximum must be printable with two decimals
        items.append({"item": _answer(drawing, f"t.y{mark}_last"), "points": Decimal("0.125")})
        total += Decimal("0.125")
    return items, documents, total


def _group(drawing: Drawing, mark: str, most: Decimal) -> Parts:
    """A checklist of one group that gives everything."""
    documents: dict[str, Plain] = {}
    leaves = [_leaf(drawing, f"{mark}_{leaf}", documents) for leaf in range(2)]
    return [{drawing.one_of("all_of", "any_of"): leaves, "points": most}], documents, most


def _leaf(drawing: Drawing, mark: str, documents: dict[str, Plain]) -> Plain:
    if drawing.chance(5):
        return {"item": _answer(drawing, f"t.y{mark}")}
    documents[f"q{mark}"] = _document(drawing, _number_of(mark))
    return {"document": f"q{mark}"}


def _number_of(mark: str) -> int:
    """The component's number: of `3c1_2`, 3."""
    return int(mark.partition("_")[0].partition("c")[0])


def _deadline(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    days = sorted(drawing.dice.distinct(1, 60, drawing.dice.integer(1, 3)))
    worth = [most, *sorted((most * drawing.one_of(0, 1, 2) / 4 for _ in days), reverse=True), Decimal(0)]
    lines: list[Plain] = [{"at_most": day, "points": points} for day, points in zip([0, *days], worth, strict=False)]
    due = drawing.one_of(
        {"by": "Q1"}, {"by": "30/11"}, *({form: "31/03", "hour": "10:00"} for form in ("by", "before"))
    )
    document = _document(drawing, _number_of(mark)) | {"due": due}
    rule = {"document": f"q{mark}", "bands": [*lines, {"otherwise": True, "points": worth[-1]}]}
    return rule, {f"q{mark}": document}, most


def _periodic(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    plain = {"each": drawing.one_of("quarter", "quarter", "half", "month", "year", "nine_months")}
    moments = MOMENTS if drawing.chance(1) else [one for one in MOMENTS if one["each"] != "week"]  # 52 are slow
    due = drawing.one_of(plain, drawing.one_of(*moments))
    document = _countable(_document(drawing, _number_of(mark)) | {"due": due})
    rule: Plain = {"document": f"q{mark}"}
    if drawing.chance(3):
        rule["per_period"] = 2
    if drawing.chance(5):
        rule["late"] = drawing.one_of("50%", "25%", "0%")
    return rule, {f"q{mark}": document}, most


def _shares(drawing: Drawing, most: Decimal) -> list[Decimal | None]:
    """The points of one result or of several; None means all."""
    if drawing.chance(5):
        return [drawing.one_of(None, most)]
    shares = drawing.one_of([most / 2, most / 2], [most / 4, most / 2, most / 4])
    whole = all(share / 4 * 10_000 % 1 == 0 for share in shares)  # points are written with four decimals at most
    return shares if whole else [most]


def _result_scale(drawing: Drawing, form: str, most: Decimal) -> Plain:
    """Lines, or points in proportion."""
    if drawing.chance(5):
        return {"bands": _lines(drawing, form, most)[0]}
    low, *rest = _cuts(drawing, form, 2)
    if rest and drawing.chance(4):
        return {"from": _plain(low), "full_at": _plain(rest[0])}
    return {"full_at": _plain(low) if threshold(low) else "97%"}


def _survey(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    rows = []
    for place, share in enumerate(_shares(drawing, most)):
        row: Plain = {"question": f"cau{mark}_{place}"} | ({} if share is None else {"points": share})
        if drawing.chance(4):
            row["weights"] = {"A": "100%", "B": drawing.one_of("50%", "66.5%"), "C": "0%"}
        if drawing.chance(7):
            row |= _result_scale(drawing, "rate", most if share is None else share)
        rows.append(row)
    return rows if len(rows) > 1 or drawing.chance(5) else rows[0], {}, most


def _external(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    rows = []
    for place, share in enumerate(_shares(drawing, most)):
        result, worth = f"t.x{mark}_{place}", most if share is None else share
        row: Plain = {"result": result} | ({} if share is None else {"points": share})
        form = drawing.one_of("count", "rate", "amount", "levels")
        if form == "levels":
            row["levels"] = _levels(drawing, result, worth)
        else:
            drawing.world.indicators.append(indicator(result, form))
            row |= _result_scale(drawing, form, worth)
        rows.append(row)
    return rows if len(rows) > 1 or drawing.chance(5) else rows[0], {}, most


def _judged(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    return {"guidance": "theo thang của hội đồng"}, {}, most


_BOUNDS: tuple[Plain, ...] = ({"above": 0}, {"at_most": 2}, {"at_least": 1, "below": 5}, {"below": 3})
"""Conditions of cases; each holds for some small whole number and not for another."""


def _cases(drawing: Drawing, mark: str, name: str, most: Decimal) -> Parts:
    """One to three conditions, each on a figure of its own or on one shared with another, then the rest."""
    rows: list[Plain] = []
    documents: dict[str, Plain] = {}
    count = drawing.dice.integer(2, 4)
    for place in range(count):
        figure = drawing.one_of(f"t.v{mark}", f"t.v{mark}_{place}")
        when = {"otherwise": True} if place == count - 1 else {"when": _when(drawing, figure)}
        rows.append(when | _case(drawing, f"{mark}c{place}", f"{name}#{place}", most, documents))
    return rows, documents, most


def _when(drawing: Drawing, figure: str) -> Plain:
    _count_with_twin(drawing, figure)
    bound: Plain = drawing.one_of(*_BOUNDS)
    return {"measure": figure} | bound


def _case(drawing: Drawing, mark: str, name: str, most: Decimal, documents: dict[str, Plain]) -> Plain:
    form = drawing.one_of("rule", "rule", "rule", "points", "not_applicable")
    if form == "points":
        return {"points": drawing.one_of(most, most / 2, Decimal(0))}
    if form == "not_applicable":
        return {"not_applicable": "không có việc phải làm"}
    kind = drawing.one_of(*PLAIN_KINDS, "bands")
    rule, own, _ = _group(drawing, mark, most) if kind == "checklist" else _RULES[kind](drawing, mark, name, most)
    documents |= own
    measure = {"measure": drawing.measures[name].text} if name in drawing.measures else {}
    return {"rule": {kind: rule}, **measure}


_RULES: dict[str, Callable[[Drawing, str, str, Decimal], Parts]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "bands": _bands,
    "proportional": _proportional,
    "per_item": _per_item,
    "checklist": _checklist,
    "deadline": _deadline,
    "periodic": _periodic,
    "deduct": _deduct,
    "survey": _survey,
    "external": _external,
    "judged": _judged,
    "cases": _cases,
}


def _document(drawing: Drawing, number: int) -> Plain:
    wanted: Plain = {"kind": drawing.one_of(*PROOF_KINDS), "about": "việc"}
    if drawing.chance(6):
        wanted["due"] = _due(drawing) if drawing.chance(7) else _rhythm(drawing)
    if drawing.chance(3):
        wanted["counts"] = drawing.one_of("issued", "received")
    if drawing.chance(2):
        wanted["dated"] = {"from": "01/10/2018", "to": "31/12/2019"}
    if drawing.chance(2):
        wanted["when"] = {"measure": _condition(drawing, number), "above": 0}
    return _countable(wanted)


def _countable(wanted: Plain) -> Plain:
    """A document that may come after the year may also be issued then: a set that forgets it is refused."""
    due = wanted.get("due", {})
    moment = due["by"] if isinstance(due.get("by"), dict) else {}
    after_the_end = moment.keys() & {"days_after_end", "working_days_after_end"} or moment.get("month") == "next"
    if after_the_end or due.get("span", {}).get("to") == "30/06/2020":
        return wanted | {"dated": {"from": "01/01", "to": "31/07/2020"}}
    return wanted


def _condition(drawing: Drawing, number: int) -> str:
    return _count_with_twin(drawing, f"t.w{number}")


def _count_with_twin(drawing: Drawing, name: str) -> str:
    if all(item["id"] != name for item in drawing.world.indicators):
        drawing.world.indicators += [indicator(name, "count"), indicator(f"{name}_twin", "count")]
        _twins(drawing, name)
    return name


def _due(drawing: Drawing) -> Plain:
    form = drawing.one_of("by", "before", "in", "hour", "span", "from", "event", "plan", "undated")
    if form == "undated":
        return {drawing.one_of("throughout", "as_regulated", "ad_hoc", "with_plan"): True}
    if form == "hour":
        return {drawing.one_of("by", "before"): drawing.one_of("31/03", "30/11/2019"), "hour": "10:00"}
    if form == "span":
        return {"span": drawing.one_of({"from": 2018, "to": 2019}, {"from": "Q2", "to": "30/06/2020"})}
    if form == "from":
        return {"from": drawing.one_of("Q2", "15/01")}
    if form == "plan":
        return {"with_plan": "ke-hoach"}
    if form == "event":
        within = drawing.one_of({}, {"within": {"days": 20}}, {"within": {"working_days": 5}})
        return {"after": "su-kien", **within}
    days = ["31/03", "Q2", "04/2019", "M9", "30/11/2019"]
    return {form: drawing.one_of(*days, *([] if form == "before" else ["H1"]))}  # nothing issued this year is before H1


MOMENTS: list[Plain] = [
    {"each": "month", "by": {"day": 20}},
    {"each": "month", "before": {"weekday": "friday", "week": "last"}, "hour": "10:00"},
    {"each": "quarter", "before": {"day": 31, "month": "last"}},
    {"each": "quarter", "by": {"days_after_end": 15}},
    {"each": "half", "by": {"day": 5, "month": "next"}, "ad_hoc": True},
    {"each": "half", "by": {"working_days_after_end": 5}},
    {"each": "month", "from": "Q3"},
    {"each": "week", "before": {"weekday": "friday"}, "hour": "10:00"},
]


def _rhythm(drawing: Drawing) -> Plain:
    return drawing.one_of({"each": drawing.one_of("quarter", "half", "month")}, drawing.one_of(*MOMENTS))  # type: ignore[no-any-return]


# Submissions.


@st.composite
def submissions(draw: Draw, drawing: Drawing) -> tuple[Plain, dt.date]:
    """A submission to the set of a drawing, and the day on which it is scored."""
    return draw_submission(drawing, Drawn(draw))


def draw_submission(drawing: Drawing, dice: Dice) -> tuple[Plain, dt.date]:
    """The same from other chance. What others find lies beside the rest under `results`."""
    drawing.dice = dice
    year, ends = drawing.one_of((2019, "31/12"), (2019, "31/12"), (2020, "31/12"), (2020, "30/06"))
    values: Plain = {}
    documents: list[Plain] = []
    for one in drawing.world.components:
        values |= _values(drawing, one)
        for key, wanted in one.get("documents", {}).items():
            documents += _papers(drawing, one, key, wanted, year)
    for item in drawing.world.indicators:
        if item["id"].endswith("_twin") and (own := values.get(item["id"].removesuffix("_twin"))) is not None:
            values |= _twin(drawing, item["id"], own)
    for number, document in enumerate(documents):
        document["id"] = f"tl-{number}"
    explained = [one["id"] for one in drawing.world.components if drawing.chance(4)]
    agency = {"id": drawing.one_of("so-a", "so-a", "van-phong"), "name": "Sở A"}
    data = submission(
        values,
        documents,
        agency=agency | ({"traits": ["mien"]} if drawing.chance(2) else {}),
        purpose="official" if year == 2019 else "rehearsal",
        period={"from": f"01/01/{year}", "to": f"{ends}/{year}"},
        prepared_on=f"{ends}/{year}",
        explanations=dict.fromkeys(explained, "có lý do"),
        events=_events(drawing, year),
        results=_results(drawing),
        series={name: months for name in _names(drawing, "t.q") if (months := _months(drawing, year, ends))},
        **_units(drawing),
    )
    days = [(2, 1), (3, 31), (4, 1), (6, 30), (7, 1), (12, 4), (12, 5), (12, 31)]
    month, day = drawing.one_of(*days)
    return data, dt.date(year, month, day)


def _names(drawing: Drawing, beginning: str) -> list[str]:
    return [item["id"] for item in drawing.world.indicators if item["id"].startswith(beginning)]


def _months(drawing: Drawing, year: int, ends: str) -> Plain:
    """A figure month by month; in some cases not of every month."""
    last, whole = int(ends[-2:]), drawing.chance(8)
    months = [f"{year}-{month:02}" for month in range(1, last + 1)]
    return {month: drawing.one_of(1, 2, 2, 2, 3) for month in months if whole or drawing.chance(9)}


def _units(drawing: Drawing) -> Plain:
    """The units below with their figures, or not a word of units."""
    count = drawing.one_of(None, 0, 1, 2, 3, 4, 5, 8)
    if count is None:
        return {}
    names, whole = _names(drawing, "t.u"), drawing.chance(8)
    units = {}
    for number in range(count):
        values = {name: drawing.one_of(0, 1, 2, 3, 4) for name in names if whole or drawing.chance(9)}
        units[f"xa-{number}"] = {"name": f"Xã {number}", "values": values}
    return {"sub_units": units}


def _events(drawing: Drawing, year: int) -> Plain:
    events: Plain = {}
    if drawing.chance(7):
        events["su-kien"] = drawing.one_of([], [f"{year}-03-15"], [f"{year}-06-28", f"{year}-01-01"])
    if drawing.chance(5):
        events["ke-hoach"] = [f"{year}-05-01"]
    return events


def _results(drawing: Drawing) -> Plain:
    """What others found: nothing of some, and of the rest a result at an edge of its scale or beside it."""
    found: Plain = {"survey": {}, "external": {}, "judged": {}}
    for one in drawing.world.components:
        for kind, rule, _ in rules_of(one):
            rows = rule if isinstance(rule, list) else [rule]
            if kind == "survey":
                found["survey"] |= {row["question"]: _survey_result(drawing, row) for row in rows if drawing.chance(8)}
            elif kind == "external":
                found["external"] |= {row["result"]: _published(drawing, row) for row in rows if drawing.chance(8)}
            elif kind == "judged" and drawing.chance(8):
                most = one["max_points"]
                given = drawing.one_of(Decimal(0), most, most / 3, most / 2, most * 2, Decimal(-1), Decimal("0.01"))
                found["judged"][one["id"]] = given.quantize(Decimal("0.001"))
    return found


def edges_of_row(row: Plain) -> list[Fraction]:
    """The thresholds of the scale of one result."""
    lines = row.get("bands", [])
    sides = [line[side] for line in lines for side in ("at_least", "above", "at_most", "below") if side in line]
    return [threshold(str(text)) for text in sides or [row.get("full_at", "100%")]]


def _survey_result(drawing: Drawing, row: Plain) -> Plain:
    if drawing.chance(5):
        beside = Fraction(drawing.one_of(-1, 0, 0, 1), 10_000)
        return {"share": str(max(drawing.one_of(*edges_of_row(row)) + beside, Fraction(0)))}
    options = list(row.get("weights", "ABCD"))
    if drawing.chance(1):
        options.append("Z")  # an option that nobody gave a weight
    return {"options": {option: drawing.one_of(0, 0, 1, 3, 40) for option in options}}


def _published(drawing: Drawing, row: Plain) -> Any:
    if "levels" in row:
        return drawing.one_of(*(level["option"] for level in row["levels"]))
    edge, beside = drawing.one_of(*edges_of_row(row)), drawing.one_of(-1, 0, 0, 1)
    (kind,) = (item["type"] for item in drawing.world.indicators if item["id"] == row["result"])
    if kind == "rate":
        return _percent(max(edge * 100 + Fraction(beside, 10_000), Fraction(0)))
    if kind == "count":
        return max(int(edge) + beside, 0)
    return Decimal(edge.numerator) / edge.denominator + Decimal(beside) / 10_000


def _twin(drawing: Drawing, name: str, own: Any) -> Plain:
    if drawing.chance(8):
        return {}
    if drawing.chance(3):
        return {name: own}
    if isinstance(own, bool):
        return {name: not own}
    return {name: "77.125%" if isinstance(own, str) else own + 1}


def _values(drawing: Drawing, one: Plain) -> Plain:
    values: Plain = {}
    for kind, rule, place in rules_of(one):
        name = one["id"] if place is None else f"{one['id']}#{place}"
        values |= _values_of_rule(drawing, kind, rule, drawing.measures.get(name))
    for case in one["rule"].get("cases", []):
        if "when" in case:
            values[case["when"]["measure"]] = drawing.one_of(0, 1, 2, 3, 5)
    for wanted in one.get("documents", {}).values():
        if "when" in wanted:
            values[wanted["when"]["measure"]] = drawing.one_of(0, 1, 7)
    return {name: value for name, value in values.items() if drawing.chance(9)}


def _values_of_rule(drawing: Drawing, kind: str, rule: Any, measured: Measured | None) -> Plain:
    if kind == "yes_no":
        return {rule["answer"]: drawing.chance(7)}
    if kind == "choice":
        return {rule["answer"]: drawing.one_of(*(level["option"] for level in rule["levels"]))}
    if kind == "checklist":
        leaves = [leaf for item in rule for leaf in leaves_of(item)]
        return {leaf["item"]: drawing.chance(7) for leaf in leaves if "item" in leaf}
    return _figures(drawing, measured.form, measured.mark, measured.edges) if measured else {}


def _figures(drawing: Drawing, form: str, number: str, edges: Sequence[Fraction]) -> Plain:
    """Figures whose measure is at an edge, or the least that figures can be beside it."""
    if form in TALLIES:
        return {}  # these are figures of units and months
    edge, beside = drawing.one_of(*edges), drawing.one_of(-1, 0, 0, 1)
    if form == "rate":
        return {f"t.r{number}": _percent(max(edge * 100 + Fraction(beside, 10_000), Fraction(0)))}
    if form == "amount":
        return {f"t.m{number}": Decimal(edge.numerator) / edge.denominator + Decimal(beside) / 10_000}
    base = drawing.one_of(0, 1, 3, 7, 40, 100, 350, 10_000, 718_751)
    if form in ("count", "larger"):
        count = max(int(edge) + beside, 0)
        return {f"t.n{number}": count, f"t.d{number}": drawing.one_of(0, count)}
    if form == "difference":
        return {f"t.n{number}": max(base + int(edge) + beside, 0), f"t.d{number}": base}
    part = edge * base / (2 if form == "double" else 1)
    if form == "share":
        part = Fraction(int(min(edge, Fraction(1)) * base))
        return {f"t.n{number}": max(int(part) + beside, 0), f"t.d{number}": max(base - int(part) - beside, 0)}
    return {f"t.n{number}": max(int(part) + beside, 0), f"t.d{number}": base}


def _percent(rate: Fraction) -> str:
    """`75,0001%`, as a report prints it."""
    return f"{Decimal(rate.numerator) / rate.denominator:f}".replace(".", ",") + "%"


def _papers(drawing: Drawing, one: Plain, key: str, wanted: Plain, year: int) -> list[Plain]:
    """Nothing, one paper or several: in time or late, good or with a flaw."""
    if wanted.get("due", {}).get("each") in _PERIODS and drawing.chance(7):
        return list(_reports(drawing, one, key, wanted, year))
    count = drawing.one_of(0, 1, 1, 1, 1, 2, 4)
    return [_paper(drawing, one, key, wanted, year) for _ in range(count)]


_PERIODS = {
    "month": [(f"M{month}", month) for month in range(1, 13)],
    "quarter": [(f"Q{quarter}", 3 * quarter) for quarter in range(1, 5)],
    "half": [("H1", 6), ("H2", 12)],
    "nine_months": [("nine_months", 9)],
    "year": [("year", 12)],
}


def _reports(drawing: Drawing, one: Plain, key: str, wanted: Plain, year: int) -> Iterator[Plain]:
    """A report for nearly every period: in time, on the last day, a day late, or long after."""
    for code, month in _PERIODS[wanted["due"]["each"]]:
        last = (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        for _ in range(drawing.one_of(0, 1, 1, 1, 2)):
            paper = _paper(drawing, one, key, wanted, year)
            day = last + dt.timedelta(days=drawing.one_of(-9, 0, 0, 1, 25))
            yield paper | {"covers": code, "issued": min(day, last).isoformat(), "received": day.isoformat()}


def _paper(drawing: Drawing, one: Plain, key: str, wanted: Plain, year: int) -> Plain:
    months = [(1, 1), (3, 15), (3, 31), (4, 1), (4, 30), (5, 1), (6, 30), (7, 15), (9, 30), (11, 30), (12, 31)]
    month, day = drawing.one_of(*months)
    issued = dt.date(year, month, day)
    other = next(kind for kind in PROOF_KINDS if kind != wanted["kind"])
    paper: Plain = {"kind": wanted["kind"], "issued": issued.isoformat(), "issuer": "Sở A", "title": "việc"}
    paper["received"] = (issued + dt.timedelta(days=drawing.one_of(0, 1, 20))).isoformat()
    for part in ("issued", "received"):
        paper[part] += drawing.one_of("", "", "", " 09:59", " 10:00", " 10:01")
    same = [name for name, each in one["documents"].items() if each["kind"] == wanted["kind"]]
    implied = len(one["documents"]) == 1 or same == [key]
    paper["proves"] = [one["id"] if implied and drawing.chance(3) else f"{one['id']}/{key}"]
    flaw = drawing.one_of(*[""] * 8, "kind", "issuer", "year", "received", "covers")
    if flaw == "kind":
        paper |= {"kind": other, "proves": [f"{one['id']}/{key}"]}
    elif flaw == "year":
        paper["issued"] = f"{year - 1}-11-15"
    elif flaw == "covers":
        paper["covers"] = drawing.one_of("Q1", "H1", f"Q2/{year}", "M12")
    elif flaw:
        del paper[flaw]
    return paper
