"""Which documents prove a component, whether they count, and how late they are."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.calendar import parse_date
from par_engine.criteria.due import RoundClock, Window
from par_engine.evidence.proof import Absent, Invalid, Present, Proof, Proofs, delayed_words, implied_key, missing_words
from par_engine.evidence.submission import Document
from tests.evidence.make import HEAD, catalogue, component, evidence, model
from tests.laws import law

END = dt.date(2020, 1, 31)
YEAR = Window.model_validate({"from": "01/10/2018", "to": "31/12/2019"})


def prove(wanted: str, documents: str, key: str = "plan", on: dt.date = END, window: Window | None = YEAR) -> Proof:
    """What proves one key of a component, with the documents handed in."""
    found = evidence(f"documents: [{documents}]")
    clock = RoundClock(2019, found.submission.period.span())
    return Proofs(found, catalogue(), clock, window, on).of(component(wanted), key)


def plan(more: str = "", proves: str = "1.1/plan") -> str:
    return f"{{id: p, kind: ke_hoach, number: 1/KH, issued: 15/01/2019, proves: ['{proves}']{more}}}"


PLAN = "  plan: {kind: ke_hoach, about: năm}"
TWO = f"{PLAN}\n  report: {{kind: bao_cao, about: năm}}"
TWO_PLANS = f"{PLAN}\n  other: {{kind: ke_hoach, about: khác}}"


def test_nothing_handed_in_is_absent() -> None:
    assert prove(PLAN, "") == Absent()


def test_a_document_for_another_component_or_key_is_absent() -> None:
    assert prove(TWO, plan(proves="1.2/plan")) == Absent()
    assert prove(TWO, plan(proves="1.1/report")) == Absent()


@pytest.mark.parametrize("proves", ["1.1/plan", "1.1"])
def test_a_document_that_names_the_component_proves_its_only_key(proves: str) -> None:
    assert isinstance(prove(PLAN, plan(proves=proves)), Present)


def test_the_kind_tells_which_of_two_keys_is_meant() -> None:
    assert isinstance(prove(TWO, plan(proves="1.1")), Present)
    assert prove(TWO, plan(proves="1.1"), "report") == Absent()


def test_two_keys_of_one_kind_must_be_named() -> None:
    assert prove(TWO_PLANS, plan(proves="1.1")) == Absent()
    assert isinstance(prove(TWO_PLANS, plan(proves="1.1/other"), "other"), Present)


@pytest.mark.parametrize(
    ("wanted", "kind", "key"),
    [(PLAN, "bao_cao", "plan"), (TWO, "bao_cao", "report"), (TWO, "quyet_dinh", None), (TWO_PLANS, "ke_hoach", None)],
)
def test_the_key_that_a_kind_implies(wanted: str, kind: str, key: str | None) -> None:
    assert implied_key(component(wanted), Document(id="a", kind=kind)) == key


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("{id: p, kind: bao_cao, issued: 15/01/2019, proves: [1.1/plan]}", "là Báo cáo, cần Kế hoạch"),
        ("{id: p, kind: to_trinh, issued: 15/01/2019, proves: [1.1/plan]}", "là to_trinh, cần Kế hoạch"),
        ("{id: p, kind: ke_hoach, issued: 15/01/2019, proves: [1.1/plan]}", "thiếu số, ký hiệu"),
        ("{id: p, kind: ke_hoach, proves: [1.1/plan]}", "thiếu số, ký hiệu, ngày ban hành"),
        (
            "{id: p, kind: ke_hoach, number: 1, issued: 30/09/2018, proves: [1.1/plan]}".replace("1,", "'1',"),
            "ban hành ngày 30/09/2018, ngoài khoảng 01/10/2018–31/12/2019",
        ),
        ("{id: p, kind: ke_hoach, number: '1', issued: 01/01/2020, proves: [1.1/plan]}", "ngoài khoảng"),
    ],
)
def test_a_document_that_does_not_count_says_why(document: str, reason: str) -> None:
    proof = prove(PLAN, document)
    assert isinstance(proof, Invalid)
    assert reason in proof.reason


@pytest.mark.parametrize("issued", ["01/10/2018", "31/12/2019"])
def test_both_ends_of_the_window_count(issued: str) -> None:
    document = f"{{id: p, kind: ke_hoach, number: '1', issued: {issued}, proves: [1.1/plan]}}"
    assert isinstance(prove(PLAN, document), Present)


def test_a_window_of_its_own_goes_before_that_of_the_set() -> None:
    wanted = "  plan: {kind: ke_hoach, about: năm, dated: {from: 01/01, to: 10/01}}"
    assert isinstance(prove(wanted, plan()), Invalid)
    assert isinstance(prove("  plan: {kind: ke_hoach, about: năm, dated: {from: 01/01, to: 15/01}}", plan()), Present)


def test_without_any_window_every_day_counts() -> None:
    old = "{id: p, kind: ke_hoach, number: '1', issued: 01/01/2001, proves: [1.1/plan]}"
    assert isinstance(prove(PLAN, old, window=None), Present)


def test_one_good_document_is_enough() -> None:
    bad = "{id: q, kind: bao_cao, proves: [1.1/plan]}"
    for documents in (f"{bad}, {plan()}", f"{plan()}, {bad}"):
        proof = prove(PLAN, documents)
        assert isinstance(proof, Present)
        assert [document.id for document in proof.documents] == ["p"]


@pytest.mark.parametrize(
    ("due", "late"),
    [
        ("{by: 15/01}", 0),
        ("{by: 14/01}", 1),
        ("{by: 16/01}", -1),
        ("{before: 15/01}", 1),
        ("{before: 16/01}", 0),
        ("{in: M1}", -16),
        ("{in: 12/2018}", 15),
        ("{by: Q1}", -75),
        ("{before: Q1}", 15),
        ("{by: 31/12/2018}", 15),
        ("{throughout: true}", 0),
    ],
)
def test_days_late_are_counted_from_the_last_valid_day(due: str, late: int) -> None:
    proof = prove(f"  plan: {{kind: ke_hoach, about: năm, due: {due}}}", plan())
    assert isinstance(proof, Present)
    assert proof.late == late
    assert proof.counted == dt.date(2019, 1, 15)


BOTH = "kind: bao_cao, issued: 10/01/2019, received: 20/01/2019, proves: [1.1/plan]"


@pytest.mark.parametrize(("counts", "late"), [("", 5), (", counts: received", 5), (", counts: issued", -5)])
def test_the_criterion_or_the_kind_says_which_date_counts(counts: str, late: int) -> None:
    proof = prove(f"  plan: {{kind: bao_cao, about: năm, due: {{by: 15/01}}{counts}}}", f"{{id: p, {BOTH}}}")
    assert isinstance(proof, Present)
    assert proof.late == late


def test_the_first_of_several_documents_counts() -> None:
    later = "{id: q, kind: ke_hoach, number: '2', issued: 20/02/2019, proves: [1.1/plan]}"
    proof = prove("  plan: {kind: ke_hoach, about: năm, due: {by: 15/01}}", f"{later}, {plan()}")
    assert isinstance(proof, Present)
    assert (proof.late, len(proof.documents)) == (0, 2)


def test_without_the_date_that_counts_nobody_knows_how_late_it_is() -> None:
    document = "{id: p, kind: bao_cao, issued: 10/01/2019, proves: [1.1/plan]}"
    proof = prove("  plan: {kind: bao_cao, about: năm, due: {by: 15/01}}", document)
    assert isinstance(proof, Present)
    assert (proof.late, proof.counted) == (None, None)


QUARTERLY = "  plan: {kind: bao_cao, about: quý, due: {each: quarter}}"


def reports(*rows: str) -> str:
    return ", ".join(f"{{id: r{number}, kind: bao_cao, {row}, proves: [1.1/plan]}}" for number, row in enumerate(rows))


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (["covers: [Q1, Q2, Q3, Q4]"], ()),
        (["covers: year"], ()),
        (["covers: H1", "covers: H2"], ()),
        (["covers: Q1", "covers: Q4"], ("Q2/2019", "Q3/2019")),
        (["covers: nine_months"], ("Q4/2019",)),
        (["covers: M1", "covers: M2", "covers: M3"], ("Q1/2019", "Q2/2019", "Q3/2019", "Q4/2019")),
        (["issued: 31/03/2019", "issued: 01/04/2019"], ("Q3/2019", "Q4/2019")),
        (["issued: 01/12/2019, covers: Q1"], ("Q2/2019", "Q3/2019", "Q4/2019")),
    ],
)
def test_each_period_that_has_ended_needs_its_report(rows: list[str], missing: tuple[str, ...]) -> None:
    proof = prove(QUARTERLY, reports(*rows))
    assert isinstance(proof, Present)
    assert (proof.missing, proof.late) == (missing, len(missing))


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        ("31/03/2019", ()),
        ("01/04/2019", ("Q1/2019",)),
        ("30/06/2019", ("Q1/2019",)),
        ("01/07/2019", ("Q1/2019", "Q2/2019")),
    ],
)
def test_a_period_is_only_missed_once_it_has_ended(on: str, missing: tuple[str, ...]) -> None:
    proof = prove(QUARTERLY, reports("covers: Q4"), on=parse_date(on))
    assert isinstance(proof, Present)
    assert proof.missing == missing


# Moments of periods, hours, events.

MONTHLY = "  plan: {kind: bao_cao, about: tháng, due: {each: month, by: {day: 20}}}"
AFTER_QUARTER = "  plan: {kind: bao_cao, about: quý, due: {each: quarter, by: {days_after_end: 15}}, counts: issued}"
FRIDAY = """  plan:
    kind: bao_cao
    about: tháng
    due: {each: month, before: {weekday: friday, week: last}, hour: "10:00"}
