"""The keys of custodians read back: the public half, and the secret half with its passphrase."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.vault import KEY_LINE, NAME_LINE, PublicKey, is_name
from inkoop.readers.files.archive import Limits, load_named
from inkoop.rules.procedure.passphrase import as_typed

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

_LIMITS = Limits(file_bytes=20_000)
"""A key is a few hundred bytes."""
_AGE = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
_BARE = "AGE-SECRET-KEY-"
_WITH_PASSPHRASE = re.compile(rb"\Aage-encryption\.org/v1\n-> scrypt ")
_PUBLIC = re.compile(rf"^{KEY_LINE}: *age1", re.M)
_NEEDED = "Nodig is het bestand dat eindigt op .pub"
_COPY = "Neem een kopie van het bestand"


class DamagedError(Exception):
    """What is sealed does not open with this key, or somebody changed it."""


class PrivateKey:
    """The secret half of a key, opened. It opens locks, and never shows itself."""

    __slots__ = ("_identity", "public")

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self.public = str(identity.to_public())
        """The public half: age1…"""

    def __repr__(self) -> str:
        return f"PrivateKey({self.public})"

    def opened(self, sealed: bytes) -> bytes:
        """What is behind a lock of this key, unchanged to the last byte. Raises DamagedError."""
        from pyrage import DecryptError, decrypt

        try:
            return decrypt(sealed, [self._identity])
        except DecryptError:
            raise DamagedError from None


def public_key(path: Path) -> PublicKey:
    """The name and the public half in a file that `inkoop sleutel` made.

    Refused in one sentence where it is something else, also where it is the secret half.
    """
    text = _public_text(path)
    name, key = (_value(path, text, word) for word in (NAME_LINE, KEY_LINE))
    if not is_name(name):
        _refuse(
            path, "de naam die erin staat, is niet te gebruiken", "Vraag de houder om het bestand opnieuw"
        )
    if not _is_public_key(key):
        told = "de publieke sleutel die erin staat, is niet heel"
        _refuse(path, told, "Vraag de houder om het bestand opnieuw, en neem niets met de hand over")
    return PublicKey(name, key)


def _public_text(path: Path) -> str:
    data = load_named(path, _LIMITS)
    if data.startswith(_AGE):
        _refuse(path, "dit is een geheime sleutel, en die geeft een houder aan niemand", _NEEDED)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(path, "dit is geen publieke sleutel, of het is met een ander programma bewaard", _NEEDED)
    if _BARE in text.upper():
        told = "hierin staat een geheime sleutel zonder wachtzin. Wie dit bestand heeft, kan bij de prijzen"
        _refuse(path, told, "Maak een nieuwe sleutel: inkoop sleutel NAAM")
    return text


def _value(path: Path, text: str, word: str) -> str:
    """What stands behind a word that begins one line."""
    found = [rest.strip() for begin, mark, rest in _lines(text) if mark and begin.strip().casefold() == word]
    if not found or not found[0]:
        _refuse(path, f"dit is geen publieke sleutel: de regel “{word}: …” ontbreekt", _NEEDED)
    if len(found) > 1:
        _refuse(
            path,
            f"de regel “{word}: …” staat er {len(found)} keer in",
            "Vraag de houder om het bestand opnieuw",
        )
    return found[0]


def _lines(text: str) -> list[tuple[str, str, str]]:
    return [line.partition(":") for line in text.split("\n")]


def _is_public_key(key: str) -> bool:
    """Whether this is a whole public key of age: it holds a sum over itself, so no letter is wrong."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(key)) == key
    except RecipientError:
        return False


def unlocked(path: Path, passphrase: str) -> PrivateKey:
    """The secret half in a file that `inkoop sleutel` made, or `age -p` of a key of its own.

    Refused in one sentence where the passphrase is another, or the file is damaged or something else. Takes a
    second or two, by design: that is what makes guessing slow.
    """
    return PrivateKey(_identity(path, _opened(path, load_named(path, _LIMITS), passphrase)))


def _opened(path: Path, data: bytes, passphrase: str) -> bytes:
    """The text of the identity, out of its envelope with a passphrase."""
    from pyrage import DecryptError
    from pyrage import passphrase as locked

    if not data.startswith(_AGE):
        _refuse_other(path, data)
    if data.startswith(_AGE[0]) and not _WITH_PASSPHRASE.match(data):
        told = "dit is geen sleutel met een wachtzin, maar een ander bestand van age"
        _refuse(path, told, "Nodig is het bestand sleutel-….age van een houder")
    try:
        return locked.decrypt(data, as_typed(passphrase))
    except UnicodeEncodeError:
        _refuse_passphrase(path)
    except DecryptError as error:
        if "Decryption failed" in str(error):
            _refuse_passphrase(path)
        _refuse(path, "deze sleutel is beschadigd", _COPY)


def _refuse_other(path: Path, data: bytes) -> NoReturn:
    text = data.decode("utf-8-sig", errors="replace")
    if _BARE in text.upper():
        told = "deze sleutel is niet beschermd met een wachtzin"
        _refuse(path, told, "Dat kan alsnog met het programma age: age -p")
    if _PUBLIC.search(text):
        told = "dit is de publieke helft van een sleutel, en die maakt niets open"
        _refuse(path, told, "Nodig is het bestand dat eindigt op .age")
    _refuse(path, "dit is geen sleutel van een houder", "Nodig is het bestand sleutel-….age")


def _refuse_passphrase(path: Path) -> NoReturn:
    told = "de wachtzin past niet bij deze sleutel. Let op hoofdletters en spaties"
    _refuse(path, told, "Blijft dat zo, neem dan een kopie van het bestand")


def _identity(path: Path, plain: bytes) -> Identity:
    """The one identity in the text that age keeps: lines with # are remarks."""
    from pyrage import IdentityError, x25519

    lines = (line.strip() for line in plain.decode(errors="replace").splitlines())
    found = [line for line in lines if line and not line.startswith("#")]
    try:
        (only,) = found
        return x25519.Identity.from_str(only)
    except (ValueError, IdentityError):
        told = "hierin staat geen sleutel die bij een kluis kan horen"
        _refuse(path, told, "Nodig is het bestand sleutel-….age van een houder")


def _refuse(path: Path, told: str, mend: str) -> NoReturn:
    raise Refused(f"{path}: {told}. {mend}.", Why.FILES)
