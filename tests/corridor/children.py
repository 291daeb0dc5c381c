"""What child processes run: the engine outside its corridor, called without the adapter. Never imported by tests."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import durable_rules_engine as _c
from durable import engine as _durable

CASES: dict[str, Callable[[], object]] = {}
Rules = dict[str, list[dict[str, Any]]]
LOW: Rules = {"low": [{"c": "k0"}, {"$lt": {"q": 10}}], "high": [{"c": "k0"}, {"$gte": {"q": 10}}]}
EVENT = '{"id":"%s","sid":"w","c":"k0","q":%s}'


def case(action: Callable[[], object]) -> Callable[[], object]:
    """Registers a case by the name of its function."""
    CASES[action.__name__] = action
    return action


class Quiet(_durable.Host):  # type: ignore[misc]  # untyped base
    """A host without timer threads."""

    def _run(self) -> None:
        """Nothing."""


def handle_of(rules: Rules, host: Any = None) -> int:
    """Rules compiled as the adapter does, without its guards."""
    definition: dict[str, Any] = {
        name: {"all": [{"m": {"$and": conditions}}], "run": lambda context: None} for name, conditions in rules.items()
    }
    definition["warm"] = {"all": [{"m": {"c": "warm"}}], "run": lambda context: None}
    host = host or Quiet()
    host.set_rulesets({"r": definition})
    return int(host.get_ruleset("r")._handle)


def warm(handle: int, sid: str = "w") -> int:
    """The offset of a session that has run one action."""
    _, offset = _c.assert_event(handle, f'{{"id":"warm","sid":"{sid}","c":"warm","q":0}}')
    drain(handle, offset)
    return int(offset)


def drain(handle: int, offset: int) -> list[str]:
    """Everything that fires."""
    started = _c.start_action_for_state(handle, offset)
    message = started[1] if started else None
    fired = []
    while message:
        fired.append(message.split('"', 2)[1])
        message = _c.complete_and_start_action(handle, offset)
    return fired


def fired_by(rules: Rules, batch: str, call: Any = None) -> list[str]:
    """What a batch fires on a warm session."""
    handle = handle_of(rules)
    offset = warm(handle)
    (call or _c.assert_events)(handle, batch)
    return drain(handle, offset)


def offset_after(batch: str) -> tuple[bool, list[str]]:
    """Whether a batch without usable facts returns the offset of its session, and what fires there."""
    handle = handle_of(LOW)
    warm(handle, "other")
    own = warm(handle)
    _, offset = _c.assert_events(handle, batch)
    return offset == own, drain(handle, offset)


@case
def exponent_float() -> object:
    return fired_by(LOW, f"[{EVENT % (1, '1e16')}]")


@case
def exponent_in_batch() -> object:
    return fired_by(LOW, f"[{EVENT % (1, 1)},{EVENT % (2, '1e16')},{EVENT % (3, 3)}]")


@case
def empty_batch() -> object:
    return offset_after("[]")


@case
def offset_of_a_broken_batch() -> object:
    return offset_after('[{"id":"1","sid":"w","c":"k0","q":1e16}]')


@case
def division_by_zero() -> object:
    quotient = {"$div": {"$l": {"$m": "top"}, "$r": {"$m": "bottom"}}}
    return fired_by({"half": [{"$gte": {"q": quotient}}]}, '[{"id":"1","sid":"w","q":1,"top":1,"bottom":0}]')


@case
def integer_beyond_64_bits() -> object:
    rules: Rules = {"same": [{"q": 2**63 - 1}], "other": [{"$lt": {"q": 2**63 - 1}}]}
    return fired_by(rules, f'[{{"id":"1","sid":"w","q":{10**30}}}]')


@case
def floats_are_not_exact() -> object:
    rules: Rules = {"same": [{"q": 2**53 + 1}]}
    return fired_by(rules, '[{"id":"1","sid":"w","q":9007199254740992.0}]')


@case
def text_equals_number() -> object:
    return fired_by({"same": [{"q": 3}]}, '[{"id":"1","sid":"w","q":"3"}]')


@case
def sessions_1025() -> object:
    handle = handle_of(LOW)
    for number in range(1_025):
        warm(handle, f"s{number}")
    return "alive"


@case
def delete_session_that_never_ran() -> object:
    dirt = [bytearray(b"\xff" * 4096) for _ in range(20_000)]
    del dirt
    for number in range(200):
        handle = handle_of(LOW)
        _c.assert_event(handle, EVENT % (number, 1))
        _c.delete_state(handle, "w")
    return "alive"


@case
def huge_session_name() -> object:
    return _c.assert_event(handle_of(LOW), f'{{"id":"1","sid":"{"s" * 12_000_000}","c":"k0","q":1}}')


@case
def codes_600() -> object:
    handle = handle_of({f"k{number}": [{"c": f"k{number}"}] for number in range(600)})
    offset = warm(handle)
    for number in range(600):
        _c.assert_event(handle, f'{{"id":"{number}","sid":"w","c":"k{number}"}}')
    return len(drain(handle, offset))


@case
def fact_for_65_rules() -> object:
    rules: Rules = {f"r{number}": [{"$gte": {"q": number - 100}}] for number in range(65)}
    return len(fired_by(rules, "[" + EVENT % (1, 5) + "]", _c.assert_facts))


@case
def fact_of_300_fields() -> object:
    fields = ",".join(f'"f{number}":1' for number in range(300))
    return fired_by(LOW, f'[{{"id":"1","sid":"w","c":"k0","q":1,{fields}}}]')


@case
def rule_of_absence_only() -> object:
    host = Quiet()
    host.set_rulesets({"r": {"absent": {"all": [{"m": {"$nex": {"x": 1}}}], "run": lambda context: None}}})
    handle = host.get_ruleset("r")._handle
    _, offset = _c.assert_event(handle, EVENT % (1, 5))
    return drain(handle, offset)


@case
def colliding_ids() -> object:
    handle = handle_of(LOW)
    offset = warm(handle)
    _c.assert_fact(handle, EVENT % ("tc996685", 1))
    _c.assert_fact(handle, EVENT % ("tc1246020", 20))
    return drain(handle, offset)


@case
def colliding_sessions() -> object:
    handle = handle_of(LOW)
    return warm(handle, "tc996685") == warm(handle, "tc1246020")


@case
def exception_in_an_action() -> object:
    def fails(context: Any) -> None:
        raise SystemExit(7)

    host = Quiet()
    host.set_rulesets({"r": {"one": {"all": [{"m": {"c": "k0"}}], "run": fails}}})
    host.post("r", {"id": "1", "sid": "w", "c": "k0"})
    return "swallowed"


@case
def unmatched_in_a_batch() -> object:
    return fired_by(LOW, f'[{EVENT % (1, 1)},{{"id":"2","sid":"w","c":"k9","q":1}}]')


@case
def timers_of_a_host() -> object:
    before = threading.active_count()
    handle_of(LOW, _durable.Host())
    time.sleep(0.3)
    return threading.active_count() > before


if __name__ == "__main__":
    result = CASES[sys.argv[1]]()
    sys.stdout.write(f"{result}\n")
    sys.stdout.flush()
