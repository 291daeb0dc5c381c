"""The half-year report of 2020 as printed: exactly the figures that are wrong in it are found, with the arithmetic."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from par_engine.evidence.evidence import Evidence
from par_engine.findings import Finding, Severity
from par_engine.library import Library
from par_engine.scoring.evaluate import gather, open_submission, score_file

ROOT = Path(__file__).parents[2]
LIBRARY = Library(ROOT, "kho mã nguồn")
FILE = ROOT / "examples" / "thanh-hoa-2020-6-thang" / "submission.yaml"
OTHER = ROOT / "examples" / "so-tu-phap-2019" / "submission.yaml"


@pytest.fixture(scope="module")
def found() -> Evidence:
    file, yardstick = open_submission(LIBRARY, FILE)
    return gather(file, yardstick)


def of(evidence: Evidence, severity: Severity) -> list[Finding]:
    return sorted((one for one in evidence.findings if one.severity is severity), key=lambda one: one.check)


def test_every_printed_figure_can_be_read(found: Evidence) -> None:
    submission = found.submission
    assert not found.unusable
    assert found.values.keys() >= submission.values.keys()
    assert len(submission.values) > 90


def test_exactly_the_wrong_figures_are_errors(found: Evidence) -> None:
    errors = {(one.check, one.path): one.message for one in of(found, Severity.ERROR)}
    assert errors.keys() == {
        ("online.level3_handled_sum", "values.online.level3_handled"),
        ("online.level3_province_part", "values.online.level3_handled_province"),
        ("rate.stated", "values.online.level3_rate_province"),
    }
    assert (
        "2.104 ≠ 2.950 + 1.809 = 4.759, lệch 2.655"
        in errors["online.level3_handled_sum", "values.online.level3_handled"]
    )
    assert "2.950 > 2.104, lệch 846" in errors["online.level3_province_part", "values.online.level3_handled_province"]
    rate = errors["rate.stated", "values.online.level3_rate_province"]
    assert "ghi 1,53% nhưng 2.950 ÷ 19.344 = 15,25%" in rate


def test_the_wrong_rate_points_at_the_figure_that_was_meant(found: Evidence) -> None:
    (rate,) = (one for one in found.findings if one.check == "rate.stated")
    assert "tử số khoảng 296" in rate.action  # 2.104 − 1.809 = 295: the pen slipped from 295 to 2.950


def test_each_error_stands_at_the_line_of_its_figure(found: Evidence) -> None:
    lines = FILE.read_text(encoding="utf-8").split("\n")
    for finding in of(found, Severity.ERROR):
        assert finding.place
        written = lines[finding.place.line - 1]
        assert written.strip().startswith(finding.path.removeprefix("values.") + ":")
        assert written[finding.place.column - 1 :].startswith("{value:")


def test_exactly_the_doubtful_figures_are_warnings(found: Evidence) -> None:
    warnings = of(found, Severity.WARNING)
    assert Counter(one.check for one in warnings) == {
        "apparatus.merged_communes_same": 1,
        "online.services_upper_tiers": 1,
        "value.as_of": 2,
    }
    said = " ".join(one.message for one in warnings)
    assert "67 ≠ 68, lệch 1" in said
    assert "282 + 177 = 459 ≠ 380 + 68 = 448, lệch 11" in said
    assert {one.found for one in warnings if one.check == "value.as_of"} == {"15/03/2020", "25/05/2020"}


def test_only_a_document_without_its_date_is_noted(found: Evidence) -> None:
    (note,) = of(found, Severity.NOTE)
    assert note.check == "document.incomplete"
    assert "“qd-1874” thiếu ngày ban hành" in note.message


def test_only_the_figures_that_contradict_one_another_are_left_out(found: Evidence) -> None:
    assert set(found.suspect) == {
        "online.level3_handled_province",
        "online.level3_received_province",
        "online.level3_rate_province",
    }


def test_totals_that_their_own_rates_confirm_still_count(found: Evidence) -> None:
    for name in ("online.level3_handled", "online.level3_received", "online.level3_handled_district"):
        assert name in found.values
        assert name not in found.suspect


def test_scoring_finds_nothing_else_that_is_wrong(found: Evidence) -> None:
    sheet = score_file(LIBRARY, FILE)
    more = [one for one in sheet.findings if one not in found.findings]
    assert [one for one in more if one.severity is Severity.ERROR] == []


def test_the_other_example_has_no_error() -> None:
    assert [one for one in score_file(LIBRARY, OTHER).findings if one.severity is Severity.ERROR] == []
