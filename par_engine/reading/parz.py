"""Opens a bundle (`.parz`) that a stranger sent: a zip of a submission, its files and its score sheet.

Only what the program itself writes is let in: known names, nothing compressed, nothing encrypted, no links, no part
twice, no more bytes than the file has. So a bundle can be no bomb and can reach no other folder. What its manifest
says about each part (size, SHA-256) is checked while the part is copied; nothing is kept of a bundle that fails.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, BinaryIO, Literal

from pydantic import Field, PlainValidator, ValidationError

from par_engine.errors import InputError, UsageError, disk_reason
from par_engine.reading.fields import Date, Id, Strict, Text, in_range, wrong
from par_engine.text import is_nfc

SUFFIX = ".parz"
MANIFEST, SCORE, SIGNATURE = "manifest.json", "score.json", "signature.json"
MAX_BUNDLE = 400_000_000
"""Bytes of a bundle: a submission with scans of some thousand pages has about 200 MB."""
MAX_PARTS = 10_010
MAX_DIRECTORY = 4_000_000
"""Bytes of the list of parts at the end of a zip; ours needs about 130 for each."""
MAX_MANIFEST = 8_000_000
MAX_NAME = 200
_CHUNK = 1_000_000
_SHA = re.compile(r"[0-9a-f]{64}")
_ENTRY = re.compile(r"(?:submission|assessment)\.[a-z]{3,5}|score\.json|files/[0-9a-f]{64}")
_END = b"PK\x05\x06"
_END_SIZE, _MAX_COMMENT = 22, 65_535
_FOREIGN = "Chỉ mở gói do lệnh par-engine bundle tạo ra; xin đơn vị gửi lại gói gốc"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_STRANGE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def name_problem(name: str) -> str:
    """Why a path below the submission's folder cannot be taken along; nothing when it can."""
    parts = name.split("/")
    if not name or name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        return "đường dẫn ra ngoài thư mục của hồ sơ"
    if _STRANGE.search(name):
        return "tên có ký tự không dùng được trên mọi máy"
    if not is_nfc(name):
        return "tên có chữ Việt ở dạng tổ hợp rời (NFD)"
    if any(part != part.strip() or part.endswith(".") or _RESERVED.fullmatch(part) for part in parts):
        return "tên không dùng được trên Windows"
    if len(name) > MAX_NAME:
        return f"tên dài quá {MAX_NAME} ký tự"
    return ""


def _name(value: Any) -> str:
    if isinstance(value, str) and not (problem := name_problem(value)):
        return value
    raise wrong(problem if isinstance(value, str) else "tên phải là chữ", "tên tệp trong thư mục của hồ sơ")


def _matching(pattern: re.Pattern[str]) -> Any:
    def check(value: Any) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        raise wrong("không đúng dạng", pattern.pattern)

    return PlainValidator(check)


class Part(Strict):
    """One file of a bundle: where it stands in the zip, what it is called outside, and what it must be."""

    entry: Annotated[str, _matching(_ENTRY)]
    name: Annotated[str, PlainValidator(_name)]
    sha256: Annotated[str, _matching(_SHA)]
    size: Annotated[int, in_range(0, MAX_BUNDLE)]


class Manifest(Strict):
    """`manifest.json`: whose submission, scored with what on which day, and every part."""

    kind: Literal["bundle"]
    schema_: Literal[1] = Field(alias="schema")
    agency: Id
    criteria_set: Id
    version: Text
    digest: Annotated[str, _matching(_SHA)]
    on: Date
    parts: Annotated[tuple[Part, ...], Field(max_length=MAX_PARTS)]

    @property
    def submission(self) -> Part:
        """The part that is the submission, whatever its form."""
        return next(part for part in self.parts if part.entry.startswith("submission."))

    @property
    def assessment(self) -> Part | None:
        """The verifiers' file that the score was made with, where there is one."""
        return next((part for part in self.parts if part.entry.startswith("assessment.")), None)


