"""What changed between two sets, and published versions."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from par_engine.criteria.comparing.change import Change, Reach, Sort, reach_of
from par_engine.criteria.comparing.differences import differences
from par_engine.criteria.copying import copy_set
from par_engine.criteria.freezing import publication
from par_engine.criteria.load import continued, named_set, read_set, require_built, require_set, set_folder
from par_engine.errors import InputError, UsageError
from par_engine.library import Library
from par_engine.reading.tree import read_tree

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "broken" / "base"
SET = "mau-2019"
TODAY = dt.date(2019, 1, 15)
AREA = "02-one-stop-shop.yaml"
PLAN = "01-direction.yaml"
Edit = tuple[str, str, str]
"""File, what stands there, what shall stand there."""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A small library that may be changed."""
    shutil.copytree(BASE, tmp_path / "lib")
    return Library(tmp_path / "lib", "kiểm thử")


def edit(library: Library, name: str, old: str, new: str) -> None:
    """Replaces text that must be there."""
    path = library.criteria / SET / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} không có trong {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def changed(library: Library, *edits: Edit) -> list[Change]:
    """What is different after some edits of the set's files."""
    before = require_set(library, SET)
    for one in edits:
        edit(library, *one)
    return differences(before, require_set(library, SET))


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        pytest.param(
            [(AREA, "{at_least: 95%, points: 2}", "{at_least: 96%, points: 2}")],
            [
                (
                    Sort.REBANDED,
                    "8.1 Trả kết quả đúng hạn",
                    "từ 95% đến dưới 100%: 2 điểm; từ 90% đến dưới 95%: 1 điểm",
                    "từ 96% đến dưới 100%: 2 điểm; từ 90% đến dưới 96%: 1 điểm",
                )
            ],
            id="threshold",
        ),
        pytest.param(
            [(AREA, "title: Hồ sơ tồn", "title: Hồ sơ tồn đọng")],
            [(Sort.REWORDED, "8.4 Hồ sơ tồn đọng", "Hồ sơ tồn", "Hồ sơ tồn đọng")],
            id="words",
        ),
        pytest.param(
            [(AREA, "due: {by: 30/11}", "due: {by: 15/12}")],
            [(Sort.REDATED, "8.1 Trả kết quả đúng hạn", "hết ngày 30/11/2019", "hết ngày 15/12/2019")],
            id="date",
        ),
        pytest.param(
            [(AREA, "max_points: {province: 2, commune: 1}", "max_points: {province: 1, commune: 1}"),
             (AREA, "max_points: {province: 9, commune: 8}", "max_points: {province: 8, commune: 8}"),
             ("set.yaml", "max_points: {province: 15, commune: 14}", "max_points: {province: 14, commune: 14}")],
            [(Sort.REWEIGHTED, "Bộ tiêu chí", "Tỉnh 15", "Tỉnh 14"),
             (Sort.REWEIGHTED, "Lĩnh vực 8. Cơ chế một cửa", "Tỉnh 9", "Tỉnh 8"),
             (Sort.REWEIGHTED, "8.2 Tỷ lệ đúng hạn", "Tỉnh 2", "Tỉnh 1")],
            id="weight",
        ),
        pytest.param(
            [(AREA, 'id: "8.4"', 'id: "8.5"')],
            [(Sort.RENUMBERED, "8.5 Hồ sơ tồn", "8.4", "8.5")],
            id="number",
        ),
        pytest.param(
            [(AREA, "owner: so-noi-vu, effort: 3", "owner: xa-a, effort: 3")],
            [(Sort.REMEDY, "8.4 Hồ sơ tồn", "người làm: so-noi-vu", "người làm: xa-a")],
            id="remedy",
        ),
        pytest.param(
            [(AREA, "measure: dossiers.pending\n", "measure: dossiers.pending - 0\n")],
            [(Sort.MEASURED, "8.4 Hồ sơ tồn", "dossiers.pending", "dossiers.pending - 0")],
            id="measure",
        ),
        pytest.param(
            [("set.yaml", "commune: {by: 04/12/2019}", "commune: {by: 05/12/2019}")],
            [
                (
                    Sort.REDATED,
                    "Bộ tiêu chí",
                    "tự chấm: UBND cấp xã chậm nhất 04/12/2019",
                    "tự chấm: UBND cấp xã chậm nhất 05/12/2019",
                )
            ],
            id="deadline",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words_of_policy(
    library: Library, edits: list[Edit], told: list[tuple[Sort, str, str, str]]
) -> None:
    found = [(one.sort, one.subject, one.before, one.after) for one in changed(library, *edits)]
    assert found == told


def test_components_come_and_go(library: Library) -> None:
    """One taken out and one put in, each with its maximum and its rule."""
    text = (library.criteria / SET / AREA).read_text(encoding="utf-8")
    last = text[text.index('  - id: "8.4"') :]
    fresh = last.replace("8.4", "8.9").replace("Hồ sơ tồn", "Thư xin lỗi kèm lịch hẹn mới")
    gone, come = sorted(changed(library, (AREA, last, fresh)), key=lambda one: one.sort is Sort.ADDED)
    assert (gone.sort, gone.subject, gone.before) == (
        Sort.REMOVED,
        "8.4 Hồ sơ tồn",
        "tối đa 2 điểm; không quá 0 hồ sơ: 2 điểm; trên 0 đến 5 hồ sơ: 1 điểm; còn lại (trên 5 hồ sơ): 0 điểm",
    )
    assert (come.sort, come.subject) == (Sort.ADDED, "8.9 Thư xin lỗi kèm lịch hẹn mới")


def test_what_a_file_says_to_continue_comes_first(library: Library) -> None:
    """An id given to something else is not taken for the same when `from-` says what continues what."""
    before = require_set(library, SET)
    edit(library, AREA, 'id: "8.4"', 'id: "8.3x"')
    edit(library, AREA, "title: Hồ sơ tồn", "title: Một tên khác hẳn")
    after = require_set(library, SET)
    assert {one.sort for one in differences(before, after)} == {Sort.REMOVED, Sort.ADDED}
    assert {one.sort for one in differences(before, after, {"8.3x": "8.4"})} == {Sort.RENUMBERED, Sort.REWORDED}


def test_order_alone_is_a_change(library: Library) -> None:
    text = (library.criteria / SET / AREA).read_text(encoding="utf-8")
    third, fourth = text.index('  - id: "8.3"'), text.index('  - id: "8.4"')
    (only,) = changed(library, (AREA, text[third:], text[fourth:] + text[third:fourth]))
    assert (only.sort, only.what) == (Sort.MOVED, "thứ tự tiêu chí")
    assert only.after == "8.1, 8.2, 8.4, 8.3"


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every scalar with its path."""
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [found for place, value in enumerate(data) for found in leaves(value, (*path, place))]
    return [(path, data)]


@pytest.mark.parametrize("name", ["set.yaml", PLAN, AREA])
def test_nothing_that_changes_the_digest_is_left_untold(library: Library, name: str) -> None:
    """Whatever single value is changed so that the set still loads: if its digest differs, something is told."""
    path = library.criteria / SET / name
    text = path.read_text(encoding="utf-8")
    tree, _ = read_tree(text, name)
    assert tree
    before = require_set(library, SET)
    lines, tried = text.splitlines(keepends=True), 0
    for where, value in leaves(tree.data):
        if not isinstance(value, str) or where[-1] in ("kind", "id", "version"):
            continue
        place = tree.at(where)
        line = lines[place.line - 1]
        cut = place.column - 1
        if not line[cut:].startswith((value, f'"{value}"')):
            continue
        end = cut + len(value) + (2 if line[cut] == '"' else 0)
        for other in (f"{value} khác", "02/12/2019", "xa-a", "commune"):
            lines[place.line - 1] = f'{line[:cut]}"{other}"{line[end:]}'
            path.write_text("".join(lines), encoding="utf-8")
            try:
                after = require_set(library, SET)
            except (InputError, UsageError):
                continue
            tried += 1
            assert (after.digest != before.digest) == bool(differences(before, after)), (where, other)
        lines[place.line - 1] = line
    assert tried > 10
    path.write_text(text, encoding="utf-8")


def test_a_set_is_like_itself(library: Library) -> None:
    assert differences(require_set(library, SET), require_set(library, SET)) == []


@pytest.mark.parametrize(
    ("sorts", "reach"),
    [([], Reach.WORDS), ([Sort.REWORDED, Sort.REMEDY], Reach.WORDS), ([Sort.REWORDED, Sort.REDATED], Reach.POINTS)],
)
def test_how_far_changes_reach(sorts: list[Sort], reach: Reach) -> None:
    assert reach_of(Change(sort, "", "") for sort in sorts) is reach


# Published versions


def publish(library: Library) -> None:
    """Writes what publishing makes."""
    folder = set_folder(library, SET)
    files = read_set(library, folder)
    made = publication(folder, files, require_built(files, files.moment()), TODAY, "Quyết định số 1")
    for path, content in made.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_a_published_set_that_was_edited_is_refused_until_it_has_a_new_version(library: Library) -> None:
    publish(library)
    require_set(library, SET)
    edit(library, AREA, "{at_least: 95%, points: 2}", "{at_least: 96%, points: 2}")
    with pytest.raises(InputError) as refused:
        require_set(library, SET)
    (finding,) = refused.value.findings
    assert finding.check == "set.published"
    assert str(finding.place).startswith("criteria/mau-2019/set.yaml:5:")
    assert finding.message == (
        "phiên bản “1” đã công bố nhưng nội dung đã sửa: 1 thay đổi, có thể đổi điểm (8.1 đổi cách cho điểm)"
    )
    assert f"par-engine criteria diff {SET}@1 {SET}" in finding.action
    edit(library, "set.yaml", 'version: "1"', 'version: "2"')
    require_set(library, SET)
    publish(library)
    kept = named_set(library, f"{SET}@1")
    (change,) = differences(require_built(kept, kept.moment()), require_set(library, SET))
    assert change.sort is Sort.REBANDED
    files = read_set(library, set_folder(library, SET))
    assert files.published
    first, second = files.published.model.versions
    assert (first.version, first.reach, second.version, second.reach, second.changes) == (
        "1",
        None,
        "2",
        Reach.POINTS,
        1,
    )


def test_only_words_are_told_apart(library: Library) -> None:
    publish(library)
    edit(library, AREA, "title: Hồ sơ tồn", "title: Hồ sơ tồn đọng")
    with pytest.raises(InputError) as refused:
        require_set(library, SET)
    assert "1 thay đổi, không đổi điểm (8.4 sửa câu chữ)" in refused.value.findings[0].message


def test_a_version_is_published_once(library: Library) -> None:
    publish(library)
    with pytest.raises(UsageError, match="đã công bố phiên bản “1”"):
        publish(library)


def test_a_version_that_was_never_kept_is_not_found(library: Library) -> None:
    with pytest.raises(UsageError, match="chưa công bố phiên bản “7”"):
        named_set(library, f"{SET}@7")


@pytest.mark.parametrize(
    ("text", "check", "words"),
    [
        ("kind: published\nschema: 1\nset: mau-2019\nversions: []\n", "model.too_short", "thiếu mục"),
        ("kind: published\nschema: 1\nset: mau-2019\n", "model.missing", "thiếu khoá “versions”"),
    ],
)
def test_a_faulty_list_of_versions_is_told(library: Library, text: str, check: str, words: str) -> None:
    (library.criteria / SET / "published.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        require_set(library, SET)
    assert [(one.check, words in one.message) for one in refused.value.findings] == [(check, True)]


def test_a_continuation_names_components_of_the_set(library: Library) -> None:
    text = 'kind: continuation\nschema: 1\nset: mau-2019\nfrom: mau-2018\ncomponents: {"8.44": "8.1"}\n'
    (library.criteria / SET / "from-mau-2018.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        require_set(library, SET)
    (finding,) = refused.value.findings
    assert finding.check == "continuation.component"
    assert "tiêu chí “8.44” không có trong bộ" in finding.message
    assert "8.4" in finding.action


# A new year from the last


def test_a_copy_for_another_year_moves_what_decides_and_lists_the_rest(library: Library) -> None:
    folder = set_folder(library, SET)
    names = [path.name for path in folder.glob("*.yaml") if path.name != "sources.yaml"]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    example = 'set: mau-{}\n  history: {{"{}": {{a.b: 1}}}}\n  series: {{a.b: {{{}-03: 2}}}}\n  on: 04/12/{}\n'
    texts["tests/x.yaml"] = example.format(2019, 2018, 2019, 2019)
    old = require_set(library, SET)
    copied = copy_set(old, texts, "mau-2020", 2020)
    for name, text in copied.files.items():
        path = library.criteria / "mau-2020" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert copied.files["tests/x.yaml"] == example.format(2020, 2019, 2020, 2020)
    files = read_set(library, library.criteria / "mau-2020")
    new = require_built(files, files.moment())
    assert (new.set.id, new.set.year, new.set.version) == ("mau-2020", 2020, "1")
    assert [(one.what, one.after) for one in differences(old, new, continued(files, SET))] == [
        ("năm", "2020 (các ngày, tháng dời theo)")
    ]
    assert [(one.file, one.text) for one in copied.review] == [("set.yaml", "title: Bộ tiêu chí mẫu năm 2019")]


def test_two_years_of_one_set_differ_where_its_values_step() -> None:
    """Between 2026 and 2030 a target rises and the goals of 2030 become due; dates of the plan itself do not move."""
    shipped = Library(ROOT, "kho mã")
    first = require_set(shipped, "thanh-hoa-2026", 2026)
    told = {
        year: {
            (one.subject.split(" ")[0], one.before, one.after)
            for one in differences(first, require_set(shipped, "thanh-hoa-2026", year))
        }
        for year in (2027, 2030)
    }
    paid = "Điểm = kết quả ÷ {} × 2 điểm, tối đa 2 điểm"
    assert told[2027] == {("2.15.2", paid.format("50%"), paid.format("60%"))}
    assert ("2.15.2", paid.format("50%"), paid.format("70%")) in told[2030]
    goals = {name for name, before, after in told[2030] if (before, after) == ("chưa đến hạn", "phải chấm")}
    assert len(goals) == len(told[2030]) - 1 == 10
