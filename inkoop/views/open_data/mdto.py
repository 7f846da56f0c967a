"""Metadata for the archive by MDTO 1.0.1, the norm of the Nationaal Archief: of tender, papers and files.

Elements and their order are those of its XML schema. Words come from the lists of MDTO where it has one: the
level of aggregation, the appraisal, events and checksums; formats are those of PRONOM.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inkoop.domain.notice import FOREVER, Retention
from inkoop.domain.tender import TenderInfo
from inkoop.views.open_data.nodes import Node, holding
from inkoop.views.open_data.papers import Paper, PublicFile

_FORMATS = {
    ".xlsx": ("Microsoft Excel for Windows", "fmt/214"),
    ".docx": ("Microsoft Word for Windows", "fmt/412"),
    ".html": ("Hypertext Markup Language", "fmt/471"),
    ".csv": ("Comma Separated Values", "x-fmt/18"),
    ".json": ("JSON Data Interchange Format", "fmt/817"),
    ".yaml": ("YAML", "fmt/818"),
}
"""By extension the name of the format and its number in PRONOM."""
_PDFA = {"3A": ("Acrobat PDF/A - Portable Document Format 3a", "fmt/479")}
_PDF = ("Portable Document Format", "")
_DOSSIER = "dossier"


class Archive:
    """The metadata of one tender."""

    def __init__(self, info: TenderInfo, organisation: str, kept: Retention) -> None:
        """Of a tender.

        Args:
            organisation: the buyer in TOOI.
            kept: how long the papers are kept, and by which list.
        """
        self._info, self._organisation, self._kept = info, organisation, kept

    def dossier(self, of: Sequence[Paper]) -> Node:
        """The tender as a whole, with its papers."""
        parts = (_reference("bevatOnderdeel", each.title, self._identity(each.key)) for each in of)
        return self._object(_DOSSIER, f"Aanbesteding: {self._info.title}", "Dossier", None, tuple(parts))

    def paper(self, paper: Paper) -> Node:
        """One paper, with the files that hold it."""
        whole = _reference("isOnderdeelVan", f"Aanbesteding: {self._info.title}", self._identity(_DOSSIER))
        files = (
            _reference("heeftRepresentatie", file.name, self._identity(file.path)) for file in paper.files
        )
        made = holding(
            "event",
            _concept("eventType", "Creatie", "Begrippenlijst EventTypeLijst MDTO"),
            Node("eventTijd", paper.made.isoformat()),
        )
        return self._object(paper.key, paper.title, "Archiefstuk", made, (whole, *files))

    def file(self, file: PublicFile, paper: Paper) -> Node:
        """One file, with what proves that it is whole."""
        checked = holding(
            "checksum",
            _concept("checksumAlgoritme", f"SHA-{256}", "Begrippenlijst ChecksumAlgoritme MDTO"),
            Node("checksumWaarde", file.sha256),
            Node("checksumDatum", file.made.isoformat()),
        )
        name, number = _format(file)
        told = holding(
            "bestand",
            self._identity(file.path),
            Node("naam", file.name),
            Node("omvang", str(file.size)),
            _concept("bestandsformaat", name, "PRONOM-register", number),
            checked,
            _reference("isRepresentatieVan", paper.title, self._identity(paper.key)),
        )
        return holding("MDTO", told)

    def _object(
        self, key: str, title: str, level: str, made: Node | None, relations: tuple[Node, ...]
    ) -> Node:
        told = holding(
            "informatieobject",
            self._identity(key),
            Node("naam", title),
            _concept("aggregatieniveau", level, "Begrippenlijst Aggregatieniveaus MDTO"),
            Node("taal", "nl"),
            made,
            *self._appraisal(),
            *relations,
            self._maker(),
            holding(
                "beperkingGebruik",
                _concept("beperkingGebruikType", "Openbaar", "Openbaar of besloten, volgens de aanbesteding"),
            ),
        )
        return holding("MDTO", told)

    def _identity(self, key: str) -> Node:
        mark = Node("identificatieKenmerk", f"{self._info.reference}/{key}")
        return holding("identificatie", mark, Node("identificatieBron", self._info.buyer))

    def _maker(self) -> Node:
        known = (Node("identificatieKenmerk", self._organisation), Node("identificatieBron", "TOOI"))
        return holding(
            "archiefvormer",
            Node("verwijzingNaam", self._info.buyer),
            holding("verwijzingIdentificatie", *known),
        )

    def _appraisal(self) -> tuple[Node, ...]:
        """Kept for ever or for a term, and which list says so."""
        kept, lists = self._kept, "Begrippenlijst Waarderingen MDTO"
        category = _concept("informatiecategorie", kept.category, kept.source)
        if kept.years == FOREVER:
            return _concept("waardering", "Blijvend te bewaren", lists, "B"), category
        years = int(kept.years)
        term = holding(
            "bewaartermijn",
            Node("termijnStartdatumLooptijd", kept.starts.isoformat()) if kept.starts else None,
            Node("termijnLooptijd", f"P{years}Y"),
            Node("termijnEinddatum", _later(kept.starts, years).isoformat()) if kept.starts else None,
        )
        return _concept("waardering", "Tijdelijk te bewaren", lists, "V"), term, category


def _later(start: date, years: int) -> date:
    """The same day so many years later; of 29 February the day before where there is none."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def _format(file: PublicFile) -> tuple[str, str]:
    extension = f".{file.name.rpartition('.')[2].lower()}"
    if extension == ".pdf":
        return _PDFA.get(file.pdf, _PDF)
    return _FORMATS.get(extension, (extension.removeprefix("."), ""))


def _concept(name: str, label: str, listed: str, code: str = "") -> Node:
    """A word from a list."""
    return holding(
        name,
        Node("begripLabel", label),
        Node("begripCode", code) if code else None,
        holding("begripBegrippenlijst", Node("verwijzingNaam", listed)),
    )


def _reference(name: str, title: str, identity: Node) -> Node:
    """A reference to something by its name and its mark."""
    return holding(
        name,
        Node("verwijzingNaam", title),
        Node("verwijzingIdentificatie", inside=identity.inside),
    )