Watch = Callable[[tuple[Part, ...]], Iterable[Part]]


@dataclass(frozen=True)
class Unpacked:
    """A bundle whose every part was checked, copied into a folder: `manifest` is its bytes, as they were signed."""

    folder: Path
    manifest: Manifest
    signed: bytes
    signature: bytes | None

    @property
    def submission(self) -> Path:
        """The submission in the folder."""
        return self.folder / self.manifest.submission.name

    @property
    def assessment(self) -> Path | None:
        """The assessment in the folder, where one came along."""
        part = self.manifest.assessment
        return self.folder / part.name if part else None

    @property
    def score(self) -> bytes:
        """The score sheet that came along."""
        return (self.folder / SCORE).read_bytes()


def looks_like_bundle(path: Path) -> bool:
    """By its name; what it is is seen when it is opened."""
    return path.suffix.lower() == SUFFIX


@contextmanager
def unpacked(path: Path, watch: Watch = iter) -> Iterator[Unpacked]:
    """The bundle in a folder of its own, which is removed afterwards; `watch` shows the parts as they are copied.
    Raises InputError with why it is refused."""
    folder = Path(tempfile.mkdtemp(prefix="parz-"))
    try:
        yield unpack(path, folder, watch)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def submission_of(path: Path) -> Iterator[Path]:
    """The submission as a file with its papers beside it: the path itself, or while it lasts the one in a bundle."""
    if not looks_like_bundle(path):
        yield path
        return
    with unpacked(path) as bundle:
        yield bundle.submission


def unpack(path: Path, folder: Path, watch: Watch = iter) -> Unpacked:
    """Copies the checked parts into an empty folder."""
    if not path.is_file():
        raise UsageError(f"Không có tệp “{path}”: kiểm tra lại tên và thư mục.")
    try:
        with path.open("rb") as file:
            return _unpack(file, path, folder, watch)
    except OSError as error:
        raise InputError(f"{path.name}: không mở được gói ({disk_reason(error)}).") from error


def _unpack(file: BinaryIO, path: Path, folder: Path, watch: Watch) -> Unpacked:
    size = path.stat().st_size
    _check_end(file, size, path.name)
    try:
        with zipfile.ZipFile(file) as package:
            entries = _entries(package, size, path.name)
            signed = _read(package, entries[MANIFEST], MAX_MANIFEST, path.name)
            manifest = _manifest(signed, path.name)
            signature = entries.pop(SIGNATURE, None)
            _same_parts(manifest, entries, path.name)
            for part in watch(manifest.parts):
                _copy(package, entries[part.entry], part, folder, path.name)
            seal = _read(package, signature, MAX_MANIFEST, path.name) if signature else None
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, KeyError, RuntimeError) as error:
        raise _refused(path.name, "gói hỏng hoặc không phải gói hồ sơ") from error
    return Unpacked(folder, manifest, signed, seal)


def _check_end(file: BinaryIO, size: int, name: str) -> None:
    """The last bytes of a zip say how many parts it has; they are looked at before any part is."""
    if size > MAX_BUNDLE:
        raise _refused(name, f"gói lớn hơn {MAX_BUNDLE // 1_000_000} MB")
    file.seek(max(0, size - _END_SIZE - _MAX_COMMENT))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise _refused(name, "tệp này không phải gói hồ sơ (.parz)")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > MAX_PARTS or directory > MAX_DIRECTORY:
        raise _refused(name, f"gói có quá {MAX_PARTS} tệp")
    file.seek(0)


