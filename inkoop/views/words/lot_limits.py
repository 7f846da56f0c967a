"""How much one provider may get of all lots together."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.words.counting import count
from inkoop.views.words.wording import number_text


def limit_words(tender: Tender) -> Iterator[str]:
    """How much one provider may get, and what happens to one in line for more."""
    lots = tender.lots
    if lots is None:
        return
    limits = []
    if lots.most_lots is not None:
        limits.append(f"hoogstens {count(lots.most_lots, 'perceel', 'percelen')}")
    if lots.most_volume is not None:
        capacity = tender.award.capacity if tender.award else None
        unit = f" {capacity.unit}" if capacity else ""
        limits.append(f"samen hoogstens {number_text(lots.most_volume)}{unit}")
    if limits:
        yield f"Eén aanbieder krijgt {listing(limits)}."
    if lots.own_most is not None:
        yield "Een aanbieder mag zelf zeggen hoeveel percelen hij hoogstens wil."
    if limits or lots.own_most is not None:
        yield _choosing(lots.preference is not None)


def _choosing(asked: bool) -> str:
    if asked:
        return (
            "Komt een aanbieder voor meer in aanmerking, dan telt zijn eigen voorkeur."
            " In de andere percelen is dan de volgende aan de beurt."
        )
    return "Komt een aanbieder voor meer in aanmerking, dan moet hij zelf kiezen."
