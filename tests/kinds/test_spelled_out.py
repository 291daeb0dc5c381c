"""What every kind of rule comes to: its sentence, the names, bounds, points and places of its steps, what it names, and
what is said of slips in it. Figures are exact. After a wanted change: PAR_ENGINE_GOLDEN=1 pytest tests/kinds, then read
the difference."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from par_engine.criteria.decisions import Award, Decision, Interval, KeyPath, Part
from par_engine.criteria.kinds.bounds import Band, steps_of
from par_engine.criteria.model import Area
from par_engine.criteria.yardstick import Placed
from par_engine.reading.models import validate
from par_engine.reading.tree import read_tree
from par_engine.scoring.program import certification_findings
from tests.kinds.one import component, indicator
from tests.scoring.samples import OPTIONS, PLAN, REPORT, world
from tests.scoring.world import Plain, problems_of, written

HERE = Path(__file__).parent
NONE, SOME, MOST = {"otherwise": True, "points": 0}, {"points": Decimal("0.5")}, {"points": 1}
RATIO: Plain = {"measure": "t.n / t.d", "when_denominator_zero": "zero"}
QUARTERLY = {"report": {"kind": "bao_cao", "about": "tình hình", "due": {"each": "quarter"}}}
EXTRA = [
    indicator("t.no", "yes_no"),
    indicator("t.rank", "count"),
    indicator("t.rate", "rate"),
    indicator("t.group", "choice", options=OPTIONS),
]
LEVELS = [{"option": "a", **MOST}, {"option": "b", "share": "25%"}, {"option": "c", "points": 0}]
TOP = [{"at_most": 10, **MOST}, {"at_most": 20, **SOME}, NONE]
HIGH = [{"at_least": "90%", **MOST}, NONE]
A, B = {"question": "dat_dai", "title": "Đất đai"}, {"question": "y_te"}


def one(kind: str, rule: Any, **more: Any) -> Plain:
    """A component of 1 point."""
    return component("1.1", {kind: rule}, 1, **more)


RULES: dict[str, Plain] = {
    "có không": one("yes_no", {"answer": "t.yes"}),
    "chọn mức": one("choice", {"answer": "t.level", "levels": LEVELS}),
    "mức từ cao xuống": one("bands", [{"at_least": "90.5%", **MOST}, {"above": "60%", **SOME}, NONE], **RATIO),
    "mức từ thấp lên": one("bands", [{"at_most": 0, **MOST}, {"below": 3, **SOME}, NONE], measure="t.n"),
    "mức hai cận": one(
        "bands",
        [{"above": 9, **MOST}, {"at_least": 5, "at_most": 9, **SOME}, {"above": 2, "below": 5, **SOME}, NONE],
        measure="t.n",
    ),
    "mức hai cận từ thấp lên": one(
        "bands", [{"below": 2, **MOST}, {"at_least": 2, "at_most": 5, **SOME}, NONE], measure="t.n"
    ),
    "tỷ lệ càng thấp càng tốt": one("bands", [{"at_most": "5%", **MOST}, NONE], **RATIO),
    "cận hở rồi cận kín": one("bands", [{"above": 9, **MOST}, {"at_least": 5, **SOME}, NONE], measure="t.n"),
    "cận hở rồi cận kín, từ thấp lên": one(
        "bands", [{"below": 3, **MOST}, {"at_most": 9, **SOME}, NONE], measure="t.n"
    ),
    "đúng một số": one("bands", [{"above": 9, **MOST}, {"at_least": 9, "at_most": 9, **SOME}, NONE], measure="t.n"),
    "đúng một số, từ thấp lên": one(
        "bands", [{"below": 3, **MOST}, {"at_least": 3, "at_most": 3, **SOME}, NONE], measure="t.n"
    ),
    "một mức": one("bands", [{"otherwise": True, **MOST}], measure="t.n"),
    "tỷ lệ": one("proportional", {"full_at": "80%"}, **RATIO),
    "tỷ lệ, không điểm dưới một mức": one("proportional", {"full_at": "100%", "nothing_below": "60%"}, **RATIO),
    "tăng đều từ một mức": one("proportional", {"full_at": 30, "from": 10}, measure="t.n"),
    "theo số lượng": one("per_item", {"each": Decimal("0.3")}, measure="t.n"),
    "danh mục": one(
        "checklist",
        [
            {"item": "t.yes", "points": Decimal("0.1")},
            {"document": "plan", "points": Decimal("0.2"), "late": Decimal("0.05")},
            {"document": "report", "title": "Bản báo cáo", "points": Decimal("0.2")},
            {"all_of": [{"item": "t.no", "title": "Có sổ"}, {"document": "plan2"}], "points": Decimal("0.2")},
            {"title": "Nhóm", "any_of": [{"item": "t.yes2"}, {"document": "report2"}], "points": Decimal("0.3")},
        ],
        documents=PLAN | REPORT | {"plan2": PLAN["plan"], "report2": REPORT["report"]},
    ),
    "thời hạn": one(
        "deadline",
        {"document": "plan", "bands": [{"at_most": 0, **MOST}, {"at_most": 15, **SOME}, {"below": 20, **SOME}, NONE]},
        documents=PLAN,
    ),
    "sớm được thêm": one(
        "deadline",
        {
            "document": "plan",
            "bands": [{"at_most": -10, **MOST}, {"below": -5, **SOME}, {"at_most": 0, **SOME}, NONE],
        },
        documents=PLAN,
    ),
    "sớm được thêm, cận khác": one(
        "deadline",
        {"document": "plan", "bands": [{"below": -10, **MOST}, {"below": -5, **SOME}, {"at_most": 0, **SOME}, NONE]},
        documents=PLAN,
    ),
    "chậm ít vẫn được": one(
        "deadline",
        {"document": "plan", "bands": [{"at_most": 1, **MOST}, {"at_most": 5, **SOME}, NONE]},
        documents=PLAN,
    ),
    "chậm dưới vài ngày": one(
        "deadline",
        {"document": "plan", "bands": [{"at_most": 0, **MOST}, {"below": 3, **SOME}, {"at_most": 9, **SOME}, NONE]},
        documents=PLAN,
    ),
    "thời hạn hai mức": one("deadline", {"document": "plan", "bands": [{"at_most": 0, **MOST}, NONE]}, documents=PLAN),
    "theo kỳ": one("periodic", {"document": "report"}, documents=QUARTERLY),
    "theo kỳ, hai lần, chậm còn một phần": one(
        "periodic", {"document": "report", "per_period": 2, "late": "40%"}, documents=QUARTERLY
    ),
    "trừ điểm": one("deduct", {"each": Decimal("0.3")}, measure="t.n"),
    "trừ quá 0": one("deduct", {"each": Decimal("0.25"), "floor": -1}, measure="t.n"),
    "trừ đến một mức": one("deduct", {"each": Decimal("0.2"), "floor": Decimal("0.5")}, measure="t.n"),
    "điều tra": one("survey", A),
    "điều tra theo mức": one("survey", A | {"bands": HIGH}),
    "điều tra hai câu": one(
        "survey",
        [
            A | {"points": Decimal("0.75"), "full_at": "90%", "from": "60%"},
            B | {"points": Decimal("0.25"), "full_at": "97%", "weights": {"A": "100%", "B": "0%"}},
        ],
    ),
    "bên ngoài, thứ hạng": one("external", {"result": "t.rank", "bands": TOP}),
    "bên ngoài, nhóm": one("external", {"result": "t.group", "levels": LEVELS}),
    "bên ngoài, hai kết quả": one(
        "external",
        [
            {"result": "t.rate", "points": Decimal("0.6"), "full_at": "80%"},
            {"result": "t.rank", "points": Decimal("0.4"), "title": "Thứ hạng", "from": 5, "full_at": 10},
        ],
    ),
    "hội đồng": one("judged", {"guidance": "theo thang"}),
    "trường hợp": one(
        "cases",
        [
            {"when": {"measure": "t.d", "at_most": 0}, "not_applicable": "không có việc"},
            {"when": {"measure": "t.d - t.n", "at_most": 0}, **SOME, "because": "ít việc"},
            {"when": {"measure": "t.d", "at_least": 5, "below": 9}, **SOME},
            {"when": {"measure": "t.rate", "above": "40%"}, "rule": {"yes_no": {"answer": "t.yes"}}},
            {"when": {"measure": "t.rate", "at_most": "3%"}, **SOME},
            {
                "when": {"measure": "t.d", "at_most": 20},
                "rule": {"checklist": [{"all_of": [{"item": "t.yes"}, {"document": "plan"}], **MOST}]},
            },
            {"otherwise": True, "rule": {"bands": HIGH}, "measure": "t.n / t.d"},
        ],
        when_denominator_zero="zero",
        documents=PLAN,
    ),
}


TWICE = {"item": "t.yes", "points": Decimal("0.5")}
LINES = {"bands": [{"at_least": "90%", **SOME}, NONE]}
SLIPS: dict[str, Plain] = {
    "mức cao nhất khác điểm tối đa": one("bands", [{"at_least": 1, **SOME}, NONE], measure="t.n"),
    "còn lại hai phía": one("bands", [{"at_least": 5, "at_most": 9, **MOST}, NONE], measure="t.n"),
    "hở một khoảng": one(
        "bands",
        [{"at_least": 9, **MOST}, {"at_least": 5, "below": 7, **SOME}, {"below": 5, "points": 0}],
        measure="t.n",
    ),
    "hở hai đầu": one("bands", [{"above": 5, "below": 9, **MOST}], measure="t.n"),
    "chỉ một số": one("bands", [{"at_least": 9, "at_most": 9, **MOST}], measure="t.n"),
    "ba mức chồng nhau": one(
        "bands",
        [{"at_least": 9, **MOST}, {"at_least": 9, "below": 20, **MOST}, {"above": 10, "below": 20, **MOST}, NONE],
        measure="t.n",
    ),
    "chồng nhau ở cận kín": one(
        "bands",
        [{"above": 3, **MOST}, {"above": 3, "at_most": 9, **MOST}, {"at_least": 2, "at_most": 3, **MOST}, NONE],
        measure="t.n",
    ),
    "còn lại không ở cuối": one("bands", [{"at_least": 9, **MOST}, NONE, {"below": 9, **SOME}], measure="t.n"),
    "còn lại rồi lại còn lại": one("bands", [{"at_least": 9, **MOST}, NONE, NONE], measure="t.n"),
    "còn lại giữa hai mức": one("bands", [{"at_least": 9, **MOST}, {"at_most": 5, **SOME}, NONE], measure="t.n"),
    "mỗi thứ 0 điểm": one("per_item", {"each": 0}, measure="t.n"),
    "mỗi thứ quá nhiều": one("per_item", {"each": Decimal("1.5")}, measure="t.n"),
    "chọn mức lặp": one("choice", {"answer": "t.level", "levels": [*LEVELS, LEVELS[1]]}),
    "danh mục thiếu điểm và lặp": one("checklist", [TWICE, TWICE | {"points": Decimal("0.25")}]),
    "trừ 0 điểm": one("deduct", {"each": 0}, measure="t.n"),
    "trừ quá cao": one("deduct", {"each": 1, "floor": 2}, measure="t.n"),
    "kỳ không có thời hạn": one("periodic", {"document": "report", "late": "120%", "per_period": 32}, documents=REPORT),
    "điều tra sai tổng, lặp, trọng số": one(
        "survey", [A | SOME | LINES, A | {"points": Decimal("0.25")} | LINES, B | SOME | {"weights": {"A": "101%"}}]
    ),
    "bên ngoài": one("external", [{"result": "t.rank", "bands": TOP}, {"result": "t.group", "levels": LEVELS[1:]}]),
    "trường hợp": one(
        "cases",
        [
            {"otherwise": True, **SOME},
            {"when": {"measure": "t.n / t.d", "above": "1%"}, "points": 2},
            {"when": {"measure": "t.n"}, "rule": {"per_item": {"each": 0}}, "measure": "t.d"},
        ],
        when_denominator_zero="zero",
    ),
    "chỉ hai trường hợp": one("cases", [{"when": {"measure": "t.n", "below": 1}, **SOME}] * 2),
}
"""Rules that the strict reader takes and the checks, or the engine, refuse."""


REFUSED: dict[str, Plain] = {
    "hai kiểu luật": component("1.1", {"yes_no": {"answer": "t.yes"}, "bands": HIGH}),
    "không kiểu luật nào": component("1.1", {}),
    "luật là một chữ": component("1.1", "yes_no"),  # type: ignore[arg-type]
    "kiểu luật viết sai": component("1.1", {"yesno": {"answer": "t.yes"}}),
    "kiểu luật lạ": component("1.1", {"7": {}}),
    "hai cận dưới": one("bands", [{"at_least": 1, "above": 2, **MOST}, NONE], measure="t.n"),
    "hai cận trên": one("bands", [{"at_most": 1, "below": 2, **MOST}, NONE], measure="t.n"),
    "mức không cận": one("bands", [MOST, NONE], measure="t.n"),
    "còn lại có cận": one("bands", [{"at_least": 1, **MOST}, NONE | {"below": 1}], measure="t.n"),
    "mức vừa điểm vừa phần": one(
        "choice", {"answer": "t.level", "levels": [{"option": "a", "share": "25%", **MOST}, LEVELS[2]]}
    ),
    "mức không điểm": one("choice", {"answer": "t.level", "levels": [{"option": "a"}, LEVELS[1]]}),
    "đầy trước khi bắt đầu": one("proportional", {"full_at": 10, "from": 10}, measure="t.n"),
    "hai chỗ bắt đầu": one("proportional", {"full_at": 10, "from": 1, "nothing_below": 2}, measure="t.n"),
    "thang điều tra": one("survey", A | {"bands": HIGH, "full_at": "90%"}),
    "đầy từ 0": one("survey", A | {"full_at": 0}),
    "bắt đầu ở chỗ đầy": one("survey", A | {"full_at": "60%", "from": "60%"}),
    "không có chỗ đầy": one("survey", A | {"from": "60%"}),
    "bên ngoài không thang": one("external", {"result": "t.rank"}),
    "mục hai thứ": one("checklist", [{"item": "t.yes", "document": "plan", **MOST}]),
    "mục không gì": one("checklist", [MOST]),
    "chậm của câu trả lời": one("checklist", [{"item": "t.yes", "late": 0, **MOST}]),
    "chậm hơn cả đúng hạn": one("checklist", [{"document": "plan", "late": 2, **MOST}], documents=PLAN),
    "nhóm có mục hai thứ": one("checklist", [{"all_of": [{"item": "t.yes", "document": "plan"}, {}], **MOST}]),
    "trường hợp trống": one("cases", [{}, {"otherwise": True, **MOST, "not_applicable": "không"}]),
    "trường hợp có phép tính thừa": one(
        "cases", [{"when": {"measure": "t.n", "above": 0}, "measure": "t.d", **MOST}, {"otherwise": True, **MOST}]
    ),
}
"""Rules that the strict reader does not take."""


def spelled(plain: Plain) -> Iterator[str]:
    """The rule of a component, line by line."""
    small = world(plain)
    small.indicators += [*EXTRA, indicator("t.yes2", "yes_no")]
    yardstick = small.yardstick()
    assert problems_of(yardstick) == []
    placed = yardstick.components["1.1"]
    rule, part = placed.component.rule, yardstick.part(placed, "so")
    yield rule.sentence(part)
    yield from _named(placed, part)
    for decision in yardstick.decisions(placed, "so"):
        yield _head(decision)
        for step in decision.steps:
            what = f"{_interval(step.interval)} → {_award(step.award)}"
            yield f"    {step.name}: {what} | {step.label} | {_path(step.path)}"


def _named(placed: Placed, part: Part) -> Iterator[str]:
    rule = placed.component.rule
    for found in rule.references():
        yield f"  nêu {found.id} tại {_path(found.path)}: {', '.join(sorted(found.types or ())) or 'tài liệu'}"
    for path, measure in rule.measures():
        yield f"  phép tính {measure.text} tại {_path(path)}"
    for path, quantity, rate in rule.thresholds(part):
        yield f"  ngưỡng {quantity} tại {_path(path)}{', tỷ lệ' if rate else ''}"
    for path, bands, rate in rule.scales(part):
        yield f"  thang {len(bands)} dòng tại {_path(path)}{', tỷ lệ' if rate else ''}"


def _head(one: Decision) -> str:
    more = {
        "mã": f"{one.key}",
        "nhóm": one.group and f"{one.group} {one.join.value}",
        "kỳ": one.instance and f"{one.instance} trong {one.per_period}",
        "trường hợp": one.case,
        "phép tính": one.measure and one.measure.text,
        "không áp dụng": one.not_applicable,
        "thấp nhất": one.least or "",
        "lựa chọn": " ".join(one.options),
        "trọng số": " ".join(f"{option}={weight}" for option, weight in one.weights),
        "là tỷ lệ": "phải" if one.rate else "",
    }
    said = "".join(f", {name} {value}" for name, value in more.items() if value not in ("", None))
    title = f" “{one.title}”" if one.title else ""
    return f"  {one.question.value} {one.subject}{title}, {one.max_points} điểm, {one.cause}, {_path(one.path)}{said}"


def _interval(one: Interval) -> str:
    low = f"{'[' if one.low_closed else '('}{one.low}" if one.low is not None else "(-∞"
    high = f"{one.high}{']' if one.high_closed else ')'}" if one.high is not None else "+∞)"
    return f"{low}; {high}"


def _award(one: Award) -> Fraction | str:
    return f"{one.base} + {one.slope}·x" if one.slope else one.base


def _path(path: KeyPath) -> str:
    return ".".join(str(key) for key in path)


def _read(file: str) -> dict[str, str]:
    """What was read, by name."""
    text = (HERE / file).read_text(encoding="utf-8") if (HERE / file).exists() else ""
    rows = (section.partition("\n") for section in text.split("== ")[1:])
    return {name: said.strip("\n") for name, _, said in rows}


def _compare(file: str, names: Iterable[str], name: str, text: str) -> None:
    read = _read(file)
    if os.environ.get("PAR_ENGINE_GOLDEN"):
        read[name] = text
        sections = "\n".join(f"== {one}\n{read[one]}\n" for one in names if one in read)
        (HERE / file).write_text(sections, encoding="utf-8", newline="\n")
    assert text == read[name]


def _said_of(plain: Plain) -> str:
    """What the checks find and, where they find nothing, what the engine finds."""
    small = world(plain)
    small.indicators += EXTRA
    yardstick = small.yardstick()
    found = problems_of(yardstick) or [finding.line() for finding in certification_findings(yardstick)]
    return _lines(found)


def _lines(findings: Iterable[str]) -> str:
    """Without the column, which says nothing in a file of one line."""
    return "\n".join(re.sub(r"^0\.yaml:1:\d+: ", "", line) for line in findings)


@pytest.mark.parametrize("name", RULES)
def test_rules_are_those_that_were_read(name: str) -> None:
    _compare("spelled_out.txt", RULES, name, "\n".join(spelled(RULES[name])))


@pytest.mark.parametrize("name", SLIPS)
def test_slips_are_those_that_were_read(name: str) -> None:
    _compare("slips.txt", SLIPS, name, _said_of(SLIPS[name]))


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_those_that_were_read(name: str) -> None:
    tree, findings = read_tree(written(world(REFUSED[name]).area(0)), "0.yaml")
    assert tree is not None
    loaded, findings = validate(tree, Area)
    assert loaded is None
    _compare("refused.txt", REFUSED, name, _lines(finding.line() for finding in findings))


def test_nothing_else_was_read() -> None:
    assert list(_read("spelled_out.txt")) == list(RULES)
    assert list(_read("slips.txt")) == list(SLIPS)
    assert list(_read("refused.txt")) == list(REFUSED)


def test_the_two_ends_of_what_is_left_have_names_of_their_own() -> None:
    """Or else the second rule would take the place of the first, and a gap be found where there is none."""
    lines = [Band(at_least=5, at_most=9, points=1), Band(otherwise=True, points=0)]
    assert [step.name for step in steps_of(lines, (), rate=False)] == ["b1", "b2", "b2h"]


@pytest.mark.parametrize("name", RULES)
def test_every_place_is_written(name: str) -> None:
    """A place that a rule names is in the file: findings and reasons point at it."""
    small = world(RULES[name])
    small.indicators += [*EXTRA, indicator("t.yes2", "yes_no")]
    yardstick = small.yardstick()
    placed = yardstick.components["1.1"]
    rule, part = placed.component.rule, yardstick.part(placed, "so")
    places = [found.path for found in rule.references()]
    places += [path for path, _ in rule.measures()] + [path for path, _, _ in rule.thresholds(part)]
    places += [path for path, _, _ in rule.scales(part)]
    for decision in yardstick.decisions(placed, "so"):
        places += [decision.path, *(step.path for step in decision.steps)]
    for path in places:
        written: Any = RULES[name]
        for key in path:
            alone = isinstance(key, int) and isinstance(written, dict)  # one question needs no list
            written = written if alone and key == 0 else written[key]
