"""Hostile bundles are refused with a sentence, and leave nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_engine.cli.app import run
from par_engine.cli.exit_codes import ExitCode
from par_engine.errors import InputError
from par_engine.reading.parz import unpacked
from tests.exchange.hostile import HOSTILE
from tests.exchange.make import any_bundle


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bundles(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    work = tmp_path / "tạm"
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(work))
    make, words = HOSTILE[name]
    path = tmp_path / "goi.parz"
    path.write_bytes(make())
    for command in (["unbundle", str(path), "-o", str(tmp_path / "ra")], ["score", str(path)]):
        assert run(command) == ExitCode.INPUT
        told = capsys.readouterr().err
        assert words in told
        assert "Traceback" not in told
    assert sorted(one.name for one in tmp_path.iterdir()) == ["goi.parz", "tạm"]
    assert list(work.iterdir()) == []


GOOD = any_bundle(b"kind: submission\n" * 20, {"kh.pdf": b"%PDF" * 30, "bc.pdf": b"y"})


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(tmp_path_factory: pytest.TempPathFactory, at: int, by: int) -> None:
    """What is read is what was packed, or the bundle is refused."""
    changed = bytearray(GOOD)
    changed[at] = (changed[at] + by) % 256
    path = tmp_path_factory.mktemp("goi") / "goi.parz"
    path.write_bytes(changed)
    try:
        with unpacked(path) as opened:
            if opened.signed in GOOD:  # a manifest may say something else: that is what a signature is for
                assert opened.submission.read_bytes() == b"kind: submission\n" * 20
                assert (opened.folder / "kh.pdf").read_bytes() == b"%PDF" * 30
    except InputError:
        pass


@given(st.integers(0, len(GOOD) - 1))
def test_a_bundle_that_was_cut_off(tmp_path_factory: pytest.TempPathFactory, size: int) -> None:
    path = tmp_path_factory.mktemp("goi") / "goi.parz"
    path.write_bytes(GOOD[:size])
    with pytest.raises(InputError), unpacked(path):
        pass
