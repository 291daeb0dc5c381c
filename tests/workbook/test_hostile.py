"""Workbooks made to harm: refused, or read, in bounded time and memory, and with nothing half-written."""

from __future__ import annotations

import resource
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from benchmarks.hostile import HOSTILE, LIMIT_MB
from par_engine.evidence.workbook.layout import DOCUMENTS
from tests.cli.program import PROGRAM, REPOSITORY, environment
from tests.workbook.forms import Hand, example, resaved, write_filled

SECONDS = 60
"""The bench has the real bar (5 s); here machines may be busy."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks(name: str, tmp_path: Path) -> None:
    path, expected = HOSTILE[name](tmp_path)
    before = sorted(tmp_path.iterdir())

    def bounded() -> None:
        most = (LIMIT_MB + 400) * 1_000_000  # of address space, which is more than what is used
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    done = subprocess.run(
        [PROGRAM, "score", str(path)],
        cwd=REPOSITORY,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=bounded,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert expected in err + out, err[-2_000:]
    assert sorted(tmp_path.iterdir()) == before


def with_part(path: Path, target: Path, name: str, content: bytes) -> Path:
    """A package with one more part."""
    shutil.copy(path, target)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(name, content)
    return target


PARTS: dict[str, tuple[str, str]] = {
    "macros": ("xl/vbaProject.bin", "Tệp có macro"),
    "external links": ("xl/externalLinks/externalLink1.xml", "Tệp có liên kết tới tệp khác"),
    "embedded objects": ("xl/embeddings/oleObject1.bin", "Tệp có đối tượng nhúng"),
}


@pytest.mark.parametrize("name", PARTS)
def test_parts_that_nobody_reads_are_told(name: str, tmp_path: Path) -> None:
    part, words = PARTS[name]
    filled = write_filled(tmp_path / "a.xlsx", example())
    path = with_part(filled, tmp_path / "b.xlsx", part, b"\xd0\xcf\x11\xe0")
    done = subprocess.run(
        [PROGRAM, "evidence", "check", str(path)], cwd=REPOSITORY, env=environment(), capture_output=True, check=False
    )
    assert words in done.stdout.decode()


def test_a_text_that_looks_like_dde_is_only_a_text(tmp_path: Path) -> None:
    hand = Hand(write_filled(tmp_path / "a.xlsx", example()))
    sheet, row = hand.append("documents", {"id": "a", "kind": "bao_cao"})
    title = DOCUMENTS.number("title")
    sheet.cell(row, title).value = "=cmd|'/c calc'!A0"
    sheet.cell(row, title).data_type = "s"
    done = subprocess.run(
        [PROGRAM, "score", str(hand.save())], cwd=REPOSITORY, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 0


def test_an_old_workbook_that_reaches_far_is_refused(tmp_path: Path) -> None:
    hand = Hand(write_filled(tmp_path / "a.xlsx", example()))
    hand.sheets("documents")[0].cell(65536, 256).value = "xa"
    path = resaved(hand.save(), "xls", tmp_path)
    done = subprocess.run(
        [PROGRAM, "score", str(path)], cwd=REPOSITORY, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 3
    assert "một tờ trải quá rộng để đọc" in done.stderr.decode()
