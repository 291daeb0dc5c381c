"""Submissions that cannot be scored: refused in Vietnamese, with the right exit code, and nothing is written."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.errors import EngineError, InputError, InternalError
from par_engine.findings import errors_in
from par_engine.library import Library
from par_engine.scoring import evaluate
from par_engine.scoring.evaluate import score_file

ROOT = Path(__file__).parents[1] / "broken" / "base"
GOOD = (ROOT / "submission.yaml").read_text(encoding="utf-8")
LIBRARY = Library(ROOT, "kiểm thử")
COMMANDS = (["score"], ["evidence", "check"], ["lost-points"], ["explain"], ["report", "-o", "out"])


def changed(old: str, new: str) -> bytes:
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new).encode()


def as_json(old: str = "", new: str = "") -> bytes:
    content = {
        "kind": "submission",
        "schema": 1,
        "agency": {"id": "tinh-a", "name": "UBND tỉnh A"},
        "unit_kind": "province",
        "criteria_set": "mau-2019",
        "version": "1",
        "purpose": "official",
        "period": {"from": "01/01/2019", "to": "31/12/2019"},
        "prepared_on": "31/12/2019",
        "values": {"dossiers.pending": 7},
    }
    text = json.dumps(content, ensure_ascii=False)
    assert text.count(old) == 1 or not old
    return text.replace(old, new).encode() if old else text.encode()


PERIOD = "{from: 01/01/2019, to: 31/12/2019}"
VALUE = "dossiers.pending: 100"

REFUSED: dict[str, tuple[bytes, str]] = {
    "another year": (changed(PERIOD, "{from: 01/01/2020, to: 31/12/2020}"), "dùng cho năm 2019"),
    "half in another year": (changed(PERIOD, "{from: 01/12/2018, to: 30/11/2019}"), "dùng cho năm 2019"),
    "another set": (changed("criteria_set: mau-2019", "criteria_set: mau-2018"), "“mau-2019”"),
    "a set outside the library": (changed("criteria_set: mau-2019", "criteria_set: ../../etc"), "mã không đúng dạng"),
    "another version": (changed('version: "1"', 'version: "2"'), "“1”"),
    "an unknown unit kind": (changed("unit_kind: province", "unit_kind: provinc"), "“province”"),
    "an empty file": (b"", "không có nội dung"),
    "only spaces": (b"  \n \n", "không có nội dung"),
    "a list": (b"- a\n", "nhóm “khoá"),
    "a criteria file": ((ROOT / "criteria" / "mau-2019" / "set.yaml").read_bytes(), "kind: submission"),
    "no UTF-8": (GOOD.encode("utf-16"), "UTF-8"),
    "Latin letters": (changed("name: UBND tỉnh A", "name: Hà").decode().encode("latin-1", "replace"), "UTF-8"),
    "loose marks": (unicodedata.normalize("NFD", GOOD).encode(), "NFC"),
    "ten megabytes": (GOOD.encode() + b"#" * 10_000_000, "5 MB"),
    "brackets without end": (GOOD.encode() + b"note: " + b"[" * 100_000, "30 cấp"),
    "dashes without end": (b"- " * 100_000, "30 cấp"),
    "a bomb of aliases": (b"a: &a [x, x]\nb: [*a, *a]\n", "neo"),
    "a program": (changed("name: UBND tỉnh A", 'name: !!python/object/apply:os.system ["true"]'), "nhãn kiểu"),
    "a number of fifty digits": (changed(VALUE, "dossiers.pending: " + "9" * 50), "40 chữ số"),
    "a year nobody lives in": (changed(PERIOD, "{from: 01/01/9999, to: 31/12/9999}"), "không phải ngày hợp lệ"),
    "a zero byte": (changed(VALUE, VALUE + "\x00"), "U+0000"),
    "six thousand values": (
        changed(
            "prepared_on: 31/12/2019\nvalues:\n",
            "prepared_on: 31/12/2019\nvalues:\n" + "".join(f"  a.b{n}: 1\n" for n in range(6_000)),
        ),
        "5000",
    ),
    "twenty thousand unknown keys": (
        GOOD.encode() + b"".join(b"k%d: 1\n" % n for n in range(20_000)),
        "không được phép",
    ),
}
REFUSED_JSON: dict[str, tuple[bytes, str]] = {
    "a key twice": (as_json('"version": "1"', '"version": "1", "version": "1"'), "“version” bị lặp"),
    "half a letter": (as_json("UBND tỉnh A", r"UBND \ud83d"), "ký tự thoát"),
    "loose marks in an escape": (as_json("UBND tỉnh A", r"Ho\u0301a"), "NFD"),
    "cut off": (as_json()[:-1], "chưa đóng"),
    "a list": (b"[1, 2]", "nhóm “khoá"),
    "a wrong escape": (as_json("UBND tỉnh A", r"\x"), "ký tự thoát"),
    "two documents": (as_json() + b"\n---\n{}", "sau khi dữ liệu đã hết"),
}
FILES = {f"{name}.yaml": row for name, row in REFUSED.items()} | {
    f"{name}.json": row for name, row in REFUSED_JSON.items()
}


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAR_ENGINE_HOME", str(ROOT))
    monkeypatch.delenv("PAR_ENGINE_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)


def written(content: bytes, name: str = "a.yaml") -> Path:
    path = Path(name)
    path.write_bytes(content)
    return path


def arguments(command: list[str], path: Path) -> list[str]:
    return [*command, str(path), *(["8.1"] if command == ["explain"] else [])]


def said(error: InputError) -> str:
    return "\n".join([str(error), *(finding.line() for finding in error.findings)])


def test_the_submission_without_fault_is_scored(capsys: pytest.CaptureFixture[str]) -> None:
    for path in (written(GOOD.encode()), written(as_json(), "a.json")):
        assert not score_file(LIBRARY, path).findings
        assert run(["score", str(path), "--json"]) == ExitCode.DONE
        assert json.loads(capsys.readouterr().out)["schema"] == 1


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_scored_is_refused_with_a_reason(name: str) -> None:
    content, words = FILES[name]
    with pytest.raises(InputError) as caught:
        score_file(LIBRARY, written(content, name))
    assert words in said(caught.value)
    assert len(caught.value.findings) <= 200


@pytest.mark.parametrize("name", FILES)
def test_the_command_line_refuses_it_too_and_writes_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, words = FILES[name]
    path = written(content, name)
    for command in COMMANDS:
        assert run(arguments(command, path)) == ExitCode.INPUT
        out, err = capsys.readouterr()
        assert out == ""
        assert words.split()[0] in err
        assert "LỖI" in err
        assert "Traceback" not in err
    assert [one.name for one in Path().iterdir()] == [name]


@pytest.mark.parametrize(
    ("place", "words"),
    [(".", "thư mục"), ("khong-co.yaml", "không tìm thấy tệp"), ("a.yaml/b.yaml", "không mở được tệp"), ("", "")],
)
def test_what_is_no_file(place: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(GOOD.encode())
    with pytest.raises(InputError) as caught:
        score_file(LIBRARY, Path(place))
    assert words in said(caught.value)
    assert run(["score", place]) == ExitCode.INPUT
    assert words in capsys.readouterr().err


def test_a_rehearsal_may_use_another_year() -> None:
    content = changed(PERIOD, "{from: 01/01/2020, to: 30/06/2020}").decode()
    sheet = score_file(LIBRARY, written(content.replace("purpose: official", "purpose: rehearsal").encode()))
    assert sheet.totals.max_points == 15


@pytest.mark.parametrize("year", ["1900", "2199"])
def test_a_rehearsal_of_any_year_that_can_be_written_is_scored(year: str) -> None:
    content = (
        GOOD.replace("purpose: official", "purpose: rehearsal").replace("2019", year).replace(f"mau-{year}", "mau-2019")
    )
    assert score_file(LIBRARY, written(content.encode())).components


TOLD: dict[str, tuple[bytes, str, str]] = {
    "an unknown indicator": (changed(VALUE, VALUE + "\n  dossiers.pendin: 1"), "value.unknown", "“dossiers.pending”"),
    "a negative count": (changed(VALUE, "dossiers.pending: -1"), "value.unreadable", "số âm"),
    "no number": (changed(VALUE, "dossiers.pending: NaN"), "value.unreadable", "không phải số"),
    "an infinity": (changed(VALUE, "dossiers.pending: .inf"), "value.unreadable", "không phải số"),
    "ten to the thirty": (changed(VALUE, "dossiers.pending: 1" + "0" * 30), "value.unreadable", "quá lớn"),
    "an exponent": (changed(VALUE, "dossiers.pending: 1e2"), "value.unreadable", "không phải số"),
    "a thousand unquoted": (changed(VALUE, "dossiers.pending: 1.000"), "value.unreadable", "ghi liền các chữ số: 1000"),
    "NaN in JSON": (as_json('"dossiers.pending": 7', '"dossiers.pending": NaN'), "value.unreadable", "không phải số"),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_value_that_cannot_be_is_told_and_the_rest_is_scored(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, check, words = TOLD[name]
    path = written(content)
    sheet = score_file(LIBRARY, path)
    (finding,) = [one for one in errors_in(sheet.findings) if one.check == check]
    assert words in finding.line()
    assert run(["evidence", "check", str(path)]) == ExitCode.FINDINGS
    assert words in capsys.readouterr().out
    assert run(["score", str(path)]) == ExitCode.DONE
    assert sheet.component("8.4")
    assert [one.name for one in Path().iterdir()] == [path.name]


def test_a_comma_before_the_bracket_is_no_json() -> None:
    with pytest.raises(InputError) as refused:
        score_file(LIBRARY, written(as_json('": 7}', '": 7,}'), "a.json"))
    assert "thừa dấu phẩy" in said(refused.value)


def test_warnings_alone_do_not_fail_a_check() -> None:
    path = written(changed("as_of: 31/12/2019", "as_of: 30/11/2019"))
    assert [one.check for one in score_file(LIBRARY, path).findings] == ["value.as_of"]
    assert run(["evidence", "check", str(path)]) == ExitCode.DONE


@pytest.mark.parametrize(
    "words",
    [
        ["score"],
        ["score", "a.yaml", "--on", "31/02/2019"],
        ["score", "a.yaml", "--on", "mai"],
        ["score", "a.yaml", "--khong-co"],
        ["explain", "a.yaml", "9.9"],
        ["report", "a.yaml", "--as", "odt"],
        ["chấm", "a.yaml"],
        ["criteria", "check", "mau-2018"],
    ],
)
def test_a_command_called_wrongly(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    written(GOOD.encode())
    assert run(words) == ExitCode.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err
    assert "Traceback" not in err


def failing(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("error", [EngineError("hai luật"), InternalError("không thể"), RuntimeError("bất ngờ")])
def test_what_must_not_happen_is_told_as_such(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evaluate, "score_file", failing(error))
    assert run(["score", str(written(GOOD.encode()))]) == ExitCode.INTERNAL
    err = capsys.readouterr().err
    assert str(error) in err
    assert "Traceback" not in err


def test_a_set_with_an_error_is_not_scored_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    for path in ROOT.rglob("*.*"):
        target = home / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b"year: 2019", b"year: 219"))
    with pytest.raises(InputError, match="1 lỗi"):
        score_file(Library(home, "kiểm thử"), written(GOOD.encode()))
    monkeypatch.setenv("PAR_ENGINE_HOME", str(home))
    assert run(["score", "a.yaml"]) == ExitCode.INPUT
    assert run(["criteria", "check"]) == ExitCode.FINDINGS
    assert "year: năm không hợp lệ" in capsys.readouterr().out


def test_a_library_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAR_ENGINE_HOME", str(tmp_path))
    assert run(["score", str(written(GOOD.encode()))]) == ExitCode.INPUT
