"""Three annexes in three shapes: rule by rule, every line accounted for, and what is written passes the check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from par_engine.catalogue.load import load_catalogue
from par_engine.criteria.importing.account import NAME
from par_engine.criteria.importing.annex import Imported, Wishes, import_annex
from par_engine.criteria.importing.ledger import Use
from par_engine.criteria.load import read_set
from par_engine.errors import InputError, UsageError
from par_engine.findings import Finding
from par_engine.library import Library
from par_engine.reading.folder import new_folder
from par_engine.reading.papers.paper import Paper, clean
from par_engine.reading.papers.read import read_paper
from par_engine.reading.tree import read_tree
from par_engine.scoring.program import check_set
from tests.cli.program import REPOSITORY
from tests.importing.make import page, word, workbook

PROOFS = load_catalogue(Library(REPOSITORY, "test"))[0].proofs


@dataclass
class Done:
    """An import, the paper it came from, what was written and what the check says of it."""

    paper: Paper
    imported: Imported
    nodes: dict[str, dict[str, Any]]
    set: dict[str, Any]
    findings: list[Finding]

    def rule(self, code: str) -> Any:
        """The rule of a component as written."""
        return self.nodes[code]["rule"]

    def text(self) -> str:
        """Everything written, in one text."""
        return "\n".join(self.imported.files.values())


def walk(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All nodes of an area file."""
    for node in nodes:
        yield node
        yield from walk(node.get("parts", []))


def data(text: str, name: str) -> Any:
    """A file as the strict reader sees it."""
    tree, findings = read_tree(text, name)
    assert tree is not None, findings
    return tree.data


def done(path: Path, wishes: Wishes) -> Done:
    """Reads a file, writes the draft, checks it where it stands."""
    paper = read_paper(path)
    imported = import_annex(paper, wishes, PROOFS)
    folder = path.parent / "draft"
    with new_folder(folder, imported.files):
        pass
    library = Library(folder, "test")
    catalogue, findings = load_catalogue(library)
    findings += check_set(read_set(library, library.criteria / imported.named.set_id, catalogue))
    start = f"criteria/{imported.named.set_id}/"
    areas = [
        data(text, name)
        for name, text in imported.files.items()
        if name.startswith(start) and name[len(start)].isdigit()
    ]
    nodes = {node["id"]: node for area in areas for node in walk(area["criteria"])}
    return Done(paper, imported, nodes, data(imported.files[f"{start}set.yaml"], "set.yaml"), findings)


MAKERS: dict[str, tuple[Callable[[Path], None], Wishes]] = {
    "docx": (word, Wishes()),
    "xlsx": (workbook, Wishes()),
    "html": (page, Wishes(year=2026)),
}


@pytest.fixture(scope="module")
def annexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """Each annex made, read and written once."""
    made = {}
    for kind, (make, wishes) in MAKERS.items():
        path = tmp_path_factory.mktemp(kind) / f"phu-luc.{kind}"
        make(path)
        made[kind] = done(path, wishes)
    return made


@pytest.mark.parametrize("kind", MAKERS)
def test_no_line_is_dropped(annexes: dict[str, Done], kind: str) -> None:
    """A law: every text of every cell stands in what was written, and the lines add up."""
    one = annexes[kind]
    written = " ".join(one.text().split())
    cells = [cell for table in one.paper.tables for row in table.rows for cell in row.cells if cell.text]
    lines = [line for cell in cells for line in cell.text.split("\n")]
    for line in lines:
        assert line in written
    ledger = one.imported.ledger
    assert sorted(line.text for line in ledger.lines) == sorted(lines)
    assert sum(ledger.counts().values()) == len(lines)
    listed = [line for line, _ in ledger.unread()]
    assert len(listed) == ledger.counts()[Use.UNREAD]
    for cell in one.paper.lines():
        assert " ".join(cell.text.split("\n")[0].split()) in written


