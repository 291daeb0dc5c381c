"""Outside its corridor the rules engine dies, hangs, or loses facts without a word: each place is shown in a process of
its own, and beside it that the adapter does not go there. When an engine of another version stops doing one of these,
the test says so and the corridor may be widened."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import durable_rules_engine as _c
import pytest

from par_engine.errors import EngineError
from par_engine.scoring import engine
from par_engine.scoring.compile import RULESET_SIZE
from par_engine.scoring.engine import MAX_CODES, RuleSet, codes_for, equals
from par_engine.scoring.facts import Q_LIMIT, Fact, Gates

ROOT = Path(__file__).parents[2]
PATIENCE = 5
"""Seconds after which a child counts as hanging: outside the corridor it never ends."""
SEGFAULT, DIVISION = -signal.SIGSEGV, -signal.SIGFPE

CRASHES = {
    "delete_session_that_never_ran": SEGFAULT,
    "huge_session_name": SEGFAULT,
    "division_by_zero": DIVISION,
}
MISBEHAVES = {
    "exponent_float": "[]",  # the fact is gone
    "exponent_in_batch": "['low']",  # one of three facts counts, and nobody hears of it
    "fact_of_300_fields": "[]",
    "unmatched_in_a_batch": "['low']",
    "integer_beyond_64_bits": "['same']",  # clamped
    "floats_are_not_exact": "['same']",
    "rule_of_absence_only": "['absent', 'absent']",  # also fires for the engine's own state
    "colliding_ids": "['low']",  # the second fact is taken for the first
    "colliding_sessions": "True",
    "exception_in_an_action": "swallowed",
    "timers_of_a_host": "True",
}
REFUSES = {"sessions_1025": "MemoryError", "fact_for_65_rules": "303"}


def child(name: str) -> subprocess.CompletedProcess[str]:
    """One case in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.corridor.children", name]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE * 6, check=False)


@pytest.mark.parametrize("name", CRASHES)
def test_outside_the_process_dies(name: str) -> None:
    assert child(name).returncode == CRASHES[name]


@pytest.mark.parametrize("name", ["empty_batch", "offset_of_a_broken_batch"])
def test_a_batch_without_facts_returns_no_offset(name: str) -> None:
    """What it returns is what memory held: by the compiler, the process dies of it or asks another session."""
    ended = child(name)
    assert ended.returncode == SEGFAULT or (ended.returncode, ended.stdout.strip()) == (0, "(False, [])")


def test_outside_the_process_hangs() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.corridor.children", "codes_600"]
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)


@pytest.mark.parametrize("name", MISBEHAVES)
def test_outside_answers_are_wrong_without_a_word(name: str) -> None:
    ended = child(name)
    assert (ended.returncode, ended.stdout.strip()) == (0, MISBEHAVES[name])


@pytest.mark.parametrize("name", REFUSES)
def test_outside_the_engine_gives_up(name: str) -> None:
    ended = child(name)
    assert ended.returncode == 1
    assert REFUSES[name] in ended.stderr


# The adapter does not go there.


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The batches that reach the engine's C code."""
    sent: list[str] = []
    for name in ("assert_events", "assert_facts"):
        real = getattr(_c, name)

        def recorded(handle: int, text: str, real: Any = real) -> Any:
            sent.append(text)
            return real(handle, text)

        monkeypatch.setattr(_c, name, recorded)
    return sent


def two_codes() -> RuleSet:
    """Two codes that are low below 10."""
    rules = {f"{code}low": [equals("c", code), {"$lt": {"q": 10}}] for code in ("k0", "k1")}
    return RuleSet("corridor", rules, ["k0", "k1"])


