"""The only file that touches durable-rules, kept inside the corridor in which it was measured to be exact.

Why it looks like this (each point crashed the process or lost a fact outside the corridor):
  * integers only, one small event per decision, one fixed session per ruleset, no timer threads;
  * at most `MAX_CODES` decisions in a ruleset (the engine's hash bucket hangs at 512);
  * a warm-up rule is fired first: it initialises the session, and its offset is the only one ever used (the offset
    that a batch call returns may be uninitialised memory);
  * codes are compared inside by a 32-bit hash only: `codes_for` salts them until no two collide;
  * actions do nothing: exceptions in them would be swallowed. The pump collects the names of the rules that fire;
  * an empty batch is undefined behaviour and never sent; after an error the session is thrown away and made anew;
  * calls that belong together are under a lock;
  * what is not a known code with integers is refused before anything is sent.
"""

from __future__ import annotations

import re
import threading
import weakref
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import durable_rules_engine as _c
from durable import engine as _durable

from par_engine.errors import EngineError
from par_engine.scoring.facts import Q_LIMIT, Fact, Gates

MAX_CODES = 200
BATCH = 100
"""Facts certified at once. The engine keeps 12 KB for each: larger batches only cost memory and cache. Their ids 0…99
have distinct engine hashes (a test holds that)."""
SESSION = "w"
WARM_UP = "warmup"
_CODE = re.compile(r"[A-Za-z0-9]{1,32}")
FIELDS = {"applicable": "a", "due": "d", "prerequisite": "r", "data": "v", "proof": "p"}

Condition = dict[str, Any]


@cache
def _gates_text(gates: Gates) -> str:
    if type(gates) is not Gates or not all(isinstance(value, int) for value in gates):
        raise EngineError(f"cửa {gates!r} không phải số nguyên; xin báo lỗi này")
    return ",".join(f'"{FIELDS[name]}":{int(value)}' for name, value in zip(Gates._fields, gates, strict=True))


def event_text(identity: str | int, fact: Fact) -> str:
    """A fact as the engine reads it: short codes and integers only. Raises EngineError for anything else: the engine
    would misread it, lose it, or die of it."""
    code, gates, q = fact
    if type(q) is not int or not -Q_LIMIT <= q <= Q_LIMIT:
        raise EngineError(f"câu hỏi {code!r} với số {q!r} vượt giới hạn an toàn; xin báo lỗi này")
    return f'{{"id":"{identity}","sid":"{SESSION}","c":"{_safe(code)}",{_gates_text(gates)},"q":{q}}}'


