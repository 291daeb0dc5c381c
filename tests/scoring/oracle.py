"""A second evaluator of components, written from the design and the file format alone.

It reads the plain data of a set and of a submission, and shares no code with the engine, its compiler or the rule
kinds: its own gates, its own dates, bands read by cross-multiplying whole numbers, points rounded by `decimal`. What it
says and what the engine says must be the same.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from tests.scoring.world import PROOF_KINDS, Plain, World, most_of

Ratio = tuple[int, int]
"""A number as numerator and denominator, the latter more than 0."""
_NAME = re.compile(r"t\.[a-z0-9_]+")
_WIDE = Context(prec=120)


@dataclass(frozen=True)
class Answer:
    """One decision: its state, exact points, what is open, and why points are missing."""

    state: str
    points: Fraction
    open: Fraction
    most: Fraction
    cause: str | None = None

    @property
    def lost(self) -> Fraction:
        """What is neither earned nor open."""
        return Fraction(0) if self.state == "not_applicable" else self.most - self.points - self.open


@dataclass(frozen=True)
class Judged:
    """One component."""

    state: str
    points: Decimal
    open: Decimal
    answers: tuple[Answer, ...]


class Oracle:
    """Judges the components of one submission on one day."""

    def __init__(self, world: World, data: Plain, on: dt.date) -> None:
        self.set, self.data, self.on = world.head(), data, on
        self.pairs = [check["equal"] for check in world.checks]
        self.types = {item["id"]: item["type"] for item in world.indicators}
        self.options = {item["id"]: [one["id"] for one in item.get("options", ())] for item in world.indicators}
        self.period = (_day(data["period"]["from"]), _day(data["period"]["to"]))
        self.year = self.period[1].year
        self.shift = self.year - int(self.set["year"])

    def judge(self, one: Plain) -> Judged | None:
        """What becomes of a component; None when it is not in the agency's sheet."""
        most = most_of(one, self.data["unit_kind"])
        applies = one.get("applies_to", {})
        kinds, agencies = applies.get("unit_kinds", []), applies.get("agencies", [])
        listed = self.data["unit_kind"] in kinds or self.data["agency"]["id"] in agencies
        if most == 0 or ((kinds or agencies) and not listed):
            return None
        answers = tuple(self._answers(one, Fraction(most)))
        order = ["missing", "unproven", "not_due", "scored", "not_applicable"]
        state = min((answer.state for answer in answers), key=order.index)
        points = sum((answer.points for answer in answers), Fraction(0))
        points_and_open = points + sum((answer.open for answer in answers), Fraction(0))
        shown = self._rounded(points)
        return Judged(state, shown, self._rounded(points_and_open) - shown, answers)

    def _rounded(self, exact: Fraction) -> Decimal:
        places = Decimal(1).scaleb(-int(self.set.get("decimals", 2)))
        mode = ROUND_DOWN if self.set.get("rounding") == "down" else ROUND_HALF_UP
        return _WIDE.divide(Decimal(exact.numerator), Decimal(exact.denominator)).quantize(places, mode, _WIDE)

    # The decisions of each kind.

    def _answers(self, one: Plain, most: Fraction) -> Iterator[Answer]:
        ((kind, rule),) = one["rule"].items()
        needs = [key for key in one.get("documents", {}) if key not in _judged_documents(kind, rule)]
        if kind == "checklist":
            for item in rule:
                yield self._item(one, item, needs)
        elif kind == "deadline":
            lines = rule["bands"]
            yield self._late(one, rule["document"], most, lambda days: _line(lines, (days, 1)))
        else:
            yield self._gated(one, needs, most, *self._number(one, kind, rule), self._reading(kind, rule, most))

    def _item(self, one: Plain, item: Plain, needs: list[str]) -> Answer:
        points = Fraction(Decimal(item["points"]))
        if "item" in item:
            found = self._answer(item["item"])
            return self._gated(one, needs, points, *found, lambda x: points if x[0] else Fraction(0), "not_done")
        late = Fraction(Decimal(item.get("late", 0)))
        return self._late(one, item["document"], points, lambda days: late if days > 0 else points)

    def _reading(self, kind: str, rule: Any, most: Fraction) -> Any:
        if kind == "yes_no":
            return lambda x: most if x[0] else Fraction(0)
        if kind == "choice":
            return lambda x: _level(rule["levels"][x[0]], most)
        if kind == "bands":
            return lambda x: _line(rule, x)
        if kind == "per_item":
            return lambda x: min(max(Fraction(*x), Fraction(0)) * Fraction(Decimal(rule["each"])), most)
        return lambda x: _proportion(rule, x, most)

    # Numbers: what is known of them.

    def _number(self, one: Plain, kind: str, rule: Any) -> tuple[str, Ratio | None, list[str]]:
        """`known`, `missing`, `contradictory` or `undefined`, the number, and which values are not there."""
        if kind == "yes_no":
            return self._answer(rule["answer"])
        if kind == "choice":
            option = self.data["values"].get(rule["answer"])
            if option is None:
                return "missing", None, [rule["answer"]]
            return "known", ([level["option"] for level in rule["levels"]].index(option), 1), []
        return self._measured(one["measure"])

    def _answer(self, name: str) -> tuple[str, Ratio | None, list[str]]:
        if name not in self.data["values"]:
            return "missing", None, [name]
        if self._contradicted(name):
            return "contradictory", None, []
        return "known", (int(self.data["values"][name]), 1), []

    def _measured(self, text: str) -> tuple[str, Ratio | None, list[str]]:
        names = _NAME.findall(text)
        missing = [name for name in names if name not in self.data["values"]]
        if missing:
            return "missing", None, missing
        if any(self._contradicted(name) for name in names):
            return "contradictory", None, []
        top, _, bottom = text.partition("/")
        above, below = self._sum(top), self._sum(bottom) if bottom else Fraction(1)
        if below == 0:
            return "undefined", None, []
        x = above / below
        return "known", (x.numerator, x.denominator), []

    def _sum(self, text: str) -> Fraction:
        values = {name: _exact(self.data["values"][name]) for name in _NAME.findall(text)}
        python = _NAME.sub(lambda match: f"values[{match[0]!r}]", text)
        allowed = {"values": values, "min": min, "max": max, "__builtins__": {}}
        return Fraction(eval(python, allowed))

    def _contradicted(self, name: str) -> bool:
        values = self.data["values"]
        pairs = [pair for pair in self.pairs if name in pair]
        return any(all(part in values for part in pair) and _differ(*(values[part] for part in pair)) for pair in pairs)

    # Gates, in the order of the design.

    def _gated(
        self,
        one: Plain,
        needs: list[str],
        most: Fraction,
        known: str,
        x: Ratio | None,
        missing: list[str],
        reading: Any,
        cause: str = "",
    ) -> Answer:
        needed, known, missing = self._needed(one, needs, known, missing)
        waiting = [self._document_day(one, key) for key in needed if not self._proofs(one, key)]
        if missing:
            waiting.append(self._figures_day(one, needed))
        if shut := self._shut(one, most, waiting, known):
            return shut
        papers = self._papers(one, needed)
        if known == "undefined" and one["when_denominator_zero"] != "full":
            return _nothing_to_divide(one["when_denominator_zero"], most)
        if papers != "fine":
            return _unproved(papers, most)
        if known == "undefined":
            return _earned(most, most, "")
        assert x is not None
        return _earned(reading(x), most, cause or _CAUSES[next(iter(one["rule"]))])

    def _late(self, one: Plain, key: str, most: Fraction, reading: Any) -> Answer:
        """A decision on how late one document is; what is not needed cannot be late."""
        needed, known, _ = self._needed(one, [key], "known", [])
        days = self._days_late(one, key) if needed else 0
        if days is None:
            known = "missing"
        waiting = [self._document_day(one, key) for key in needed if not self._proofs(one, key)]
        if shut := self._shut(one, most, waiting, known):
            return shut
        papers = self._papers(one, needed, judged=True)
        if papers != "fine":
            return _unproved(papers, most)
        assert days is not None
        periodic = one["documents"][key].get("due", {}).get("each") and days > 0
        return _earned(reading(days), most, "no_document" if periodic else "late")

    def _needed(self, one: Plain, keys: list[str], known: str, missing: list[str]) -> tuple[list[str], str, list[str]]:
        """The documents asked for. A condition that cannot be judged leaves the whole decision without data."""
        needed, absent, doubtful = [], list[str](), False
        for key in keys:
            when = one["documents"][key].get("when")
            state, x, lacking = self._measured(when["measure"]) if when else ("known", (1, 1), [])
            absent += lacking
            doubtful = doubtful or state in ("contradictory", "undefined")
            if x is not None and (not when or _holds(when, x)):
                needed.append(key)
        if absent or (doubtful and known == "missing"):
            return needed, "missing", [*missing, *absent]
        return needed, "contradictory" if doubtful else known, missing

    def _shut(self, one: Plain, most: Fraction, waiting: list[dt.date | None], known: str) -> Answer | None:
        none = Fraction(0)
        if self._exempt(one):
            return Answer("not_applicable", none, none, most)
        if waiting and all(day is not None and day >= self.on for day in waiting):
            return Answer("not_due", none, most, most)
        cause = {"missing": "no_data", "contradictory": "inconsistent_data"}.get(known)
        if cause and self._closed():
            return Answer("scored", none, none, most, cause)
        return Answer("missing", none, most, most, cause) if cause else None

    def _papers(self, one: Plain, needed: list[str], *, judged: bool = False) -> str:
        found = [(key, self._proofs(one, key)) for key in needed]
        if any(proofs and not any(self._counts(one, key, proof) for proof in proofs) for key, proofs in found):
            return "invalid"
        whole = judged or not any(self._periods_missing(one, key) for key, proofs in found if proofs)
        if all(proofs for _, proofs in found) and whole:
            return "fine"
        return "explained" if one["id"] in self.data.get("explanations", {}) else "absent"

    def _exempt(self, one: Plain) -> bool:
        rules = list(one.get("applies_to", {}).get("except", []))
        rules += [rule for rule in self.set.get("exemptions", []) if one["id"] in rule["components"]]
        agency = self.data["agency"]
        return any(
            rule.get("agency") == agency["id"] or rule.get("trait") in agency.get("traits", []) for rule in rules
        )

    def _closed(self) -> bool:
        last = self._last_day(self.set["deadlines"]["self_scoring"])
        return last is not None and self.on > last

    # Documents and days.

    def _proofs(self, one: Plain, key: str) -> list[Plain]:
        """Everything handed in for one document of a component."""
        wanted = one["documents"]

        def meant(proof: Plain, target: str) -> bool:
            name, _, named = target.partition("/")
            same = [other for other in wanted if wanted[other]["kind"] == proof["kind"]]
            implied = key if len(wanted) == 1 else same[0] if len(same) == 1 else None
            return name == one["id"] and (named or implied) == key

        return [proof for proof in self.data["documents"] if any(meant(proof, target) for target in proof["proves"])]

    def _counts(self, one: Plain, key: str, proof: Plain) -> bool:
        wanted = one["documents"][key]
        if proof["kind"] != wanted["kind"] or any(part not in proof for part in PROOF_KINDS[proof["kind"]]["requires"]):
            return False
        window = wanted.get("dated") or self.set["dated"]
        first, last = self._span(window["from"])[0], self._span(window["to"])[1]
        return "issued" not in proof or first <= _day(proof["issued"]) <= last

    def _days_late(self, one: Plain, key: str) -> int | None:
        """0 while the document is absent or does not count: then the papers decide."""
        wanted = one["documents"][key]
        valid = [proof for proof in self._proofs(one, key) if self._counts(one, key, proof)]
        if wanted.get("due", {}).get("each"):
            return self._periods_missing(one, key) if valid else 0
        last = self._last_day(wanted["due"]) if "due" in wanted else None
        if not valid or last is None:
            return 0
        part = wanted.get("counts") or PROOF_KINDS[wanted["kind"]]["counts"]
        days = [_day(proof[part]) for proof in valid if part in proof]
        return (min(days) - last).days if days else None

    def _periods_missing(self, one: Plain, key: str) -> int:
        each = one["documents"][key].get("due", {}).get("each")
        valid = [proof for proof in self._proofs(one, key) if self._counts(one, key, proof)]
        ended = [span for span in self._periods(each) if span[1] < self.on] if each else []
        return sum(not any(self._covers(proof, span) for proof in valid) for span in ended)

    def _covers(self, proof: Plain, span: tuple[dt.date, dt.date]) -> bool:
        if "covers" not in proof:
            return "issued" in proof and span[0] <= _day(proof["issued"]) <= span[1]
        first, last = _span_of(proof["covers"], self.year, 0)
        return first <= span[0] and span[1] <= last

    def _periods(self, each: str) -> Iterator[tuple[dt.date, dt.date]]:
        codes = {"month": [f"M{n}" for n in range(1, 13)], "quarter": ["Q1", "Q2", "Q3", "Q4"], "half": ["H1", "H2"]}
        for code in codes[each]:
            first, last = _span_of(code, self.year, 0)
            if last >= self.period[0] and first <= self.period[1]:
                yield first, last

    def _document_day(self, one: Plain, key: str) -> dt.date | None:
        due = one["documents"][key].get("due")
        if due and "each" in due:
            ended = any(span[1] < self.on for span in self._periods(due["each"]))
            return None if ended else self.period[1]
        return self._last_day(due) if due else None

    def _figures_day(self, one: Plain, needed: list[str]) -> dt.date | None:
        if "due" in one:
            return self._last_day(one["due"])
        days = [self._document_day(one, key) for key in needed]
        return max((day for day in days if day), default=None) if None not in days else None

    def _last_day(self, due: Plain) -> dt.date | None:
        if "before" in due:
            return self._span(due["before"])[0] - dt.timedelta(days=1)
        within = due.get("by") or due.get("in")
        return self._span(within)[1] if within else None

    def _span(self, text: str) -> tuple[dt.date, dt.date]:
        return _span_of(text, int(self.set["year"]), self.shift)


