"""The public papers of a tender as an archive and the Woo index see them: which files tell the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import PurePosixPath
from typing import Literal

from inkoop.domain.procedure.facts import Sha256
from inkoop.domain.tender import TenderInfo

Phase = Literal["regels", "verslag"]
"""What was made public before the closing, or what tells the outcome."""
_TITLES = {
    "kader": "Kader",
    "formulier": "Formulier",
    "leidraad": "Leidraad",
    "webcontrole": "Controle van het formulier",
    "wijzigingen": "Wijzigingen",
    "rapport": "Verslag",
    "samenvatting": "Samenvatting",
    "rangorde": "Rangorde",
    "uitkomst": "Uitkomst als gegevens",
    "open-data.ocds": "Open data (OCDS)",
}


@dataclass(frozen=True, slots=True)
class PublicFile:
    """One public file in the folder for the archive."""

    path: str
    """Where it stands in that folder, with forward slashes."""
    sha256: Sha256
    size: int
    made: datetime
    """When it was made public or, of a report, when it took its place."""
    phase: Phase
    pdf: str = ""
    """Of a PDF: which PDF/A it is, such as 3A."""

    @property
    def name(self) -> str:
        """The name without the folder."""
        return PurePosixPath(self.path).name

    @property
    def paper(self) -> str:
        """What several forms of one paper share: the place without the last extension."""
        return str(PurePosixPath(self.path).with_suffix(""))


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in all its forms."""

    key: str
    title: str
    files: tuple[PublicFile, ...]

    @property
    def made(self) -> datetime:
        """When the first form of it was there."""
        return min(file.made for file in self.files)


def papers(files: tuple[PublicFile, ...], info: TenderInfo) -> tuple[Paper, ...]:
    """The files by paper, in the order of their places."""
    ordered = sorted(files, key=lambda file: (file.paper, file.path))
    return tuple(
        Paper(key, f"{_title(key)}: {info.title}", tuple(same))
        for key, same in groupby(ordered, key=lambda file: file.paper)
    )


def _title(key: str) -> str:
    """What a paper is, from its place: the lot or the version behind it."""
    place = PurePosixPath(key)
    stem, folder = place.name, place.parent.name
    known = next((name for name in _TITLES if stem == name or stem.startswith(f"{name}-")), None)
    rest = stem[len(known) + 1 :].replace("-", " ") if known else ""
    words = " ".join(filter(None, (_TITLES.get(known or "", stem.replace("-", " ").capitalize()), rest)))
    version = folder.removeprefix("publicatie-")
    return f"{words} (versie {version})" if version != folder else words
