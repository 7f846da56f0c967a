"""Keys and certificates as a municipality may have them, made for the tests with another library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
PASSPHRASE = "géheim woord"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: Key
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...] = ()

    def p12(self, path: Path, passphrase: str = PASSPHRASE) -> Path:
        """The key as a PKCS#12 file."""
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        key, made, others = self.key, self.certificate, list(self.issuers) or None
        path.write_bytes(serialize_key_and_certificates(b"sleutel", key, made, others, lock))
        return path

    def pem(self, path: Path) -> Path:
        """The certificate alone."""
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return path


def holder(
    name: str = "Gemeente Verzonnen",
    by: Holder | None = None,
    *,
    begin: datetime = BEGIN,
    end: datetime = END,
    usage: str = "content_commitment",
    purposes: Sequence[x509.ObjectIdentifier] = (),
    key: Key | None = None,
) -> Holder:
    """Somebody with a certificate, made by themselves or by another.

    Args:
        usage: the one thing that the key is for.
    """
    own = key or _key(name)
    signer = by or Holder(own, None)  # type: ignore[arg-type]
    subject = _named(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(usage == "key_cert_sign", None), critical=True)
        .add_extension(x509.KeyUsage(**{each: each == usage for each in _USAGES}), critical=True)
    )
    if purposes:
        made = made.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    digest = None if isinstance(signer.key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    chain = (by.certificate, *by.issuers) if by else ()
    return Holder(own, made.sign(signer.key, digest), chain)


TLS = (ExtendedKeyUsageOID.SERVER_AUTH,)
_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@cache
def _key(_name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)