_CAUSES = {"yes_no": "not_done", "choice": "not_done"} | dict.fromkeys(
    ("bands", "proportional", "per_item"), "below_threshold"
)


def _judged_documents(kind: str, rule: Any) -> list[str]:
    if kind == "deadline":
        return [rule["document"]]
    return [item["document"] for item in rule if "document" in item] if kind == "checklist" else []


def _earned(points: Fraction, most: Fraction, cause: str) -> Answer:
    return Answer("scored", points, Fraction(0), most, None if points == most else cause)


def _unproved(papers: str, most: Fraction) -> Answer:
    none = Fraction(0)
    if papers == "explained":
        return Answer("unproven", none, most, most, "no_document")
    return Answer("scored", none, none, most, "document_invalid" if papers == "invalid" else "no_document")


def _nothing_to_divide(meaning: str, most: Fraction) -> Answer:
    none = Fraction(0)
    if meaning == "not_applicable":
        return Answer("not_applicable", none, none, most)
    return Answer("scored", none, none, most, "below_threshold")


# Scales, by whole numbers.


def _ratio(text: Any) -> Ratio:
    """`95.5%` or `30` as two whole numbers."""
    shown = str(text)
    digits = shown.removesuffix("%")
    whole, _, part = digits.partition(".")
    return int(whole + part), 10 ** len(part) * (100 if shown.endswith("%") else 1)