@pytest.mark.parametrize("kind", MAKERS)
def test_lines_of_rules_stand_in_the_set_itself(annexes: dict[str, Done], kind: str) -> None:
    """What was used for a rule, and what was not understood inside a criterion, stands beside the rule."""
    one = annexes[kind]
    beside = " ".join(" ".join(text.split()) for name, text in one.imported.files.items() if name != NAME)
    for line in one.imported.ledger.lines:
        if one.imported.ledger.use_of(line) in (Use.RULE, Use.PROOF, Use.NOTE) and line.text != "x":
            assert line.text in beside
    for line, why in one.imported.ledger.unread():
        if "tiêu chí" in why and "cột" not in why:
            assert line.text in beside, why


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_written_passes_the_check_or_says_why_not(annexes: dict[str, Done], kind: str) -> None:
    one = annexes[kind]
    if not one.imported.draft.sums:
        assert one.findings == []
    else:
        assert {finding.check for finding in one.findings} == {"sum.set"}
    for node in one.nodes.values():
        origin = node.get("provenance")
        if origin:
            assert origin["structure"] == origin["points"] == "source"
            assert node["basis"][0]["text"] == one.imported.named.text_id


def test_word(annexes: dict[str, Done]) -> None:
    one = annexes["docx"]
    assert list(one.nodes) == ["1.1", "1.1.1", "1.1.2", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert {code: str(node["max_points"]) for code, node in one.nodes.items()} == {
        "1.1": "2.5", "1.1.1": "1", "1.1.2": "1.5", "1.2": "1", "1.3": "1", "2.1": "2", "2.2": "1", "2.3": "1",
    }  # fmt: skip
    half, quarter = Decimal("0.5"), Decimal("0.25")
    assert one.rule("1.1.1") == {
        "deadline": {
            "document": "ke_hoach",
            "bands": [
                {"at_most": 0, "points": 1},
                {"at_most": 5, "points": half},
                {"otherwise": True, "points": 0},
            ],
        }
    }
    assert one.nodes["1.1.1"]["documents"] == {
        "ke_hoach": {"kind": "ke_hoach", "about": "Kế hoạch năm của đơn vị", "due": {"in": "Q1"}}
    }
    assert one.rule("1.1.2") == {
        "bands": [
            {"at_least": "100%", "points": Decimal("1.5")},
            {"at_least": "80%", "points": Decimal("0.75")},
            {"otherwise": True, "points": 0},
        ]
    }
    assert one.rule("1.2") == {"per_item": {"each": quarter}}
    assert one.rule("1.3") == {"deduct": {"each": quarter}}
    assert one.rule("2.1") == {"proportional": {"full_at": "100%", "nothing_below": "90%"}}
    section = one.imported.named.section
    assert one.nodes["2.1"]["measure"] == f"{section}.c2_1_part / {section}.c2_1_whole"
    assert one.nodes["2.1"]["when_denominator_zero"] == "not_applicable"
    assert one.rule("2.2") == {
        "checklist": [{"item": f"{section}.c2_2_i1", "points": half}, {"item": f"{section}.c2_2_i2", "points": half}]
    }
    assert set(one.rule("2.3")) == {"judged"}
    assert [line.text for line, _ in one.imported.ledger.unread()] == [
        "Báo cáo kiểm soát thủ tục hành chính; Thống kê của hệ thống",
        "Do cơ quan thẩm định xem xét tuỳ tính chất vụ việc",
    ]
    named = one.imported.named
    assert (named.set_id, named.year, named.unit) == ("nhap-qd-12-2026-ubnd", 2026, "commune")
    assert (named.decision.number, named.decision.date) == ("12/2026/QĐ-UBND", "05/01/2026")
    assert named.decision.issuer == "Ủy ban nhân dân tỉnh A"
    assert "Câu đã xoá" not in one.text()
    assert any("Track Changes" in note for note in one.paper.notes)
    assert one.set["max_points"] == Decimal("8.5")


def test_workbook(annexes: dict[str, Done]) -> None:
    one = annexes["xlsx"]
    section = one.imported.named.section
    assert list(one.nodes) == [*(f"1.{number}" for number in range(1, 11)), "2.1", "2.2"]
    assert one.rule("1.1") == {"yes_no": {"answer": f"{section}.c1_1"}}
    assert one.nodes["1.1"]["documents"] == {"ke_hoach": {"kind": "ke_hoach", "about": "Kế hoạch tuyên truyền"}}
    assert one.rule("1.2") == {
        "bands": [
            {"at_least": "30%", "points": 1},
            {"at_least": "20%", "points": Decimal("0.5")},
            {"otherwise": True, "points": 0},
        ]
    }
    assert one.rule("1.3") == {"yes_no": {"answer": f"{section}.c1_3"}}
    assert [level["points"] for level in one.rule("1.10")["choice"]["levels"]] == [Decimal("0.25"), Decimal("0.1"), 0]
    assert any("1.10" in guess for guess in one.imported.draft.guesses), (
        "số 1.10 mà Excel đổi thành 1.1 phải được nói ra"
    )
    assert one.rule("2.1") == {"survey": [{"question": "c2_1", "title": "Hài lòng của người dân"}]}
    assert one.rule("2.2") == {
        "bands": [
            {"at_most": "1%", "points": 1},
            {"at_most": "5%", "points": Decimal("0.5")},
            {"otherwise": True, "points": 0},
        ]
    }
    assert one.imported.draft.sums == ["Tổng in trong bảng là 8, các lĩnh vực cộng lại 7, lệch 1."]
    assert [line.text for line, _ in one.imported.ledger.unread()] == ["Sổ theo dõi"]
    places = {line.text: line.place for line in one.imported.ledger.lines}
    assert places["Kiểm tra cơ quan trực thuộc"] == "tờ “Phụ lục”, ô B5"


def test_page(annexes: dict[str, Done]) -> None:
    one = annexes["html"]
    assert list(one.nodes) == ["1.1", "1.2", "2.1", "2.2", "3.1"]
    assert one.nodes["1.1"]["title"] == "Giải ngân vốn đầu tư công"
    assert one.rule("1.1") == {
        "bands": [
            {"at_least": "95%", "points": 2},
            {"above": "90%", "points": Decimal("1.5")},
            {"at_least": "80%", "points": 1},
            {"otherwise": True, "points": 0},
        ]
    }
    assert one.rule("1.2") == {"bands": [{"at_least": "80%", "points": 1}, {"otherwise": True, "points": 0}]}
    assert one.rule("2.1")["deadline"]["bands"] == [
        {"at_most": 0, "points": Decimal("0.500")},
        {"at_most": 3, "points": Decimal("0.250")},
        {"otherwise": True, "points": 0},
    ]
    assert one.nodes["2.1"]["documents"]["document"]["due"] == {"before": "20/12"}
    assert one.rule("2.2") == {"proportional": {"full_at": "100%"}}
    assert one.nodes["2.2"]["max_points"] == Decimal("1.5"), "2.000 ở bảng này là hai điểm, không phải hai nghìn"
    assert one.rule("3.1") == {"per_item": {"each": Decimal("0.5")}}
    assert any("section: bonus" in text for text in one.imported.files.values())
    assert "alert" not in one.text()
    assert one.imported.named.unit == "ministry"


def table(*rows: str) -> str:
    """A page with one scoring table of rows `number|title|most`."""
    cells = "".join(f"<tr><td>{'<td>'.join(row.split('|'))}" for row in ("STT|Tiêu chí|Điểm tối đa", *rows))
    return f"<html><body><p>Bộ tiêu chí năm 2026 của các sở</p><table>{cells}</table></body></html>"


def imported(tmp_path: Path, *rows: str, wishes: Wishes | None = None) -> Done:
    """A page with these rows, read."""
    path = tmp_path / "phu-luc.html"
    path.write_text(table(*rows), encoding="utf-8")
    return done(path, wishes or Wishes())


def test_a_gap_is_told_and_left(tmp_path: Path) -> None:
    one = imported(tmp_path, "1|A|1", "1.1|B|1", "|Từ 80% trở lên: 1|", "|Dưới 70%: 0|")
    assert any("từ 70% đến dưới 80%" in guess for guess in one.imported.draft.guesses)
    assert one.findings, "criteria check phải thấy chỗ hở"


def test_levels_that_overlap_are_told(tmp_path: Path) -> None:
    one = imported(tmp_path, "1|A|1", "1.1|B|1", "|Từ 80% đến 100%: 1|", "|Từ 50% đến 80%: 0,5|", "|Dưới 50%: 0|")
    assert any("chồng lên nhau" in guess for guess in one.imported.draft.guesses)
    assert one.findings


def test_so_many_things(tmp_path: Path) -> None:
    """ "Có 1" below "từ 2 trở lên" is exactly one; on top of a scale it is one or more, and that is told."""
    lines = ("|Có từ 2 sáng kiến/giải pháp trở lên: 1|", "|Có 1 sáng kiến: 0,5|", "|Không có sáng kiến: 0|")
    one = imported(tmp_path, "1|A|2", "1.1|B|1", *lines, "1.2|C|1", "|Có 1 mô hình: 1|", "|Không có mô hình: 0|")
    half, rest = Decimal("0.5"), {"otherwise": True, "points": 0}
    assert one.rule("1.1") == {"bands": [{"at_least": 2, "points": 1}, {"at_least": 1, "points": half}, rest]}
    assert one.rule("1.2") == {"bands": [{"at_least": 1, "points": 1}, rest]}
    assert any("từ 1 trở lên" in guess for guess in one.imported.draft.guesses)
    assert one.findings == []


@pytest.mark.parametrize(
    ("lines", "bands"),
    [
        (
            ("Từ 6 văn bản trở lên: 1", "Từ 3 đến 5 văn bản: 0,5", "Dưới 3 văn bản: 0"),
            [{"at_least": 6, "points": 1}, {"at_least": 3, "points": Decimal("0.5")}, {"otherwise": True, "points": 0}],
        ),
        (
            ("Không quá 2 văn bản: 1", "Từ 3 đến 5 văn bản: 0,5", "Từ 6 văn bản trở lên: 0"),
            [{"at_most": 2, "points": 1}, {"at_most": 5, "points": Decimal("0.5")}, {"otherwise": True, "points": 0}],
        ),
    ],
    ids=["more is better", "less is better"],
)
def test_things_counted_have_no_gap_between_five_and_six(tmp_path: Path, lines: tuple[str, ...], bands: Any) -> None:
    one = imported(tmp_path, "1|A|1", "1.1|B|1", *(f"|{line}|" for line in lines))
    assert one.rule("1.1") == {"bands": bands}
    assert one.findings == []


def test_a_formula_that_other_lines_deny_is_given_up(tmp_path: Path) -> None:
    one = imported(
        tmp_path, "1|A|2", "1.1|B|2", "|Tính theo công thức: tỷ lệ × điểm tối đa|", "|Từ 80% đến dưới 90%: 1|"
    )
    assert set(one.rule("1.1")) == {"judged"}
    assert [line.text for line, _ in one.imported.ledger.unread()] == [
        "Tính theo công thức: tỷ lệ × điểm tối đa",
        "Từ 80% đến dưới 90%: 1",
    ]


def test_points_that_are_not_printed_are_derived(tmp_path: Path) -> None:
    one = imported(tmp_path, "1|A|", "1.1|B|", "|Có: 0,75|", "|Không: 0|")
    assert one.nodes["1.1"]["max_points"] == Decimal("0.75")
    assert one.nodes["1.1"]["provenance"]["points"] == "derived"
    assert one.findings == []


def test_criteria_without_areas(tmp_path: Path) -> None:
    one = imported(tmp_path, "1|A|1", "|Có: 1|", "|Không: 0|", "2|B|1", "|Có: 1|", "|Không: 0|")
    assert list(one.nodes) == ["1", "2"]
    assert one.set["areas"] == ["all_criteria"]
    assert one.findings == []


def test_a_repeated_number_is_told(tmp_path: Path) -> None:
    one = imported(tmp_path, "1|A|2", "1.1|B|1", "|Có: 1|", "1.1|C|1", "|Có: 1|")
    assert list(one.nodes) == ["1.1", "1.1-2"]
    assert any("bị lặp" in guess for guess in one.imported.draft.guesses)


def test_numbers_in_titles(tmp_path: Path) -> None:
    """A table without filled numbers: they stand in the titles."""
    one = imported(
        tmp_path, "|I. Lĩnh vực một|1", "|1. Tiêu chí thứ nhất|1", "|1.1. Thành phần|1", "|- Có: 1|", "|- Không: 0|"
    )
    assert list(one.nodes) == ["1.1", "1.1.1"]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Quotes, colons, braces, marks of YAML in the text of an annex change nothing but the text."""
    title = "B: {x} [y] # z 'q' \"w\" & * ! @ @part $ % \\ - 1: 2"
    escaped = title.replace("&", "&amp;").replace('"', "&quot;")
    one = imported(tmp_path, "1|A|1", f"1.1|{escaped}|1", '|Có "đủ": # 1|', "|Từ 80%: 1|", "|Không: 0|")
    assert one.nodes["1.1"]["title"] == clean(title)
    assert one.findings == []


@pytest.mark.parametrize(
    ("page_text", "word_in_message"),
    [
        ("<html><body><p>Không có bảng</p></body></html>", "không tìm thấy bảng điểm"),
        (table("|A|1", "|B|1"), "không có tiêu chí nào được đánh số"),
    ],
)
def test_what_is_no_annex_is_refused(tmp_path: Path, page_text: str, word_in_message: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page_text, encoding="utf-8")
    with pytest.raises(InputError, match=word_in_message):
        import_annex(read_paper(path), Wishes(year=2026, unit="department"), PROOFS)


def test_a_table_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(table("1|A|1", *(f"1.{number}|Có: 1|1" for number in range(10_000))), encoding="utf-8")
    with pytest.raises(InputError, match="không phải một phụ lục"):
        import_annex(read_paper(path), Wishes(), PROOFS)


def test_hundreds_of_lines_under_one_criterion_are_listed(tmp_path: Path) -> None:
    one = imported(tmp_path, "1|A|1", "1.1|B|1", *(f"|Có việc {number}: 1|" for number in range(300)))
    assert set(one.rule("1.1")) == {"judged"}
    assert one.imported.ledger.counts()[Use.UNREAD] == 300


def test_several_tables_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    first = table("1|A|1", "1.1|B|1", "|Có: 1|", "2|C|1", "2.1|D|1", "|Có: 1|")
    second = table("1|E|1", "1.1|F|1", "|Có: 1|").replace("của các sở", "của cấp xã")
    path.write_text(first + second, encoding="utf-8")
    paper = read_paper(path)
    with pytest.raises(UsageError, match="--table 2"):
        import_annex(paper, Wishes(), PROOFS)
    chosen = import_annex(paper, Wishes(table=2), PROOFS)
    assert [one.title for one in chosen.draft.components()] == ["F"]
    assert [one.title for one in import_annex(paper, Wishes(unit="commune"), PROOFS).draft.components()] == ["F"]


def test_a_table_cut_by_a_page_goes_on(tmp_path: Path) -> None:
    """A page break that cut the table in two, the second half without a heading, a row going on in the next."""
    path = tmp_path / "a.html"
    second = "<table><tr><td>1.2<td>C<td>1<tr><td><td>Có: 1<td></table>"
    path.write_text(table("1|A|2", "1.1|B|1", "|Có: 1|") + "<p>Trang 2</p>" + second, encoding="utf-8")
    one = done(path, Wishes())
    assert list(one.nodes) == ["1.1", "1.2"]
    assert one.findings == []


def unread(one: Done) -> dict[str, str]:
    """The lines not understood, with why."""
    return {line.text: why for line, why in one.imported.ledger.unread()}


def test_a_deduction_is_drafted_as_one_or_listed(tmp_path: Path) -> None:
    each = "Thiếu hoặc chậm mỗi báo cáo trừ 0,5 điểm"
    rate = "Có hồ sơ quá hạn: cứ 1% trừ 0,5 điểm"
    more = "Mỗi vi phạm trừ 2 điểm"
    one = imported(
        tmp_path, "1|A|4", "1.1|B|1", "|Đầy đủ, đúng hạn: 1|", f"|{each}|",
        "1.2|C|1", f"|{rate}|", "1.3|D|1", "|Có kế hoạch: 1|", f"|{rate}|", "1.4|E|1", f"|{more}|",
    )  # fmt: skip
    assert one.rule("1.1") == {"deduct": {"each": Decimal("0.5")}}
    assert any("Đầy đủ, đúng hạn" in guess for guess in one.imported.draft.guesses)
    assert set(one.rule("1.2")) == set(one.rule("1.4")) == {"judged"}
    assert set(one.rule("1.3")) == {"yes_no"}
    assert list(unread(one)) == [rate, more]
    assert [why for text, why in unread(one).items() if text == rate] == [
        "dòng trừ điểm, chưa đọc được trừ theo số nào (tiêu chí 1.3)"
    ]
    assert one.text().count(f"# CHƯA HIỂU: {rate}") == 2
    assert one.findings == []


def test_penalties_count_what_is_taken_away(tmp_path: Path) -> None:
    """In a section of penalties so much for each is a penalty already."""
    one = imported(
        tmp_path, "1|A|1", "1.1|B|1", "|Có: 1|", "2|Điểm trừ|2", "2.1|C|2", "|Mỗi hồ sơ quá hạn trừ 0,5 điểm|",
        "2.2|D|1", "|Để xảy ra vi phạm: trừ 1 điểm|",
    )  # fmt: skip
    assert set(one.rule("2.2")) == {"yes_no"}
    assert one.rule("2.1") == {"per_item": {"each": Decimal("0.5")}}
    assert one.findings == []


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        (("a) Có kế hoạch: 1", "b) Có báo cáo: 1"), ["1", "1"]),
        (("a) Có kế hoạch: 1 điểm", "b) Thực hiện 100% kế hoạch: 1 điểm"), ["1", "1"]),
        (("a) Đạt 100% kế hoạch: 1", "b) Từ 80% xã được kiểm tra: 1"), ["1", "1"]),
        (
            ("a) Đúng hạn: 0,5", "b) Từ 80% xã được kiểm tra: 1", "c) Có báo cáo: 0,5", "Không có: 0"),
            ["0.5", "1", "0.5"],
        ),
    ],
)
def test_lines_that_add_up_to_the_maximum_are_a_checklist(
    tmp_path: Path, lines: tuple[str, ...], points: list[str]
) -> None:
    one = imported(tmp_path, "1|A|2", "1.1|B|2", *(f"|{line}|" for line in lines))
    assert [str(row["points"]) for row in one.rule("1.1")["checklist"]] == points
    assert unread(one) == {}
    assert one.findings == []


def test_stretches_of_one_scale_are_no_checklist(tmp_path: Path) -> None:
    """Only one of them can be true, whatever they add up to."""
    one = imported(
        tmp_path, "1|A|4", "1.1|B|2", "|Từ 80% trở lên: 1,5|", "|Từ 60% đến dưới 80%: 0,5|",
        "1.2|C|2", "|Có kế hoạch: 0,5|", "|Từ 80% trở lên: 1|", "|Từ 60% đến dưới 80%: 0,5|",
    )  # fmt: skip
    assert set(one.rule("1.1")) == {"bands"}
    assert set(one.rule("1.2")) == {"choice"}
    assert any("mức cao nhất khác điểm tối đa 2" in guess for guess in one.imported.draft.guesses)


@pytest.mark.parametrize(
    "each",
    [
        "b) mỗi tin, bài được 0,1, tối đa 1,5",
        "b) Có tin bài, mỗi tin, bài được 0,1 điểm, tối đa 1,5 điểm",
        "b) Đăng tin bài: mỗi tin, bài được 0,1, tối đa 1,5",
    ],
)
def test_fixed_points_beside_points_for_each_are_to_be_parted(tmp_path: Path, each: str) -> None:
    one = imported(tmp_path, "1|A|2", "1.1|B|2", "|a) Có kế hoạch: 0,5|", f"|{each}|")
    assert set(one.rule("1.1")) == {"judged"}
    assert set(unread(one)) == {"a) Có kế hoạch: 0,5", each}
    assert all("tách thành các phần" in why for why in unread(one).values())
    assert any("tách thành các phần" in guess for guess in one.imported.draft.guesses)
    assert one.findings == []


def test_due_dates_that_units_would_declare_are_told(tmp_path: Path) -> None:
    """A stretch between two dates is no number of days late: a level to choose, and that is said."""
    late = "Sau 31/01 đến 15/02: 0,5"
    one = imported(
        tmp_path, "1|A|3", "1.1|B|1", "|Ban hành trong tháng 01: 1 điểm|", f"|{late}|", "|Không ban hành: 0|",
        "1.2|C|1", "|Chậm không quá 5 ngày làm việc: 1|", "|Không có: 0|",
        "1.3|D|1", "|Tốt: 1|", "|Đạt 2/3 chỉ tiêu loại khá: 0,5|",
    )  # fmt: skip
    assert set(one.rule("1.1")) == {"choice"}
    told = [guess for guess in one.imported.draft.guesses if "cần viết lại thành luật deadline" in guess]
    assert [guess.partition(":")[0] for guess in told] == ["1.1", "1.2"]
    assert f"(“Ban hành trong tháng 01: 1 điểm”, “{late}”)" in told[0]
    assert one.nodes["1.1"]["provenance"]["target"] == "assumption"
    assert "luật deadline" in one.nodes["1.1"]["provenance"]["note"]
    assert one.findings == []


HEADER = (
    "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH A<br>-------<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
    "Độc lập - Tự do - Hạnh phúc<tr><td>Số: 12/QĐ-UBND<td>A, ngày 05 tháng 01 năm 2026</table>"
)


def test_tables_of_a_decision_beside_its_points_are_told_apart(tmp_path: Path) -> None:
    """The heading of a decision is no rule that nobody understood; a piece of a table that holds points may be one."""
    signed = "<table><tr><td>Nơi nhận:<br>- Như Điều 3<td>CHỦ TỊCH</table>"
    piece = "<table><tr><td>Có sáng kiến<td>0,5</table>"
    path = tmp_path / "phu-luc.html"
    path.write_text(HEADER + table("1|A|1", "1.1|B|1", "|Có: 1|", "|Khác thường|") + signed + piece, encoding="utf-8")
    one = done(path, Wishes())
    ledger = one.imported.ledger
    assert [line.text for line in ledger.elsewhere()] == [
        "ỦY BAN NHÂN DÂN", "TỈNH A", "-------", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/QĐ-UBND", "A, ngày 05 tháng 01 năm 2026", "Nơi nhận:", "- Như Điều 3", "CHỦ TỊCH",
    ]  # fmt: skip
    assert set(unread(one)) == {"Khác thường", "Có sáng kiến", "0,5"}
    assert one.imported.named.decision.number == "12/QĐ-UBND"
    told = one.imported.files[NAME].partition("BẢNG KHÁC, NGOÀI BẢNG ĐIỂM")[2].partition("TỔNG ĐIỂM")[0]
    assert all(line.text in told for line in ledger.elsewhere())
    cells = [cell for each in one.paper.tables for row in each.rows for cell in row.cells if cell.text]
    assert sum(ledger.counts().values()) == sum(cell.text.count("\n") + 1 for cell in cells)
