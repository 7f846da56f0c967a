"""Making the key of a custodian of the price vault, far from the tender that it is for."""

from __future__ import annotations

from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import is_tender_folder
from inkoop.writers.procedure.keys import key_files, make_key


@journey
def place_for_key(name: str, folder: Path) -> tuple[Path, Path]:
    """Where the two halves of a key come; to be asked before people think of a passphrase.

    Refused where this is no name, where a key is there already, and in a tender's folder. Raises OSError.
    """
    return _place(name, folder)


@journey
def new_key(name: str, passphrase: str, folder: Path) -> tuple[Path, Path]:
    """Make the key of a custodian; the files with its secret and its public half.

    Refused where `place_for_key` is, and where the passphrase is easily guessed. Raises OSError.
    """
    _place(name, folder)
    folder.mkdir(parents=True, exist_ok=True)
    return make_key(_tidy(name), passphrase, folder)


def _place(name: str, folder: Path) -> tuple[Path, Path]:
    """Refused where whoever works on the tender would find the secret half beside it."""
    found = folder.resolve()
    for room in (found, *found.parents):
        if is_tender_folder(room):
            told = "de geheime sleutel hoort op iets van uzelf, en niet in de map van een aanbesteding"
            raise Refused(
                f"{room} is de map van een aanbesteding: {told}. Kies een andere: --naar MAP.", Why.FILES
            )
    return key_files(_tidy(name), folder)


def _tidy(name: str) -> str:
    """The name without spaces around it."""
    return name.strip(" ")