@cache
def _safe(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise EngineError(f"mã câu hỏi {code!r} vượt giới hạn an toàn; xin báo lỗi này")
    return code


class _Host(_durable.Host):  # type: ignore[misc]  # untyped base
    def _run(self) -> None:
        """No timer threads: they delete sessions while rules run."""


def fnv32(text: str) -> int:
    """The engine's own hash of names and ids (FNV-1a over signed bytes)."""
    value = 2166136261
    for byte in text.encode():
        value = ((value ^ (byte if byte < 128 else byte | 0xFFFFFF00)) * 16777619) & 0xFFFFFFFF
    return value


def codes_for(count: int) -> list[str]:
    """`k0`, `k1`, … salted until the engine can tell them apart."""
    for salt in range(100):
        codes = [f"k{number}" + (f"x{salt}" if salt else "") for number in range(count)]
        if len({fnv32(code) for code in [*codes, WARM_UP]}) == count + 1:
            return codes
    raise EngineError("không đặt được mã nội bộ cho bộ máy luật; xin báo lỗi này")


def equals(field: str, value: int | str) -> Condition:
    """`field == value`."""
    return {field: value}


def between(field: str, low: int | None, high: int | None) -> list[Condition]:
    """`low <= field < high`; None is an open end."""
    bounds: list[Condition] = []
    if low is not None:
        bounds.append({"$gte": {field: low}})
    if high is not None:
        bounds.append({"$lt": {field: high}})
    return bounds


class RuleSet:
    """Compiled rules with one warm session. Ask with `decide` (events) or `certify` (facts, which show overlaps)."""

    def __init__(self, name: str, rules: Mapping[str, Sequence[Condition]], codes: Sequence[str]) -> None:
        if len(codes) > MAX_CODES or any(not _CODE.fullmatch(code) for code in codes):
            raise EngineError(f"tập luật {name} vượt giới hạn an toàn; xin báo lỗi này")
        definition: dict[str, Any] = {
            rule: {"all": [{"m": {"$and": list(conditions)}}], "run": _nothing} for rule, conditions in rules.items()
        }
        definition[WARM_UP] = {"all": [{"m": {"c": WARM_UP}}], "run": _nothing}
        host = _Host()
        host.set_rulesets({name: definition})
        self._codes = frozenset(codes)
        self._lock = threading.Lock()
        self._host = host
        self._handle: int = host.get_ruleset(name)._handle
        self._offset = self._warm()
        weakref.finalize(self, _forget, self._handle)

    def _warm(self) -> int:
        _, offset = _c.assert_event(self._handle, event_text(WARM_UP, Fact(WARM_UP, Gates())))
        message = _c.start_action_for_state(self._handle, offset)
        while message:
            message = _c.complete_and_start_action(self._handle, offset)
        return int(offset)

    def decide(self, facts: Sequence[Fact]) -> dict[str, str]:
        """The rule that fired for each code. Raises EngineError unless every fact was decided by exactly one rule."""
        codes = {fact.code for fact in facts}
        if len(codes) != len(facts) or not codes <= self._codes:
            raise EngineError(f"mã lạ hoặc mã trùng trong {len(facts)} câu hỏi: {sorted(codes - self._codes)[:5]}")
        fired = self._pump([event_text(fact.code, fact) for fact in facts], _c.assert_events)
        decided = dict(fired)
        if len(fired) != len(facts) or len(decided) != len(facts):
            lost = sorted({fact.code for fact in facts} - decided.keys())
            raise EngineError(
                f"bộ máy luật quyết định {len(fired)}/{len(facts)} câu hỏi (thiếu {lost[:5]}); xin báo lỗi này"
            )
        return decided

    def answers(self, facts: Sequence[Fact]) -> list[tuple[str, ...]]:
        """Every rule that holds for each fact, in order of the facts: none is a gap, two are an overlap."""
        found: list[tuple[str, ...]] = [()] * len(facts)
        for start in range(0, len(facts), BATCH):
            batch = facts[start : start + BATCH]
            events = [event_text(number, fact) for number, fact in enumerate(batch)]
            for number, rule in self._pump(events, _c.assert_facts, facts=True):
                found[start + int(number)] += (rule,)
        return found

    def _pump(self, events: list[str], call: Any, *, facts: bool = False) -> list[tuple[str, str]]:
        """Sends a batch and collects (id, rule) of everything that fires, in the engine's order."""
        if not events:
            return []
        text = "[" + ",".join(events) + "]"
        fired: list[tuple[str, str]] = []
        with self._lock:
            try:
                code, _ = call(self._handle, text)
                if code == 2:
                    raise EngineError("bộ máy luật báo mã trùng; xin báo lỗi này")
                started = _c.start_action_for_state(self._handle, self._offset)
                message = started[1] if started else None
                while message:
                    parts = message.split('"', 8)  # {"rule":{"m":{"id":"k1",…
                    fired.append((parts[7], parts[1]))
                    message = _c.complete_and_start_action(self._handle, self._offset)
                if facts:
                    _c.retract_facts(self._handle, text)
            except BaseException:
                _c.delete_state(self._handle, SESSION)
                self._offset = self._warm()
                raise
        return fired


def _forget(handle: int) -> None:
    """Gives back the memory of a ruleset and of its session, which the engine would keep."""
    _c.delete_state(handle, SESSION)
    _c.delete_ruleset(handle)


def _nothing(context: Any) -> None:
    """Rules only fire; what follows from them is computed outside."""
