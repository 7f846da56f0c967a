"""Two providers beside each other, in the same words on the screen of the command and in the report."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from inkoop.domain.evaluation import Score
from inkoop.domain.tender import Criterion, Tender
from inkoop.views.words.decisions import supplied_note
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.worth import earned

ONE, OTHER = "{een}", "{ander}"
"""Where the names of the two come in a sentence."""


class BesideWords(NamedTuple):
    """What is said around the two."""

    ask: str = "Vergelijk met …"
    choose: str = "Vergelijk met"
    empty: str = "kies een aanbieder"
    label: str = "Twee aanbieders naast elkaar"
    close: str = "Sluit vergelijking"
    heading: str = f"{ONE} naast {OTHER}"
    lead: str = (
        f"Het verschil is wat {ONE} meer (+) of minder (−) heeft dan {OTHER}. Het grootste staat bovenaan."
    )
    part: str = "Onderdeel"
    difference: str = "Verschil"
    total: str = "Totaal"
    none: str = "–"
    """Where nothing can be earned."""


BESIDE = BesideWords()


def told(sentence: str, one: str, other: str) -> str:
    """A sentence about the two by their names."""
    before, *after = sentence.split(OTHER)
    return other.join(part.replace(ONE, one) for part in (before, *after))


def leaf_points(score: Score, tender: Tender) -> str:
    """What was earned on a sub-criterion, or a dash where nothing can be."""
    return earned(score.points, tender) if score.maximum > 0 else BESIDE.none


def leaf_reason(score: Score, leaf: Criterion, tender: Tender, *, closed: bool = False) -> str:
    """Why this score, and which of its answers was read by people."""
    return f"{reason_text(score, leaf, tender, closed=closed)} {supplied_note(score)}".rstrip()


def difference_text(one: Score, other: Score, tender: Tender) -> str:
    """Of the first over the other: +7,50 or −7,50, and 0,00 where they are equal."""
    if one.maximum <= 0 and other.maximum <= 0:
        return BESIDE.none
    difference = one.points - other.points
    sign = "+" if difference > 0 else "−" if difference < Decimal(0) else ""
    return f"{sign}{earned(abs(difference), tender)}"
