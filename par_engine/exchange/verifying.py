"""What is said about a bundle that arrived: whether the installed set gives the score that it carries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from par_engine.errors import InputError
from par_engine.exchange.making import Shape, score_bytes
from par_engine.findings import Finding, Severity
from par_engine.library import Library
from par_engine.reading.parz import SCORE, Unpacked
from par_engine.scoring.evaluate import score_file
from par_engine.text import listing


def verify(bundle: Unpacked, library: Library, shape: Shape) -> list[Finding]:
    """Recomputes the score; every difference is a finding. Parts were checked when the bundle was opened."""
    manifest = bundle.manifest
    if manifest.criteria_set not in library.set_ids():
        message = f"máy này không có bộ tiêu chí “{manifest.criteria_set}” nên không tính lại được"
        return [_finding("bundle.set", message, manifest.criteria_set, "cài bộ tiêu chí đó, hoặc đặt PAR_ENGINE_HOME")]
    try:
        sheet = score_file(library, bundle.submission, manifest.on, assessment=bundle.assessment)
    except InputError as error:
        message = f"không chấm lại được hồ sơ trong gói: {error}"
        return [_finding("bundle.score", message, "", "xem các lỗi dưới đây"), *error.findings]
    made = score_bytes(shape(sheet))
    findings = list(_other_set(bundle, sheet.yardstick.digest, sheet.yardstick.set.version))
    if made != bundle.score:
        findings += _differences(bundle.score, made)
    return findings


def _other_set(bundle: Unpacked, digest: str, version: str) -> Iterator[Finding]:
    manifest = bundle.manifest
    if digest == manifest.digest:
        return
    there, here = f"phiên bản {manifest.version}, mã kiểm {manifest.digest[:12]}", f"phiên bản {version}, {digest[:12]}"
    message = f"bộ tiêu chí “{manifest.criteria_set}” của gói ({there}) khác bộ trên máy này ({here})"
    yield _finding("bundle.digest", message, manifest.digest, "dùng đúng phiên bản bộ tiêu chí mà đơn vị đã chấm")


def _differences(carried: bytes, made: bytes) -> Iterator[Finding]:
    """Where two score sheets differ: totals, components, then anything else."""
    try:
        before, after = json.loads(carried), json.loads(made)
        pairs = [("tổng điểm", before["total"]["points"], after["total"]["points"])]
        old = {one["id"]: one for one in before["components"]}
        new = {one["id"]: one for one in after["components"]}
        named = [(name, old.get(name, {}), new.get(name, {})) for name in dict.fromkeys([*old, *new])]
        pairs += [(f"tiêu chí {name}", _said(one), _said(two)) for name, one, two in named]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield _finding("bundle.score", "phiếu điểm trong gói không đọc được", SCORE, "xin đơn vị gửi lại gói")
        return
    unlike = [(what, one, two) for what, one, two in pairs if one != two]
    for what, one, two in unlike:
        message = f"{what}: phiếu trong gói ghi {one}, tính lại được {two}"
        yield _finding("bundle.score", message, str(one), "lấy điểm tính lại; hỏi đơn vị vì sao khác")
    if not unlike:
        keys = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
        message = f"điểm như nhau nhưng phiếu điểm khác ở: {listing(keys) or 'cách viết'}"
        yield _finding("bundle.score", message, SCORE, "so hai phiếu điểm; thường do khác phiên bản phần mềm")


def _said(component: dict[str, Any]) -> str:
    if not component:
        return "không có"
    return f"{component['points']} điểm ({component['state']})"


def _finding(check: str, message: str, found: str, action: str) -> Finding:
    return Finding(check, Severity.ERROR, "", message, found=found, action=action)
