"""Certification can fail: every bound, condition and rule of a compiled set is needed; each change is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from par_engine.criteria.model import Area
from par_engine.errors import EngineError, InputError
from par_engine.findings import Finding
from par_engine.scoring.certify import STRANGER, certify, look_up, questions
from par_engine.scoring.compile import Unit, compile_units, probes, stretches_of
from par_engine.scoring.engine import FIELDS, Condition, RuleSet, equals
from par_engine.scoring.facts import Q_LIMIT, Applicable, Data, DueGate, Fact, Gates, Prerequisite, ProofGate
from par_engine.scoring.gates import Outcome, undefined
from par_engine.scoring.program import build_program, certification_findings
from tests.scoring.samples import bands, every_kind, world
from tests.scoring.world import Plain, component, read

Rules = dict[str, list[Condition]]
NEVER_SENT = "r"
NEVER_FIRE = (Outcome.PREREQUISITE_FAILED, Outcome.PREREQUISITE_UNKNOWN)
"""No component can require another yet: the field is always "passed", so nothing that asks for it can be told apart."""


def unit_of(kind: str) -> Unit:
    """A component of one kind, beside another one whose code the rules must tell apart."""
    other = component("2.1", {"yes_no": {"answer": "t.yes"}})
    (unit,) = compile_units(world(every_kind()[kind], other).yardstick(), "so")
    return unit


def noticed(unit: Unit, rules: Rules) -> bool:
    """Whether certification refuses these rules."""
    try:
        _, findings, _ = certify(unit, RuleSet("changed", rules, [one.code for one in unit.decisions]))
    except EngineError:
        return True
    return bool(findings)


def changes(rules: Rules) -> Iterator[tuple[str, Rules]]:
    """Every bound moved by one each way, every condition left out, every rule left out and doubled."""
    for name, conditions in rules.items():
        if name in NEVER_FIRE:
            continue
        yield f"without {name}", {other: rules[other] for other in rules if other != name}
        yield f"{name} twice", {**rules, f"{name}Again": conditions}
        for place, condition in enumerate(conditions):
            if NEVER_SENT in fields(condition):
                continue
            rest = [*conditions[:place], *conditions[place + 1 :]]
            if rest:
                yield f"{name} without {condition}", {**rules, name: rest}
            for moved in shifted(condition):
                yield f"{name} with {moved} for {condition}", {**rules, name: [moved, *rest]}


def fields(condition: Condition) -> set[str]:
    """The fields that a condition asks for."""
    return {field for key, value in condition.items() for field in (value if key.startswith("$") else {key})}


def shifted(condition: Condition) -> list[Condition]:
    """A condition on a number, one lower and one higher."""
    ((key, value),) = condition.items()
    if isinstance(value, dict):
        ((field, bound),) = value.items()
        return [{key: {field: bound + step}} for step in (-1, 1)]
    return [{key: value + step} for step in (-1, 1)] if isinstance(value, int) else []


@pytest.mark.parametrize("kind", every_kind())
def test_unchanged_rules_pass(kind: str) -> None:
    unit = unit_of(kind)
    assert not noticed(unit, unit.rules())


@pytest.mark.parametrize("kind", every_kind())
def test_every_change_is_noticed(kind: str) -> None:
    unit = unit_of(kind)
    made = list(changes(unit.rules()))
    assert len(made) > 100
    assert [what for what, rules in made if not noticed(unit, rules)] == []


def test_the_wrong_code_is_noticed() -> None:
    unit = unit_of("bands")
    rules = unit.rules()
    first, second = (one.code for one in unit.decisions)
    swapped = {
        name: [{"c": second if value == {"c": first} else first} if "c" in value else value for value in conditions]
        for name, conditions in rules.items()
    }
    assert noticed(unit, swapped)


def changed(rules: Rules) -> str:
    """What certification of these rules of `unit_of("yes_no")` stops with."""
    unit = unit_of("yes_no")
    with pytest.raises(EngineError) as caught:
        certify(unit, RuleSet("changed", rules, [one.code for one in unit.decisions]))
    return str(caught.value)


def test_it_says_what_it_stopped_at() -> None:
    unit = unit_of("yes_no")
    rules, code = unit.rules(), unit.decisions[0].code
    nobodys = [{"c": STRANGER} if condition == {"c": code} else condition for condition in rules[f"{code}yes"]]
    said = changed({**rules, "extra": nobodys})
    assert said == f"tập luật {unit.name} trả lời cho mã lạ: ('extra',); xin báo lỗi này"
    undecided = [{"c": STRANGER}, *undefined(proof=ProofGate.ABSENT)]
    assert "mã lạ: ('extra',)" in changed({**rules, "extra": undecided})
    early = [*rules[f"{code}yes"], equals(FIELDS["due"], int(DueGate.OPEN))]
    assert f"('{code}yes',), () thay vì ['{code}yes']" in changed({**rules, f"{code}yes": early})
    said = changed({**rules, f"{code}yes": rules[f"{code}no"]})
    assert said.startswith("luật đã biên dịch khác luật đã viết, 1.3 tại ")
    assert said.endswith(f"thay vì ['{code}no']; xin báo lỗi này")
    said = changed({**rules, "again": rules["notDue"]})
    assert said.startswith("1.3: các cửa Gates(applicable=<Applicable.YES: 1>, due=<DueGate.NOT_DUE: 0>")
    assert said.endswith("; xin báo lỗi này")


@pytest.mark.parametrize("kind", every_kind())
def test_the_table_answers_as_the_engine(kind: str) -> None:
    unit = unit_of(kind)
    rules = RuleSet(unit.name, unit.rules(), [one.code for one in unit.decisions])
    tables, findings, asked = certify(unit, rules)
    facts = [
        Fact(one.code, gates, q) for one in unit.decisions for gates, places in questions(one).items() for q in places
    ]
    assert findings == []
    assert look_up(tables, facts) == [answer[0] for answer in rules.answers(facts)]
    stretches = {q for one in unit.decisions for q in stretches_of(one)}
    assert asked == len(facts) + 2 * len(stretches) + len(ProofGate)  # the rest as nobody


# How much is asked.


def test_prerequisites_are_asked_where_there_are_some() -> None:
    first = component("1.1", {"yes_no": {"answer": "t.yes"}})
    second = component("1.2", {"yes_no": {"answer": "t.yes"}}, requires=[{"component": "1.1"}])
    (unit,) = compile_units(world(first, second).yardstick(), "so")
    asked = [{gates.prerequisite for gates in questions(one)} for one in unit.decisions]
    assert asked == [{Prerequisite.PASSED}, set(Prerequisite)]


def test_it_asks_at_every_edge_and_just_beside_it() -> None:
    """80 % in tenths is 8; q counts halves, so that 16 is exactly there and 15 anything below down to 70 %."""
    lines: list[Plain] = [{"at_least": "80%", "points": 1}, {"otherwise": True, "points": 0}]
    (unit,) = compile_units(world(bands(lines, 1)).yardstick(), "so")
    (compiled,) = unit.decisions
    assert compiled.bounds == {f"{compiled.code}b1": (16, None), f"{compiled.code}b2": (None, 16)}
    assert probes(compiled) == [1 - Q_LIMIT, 15, 16, Q_LIMIT - 1]
    assert stretches_of(compiled) == [1 - Q_LIMIT, 16]


@pytest.mark.parametrize(("kind", "edges"), [("bands", 3), ("proportional", 2), ("yes_no", 1), ("per_item", 2)])
def test_questions_are_the_full_product(kind: str, edges: int) -> None:
    one = every_kind()[kind]
    yardstick = world(one).yardstick()
    (unit,) = compile_units(yardstick, "so")
    (compiled,) = unit.decisions
    data = [state for state in Data if "when_denominator_zero" in one or state is not Data.UNDEFINED]
    gates = {Gates(*each) for each in product(Applicable, DueGate, [Prerequisite.PASSED], data, ProofGate)}
    assert questions(compiled).keys() == gates
    stretches, unknown = edges + 1, len(data) - 1
    known_but_shut = 2 * 3 * 4 - 2
    nothing_else_shut = 2 * unknown
    rest = 2 * 3 * 4 * unknown - nothing_else_shut
    let_through = 2 * (2 * edges + 2)  # each edge, just beside it, and both ends
    asked = (known_but_shut + nothing_else_shut) * stretches + rest + let_through
    stranger = 2 * stretches + 4
    assert build_program(yardstick, "so").questions == asked + stranger


# Scales that are wrong as written.


AREA = """\
kind: area
schema: 1
id: a0
code: "1"
title: Lĩnh vực
max_points: 3
criteria:
  - id: "1.1"
    title: Hồ sơ đúng hạn
    max_points: 3
    provenance: {structure: assumption, points: assumption}
    measure: t.n / t.d
    when_denominator_zero: full
    rule:
      bands:
LINES
    remedy: {action: làm cho đủ, owner: đơn vị, effort: 1}
"""


def found(*lines: str) -> list[Finding]:
    """What certification says of a scale; its first line is line 16 of the file."""
    text = AREA.replace("LINES", "\n".join(f"        - {{{line}}}" for line in lines))
    whole = world(bands()).yardstick()
    return certification_findings(replace(whole, area_files=(read(text, "01-thu.yaml", Area),)))


def line_of(finding: Finding) -> int:
    """The line of the file at which a finding points."""
    assert finding.place is not None
    assert finding.place.file == "01-thu.yaml"
    return finding.place.line


def test_a_gap_is_named_with_a_number_in_it() -> None:
    lines = ("at_least: 95%, points: 3", "at_least: 80%, below: 90%, points: 1", "otherwise: true, points: 0")
    (finding,) = found(*lines)
    assert finding.check == "scale.gap"
    assert line_of(finding) == 16
    assert finding.message == "1.1: không mức nào nhận kết quả từ 90% đến dưới 95%"


def test_two_gaps_are_two_findings() -> None:
    gaps = found(
        "above: 95%, points: 3",
        "at_least: 80%, below: 90%, points: 2",
        "at_least: 50%, at_most: 70%, points: 1",
        "otherwise: true, points: 0",
    )
    assert [finding.check for finding in gaps] == ["scale.gap", "scale.gap"]
    assert [finding.message.split("kết quả ")[1] for finding in gaps] == [
        "trên 70% đến dưới 80%",
        "từ 90% đến 95%",
    ]


def test_an_overlap_points_at_the_second_line_and_names_both() -> None:
    lines = ("at_least: 90%, points: 3", "at_least: 80%, at_most: 90%, points: 1", "otherwise: true, points: 0")
    (finding,) = found(*lines)
    assert finding.check == "scale.overlap"
    assert line_of(finding) == 17
    assert "kết quả bằng 90% rơi vào cả “từ 90% trở lên” và “từ 80% đến 90%”" in finding.message


def test_a_sound_scale_has_no_findings() -> None:
    assert found("at_least: 95%, points: 3", "at_least: 90%, points: 1", "otherwise: true, points: 0") == []


def test_a_scale_with_gaps_is_not_scored() -> None:
    lines: list[Plain] = [{"at_least": "95%", "points": 3}, {"at_least": "50%", "below": "90%", "points": 1}]
    with pytest.raises(InputError) as caught:
        build_program(world(bands(lines)).yardstick(), "so")
    assert {finding.check for finding in caught.value.findings} == {"scale.gap"}
