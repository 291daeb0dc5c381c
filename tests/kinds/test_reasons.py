"""Why points are missing, in one sentence with the figures. A rounded figure never contradicts the level it is in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from par_engine.criteria.kinds.deadline import days_words
from tests.kinds.one import AFTER, result
from tests.kinds.test_spelled_out import EXTRA, RULES, one
from tests.scoring.samples import plan
from tests.scoring.world import Plain

NINETY: Plain = {"bands": [{"at_least": "90%", "points": 1}, {"otherwise": True, "points": 0}]}
ALMOST: Plain = {"t.n": 8_999_999, "t.d": 10_000_000}
"""89,99999 %, which two decimals would show as 90 %."""


def why(plain: Plain, values: Plain | None = None, documents: Any = (), **more: Any) -> str:
    """The reason of the component after the deadline."""
    return result(plain, values, documents, on=AFTER, extra=EXTRA, **more).why


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("có không", {"t.yes": False}, "“Số liệu t.yes”: trả lời không."),
        ("chọn mức", {"t.level": "b"}, "“Số liệu t.level”: mức “B”."),
        ("mức từ cao xuống", {"t.n": 9, "t.d": 10}, "Kết quả 90%, thuộc mức trên 60% đến dưới 90,5%."),
        ("mức từ thấp lên", {"t.n": 1234}, "Kết quả 1.234, thuộc mức còn lại (từ 3 trở lên)."),
        ("tỷ lệ", {"t.n": 1, "t.d": 3}, "Kết quả 33,33%, thuộc mức từ 0% đến dưới 80%."),
        ("tỷ lệ, không điểm dưới một mức", ALMOST | {"t.n": 5_999_999}, "Kết quả 59,99999%, thuộc mức dưới 60%."),
        ("theo số lượng", {"t.n": 2}, "Kết quả 2, thuộc mức dưới 4."),
        ("trừ điểm", {"t.n": 3}, "Có 3 trường hợp, mỗi trường hợp trừ 0,3, trừ 0,9 điểm."),
        ("trừ điểm", {"t.n": 30}, "Có 30 trường hợp, mỗi trường hợp trừ 0,3, trừ 1 điểm."),
        ("trường hợp", {"t.d": 2, "t.n": 2}, "Ít việc."),
        ("trường hợp", {"t.d": 6, "t.n": 2}, "Trường hợp 3: 0,5 điểm."),
        (
            "trường hợp",
            {"t.d": 10, "t.n": 2, "t.rate": "50%", "t.yes": False},
            "“Số liệu t.yes”: trả lời không.",
        ),
        (
            "trường hợp",
            ALMOST | {"t.rate": "10%"},
            "Kết quả 89,99999%, thuộc mức còn lại (dưới 90%).",
        ),
    ],
)
def test_of_figures(name: str, values: Plain, says: str) -> None:
    assert why(RULES[name], values) == says


@pytest.mark.parametrize(
    ("issued", "says"),
    [
        ("2019-04-01", "Kế hoạch kế hoạch: chậm 1 ngày."),
        ("2019-04-12", "Kế hoạch kế hoạch: chậm 12 ngày."),
        ("2019-05-30", "Kế hoạch kế hoạch: chậm 60 ngày."),
    ],
)
def test_of_lateness(issued: str, says: str) -> None:
    assert why(RULES["thời hạn"], {}, [plan("1.1", issued=issued)]) == says


@pytest.mark.parametrize(
    ("days", "words"), [(1, "chậm 1 ngày"), (1200, "chậm 1.200 ngày"), (0, "đúng hạn"), (-1, "sớm 1 ngày")]
)
def test_days_in_words(days: int, words: str) -> None:
    assert days_words(Fraction(days)) == words


def test_of_what_comes_early() -> None:
    said = {day: why(RULES["sớm được thêm"], {}, [plan("1.1", issued=f"2019-03-{day}")]) for day in (21, 30, 31)}
    assert said[21] == "Kế hoạch kế hoạch: sớm từ 10 ngày trở lên."
    assert said[30] == "Kế hoạch kế hoạch: sớm 1 ngày."
    assert said[31] == "Kế hoạch kế hoạch: đúng hạn."


def test_of_items() -> None:
    items = [{"item": "t.yes", "points": Decimal("0.5")}, {"document": "plan", "points": Decimal("0.5")}]
    both = one("checklist", items, documents={"plan": RULES["thời hạn"]["documents"]["plan"]})
    late = plan("1.1", issued="2019-04-03")
    assert why(both, {"t.yes": False}, [late]) == "“Số liệu t.yes”: chưa có. Kế hoạch kế hoạch: chậm 3 ngày."
    assert why(both, {"t.yes": False}, [plan("1.1")]) == "“Số liệu t.yes”: chưa có. Kế hoạch kế hoạch: đúng hạn."


def test_of_results_of_others() -> None:
    asked = one("survey", {"question": "dat_dai", "title": "Đất đai"} | NINETY)
    said = why(asked, results={"survey": {"dat_dai": {"share": "0.8999999"}}})
    assert said == "“Đất đai”: kết quả điều tra 89,99999%, thuộc mức còn lại (dưới 90%)."
    rated = one("external", {"result": "t.rate"} | NINETY)
    said = why(rated, results={"external": {"t.rate": "89,99999%"}})
    assert said == "“Số liệu t.rate”: 89,99999%, thuộc mức còn lại (dưới 90%)."
    ranked = why(RULES["bên ngoài, thứ hạng"], results={"external": {"t.rank": 12}})
    assert ranked == "“Số liệu t.rank”: 12, thuộc mức trên 10 đến 20."
    grouped = why(RULES["bên ngoài, nhóm"], results={"external": {"t.group": "b"}})
    assert grouped == "“Số liệu t.group”: B."
    given = why(RULES["hội đồng"], results={"judged": {"1.1": Decimal("0.7")}})
    assert given == "Hội đồng chấm 0,7 điểm."
