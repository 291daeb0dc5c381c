"""Bundles made in tests: of the shipped example with files beside it, and of any content, hostile ones too."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from par_engine.exchange.making import make_bundle, pack
from par_engine.library import Library
from par_engine.reports.shapes import score_shape
from tests.cli.program import REPOSITORY

LIBRARY = Library(REPOSITORY, "kiểm thử")
EXAMPLE = REPOSITORY / "examples" / "so-tu-phap-2019" / "submission.yaml"
HEAD = {"agency": "so-a", "criteria_set": "mau", "version": "1", "digest": "0" * 64, "on": "2019-12-04"}


def with_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The example in a folder of its own, its first documents with files."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "hồ sơ.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    head, _, rest = text.partition("\ndocuments:\n")
    assert rest
    lines = []
    for number, (name, content) in enumerate(files.items()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        lines.append(f'  - {{id: kem-{number}, kind: bao_cao, title: "Tệp kèm {number}", file: "{name}"}}')
    path.write_text(head + "\ndocuments:\n" + "\n".join([*lines, rest]), encoding="utf-8")
    return path


def bundle_of(path: Path) -> bytes:
    return make_bundle(LIBRARY, path, score_shape)


def any_bundle(submission: bytes, attached: Mapping[str, bytes], name: str = "submission.yaml") -> bytes:
    """A bundle of any bytes: what is in it is not looked at."""
    return pack({"submission.yaml": (name, submission), "score.json": ("score.json", b"{}\n")}, attached, HEAD)


def entries_of(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def zipped(entries: Mapping[str, bytes], **kind: Any) -> bytes:
    """A zip as another program would make it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", **kind) as package:
        for name, content in entries.items():
            package.writestr(zipfile.ZipInfo(name), content, compress_type=kind.get("compression"))
    return made.getvalue()


def with_manifest(made: bytes, **changes: Any) -> bytes:
    """The same bundle, with another manifest."""
    entries = entries_of(made)
    manifest = json.loads(entries["manifest.json"])
    manifest.update(changes)
    return zipped({**entries, "manifest.json": json.dumps(manifest).encode()})


def with_score(made: bytes, change: Callable[[Any], None]) -> bytes:
    """The same bundle, with a score sheet that somebody changed, manifest and all."""
    entries = entries_of(made)
    sheet = json.loads(entries["score.json"])
    change(sheet)
    entries["score.json"] = (json.dumps(sheet, ensure_ascii=False, indent=1) + "\n").encode()
    manifest = json.loads(entries["manifest.json"])
    for part in manifest["parts"]:
        if part["entry"] == "score.json":
            part.update(sha256=hashlib.sha256(entries["score.json"]).hexdigest(), size=len(entries["score.json"]))
    return zipped({**entries, "manifest.json": json.dumps(manifest).encode()})


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def copy(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(path, folder))
