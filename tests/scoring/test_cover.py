"""Which rules examples reach, and drafts for those they do not."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from par_engine.criteria.load import read_set, require_set, set_folder
from par_engine.library import Library
from par_engine.reading.models import read_model
from par_engine.scoring.cover import cover
from par_engine.scoring.drafting.draft import drafts
from par_engine.scoring.drafting.writing import example_file, flow
from par_engine.scoring.examples import Bench, ExampleFile, score_example
from par_engine.scoring.written import reached
from tests.items import world

ROOT = Path(__file__).parents[2]
SHIPPED = Library(ROOT, "kho mã")
SET = "thanh-hoa-2019"


def bench_of(library: Library, set_id: str) -> Bench:
    """What examples of a set are scored with."""
    return Bench(require_set(library, set_id), read_set(library, set_folder(library, set_id)))


@pytest.mark.parametrize("set_id", SHIPPED.set_ids())
def test_every_rule_of_a_shipped_set_is_reached(set_id: str) -> None:
    """`criteria cover` is 100 %."""
    found = cover(SHIPPED, require_set(SHIPPED, set_id))
    assert found.findings == []
    assert found.covered == len(found.rules) > 0


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of the forty items."""
    return world.build(tmp_path_factory.mktemp("items"))


@pytest.mark.parametrize("set_id", world.SETS)
def test_a_draft_reaches_its_rule_and_reads_back(items: Library, set_id: str, tmp_path: Path) -> None:
    """For every rule of every kind: the written example, read again, reaches that very rule with what it expects."""
    bench = bench_of(items, set_id)
    found = [draft for name in bench.yardstick.components for draft in drafts(bench, name)]
    lacking = [draft.rule.key for draft in found if draft.content is None]
    assert not lacking
    path = tmp_path / "drafts.yaml"
    path.write_text(example_file(set_id, found), encoding="utf-8")
    loaded, problems = read_model(path, "drafts.yaml", ExampleFile)
    assert problems == []
    assert loaded is not None
    for draft, example in zip(found, loaded.model.tests, strict=True):
        program = bench.program(example)
        result = score_example(example, program)
        assert result is not None
        assert draft.rule.key in set(reached(result))
        assert result.state is example.expect.state
        if example.expect.points is not None:
            assert result.points == example.expect.points


def test_a_rule_without_an_example_is_told_at_its_line(tmp_path: Path) -> None:
    """Taking away one example uncovers exactly its rule at its line, with the command."""
    library = copied(tmp_path)
    path = library.criteria / SET / "tests" / "08-one-stop-shop.yaml"
    text = path.read_text(encoding="utf-8")
    cut = re.sub(r'(?s)  - name: "Từ 80% đến dưới 95% được 1 điểm".*?(?=  - name)', "", text)
    assert cut != text
    path.write_text(cut, encoding="utf-8")
    (finding,) = cover(library, require_set(library, SET)).findings
    line = finding.place.line if finding.place else 0
    area = (library.criteria / SET / "08-one-stop-shop.yaml").read_text(encoding="utf-8").splitlines()
    assert "at_least: 80%" in area[line - 1]
    assert finding.check == "example.uncovered"
    assert "8.5: chưa ví dụ nào chạm luật “từ 80% đến dưới 95%”" in finding.message
    assert f"par-engine criteria examples {SET} 8.5" in finding.action


def copied(tmp_path: Path) -> Library:
    """The shipped library in a place where it may be changed."""
    for name in ("criteria", "evidence_schemas", "reports_templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return Library(tmp_path, "kiểm thử")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        ("no", '"no"'),
        ("8.5", '"8.5"'),
        ("97,5%", '"97,5%"'),
        ("31/12/2019", "31/12/2019"),
        ("1/QĐ", "1/QĐ"),
        ("Kế hoạch: năm 2019", '"Kế hoạch: năm 2019"'),
        ("Báo cáo", "Báo cáo"),
        (Decimal("0.50"), "0.50"),
        ({"a": [1, "b"]}, "{a: [1, b]}"),
        ({"2018": {"x.y": 1}}, '{"2018": {x.y: 1}}'),
    ],
)
def test_values_are_written_so_that_they_read_back(value: object, written: str) -> None:
    """Plain where that is safe, in double quotes where YAML would read something else."""
    assert flow(value) == written
