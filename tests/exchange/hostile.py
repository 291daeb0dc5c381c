"""Bundles that nobody means well with, each with the words of the refusal."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.exchange.make import any_bundle, entries_of, with_manifest, zipped

Make = Callable[[], bytes]


def _deflated_bomb() -> bytes:
    """Two hundred megabytes of nothing in two hundred kilobytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package, package.open("submission.yaml", "w") as part:
        for _ in range(200):
            part.write(b"\0" * 1_000_000)
    return made.getvalue()


def _overlapping() -> bytes:
    """Every entry of the list points at the same bytes."""
    made = bytearray(zipped({"manifest.json": b"{}", **{f"files/{number:064x}": b"x" * 1000 for number in range(50)}}))
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 42 : at + 46] = struct.pack("<I", 0)
        made[at + 20 : at + 28] = struct.pack("<II", 5_000_000, 5_000_000)
        at = made.find(b"PK\x01\x02", at + 1)
    return bytes(made)


def _link() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        info = zipfile.ZipInfo("files/" + "0" * 64)
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        package.writestr(info, "/etc/passwd")
    return made.getvalue()


def _renamed(name: str) -> bytes:
    """An attached file that wants to stand somewhere else."""
    made = any_bundle(b"x", {"kh.pdf": b"x"})
    parts = json.loads(entries_of(made)["manifest.json"])["parts"]
    for part in parts:
        if part["name"] == "kh.pdf":
            part["name"] = name
    return with_manifest(made, parts=parts)


def _repeated() -> bytes:
    return zipped({"submission.yaml": b"one", "submission.yamm": b"two"}).replace(
        b"submission.yamm", b"submission.yaml"
    )


def _encrypted() -> bytes:
    made = bytearray(any_bundle(b"x", {}))
    at = made.find(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


def _many() -> bytes:
    made = bytearray(zipped({f"files/{number:064x}": b"" for number in range(20)}))
    at = made.rfind(b"PK\x05\x06")
    made[at + 8 : at + 12] = struct.pack("<HH", 65_000, 65_000)
    return bytes(made)


def _within() -> bytes:
    """A bundle as the submission of a bundle."""
    inner = any_bundle(b"x", {})
    made = any_bundle(b"x", {})
    entries = entries_of(made)
    del entries["submission.yaml"]
    parts = [one for one in json.loads(entries["manifest.json"])["parts"] if one["entry"] == "score.json"]
    digest = hashlib.sha256(inner).hexdigest()
    parts.append({"entry": "submission.parz", "name": "trong.parz", "sha256": digest, "size": len(inner)})
    return with_manifest(zipped({**entries, "submission.parz": inner}), parts=parts)


def _unlisted() -> bytes:
    made = any_bundle(b"x", {})
    return zipped({**entries_of(made), f"files/{'a' * 64}": b"x"})


def _nested_json() -> bytes:
    return zipped({"manifest.json": b"[" * 500_000})


HOSTILE: dict[str, tuple[Make, str]] = {
    "a zip bomb": (_deflated_bomb, "bị nén lại"),
    "parts on top of each other": (_overlapping, "chồng lên nhau"),
    "a link": (_link, "không phải tệp thường"),
    "a way out of the folder": (lambda: zipped({"../../etc/cron.d/x": b"x"}), "tệp lạ"),
    "a name that leads out of the folder": (lambda: _renamed("../kh.pdf"), "manifest.json không đọc được"),
    "an absolute name": (lambda: _renamed("/tmp/kh.pdf"), "manifest.json không đọc được"),
    "a name of another machine": (lambda: _renamed("C:\\kh.pdf"), "manifest.json không đọc được"),
    "a name in place of the score": (lambda: _renamed("score.json"), "trùng tên"),
    "a name in place of the manifest": (lambda: _renamed("Manifest.JSON"), "trùng tên"),
    "a file where a folder stands": (lambda: _renamed("submission.yaml/kh.pdf"), "trùng tên"),
    "a name that reads backwards": (lambda: _renamed("kh\u202efdp.exe"), "manifest.json không đọc được"),
    "a part twice": (_repeated, "có hai tệp"),
    "a password": (_encrypted, "có mật khẩu"),
    "more parts than it says": (_many, "quá 10010 tệp"),
    "a part that is not listed": (_unlisted, "có trong gói"),
    "a bundle in itself": (_within, "đuôi tên không đúng"),
    "a manifest without end": (_nested_json, "manifest.json không đọc được"),
    "no manifest": (lambda: zipped({"submission.yaml": b"x"}), "thiếu manifest.json"),
    "no zip": (lambda: b"MZ this is a program", "không phải gói hồ sơ"),
    "nothing": (lambda: b"", "không phải gói hồ sơ"),
    "half a bundle": (lambda: any_bundle(b"x" * 5000, {})[:3000], "không phải gói hồ sơ"),
    "an end alone": (lambda: b"PK\x05\x06" + b"\xff" * 18, "quá 10010 tệp"),
}
"""By what they try: how they are made, and words of the refusal."""


def written(folder: Path) -> Iterator[tuple[str, Path]]:
    """All of them as files."""
    for number, (name, (make, _)) in enumerate(HOSTILE.items()):
        path = folder / f"{number}.parz"
        path.write_bytes(make())
        yield name, path
