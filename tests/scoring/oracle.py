"""A second evaluator of components, written from the design and the file format alone.

It reads the plain data of a set and of a submission, and shares no code with the engine, its compiler or the rule
kinds: its own gates, its own dates, bands read by cross-multiplying whole numbers, points rounded by `decimal`. What it
says and what the engine says must be the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from tests.scoring.oracle_days import NEVER, Days, Limit, Time, span_of, stamp
from tests.scoring.world import PROOF_KINDS, Plain, World, most_of

Ratio = tuple[int, int]
"""A number as numerator and denominator, the latter more than 0."""
Reading = Callable[[Ratio], Fraction]
"""Points by the number."""
Shared = dict[int, list[Plain]]
"""Documents by the place of the period or event they are for."""
_NAME = re.compile(r"t\.[a-z0-9_]+")
_TALLY = re.compile(r"(share_of|count_of)\((sub_units|months), (.*)\)")
_WIDE = Context(prec=120)


@dataclass(frozen=True)
class Answer:
    """One decision: its state, exact points, what is open, and why points are missing. Answers with the same `group`
    make one result: the least of `all_of`, the most of `any_of`."""

    state: str
    points: Fraction
    open: Fraction
    most: Fraction
    cause: str | None = None
    group: tuple[str, int] = ("", 0)

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


@dataclass(frozen=True)
class Known:
    """What is known of a number: `known`, `missing`, `contradictory` or `undefined`; which values are not there;
    `awaited` names the state while others still have to find it."""

    state: str
    x: Ratio | None = None
    missing: tuple[str, ...] = ()
    awaited: str = ""


@dataclass(frozen=True)
class Matter:
    """What one decision is about: its component, the most it gives, the documents that must prove it, and why points
    are lost when it is decided."""

    one: Plain
    most: Fraction
    needs: list[str]
    cause: str = ""


_STATES = (
    "missing",
    "unproven",
    "not_due",
    "awaiting_verifier",
    "awaiting_survey",
    "awaiting_external",
    "scored",
    "not_applicable",
)
NOTHING = Fraction(0)


class Oracle:
    """Judges the components of one submission on one day."""

    def __init__(self, world: World, data: Plain, on: dt.date) -> None:
        self.set, self.data, self.on = world.head(), data, on
        self.components = {one["id"]: one for one in world.components}
        self.pairs = [check["equal"] for check in world.checks]
        self.types = {item["id"]: item["type"] for item in world.indicators}
        self.period = (stamp(data["period"]["from"])[0], stamp(data["period"]["to"])[0])
        self.year = self.period[1].year
        self.events = {name: sorted(stamp(text)[0] for text in days) for name, days in data.get("events", {}).items()}
        known = {"holidays": [], "next_working_day": False, **self.set}
        self.days = Days(known, self.period, self.events)
        self.whole_year = Days(known, _year(self.year), self.events)
        self.planned = Days(known, _year(int(self.set["year"])), {})
        self.results: Plain = {"survey": {}, "external": {}, "judged": {}} | data.get("results", {})
        self.seen: dict[str, Judged | None] = {}

    def judge(self, one: Plain) -> Judged | None:
        """What becomes of a component; None when it is not in the agency's sheet."""
        if one["id"] not in self.seen:
            self.seen[one["id"]] = self._judge(one)
        return self.seen[one["id"]]

    def _judge(self, one: Plain) -> Judged | None:
        most = most_of(one, self.data["unit_kind"])
        applies = one.get("applies_to", {})
        kinds, agencies = applies.get("unit_kinds", []), applies.get("agencies", [])
        listed = self.data["unit_kind"] in kinds or self.data["agency"]["id"] in agencies
        if most == 0 or ((kinds or agencies) and not listed):
            return None
        answers = tuple(self._answers(one, Fraction(most)))
        together = list(_together(answers))
        state = min((answer.state for answer in together), key=_STATES.index)
        points = sum((answer.points for answer in together), NOTHING)
        points_and_open = points + sum((answer.open for answer in together), NOTHING)
        shown = self._rounded(points)
        return Judged(state, shown, self._rounded(points_and_open) - shown, answers)

    def _rounded(self, exact: Fraction) -> Decimal:
        places = Decimal(1).scaleb(-int(self.set.get("decimals", 2)))
        mode = ROUND_DOWN if self.set.get("rounding") == "down" else ROUND_HALF_UP
        return _WIDE.divide(Decimal(exact.numerator), Decimal(exact.denominator)).quantize(places, mode, _WIDE)

    # The decisions of each kind.

    def _answers(self, one: Plain, most: Fraction) -> Iterator[Answer]:
        ((kind, rule),) = one["rule"].items()
        if kind != "cases":
            yield from self._by_rule(one, kind, rule, one.get("measure", ""), most)
            return
        for case in rule:
            if "when" in case:
                known = self._measured(case["when"]["measure"])
                if shut := self._shut(Matter(one, most, []), self._waiting(one, [], known), known):
                    yield shut
                    return
                if known.x is None or not holds(case["when"], known.x):
                    continue
            yield from self._by_case(one, case, most)
            return

    def _by_case(self, one: Plain, case: Plain, most: Fraction) -> Iterator[Answer]:
        if "not_applicable" in case:
            yield Answer("not_applicable", NOTHING, NOTHING, most)
        elif "points" in case:
            points = Fraction(Decimal(case["points"]))
            yield self._gated(Matter(one, most, [], "not_done"), Known("known", (0, 1)), lambda _: points)
        else:
            ((kind, rule),) = case["rule"].items()
            measure = case.get("measure") or one.get("measure", "")
            yield from self._by_rule(one, kind, rule, measure, most)

    def _by_rule(self, one: Plain, kind: str, rule: Any, measure: str, most: Fraction) -> Iterator[Answer]:
        judged = {key for each, plain, _ in rules_of(one) for key in _judged_documents(each, plain)}
        needs = [key for key in one.get("documents", {}) if key not in judged]
        if kind == "checklist":
            for place, item in enumerate(rule):
                yield from self._line_of_checklist(one, item, needs, place)
        elif kind == "deadline":
            lines = rule["bands"]
            yield self._late(one, rule["document"], most, lambda days: _line(lines, (days, 1)))
        elif kind == "periodic":
            yield from self._periods_of(one, rule, most)
        elif kind in ("survey", "external"):
            for row in rule if isinstance(rule, list) else [rule]:
                share = Fraction(Decimal(row["points"])) if "points" in row else most
                known = self._surveyed(row) if kind == "survey" else self._published(row)
                yield self._gated(Matter(one, share, [], f"{kind}_result"), known, _of_result(row, share))
        else:
            known = self._number(one, kind, rule, measure)
            yield self._gated(Matter(one, most, needs, _CAUSES[kind]), known, _reading(kind, rule, most))

    def _line_of_checklist(self, one: Plain, item: Plain, needs: list[str], place: int) -> Iterator[Answer]:
        points = Fraction(Decimal(item["points"]))
        join = next((name for name in ("all_of", "any_of") if name in item), "")
        for leaf in item[join] if join else [item]:
            answer = self._leaf(one, leaf, points, needs)
            yield replace(answer, group=(join, place)) if join else answer

    def _leaf(self, one: Plain, leaf: Plain, points: Fraction, needs: list[str]) -> Answer:
        if "item" in leaf:
            matter = Matter(one, points, needs, "not_done")
            return self._gated(matter, self._answer(leaf["item"]), lambda x: points if x[0] else NOTHING)
        late = Fraction(Decimal(leaf.get("late", 0)))
        return self._late(one, leaf["document"], points, lambda days: late if days > 0 else points)

    def _periods_of(self, one: Plain, rule: Plain, most: Fraction) -> Iterator[Answer]:
        """Every report of the year by itself: in time, late, flawed, not there, or not due yet."""
        key, per_period = rule["document"], rule.get("per_period", 1)
        due = one["documents"][key]["due"]
        count = len(self.planned.times(due))
        share = most / (count * per_period)
        late = share * Fraction(*_ratio(rule.get("late", "0%")))
        sound, flawed = self._reports(one, key, per_period)
        for place, time in enumerate(self.whole_year.times(due)[:count]):
            papers = (sound.get(place, []), flawed.get(place, []))
            for number in range(per_period):
                yield self._report(Matter(one, share, [key], "late"), time, papers, number, late)

    def _report(
        self, matter: Matter, time: Time, papers: tuple[list[Plain], list[Plain]], number: int, late: Fraction
    ) -> Answer:
        """The report of one period, or so many after its first; `papers` are those that count and those that do not,
        `late` is what a late one earns."""
        one, share, (key,), (sound, flawed) = matter.one, matter.most, matter.needs, papers
        needed, known = self._needed(one, [key], Known("known", (0, 1)))
        there, counting = len(sound) + len(flawed) > number, len(sound) > number
        days = self._nth_late(one["documents"][key], sound, time, number) if counting and needed else 0
        if days is None:
            known = Known("missing")
        if shut := self._shut(matter, [time.closes] if needed and not there else [], known):
            return shut
        if needed and not counting:
            return _unproved("invalid" if there else self._absent(one), share)
        return _earned(late if days and days > 0 else share, share, "late")

    def _reports(self, one: Plain, key: str, per_period: int) -> tuple[Shared, Shared]:
        """What was handed in for every period: what counts, what does not."""
        wanted, proofs = one["documents"][key], self._proofs(one, key)
        sound = [proof for proof in proofs if self._counts(one, key, proof)]
        flawed = [proof for proof in proofs if proof not in sound]
        year = self.whole_year
        return self._shared(wanted, sound, year, per_period), self._shared(wanted, flawed, year, per_period)

    def _nth_late(self, wanted: Plain, sound: list[Plain], time: Time, number: int) -> int | None:
        """How late the report is that came so many after the first; None when its date is not given."""
        if time.limit is None:
            return 0
        stamps = [stamp(proof[self._part(wanted)]) for proof in sound if self._part(wanted) in proof]
        days = sorted((one[0], one[1] or dt.time.min, one) for one in stamps)
        return time.limit.late(days[number][2]) if number < len(days) else None

    # Numbers: what is known of them.

    def _number(self, one: Plain, kind: str, rule: Any, measure: str) -> Known:
        if kind == "yes_no":
            return self._answer(rule["answer"])
        if kind == "judged":
            given = self.results["judged"].get(one["id"])
            awaited = "awaiting_verifier"  # until the deadline also while figures say not whether a paper is needed
            return (
                Known("missing", awaited=awaited)
                if given is None
                else replace(_known(Fraction(given)), awaited=awaited)
            )
        if kind == "choice":
            option = self.data["values"].get(rule["answer"])
            if option is None:
                return Known("missing", None, (rule["answer"],))
            return Known("known", ([level["option"] for level in rule["levels"]].index(option), 1))
        return self._measured(measure)

    def _surveyed(self, row: Plain) -> Known:
        """The share of full marks that the answers make."""
        found = self.results["survey"].get(row["question"])
        nothing = Known("missing", awaited="awaiting_survey")
        if found is None or "share" in found:
            return nothing if found is None else _known(Fraction(found["share"]))
        weights = row.get("weights", {"A": "100%", "B": "60%", "C": "20%", "D": "0%"})
        people, marks = 0, NOTHING
        for option, count in found["options"].items():
            if option not in weights:
                return nothing
            people += count
            marks += count * Fraction(*_ratio(weights[option]))
        return _known(marks / people) if people else nothing

    def _published(self, row: Plain) -> Known:
        found = self.results["external"].get(row["result"])
        if found is None:
            return Known("missing", awaited="awaiting_external")
        if "levels" in row:
            return Known("known", ([level["option"] for level in row["levels"]].index(found), 1))
        return _known(_exact(found))

    def _answer(self, name: str) -> Known:
        if name not in self.data["values"]:
            return Known("missing", None, (name,))
        if self._contradicted(name):
            return Known("contradictory")
        return Known("known", (int(self.data["values"][name]), 1))

    def _measured(self, text: str) -> Known:
        if tally := _TALLY.fullmatch(text):
            return self._tallied(*tally.groups())
        names = _NAME.findall(text)
        missing = tuple(name for name in names if name not in self.data["values"])
        if missing:
            return Known("missing", None, missing)
        if any(self._contradicted(name) for name in names):
            return Known("contradictory")
        top, _, bottom = text.partition("/")
        above, below = self._sum(top), self._sum(bottom) if bottom else Fraction(1)
        return _known(above / below) if below else Known("undefined")

    def _tallied(self, function: str, group: str, condition: str) -> Known:
        """How many units or months meet a condition, or which part of them."""
        names = tuple(_NAME.findall(condition))
        members = self._months_of(names) if group == "months" else self._units_of()
        if members is None or any(name not in member for member in members for name in names):
            return Known("missing", None, names)
        python = re.sub(r"(?<![<>])=", "==", condition)
        met = sum(bool(_evaluated(python, member)) for member in members)
        if function == "count_of":
            return _known(Fraction(met))
        return _known(Fraction(met, len(members))) if members else Known("undefined")

    def _units_of(self) -> list[Plain] | None:
        """The figures of each unit below; None where the submission does not name its units."""
        units = self.data.get("sub_units")
        return None if units is None else [unit["values"] for unit in units.values()]

    def _months_of(self, names: Sequence[str]) -> list[Plain]:
        """The figures of each month of the period."""
        series = {name: self.data["series"].get(name, {}) for name in names}
        months = [f"{self.year}-{month:02}" for month in range(self.period[0].month, self.period[1].month + 1)]
        return [{name: series[name][month] for name in names if month in series[name]} for month in months]

    def _sum(self, text: str) -> Fraction:
        return Fraction(_evaluated(text, self.data["values"]))

    def _contradicted(self, name: str) -> bool:
        values = self.data["values"]
        pairs = [pair for pair in self.pairs if name in pair]
        return any(all(part in values for part in pair) and _differ(*(values[part] for part in pair)) for pair in pairs)

    # Gates, in the order of the design.

    def _gated(self, matter: Matter, known: Known, reading: Reading) -> Answer:
        one, most = matter.one, matter.most
        needed, known = self._needed(one, matter.needs, known)
        if shut := self._shut(matter, self._waiting(one, needed, known), known):
            return shut
        papers = self._papers(one, needed)
        if known.state == "undefined" and one["when_denominator_zero"] != "full":
            return _nothing_to_divide(one["when_denominator_zero"], most)
        if papers != "fine":
            return _unproved(papers, most)
        if known.state == "undefined":
            return _earned(most, most, "")
        assert known.x is not None
        return _earned(reading(known.x), most, matter.cause)

    def _late(self, one: Plain, key: str, most: Fraction, reading: Callable[[int], Fraction]) -> Answer:
        """A decision on how late one document is; what is not needed cannot be late."""
        needed, known = self._needed(one, [key], Known("known", (0, 1)))
        days = self._days_late(one, key) if needed else 0
        if days is None:
            known = Known("missing")
        waiting = [self._document_day(one, key) for key in needed if self._unready(one, key)]
        if shut := self._shut(Matter(one, most, [key]), waiting, known):
            return shut
        papers = self._papers(one, needed, judged=True)
        if papers != "fine":
            return _unproved(papers, most)
        assert days is not None
        periodic = needed and self._periods_missing(one, key) > 0
        return _earned(reading(days), most, "no_document" if periodic else "late")

    def _waiting(self, one: Plain, needed: list[str], known: Known) -> list[dt.date | None]:
        """The last days of all that is not handed in, or is due within days of an event that nobody dated."""
        waiting = [self._document_day(one, key) for key in needed if self._unready(one, key)]
        return [*waiting, self._figures_day(one, needed)] if known.missing else waiting

    def _unready(self, one: Plain, key: str) -> bool:
        due = one["documents"][key].get("due", {})
        return not self._proofs(one, key) or ("within" in due and not self.events.get(due["after"]))

    def _needed(self, one: Plain, keys: list[str], known: Known) -> tuple[list[str], Known]:
        """The documents asked for. A condition that cannot be judged leaves the whole decision without data."""
        needed, absent, doubtful = [], tuple[str, ...](), False
        for key in keys:
            due = one["documents"][key].get("due", {})
            if self.events.get(due.get("after")) == []:
                continue  # said not to have happened
            when = one["documents"][key].get("when")
            found = self._measured(when["measure"]) if when else Known("known", (1, 1))
            absent += found.missing
            doubtful = doubtful or found.state in ("contradictory", "undefined")
            if found.x is not None and (not when or holds(when, found.x)):
                needed.append(key)
        if absent or (doubtful and known.state == "missing"):
            return needed, replace(known, state="missing", missing=(*known.missing, *absent))
        return needed, replace(known, state="contradictory") if doubtful else known

    def _shut(self, matter: Matter, waiting: list[dt.date | None], known: Known) -> Answer | None:
        one, most = matter.one, matter.most
        if self._exempt(one):
            return Answer("not_applicable", NOTHING, NOTHING, most)
        if waiting and all(day is not None and day >= self.on for day in waiting):
            return Answer("not_due", NOTHING, most, most)
        required = self._required(one)
        if required is False:
            return Answer("scored", NOTHING, NOTHING, most, "prerequisite_failed")
        if required is None:
            return Answer("missing", NOTHING, most, most, "no_data")
        if known.state == "missing" and known.awaited and not (known.missing and self._closed()):
            return Answer(known.awaited, NOTHING, most, most)
        cause = {"missing": "no_data", "contradictory": "inconsistent_data"}.get(known.state)
        if cause and self._closed():
            return Answer("scored", NOTHING, NOTHING, most, cause)
        return Answer("missing", NOTHING, most, most, cause) if cause else None

    def _required(self, one: Plain) -> bool | None:
        """Whether all that is required is reached; None while one is not known and none is out of reach."""
        wanted = one.get("requires", [])
        found: list[bool | None] = []
        for other in wanted if isinstance(wanted, list) else [wanted]:
            mark = self.judge(self.components[other["component"]])
            if mark is None or mark.state == "not_applicable":
                continue
            least = other.get("at_least")
            enough = [
                some >= least if least is not None else some > 0 for some in (mark.points, mark.points + mark.open)
            ]
            found.append(True if enough[0] else None if enough[1] else False)
        return False if False in found else None if None in found else True

    def _papers(self, one: Plain, needed: list[str], *, judged: bool = False) -> str:
        found = [(key, self._proofs(one, key)) for key in needed]
        if any(proofs and not any(self._counts(one, key, proof) for proof in proofs) for key, proofs in found):
            return "invalid"
        whole = judged or not any(self._periods_missing(one, key) for key, proofs in found if proofs)
        return "fine" if all(proofs for _, proofs in found) and whole else self._absent(one)

    def _absent(self, one: Plain) -> str:
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
        times, shared = self.days.times(wanted["due"]), self._shared(wanted, valid, self.days)
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
        shared = self._shared(wanted, valid, self.days)
        times = enumerate(self.days.times(due))
        return sum(place not in shared and time.closes < self.on for place, time in times)

    def _shared(self, wanted: Plain, proofs: list[Plain], days: Days, per_period: int = 1) -> dict[int, list[Plain]]:
        """Which documents are for which period or event."""
        times, shared = days.times(wanted["due"]), dict[int, list[Plain]]()
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
                free = (place for place in open_ones if len(shared.get(place, ())) < per_period)
                shared.setdefault(next(free, open_ones[-1]), []).append(proof)
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


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


