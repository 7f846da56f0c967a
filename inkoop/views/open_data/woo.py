"""An entry for the Woo index of each public file: a sitemap with metadata by DiWoo 0.9.8.

Element names are those of its XML schema, and every address stands in the lists of TOOI that belong to it. A
format that its list does not know, such as JSON, is left out: the schema lets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from inkoop.domain.notice import WooCategory, WooIndex
from inkoop.domain.tender import TenderInfo
from inkoop.views.open_data.nodes import Node, holding
from inkoop.views.open_data.papers import Paper, PublicFile

DIWOO, SITEMAP = (
    "https://standaarden.overheid.nl/diwoo/metadata/",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
)
_THESAURUS = "https://identifier.overheid.nl/tooi/def/thes/kern"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type"
_CATEGORIES: dict[WooCategory, tuple[str, str]] = {
    "artikel_3_1": ("inspanningsverplichting art 3.1 Woo", "c_816e508d"),
    "vergaderstukken": ("vergaderstukken decentrale overheden", "c_db4862c3"),
    "ingekomen_stukken": ("bij vertegenwoordigende organen ingekomen stukken", "c_8c840238"),
    "besluitenlijsten": ("agenda’s en besluitenlijsten bestuurscolleges", "c_3a248e3a"),
}
"""The categories of the Woo by their names and codes in TOOI (scw_woo_informatiecategorieen, version 4)."""
_KINDS = {"regels": ("publicatie", "c_6bbc9177"), "verslag": ("rapport", "c_3300f29a")}
"""The kinds of paper in TOOI (ccw_plooi_documentsoorten, version 7)."""
_ADOPTED = ("vaststelling", "c_641ecd76")
_FORMATS = frozenset({"CSV", "DOCX", "HTML", "PDF", "XLSX"})
"""What the program makes of the formats in the list (ccw_plooi_filetypes, version 4)."""


def sitemap(of: Sequence[Paper], info: TenderInfo, organisation: str, woo: WooIndex) -> Node:
    """The entries of all files of these papers."""
    urls = (_url(file, paper, info, organisation, woo) for paper in of for file in paper.files)
    return holding("urlset", *urls)


def _url(file: PublicFile, paper: Paper, info: TenderInfo, organisation: str, woo: WooIndex) -> Node:
    return holding(
        "url",
        Node("loc", woo.address + quote(file.path)),
        Node("lastmod", file.made.isoformat()),
        holding("diwoo:Document", _about(file, paper, info, organisation, woo)),
    )


def _about(file: PublicFile, paper: Paper, info: TenderInfo, organisation: str, woo: WooIndex) -> Node:
    category = _CATEGORIES[woo.rules if file.phase == "regels" else woo.report]
    form = file.name.rpartition(".")[2].upper()
    return holding(
        "diwoo:DiWoo",
        holding("diwoo:identifiers", Node("diwoo:identifier", f"{info.reference}/{file.path}")),
        Node("diwoo:publisher", info.buyer, resource=organisation),
        holding("diwoo:titelcollectie", Node("diwoo:officieleTitel", paper.title)),
        holding(
            "diwoo:classificatiecollectie",
            holding("diwoo:documentsoorten", _word("diwoo:documentsoort", *_KINDS[file.phase])),
            holding("diwoo:informatiecategorieen", _word("diwoo:informatiecategorie", *category)),
        ),
        Node("diwoo:creatiedatum", file.made.date().isoformat()),
        Node(
            "diwoo:language",
            "Nederlands",
            resource="http://publications.europa.eu/resource/authority/language/NLD",
        ),
        Node("diwoo:format", form, resource=f"{_FILE_TYPE}/{form}") if form in _FORMATS else None,
        holding("diwoo:documenthandelingen", _adopted(file.made)),
    )


def _adopted(moment: datetime) -> Node:
    return holding(
        "diwoo:documenthandeling",
        _word("diwoo:soortHandeling", *_ADOPTED),
        Node("diwoo:atTime", moment.isoformat()),
    )


def _word(name: str, label: str, code: str) -> Node:
    return Node(name, label, resource=f"{_THESAURUS}/{code}")
