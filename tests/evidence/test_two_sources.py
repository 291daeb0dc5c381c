"""A figure that the agency and the office that sums it up say differently."""

from __future__ import annotations

import pytest

from par_engine.findings import Severity
from tests.evidence.make import evidence


def told(body: str) -> list[tuple[str, Severity]]:
    found = evidence(body).findings
    return [(one.check, one.severity) for one in found if one.check.startswith("two_sources.")]


@pytest.mark.parametrize(
    ("own", "theirs", "differ"),
    [
        ("s.total: 5", "s.total: 5", False),
        ("s.total: 5", "s.total: 6", True),
        ("s.total: 1088", 's.total: "1.088"', False),
        ('s.share: "94,93%"', 's.share: "94,9%"', False),
        ('s.share: "94,96%"', 's.share: "94,9%"', False),  # cut off, which is seen in print
        ('s.share: "94,96%"', 's.share: "95%"', False),
        ('s.share: "94,93%"', 's.share: "94,94%"', True),
        ("s.ok: true", "s.ok: có", False),
        ("s.ok: true", "s.ok: không", True),
        ("s.level: day_du", "s.level: Đầy đủ", False),
        ("s.level: day_du", "s.level: mot_phan", True),
        ("s.day: 01/02/2019", "s.day: 02/02/2019", True),
        ("s.total: 5", "s.done: 6", False),
    ],
)
def test_what_differs(own: str, theirs: str, differ: bool) -> None:
    assert (
        told(f"values: {{{own}}}\nfrom_offices: {{so-noi-vu: {{{theirs}}}}}")
        == [("two_sources.differ", Severity.ERROR)] * differ
    )


def test_neither_figure_is_used() -> None:
    found = evidence("values: {s.total: 5, s.done: 3}\nfrom_offices: {so-noi-vu: {s.total: 6, s.done: 3}}")
    assert set(found.suspect) == {"s.total"}
    assert found.values["s.total"].number == 5


def test_figures_of_two_days_may_differ() -> None:
    body = "values: {s.total: {value: 5, as_of: 30/11/2019}}\n"
    body += "from_offices: {so-noi-vu: {s.total: {value: 6, as_of: 31/12/2019}}}"
    assert told(body) == [("two_sources.differ", Severity.WARNING)]
    assert evidence(body).suspect == {}


def test_two_offices_each_in_turn() -> None:
    body = "values: {s.money: 5}\nfrom_offices: {so-tu-phap: {s.money: 6}, so-noi-vu: {s.money: 7}}"
    assert told(body) == [
        ("two_sources.differ", Severity.ERROR),
        ("two_sources.office", Severity.WARNING),
        ("two_sources.differ", Severity.ERROR),
    ]


def test_an_office_that_agrees_confirms_the_figure() -> None:
    """A sum that fails blames the part that nobody confirms."""
    check = "- {id: s.sum, title: Cộng, equal: [s.total, s.done + s.open]}"
    body = "values: {s.total: 10, s.done: 6, s.open: 5}\nfrom_offices: {so-noi-vu: {s.total: 10, s.done: 6}}"
    assert set(evidence(body, check).suspect) == {"s.open"}


def test_a_figure_of_an_office_alone_is_not_the_agencys() -> None:
    found = evidence("from_offices: {so-noi-vu: {s.total: 6}}")
    assert "s.total" not in found.numbers()
    assert found.findings == []


def test_what_an_office_says_must_be_readable_too() -> None:
    found = evidence("from_offices: {so-noi-vu: {s.total: nhiều, s.totl: 1}}")
    assert {one.check for one in found.findings} == {"value.unreadable", "value.unknown"}
    assert found.unusable == {}
