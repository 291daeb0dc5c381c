"""What people see: in a pipe, in a file, in a narrow window, in a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.program import OFFICE, PROGRAM, PROVINCE, REPOSITORY, SET, Result, call, environment
from tests.exchange.make import any_bundle

SHOWN = [
    ("criteria", "list"),
    ("criteria", "show", SET),
    ("evidence", "check", PROVINCE),
    ("score", OFFICE),
    ("score", PROVINCE),
    ("explain", OFFICE, "1.4"),
    ("lost-points", OFFICE),
]


def in_a_terminal(*arguments: str, columns: int = 100, **variables: str) -> Result:
    """Calls the program with a terminal as standard output."""
    ours, theirs = pty.openpty()
    settings = environment(TERM="xterm-256color", COLUMNS=str(columns), **variables)
    running = subprocess.Popen(
        [PROGRAM, *arguments], cwd=REPOSITORY, env=settings, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    printed = b""
    try:
        while block := os.read(ours, 65536):
            printed += block
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    return Result(running.wait(), printed.decode("utf-8").replace("\r\n", "\n"), "")


def flat(text: str) -> str:
    """Text without frames and line breaks."""
    return " ".join(re.sub(r"[│┃┏┓┗┛━┳┻╇┡┩┼─└┘┴]", " ", text).split())


@pytest.mark.parametrize("columns", [60, 90])
@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_fits_every_window(
    here: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    printed = here(*arguments).out
    assert unicodedata.is_normalized("NFC", printed)
    for line in printed.splitlines():
        unbroken = (
            " " not in line
            or "par-engine " in line
            or "Thư viện: " in line
            or re.match(r"examples/\S+:\d+:\d+: ", line)
        )
        assert len(line) <= columns or unbroken, line
        assert line == line.rstrip()


@pytest.mark.parametrize(
    ("arguments", "words"), [(("lost-points", OFFICE), "Cách gỡ"), (("score", "khong-co.yaml"), "không tìm thấy tệp")]
)
def test_a_terminal_that_does_not_know_its_size(arguments: tuple[str, ...], words: str) -> None:
    """A recorded session and a bare container say that they have no columns."""
    printed = in_a_terminal(*arguments, columns=0).out
    assert "Traceback" not in printed
    assert words in printed


def test_a_bar_is_for_people(tmp_path: Path) -> None:
    """Checking many parts is shown on a terminal; never with `--json`."""
    made = tmp_path / "nhieu.parz"
    made.write_bytes(any_bundle(b"x", {f"{number}.pdf": b"%d" % number for number in range(20)}))
    assert "Kiểm tra các tệp của gói" in in_a_terminal("unbundle", str(made)).out
    assert in_a_terminal("unbundle", str(made), "--json").out.startswith("{")


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_no_word_is_broken_or_cut(here: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    sheet = here("score", OFFICE, "--json").json
    printed = here("score", OFFICE).out
    words = set(flat(printed).split())
    for one in sheet["components"]:
        assert set(one["title"].split()) <= words
    listed = flat(here("lost-points", OFFICE).out)
    for item in here("lost-points", OFFICE, "--json").json["items"]:
        assert item["owner"] in listed
        assert item["why"][1:] in listed


def test_wide_windows_show_reasons_and_narrow_ones_drop_them(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    reason = "Kết quả 90,63%, thuộc mức từ 90% đến dưới 100%."
    for columns, shown, framed in ((160, True, True), (100, False, True), (60, True, False)):
        monkeypatch.setenv("COLUMNS", str(columns))
        table = here("score", OFFICE).out
        assert (reason in flat(table) or "thuộc mức từ 90%" in flat(table)) == shown
        assert ("┃" in table) == framed


def test_a_pipe_gets_no_colours_and_one_line_per_finding() -> None:
    for arguments in (("criteria", "list"), ("score", OFFICE)):
        assert "\x1b" not in call(*arguments, variables={"FORCE_COLOR": "1"}).out
    lines = call("evidence", "check", PROVINCE).out.splitlines()
    assert len(lines) == 8 + 2
    assert all(
        re.match(rf"{PROVINCE}:\d+:\d+: (LỖI|CẢNH BÁO|LƯU Ý): [\w.\[\]]+: .+ \[[\w.]+\]$", line) for line in lines[:8]
    )
    assert lines[8] == "3 lỗi, 4 cảnh báo, 1 lưu ý."


def test_a_terminal_gets_colours_and_paragraphs() -> None:
    assert "\x1b[32m" in in_a_terminal("score", OFFICE).out
    assert "\x1b[32m" not in in_a_terminal("score", OFFICE, NO_COLOR="1").out
    checked = in_a_terminal("evidence", "check", PROVINCE, columns=80)
    assert checked.code == 1
    assert "\n  Tại: examples/thanh-hoa-2020-6-thang/submission.yaml:74:26, mục\n" in checked.out
    assert "\n  Phép kiểm: rate.stated\n" in checked.out
    assert max(len(line) for line in checked.out.splitlines()[:-1]) <= 80
    complaint = in_a_terminal("criteria", "show", "thanh-hoa-2018", columns=60)
    assert max(len(line) for line in complaint.out.splitlines() if "/" not in line) <= 60


def test_a_reader_may_stop_early() -> None:
    """`| head -1` is quiet, and the exit code is still the command's own."""
    for arguments, code in ((f"score {PROVINCE} --json", 0), (f"evidence check {PROVINCE}", 1), (f"score {OFFICE}", 0)):
        command = f"set -o pipefail; {PROGRAM} {arguments} | head -c 1; echo ${{PIPESTATUS[0]}} >&2"
        done = subprocess.run(
            ["bash", "-c", command], cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.stderr == f"{code}\n"
    # A reader that is gone before the first line.
    closed = f"{PROGRAM} criteria show {SET} > >(:); echo $? >&2"
    done = subprocess.run(
        ["bash", "-c", closed], cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stderr == "0\n"


def test_a_full_disk_is_told() -> None:
    command = f"{PROGRAM} score {OFFICE} > /dev/full"
    done = subprocess.run(
        ["bash", "-c", command], cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (3, "LỖI: Lỗi đọc, ghi: ổ đĩa đã đầy.\n")


def test_other_character_sets_do_not_matter() -> None:
    for settings in ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}):
        assert "Bộ tiêu chí xác định" in call("criteria", "list", variables=settings).out


def test_a_rehearsal_says_so(here: Run) -> None:
    for command in (("score", PROVINCE), ("lost-points", PROVINCE)):
        assert "DIỄN TẬP: kết quả không phải điểm chính thức.\n" in here(*command).out
        assert "DIỄN TẬP" not in here(command[0], OFFICE).out


def test_assumed_points_are_named(here: Run) -> None:
    assert "điểm giả định, không dùng để công bố" in here("score", OFFICE).out
