"""Claimed, computed, verified: what an assessment changes, and that nothing else does."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Cause
from par_engine.errors import InputError
from par_engine.evidence.assessment import load_assessment
from par_engine.lost_points.rows import Group, lost_points
from par_engine.lost_points.totals import totals_of
from par_engine.reports.explain import explanation
from par_engine.reports.shapes import lost_points_shape, score_shape
from par_engine.scoring.evaluate import score_file
from par_engine.scoring.result import ScoreSheet, State
from par_engine.scoring.totals import by_source
from tests.cli.program import OFFICE, REPOSITORY
from tests.reports.conftest import SHIPPED
from tests.scoring.drawing import Drawing, submissions, worlds
from tests.scoring.samples import bands, every_kind, half_proven, report, world
from tests.scoring.test_laws import adds_up
from tests.scoring.world import Plain, assessment, component, scored, submission, verified

ZERO = Decimal("0.00")
GOOD = submission({"t.n": 96, "t.d": 100}, [report("1.1")])


def one_of(ruling: Plain, data: Plain = GOOD, member: Plain | None = None) -> Any:
    """One component with bands, verified."""
    (one,) = verified(world(member or bands()).program(), data, assessment(**ruling)).components
    return one


def records(one: Any) -> list[str]:
    return [str(one.claimed), str(one.computed), str(one.verified)]


def test_without_an_assessment_nothing_is_verified() -> None:
    sheet = scored(world(bands()).program(), GOOD)
    (one,) = sheet.components
    assert (one.verified, one.computed, sheet.verified) == (None, Decimal("2.00"), False)
    shape = score_shape(sheet)
    assert (shape["total"]["verified"], shape["areas"][0]["verified"], shape["components"][0]["verified"]) == (
        None,
    ) * 3


def test_an_assessment_that_says_nothing_changes_nothing() -> None:
    one = one_of({})
    assert records(one) == ["2.00", "2.00", "2.00"]


@pytest.mark.parametrize(
    "ruling",
    [
        {"documents": {"bc-1.1": {"rejected": "not_signed", "note": "thiếu trang cuối."}}},
        {"documents": {"bc-1.1": {"rejected": "not_signed", "for": ["1.1"], "note": "thiếu trang cuối"}}},
        {"rejected": {"not_signed": ["bc-1.1"]}},
    ],
)
def test_a_rejected_document_does_not_count(ruling: Plain) -> None:
    one = one_of(ruling)
    assert records(one) == ["2.00", "2.00", "0.00"]
    (loss,) = one.losses
    assert (loss.cause, str(loss.points)) == (Cause.DOCUMENT_INVALID, "3.00")
    assert "thiếu chữ ký" in loss.why


def test_a_document_rejected_for_one_component_counts_for_another() -> None:
    members = [bands(), bands(number="1.2")]
    data = submission({"t.n": 96, "t.d": 100}, [report("1.1", proves=["1.1/report", "1.2/report"])])
    ruling = assessment(documents={"bc-1.1": {"rejected": "not_about_it", "for": ["1.2"]}})
    sheet = verified(world(*members).program(), data, ruling)
    assert [str(one.verified) for one in sheet.components] == ["2.00", "0.00"]
    assert (str(sheet.totals.computed), str(sheet.totals.points)) == ("4.00", "2.00")


def test_a_figure_that_cites_a_rejected_document_is_doubtful() -> None:
    data = submission({"t.n": {"value": 96, "document": "bc-1.1"}, "t.d": 100}, [report("1.1")])
    ruling: Plain = {"rejected": {"not_signed": ["bc-1.1"]}}
    corrected = {**ruling, "values": {"t.n": {"value": 95, "source": "sổ"}}}

    def warned(**more: Any) -> list[str]:
        sheet = verified(world(bands()).program(), data, assessment(**more))
        return [one.message for one in sheet.findings if one.check == "value.rejected_document"]

    assert warned() == warned(**corrected) == []
    (message,) = warned(**ruling)
    assert "dẫn tài liệu “bc-1.1” mà thẩm định không chấp nhận (thiếu chữ ký" in message


def test_another_document_still_proves_what_one_rejected_does_not() -> None:
    data = submission({"t.n": 96, "t.d": 100}, [report("1.1"), report("1.1", id="hai")])
    assert records(one_of({"rejected": {"not_signed": ["bc-1.1"]}}, data)) == ["2.00", "2.00", "2.00"]


def test_a_corrected_figure_replaces_the_reported_one() -> None:
    one = one_of({"values": {"t.n": {"value": 100, "source": "phần mềm một cửa"}}})
    assert records(one) == ["2.00", "2.00", "3.00"]
    missing = submission({"t.d": 100}, [report("1.1")])
    assert records(one_of({"values": {"t.n": {"value": 95, "source": "sổ"}}}, missing)) == ["0.00", "0.00", "2.00"]


def test_a_correction_settles_a_contradiction() -> None:
    contradicted = submission({"t.n": 96, "t.n_twin": 90, "t.d": 100}, [report("1.1")])
    sheet = verified(world(bands()).program(), contradicted, assessment())
    assert sheet.components[0].state is State.MISSING
    sheet = verified(world(bands()).program(), contradicted, assessment(values={"t.n": {"value": 90, "source": "sổ"}}))
    assert [str(one.verified) for one in sheet.components] == ["1.00"]
    assert sheet.findings == ()


def test_what_the_verifier_finds_not_to_apply_leaves_the_maximum() -> None:
    ruling = assessment(not_applicable={"1.1": {"reason": "không phát sinh hồ sơ"}})
    sheet = verified(world(bands(), bands(number="1.2")).program(), GOOD, ruling)
    one = sheet.components[0]
    assert (one.state, one.why, str(one.computed), str(one.verified)) == (
        *(State.NOT_APPLICABLE, "Không phát sinh hồ sơ.", "2.00", "0.00"),
    )
    assert (str(sheet.totals.applicable_max), str(sheet.totals.computed)) == ("3.00", "2.00")


@pytest.mark.parametrize(
    ("points", "losses"),
    [
        ("3", []),
        ("2.5", [("below_threshold", "0.50")]),
        ("2", [("below_threshold", "1.00")]),
        ("0.75", [("below_threshold", "1.00"), ("overridden", "1.25")]),
        ("0", [("below_threshold", "1.00"), ("overridden", "2.00")]),
    ],
)
def test_an_override_is_visible(points: str, losses: list[tuple[str, str]]) -> None:
    """The rules give 2 of 3; what the board takes beyond that is its own loss."""
    one = one_of({"overrides": {"1.1": {"points": Decimal(points), "grounds": "Biên bản số 5"}}})
    assert records(one) == ["2.00", "2.00", str(Decimal(points).quantize(ZERO))]
    assert [(loss.cause.value, str(loss.points)) for loss in one.losses] == losses
    assert "Biên bản số 5" in one.why
    assert (one.state, one.open, one.next) == (State.SCORED, ZERO, None)


def test_an_override_settles_what_was_open() -> None:
    unproven = submission({"t.n": 96, "t.d": 100}, explanations={"1.1": "đang in"})
    one = one_of({"overrides": {"1.1": {"points": 1, "grounds": "xem trực tiếp"}}}, unproven)
    assert (str(one.open), str(one.lost), one.points_if_proven) == ("0.00", "2.00", None)
    assert [(loss.cause, str(loss.points)) for loss in one.losses] == [(Cause.OVERRIDDEN, "2.00")]


def test_the_list_shows_what_the_board_took_away() -> None:
    ruling = assessment(overrides={"1.1": {"points": Decimal("0.5"), "grounds": "Biên bản số 5"}})
    rows = lost_points(verified(world(bands()).program(), GOOD, ruling))
    assert {(row.cause, str(row.points), row.group) for row in rows} == {
        (Cause.BELOW_THRESHOLD, "1.00", Group.MENDABLE_NEXT_YEAR),
        (Cause.OVERRIDDEN, "1.50", Group.MENDABLE_NEXT_YEAR),
    }


def test_an_override_of_what_does_not_apply_is_said_and_ignored() -> None:
    zero = submission({"t.n": 0, "t.d": 0}, [report("1.1")])
    small = world(bands(when_denominator_zero="not_applicable")).program()
    sheet = verified(small, zero, assessment(overrides={"1.1": {"points": 1, "grounds": "họp"}}))
    assert (str(sheet.totals.points), str(sheet.totals.applicable_max)) == ("0.00", "0.00")
    assert [finding.check for finding in sheet.findings] == ["override.not_applicable"]


def test_claims_stay_what_the_agency_said() -> None:
    data = {**GOOD, "claims": {"1.1": {"points": 3, "reason": "đủ"}}}
    one = one_of({"not_applicable": {"1.1": {"reason": "không có hồ sơ"}}}, data)
    assert records(one) == ["3.00", "2.00", "0.00"]


# What others found.


def from_others() -> Any:
    """One component each from a survey, from outside, from the board."""
    lines = [{"at_most": 10, "points": 1}, {"otherwise": True, "points": 0}]
    return world(
        component("1.1", {"survey": [{"question": "q1", "title": "Hài lòng", "full_at": "100%"}]}, 5),
        component("1.2", {"external": [{"result": "t.n", "title": "Thứ hạng", "bands": lines}]}, 1),
        component("1.3", {"judged": {"guidance": "theo sáng kiến"}}, 2),
    ).program()


@pytest.mark.parametrize(
    ("share", "points"),
    [("59,99%", "0.00"), ("60%", "0.00"), ("75%", "1.50"), ("89,9%", "2.99"), ("90%", "3.00"), ("100%", "3.00")],
)
def test_a_survey_between_two_marks(share: str, points: str) -> None:
    row = {"question": "q1", "title": "Hài lòng", "from": "60%", "full_at": "90%"}
    program = world(component("1.1", {"survey": [row]}, 3)).program()
    sheet = verified(program, submission(), assessment(survey={"q1": {"share": share, "source": "báo cáo"}}))
    assert [str(one.points) for one in sheet.components] == [points]


FOUND: Plain = {
    "survey": {"q1": {"options": {"A": 120, "B": 30}, "source": "báo cáo"}},
    "external": {"t.n": {"value": 9, "source": "công bố"}},
    "judged": {"1.3": {"points": Decimal("0.5"), "grounds": "họp"}},
}


def test_results_of_others_are_in_both_records() -> None:
    """120 of A and 30 of B are 92 % of 5 points."""
    sheet = verified(from_others(), submission(), assessment(**FOUND))
    assert [records(one) for one in sheet.components] == [["4.60"] * 3, ["1.00"] * 3, ["0.50"] * 3]
    assert sheet.findings == ()
    assert {source.value: str(totals.points) for source, totals in by_source(sheet).items()} == {
        "survey": "4.60",
        "verifier": "0.50",
        "external": "1.00",
    }


def test_a_finished_share_counts_as_the_answers_do() -> None:
    ruling = assessment(survey={"q1": {"share": "92,0%", "source": "báo cáo"}})
    assert records(verified(from_others(), submission(), ruling).components[0]) == ["4.60"] * 3


def test_options_that_a_question_does_not_have() -> None:
    ruling = assessment(survey={"q1": {"options": {"A": 120, "E": 30}, "source": "báo cáo"}})
    sheet = verified(from_others(), submission(), ruling)
    (finding,) = sheet.findings
    assert (finding.check, finding.found, finding.allowed) == ("assessment.option", "E", "A, B, C, D")
    assert sheet.components[0].state is State.AWAITING_SURVEY


def test_a_judgement_stands_under_an_override() -> None:
    ruling = assessment(**FOUND, overrides={"1.3": {"points": 0, "grounds": "rút lại"}})
    one = verified(from_others(), submission(), ruling).components[2]
    assert records(one) == ["0.50", "0.50", "0.00"]
    assert [loss.cause for loss in one.losses] == [Cause.JUDGED_DOWN, Cause.OVERRIDDEN]


def test_an_override_opens_or_shuts_what_requires_it() -> None:
    members = [bands(), component("1.2", {"yes_no": {"answer": "t.yes"}}, requires=[{"component": "1.1"}])]
    data = submission({"t.n": 96, "t.d": 100, "t.yes": True}, [report("1.1")])
    ruling = assessment(overrides={"1.1": {"points": 0, "grounds": "họp"}})
    one = verified(world(*members).program(), data, ruling).components[1]
    assert records(one) == ["1.00", "1.00", "0.00"]
    assert [loss.cause for loss in one.losses] == [Cause.PREREQUISITE_FAILED]


# Laws.


@st.composite
def rulings(draw: Any, drawing: Drawing, data: Plain) -> Plain:
    """An assessment of a drawn submission: documents rejected, components released, points set."""
    papers = [one["id"] for one in data["documents"]]
    names = [one["id"] for one in drawing.world.components]
    most = {one["id"]: one["max_points"] for one in drawing.world.components}
    rejected = draw(st.sets(st.sampled_from(papers))) if papers else set()
    released = draw(st.sets(st.sampled_from(names), max_size=1))
    set_by_board = draw(st.sets(st.sampled_from(names), max_size=2)) - released
    share = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)])
    return assessment(
        agency=data["agency"]["id"],
        period=data["period"],
        documents={name: {"rejected": "wrong_period"} for name in sorted(rejected)},
        not_applicable={name: {"reason": "không có việc"} for name in sorted(released)},
        overrides={
            name: {"points": round(most[name] * draw(share), 2), "grounds": "họp"} for name in sorted(set_by_board)
        },
    )


@st.composite
def verified_sheets(draw: Any) -> tuple[Drawing, Plain, Plain, ScoreSheet]:
    drawing = draw(worlds())
    data, on = draw(submissions(drawing))
    data.pop("results")  # here they come with the assessment
    ruling = draw(rulings(drawing, data))
    return drawing, data, ruling, verified(drawing.world.program(), data, ruling, on)


@given(verified_sheets())
def test_laws_hold_of_the_verified_record(drawn: tuple[Drawing, Plain, Plain, ScoreSheet]) -> None:
    drawing, data, ruling, sheet = drawn
    plain = scored(drawing.world.program(), data, sheet.on)
    assert [one.computed for one in sheet.components] == [one.points for one in plain.components]
    assert [one.claimed for one in sheet.components] == [one.claimed for one in plain.components]
    assert sheet.totals.computed == plain.totals.points
    adds_up(sheet.totals, sheet.components)
    for one in sheet.components:
        assert one.points + one.lost + one.open == one.applicable_max
        below = min((decided.asked.compiled.decision.least for decided in one.decided), default=ZERO)
        assert one.points >= below
        assert min(one.lost, one.open) >= ZERO
        assert sum((loss.points for loss in one.losses), ZERO) == one.lost
        assert all(loss.points > 0 for loss in one.losses)
    listed = totals_of(lost_points(sheet), ZERO)
    assert (listed.lost, listed.open) == (sheet.totals.lost, sheet.totals.open)
    touched = {*ruling["not_applicable"], *ruling["overrides"]}
    for one in sheet.components:  # what requires a touched component is touched
        touched |= {one.id for wanted in one.placed.component.requires if wanted.component in touched}
    if not ruling["documents"]:
        pairs = zip(sheet.components, plain.components, strict=True)
        assert all(one.mark == other.mark for one, other in pairs if one.id not in touched)


@given(verified_sheets())
def test_the_certified_table_verifies_the_same(drawn: tuple[Drawing, Plain, Plain, ScoreSheet]) -> None:
    drawing, data, ruling, sheet = drawn
    again = verified(drawing.world.program(), data, ruling, sheet.on, fast=True)
    assert score_shape(again) == score_shape(sheet)
    assert lost_points_shape(lost_points(again), again) == lost_points_shape(lost_points(sheet), sheet)


# The files.


EXAMPLE = REPOSITORY / "examples" / "so-tu-phap-2019" / "assessment.yaml"


def test_the_example_rejects_corrects_and_overrides() -> None:
    sheet = score_file(SHIPPED, REPOSITORY / OFFICE, assessment=EXAMPLE)
    changed = {one.id: records(one)[1:] for one in sheet.components if one.computed != one.verified}
    assert changed == {"1.13": ["1.00", "0.50"], "2.3": ["1.42", "1.36"], "5.8": ["0.00", "0.50"]}
    assert not [finding for finding in sheet.findings if finding.check.startswith(("assessment", "override"))]
    total = score_shape(sheet)["total"]
    assert [total[key] for key in ("claimed", "computed", "verified", "points")] == ["48.95", "46.95", "46.89", "46.89"]
    told = dict(explanation(sheet, next(one for one in sheet.components if one.id == "2.3")))
    assert "thẩm định sửa theo Tra cứu trực tiếp" in " ".join(told["Số liệu"])


def test_json_says_the_same_as_yaml(tmp_path: Path) -> None:
    file = load_assessment(EXAMPLE, "a.yaml")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(file.tree.data, ensure_ascii=False, default=float), encoding="utf-8")
    assert load_assessment(path, "a.json").model == file.model


def test_an_assessment_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_assessment(tmp_path / "khong-co.yaml", "khong-co.yaml")


def test_the_half_proven_sample_verified() -> None:
    ruling = assessment(overrides={"1.2": {"points": Decimal("1.5"), "grounds": "họp"}})
    sheet = verified(world(*every_kind().values()).program(), half_proven(), ruling)
    adds_up(sheet.totals, sheet.components)
    assert [str(one.points) for one in sheet.components if one.override] == ["1.50"]