_CAUSES = {
    "yes_no": "not_done",
    "choice": "not_done",
    "bands": "below_threshold",
    "proportional": "below_threshold",
    "per_item": "below_threshold",
    "deduct": "deducted",
    "judged": "judged_down",
}


def rules_of(one: Plain) -> Iterator[tuple[str, Any, int | None]]:
    """The plain rules of a component: its own, or those of its cases with their numbers."""
    ((kind, rule),) = one["rule"].items()
    if kind != "cases":
        yield kind, rule, None
        return
    for place, case in enumerate(rule):
        for inner, plain in case.get("rule", {}).items():
            yield inner, plain, place


def _judged_documents(kind: str, rule: Any) -> list[str]:
    if kind in ("deadline", "periodic"):
        return [rule["document"]]
    if kind != "checklist":
        return []
    leaves = [leaf for item in rule for leaf in item.get("all_of") or item.get("any_of") or [item]]
    return [leaf["document"] for leaf in leaves if "document" in leaf]


def _together(answers: Sequence[Answer]) -> Iterator[Answer]:
    """Answers with those of a group made one."""
    groups: dict[tuple[str, int], list[Answer]] = {}
    for answer in answers:
        if answer.group[0]:
            groups.setdefault(answer.group, []).append(answer)
        else:
            yield answer
    for (join, _), members in groups.items():
        pick = min if join == "all_of" else max
        points = pick(answer.points for answer in members)
        best = pick(answer.points + answer.open for answer in members)
        state = min((answer.state for answer in members), key=_STATES.index)
        if state != "not_applicable" and best == points:
            state = "scored"
        yield Answer(state, points, best - points, members[0].most)


