"""`make fuzz`: so many random decisions, three evaluators. Ends with 1 when they disagree anywhere."""

from __future__ import annotations

import argparse
import itertools
import secrets
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field

from fuzz import durability
from fuzz.deciding import Place, Tally, run_world, shown, smallest

SUBMISSIONS = 100
"""Submissions to each set: building a set costs as much as some ten of them."""


@dataclass
class Run:
    """The sets of one seed, shared over processes, until enough decisions were compared."""

    seed: int
    decisions: int
    jobs: int
    tally: Tally = field(default_factory=Tally)
    started: float = field(default_factory=time.monotonic)

    def go(self) -> None:
        """Sets in order of their numbers; stops early at the first disagreement."""
        numbers = itertools.count()
        with ProcessPoolExecutor(self.jobs) as pool:
            pending: set[Future[Tally]] = set()
            while not self.enough:
                pending |= {self._submit(pool, next(numbers)) for _ in range(2 * self.jobs - len(pending))}
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for one in done:
                    self._add(one.result())
            for one in pending:
                one.cancel()

    def _submit(self, pool: ProcessPoolExecutor, number: int) -> Future[Tally]:
        return pool.submit(run_world, self.seed, number, range(SUBMISSIONS))

    def _add(self, found: Tally) -> None:
        before = self.tally.decisions
        self.tally += found
        if self.tally.decisions * 10 // self.decisions > before * 10 // self.decisions:
            print(f"  … {_grouped(self.tally.decisions)} quyết định, {self.seconds:.0f} giây", flush=True)

    @property
    def enough(self) -> bool:
        """Whether there is nothing more to do."""
        return self.tally.decisions >= self.decisions or bool(self.tally.disagreements)

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    def lines(self) -> Iterator[str]:
        """The figures."""
        tally = self.tally
        yield f"Quyết định được so ba bên: {_grouped(tally.decisions)}"
        yield f"Bộ tiêu chí ngẫu nhiên:    {_grouped(tally.sets)}"
        yield f"Hồ sơ ngẫu nhiên:          {_grouped(tally.submissions)}"
        yield f"Bất đồng:                  {_grouped(len(tally.disagreements))}"
        yield f"Thời gian:                 {self.seconds:.0f} giây, {self.jobs} tiến trình"
        yield f"Hạt giống:                 {self.seed}"
        yield f"Chạy lại:                  make fuzz SEED={self.seed} DECISIONS={self.decisions}"
        yield "Theo kiểu luật:  " + _shares(tally.kinds)
        yield "Theo trạng thái: " + _shares(tally.states)


def main() -> int:
    """Runs, prints, and says whether all agree."""
    wanted = _arguments()
    if wanted.set is not None:
        return replay(Place(wanted.seed, wanted.set, wanted.submission))
    print(f"Hạt giống {wanted.seed}: so bộ máy luật, bảng đã chứng nhận và bộ chấm độc lập.", flush=True)
    run = Run(wanted.seed, wanted.decisions, wanted.jobs)
    run.go()
    print("\n".join(run.lines()))
    if run.tally.disagreements:
        return told(run)
    return durability.main() if wanted.durability else 0


def told(run: Run) -> int:
    """The first disagreement, made small, with the way to see it again."""
    first = run.tally.disagreements[0]
    print(f"\nBẤT ĐỒNG: {first.place}\nXem lại: make fuzz {first.place}\n")
    print("\n".join(smallest(first.place)))
    return 1


def replay(place: Place) -> int:
    """One case again, in full."""
    lines = list(shown(place))
    print("\n".join(lines) if lines else f"{place}: ba bên như nhau.")
    return int(bool(lines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--set", type=int, help="xem lại một bộ của hạt giống")
    parser.add_argument("--submission", type=int, default=0)
    parser.add_argument("--durability", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _shares(counted: dict[str, int]) -> str:
    rows = sorted(counted.items(), key=lambda row: -row[1])
    return ", ".join(f"{name} {_grouped(count)}" for name, count in rows)


if __name__ == "__main__":
    sys.exit(main())
