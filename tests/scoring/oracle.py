"""A second evaluator of components, written from the design and the file format alone.

It reads the plain data of a set and of a submission, and shares no code with the engine, its compiler or the rule
kinds: its own gates, its own dates, bands read by cross-multiplying whole numbers, points rounded by `decimal`. What it
says and what the engine says must be the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from tests.scoring.oracle_days import NEVER, Days, Limit, Time, span_of, stamp
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
        self.period = (stamp(data["period"]["from"])[0], stamp(data["period"]["to"])[0])
        self.year = self.period[1].year
        self.events = {name: sorted(stamp(text)[0] for text in days) for name, days in data.get("events", {}).items()}
        self.days = Days({"holidays": [], "next_working_day": False, **self.set}, self.period, self.events)

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
        periodic = needed and self._periods_missing(one, key) > 0
        return _earned(reading(days), most, "no_document" if periodic else "late")

    def _needed(self, one: Plain, keys: list[str], known: str, missing: list[str]) -> tuple[list[str], str, list[str]]:
        """The documents asked for. A condition that cannot be judged leaves the whole decision without data."""
        needed, absent, doubtful = [], list[str](), False
        for key in keys:
            due = one["documents"][key].get("due", {})
            if self.events.get(due.get("after")) == []:
                continue  # said not to have happened
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
        last = self.days.limit(self.set["deadlines"]["self_scoring"])
        return last is not None and self.on > last.day

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
        first, last = self.days.span(window["from"])[0], self.days.span(window["to"])[1]
        return "issued" not in proof or first <= stamp(proof["issued"])[0] <= last

    def _days_late(self, one: Plain, key: str) -> int | None:
        """0 while the document is absent or does not count: then the papers decide."""
        wanted = one["documents"][key]
        valid = [proof for proof in self._proofs(one, key) if self._counts(one, key, proof)]
        due = wanted.get("due", {})
        if "each" in due or "after" in due:
            return self._worst(wanted, valid) if valid else 0
        return self._lateness(wanted, valid, self.days.limit(due)) if valid else 0

    def _lateness(self, wanted: Plain, proofs: list[Plain], limit: Limit | None) -> int | None:
        """How late the first of several is; None when the date that counts is nowhere."""
        stamps = [stamp(proof[self._part(wanted)]) for proof in proofs if self._part(wanted) in proof]
        if limit is None:
            return 0
        return min(map(limit.late, stamps)) if stamps else None

    def _part(self, wanted: Plain) -> str:
        return str(wanted.get("counts") or PROOF_KINDS[wanted["kind"]]["counts"])

    def _worst(self, wanted: Plain, valid: list[Plain]) -> int | None:
        times, shared = self.days.times(wanted["due"]), self._shared(wanted, valid)
        late = [self._lateness(wanted, shared[place], times[place].limit) for place in shared]
        missing = [time for place, time in enumerate(times) if place not in shared and time.closes < self.on]
        if None in late:
            return None
        waited = [(self.on - time.limit.day).days for time in missing if time.limit]
        return max(0, sum(time.limit is None for time in missing), *waited, *(days for days in late if days))

    def _periods_missing(self, one: Plain, key: str) -> int:
        wanted = one["documents"][key]
        due = wanted.get("due", {})
        if "each" not in due and "after" not in due:
            return 0
        valid = [proof for proof in self._proofs(one, key) if self._counts(one, key, proof)]
        shared = self._shared(wanted, valid)
        times = enumerate(self.days.times(due))
        return sum(place not in shared and time.closes < self.on for place, time in times)

    def _shared(self, wanted: Plain, proofs: list[Plain]) -> dict[int, list[Plain]]:
        """Which documents are for which period or event."""
        times, shared = self.days.times(wanted["due"]), dict[int, list[Plain]]()
        event, silent = "after" in wanted["due"], []
        for proof in proofs:
            order = [self._part(wanted), "issued"] if event else ["issued", self._part(wanted)]
            text = next((proof[part] for part in order if part in proof), None)
            if "covers" in proof:
                for place, time in enumerate(times):
                    if self._covers(proof, time) and not (event and (text is None or stamp(text)[0] < time.first)):
                        shared.setdefault(place, []).append(proof)
            elif text is not None:
                silent.append((*stamp(text), proof))
        for day, _, proof in sorted(silent, key=lambda row: (row[0], row[1] or dt.time.min, row[2]["id"])):
            open_ones = [
                place
                for place, time in enumerate(times)
                if time.first <= day and (event or day <= max(time.end, time.closes))
            ]
            if open_ones:
                place = next((place for place in open_ones if place not in shared), open_ones[-1])
                shared.setdefault(place, []).append(proof)
        return shared

    def _covers(self, proof: Plain, time: Time) -> bool:
        first, last = span_of(proof["covers"], self.year)
        inside = time.first <= self.period[1] and time.end >= self.period[0]
        begin, end = (
            (max(time.first, self.period[0]), min(time.end, self.period[1])) if inside else (time.first, time.end)
        )
        return first <= begin and end <= last

    def _document_day(self, one: Plain, key: str) -> dt.date | None:
        due = one["documents"][key].get("due")
        if not due:
            return None
        if "each" not in due and "after" not in due:
            return self.days.waits(due)
        if "after" in due and not self.events.get(due["after"]):
            return NEVER
        closing = [time.closes for time in self.days.times(due)]
        return None if any(day < self.on for day in closing) else min(closing, default=None)

    def _figures_day(self, one: Plain, needed: list[str]) -> dt.date | None:
        if "due" in one:
            return self.days.waits(one["due"])
        days = [self._document_day(one, key) for key in needed]
        return max((day for day in days if day), default=None) if None not in days else None


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
