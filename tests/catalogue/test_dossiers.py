"""The balance of files, as the library writes it: asserted where all its parts are given, and never otherwise."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.catalogue.load import load_catalogue
from par_engine.evidence.checks.identities import holds
from par_engine.library import Library
from tests.cli.program import REPOSITORY

CHECKS = {
    check.id.partition(".")[2]: check
    for check in load_catalogue(Library(REPOSITORY, "kiểm thử"))[0].checks
    if check.id.startswith("dossiers.") and check.measures() and not check.values_stand
}
FILES = {
    "received": 718_794,
    "carried_over": 10_000,
    "received_new": 708_794,
    "resolved": 694_719,
    "resolved_in_time": 694_191,
    "resolved_early": 600_000,
    "resolved_on_time": 94_191,
    "resolved_late": 528,
    "pending": 24_075,
    "pending_in_time": 23_989,
    "pending_overdue": 86,
}
"""The half-year report of 2020, and made-up parts where it prints none."""


def broken(files: dict[str, int]) -> set[str]:
    """The checks that these figures fail."""
    numbers = {f"dossiers.{name}": number for name, number in files.items()}
    return {name for name, check in CHECKS.items() if check.applies(numbers.__contains__) and not holds(check, numbers)}


def without(*names: str, **changed: int) -> dict[str, int]:
    return {name: number for name, number in {**FILES, **changed}.items() if name not in names}


def test_the_printed_figures_agree() -> None:
    assert broken(FILES) == set()


@pytest.mark.parametrize(
    ("files", "fails"),
    [
        (without(received=718_795), {"received_sum", "received_origin"}),
        (without(received=718_795, carried_over=10_001), {"received_sum"}),
        (without(resolved_late=529), {"resolved_sum"}),
        (without(resolved_early=600_001), {"in_time_sum"}),
        (without(pending_overdue=87), {"pending_sum"}),
        (without("received", carried_over=10_001), {"origin_sum"}),
        (without("received", "resolved", "resolved_in_time", "pending", resolved_late=529), {"all_parts"}),
        (without(received_correctly=718_795), {"received_correctly_part"}),
        (without(returned=718_795), {"returned_part"}),
    ],
)
def test_one_slip_is_told_once(files: dict[str, int], fails: set[str]) -> None:
    assert broken(files) == fails


@pytest.mark.parametrize("apart", [0, 1, 300])
def test_returned_files_may_stand_beside_those_resolved(apart: int) -> None:
    """No source says whether they count as resolved: the balance may be off by them."""
    files = without("carried_over", "received_new", received=718_794 + apart, returned=300)
    assert broken(files) == set()


@pytest.mark.parametrize(("apart", "fails"), [(-1, {"received_least"}), (301, {"received_most"})])
def test_returned_files_explain_no_more_than_themselves(apart: int, fails: set[str]) -> None:
    assert broken(without("carried_over", "received_new", received=718_794 + apart, returned=300)) == fails


EQUALITIES = {name: check for name, check in CHECKS.items() if check.equal}


@pytest.mark.parametrize("name", EQUALITIES)
def test_no_identity_speaks_of_a_part_that_is_not_given(name: str) -> None:
    check = EQUALITIES[name]
    parts = sorted(set(check.names()))
    assert check.applies(parts.__contains__)
    for count in range(len(parts)):
        for given_ones in combinations(parts, count):
            assert not check.applies(given_ones.__contains__)
    for other in check.unless:
        assert not check.applies([*parts, other].__contains__)


@given(files=st.dictionaries(st.sampled_from(sorted(FILES)), st.integers(0, 100)))
def test_whatever_is_left_out_only_whole_identities_complain(files: dict[str, Any]) -> None:
    given_ones = {f"dossiers.{name}" for name in files}
    assert all(set(CHECKS[name].names()) <= given_ones for name in broken(files))
