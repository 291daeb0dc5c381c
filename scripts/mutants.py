"""Mutation testing of the scoring core: code is broken in one place after another, and a test must notice.

mutmut makes the mutants (folder mutants/, settings in pyproject.toml). Starting pytest for each takes far longer than
the tests, so tests are collected once and every mutant gets a forked process of its own: the tests that reach the
broken function, the quick ones first, until one fails or the time for one mutant is used up.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import mutmut.__main__ as maker
import pytest
from _pytest.runner import runtestprotocol
from mutmut.configuration import config
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name as function_of

QUIET = ["-p", "no:cacheprovider", "-p", "no:logging", "-p", "no:unraisableexception", "-p", "no:threadexception"]
KILLED, SURVIVED, UNTESTED, HUNG = "bị phát hiện", "sống sót", "không kiểm thử nào chạy tới", "chạy quá lâu"


@dataclass(frozen=True)
class Reach:
    """One test: the functions it runs, and how many seconds it takes."""

    test: str
    functions: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Running:
    """A process that tries one mutant; `told` is where it names the test that failed."""

    mutant: str
    told: int
    until: float


class Bench:
    """Collects the tests as pytest does, then runs them once per mutant instead of once."""

    def __init__(self, mutants: Sequence[str], seconds: float, jobs: int) -> None:
        self.mutants, self.seconds, self.jobs = mutants, seconds, jobs
        self.verdicts: dict[str, str] = {}
        self._running: dict[int, Running] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the usual loop."""
        items = {item.nodeid: item for item in session.items}
        order = {name: number for number, name in enumerate(items)}
        reaches = _in_child(lambda: _measure(session.items))
        chosen = _chosen([Reach(test, tuple(functions), took) for test, functions, took in reaches], self.seconds)
        for mutant in self.mutants:
            tests = sorted(chosen.get(function_of(mutant), ()), key=lambda name: order[name])
            if tests:
                self._start(mutant, [items[name] for name in tests])
            else:
                self.verdicts[mutant] = UNTESTED
        while self._running:
            self._reap()
        return True

    def _start(self, mutant: str, tests: Sequence[pytest.Item]) -> None:
        while len(self._running) >= self.jobs:
            self._reap()
        read, write = os.pipe()
        pid = os.fork()
        if not pid:
            set_mutant_under_test(mutant)
            try:
                failed = next((test.nodeid for test, fails in _run(tests) if fails), "")
            except BaseException as error:  # noqa: BLE001 - a mutant may break anything
                failed = repr(error)
            os.write(write, failed.encode()[:500])
            os._exit(0)
        os.close(write)
        self._running[pid] = Running(mutant, read, time.monotonic() + 30 + 20 * self.seconds)

    def _reap(self) -> None:
        time.sleep(0.005)
        for pid, one in list(self._running.items()):
            done, _ = os.waitpid(pid, os.WNOHANG)
            if not done and time.monotonic() < one.until:
                continue
            if not done:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            with os.fdopen(one.told) as told:
                failed = told.read()
            self.verdicts[one.mutant] = (KILLED if failed else SURVIVED) if done else HUNG
            del self._running[pid]


def _run(tests: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, bool]]:
    """Each test with whether it failed."""
    for test, following in zip(tests, [*tests[1:], None], strict=True):
        yield test, any(report.failed for report in runtestprotocol(test, nextitem=following, log=False))


def _measure(tests: Sequence[pytest.Item]) -> list[tuple[str, list[str], float]]:
    """Which functions every test reaches, and its processor time. Tests that fail by themselves are left out."""
    os.environ["MUTMUT_DEPENDENCY_DEPTH"] = "-1"
    set_mutant_under_test("stats")
    found, start = [], time.process_time()
    for test, fails in _run(tests):
        if not fails:
            found.append((test.nodeid, sorted(state()._stats), time.process_time() - start))
        state()._stats.clear()
        start = time.process_time()
    return found


def _in_child(work: Callable[[], list[tuple[str, list[str], float]]]) -> list[tuple[str, list[str], float]]:
    """Done in a process of its own: nothing that it computes and keeps is there when mutants are tried."""
    read, write = os.pipe()
    if not os.fork():
        with os.fdopen(write, "w") as told:
            json.dump(work(), told)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        found: list[tuple[str, list[str], float]] = json.load(told)
    os.wait()
    return found


def _chosen(reaches: Sequence[Reach], seconds: float) -> dict[str, list[str]]:
    """Tests by function: of every test function two cases at a time, the quickest first, as many as there is time."""
    by_function: defaultdict[str, list[Reach]] = defaultdict(list)
    for one in sorted(reaches, key=lambda one: one.seconds):
        for function in one.functions:
            by_function[function].append(one)
    found = {}
    for function, tests in by_function.items():
        seen: Counter[str] = Counter()
        rounds = []
        for one in tests:
            name = one.test.partition("[")[0]
            rounds.append((seen[name] // 2, one.seconds, one.test))
            seen[name] += 1
        left, names = seconds, []
        for _, took, name in sorted(rounds):
            if left > 0:
                names.append(name)
            left -= took
        found[function] = names
    return found


def _make() -> list[str]:
    """The mutants of all files that are to be mutated, made anew where code or tests changed."""
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout, before = nowhere, sys.stdout
        maker.copy_src_dir()
        maker.copy_also_copy_files()
        maker.setup_source_paths()
        maker.store_lines_covered_by_tests()
        maker.create_mutants(1)
        sys.stdout = before
    kept = [json.loads(path.read_text()) for path in sorted(Path("mutants").rglob("*.py.meta"))]
    return [name for one in kept for name in one["exit_code_by_key"]]


def main() -> None:
    """`mutants.py [PATTERN…]`: a table by file, then every mutant that no test noticed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("patterns", nargs="*", default=["*"])
    parser.add_argument("--seconds", type=float, default=2.0, help="processor time of the tests of one mutant")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--tests", nargs="*", help="instead of those in pyproject.toml")
    wanted = parser.parse_args()
    mutants = [name for name in _make() if any(fnmatch.fnmatch(name, pattern) for pattern in wanted.patterns)]
    bench = Bench(mutants, wanted.seconds, wanted.jobs)
    os.chdir("mutants")
    tests = wanted.tests or [*config().pytest_add_cli_args, *config().pytest_add_cli_args_test_selection]
    pytest.main([*QUIET, *tests], plugins=[bench])
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mutant, verdict in bench.verdicts.items():
        table[function_of(mutant).rpartition(".")[0]][verdict] += 1
    for file, counts in table.items():
        print(f"{file}: {counts.total()} chỗ, {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}")
    for mutant, verdict in bench.verdicts.items():
        if verdict != KILLED:
            print(f"{verdict}: {mutant}")
    print("Xem một chỗ: .venv/bin/mutmut show TÊN")


if __name__ == "__main__":
    main()