"""
GUIDANCE = "  plan: {kind: ke_hoach, about: hướng dẫn, due: {after: e, within: {days: 10}}}"


def each(
    wanted: str, documents: str, on: dt.date = END, events: dict[str, tuple[dt.date, ...]] | None = None
) -> dict[str, Proof]:
    """What proves every instance of a document."""
    found, one = evidence(f"documents: [{documents}]"), component(wanted)
    clock = RoundClock(2019, found.submission.period.span(), events=events)
    proofs = Proofs(found, catalogue(), clock, YEAR, on)
    instances = proofs.instances(one.documents["plan"])
    return {instance.code: proofs.of_instance(one, "plan", instance) for instance in instances}


def late(found: dict[str, Proof]) -> dict[str, int | None]:
    """Days late of those that are there."""
    return {code: proof.late for code, proof in found.items() if isinstance(proof, Present)}


@pytest.mark.parametrize(
    ("wanted", "rows", "expected"),
    [
        (MONTHLY, ["received: 20/03/2019"], {"M3": 0}),
        (MONTHLY, ["received: 25/03/2019"], {"M3": 5}),
        (MONTHLY, ["received: 25/03/2019, covers: [M2, M3]"], {"M2": 33, "M3": 5}),
        (MONTHLY, ["received: 25/03/2019", "received: 19/03/2019"], {"M3": -1}),
        (MONTHLY, ["issued: 31/03/2019, received: 02/04/2019"], {"M3": 13}),
        (MONTHLY, ["covers: M3"], {"M3": None}),
        (AFTER_QUARTER, ["issued: 15/04/2019"], {"Q1": 0}),
        (AFTER_QUARTER, ["issued: 16/04/2019"], {"Q2": -90}),
        (AFTER_QUARTER, ["issued: 16/04/2019, covers: Q1"], {"Q1": 1}),
        (AFTER_QUARTER, ["issued: 05/04/2019", "issued: 10/04/2019"], {"Q1": -10, "Q2": -96}),
        (AFTER_QUARTER, ["issued: 10/04/2019", "issued: 05/04/2019"], {"Q1": -10, "Q2": -96}),
        (AFTER_QUARTER, ["issued: 10/01/2020, covers: Q4"], {}),
        (FRIDAY, ["received: 2019-03-29 09:59"], {"M3": 0}),
        (FRIDAY, ["received: 2019-03-29 10:00"], {"M3": 1}),
        (FRIDAY, ["received: 29/03/2019"], {"M3": 0}),
        (FRIDAY, ["received: 2019-03-29 11:00", "received: 2019-03-29 08:00"], {"M3": 0}),
        (FRIDAY, ["received: 30/03/2019"], {"M3": 1}),
    ],
)
def test_every_period_has_its_own_lateness(wanted: str, rows: list[str], expected: dict[str, int | None]) -> None:
    assert late(each(wanted, reports(*rows))) == expected


def test_a_period_is_absent_or_its_document_does_not_count() -> None:
    wrong = "{id: w, kind: ke_hoach, number: '1', issued: 10/05/2019, proves: [1.1/plan]}"
    found = each(AFTER_QUARTER, f"{wrong}, {reports('issued: 15/01/2019')}")
    assert (found["Q3"], found["Q4"]) == (Absent(), Absent())
    assert isinstance(found["Q1"], Present)
    assert isinstance(found["Q2"], Invalid)
    assert found["Q2"].reason == "là Kế hoạch, cần Báo cáo"


@pytest.mark.parametrize(
    ("on", "missing", "days"),
    [("15/04/2019", (), 0), ("16/04/2019", ("Q1/2019",), 1), ("16/07/2019", ("Q1/2019", "Q2/2019"), 92)],
)
def test_a_period_without_a_report_is_as_late_as_the_day_of_scoring(
    on: str, missing: tuple[str, ...], days: int
) -> None:
    proof = prove(AFTER_QUARTER, reports("issued: 01/12/2019"), on=parse_date(on))
    assert isinstance(proof, Present)
    assert (proof.missing, proof.late) == (missing, days)


def test_the_latest_of_all_periods_is_what_a_gate_sees() -> None:
    proof = prove(MONTHLY, reports("received: 22/01/2019", "received: 25/02/2019"), on=parse_date("28/02/2019"))
    assert isinstance(proof, Present)
    assert (proof.late, proof.missing, proof.delayed) == (5, (), (("M1/2019", "2 ngày"), ("M2/2019", "5 ngày")))
    assert delayed_words(proof.delayed) == "tháng 1/2019 (2 ngày), tháng 2/2019 (5 ngày)"


def guidances(*days: str) -> str:
    rows = [
        f"{{id: g{n}, kind: ke_hoach, number: '{n}', issued: {day}, proves: [1.1/plan]}}" for n, day in enumerate(days)
    ]
    return ", ".join(rows)


TIMES = (dt.date(2019, 3, 1), dt.date(2019, 5, 3))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], {}),
        (["28/02/2019"], {}),
        (["01/03/2019"], {"01/03/2019": -10}),
        (["12/03/2019", "13/05/2019"], {"01/03/2019": 1, "03/05/2019": 0}),
        (["20/05/2019"], {"01/03/2019": 70}),
        (["20/05/2019", "12/03/2019"], {"01/03/2019": 1, "03/05/2019": 7}),
        (["02/03/2019", "03/03/2019", "04/05/2019"], {"01/03/2019": -9, "03/05/2019": -9}),
    ],
)
def test_every_event_is_answered_by_a_document_of_its_own(days: list[str], expected: dict[str, int]) -> None:
    assert late(each(GUIDANCE, guidances(*days), events={"e": TIMES})) == expected


def test_a_document_may_say_which_events_it_answers() -> None:
    one = (
        "{id: g, kind: ke_hoach, number: '1', issued: 10/05/2019, covers: [01/03/2019, 03/05/2019], proves: [1.1/plan]}"
    )
    assert late(each(GUIDANCE, one, events={"e": TIMES})) == {"01/03/2019": 60, "03/05/2019": -3}


@law(200)
@given(
    st.lists(st.dates(dt.date(2019, 1, 1), dt.date(2019, 12, 31)), max_size=6),
    st.dates(dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
    st.sampled_from([MONTHLY, AFTER_QUARTER, GUIDANCE, QUARTERLY]),
    st.randoms(),
)
def test_one_more_document_never_makes_anything_later(
    days: list[dt.date], more: dt.date, wanted: str, order: random.Random
) -> None:
    shuffled = [*days, more]
    order.shuffle(shuffled)
    before, after = (prove_all(wanted, [day.strftime("%d/%m/%Y") for day in several]) for several in (days, shuffled))
    if isinstance(before, Present):
        assert isinstance(after, Present)
        assert before.late is not None
        assert after.late is not None
        assert after.late <= before.late
        assert set(after.missing) <= set(before.missing)


def prove_all(wanted: str, days: list[str]) -> Proof:
    kind = "kind: ke_hoach, number: '1'" if wanted == GUIDANCE else "kind: bao_cao"
    rows = [f"{{id: g{n}, {kind}, issued: {day}, received: {day}, proves: [1.1/plan]}}" for n, day in enumerate(days)]
    found = evidence(f"documents: [{', '.join(rows)}]")
    clock = RoundClock(2019, found.submission.period.span(), events={"e": TIMES})
    return Proofs(found, catalogue(), clock, YEAR, END).of(component(wanted), "plan")


def test_a_rehearsal_moves_window_and_last_day_with_the_year() -> None:
    head = HEAD.replace("2019, to: 31/12/2019", "2020, to: 30/06/2020").replace(
        "prepared_on: 31/12/2019", "prepared_on: 30/06/2020"
    )
    document = "{id: p, kind: ke_hoach, number: '1', issued: 20/01/2020, proves: [1.1/plan]}"
    found = evidence(f"documents: [{document}]", head=head)
    clock = RoundClock(2019, found.submission.period.span())
    wanted = component("  plan: {kind: ke_hoach, about: năm, due: {by: 15/01}}")
    proof = Proofs(found, catalogue(), clock, YEAR, END).of(wanted, "plan")
    assert isinstance(proof, Present)
    assert proof.late == 5


def test_missing_periods_in_words() -> None:
    assert missing_words(("Q1/2019", "H2/2019", "M4/2019")) == "quý 1/2019, 6 tháng lần 2/2019, tháng 4/2019"
    assert model("id: a\nkind: b\ncovers: Q1\n", Document).model.covers[0].text == "Q1"
