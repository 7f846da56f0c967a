"""Numbers that belong to the document itself: pages, dates, fingerprints, the law, how it is written."""

from __future__ import annotations

import re

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_CHAPTERS = (
    "In één oogopslag|Alle percelen|Rangorde|Wie kan blijven, en wie gaat naar een andere aanbieder\\?"
    "|Is er in de hele stad aanbod, zonder schotten\\?|Hoe stevig is de rangorde\\?|Kregen kleine"
    " aanbieders een kans\\?"
    "|De criteria|De aanbieders|Zo is er gerekend|Bijlagen"
)
FURNITURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^\d+ (?:{_CHAPTERS})$",
        r"In één oogopslag",
        rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}(?: om \d{{1,2}}[.:]\d\d uur)?",
        r"\b[A-Z]{1,2}\d+(?:\.\d+)*(?:@\w+)?(?::[A-Z]\d+)?\b",
        r"\b[A-Z]+-\d{2,3}\b",
        r"SHA-256",
        r"\b[0-9a-f]{64}\b",
        r"\b(?:[0-9a-f]{4} ){4}…",
        r"\(Gemeentewet, artikel 1(?:60|69)\)",
        r"minstens 20 kalenderdagen",
        r"^Bron .+ \(\d{4}\)$",
        r"minder dan (?:tien|vijf)",
        r"Soms staat er nog één, zodat",
        r"telt in de wijk één keer",
        r"twee of meer aanbieders|Licht één aanbieder",
        r"bij 10\.000 trekkingen",
        r"één stap in één cijfer",
        r"op 50 % tot 150 % van wat het is, daarna samen weer 100 procent\. Startgetal van de"
        r" trekkingen: \d+\.",
        r"(?:gaven|geven) samen één cijfer|Wat één van hen uitmaakt",
        r"Wisselen twee aanbieders die allebei moeten loten",
        r"een percentage, van 0 tot 100\.",
        r"zijn de gewichten samen 100(?: %| procent)",
        r"door twee programma's|Verandert er één teken|één inschrijving doet",
        r"twintig procentpunten",
        r"bij welk getal het 0 % is en bij welk getal 100 %",
        r"Meer dan 100 % kan niet",
        r"^Schaal: .+$",
        r"\(Aanbestedingswet 2012\)",
        r"^Prijs tussen twee vaste grenzen$",
        r"tot een vooraf bekend aantal dat 100 % geeft",
        r"^\d+ – \w+$",
        r"op elk niveau samen 100 procent",
    )
)
