"""Makes a bundle. The same submission with the same files and the same set gives the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from par_engine.errors import InputError, disk_reason
from par_engine.evidence.secrecy import written_mark
from par_engine.evidence.submission import Document, Submission
from par_engine.findings import Finding
from par_engine.library import Library
from par_engine.reading.models import Loaded
from par_engine.reading.parz import (
    MANIFEST,
    MAX_BUNDLE,
    MAX_PARTS,
    SCORE,
    SIGNATURE,
    looks_like_bundle,
    name_problem,
)
from par_engine.scoring.evaluate import open_submission, score_file
from par_engine.scoring.result import ScoreSheet

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can hold; a bundle has no time of its own."""
_MODE = 0o100644 << 16
Sign = Callable[[bytes], bytes]
Watch = Callable[[list[tuple[int, Document]]], Iterable[tuple[int, Document]]]
Shape = Callable[[ScoreSheet], Mapping[str, Any]]


def score_bytes(shape: Mapping[str, Any]) -> bytes:
    """A score sheet as `score --json` prints it."""
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def make_bundle(
    library: Library,
    path: Path,
    shape: Shape,
    on: dt.date | None = None,
    sign: Sign | None = None,
    assessment: Path | None = None,
    watch: Watch = iter,
) -> bytes:
    """The bundle of a submission on disk, scored with the installed set, and with an assessment where there is one;
    `shape` makes the sheet's JSON, `watch` shows the files as they are read.

    Raises InputError with every file that cannot be taken along.
    """
    if looks_like_bundle(path):
        raise InputError(f"“{path}” đã là gói hồ sơ; mở bằng par-engine unbundle.")
    file, _ = open_submission(library, path, on)
    attached = _attached(file, path, assessment, watch)
    sheet = score_file(library, path, on, assessment=assessment)
    content = {f"submission{path.suffix.lower()}": (path.name, path.read_bytes())}
    if assessment is not None:
        content[f"assessment{assessment.suffix.lower()}"] = (assessment.name, assessment.read_bytes())
    content[SCORE] = (SCORE, score_bytes(shape(sheet)))
    return pack(content, attached, _head(sheet), sign)


def pack(
    content: Mapping[str, tuple[str, bytes]],
    attached: Mapping[str, bytes],
    head: Mapping[str, Any],
    sign: Sign | None = None,
) -> bytes:
    """The bytes of a bundle: parts by their place in the zip with the name outside, and attached files by name."""
    parts = [_part(entry, name, made) for entry, (name, made) in content.items()]
    entries = {entry: made for entry, (_, made) in content.items()}
    for name, made in attached.items():
        part = _part(f"files/{hashlib.sha256(made).hexdigest()}", name, made)
        parts.append(part)
        entries[part["entry"]] = made
    listed = sorted(parts, key=lambda one: (one["entry"], one["name"]))
    manifest = {"kind": "bundle", "schema": 1, **head, "parts": listed}
    signed = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    seal = {SIGNATURE: sign(signed)} if sign else {}
    return _zip({MANIFEST: signed, **seal, **dict(sorted(entries.items()))})


def _zip(entries: Mapping[str, bytes]) -> bytes:
    """Stored, not compressed: compressing libraries differ, and scans do not get smaller."""
    if len(entries) > MAX_PARTS or sum(map(len, entries.values())) > MAX_BUNDLE * 9 // 10:
        raise InputError(
            f"Gói quá lớn: {len(entries)} tệp, {sum(map(len, entries.values())) // 1_000_000} MB. "
            f"Cho phép: {MAX_PARTS} tệp, {MAX_BUNDLE * 9 // 10_000_000} MB. Giảm độ phân giải của bản quét."
        )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED, allowZip64=False) as package:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.external_attr, info.create_system = _MODE, 3
            package.writestr(info, content)
    return made.getvalue()


def _part(entry: str, name: str, content: bytes) -> dict[str, Any]:
    return {"entry": entry, "name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def _head(sheet: ScoreSheet) -> dict[str, Any]:
    known = sheet.yardstick.set
    return {
        "agency": sheet.situation.submission.agency.id,
        "criteria_set": known.id,
        "version": known.version,
        "digest": sheet.yardstick.digest,
        "on": sheet.on.isoformat(),
    }


def _attached(file: Loaded[Submission], path: Path, assessment: Path | None, watch: Watch) -> dict[str, bytes]:
    """The files that documents name, read from the submission's folder."""
    found: dict[str, bytes] = {}
    problems: list[Finding] = []
    taken = {MANIFEST, SCORE}
    for one in (path, assessment) if assessment else (path,):
        if problem := name_problem(one.name):
            raise InputError(f"Tên tệp “{one.name}” không đóng gói được: {problem}.")
        if one.name.casefold() in taken:
            raise InputError(f"Tên tệp “{one.name}” trùng tên tệp khác của gói: đổi tên rồi đóng gói lại.")
        taken.add(one.name.casefold())
    for number, document in watch(list(enumerate(file.model.documents))):
        if document.file is None or (document.file in found and not written_mark(document)):
            continue
        try:
            if mark := written_mark(document):
                raise InputError(f"văn bản {mark} chỉ được dẫn chiếu, không được gửi kèm tệp")
            found[document.file] = _file_of(document.file, path.parent, taken)
        except InputError as error:
            where = ("documents", number, "file")
            message = f"{document.words()}: {error}"
            action = "đặt tệp trong thư mục của hồ sơ và ghi đúng tên, hoặc bỏ mục file"
            problems.append(file.finding("bundle.file", where, message, found=document.file, action=action))
    if problems:
        raise InputError(f"Không đóng gói được hồ sơ: {len(problems)} tệp có lỗi.", problems)
    return found


def _file_of(name: str, folder: Path, taken: set[str]) -> bytes:
    """One attached file. Raises InputError with the reason."""
    if problem := name_problem(name):
        raise InputError(problem)
    if name.casefold() in taken:
        raise InputError(f"tên “{name}” dành cho tệp của gói")
    path = folder / PurePosixPath(name)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError("đường dẫn ra ngoài thư mục của hồ sơ")
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"không đọc được tệp “{name}” ({disk_reason(error)})") from error
