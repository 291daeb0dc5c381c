"""Random criteria sets of all kinds; submissions with figures at and beside every edge, papers in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.scoring.world import PROOF_KINDS, Plain, World, component, indicator, submission

Draw = Callable[[st.SearchStrategy[Any]], Any]
_MOST = st.sampled_from([Decimal(text) for text in ("1", "2", "0.5", "1.5", "3", "0.25")])
_CHANCE = st.integers(0, 9)
KINDS = ("yes_no", "choice", "bands", "proportional", "per_item", "checklist", "deadline")
_FORMS = {
    "count": "t.n{i}",
    "quotient": "t.n{i} / t.d{i}",
    "share": "t.n{i} / (t.n{i} + t.d{i})",
    "difference": "t.n{i} - t.d{i}",
    "larger": "max(t.n{i}, t.d{i})",
    "double": "t.n{i} * 2 / t.d{i}",
    "rate": "t.r{i}",
    "amount": "t.m{i}",
}
_RATES = ("quotient", "share", "double", "rate")
_WHOLE = ("count", "difference", "larger")


@dataclass
class Drawing:
    """A world being drawn. `edges` are the thresholds of each component's measure."""

    draw: Draw = field(repr=False)
    world: World = field(default_factory=lambda: World(areas=[]))
    forms: dict[str, str] = field(default_factory=dict)
    edges: dict[str, list[Fraction]] = field(default_factory=dict)

    def chance(self, tenths: int) -> bool:
        """True in so many cases of ten."""
        return bool(self.draw(_CHANCE) < tenths)

    def one_of(self, *values: Any) -> Any:
        """One of several."""
        return self.draw(st.sampled_from(values))


@st.composite
def worlds(draw: Draw) -> Drawing:
    """A set of one or two areas with two to six components."""
    drawing = Drawing(draw)
    count = draw(st.integers(2, 6))
    members = [_component(drawing, number) for number in range(count)]
    cut = draw(st.integers(1, count))
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


def _component(drawing: Drawing, number: int) -> Plain:
    kind = drawing.one_of(*KINDS)
    name, most = f"{number // 3 + 1}.{number}", drawing.draw(_MOST)
    rule, documents, most = _RULES[kind](drawing, number, name, most)
    more: Plain = {}
    if name in drawing.forms:
        more["measure"] = _FORMS[drawing.forms[name]].format(i=number)
        if "/" in more["measure"]:
            more["when_denominator_zero"] = drawing.one_of("full", "zero", "not_applicable")
    if kind != "deadline" and (kind != "checklist" or any("item" in item for item in rule)):
        documents |= {f"p{place}": _document(drawing, number) for place in range(drawing.one_of(0, 1, 1, 2))}
    if documents:
        more["documents"] = documents
    if drawing.chance(3):
        more["due"] = _due(drawing)
    if drawing.chance(2):
        more["applies_to"] = {"except": [{"agency": "van-phong", "reason": "không làm"}]}
    return component(name, {kind: rule}, most, **more)


Parts = tuple[Any, dict[str, Plain], Decimal]
"""The rule, the documents it judges itself, and the maximum."""


