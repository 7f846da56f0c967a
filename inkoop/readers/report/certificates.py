"""Reads certificates, and the key with which a municipality signs. Raises ImportError without pyhanko."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from inkoop.domain.certificates import Certificate, Certificates, SigningKey
from inkoop.domain.findings import Refused, Why
from inkoop.readers.files.archive import Limits, load_named
from inkoop.readers.files.folder import plain_name

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates

LIMITS = Limits(file_bytes=1_000_000)
_LONGEST_NAME = 80
_SHORTEST_RSA = 2048
_FOR_DOCUMENTS = frozenset(
    {
        "2.5.29.37.0",  # any purpose
        "1.3.6.1.5.5.7.3.4",  # e-mail, which stands in most certificates for signatures
        "1.3.6.1.5.5.7.3.36",  # documents (RFC 9336)
        "1.3.6.1.4.1.311.10.3.12",  # documents, by Microsoft
        "1.2.840.113583.1.1.5",  # PDF, by Adobe
    }
)
"""Purposes by which a certificate may sign a document; one that names no purpose may."""


def read_certificates(path: Path) -> Certificates:
    """The certificates in a file, as PEM or DER. Raises Refused where there are none."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    data = load_named(path, LIMITS)
    try:
        if b"-----BEGIN" in data:
            found = x509.load_pem_x509_certificates(data)
        else:
            found = [x509.load_der_x509_certificate(data)]
    except ValueError:
        raise Refused(
            f"{path}: hierin staat geen certificaat. Geef een bestand met een certificaat, als PEM of DER"
            " (.pem, .crt of .cer).",
            Why.FILES,
        ) from None
    return Certificates(plain_name(path.name), tuple(each.public_bytes(Encoding.DER) for each in found))


def read_key(path: Path, passphrase: Callable[[], str]) -> SigningKey:
    """The key in a PKCS#12 file. Raises Refused, in one sentence, where it cannot be used.

    Args:
        passphrase: asked only when the file has one.
    """
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    inside = _unlocked(path, load_named(path, LIMITS), passphrase)
    if inside.key is None:
        raise Refused(
            f"{path}: hierin staan alleen certificaten en geen sleutel. Kies het bestand met de sleutel.",
            Why.FILES,
        )
    if inside.cert is None:
        raise Refused(f"{path}: bij de sleutel in dit bestand staat geen certificaat.", Why.FILES)
    _usable(path, inside.key)
    return SigningKey(
        certificate_of(inside.cert.certificate.public_bytes(Encoding.DER)),
        inside.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        tuple(each.certificate.public_bytes(Encoding.DER) for each in inside.additional_certs),
    )


def _unlocked(path: Path, data: bytes, passphrase: Callable[[], str]) -> PKCS12KeyAndCertificates:
    from asn1crypto.pkcs12 import Pfx
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        pieces = Pfx.load(data, strict=True)["auth_safe"]["content_type"].native
    except (ValueError, TypeError):
        pieces = ""
    if not pieces:
        raise Refused(
            f"{path}: dit is geen PKCS#12-bestand. Een sleutel staat in een bestand op .p12 of .pfx.",
            Why.FILES,
        )
    try:
        return load_pkcs12(data, None)
    except (ValueError, UnsupportedAlgorithm):
        given = passphrase()
    try:
        return load_pkcs12(data, given.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise Refused(f"{path}: met deze wachtzin gaat het bestand niet open.", Why.FILES) from None


def _usable(path: Path, key: object) -> None:
    """Only keys that every reader of PDF knows, and that nobody can guess."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, ec.EllipticCurvePrivateKey):
        return
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < _SHORTEST_RSA:
        raise Refused(
            f"{path}: met deze soort sleutel kan een rapport niet worden ondertekend. Het kan met RSA van"
            f" minstens {_SHORTEST_RSA} bits, en met ECDSA.",
            Why.FILES,
        )


def certificate_of(der: bytes) -> Certificate:
    """What a certificate says. Raises ValueError for one that cannot be read."""
    from cryptography import x509

    made = x509.load_der_x509_certificate(der)
    return Certificate(
        der,
        _name(made.subject),
        _name(made.issuer),
        _own(made),
        made.not_valid_before_utc,
        made.not_valid_after_utc,
        _signs(made),
    )


def _name(name: x509.Name) -> str:
    from cryptography.x509.oid import NameOID

    parts = [*_texts(name, NameOID.COMMON_NAME), *_texts(name, NameOID.ORGANIZATION_NAME)]
    told = ", ".join(dict.fromkeys(parts)) or name.rfc4514_string() or "iemand zonder naam"
    return told if len(told) <= _LONGEST_NAME else f"{told[: _LONGEST_NAME - 1]}…"


def _texts(name: x509.Name, kind: x509.ObjectIdentifier) -> Iterable[str]:
    return (" ".join(str(each.value).split()) for each in name.get_attributes_for_oid(kind))


def _own(made: x509.Certificate) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        made.verify_directly_issued_by(made)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _signs(made: x509.Certificate) -> bool:
    from cryptography import x509

    try:
        usage = made.extensions.get_extension_for_class(x509.KeyUsage).value
        if not (usage.digital_signature or usage.content_commitment):
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        purposes = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return any(each.dotted_string in _FOR_DOCUMENTS for each in purposes)