def _holds(line: Plain, x: Ratio) -> bool:
    """Whether a number keeps all bounds of a line."""

    def against(bound: Any) -> int:
        top, bottom = _ratio(bound)
        return x[0] * bottom - top * x[1]

    return (
        ("at_least" not in line or against(line["at_least"]) >= 0)
        and ("above" not in line or against(line["above"]) > 0)
        and ("at_most" not in line or against(line["at_most"]) <= 0)
        and ("below" not in line or against(line["below"]) < 0)
    )


def _line(lines: list[Plain], x: Ratio) -> Fraction:
    """The first line that holds: they are written from best to worst, or with both bounds."""
    return next(Fraction(Decimal(line["points"])) for line in lines if _holds(line, x))


def _level(level: Plain, most: Fraction) -> Fraction:
    return Fraction(Decimal(level["points"])) if "points" in level else most * Fraction(*_ratio(level["share"]))


def _proportion(rule: Plain, x: Ratio, most: Fraction) -> Fraction:
    full, floor = rule["full_at"], rule.get("nothing_below", rule.get("from", "0"))
    if _holds({"below": floor}, x):
        return Fraction(0)
    if _holds({"at_least": full}, x):
        return most
    start = Fraction(*_ratio(rule["from"])) if "from" in rule else Fraction(0)
    return most * (Fraction(*x) - start) / (Fraction(*_ratio(full)) - start)


