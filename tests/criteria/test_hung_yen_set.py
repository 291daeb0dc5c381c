"""The set of Hưng Yên's plan for 2016–2020: 38 lettered tasks and 14 printed targets all in it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.criteria.written import WrittenSet

SET = WrittenSet("hung-yen-2020")

# Lettered tasks under the seven headings of part II of Decision 1605/QĐ-UBND of 04/8/2016, counted on paper.
LETTERS = ["a", "b", "c", "d", "dd", "e", "g", "h", "i", "k"]
TASKS = {"1": 4, "2": 7, "3": 3, "4": 7, "5": 3, "6": 10, "7": 4}

# The targets printed as numbers, with the component that gives full points for exactly them.
TARGETS = {
    "mot-cua": {"2.4.4": "100%"},
    "hai-long-hanh-chinh": {"2.4.5": "80%"},
    "hai-long-dich-vu": {"3.2.2": "80%", "3.2.3": "80%"},
    "vi-tri-viec-lam": {"4.1": "100%"},
    "mang-noi-bo": {"6.2.2": "100%"},
    "chu-ky-so": {"6.3.1": "100%", "6.3.2": "100%"},
    "bao-mat": {"6.3.3": "100%"},
    "phan-mem-van-ban": {"6.4.1": "100%"},
    "van-ban-dien-tu": {"6.4.2": "90%"},
    "muc-do-3": {"6.5.1": "65%"},
    "muc-do-4": {"6.5.2": "30%"},
    "kenh-hoi-dap": {"6.8": "100%"},
    "chuyen-trach-cntt": {"6.9.1": "100%"},
    "dat-chuan-cntt": {"6.9.2": "100%"},
}
ONLY_2020 = {"hai-long-dich-vu", "mang-noi-bo", "phan-mem-van-ban", "muc-do-3", "muc-do-4"}


def test_every_lettered_task_is_in_the_inventory() -> None:
    ids = [task["id"] for task in SET.file("sources.yaml")["tasks"] if task["id"].startswith("ii-")]
    assert Counter(name.split("-")[1] for name in ids) == TASKS
    assert sum(TASKS.values()) == 38
    assert ids == [f"ii-{heading}-{letter}" for heading, count in TASKS.items() for letter in LETTERS[:count]]


def test_a_task_leads_to_the_criterion_of_its_own_letter() -> None:
    for task in SET.file("sources.yaml")["tasks"]:
        if task["id"].startswith("ii-"):
            _, heading, letter = task["id"].split("-")
            own = f"{heading}.{LETTERS.index(letter) + 1}"
            assert own in {".".join(id.split(".")[:2]) for id in task["components"]}, task["id"]


def test_the_fourteen_targets_give_full_points_at_the_printed_number() -> None:
    targets = {target["id"]: target for target in SET.file("sources.yaml")["targets"]}
    assert targets.keys() == TARGETS.keys()
    assert len(targets) == 14
    components = SET.components()
    for name, wanted in TARGETS.items():
        assert set(targets[name]["components"]) == wanted.keys()
        for component, number in wanted.items():
            assert _full_at(components[component]) == ({"2020": number} if name in ONLY_2020 else number)
            assert components[component]["provenance"]["target"] == "source"


def _full_at(component: Any) -> Any:
    rule = component["rule"]
    if "proportional" in rule:
        return rule["proportional"]["full_at"]
    best = rule.get("survey", rule)["bands"][0]
    return best.get("at_least", best.get("above"))


def test_above_is_never_read_as_at_least() -> None:
    """ "Trên 80%", "trên 90%" leave the number itself out."""
    targets = {target["id"]: target for target in SET.file("sources.yaml")["targets"]}
    above = [name for name, target in targets.items() if target["value"].startswith("trên")]
    assert above == ["hai-long-hanh-chinh", "hai-long-dich-vu", "van-ban-dien-tu"]
    for name in above:
        for id in TARGETS[name]:
            rule = SET.components()[id]["rule"]
            assert "above" in rule.get("survey", rule)["bands"][0]
