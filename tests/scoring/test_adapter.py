"""The adapter keeps durable-rules inside the corridor in which it is exact, and comes back after every error."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import durable_rules_engine as _c
import pytest
from durable import engine as durable

from par_engine.errors import EngineError
from par_engine.scoring import engine
from par_engine.scoring.compile import compile_units
from par_engine.scoring.engine import BATCH, MAX_CODES, Condition, RuleSet, codes_for, equals, event_text, fnv32
from par_engine.scoring.facts import Q_LIMIT, Data, DueGate, Fact, Gates
from par_engine.scoring.gates import all_gates
from par_engine.scoring.program import Program, build_program
from tests.scoring.samples import every_kind, half_proven, world
from tests.scoring.test_laws import bytes_of
from tests.scoring.world import scored

THIS = Path(__file__)


def two_codes() -> RuleSet:
    """`high` from q = 10, `low` below, for two codes."""
    rules: dict[str, list[Condition]] = {}
    for code in ("k0", "k1"):
        rules[f"{code}low"] = [equals("c", code), {"$lt": {"q": 10}}]
        rules[f"{code}high"] = [equals("c", code), {"$gte": {"q": 10}}]
    return RuleSet("test", rules, ["k0", "k1"])


def fact(code: str, q: int = 0) -> Fact:
    """A fact with all gates open."""
    return Fact(code, Gates(), q)


def works(rules: RuleSet) -> bool:
    """Whether the session answers as if nothing had happened."""
    answers = rules.decide([fact("k0", 9), fact("k1", 10)])
    return answers == {"k0": "k0low", "k1": "k1high"} and rules.answers([fact("k1", 9)]) == [("k1low",)]


@pytest.fixture(scope="module")
def program() -> Program:
    """A set with a component of every kind."""
    return build_program(world(*every_kind().values()).yardstick(), "so")


# Guards.


def test_too_many_codes_are_refused() -> None:
    codes = codes_for(MAX_CODES + 1)
    with pytest.raises(EngineError):
        RuleSet("test", {}, codes)


@pytest.mark.parametrize("code", ["", "k 1", "k.1", "ká", 'k"', "k" * 33])
def test_codes_that_the_engine_could_misread_are_refused(code: str) -> None:
    with pytest.raises(EngineError):
        RuleSet("test", {}, [code])


def test_nothing_asked_is_nothing_sent() -> None:
    rules = two_codes()
    assert rules.decide([]) == {}
    assert rules.answers([]) == []
    assert works(rules)


def test_a_fact_asked_twice_is_an_error_and_the_session_lives() -> None:
    rules = two_codes()
    with pytest.raises(EngineError):
        rules.decide([fact("k0", 1), fact("k0", 20)])
    assert works(rules)


def test_a_fact_that_no_rule_takes_is_an_error_and_the_session_lives() -> None:
    rules = two_codes()
    with pytest.raises(EngineError) as caught:
        rules.decide([fact("k0", 1), fact("k7", 1)])
    assert "k7" in str(caught.value)
    assert works(rules)


def test_overlapping_rules_show_as_two_answers() -> None:
    rules = RuleSet("test", {"first": [equals("c", "k0")], "second": [{"$lt": {"q": 5}}, equals("c", "k0")]}, ["k0"])
    answers = rules.answers([fact("k0", 4), fact("k0", 5), fact("k1", 4)])
    assert [set(each) for each in answers] == [{"first", "second"}, {"first"}, set()]


def test_an_interrupt_leaves_no_half_done_session(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, real = two_codes(), _c.complete_and_start_action

    def interrupted(handle: int, offset: int) -> str:
        monkeypatch.setattr(_c, "complete_and_start_action", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(_c, "complete_and_start_action", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rules.decide([fact("k0", 1), fact("k1", 1)])
    assert works(rules)


@pytest.mark.parametrize("q", [Q_LIMIT - 1, -Q_LIMIT + 1, 2 * 10**18, 0, -1])
def test_numbers_are_exact_up_to_the_limit(q: int) -> None:
    rules = RuleSet("test", {"up": [{"$gte": {"q": q}}], "down": [{"$lt": {"q": q}}]}, ["k0"])
    assert rules.decide([fact("k0", q)]) == {"k0": "up"}
    assert rules.decide([fact("k0", q - 1)]) == {"k0": "down"}


# The engine compares names and ids by a 32-bit hash.


def test_ids_of_a_batch_have_distinct_hashes() -> None:
    assert len({fnv32(str(number)) for number in range(BATCH)}) == BATCH


def test_codes_have_distinct_hashes() -> None:
    codes = codes_for(MAX_CODES)
    assert len({fnv32(code) for code in [*codes, engine.WARM_UP]}) == MAX_CODES + 1


def test_the_hash_is_the_one_the_engine_collides_by() -> None:
    """Two names that the engine cannot tell apart; it was seen to fire the rule of one for the other."""
    assert fnv32("tc996685") == fnv32("tc1246020")
    rules = RuleSet("test", {"first": [{"$lt": {"tc996685": 5}}]}, [])
    assert rules._pump(['{"id":"1","sid":"w","tc1246020":1}'], _c.assert_events) == [("1", "first")]


def test_codes_that_collide_are_salted_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "fnv32", lambda text: 7 if text in ("k1", "k2") else fnv32(text))
    codes = codes_for(4)
    assert len(set(codes)) == 4
    assert not {"k1", "k2"} & set(codes)


def test_codes_that_always_collide_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "fnv32", lambda text: 7)
    with pytest.raises(EngineError):
        codes_for(2)


# The pump against the engine's public interface.


def random_facts(program: Program, seed: int) -> list[tuple[RuleSet, list[Fact]]]:
    """One fact for every decision, with any gates and any number."""
    draw = random.Random(seed)
    gates = [each for each in all_gates(prerequisites=False) if each.data is not Data.UNDEFINED]
    return [
        (one.rules, [Fact(each.code, draw.choice(gates), draw.randint(-5, 250)) for each in one.unit.decisions])
        for one in program.certified
    ]


@pytest.mark.filterwarnings(
    "ignore:datetime.datetime.utcfromtimestamp"
)  # the public interface calls it on every action
def test_pump_and_public_interface_agree(program: Program) -> None:
    fired: list[tuple[str, str]] = []
    for unit, certified in zip(compile_units(program.yardstick, "so"), program.certified, strict=True):
        definition = {
            name: {"all": [{"m": {"$and": list(conditions)}}], "run": _recorder(name, fired)}
            for name, conditions in unit.rules().items()
        }
        host = _Quiet()
        host.set_rulesets({f"public{unit.name}": definition})
        for seed in range(30):
            facts = next(facts for rules, facts in random_facts(program, seed) if rules is certified.rules)
            fired.clear()
            host.post_batch(f"public{unit.name}", [_public(each) for each in facts])
            assert dict(fired) == certified.rules.decide(facts)


class _Quiet(durable.Host):  # type: ignore[misc]  # untyped base
    def _run(self) -> None:
        """No timer threads."""


def _recorder(name: str, fired: list[tuple[str, str]]) -> object:
    return lambda context: fired.append((context.m.id, name))


def _public(one: Fact) -> dict[str, object]:
    fields = {engine.FIELDS[name]: int(value) for name, value in one.gates._asdict().items()}
    return {"id": one.code, "sid": "p", "c": one.code, "q": one.q, **fields}


def test_the_order_of_facts_does_not_matter(program: Program) -> None:
    for seed in range(20):
        for rules, facts in random_facts(program, seed):
            shuffled = random.Random(seed).sample(facts, len(facts))
            assert rules.decide(shuffled) == rules.decide(facts)


def test_an_event_is_plain_integers() -> None:
    text = event_text("k3", Fact("k3", Gates(due=DueGate.CLOSED), -7))
    assert text == '{"id":"k3","sid":"w","c":"k3","a":1,"d":2,"r":2,"v":3,"p":3,"q":-7}'


# Threads, processes, memory, hash seeds.


def decided(program: Program, seeds: Sequence[int]) -> list[dict[str, str]]:
    """The answers to random facts."""
    return [rules.decide(facts) for seed in seeds for rules, facts in random_facts(program, seed)]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that change places after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_eight_threads_share_a_program(program: Program) -> None:
    seeds = [range(start, start + 25) for start in range(0, 200, 25)]
    alone = [decided(program, each) for each in seeds]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: decided(program, each), seeds))
    assert together == alone


@pytest.mark.usefixtures("restless")
def test_threads_get_whole_sheets(program: Program) -> None:
    """Sentences and ways are worked out when they are read, in whichever thread that is."""
    wanted = bytes_of(scored(program, half_proven()))
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: bytes_of(scored(program, half_proven())), range(40))) == {wanted}


def test_a_forked_child_decides_like_its_parent(program: Program) -> None:
    before = decided(program, range(5))
    child = os.fork()
    if child == 0:
        os._exit(0 if decided(program, range(5)) == before else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert decided(program, range(5)) == before


def memory() -> float:
    """Resident memory in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_programs_that_are_dropped_give_their_memory_back() -> None:
    yardstick = world(*every_kind().values()).yardstick()
    for _ in range(50):
        build_program(yardstick, "so")
    warm = memory()
    for _ in range(300):
        build_program(yardstick, "so")
    assert memory() - warm < 8


def test_hash_seeds_change_nothing() -> None:
    """The same sheet, byte for byte, in processes that order their sets and dicts differently."""
    outputs = {_scored_in_process(seed) for seed in ("0", "1", "4242")}
    assert len(outputs) == 1
    assert len(outputs.pop()) > 2_000


def _scored_in_process(seed: str) -> bytes:
    code = "from tests.scoring.samples import print_sample; print_sample()"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    root = THIS.parents[2]
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=root, check=True, capture_output=True
    ).stdout