def _earned(points: Fraction, most: Fraction, cause: str) -> Answer:
    return Answer("scored", points, Fraction(0), most, None if points == most else cause)


def _unproved(papers: str, most: Fraction) -> Answer:
    if papers == "explained":
        return Answer("unproven", NOTHING, most, most, "no_document")
    return Answer("scored", NOTHING, NOTHING, most, "document_invalid" if papers == "invalid" else "no_document")


def _nothing_to_divide(meaning: str, most: Fraction) -> Answer:
    if meaning == "not_applicable":
        return Answer("not_applicable", NOTHING, NOTHING, most)
    return Answer("scored", NOTHING, NOTHING, most, "below_threshold")


# Scales, by whole numbers.


def _ratio(text: Any) -> Ratio:
    """`95.5%` or `30` as two whole numbers."""
    shown = str(text)
    digits = shown.removesuffix("%")
    whole, _, part = digits.partition(".")
    return int(whole + part), 10 ** len(part) * (100 if shown.endswith("%") else 1)


def holds(line: Plain, x: Ratio) -> bool:
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
    return next(Fraction(Decimal(line["points"])) for line in lines if holds(line, x))


def _reading(kind: str, rule: Any, most: Fraction) -> Reading:
    """Points by the number."""
    if kind == "yes_no":
        return lambda x: most if x[0] else NOTHING
    if kind == "choice":
        return lambda x: _level(rule["levels"][x[0]], most)
    if kind == "bands":
        return lambda x: _line(rule, x)
    if kind == "per_item":
        return lambda x: min(max(Fraction(*x), NOTHING) * Fraction(Decimal(rule["each"])), most)
    if kind == "deduct":
        floor, each = Fraction(Decimal(rule.get("floor", 0))), Fraction(Decimal(rule["each"]))
        return lambda x: max(most - max(Fraction(*x), NOTHING) * each, floor)
    if kind == "judged":
        return lambda x: min(max(Fraction(*x), NOTHING), most)
    return lambda x: _proportion(rule, x, most)


