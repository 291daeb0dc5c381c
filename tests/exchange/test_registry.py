"""Checks of bundles: each is listed, and finds what its own example does wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from par_engine.cli.app import run
from par_engine.cli.bundle import PASSWORD
from par_engine.errors import InputError
from par_engine.evidence.checks.about import About
from par_engine.evidence.checks.handed import BUNDLES
from tests.exchange.make import EXAMPLE, bundle_of, entries_of, with_files, with_manifest, with_score, zipped
from tests.exchange.test_signing import issue

Findings = list[dict[str, Any]]
Open = Callable[[bytes], Findings]


@pytest.fixture
def opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Open:
    """What `unbundle --verify` finds in a bundle."""

    def call(made: bytes) -> Findings:
        path = tmp_path / "goi.parz"
        path.write_bytes(made)
        capsys.readouterr()
        run(["unbundle", str(path), "--verify", "--json"])
        return list(json.loads(capsys.readouterr().out)["findings"])

    return call


def unpackable(folder: Path, _: Open) -> Findings:
    path = with_files(folder / "don-vi", {"kh.pdf": b"x"})
    path.write_text(path.read_text(encoding="utf-8").replace("kh.pdf", "../kh.pdf"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        bundle_of(path)
    return [{"check": one.check, "severity": one.severity.value, "action": one.action} for one in caught.value.findings]


def of_another_set(_: Path, opened: Open) -> Findings:
    return opened(with_manifest(bundle_of(EXAMPLE), criteria_set="bo-khac"))


def of_another_digest(_: Path, opened: Open) -> Findings:
    return opened(with_manifest(bundle_of(EXAMPLE), digest="f" * 64))


def with_better_points(_: Path, opened: Open) -> Findings:
    return opened(with_score(bundle_of(EXAMPLE), lambda sheet: sheet["components"][0].update(points="99.00")))


def changed_after_signing(folder: Path, opened: Open) -> Findings:
    key, path = folder / "ky.p12", folder / "ky.parz"
    key.write_bytes(issue("Sở Tư pháp", None).container())
    run(["bundle", str(EXAMPLE), "-o", str(path), "--sign", str(key)])
    entries = entries_of(path.read_bytes())
    manifest = json.loads(entries["manifest.json"]) | {"on": "2019-12-03"}
    return opened(zipped({**entries, "manifest.json": json.dumps(manifest).encode()}))


EXAMPLES: dict[str, Callable[[Path, Open], Findings]] = {
    "bundle.file": unpackable,
    "bundle.set": of_another_set,
    "bundle.digest": of_another_digest,
    "bundle.score": with_better_points,
    "bundle.signature": changed_after_signing,
}


@pytest.mark.parametrize("about", BUNDLES, ids=lambda one: one.check)
def test_the_example_of_a_bundle(about: About, tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "mat-khau")
    found = [one for one in EXAMPLES[about.check](tmp_path, opened) if one["check"] == about.check]
    assert found
    assert {one["severity"] for one in found} == {about.severity.value}
    assert all(one["action"] for one in found)
