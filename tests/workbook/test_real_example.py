"""The real half-year report through the form: typed by hand, saved by LibreOffice, scored to the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from par_engine.calendar import hour_of
from par_engine.evidence.evidence import load_submission
from par_engine.evidence.submission import Reported, Submission
from tests.workbook.forms import EXAMPLE, Hand, example, resaved, sheet_bytes, write_blank, write_filled, yardstick

ASKED = "area"


def typed(reported: Reported, name: str) -> object:
    """A value as an officer types it: counts as numbers, the rest as the report prints it."""
    item = yardstick().catalogue.indicators[name]
    if isinstance(reported.value, bool):
        return "Có" if reported.value else "Không"
    if item.type.value == "count":
        return int(str(reported.value).replace(".", ""))
    return item.option_title(str(reported.value)) if item.type.value == "choice" else reported.value


def by_hand(path: Path) -> Path:
    """The blank form, filled cell by cell."""
    hand, said = Hand(write_blank(path)), example()
    for label, content in {
        "Mục đích": "diễn tập",
        "Kỳ từ ngày": dt.date(2020, 1, 1),
        "Kỳ đến ngày": dt.date(2020, 6, 30),
        "Ngày lập hồ sơ": dt.date(2020, 6, 15),
        "Ghi chú chung": said.note,
    }.items():
        hand.type("info", "label", label, {"content": content})
    for name, reported in said.values.items():
        cells = {"value": typed(reported, name), "as_of": reported.as_of, "document": reported.document}
        cells |= {"note": reported.note}
        try:
            hand.type(ASKED, "indicator", name, cells)
        except KeyError:
            hand.append("figures", {"indicator": name, **cells})
    for document in said.documents:
        kind = next(one for one in yardstick().catalogue.proofs.values() if one.id == document.kind)
        cells = {"id": document.id, "kind": f"{kind.id} — {kind.title}"}
        for key in ("number", "issuer", "title", "page", "note", "issued", "received"):
            cells[key] = getattr(document, key)
        cells |= {"covers": "; ".join(when.text for when in document.covers) or None}
        hand.append("documents", {**cells, "proves": ";".join(document.proves) or None})
    for code, text in said.explanations.items():
        hand.type("explained", "component", code, {"explanation": text})
    return hand.save()


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form filled by hand."""
    return by_hand(tmp_path_factory.mktemp("hand") / "ho-so.xlsx")


@pytest.fixture(scope="module")
def expected() -> str:
    """The score sheet of the YAML file."""
    return sheet_bytes(EXAMPLE)


def test_the_form_filled_by_hand_scores_to_the_same_bytes(workbook: Path, expected: str) -> None:
    assert sheet_bytes(workbook) == expected


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_saved_by_libreoffice_it_still_does(workbook: Path, expected: str, tmp_path: Path, form: str) -> None:
    assert sheet_bytes(resaved(workbook, form, tmp_path)) == expected


def test_a_submission_put_into_a_form_is_read_back_whole(tmp_path: Path) -> None:
    path = write_filled(tmp_path / "a.xlsx", example())
    back, written = load_submission(path, "a.xlsx").model, example()
    assert without_answers(back) == without_answers(written)
    assert {**back.values, **answers(written)} == written.values
    assert answers(back).keys() == answers(written).keys()


def answers(submission: Submission) -> dict[str, Reported]:
    """Values that people write in words: yes or no, and options."""
    known = yardstick().catalogue.indicators
    return {name: one for name, one in submission.values.items() if known[name].type.value in ("yes_no", "choice")}


def without_answers(submission: Submission) -> Submission:
    """The rest, which is the same to the letter."""
    rest = {name: one for name, one in submission.values.items() if name not in answers(submission)}
    return submission.model_copy(update={"values": rest})


def test_an_hour_and_days_of_both_kinds_survive(tmp_path: Path) -> None:
    hand = Hand(write_filled(tmp_path / "a.xlsx", example()))
    hand.append("documents", {"id": "a", "kind": "bao_cao", "issued": "31/12/2019 09:30"})
    hand.append("documents", {"id": "b", "kind": "bao_cao", "issued": dt.datetime.fromisoformat("2019-12-31T09:30")})
    hand.append("documents", {"id": "c", "kind": "bao_cao", "issued": "31/12/2019"})
    documents = load_submission(hand.save(), "a.xlsx").model.documents[-3:]
    assert [one.issued for one in documents] == [dt.date(2019, 12, 31)] * 3
    assert [hour_of(one.issued) for one in documents if one.issued] == [dt.time(9, 30), dt.time(9, 30), None]