BAD_NUMBERS: tuple[Any, ...] = (
    1.0,
    1e16,
    float("nan"),
    Fraction(1, 3),
    Decimal(1),
    "1",
    None,
    True,
    Q_LIMIT + 1,
    -(10**30),
)
BAD_CODES = ('k0"', "k 0", "k" * 33, "", "ká", 'k0","q":1,"x":"')
BAD_GATES: tuple[Any, ...] = (
    Gates()._replace(due=1.5),  # type: ignore[arg-type]
    Gates()._replace(proof="3"),  # type: ignore[arg-type]
    Gates()._replace(data=None),  # type: ignore[arg-type]
    (1, 1, 2, 3),
)
BAD_FACTS = [
    *(Fact("k0", Gates(), q) for q in BAD_NUMBERS),
    *(Fact(code, Gates(), 1) for code in BAD_CODES),
    *(Fact("k0", gates, 1) for gates in BAD_GATES),
]


@pytest.mark.parametrize("bad", BAD_FACTS, ids=repr)
def test_malformed_facts_never_reach_the_engine(bad: Fact, watched: list[str]) -> None:
    rules = two_codes()
    good = Fact("k1", Gates(), 1)
    for ask in (rules.decide, rules.answers):
        for batch in ([bad], [bad, good], [good, bad]):
            with pytest.raises(EngineError):
                ask(batch)
    assert watched == []
    assert rules.decide([good]) == {"k1": "k1low"}


def test_codes_of_others_and_codes_twice_are_not_sent(watched: list[str]) -> None:
    rules = two_codes()
    for batch in ([Fact("k7", Gates(), 1)], [Fact("k0", Gates(), 1), Fact("k0", Gates(), 2)]):
        with pytest.raises(EngineError):
            rules.decide(batch)
    assert watched == []


def test_an_empty_batch_is_not_sent(watched: list[str]) -> None:
    rules = two_codes()
    assert rules.decide([]) == {}
    assert rules.answers([]) == []
    assert watched == []


def test_the_offset_of_a_batch_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, real = two_codes(), _c.assert_events
    monkeypatch.setattr(_c, "assert_events", lambda handle, text: (real(handle, text)[0], 0xDEAD))
    assert rules.decide([Fact("k0", Gates(), 1)]) == {"k0": "k0low"}


def test_a_fact_that_gets_lost_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the engine had dropped the second of two."""
    rules, real = two_codes(), _c.assert_events
    monkeypatch.setattr(
        _c, "assert_events", lambda handle, text: real(handle, text.partition("},")[0].rstrip("]}") + "}]")
    )
    with pytest.raises(EngineError, match="1/2"):
        rules.decide([Fact("k0", Gates(), 1), Fact("k1", Gates(), 1)])
    monkeypatch.undo()
    assert rules.decide([Fact("k0", Gates(), 1), Fact("k1", Gates(), 1)]) == {"k0": "k0low", "k1": "k1low"}


def test_after_an_error_the_session_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, made = two_codes(), list[int]()
    real = rules._warm

    def counted() -> int:
        made.append(1)
        return real()

    monkeypatch.setattr(rules, "_warm", counted)

    def broken(handle: int, text: str) -> Any:
        raise RuntimeError

    for call in ("assert_events", "assert_facts"):
        with monkeypatch.context() as patch:
            patch.setattr(_c, call, broken)
            with pytest.raises(RuntimeError):
                rules.decide([Fact("k0", Gates(), 1)]) if call == "assert_events" else rules.answers(
                    [Fact("k0", Gates())]
                )
    assert made == [1, 1]
    assert rules.decide([Fact("k0", Gates(), 1)]) == {"k0": "k0low"}


def test_no_timer_threads() -> None:
    before = threading.active_count()
    rules = [two_codes() for _ in range(5)]
    assert threading.active_count() == before
    assert len(rules) == 5


def test_rulesets_stay_small() -> None:
    assert RULESET_SIZE <= MAX_CODES < 512
    with pytest.raises(EngineError):
        RuleSet("corridor", {}, codes_for(MAX_CODES + 1))


def test_rules_are_comparisons_of_integers_only() -> None:
    """No division, no absence, no text but the code: what the adapter builds from."""
    assert engine.equals("q", 5) == {"q": 5}
    assert engine.between("q", 1, 9) == [{"$gte": {"q": 1}}, {"$lt": {"q": 9}}]
    assert engine.between("q", None, None) == []