def _of_result(row: Plain, most: Fraction) -> Reading:
    """Points by a result that others found."""
    if "levels" in row:
        return lambda x: _level(row["levels"][x[0]], most)
    if "bands" in row:
        return lambda x: _line(row["bands"], x)
    full, start = Fraction(*_ratio(row.get("full_at", "100%"))), Fraction(*_ratio(row.get("from", "0")))
    return lambda x: most * min(max(Fraction(*x) - start, NOTHING) / (full - start), Fraction(1))


def _level(level: Plain, most: Fraction) -> Fraction:
    return Fraction(Decimal(level["points"])) if "points" in level else most * Fraction(*_ratio(level["share"]))


def _proportion(rule: Plain, x: Ratio, most: Fraction) -> Fraction:
    full, floor = rule["full_at"], rule.get("nothing_below", rule.get("from", "0"))
    if holds({"below": floor}, x):
        return Fraction(0)
    if holds({"at_least": full}, x):
        return most
    start = Fraction(*_ratio(rule["from"])) if "from" in rule else Fraction(0)
    return most * (Fraction(*x) - start) / (Fraction(*_ratio(full)) - start)


# Values and days.


def _evaluated(text: str, values: Plain) -> Any:
    """A sum, or a condition, over figures."""
    python = _NAME.sub(lambda match: f"values[{match[0]!r}]", text)
    numbers = {name: _exact(values[name]) for name in _NAME.findall(text)}
    return eval(python, {"values": numbers, "min": min, "max": max, "__builtins__": {}})


def _known(exact: Fraction) -> Known:
    return Known("known", (exact.numerator, exact.denominator))


def _exact(value: Any) -> Fraction:
    return Fraction(*_ratio(value.replace(",", "."))) if isinstance(value, str) else Fraction(value)


def _differ(one: Any, other: Any) -> bool:
    return _exact(one) != _exact(other)
