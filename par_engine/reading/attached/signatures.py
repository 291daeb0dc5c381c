"""Digital signatures of a PDF: whether what was signed is intact and is the whole file, who signed, who vouches.

Trust comes only from the certificates that the installer supplies. Nothing is fetched, so that revocation is not
checked; a certificate is judged at the moment of signing, which is what the signer's machine said unless an authority
stamped it.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from par_engine.errors import UsageError
from par_engine.reading.attached.facts import Integrity, Signature, Trust

MARK = b"/ByteRange"
"""No signed PDF is without these letters: what a signature covers stands in the open."""
MAX_SIGNATURES = 50
ROOT_FILES = (".pem", ".crt", ".cer", ".der")


def root_files(folder: Path) -> tuple[Path, ...]:
    """The certificate files of a folder. Raises UsageError where there is no such folder or no certificate in it."""
    if not folder.is_dir():
        raise UsageError(f"Không có thư mục chứng thư gốc “{folder}”: kiểm tra lại --trust hoặc PAR_ENGINE_TRUST.")
    found = tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in ROOT_FILES))
    if not found:
        raise UsageError(f"Thư mục “{folder}” không có chứng thư gốc nào ({', '.join(ROOT_FILES)}).")
    return found


def read_signatures(content: bytes, roots: Sequence[Path]) -> tuple[Signature, ...]:
    """Every signature of a PDF, in the order they were made. Time stamps count as cover, not as signatures."""
    if MARK not in content:
        return ()
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - only signed files need it
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    try:
        every = list(PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures)
        found = tuple(
            _judged(one, every, _trusted(roots)) for one in every[:MAX_SIGNATURES] if one.sig_object_type == "/Sig"
        )
    except (PdfError, *_BROKEN):
        return (Signature(Integrity.UNREADABLE),)
    return found or (Signature(Integrity.UNREADABLE),)


_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, NotImplementedError, RecursionError)
"""What a parser of foreign bytes stumbles over."""


def _trusted(roots: Sequence[Path]) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder  # noqa: PLC0415

    if not roots:
        return []
    return list(load_certs_from_pemder([str(path) for path in roots]))  # type: ignore[no-untyped-call]


def _judged(embedded: Any, every: Sequence[Any], roots: list[Any]) -> Signature:
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415
    from pyhanko.sign.validation.settings import KeyUsageConstraints  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    try:
        moment = _moment(embedded)
        context = ValidationContext(
            trust_roots=roots,
            allow_fetching=False,
            revocation_mode="soft-fail",
            moment=moment,
            best_signature_time=moment,
        )
        usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
        status = validate_pdf_signature(embedded, context, key_usage_settings=usage)
    except (PdfError, SignatureValidationError, SigningError, *_BROKEN):
        return Signature(Integrity.UNREADABLE)
    trust, reason = _trust(status, roots)
    return Signature(
        _integrity(status, embedded, every),
        trust,
        _name(status.signing_cert.subject, "common_name"),
        _name(status.signing_cert.subject, "organization_name"),
        _name(status.signing_cert.issuer, "common_name"),
        status.timestamp_validity.timestamp if status.timestamp_validity else status.signer_reported_dt,
        status.timestamp_validity is not None,
        reason,
    )


def _moment(embedded: Any) -> dt.datetime:
    """When the signature was made, as far as it says; else the first day of its certificate."""
    stated: dt.datetime | None = embedded.self_reported_timestamp
    if stated is None:
        stated = embedded.signer_cert.not_valid_before
    return stated if stated.tzinfo else stated.replace(tzinfo=dt.UTC)


def _name(name: Any, part: str) -> str:
    value = name.native.get(part, "")
    return value if isinstance(value, str) else ", ".join(map(str, value))


def _integrity(status: Any, embedded: Any, every: Sequence[Any]) -> Integrity:
    """Intact: the signed bytes are as they were, and what came after them are only further signatures, of which the
    last covers the file to its end."""
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    if not (status.intact and status.valid):
        return Integrity.ALTERED
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.INTACT
    last = every[-1]
    harmless = status.modification_level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    followed = last is not embedded and last.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_REVISION
    return Integrity.INTACT if whole and harmless and status.docmdp_ok is not False and followed else Integrity.EXTENDED


def _trust(status: Any, roots: list[Any]) -> tuple[Trust, str]:
    from pyhanko.sign.ades.report import AdESIndeterminate  # noqa: PLC0415

    if not roots:
        return Trust.NO_ROOTS, ""
    if status.trusted:
        return Trust.TRUSTED, ""
    problem = status.trust_problem_indic
    if problem is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND or problem is None:
        return Trust.UNKNOWN, ""
    return Trust.INVALID, _REASONS.get(problem.name, problem.name)


_REASONS = {
    "OUT_OF_BOUNDS_NO_POE": "chứng thư chưa có hiệu lực hoặc đã hết hạn lúc ký",
    "OUT_OF_BOUNDS_NOT_REVOKED": "chứng thư chưa có hiệu lực hoặc đã hết hạn lúc ký",
    "EXPIRED": "chứng thư đã hết hạn lúc ký",
    "NOT_YET_VALID": "chứng thư chưa có hiệu lực lúc ký",
    "REVOKED_NO_POE": "chứng thư đã bị thu hồi",
    "REVOKED_CA_NO_POE": "chứng thư của nơi cấp đã bị thu hồi",
    "CHAIN_CONSTRAINTS_FAILURE": "chứng thư không được cấp để ký văn bản",
    "SIG_CONSTRAINTS_FAILURE": "chữ ký không đúng quy cách",
}
