"""Certificates, and keys to sign with: what is in such files, without any library that reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

HOW_TO_GET = (
    "daarvoor is de bibliotheek pyhanko nodig, en die staat hier niet."
    " Installeer haar met: pip install 'inkoop[ondertekenen]'"
)
"""The end of a sentence that says why nothing can be done with a signature here."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. Who made it may have written anything in it."""

    der: bytes
    """The certificate itself."""
    subject: str
    """Whose it is, for in a sentence."""
    issuer: str
    own: bool
    """Whether nobody but the owner of its key vouches for it."""
    begins: datetime
    ends: datetime
    signs: bool
    """Whether it is meant for signing documents."""

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, as other programs show it too."""
        return sha256(self.der).hexdigest()

    def holds_at(self, moment: datetime) -> bool:
        """Whether it is valid at a moment, by what it says itself."""
        return self.begins <= moment <= self.ends


@dataclass(frozen=True, slots=True)
class Certificates:
    """Certificates that somebody trusts, with the name of the file that they came from."""

    file: str
    ders: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with its certificate, and the certificates that vouch for that."""

    certificate: Certificate
    pkcs8: bytes = field(repr=False)
    """The key itself: it goes nowhere but to who signs."""
    others: tuple[bytes, ...] = ()
