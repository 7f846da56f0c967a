"""What becomes public, and what this document is."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.tender import Tender
from inkoop.domain.versions import AcceptedVersion
from inkoop.rules.dutch_format import day_text, listing
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.guide.model import Block, Chapter, Grid, Points, Room, Said
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.wording import sentence


def public(tender: Tender) -> Chapter:
    """What of the outcome becomes public."""
    blocks: tuple[Block, ...] = (
        Said(("openbaar",), "Na de beoordeling maakt de gemeente een verslag: een openbaar en een besloten."),
        Points(("openbaar.prijzen",), tuple(_told(tender))),
        Room("openbaarheid: wat de wet vraagt, hoe lang stukken bewaard blijven"),
    )
    return Chapter("openbaar", "Wat openbaar wordt", blocks)


def _told(tender: Tender) -> Iterator[str]:
    if tender.award is None:
        yield "Openbaar is wie is toegelaten, en wie niet, met de reden."
    else:
        yield (
            "Openbaar zijn de namen van wie inschrijft, ieders punten met de reden, de rangorde, en wie een"
            " contract krijgt."
        )
        where = " in dat perceel" if tender.lots else ""
        yield (
            "De prijs van wie geen contract krijgt, blijft"
            f"{where} besloten. Uit de punten is soms af te leiden wat iemand vroeg."
            if tender.publication.prices == "winnaars"
            else "Alle prijzen zijn openbaar, behalve waar een vraag vertrouwelijk is."
        )
    secret = [code for code, question in tender.filled_in.items() if question.confidential]
    if secret:
        where = "alleen in het besloten verslag"
        yield f"Vertrouwelijk is uw antwoord op {_questions(secret)}. Dat staat {where}."


def _questions(codes: list[str]) -> str:
    return f"vraag {codes[0]}" if len(codes) == 1 else f"de vragen {', '.join(codes[:-1])} en {codes[-1]}"


def this_document(tender: Tender) -> Chapter:
    """By what one knows that the guide and the kader belong together."""
    blocks = (
        Said(
            ("kader",),
            "Deze leidraad is gemaakt uit het kader: het bestand met alle regels. Met dat bestand rekent het"
            " programma. Staat hier iets anders dan in het kader, dan is een van beide fout: meld dat bij de"
            " gemeente.",
        ),
        *_versions(tender),
        Said(("vingerafdruk",), fingerprint(tender), "Vingerafdruk van het kader"),
    )
    return Chapter("stempel", "Over deze leidraad", blocks)


def _versions(tender: Tender) -> Iterator[Block]:
    """Which version of the rules this is, what changed since the first, and which forms still count."""
    if tender.edition > 1:
        yield Said(("versie",), f"Dit is versie {tender.edition} van de regels.", "Versie")
    if tender.changes:
        rows = tuple(
            TableRow((str(each.version), day_text(each.day), sentence(each.what), each.question or "–"))
            for each in tender.changes
        )
        columns = (Column("Versie"), Column("Openbaar op"), Column("Wat er veranderde"), Column("Waardoor"))
        yield Grid(("wijzigingen",), Table("Wat er na de publicatie veranderde", columns, rows))
    if tender.accepts:
        yield Points(("aanvaardt",), tuple(map(_accepted, tender.accepts)))


def _accepted(earlier: AcceptedVersion) -> str:
    text = (
        f"Een formulier van versie {earlier.version} ({day_text(earlier.day)}, bestand {earlier.file},"
        f" vingerafdruk {earlier.fingerprint}) telt ook, voor elke vraag die gelijk bleef."
    )
    if not earlier.same_meaning:
        return text
    return (
        f"{text} Alleen woorden veranderden bij {listing(earlier.same_meaning)}: die antwoorden tellen dus."
    )
