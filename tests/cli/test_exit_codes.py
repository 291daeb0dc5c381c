"""What every command ends with, and what it says then. Errors go to stderr and never show a traceback."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from par_engine.cli.exit_codes import ExitCode
from par_engine.errors import InternalError
from tests.cli.conftest import Run, spoil
from tests.cli.program import OFFICE, PROVINCE, REPOSITORY, SET

SETS = sorted(path.name for path in (REPOSITORY / "criteria").iterdir())

DONE = [
    ("--help",),
    ("--version",),
    ("criteria", "list"),
    ("criteria", "show", SET),
    ("criteria", "show", SET, "--unit", "commune"),
    ("criteria", "check"),
    ("criteria", "check", SET),
    ("criteria", "check", f"criteria/{SET}"),
    ("criteria", "test", SET),
    ("evidence", "check", OFFICE),
    ("evidence", "checks"),
    ("evidence", "checks", "signature"),
    ("evidence", "read", "examples/tep-minh-hoa/tep/ke-hoach.pdf"),
    ("score", OFFICE),
    ("score", OFFICE, "--on", "31/12/2019"),
    ("score", PROVINCE, "--on", "2020-06-30"),
    ("explain", OFFICE, "8.5"),
    ("lost-points", PROVINCE),
]


@pytest.mark.parametrize("arguments", DONE, ids=" ".join)
def test_done(here: Run, arguments: tuple[str, ...]) -> None:
    result = here(*arguments)
    assert (result.code, result.err) == (ExitCode.DONE, "")
    assert result.out


def test_report_done(here: Run, tmp_path: Path) -> None:
    result = here("report", OFFICE, "-o", tmp_path / "new", "--as", "html")
    assert (result.code, result.err) == (ExitCode.DONE, "")
    [written] = (tmp_path / "new").iterdir()
    assert f"Đã ghi {written}" in result.out


WRONG_USE = [
    ((), "Cách dùng: par-engine"),
    (("criteria",), "Xem một bộ tiêu chí"),
    (("criteria", "--"), "Xem một bộ tiêu chí"),
    (("evidence",), "biểu mẫu Excel"),
    (("scor", OFFICE), "Không có lệnh “scor” (có phải ý là “score”?)"),
    (("xyz",), "các lệnh: score, explain, lost-points, report, bundle, unbundle, criteria, evidence"),
    (("criteria", "chek"), "có phải ý là “check”?"),
    (("criteria", "show"), "Thiếu tham số BỘ: Mã bộ tiêu chí"),
    (("criteria", "test"), "Thiếu tham số BỘ"),
    (("score",), "Thiếu tham số HỒ_SƠ: Tệp hồ sơ"),
    (("explain", OFFICE), "Thiếu tham số TIÊU_CHÍ"),
    (("lost-points",), "Thiếu tham số HỒ_SƠ"),
    (("evidence", "check"), "Thiếu tham số HỒ_SƠ"),
    (("evidence", "read"), "Thiếu tham số TỆP"),
    (("evidence", "store", OFFICE), "-o"),
    (("evidence", "checks", "signatur.valid"), "có phải ý là “signature.valid”?"),
    (("evidence", "check", "examples/tep-minh-hoa/submission.yaml", "--trust", "khong-co"), "Không có thư mục"),
    (("report",), "Thiếu tham số HỒ_SƠ"),
    (("criteria", "diff", SET), "Thiếu tham số NAY: Bộ nay, để so với bộ trước"),
    (("bundle", OFFICE), "Thiếu tuỳ chọn -o, --out: Tệp gói sẽ ghi"),
    (("evidence", "form", SET, "--year", "hai", "-o", "a.xlsx"), "--year nhận một số năm, ví dụ 2026. Năm, với bộ"),
    (("criteria", "import", "a.docx", "--table", "hai", "-o", "a"), "--table nhận một số nguyên. Bảng điểm thứ mấy"),
    (("score", OFFICE, "b", "c"), "Thừa “b c”"),
    (("criteria", "list", SET), f"Thừa “{SET}”"),
    (("score", OFFICE, "--jsn"), "Không có tuỳ chọn “--jsn” (có phải ý là “--json”?)"),
    (("score", OFFICE, "-x"), "Không có tuỳ chọn “-x” (các tuỳ chọn: --on, --assessment, --json, -h, --help)"),
    (("--verson",), "có phải ý là “--version”?"),
    (("score", OFFICE, "--on"), "Tuỳ chọn “--on” cần một giá trị đi kèm"),
    (("score", OFFICE, "--json=1"), "Tuỳ chọn “--json” không nhận giá trị"),
    (("score", OFFICE, "--on", "31/13/2019"), "không nhận “31/13/2019”"),
    (("score", OFFICE, "--on", "hôm nay"), "--on nhận ngày như 31/12/2019"),
    (("lost-points", OFFICE, "--on", "30/02/2019"), "không nhận “30/02/2019”"),
    (("explain", OFFICE, "8.55"), "có phải ý là “8.5”?"),
    (("explain", OFFICE, "xyz"), "phiếu này có: 1.1, 1.2"),
    (("explain", OFFICE, "1.12"), "không áp dụng cho loại đơn vị này (Sở, ban, ngành cấp tỉnh)"),
    (("criteria", "show", "thanh-hoa-2018"), f"có phải ý là “{SET}”?"),
    (("criteria", "test", "ha-noi"), f"các bộ hiện có: {', '.join(SETS)}"),
    (("criteria", "check", SET, "thanh-hoa-2091"), f"có phải ý là “{SET}”?"),
    (("criteria", "show", SET, "--unit", "provinces"), "có phải ý là “province”?"),
    (("criteria", "show", SET, "--unit", "x"), "cho phép: province (Tỉnh), department (Sở, ban, ngành cấp tỉnh)"),
    (("report", OFFICE, "--as", "doc"), "Không xuất được báo cáo dạng “doc” (cho phép: html)"),
    (("report", OFFICE, "--as", " , "), "--as cần ít nhất một dạng tệp"),
    (("report", OFFICE, "--report", "self_score"), "có phải ý là “self_scoring”?"),
    (("report", OFFICE, "-o", "README.md"), "không phải thư mục"),
    (("--show-completion", "tcsh"), "cho phép: bash, zsh, fish, powershell, pwsh"),
]


@pytest.mark.parametrize(
    ("arguments", "words"), WRONG_USE, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_wrong_use(here: Run, arguments: tuple[str, ...], words: str) -> None:
    result = here(*arguments)
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert words in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("arguments", [("score", OFFICE, "--jsn"), ("explain", OFFICE), ("score", OFFICE, "b")])
def test_wrong_use_names_the_help_page(here: Run, arguments: tuple[str, ...]) -> None:
    name = f"par-engine {arguments[0]}"
    lines = here(*arguments).err.splitlines()
    assert lines[1].startswith(f"Cách dùng: {name} [TUỲ CHỌN] HỒ_SƠ")
    assert lines[2] == f"Xem hướng dẫn: {name} --help"


COMMANDS_ON_A_FILE = [("score",), ("lost-points",), ("evidence", "check"), ("report",), ("explain", "8.5")]


def on_file(command: tuple[str, ...], file: Path) -> list[str]:
    """A command with its file in place."""
    first, *rest = command
    return [first, *rest, str(file)] if first == "evidence" else [first, str(file), *rest]


@pytest.mark.parametrize("command", COMMANDS_ON_A_FILE, ids=" ".join)
def test_a_file_without_permission(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    file = tmp_path / "hồ sơ.yaml"
    file.write_text("kind: submission", encoding="utf-8")
    really, may = Path.open, os.access

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path == file:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return really(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode, **named: str(path) != str(file) and may(path, mode, **named))
    result = here(*on_file(command, file))
    assert (result.code, result.out) == (ExitCode.INPUT, "")
    assert "không mở được tệp (không có quyền); cần làm: kiểm tra quyền đọc tệp" in result.err
    assert "Giá trị không hợp lệ" not in result.err


@pytest.mark.parametrize("command", COMMANDS_ON_A_FILE, ids=" ".join)
def test_unreadable_file(here: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "hồ sơ.yaml"
    for content, words in ((None, "không tìm thấy tệp"), (b"\xff\xfe", "UTF-8"), (b"a: [", "")):
        if content is not None:
            file.write_bytes(content)
        result = here(*on_file(command, file))
        assert (result.code, result.out) == (ExitCode.INPUT, "")
        assert words in result.err
        assert str(file) in result.err
        assert "Traceback" not in result.err


def test_a_folder_is_no_file(here: Run) -> None:
    result = here("score", "examples")
    assert result.code == ExitCode.INPUT
    assert "đây là thư mục" in result.err


def test_ill_typed_file_lists_every_problem_with_its_place(here: Run, tmp_path: Path) -> None:
    file = tmp_path / "submission.yaml"
    file.write_text((REPOSITORY / OFFICE).read_text(encoding="utf-8"), encoding="utf-8")
    spoil(file, "purpose: official", "purpose: chính thức")
    spoil(file, "prepared_on: 04/12/2019", "prepared_on: 04/13/2019")
    result = here("score", file)
    assert result.code == ExitCode.INPUT
    assert f"{file}:9:10: LỖI: purpose" in result.err
    assert f"{file}:11:14: LỖI: prepared_on" in result.err
    assert "2 lỗi" in result.err


def test_a_submission_that_names_an_unknown_set(here: Run, tmp_path: Path) -> None:
    file = tmp_path / "submission.yaml"
    file.write_text((REPOSITORY / OFFICE).read_text(encoding="utf-8"), encoding="utf-8")
    spoil(file, "criteria_set: thanh-hoa-2019", "criteria_set: thanh-hoa-2018")
    result = here("score", file)
    assert result.code == ExitCode.INPUT
    assert f"có phải ý là “{SET}”?" in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(here: Run, tmp_path: Path) -> None:
    file = tmp_path / "submission.yaml"
    file.touch(mode=0)
    assert here("score", file).code == ExitCode.INPUT


def test_checks_end_with_one_when_there_is_an_error(here: Run, library: Path) -> None:
    assert here("evidence", "check", PROVINCE).code == ExitCode.FINDINGS
    spoil(
        library / "criteria" / SET / "tests" / "01-direction.yaml",
        "state: scored, points: 2",
        "state: scored, points: 1",
    )
    result = here("criteria", "test", SET)
    assert result.code == ExitCode.FINDINGS
    assert "1 lỗi, 0 cảnh báo, 0 lưu ý." in result.out
    spoil(library / "criteria" / SET / "set.yaml", "max_points: 100", "max_points: 99")
    result = here("criteria", "check")
    assert result.code == ExitCode.FINDINGS
    assert "99" in result.out


@pytest.mark.parametrize(
    "command", [("score", OFFICE), ("criteria", "show", SET), ("criteria", "test", SET)], ids=" ".join
)
def test_a_faulty_set_is_not_used(here: Run, library: Path, command: tuple[str, ...]) -> None:
    spoil(library / "criteria" / SET / "set.yaml", "max_points: 100", "max_points: 99")
    result = here(*command)
    assert (result.code, result.out) == (ExitCode.INPUT, "")
    assert f"par-engine criteria check {SET}" in result.err


def test_list_also_names_a_set_that_cannot_be_read(here: Run, library: Path) -> None:
    (library / "criteria" / SET / "set.yaml").write_text("kind: [", encoding="utf-8")
    result = here("criteria", "list", "--json")
    assert result.code == ExitCode.DONE
    [row] = result.json["sets"]
    assert (row["id"], row["version"], row["errors"] > 0) == (SET, None, True)
    assert "?" in here("criteria", "list").out


@pytest.mark.parametrize("command", [("criteria", "list"), ("score", OFFICE), ("criteria", "check")], ids=" ".join)
def test_a_library_that_is_none(
    here: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PAR_ENGINE_HOME", str(tmp_path))
    result = here(*command)
    assert (result.code, result.out) == (ExitCode.INPUT, "")
    assert f"PAR_ENGINE_HOME chỉ tới “{tmp_path}”" in result.err
    assert "criteria, evidence_schemas, reports_templates" in result.err


def break_scoring(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Makes scoring raise."""

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("par_engine.scoring.evaluate.score_file", broken)


