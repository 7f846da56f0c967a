"""The whole guide, made from nothing but the kader."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.tender import Tender
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.guide.asked import long_lists
from inkoop.views.guide.award import award
from inkoop.views.guide.bidding import OPEN_HOUSE, general_questions, in_short, lots, taking_part
from inkoop.views.guide.criteria import criteria, scales
from inkoop.views.guide.examples import Examples
from inkoop.views.guide.model import Chapter, Guide, Said
from inkoop.views.guide.public import public, this_document
from inkoop.views.guide.requirements import requirements
from inkoop.views.guide.sources import lists, policy


def guide_of(tender: Tender) -> Guide:
    """The guide to a kader."""
    return Guide(
        title=tender.info.title,
        reference=tender.info.reference,
        buyer=tender.info.buyer,
        fingerprint=fingerprint(tender),
        published=f"{tender.info.published:%Y-%m-%d}",
        fictional=tender.info.fictional,
        chapters=tuple(_chapters(tender)),
    )


def _chapters(tender: Tender) -> Iterator[Chapter]:
    examples = Examples.of(tender) if tender.award else ()
    yield in_short(tender)
    yield from lots(tender)
    yield taking_part(tender)
    yield general_questions(tender)
    yield from requirements(tender)
    yield from criteria(tender, examples)
    yield from scales(tender)
    yield from award(tender, examples)
    if tender.award is None:
        yield Chapter("toelaten", "Wie meedoet", (Said(("aanbesteding.procedure",), OPEN_HOUSE),))
    yield public(tender)
    yield policy(tender)
    yield from lists(tender, long_lists(tender))
    yield this_document(tender)
