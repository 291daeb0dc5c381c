"""What a line under a component means, word by word; and the product's own sentences read back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.criteria.decisions import Interval, Part
from par_engine.criteria.importing.ledger import Line
from par_engine.criteria.importing.lines import LONGEST, read_line
from par_engine.criteria.importing.meanings import (
    Dated,
    Each,
    Empty,
    Formula,
    Late,
    Level,
    Meaning,
    Option,
    Remark,
    Rest,
    Survey,
    Zero,
)
from par_engine.criteria.importing.outline import Said
from par_engine.criteria.importing.plan import Plan, number
from par_engine.criteria.importing.rules import plan_rule
from par_engine.criteria.importing.said import heard
from par_engine.criteria.kinds.bands import Bands
from par_engine.criteria.kinds.deadline import Deadline
from par_engine.criteria.kinds.deduct import Deduct
from par_engine.criteria.kinds.per_item import PerItem
from par_engine.criteria.kinds.proportional import Proportional
from par_engine.reading.tree import read_tree

F = Fraction
FULL = Interval(F(1), None)
IN_TIME, LATE = Interval(None, F(0), True, True), Interval(F(0), None, False)


def level(low: Any, high: Any, points: Any, *, rate: bool = True) -> Level:
    """`[low, high)` with points."""
    ends = [None if end is None else F(end) for end in (low, high)]
    return Level(Interval(ends[0], ends[1]), rate, F(points))


CASES: list[tuple[str, Meaning | None]] = [
    # levels
    ("đạt từ 80 % đến dưới 100 %: 0,5", level("0.8", 1, "0.5")),
    ("- Từ 80% đến dưới 100% kế hoạch đề ra: 0.5 điểm;", level("0.8", 1, "0.5")),
    ("+ Đạt 100%: 1 điểm.", Level(FULL, True, F(1))),
    ("Hoàn thành 100% kế hoạch năm 2026 (1 điểm)", Level(FULL, True, F(1))),
    ("Thực hiện từ 80% trở lên được 50% số điểm", level("0.8", None, "0.5")),
    ("Từ 90% trở lên: điểm tối đa", level("0.9", None, 1)),
    ("1 điểm: đạt từ 90% trở lên", level("0.9", None, 1)),
    ("dưới 50%: 0", level(None, "0.5", 0)),
    ("Dưới 50% hoặc không có báo cáo: 0 điểm", level(None, "0.5", 0)),
    ("Dưới 50%: không có điểm", level(None, "0.5", 0)),
    ("Từ 3 đến dưới 5 văn bản: 0,5", level(3, 5, "0.5", rate=False)),
    ("Tỷ lệ hồ sơ quá hạn dưới 5%: 1", level(None, "0.05", 1)),
    ("Từ 70% số vấn đề được xử lý hoặc kiến nghị xử lý: 0,5", level("0.7", None, "0.5")),
    ("Có 1 sáng kiến: 0,5", Level(Interval(F(1), F(1), True, True), False, F(1, 2))),
    ("Tăng từ 5% trở lên so với năm trước: 1", level("0.05", None, 1)),
    # conditions beside a bound make it a level to choose, never a band
    ("Từ 80% trở lên, trong đó có 2 đơn vị: 1", Option("từ 80% trở lên, trong đó có 2 đơn vị", F(1), False)),
    ("Từ 80% trở lên và có báo cáo đúng hạn: 1", Option("từ 80% trở lên và có báo cáo đúng hạn", F(1), False)),
    ("Từ 80% đơn vị được kiểm tra hoặc tăng hơn: 1", Option("từ 80% đơn vị được kiểm tra hoặc tăng hơn", F(1), False)),
    ("Từ 80% trở lên hoặc tăng so với năm trước: 1", Option("từ 80% trở lên hoặc tăng so với năm trước", F(1), False)),
    # days late and due dates
    ("Chậm từ 1–5 ngày: 0,5", Late(Interval(F(1), F(5), True, True), F(1, 2))),
    ("Gửi báo cáo chậm không quá 3 ngày được 0,5 điểm", Late(Interval(F(0), F(3), False, True), F(1, 2))),
    ("chậm trên 5 ngày: 0 điểm", Late(Interval(F(5), None, False), F(0))),
    ("Chậm trên 5 ngày hoặc không báo cáo: 0", Late(Interval(F(5), None, False), F(0))),
    ("Báo cáo đúng thời hạn quy định: 1", Late(IN_TIME, F(1))),
    ("Đúng hạn: 1", Late(IN_TIME, F(1))),
    ("Gửi chậm thời hạn: 0,5", Late(LATE, F(1, 2))),
    ("Chậm 1 ngày: 0,5", Late(Interval(F(1), F(1), True, True), F(1, 2))),
    ("Đúng hạn hoặc chậm không quá 1 ngày: 1", Late(Interval(None, F(1), True, True), F(1))),
    ("Gửi sớm từ 5 ngày trở lên: 1", Late(Interval(None, F(-5), False, True), F(1))),
    ("Trước hạn 2 ngày: 1", Late(Interval(F(-2), F(-2), True, True), F(1))),
    ("Không đúng thời hạn: 0", Late(LATE, F(0))),
    ("Chậm không quá 5 ngày làm việc: 0,5", Option("chậm không quá 5 ngày làm việc", F(1, 2), False)),
    ("Ban hành trong quý I: 0,5", Dated("{in: Q1}", False, F(1, 2))),
    ("Ban hành trước ngày 31/12: 1", Dated("{before: 31/12}", False, F(1))),
    ("Gửi chậm nhất ngày 5/11: 1", Dated("{by: 05/11}", False, F(1))),
    ("Ban hành trong tháng 01 năm 2026: 1", Dated("{in: M1}", False, F(1))),
    ("Ban hành sau ngày 15/12/2025: 0", Dated("{by: 15/12/2025}", True, F(0))),
    # so much for each
    ("mỗi sáng kiến được 0,25 điểm, tối đa 1", Each(F(1, 4), False, F(1))),
    ("Cứ 01 sáng kiến được cộng 0,25 điểm, nhưng không quá 1 điểm", Each(F(1, 4), False, F(1))),
    ("Mỗi mô hình: 0,5 điểm", Each(F(1, 2), False)),
    ("Mỗi văn bản chậm bị trừ 0,25 điểm", Each(F(1, 4), True)),
    ("Trừ 0,25 điểm cho mỗi nhiệm vụ quá hạn", Each(F(1, 4), True)),
    ("Mỗi trường hợp vi phạm trừ 0,25 điểm cho đến hết số điểm", Each(F(1, 4), True)),
    ("Mỗi 5 hồ sơ được 0,1 điểm", None),
    ("Có tin bài, mỗi tin, bài được 0,1 điểm, tối đa 1 điểm", None),
    ("Có báo cáo mỗi quý: 1", Option("có báo cáo mỗi quý", F(1), False)),
    ("Mỗi thủ tục cắt giảm: 0,25 điểm", Each(F(1, 4), False)),
    # points taken away are never a gain
    ("Thiếu hoặc chậm mỗi báo cáo trừ 0,5 điểm", Each(F(1, 2), True)),
    ("Mỗi lỗi giảm 0,5 điểm", Each(F(1, 2), True)),
    ("Có hồ sơ quá hạn: cứ 1% trừ 0,5 điểm", None),
    ("Mỗi lỗi trừ tối đa 0,5 điểm", None),
    ("Mỗi thủ tục cắt giảm 0,25 điểm", None),
    ("Báo cáo chậm: bị trừ 0,5 điểm", None),
    ("Báo cáo chậm: -0,5 điểm", None),
    ("Chậm từ 1–5 ngày: giảm 0,5 điểm", None),
    ("Từ 5% hồ sơ quá hạn trở lên: trừ 50% số điểm", None),
    ("Dưới 80%: trừ theo tỷ lệ × điểm tối đa", None),
    ("Không có hồ sơ đúng hạn: trừ điểm tối đa", None),
    ("Còn lại: trừ 1 điểm", None),
    ("Có kế hoạch - 0,5 điểm", Option("có kế hoạch", F(1, 2), False)),
    (
        "Đúng hạn, trừ trường hợp bất khả kháng: 1",
        Option("đúng hạn, trừ trường hợp bất khả kháng", F(1), False),
    ),
    ("Chỉ số giảm 2 điểm: 0,5", Option("chỉ số giảm 2 điểm", F(1, 2), False)),
    # formulas
    ("tính theo công thức: tỷ lệ × điểm tối đa", Formula(F(1))),
    ("Điểm được tính theo công thức: (b/a) x điểm tối đa", Formula(F(1))),
    ("[(Số hồ sơ đúng hạn/Tổng số hồ sơ) × 100%] × 1,0", Formula(F(1))),
    (
        "Từ 60% đến dưới 100% thì điểm được tính theo công thức: (b/a) x điểm tối đa",
        Formula(F(1), within=Interval(F(3, 5), F(1))),
    ),
    ("Tính theo công thức: a + 2b", None),
    # the rest
    ("Trường hợp không phát sinh hồ sơ: được điểm tối đa", Empty(Zero.FULL)),
    ("Trong năm không phát sinh thì không đánh giá tiêu chí này", Empty(Zero.NOT_APPLICABLE)),
    ("Còn lại: 0", Rest(F(0))),
    ("Các trường hợp còn lại: 0,25 điểm", Rest(F(1, 4))),
    ("không có: 0", Option("không có", F(0), True)),
    ("Có kế hoạch: 0,5", Option("có kế hoạch", F(1, 2), False)),
    ("Kết quả điều tra xã hội học", Survey()),
    ("Trong đó: a là tổng số hồ sơ; b là số hồ sơ đúng hạn", Remark()),
    # not understood
    ("Từ 80% trở lên: 3", None),
    ("Đánh giá theo hướng dẫn của cơ quan thẩm định", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), CASES, ids=[said or "empty" for said, _ in CASES])
def test_meaning_of_a_line(said: str, meant: Meaning | None) -> None:
    assert read_line(said, F(1)) == meant


@given(
    st.sampled_from(
        ["", "Mỗi hồ sơ ", "Cứ 1% ", "Chậm từ 1-5 ngày: ", "Dưới 80%: ", "Không có: ", "Đúng hạn, ", "Còn lại: "]
    ),
    st.text("aăc ,;:()%1", max_size=12),
    st.sampled_from(["trừ", "bị trừ", "sẽ trừ đi", "giảm trừ", "bị giảm"]),
    st.sampled_from(["0,5 điểm", "1 điểm", "0,25đ", "50% số điểm"]),
    st.sampled_from(["", ".", " cho mỗi trường hợp", ", tối đa 1 điểm", " nếu quá hạn"]),
)
def test_points_taken_away_are_never_a_gain(who: str, what: str, word: str, much: str, after: str) -> None:
    meaning = read_line(f"{who}{what} {word} {much}{after}", F(1))
    assert meaning is None or (isinstance(meaning, Each) and meaning.minus)


@pytest.mark.parametrize(
    "piece",
    ["-", "- ", "a ", "1,", "1.", "từ ", "mỗi ", "chậm ", "không quá ", "điểm ", ": ", "(", "×", "100% ", "; ", "trừ "],
)
def test_endless_lines_take_no_endless_time(piece: str) -> None:
    for size in (40, LONGEST, 1_000_000):
        for text in (
            piece * (size // len(piece)),
            piece * (size // len(piece)) + "!",
            f"mỗi {piece * (size // len(piece))} 1",
        ):
            read_line(text[:size], F(1))


def test_points_in_their_own_column() -> None:
    assert read_line("Từ 80% đến dưới 100%", F(1), F(1, 2)) == level("0.8", 1, "0.5")
    assert read_line("Từ 80% đến dưới 100%: 0,5 điểm", F(1), F(1, 2)) == level("0.8", 1, "0.5")
    assert read_line("Từ 80% đến dưới 100%: 0,75 điểm", F(1), F(1, 2)) is None, "hai nơi ghi hai số điểm"


def rule(plan: Plan) -> Any:
    """The rule as the strict reader sees it."""
    entries = [entry.yaml for entry in plan.entries if entry.yaml]
    if plan.kind == "deadline":
        body = f"{{document: report, bands: [{', '.join(entries)}]}}"
    else:
        body = f"[{', '.join(entries)}]" if entries else plan.head
    tree, findings = read_tree(f"{plan.kind}: {body}\n", "rule.yaml")
    assert tree is not None, findings
    return tree.data


def read_back(sentence: str, most: Fraction) -> Plan:
    """What the import makes of a sentence."""
    pieces = [Said(piece, [Line(piece, "here", 0)]) for piece in sentence.rstrip(".").split("; ")]
    plan, lost = plan_rule("Tên", most, heard(pieces, most), survey=False)
    assert not lost, [one.words for one in lost]
    return plan


points = st.integers(0, 400).map(lambda number: Decimal(number) / 100)
rates = st.lists(st.integers(1, 10_000), min_size=1, max_size=5, unique=True).map(
    lambda ends: sorted(ends, reverse=True)
)


@st.composite
def scales(draw: st.DrawFn) -> tuple[list[dict[str, Any]], bool, bool]:
    """Bands from good to bad, up or down the line, of a rate or a count; with what is left."""
    rate, rising = draw(st.booleans()), draw(st.booleans())
    ends = draw(rates) if rising else list(reversed(draw(rates)))
    given_points = sorted(
        draw(st.lists(points, min_size=len(ends) + 1, max_size=len(ends) + 1, unique=True)), reverse=True
    )
    keys = ("at_least", "above") if rising else ("at_most", "below")
    rows = []
    for end, award in zip(ends, given_points, strict=False):
        key = "at_least" if rate and rising and end == 10_000 else draw(st.sampled_from(keys))
        shown = f"{number(Fraction(end, 100))}%" if rate else end
        rows.append({key: shown, "points": award})
    rows.append({"otherwise": True, "points": given_points[-1]})
    return rows, rate, rising


@given(scales())
def test_a_scale_that_the_product_speaks_is_read_back(scale: tuple[list[dict[str, Any]], bool, bool]) -> None:
    rows, rate, _ = scale
    most = max(Fraction(row["points"]) for row in rows)
    part = Part("1", most, rate, {})
    spoken = Bands.model_validate({"bands": rows})
    plan = read_back(spoken.sentence(part), most)
    assert plan.kind == "bands"
    read = Bands.model_validate(rule(plan))
    assert [(step.interval, step.award) for step in read.decisions(part)[0].steps] == [
        (step.interval, step.award) for step in spoken.decisions(part)[0].steps
    ]


@given(st.lists(st.integers(-9, 60), min_size=1, max_size=4, unique=True).map(sorted), st.data())
def test_days_late_that_the_product_speaks_are_read_back(days: list[int], data: st.DataObject) -> None:
    """Whole days only: "dưới 3 ngày" and "không quá 2 ngày" are the same."""
    days = sorted({*days, 0}) if days[0] < 0 else days  # early and late are told apart at the last valid day
    size = len(days) + 1
    awards = sorted(data.draw(st.lists(points, min_size=size, max_size=size, unique=True)), reverse=True)
    rows: list[dict[str, Any]] = []
    for end, award in zip(days, awards, strict=False):
        key = data.draw(st.sampled_from(["at_most", "below"])) if end > 1 else "at_most"
        rows.append({key: end, "points": award})
    rows.append({"otherwise": True, "points": awards[-1]})
    part = Part("1", Fraction(awards[0]), False, {"report": "Báo cáo"})
    spoken = Deadline.model_validate({"deadline": {"document": "report", "bands": rows}})
    sentence = spoken.sentence(part).removeprefix("Báo cáo: ")
    plan = read_back(sentence, Fraction(awards[0]))
    assert plan.kind == "deadline", sentence
    read = Deadline.model_validate(rule(plan))
    for day in range(-20, 80):
        assert award_at(read, part, day) == award_at(spoken, part, day), (day, sentence, rule(plan))


def award_at(kind: Deadline, part: Part, day: int) -> Any:
    """The points of a day late."""
    (decision,) = kind.decisions(part)
    return [step.award for step in decision.steps if day in step.interval]


@given(st.integers(1, 100), st.integers(1, 400))
def test_points_for_each_are_read_back(each: int, most: int) -> None:
    one, all_points = Decimal(min(each, most)) / 100, Fraction(most, 100)
    part = Part("1", all_points, False, {})
    for kind, key in ((PerItem, "per_item"), (Deduct, "deduct")):
        spoken = kind.model_validate({key: {"each": one}})
        plan = read_back(spoken.sentence(part), all_points)
        assert plan.kind == key
        read = kind.model_validate(rule(plan))
        assert read.decisions(part) == spoken.decisions(part)


@given(st.integers(1, 10_000), st.none() | st.integers(0, 9_999), st.booleans(), st.integers(1, 400))
def test_a_line_is_read_back(full: int, start: int | None, rising: bool, most: int) -> None:
    line: dict[str, Any] = {"full_at": f"{number(Fraction(full, 100))}%"}
    if start and start < full:
        line["from" if rising else "nothing_below"] = f"{number(Fraction(start, 100))}%"
    part = Part("1", Fraction(most, 100), True, {})
    spoken = Proportional.model_validate({"proportional": line})
    read = Proportional.model_validate(rule(read_back(spoken.sentence(part), part.max_points)))
    assert [(step.interval, step.award) for step in read.decisions(part)[0].steps] == [
        (step.interval, step.award) for step in spoken.decisions(part)[0].steps
    ]
