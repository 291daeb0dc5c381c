"""Cross-checks: what holds says nothing, what fails says the arithmetic, what is incomplete is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.findings import Finding, Severity
from tests.evidence.make import HEAD, evidence, findings
from tests.laws import law

SUM = """
- {id: s.sum, title: Tổng = xong + còn, equal: [s.total, s.done + s.open]}
"""
PART = """
- {id: s.part, title: Xong không vượt tổng, at_most: [s.done, s.total]}
"""
JUMP = """
- {id: s.jump, title: Đổi nhiều, yearly_jump: {indicator: s.total, more_than: 50%}, severity: warning}
"""


def only(rows: list[Finding]) -> Finding:
    (finding,) = rows
    return finding


def test_a_sum_that_adds_up_is_silent() -> None:
    assert findings("values: {s.total: 5, s.done: 3, s.open: 2}", SUM) == []


def test_a_sum_that_does_not_add_up_says_how() -> None:
    finding = only(findings("values: {s.total: 2104, s.done: 2950, s.open: 1809}", SUM))
    assert (finding.check, finding.severity, finding.path) == ("s.sum", Severity.ERROR, "values.s.total")
    assert finding.message == "Tổng = xong + còn: 2.104 ≠ 2.950 + 1.809 = 4.759, lệch 2.655"
    assert "Tổng; Đã xong; Còn lại" in finding.action


@pytest.mark.parametrize("values", ["s.total: 5, s.done: 9", "s.done: 3, s.open: 2", "s.total: 5", ""])
def test_a_sum_with_a_gap_is_skipped(values: str) -> None:
    assert findings(f"values: {{{values}}}", SUM) == []


def test_a_sum_with_an_unreadable_part_is_skipped() -> None:
    assert [one.check for one in findings("values: {s.total: 5, s.done: -3, s.open: 2}", SUM)] == ["value.unreadable"]


@pytest.mark.parametrize("done", [0, 4, 5])
def test_a_part_up_to_its_whole_is_silent(done: int) -> None:
    assert findings(f"values: {{s.total: 5, s.done: {done}}}", PART) == []


def test_a_part_above_its_whole_says_by_how_much() -> None:
    finding = only(findings("values: {s.total: 5, s.done: 1006}", PART))
    assert finding.message == "Xong không vượt tổng: 1.006 > 5, lệch 1.001"


@law(150)
@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_sum_fails_exactly_when_it_is_wrong(total: int, done: int, left: int) -> None:
    found = evidence(f"values: {{s.total: {total}, s.done: {done}, s.open: {left}}}", SUM)
    wrong = total != done + left
    assert bool(found.findings) == bool(found.suspect) == wrong


@pytest.mark.parametrize(
    ("form", "values", "shown"),
    [
        ("equal: [s.total, 2 * (s.done + s.open)]", (5, 1, 2), "5 ≠ 2 × (1 + 2) = 6"),
        ("equal: [s.total - s.done, s.open]", (5, 1, 2), "5 − 1 = 4 ≠ 2"),
        ("equal: [s.total - (s.done - s.open), '0']", (5, 3, 2), "5 − (3 − 2) = 4 ≠ 0"),
        ("equal: [s.total - s.done - s.open, '1']", (5, 3, 2), "5 − 3 − 2 = 0 ≠ 1"),
        ("at_most: ['max(s.total, s.done)', s.open]", (5, 3, 2), "lớn nhất(5; 3) = 5 > 2"),
        ("at_most: [s.total, 'min(s.done, 2 * s.open)']", (5, 3, 2), "5 > nhỏ nhất(3; 2 × 2) = 3"),
        ("at_most: [s.total, '4']", (5, 3, 2), "5 > 4"),
    ],
)
def test_the_arithmetic_is_spelled_out(form: str, values: tuple[int, int, int], shown: str) -> None:
    body = "values: {{s.total: {}, s.done: {}, s.open: {}}}".format(*values)
    finding = only(findings(body, f"- {{id: s.a, title: Thử, {form}}}"))
    assert finding.message.startswith(f"Thử: {shown}, lệch ")
    assert finding.found == shown


@pytest.mark.parametrize(
    ("more", "severity", "suspect"),
    [
        ("", Severity.ERROR, {"s.total", "s.done", "s.open"}),
        (", severity: warning", Severity.WARNING, set()),
        (", severity: note", Severity.NOTE, set()),
        (", values_stand: true", Severity.ERROR, set()),
    ],
)
def test_only_an_error_makes_values_suspect_unless_they_stand(more: str, severity: Severity, suspect: set[str]) -> None:
    check = f"- {{id: s.sum, title: Tổng, equal: [s.total, s.done + s.open]{more}}}"
    found = evidence("values: {s.total: 9, s.done: 3, s.open: 2}", check)
    assert only(found.findings).severity is severity
    assert set(found.suspect) == suspect


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        ("2.104", "34.348", "6,13%"),
        ("2.104", "34.348", "6,12%"),
        ("2.104", "34.348", "6,1%"),
        ("2.104", "34.348", "6%"),
        ("250", "559", "44,7%"),
        ("1.454", "3.261", "44,59%"),
        ("1.454", "3.261", "44,58%"),
        ("1.809", "15.004", "12,06%"),
        ("1", "3", "33,333333%"),
        ("2", "3", "67%"),
        ("2", "3", "66%"),
        ("1", "8", "12,5%"),
        ("7", "7", "100%"),
        ("0", "7", "0%"),
        ("3", "4", "3/4"),
        ("6", "8", "3/4"),
    ],
)
def test_a_rate_as_printed_rounded_or_cut_off_holds(part: str, whole: str, rate: str) -> None:
    assert findings(f'values: {{s.done: "{part}", s.total: "{whole}", s.done_rate: "{rate}"}}') == []


@pytest.mark.parametrize(
    ("part", "whole", "rate", "shown"),
    [
        ("2.950", "19.344", "1,53%", "ghi 1,53% nhưng 2.950 ÷ 19.344 = 15,25%"),
        ("2.104", "34.348", "6,14%", "ghi 6,14% nhưng 2.104 ÷ 34.348 = 6,13%"),
        ("2.104", "34.348", "6,130%", "ghi 6,13% nhưng 2.104 ÷ 34.348 = 6,126%"),
        ("250", "559", "44,8%", "ghi 44,8% nhưng 250 ÷ 559 = 44,72%"),
        ("2", "3", "68%", "ghi 68% nhưng 2 ÷ 3 = 66,67%"),
        ("9", "7", "100%", "ghi 100% nhưng 9 ÷ 7 = 128,57%"),
        ("3", "5", "3/4", "ghi 75% nhưng 3 ÷ 5 = 60,00%"),
    ],
)
def test_a_rate_that_is_not_its_ratio_says_the_division(part: str, whole: str, rate: str, shown: str) -> None:
    found = evidence(f'values: {{s.done: "{part}", s.total: "{whole}", s.done_rate: "{rate}"}}')
    finding = only(found.findings)
    assert (finding.check, finding.severity, finding.path) == ("rate.stated", Severity.ERROR, "values.s.done_rate")
    assert finding.message == f"Tỷ lệ xong {shown}"
    assert "“Đã xong”" in finding.action
    assert "“Tổng”" in finding.action
    assert set(found.suspect) == {"s.done", "s.total", "s.done_rate"}


def test_a_wrong_rate_points_at_the_part_it_would_need() -> None:
    finding = only(findings('values: {s.done: "2.950", s.total: "19.344", s.done_rate: "1,53%"}'))
    assert "tử số khoảng 296" in finding.action


def test_a_rate_of_an_empty_whole_cannot_be() -> None:
    finding = only(findings('values: {s.done: 0, s.total: 0, s.done_rate: "100%"}'))
    assert "0 ÷ 0 = không tính được" in finding.message


@pytest.mark.parametrize(
    "values", ['s.done_rate: "1%"', 's.done_rate: "1%", s.done: 5', 's.done_rate: "1%", s.total: 5']
)
def test_a_rate_without_both_its_parts_is_skipped(values: str) -> None:
    assert findings(f"values: {{{values}}}") == []


def test_a_total_that_its_own_rate_confirms_is_not_suspect() -> None:
    values = 'values: {s.total: "34.348", s.done: "2.104", s.done_rate: "6,13%", s.open: "1.809"}'
    found = evidence(values, "- {id: s.x, title: Thử, equal: [s.done, s.open]}")
    assert [one.check for one in found.findings] == ["s.x"]
    assert set(found.suspect) == {"s.open"}


def test_a_total_that_one_rate_confirms_and_another_denies_is_suspect() -> None:
    body = 'values: {{s.total: 100, s.done: 50, s.done_rate: "50%", s.open: 40, s.open_rate: "{}"}}'
    assert set(evidence(body.format("50%"), SUM).suspect) == {"s.total", "s.open", "s.open_rate"}


def test_where_every_rate_agrees_and_the_sum_does_not_all_values_are_suspect() -> None:
    body = 'values: {s.total: 100, s.done: 50, s.done_rate: "50%", s.open: 40, s.open_rate: "40%"}'
    assert set(evidence(body, SUM).suspect) == {"s.total", "s.done", "s.open"}


def test_every_failed_check_is_told_and_a_value_is_suspect_for_the_first() -> None:
    found = evidence("values: {s.total: 5, s.done: 6, s.open: 2}", SUM + PART)
    assert [one.check for one in found.findings] == ["s.sum", "s.part"]
    assert {name: one.check for name, one in found.suspect.items()} == dict.fromkeys(
        ("s.total", "s.done", "s.open"), "s.sum"
    )


@pytest.mark.parametrize(("before", "now"), [(100, 150), (100, 50), (100, 100), (0, 5), (3, 4)])
def test_a_change_within_the_bound_is_silent(before: int, now: int) -> None:
    assert findings(f"values: {{s.total: {now}}}\nprevious_values: {{s.total: {before}}}", JUMP) == []


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        (100, 151, "100 hồ sơ → 151 hồ sơ, tăng 51,00%"),
        (1000, 499, "1.000 hồ sơ → 499 hồ sơ, giảm 50,10%"),
        (3, 0, "3 hồ sơ → 0 hồ sơ, giảm 100,00%"),
    ],
)
def test_a_change_beyond_the_bound_is_a_warning(before: int, now: int, shown: str) -> None:
    found = evidence(f"values: {{s.total: {now}}}\nprevious_values: {{s.total: {before}}}", JUMP)
    finding = only(found.findings)
    assert (finding.severity, finding.check) == (Severity.WARNING, "s.jump")
    assert finding.message == f"Tổng: {shown} so với năm trước"
    assert "50%" in finding.allowed
    assert found.suspect == {}


@pytest.mark.parametrize("body", ["values: {s.total: 9}", "previous_values: {s.total: 9}"])
def test_a_change_needs_both_years(body: str) -> None:
    assert findings(body, JUMP) == []


@pytest.mark.parametrize("day", ["31/12/2019"])
def test_figures_up_to_the_end_are_silent(day: str) -> None:
    assert findings(f"values: {{s.total: {{value: 1, as_of: {day}}}, s.done: 1}}") == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("30/12/2019", "mới tính đến 30/12/2019, trước ngày cuối kỳ 31/12/2019"),
        ("01/01/2019", "mới tính đến 01/01/2019"),
        ("31/12/2018", "ngoài khoảng từ đầu kỳ đến ngày lập hồ sơ"),
        ("01/01/2020", "ngoài khoảng từ đầu kỳ đến ngày lập hồ sơ"),
    ],
)
def test_figures_that_stop_early_or_run_past_are_warnings(day: str, words: str) -> None:
    found = evidence(f"values: {{s.total: {{value: 1, as_of: {day}}}}}")
    finding = only(found.findings)
    assert (finding.check, finding.severity) == ("value.as_of", Severity.WARNING)
    assert words in finding.message
    assert found.suspect == {}


def test_figures_of_one_day_are_told_together() -> None:
    early = "{value: 1, as_of: 30/06/2019}"
    rows = findings(f"values: {{s.total: {early}, s.done: {early}, s.open: {{value: 0, as_of: 30/09/2019}}}}")
    assert [one.message.rpartition(": ")[2] for one in rows] == ["Tổng, Đã xong", "Còn lại"]


def test_before_the_end_of_the_period_the_day_of_preparation_is_the_end() -> None:
    head = HEAD.replace("prepared_on: 31/12/2019", "prepared_on: 30/06/2019")
    assert findings("values: {s.total: {value: 1, as_of: 30/06/2019}}", head=head) == []
    assert only(findings("values: {s.total: {value: 1, as_of: 29/06/2019}}", head=head)).check == "value.as_of"


GOOD = "{id: a, kind: ke_hoach, number: 1/KH, issued: 02/01/2019, received: 03/01/2019, proves: ['1.1']}"


@pytest.mark.parametrize(
    ("documents", "check", "path", "words"),
    [
        (f"{GOOD}, {GOOD}", "document.repeated", "documents[2].id", "“a” bị lặp"),
        ("{id: a, kind: ke_hoac}", "document.kind", "documents[1].kind", "“ke_hoac” không có"),
        (
            "{id: a, kind: ke_hoach, issued: 02/01/2019, proves: ['1.1']}",
            "document.incomplete",
            "documents[1]",
            "số, ký hiệu",
        ),
        (
            "{id: a, kind: bao_cao, issued: 01/01/2020}",
            "document.future",
            "documents[1].issued",
            "01/01/2020, sau ngày lập",
        ),
        ("{id: a, kind: bao_cao, sent: 01/01/2020}", "document.future", "documents[1].sent", "01/01/2020"),
        ("{id: a, kind: bao_cao, received: 01/01/2020}", "document.future", "documents[1].received", "01/01/2020"),
        (
            "{id: a, kind: bao_cao, issued: 02/01/2019, received: 01/01/2019}",
            "document.dates",
            "documents[1].received",
            "nhận trước khi ban hành",
        ),
    ],
)
def test_a_document_that_cannot_be_as_it_is(documents: str, check: str, path: str, words: str) -> None:
    finding = only(findings(f"documents: [{documents}]"))
    assert (finding.check, finding.path) == (check, path)
    assert words in finding.message


def test_a_document_without_fault_is_silent() -> None:
    assert findings(f"values: {{s.total: {{value: 1, document: a}}}}\ndocuments: [{GOOD}]") == []


def test_what_a_document_lacks_only_matters_where_it_proves_something() -> None:
    lacking = "documents: [{{id: a, kind: ke_hoach, proves: [{}]}}]"
    assert [only(findings(lacking.format(proves))).severity for proves in ("'1.1'", "")] == [
        Severity.ERROR,
        Severity.NOTE,
    ]


def test_a_value_may_only_cite_a_document_that_is_there() -> None:
    finding = only(findings(f"values: {{s.total: {{value: 1, document: b}}}}\ndocuments: [{GOOD}]"))
    assert (finding.check, finding.path) == ("document.unknown", "values.s.total.document")


def test_the_order_of_values_changes_nothing() -> None:
    one = findings("values: {s.total: 5, s.done: 6, s.open: 2}", SUM + PART)
    two = findings("values: {s.open: 2, s.done: 6, s.total: 5}", SUM + PART)
    assert [(finding.check, finding.message) for finding in one] == [
        (finding.check, finding.message) for finding in two
    ]