# Values and days.


def _exact(value: Any) -> Fraction:
    return Fraction(*_ratio(value.replace(",", "."))) if isinstance(value, str) else Fraction(value)


def _differ(one: Any, other: Any) -> bool:
    return _exact(one) != _exact(other)


def _day(text: str) -> dt.date:
    if "/" in text:
        day, month, year = (int(part) for part in text.split("/"))
        return dt.date(year, month, day)
    return dt.date.fromisoformat(text)


def _span_of(text: str, year: int, shift: int) -> tuple[dt.date, dt.date]:
    """The days of `31/12`, `31/12/2018`, `12/2018`, `M4`, `Q1`, `H2`, moved by whole years."""
    if text[0] in "MQH":
        length = {"M": 1, "Q": 3, "H": 6}[text[0]]
        code, _, own = text[1:].partition("/")
        last = int(code) * length
        return _months(int(own or year) + shift, last - length + 1, last)
    parts = [int(part) for part in text.split("/")]
    if len(parts) == 2 and parts[1] > 12:
        return _months(parts[1] + shift, parts[0], parts[0])
    day, month = parts[:2]
    moved = (parts[2] if len(parts) == 3 else year) + shift
    exact = dt.date(moved, month, min(day, calendar.monthrange(moved, month)[1]))
    return exact, exact


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
