"""Lots together: how many providers it takes, and whether what is bought can be filled at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from inkoop.analysis.rehearsal.concerns import Concern, concern
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.submission.lot_rules import tender_of_lot


@dataclass(frozen=True, slots=True)
class LotLimits:
    """What follows from places, volumes and the most that one provider may have."""

    lots: int
    places: int | None
    """All places together; None where a lot has no number of places."""
    most_lots: int | None
    fewest: int | None
    """The fewest different providers that can fill all places."""
    own_order: bool
    """Whether providers give their own order of lots."""


def lot_limits(tender: Tender) -> LotLimits | None:
    """The limits of a tender with lots."""
    if tender.lots is None:
        return None
    places = [award.places for lot in tender.lots.items if (award := tender_of_lot(tender, lot).award)]
    known = [number for number in places if number is not None]
    together = sum(known) if len(known) == len(places) else None
    most = tender.lots.most_lots
    fewest = -(-together // most) if together is not None and most else None
    return LotLimits(len(tender.lots.items), together, most, fewest, tender.lots.preference is not None)


def limit_concerns(tender: Tender) -> Iterator[Concern]:
    """A lot whose volume cannot be filled by those who can get a place in it."""
    lots = tender.lots
    if lots is None:
        return
    for position, lot in enumerate(lots.items):
        award = tender_of_lot(tender, lot).award
        if award is None or award.capacity is None or award.places is None or lots.most_volume is None:
            continue
        most = award.places * lots.most_volume
        if most < award.capacity.size:
            yield concern(
                "PROEF-41",
                lot.code,
                ("percelen", "lijst", position),
                perceel=f"{lot.code} ({lot.title})",
                omvang=decimal_text(award.capacity.size),
                hoogstens=decimal_text(Decimal(most)),
            )
