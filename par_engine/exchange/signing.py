"""The signature over a bundle's manifest: made with a certificate of PKCS#12, checked against given trust roots.

The manifest holds the SHA-256 of every part, so a signature over it covers them all. Whether the certificate was
revoked is not looked up; that is said wherever a signature is shown.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from par_engine.errors import InputError

_MOST = 10
"""Longer chains of certificates than this are not followed."""
_HASH = hashes.SHA256()
_FEWEST_BITS = 2048
"""Shorter RSA keys can be forged."""


class Trust(StrEnum):
    """What a signature is worth."""

    TRUSTED = "trusted"
    UNKNOWN_AUTHORITY = "unknown_authority"
    EXPIRED = "expired"
    BROKEN = "broken"

    @property
    def label(self) -> str:
        """Vietnamese wording."""
        return _LABELS[self.value]


_LABELS = {
    "trusted": "chữ ký đúng, chứng thư do cơ quan tin cậy cấp",
    "unknown_authority": "chữ ký khớp nội dung nhưng không rõ cơ quan cấp chứng thư",
    "expired": "chữ ký khớp nội dung nhưng chứng thư ngoài thời hạn",
    "broken": "chữ ký không khớp nội dung gói",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as it was found: by whom, certified by whom, from when to when."""

    trust: Trust
    signer: str = ""
    issuer: str = ""
    valid: tuple[dt.datetime, dt.datetime] | None = None

    def words(self) -> str:
        """How far the signature is trusted and who signed, for people; revocation is never checked and that is said."""
        by = f" Người ký: {self.signer}; chứng thư do {self.issuer} cấp." if self.signer else ""
        return f"{self.trust.label[:1].upper()}{self.trust.label[1:]}.{by} Chưa kiểm tra thu hồi chứng thư."


def sign(manifest: bytes, container: bytes, password: bytes | None) -> bytes:
    """The signature file of a manifest. Raises InputError when the PKCS#12 file cannot be used."""
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(container, password)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError("Không mở được tệp chứng thư PKCS#12: sai mật khẩu, hoặc tệp hỏng.") from error
    if certificate is None or key is None:
        raise InputError("Tệp PKCS#12 không có đủ khoá riêng và chứng thư của người ký.")
    match key:
        case rsa.RSAPrivateKey():
            made = key.sign(manifest, padding.PKCS1v15(), _HASH)
        case ec.EllipticCurvePrivateKey():
            made = key.sign(manifest, ec.ECDSA(_HASH))
        case ed25519.Ed25519PrivateKey():
            made = key.sign(manifest)
        case _:
            raise InputError("Loại khoá của chứng thư này chưa dùng được để ký gói (dùng RSA, ECDSA hoặc Ed25519).")
    shape = {
        "kind": "signature",
        "schema": 1,
        "signature": base64.b64encode(made).decode(),
        "certificates": [one.public_bytes(serialization.Encoding.PEM).decode() for one in (certificate, *others)],
    }
    return (json.dumps(shape, indent=1) + "\n").encode()


def check_signature(manifest: bytes, signature: bytes, roots: Sequence[bytes], now: dt.datetime) -> Signed:
    """What a signature file is worth: `roots` are trusted certificates (PEM), `now` decides on terms of validity."""
    try:
        shape = json.loads(signature)
        made = base64.b64decode(shape["signature"], validate=True)
        chain = [x509.load_pem_x509_certificate(one.encode()) for one in shape["certificates"][:_MOST]]
        trusted = [one for root in roots for one in x509.load_pem_x509_certificates(root)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, UnsupportedAlgorithm):
        return Signed(Trust.BROKEN)
    if not chain or not _fits(chain[0], manifest, made):
        return Signed(Trust.BROKEN)
    signer = chain[0]
    valid = (signer.not_valid_before_utc, signer.not_valid_after_utc)
    path = _path(signer, chain[1:], trusted)
    if path is None:
        trust = Trust.UNKNOWN_AUTHORITY
    elif all(one.not_valid_before_utc <= now <= one.not_valid_after_utc for one in path):
        trust = Trust.TRUSTED
    else:
        trust = Trust.EXPIRED
    return Signed(trust, _name(signer.subject), _name(signer.issuer), valid)


def _fits(certificate: x509.Certificate, manifest: bytes, made: bytes) -> bool:
    """Whether the holder of the certificate signed these bytes."""
    try:
        key = certificate.public_key()
        match key:
            case rsa.RSAPublicKey() if key.key_size >= _FEWEST_BITS:
                key.verify(made, manifest, padding.PKCS1v15(), _HASH)
            case ec.EllipticCurvePublicKey():
                key.verify(made, manifest, ec.ECDSA(_HASH))
            case ed25519.Ed25519PublicKey():
                key.verify(made, manifest)
            case _:
                return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def _path(
    signer: x509.Certificate, others: Sequence[x509.Certificate], trusted: Sequence[x509.Certificate]
) -> list[x509.Certificate] | None:
    """The certificates from the signer up to a trusted one; None when there is no such way."""
    path, now = [signer], signer
    for _ in range(_MOST):
        if now in trusted:
            return path
        above = next((one for one in (*trusted, *others) if one not in path and _issued(now, one)), None)
        if above is None:
            return None
        path.append(above)
        now = above
    return None


def _issued(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Whether an authority that may certify others certified this."""
    try:
        basic = authority.extensions.get_extension_for_class(x509.BasicConstraints).value
        certificate.verify_directly_issued_by(authority)
    except (x509.ExtensionNotFound, ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return basic.ca


def _name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
