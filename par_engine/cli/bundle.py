"""`par-engine bundle FILE -o F.parz` and `par-engine unbundle F.parz [-o FOLDER] [--verify]`."""

from __future__ import annotations

import datetime as dt
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from par_engine.cli.exit_codes import ExitCode
from par_engine.cli.options import AssessmentOption, FileArgument, JsonOption, OnOption, day
from par_engine.cli.output import print_findings, print_json, say, say_library, say_wrapped
from par_engine.cli.outputs import ForceOption, refuse_existing, refuse_inputs
from par_engine.errors import InputError, UsageError, disk_reason
from par_engine.extras import extra
from par_engine.text import shell_word

if TYPE_CHECKING:
    from par_engine.exchange.making import Sign
    from par_engine.exchange.signing import Signed
    from par_engine.findings import Finding
    from par_engine.reading.parz import Manifest, Unpacked

HELP = "Đóng gói hồ sơ: một tệp .parz gồm hồ sơ, tài liệu kèm theo, phiếu điểm và mã kiểm của từng tệp."
OPEN_HELP = "Mở gói hồ sơ: kiểm tra từng tệp, lấy ra thư mục (-o), chấm lại để so với phiếu điểm (--verify)."
PASSWORD = "PAR_ENGINE_P12_PASSWORD"
BundleArgument = Annotated[Path, typer.Argument(metavar="GÓI", help="Tệp gói hồ sơ (.parz).")]
OutOption = Annotated[Path, typer.Option("-o", "--out", metavar="TỆP", help="Tệp gói sẽ ghi (.parz).")]
FolderOption = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="THƯ_MỤC", help="Thư mục mới để lấy các tệp của gói ra.")
]
SignOption = Annotated[
    Path | None,
    typer.Option("--sign", metavar="TỆP", help=f"Ký gói bằng chứng thư số PKCS#12 (.p12); mật khẩu ở biến {PASSWORD}."),
]
VerifyOption = Annotated[bool, typer.Option("--verify", help="Chấm lại bằng bộ tiêu chí trên máy này và so kết quả.")]
TrustOption = Annotated[
    list[Path] | None,
    typer.Option("--trust", metavar="TỆP", help="Chứng thư (PEM) của cơ quan cấp chứng thư được tin cậy."),
]