@pytest.mark.parametrize("error", [RuntimeError("hỏng"), InternalError("hỏng")], ids=["any", "ours"])
def test_internal_error(here: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    break_scoring(monkeypatch, error)
    result = here("score", OFFICE)
    assert (result.code, result.out) == (ExitCode.INTERNAL, "")
    assert result.err.startswith("LỖI: Lỗi bên trong phần mềm: ")
    assert "hỏng" in result.err
    assert "PAR_ENGINE_DEBUG=1" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("PAR_ENGINE_DEBUG", "1")
    result = here("score", OFFICE)
    assert result.code == ExitCode.INTERNAL
    assert "Traceback" in result.err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied", "x.yaml"), "Không đọc hoặc ghi được “x.yaml”: không có quyền."),
        (OSError(28, "No space left on device"), "Lỗi đọc, ghi: ổ đĩa đã đầy."),
    ],
    ids=["forbidden", "full"],
)
def test_trouble_with_the_disk(here: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    break_scoring(monkeypatch, error)
    result = here("score", OFFICE)
    assert (result.code, result.err) == (ExitCode.INPUT, f"LỖI: {words}\n")


def test_stopped_by_the_user(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    break_scoring(monkeypatch, KeyboardInterrupt())
    result = here("score", OFFICE)
    assert (result.code, result.err) == (ExitCode.STOPPED, "LỖI: Đã dừng theo yêu cầu.\n")