def _yes_no(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    return {"answer": _answer(drawing, f"t.y{number}")}, {}, most


def _answer(drawing: Drawing, name: str) -> str:
    drawing.world.indicators += [indicator(name, "yes_no"), indicator(f"{name}_twin", "yes_no")]
    _twins(drawing, name)
    return name


def _twins(drawing: Drawing, name: str) -> None:
    drawing.world.checks.append(
        {"id": f"{name}_same", "title": f"{name} hai lần", "equal": [name, f"{name}_twin"], "severity": "error"}
    )


def _choice(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    options = [f"muc_{letter}" for letter in "abcd"[: drawing.draw(st.integers(2, 4))]]
    titled = [{"id": option, "title": option} for option in options]
    drawing.world.indicators.append(indicator(f"t.o{number}", "choice", options=titled))
    best = drawing.one_of(*options)
    levels: list[Plain] = [
        {"option": option, "points": most}
        if option == best
        else drawing.one_of({"option": option, "points": most / 4}, {"option": option, "share": "37.5%"})
        for option in options
    ]
    return {"answer": f"t.o{number}", "levels": levels}, {}, most


def _measured(drawing: Drawing, number: int, name: str, *forms: str) -> str:
    form: str = drawing.one_of(*(forms or _FORMS))
    drawing.forms[name] = form
    kinds = {"rate": [("r", "rate")], "amount": [("m", "amount")]}.get(form, [("n", "count"), ("d", "count")])
    if form == "count":
        kinds = kinds[:1]
    more: Plain = {"minimum": -1000} if form == "amount" else {}
    for letter, kind in kinds:
        drawing.world.indicators.append(indicator(f"t.{letter}{number}", kind, **more, **_movement(drawing)))
    first, kind = kinds[0]
    if len(kinds) > 1 and drawing.chance(4):
        drawing.world.indicators[-2]["moves_with"] = {f"t.d{number}": drawing.one_of(1, 1, -1)}
    drawing.world.indicators.append(indicator(f"t.{first}{number}_twin", kind, **more))
    _twins(drawing, f"t.{first}{number}")
    return form


def _movement(drawing: Drawing) -> Plain:
    movement = drawing.one_of("", "", "free", "only_grows", "fixed")
    return {"movement": movement} if movement else {}


def _cuts(drawing: Drawing, form: str, count: int) -> list[str]:
    """Rising thresholds, as they are written."""
    steps = drawing.draw(st.lists(st.integers(1, 480), min_size=count, max_size=count, unique=True))
    if form in _RATES:
        ending = drawing.one_of("", "", ".5", ".25", ".0001")
        return [f"{step // 4}{ending}%" for step in sorted({step // 4 * 4 for step in steps})]
    ending = drawing.one_of("", ".5") if form == "amount" else ""
    return [f"{step}{ending}" for step in sorted(steps)]


def _bands(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    form = _measured(drawing, number, name)
    cuts = _cuts(drawing, form, drawing.draw(st.integers(1, 4)))
    drawing.edges[name] = [_threshold(cut) for cut in cuts]
    points = sorted(drawing.one_of(0, 1, 2, 3) for _ in cuts)
    worth = [*(most * point / 4 for point in points), most]
    style = drawing.one_of("rising", "falling", "both")
    return _scale(drawing, style, cuts, worth), {}, most


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
        lines[:-1] = drawing.draw(st.permutations(lines[:-1]))
    return [*reversed(lines[-1:]), *reversed(lines[:-1]), {"otherwise": True, "points": worth[0]}]


def _plain(text: str) -> Any:
    return text if text.endswith("%") else Decimal(text)


def _threshold(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def _proportional(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    form = _measured(drawing, number, name)
    low, *rest = _cuts(drawing, form, 2)
    high = rest[0] if rest else ("130%" if form in _RATES else "600")
    rule: Plain = {"full_at": _plain(high)}
    if start := drawing.one_of("", "nothing_below", "from"):
        rule[start] = _plain(low)
    drawing.edges[name] = [_threshold(low), _threshold(high), Fraction(0)]
    return rule, {}, most


def _per_item(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    _measured(drawing, number, name, *_WHOLE)
    each = drawing.one_of(Decimal("0.25"), Decimal("0.1"), Decimal("0.15"))
    enough = Fraction(most) / Fraction(each)
    drawing.edges[name] = [Fraction(0), Fraction(-(-enough.numerator // enough.denominator))]
    return {"each": each}, {}, most


def _checklist(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    items: list[Plain] = []
    documents: dict[str, Plain] = {}
    for place in range(drawing.draw(st.integers(1, 4))):
        points = drawing.one_of(Decimal("0.25"), Decimal("0.5"), Decimal("0.125"))
        if drawing.chance(5):
            items.append({"item": _answer(drawing, f"t.y{number}_{place}"), "points": points})
            continue
        documents[f"q{place}"] = _document(drawing, number)
        late: Plain = {"late": points / 2} if drawing.chance(5) else {}
        items.append({"document": f"q{place}", "points": points, **late})
    total = sum((item["points"] for item in items), Decimal(0))
    if total % Decimal("0.25"):  # a maximum must be printable with two decimals
        items.append({"item": _answer(drawing, f"t.y{number}_last"), "points": Decimal("0.125")})
        total += Decimal("0.125")
    return items, documents, total


def _deadline(drawing: Drawing, number: int, name: str, most: Decimal) -> Parts:
    days = sorted(drawing.draw(st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True)))
    worth = [most, *sorted((most * drawing.one_of(0, 1, 2) / 4 for _ in days), reverse=True), Decimal(0)]
    lines: list[Plain] = [{"at_most": day, "points": points} for day, points in zip([0, *days], worth, strict=False)]
    due = drawing.one_of(
        {"by": "Q1"}, {"by": "30/11"}, *({form: "31/03", "hour": "10:00"} for form in ("by", "before"))
    )
    document = _document(drawing, number) | {"due": due}
    rule = {"document": "q", "bands": [*lines, {"otherwise": True, "points": worth[-1]}]}
    return rule, {"q": document}, most


_RULES: dict[str, Callable[[Drawing, int, str, Decimal], Parts]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "bands": _bands,
    "proportional": _proportional,
    "per_item": _per_item,
    "checklist": _checklist,
    "deadline": _deadline,
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
    return wanted


def _condition(drawing: Drawing, number: int) -> str:
    name = f"t.w{number}"
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
    drawing.draw = draw
    year = drawing.one_of(2019, 2019, 2020)
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
        period={"from": f"01/01/{year}", "to": f"31/12/{year}"},
        prepared_on=f"31/12/{year}",
        explanations=dict.fromkeys(explained, "có lý do"),
        events=_events(drawing, year),
    )
    days = [(2, 1), (3, 31), (4, 1), (6, 30), (7, 1), (12, 4), (12, 5), (12, 31)]
    month, day = drawing.one_of(*days)
    return data, dt.date(year, month, day)


def _events(drawing: Drawing, year: int) -> Plain:
    events: Plain = {}
    if drawing.chance(7):
        events["su-kien"] = drawing.one_of([], [f"{year}-03-15"], [f"{year}-06-28", f"{year}-01-01"])
    if drawing.chance(5):
        events["ke-hoach"] = [f"{year}-05-01"]
    return events


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
    ((kind, rule),) = one["rule"].items()
    if kind == "yes_no":
        values[rule["answer"]] = drawing.chance(7)
    elif kind == "choice":
        values[rule["answer"]] = drawing.one_of(*(level["option"] for level in rule["levels"]))
    elif kind == "checklist":
        values |= {item["item"]: drawing.chance(7) for item in rule if "item" in item}
    elif kind != "deadline":
        number = one["measure"].split("t.", 1)[1][1:].split(" ")[0].split(",")[0]
        values |= _figures(drawing, drawing.forms[one["id"]], number, drawing.edges[one["id"]])
    for wanted in one.get("documents", {}).values():
        if "when" in wanted:
            values[wanted["when"]["measure"]] = drawing.one_of(0, 1, 7)
    return {name: value for name, value in values.items() if drawing.chance(9)}


def _figures(drawing: Drawing, form: str, number: str, edges: list[Fraction]) -> Plain:
    """Figures whose measure is at an edge, or the least that figures can be beside it."""
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
    count = drawing.one_of(0, 1, 1, 1, 1, 2, 4)
    return [_paper(drawing, one, key, wanted, year) for _ in range(count)]


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
