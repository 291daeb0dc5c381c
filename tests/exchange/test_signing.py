"""Signatures over a bundle, with an authority made here: good, by a stranger, expired, of another bundle."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from par_engine.cli.app import run
from par_engine.cli.bundle import PASSWORD
from par_engine.cli.exit_codes import ExitCode
from par_engine.errors import InputError
from par_engine.exchange.signing import Trust, check_signature, sign
from tests.exchange.make import EXAMPLE, entries_of, zipped

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
MANIFEST = b'{"kind": "bundle"}\n'


@dataclass(frozen=True)
class Holder:
    """A key with its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def container(self, password: bytes = b"mat-khau") -> bytes:
        hidden = serialization.BestAvailableEncryption(password)
        return pkcs12.serialize_key_and_certificates(b"ky", self.key, self.certificate, None, hidden)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def issue(
    common: str, by: Holder | None, *, authority: bool = False, key: Key | None = None, days: int = 3650
) -> Holder:
    """A certificate, signed by another or by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    begins = NOW - dt.timedelta(days=400)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(common))
        .issuer_name(by.certificate.subject if by else _name(common))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    return Holder(key, builder.sign(by.key if by else key, hashes.SHA256()))


@pytest.fixture(scope="module")
def root() -> Holder:
    return issue("Cơ quan chứng thực thử", None, authority=True)


@pytest.fixture(scope="module")
def officer(root: Holder) -> Holder:
    return issue("Sở Tư pháp", root, key=rsa.generate_private_key(65537, 2048))


def trust(holder: Holder, roots: list[Holder], manifest: bytes = MANIFEST) -> Trust:
    made = sign(MANIFEST, holder.container(), b"mat-khau")
    return check_signature(manifest, made, [one.pem for one in roots], NOW).trust


def test_a_good_signature(root: Holder, officer: Holder) -> None:
    made = sign(MANIFEST, officer.container(), b"mat-khau")
    found = check_signature(MANIFEST, made, [root.pem], NOW)
    assert (found.trust, found.signer, found.issuer) == (Trust.TRUSTED, "Sở Tư pháp", "Cơ quan chứng thực thử")
    assert found.words().endswith("Chưa kiểm tra thu hồi chứng thư.")


def test_an_altered_manifest(root: Holder, officer: Holder) -> None:
    assert trust(officer, [root], MANIFEST + b" ") is Trust.BROKEN


def test_an_unknown_authority(root: Holder, officer: Holder) -> None:
    other = issue("Cơ quan chứng thực thử", None, authority=True)
    assert trust(officer, []) is Trust.UNKNOWN_AUTHORITY
    assert trust(officer, [other]) is Trust.UNKNOWN_AUTHORITY, "cùng tên nhưng khác khoá"


def test_a_certificate_out_of_its_term(root: Holder) -> None:
    assert trust(issue("Sở cũ", root, days=300), [root]) is Trust.EXPIRED


def test_only_an_authority_may_certify(root: Holder) -> None:
    plain = issue("Người không có quyền cấp", root)
    assert trust(issue("Kẻ mạo danh", plain), [plain]) is Trust.UNKNOWN_AUTHORITY


def test_a_wrong_password(officer: Holder) -> None:
    with pytest.raises(InputError, match="sai mật khẩu"):
        sign(MANIFEST, officer.container(), b"khac")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"signature": "?", "certificates": []}', b"[" * 100_000])
def test_signatures_that_cannot_be_read(content: bytes, root: Holder) -> None:
    assert check_signature(MANIFEST, content, [root.pem], NOW).trust is Trust.BROKEN


def test_a_signed_bundle(
    root: Holder, officer: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PASSWORD, "mat-khau")
    (tmp_path / "ky.p12").write_bytes(officer.container())
    (tmp_path / "goc.pem").write_bytes(root.pem)
    goi = tmp_path / "goi.parz"
    assert run(["bundle", str(EXAMPLE), "-o", str(goi), "--sign", str(tmp_path / "ky.p12")]) == ExitCode.DONE
    capsys.readouterr()
    opened = ["unbundle", str(goi), "--json", "--trust", str(tmp_path / "goc.pem")]
    assert run(opened) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["signature"]["trust"] == "trusted"
    entries = entries_of(goi.read_bytes())
    manifest = json.loads(entries["manifest.json"])
    manifest["on"] = "2019-12-03"
    goi.write_bytes(zipped({**entries, "manifest.json": json.dumps(manifest).encode()}))
    assert run(opened) == ExitCode.FINDINGS
    assert json.loads(capsys.readouterr().out)["signature"]["trust"] == "broken"
