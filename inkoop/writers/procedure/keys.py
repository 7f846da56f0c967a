"""Makes the key of a custodian: a secret half behind a passphrase, and a public half for who publishes."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.record_model import LONGEST_NAME
from inkoop.domain.procedure.vault import KEY_LINE, NAME_LINE, is_name
from inkoop.rules.file_names import file_name_part
from inkoop.rules.procedure.passphrase import as_typed, passphrase_fault
from inkoop.writers.atomic import creating
from inkoop.writers.procedure.record import sync_file, sync_folder

SECRET, PUBLIC = ".age", ".pub"
_ONLY_OWNER = 0o600


def key_files(name: str, folder: Path) -> tuple[Path, Path]:
    """Where the secret and the public half of a key of this person come.

    Refused where this is no name, and where one of them is there already: a key is never overwritten.
    """
    if not is_name(name):
        raise Refused(f"dit is geen naam. Geef die van een mens, met hoogstens {LONGEST_NAME} tekens.")
    part = file_name_part(name, "houder")
    secret, public = (folder / f"sleutel-{part}{suffix}" for suffix in (SECRET, PUBLIC))
    for path in (secret, public):
        if path.exists():
            raise Refused(
                f"{path} is er al. Een sleutel wordt nooit overschreven; kies een andere map.", Why.FILES
            )
    return secret, public


def make_key(name: str, passphrase: str, folder: Path) -> tuple[Path, Path]:
    """Make a key for one custodian; the places of its secret and its public half.

    The secret half is an identity file of age behind a passphrase. So `age` and `rage` open the vault without
    this program: `age -d -i BUITEN.age KLUIS >HALF`, and then `age -d -i BINNEN.age HALF >PRIJZEN`. It gets
    its name before the public half, which alone would close a vault for ever, and was opened once by then.

    Refused where this is no name or no passphrase, and where a key is there already. Raises OSError.
    """
    from pyrage import passphrase as locked
    from pyrage import x25519

    if fault := passphrase_fault(passphrase):
        raise Refused(fault)
    secret, public = key_files(name, folder)
    identity = x25519.Identity.generate()
    key, typed = str(identity.to_public()), as_typed(passphrase)
    plain = f"# {name}\n# public key: {key}\n{identity}\n".encode()
    closed = locked.encrypt(plain, typed)
    if locked.decrypt(closed, typed) != plain:
        raise Refused(
            "de sleutel die gemaakt werd, gaat niet open met de wachtzin. Er is niets bewaard.", Why.FILES
        )
    try:
        _write(secret, closed, public, _public_text(name, key).encode())
    except FileExistsError:
        key_files(name, folder)  # tells which of the two
        raise
    return secret, public


def _write(secret: Path, closed: bytes, public: Path, text: bytes) -> None:
    """Both halves, the secret one first, or neither. Raises FileExistsError and OSError."""
    ours = False
    try:
        with creating(public) as shown:
            shown.write_bytes(text)
            sync_file(shown)
            with creating(secret, _ONLY_OWNER) as hidden:
                hidden.write_bytes(closed)
                sync_file(hidden)
            ours = True
    except OSError:
        if ours:
            secret.unlink()
        raise
    sync_folder(secret.parent)


def _public_text(name: str, key: str) -> str:
    return (
        "Publieke sleutel voor de prijskluis van een aanbesteding. Iedereen mag dit bestand zien.\n"
        f"{NAME_LINE}: {name}\n"
        f"{KEY_LINE}: {key}\n"
    )
