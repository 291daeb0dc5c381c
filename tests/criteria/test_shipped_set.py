"""The set of Thanh Hóa's plan for 2019: its inventory counted independently."""

from __future__ import annotations

from collections import Counter

from tests.criteria.written import WrittenSet

SET = WrittenSet("thanh-hoa-2019")

# Tasks in the seven annexes of Decision 4784/QĐ-UBND of 30/11/2018, counted on paper.
ANNEXES = {"pl01": 6, "pl02": 7, "pl03": 5, "pl04": 8, "pl05": 5, "pl06": 6, "pl07": 3}


def test_all_tasks_of_the_annexes_are_in_the_inventory() -> None:
    ids = [task["id"] for task in SET.file("sources.yaml")["tasks"]]
    counted = Counter(name.partition("-")[0] for name in ids if name.startswith("pl"))
    assert counted == ANNEXES
    assert sum(ANNEXES.values()) == 40
    assert [name for name in ids if name.startswith("pl")] == [
        f"{annex}-{number}" for annex, count in ANNEXES.items() for number in range(1, count + 1)
    ]