def _entries(package: zipfile.ZipFile, size: int, name: str) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for info in package.infolist():
        if info.filename not in (MANIFEST, SIGNATURE) and not _ENTRY.fullmatch(info.filename):
            raise _refused(name, f"gói có tệp lạ “{info.filename[:60]}”")
        if info.filename in found:
            raise _refused(name, f"gói có hai tệp “{info.filename[:80]}”")
        if info.flag_bits & 0x1:
            raise _refused(name, "gói có mật khẩu")
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
            raise _refused(name, "gói đã bị nén lại bằng chương trình khác")
        mode = info.external_attr >> 16
        if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
            raise _refused(name, f"“{info.filename[:60]}” không phải tệp thường")
        found[info.filename] = info
    if sum(info.file_size for info in found.values()) > size:
        raise _refused(name, "các tệp trong gói chồng lên nhau")
    if MANIFEST not in found:
        raise _refused(name, f"gói thiếu {MANIFEST}")
    return found


def _manifest(content: bytes, name: str) -> Manifest:
    try:
        return Manifest.model_validate(json.loads(content.decode("utf-8")))
    except (UnicodeDecodeError, json.JSONDecodeError, ValidationError, RecursionError) as error:
        raise _refused(name, f"{MANIFEST} không đọc được") from error


def _same_parts(manifest: Manifest, entries: dict[str, zipfile.ZipInfo], name: str) -> None:
    """The zip holds exactly what the manifest lists, each at a place of its own outside."""
    listed = {part.entry for part in manifest.parts}
    held = set(entries) - {MANIFEST}
    if listed != held:
        odd = sorted(listed ^ held)[0]
        raise _refused(name, f"“{odd}” {'có trong' if odd in held else 'thiếu trong'} gói, khác với {MANIFEST}")
    names = [part.name.casefold() for part in manifest.parts]
    folders = {str(one).casefold() for part in manifest.parts for one in PurePosixPath(part.name).parents}
    if len(set(names)) < len(names) or set(names) & folders or MANIFEST in names:
        raise _refused(name, "hai tệp của gói trùng tên")
    heads = [part for part in manifest.parts if part.entry.startswith("submission.")]
    scores = [part for part in manifest.parts if part.entry == SCORE]
    if len(heads) != 1 or [part.name for part in scores] != [SCORE]:
        raise _refused(name, "gói phải có đúng một hồ sơ và một phiếu điểm")
    if sum(1 for part in manifest.parts if part.entry.startswith("assessment.")) > 1:
        raise _refused(name, "gói có hai tệp thẩm định")
    if heads[0].name.lower().rpartition(".")[2] != heads[0].entry.rpartition(".")[2] or heads[0].entry.endswith(SUFFIX):
        raise _refused(name, "hồ sơ trong gói có đuôi tên không đúng")
    for part in manifest.parts:
        if part.size != entries[part.entry].file_size:
            raise _altered(name, part)
        if part.entry.startswith("files/") and part.entry != f"files/{part.sha256}":
            raise _altered(name, part)


def _copy(package: zipfile.ZipFile, info: zipfile.ZipInfo, part: Part, folder: Path, name: str) -> None:
    """Copies a part and sees on the way that it is what the manifest says."""
    target = folder / part.name
    target.parent.mkdir(parents=True, exist_ok=True)
    seen = hashlib.sha256()
    try:
        with package.open(info) as source, target.open("xb") as made:
            while chunk := source.read(_CHUNK):
                seen.update(chunk)
                made.write(chunk)
    except zipfile.BadZipFile as error:  # the check sum of the zip itself
        raise _altered(name, part) from error
    if seen.hexdigest() != part.sha256:
        raise _altered(name, part)


def _read(package: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    if info.file_size > most:
        raise _refused(name, f"“{info.filename}” lớn hơn {most // 1_000_000} MB")
    return package.read(info)


def _refused(name: str, reason: str) -> InputError:
    return InputError(f"{name}: {reason}. {_FOREIGN}.")


def _altered(name: str, part: Part) -> InputError:
    return InputError(
        f"{name}: tệp “{part.name}” trong gói đã bị sửa sau khi đóng gói (mã SHA-256 không khớp). "
        "Không dùng gói này; xin đơn vị gửi lại."
    )