def bundle(
    file: FileArgument,
    out: OutOption,
    on: OnOption = None,
    assessment: AssessmentOption = None,
    sign: SignOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Scores a submission and packs it with its files."""
    from par_engine.cli.progress import counted
    from par_engine.exchange.making import make_bundle
    from par_engine.library import find_library
    from par_engine.reading.parz import SUFFIX, unpacked
    from par_engine.reports.shapes import score_shape
    from par_engine.reports.write import write_files

    if out.suffix.lower() != SUFFIX:
        raise UsageError(f"Tên gói phải có đuôi {SUFFIX}: “{out.with_suffix(SUFFIX)}”.")
    refuse_inputs(out, [file])
    refuse_existing(out, force=force)
    library = find_library()
    watch = partial(counted, label="Đọc tài liệu kèm theo")
    made = make_bundle(library, file, score_shape, day(on), _signer(sign), assessment, watch)
    write_files({out: made})
    with unpacked(out) as opened:
        if as_json:
            print_json({"schema": 1, "output": str(out), "signed": sign is not None, **_shape(opened.manifest)})
            return
        _say_manifest(opened.manifest)
    say(f"Đã ghi: {out} ({len(made):,} byte)".replace(",", "."))
    say(f"  Nơi nhận kiểm tra: par-engine unbundle {shell_word(out)} --verify")
    say_library(library)


def unbundle(
    file: BundleArgument,
    out: FolderOption = None,
    verify: VerifyOption = False,
    trust: TrustOption = None,
    as_json: JsonOption = False,
) -> None:
    """Opens a bundle safely; ends with 1 when --verify finds a difference or the signature is broken."""
    from par_engine.cli.progress import counted
    from par_engine.exchange.verifying import verify as recompute
    from par_engine.findings import errors_in
    from par_engine.library import find_library
    from par_engine.reading.parz import unpacked
    from par_engine.reports.shapes import score_shape

    with unpacked(file, partial(counted, label="Kiểm tra các tệp của gói")) as opened:
        signed = _signed(opened, trust or [])
        findings = recompute(opened, find_library(), score_shape) if verify else []
        findings += _broken(signed)
        if out is not None:
            _take_out(opened, out)
        if as_json:
            print_json(_opened_shape(opened, signed, findings, verify))
        else:
            _say_opened(opened, signed, findings, verify, out)
            if verify:
                say_library(find_library())
    if errors_in(findings):
        raise typer.Exit(ExitCode.FINDINGS)


def _signer(container: Path | None) -> Sign | None:
    if container is None:
        return None
    with extra("sign"):
        from par_engine.exchange.signing import sign
    content = _content(container)
    password = os.environ.get(PASSWORD)
    return lambda manifest: sign(manifest, content, password.encode() if password else None)


def _signed(opened: Unpacked, trust: list[Path]) -> Signed | None:
    if opened.signature is None:
        return None
    with extra("sign"):
        from par_engine.exchange.signing import check_signature
    roots = [_content(path) for path in trust]
    return check_signature(opened.signed, opened.signature, roots, dt.datetime.now(dt.UTC))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"Không đọc được “{path}”: {disk_reason(error)}.") from error


def _broken(signed: Signed | None) -> list[Finding]:
    from par_engine.findings import Finding, Severity

    if signed is None or signed.trust.value == "trusted":
        return []
    bad = Severity.ERROR if signed.trust.value == "broken" else Severity.WARNING
    action = (
        "xin đơn vị gửi lại gói" if bad is Severity.ERROR else "nêu chứng thư tin cậy bằng --trust, hoặc hỏi đơn vị"
    )
    return [Finding("bundle.signature", bad, "", signed.trust.label, found=signed.signer, action=action)]


def _take_out(opened: Unpacked, out: Path) -> None:
    """Moves the checked folder into place, whole or not at all."""
    import secrets
    import shutil

    from par_engine.reading.folder import refuse_filled
    from par_engine.reading.parz import MANIFEST

    refuse_filled(out)
    out = out.absolute()
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.mkdir()
        mode = draft.stat().st_mode
        shutil.copytree(opened.folder, draft, dirs_exist_ok=True)
        draft.chmod(mode)  # the working folder is for its owner alone
        (draft / MANIFEST).write_bytes(opened.signed)
        draft.replace(out)
    except OSError as error:
        raise UsageError(f"Không ghi được vào “{out}”: {disk_reason(error)}. Chọn thư mục khác (-o).") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _shape(manifest: Manifest) -> dict[str, object]:
    return {
        "agency": manifest.agency,
        "criteria_set": manifest.criteria_set,
        "version": manifest.version,
        "digest": manifest.digest,
        "on": manifest.on.isoformat(),
        "parts": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in manifest.parts],
    }


def _opened_shape(opened: Unpacked, signed: Signed | None, findings: list[Finding], verify: bool) -> dict[str, object]:
    seal = None
    if signed is not None:
        seal = {
            "trust": signed.trust.value,
            "signer": signed.signer,
            "issuer": signed.issuer,
            "revocation": "unchecked",
        }
    return {
        "schema": 1,
        **_shape(opened.manifest),
        "signature": seal,
        "verified": verify,
        "findings": [one.as_json(with_place=True) for one in findings],
    }


def _say_manifest(manifest: Manifest) -> None:
    from par_engine.calendar import viet_date

    attached = [part for part in manifest.parts if part.entry.startswith("files/")]
    say_wrapped(
        f"Gói hồ sơ của {manifest.agency}: bộ tiêu chí {manifest.criteria_set}, phiên bản {manifest.version}, "
        f"mã kiểm {manifest.digest[:12]}, chấm vào ngày {viet_date(manifest.on)}."
    )
    assessed = f"tệp thẩm định {manifest.assessment.name}, " if manifest.assessment else ""
    say_wrapped(f"Hồ sơ {manifest.submission.name}, {assessed}{len(attached)} tài liệu kèm theo, phiếu điểm.")


def _say_opened(
    opened: Unpacked, signed: Signed | None, findings: list[Finding], verify: bool, out: Path | None
) -> None:
    _say_manifest(opened.manifest)
    say("Mọi tệp trong gói còn nguyên như khi đóng gói.")
    say_wrapped(signed.words() if signed else "Gói không có chữ ký số.")
    if verify or findings:
        print_findings(findings, "Chấm lại trên máy này: phiếu điểm giống hệt phiếu trong gói.")
    if out is not None:
        say(f"Đã lấy ra: {out}")
