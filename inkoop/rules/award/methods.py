"""From points and price to the one number that the order rests on: one pure function a method.

Q is the quality in points, P the price in euro, best and lowest are taken over the offers that are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from inkoop.domain.award_rules import PRICE_METHODS, AwardRules
from inkoop.domain.evaluation import Ground, NotAdmitted, Objection, Price, Scorecard
from inkoop.domain.exact import highest, is_told
from inkoop.rules.scoring.rounding import round_points

OUTCOME = "uitkomst"
"""The subject of an objection to an outcome that cannot be worked out."""


class Offer(NamedTuple):
    """A scorecard with the price that the method itself reckons with."""

    card: Scorecard
    price: Price | None


class Figures(NamedTuple):
    """What a method reckons with."""

    quality: Decimal
    price: Decimal
    best_quality: Decimal
    lowest_price: Decimal
    full: Decimal
    """All points that can be earned."""
    award: AwardRules


def with_outcomes(
    offers: Sequence[Offer], compared: Sequence[Offer], full: Decimal, award: AwardRules
) -> tuple[list[Scorecard], list[NotAdmitted]]:
    """The cards with the method's outcome as their total, and those for whom it cannot be worked out.

    A method that reckons in points leaves the cards as they are.

    Args:
        compared: the offers among which the best quality and the lowest price are looked for.
    """
    if award.method not in PRICE_METHODS:
        return [offer.card for offer in offers], []
    usable = [(card, price) for card, price in compared if price is not None and price.comparable]
    lowest = min((price.counted for _, price in usable), default=Decimal(0))
    best = highest(_quality(card, award) for card, _ in usable)
    found: list[Scorecard] = []
    unable: list[NotAdmitted] = []
    for card, price in offers:
        if price is None or not price.comparable:
            unable.append(_without_outcome(card, "prijs"))
            continue
        figures = Figures(_quality(card, award), price.counted, best, lowest, full, award)
        outcome = _METHODS[award.method](figures)
        if outcome is None:
            unable.append(_without_outcome(card, "kwaliteit"))
            continue
        total = round_points(outcome, award.rounding.total, award.rounding.mode)
        working = _working(figures, award)
        found.append(replace(card, total=total, quality=figures.quality, price=price, working=working))
    return found, unable


def _quality(card: Scorecard, award: AwardRules) -> Decimal:
    digits = award.rounding.quality
    return card.quality if digits == "geen" else round_points(card.quality, digits, award.rounding.mode)


def _working(figures: Figures, award: AwardRules) -> Mapping[str, Decimal]:
    if award.method != "utiliteitsindex":
        return {}
    return {
        "laagste_prijs": figures.lowest_price,
        "beste_kwaliteit": figures.best_quality,
        "n": weight_ratio(award),
        "vol": figures.full,
    }


def _without_outcome(card: Scorecard, missing: str) -> NotAdmitted:
    return NotAdmitted(card.submission, (Objection(Ground.NO_OUTCOME, OUTCOME, missing),), card)


def weight_ratio(award: AwardRules) -> Decimal:
    """N of the utility index: the weight of quality divided by the weight of the price."""
    assert award.price_weight is not None
    return (100 - award.price_weight) / award.price_weight


def _value_award(figures: Figures) -> Decimal:
    """P − Σ (fraction · euro value): the fictive price; the quality is already in euro (Negometrix)."""
    return figures.price - figures.quality


def _price_per_point(figures: Figures) -> Decimal | None:
    """P / Q, or Q / P when the kader says so (the German Richtwertmethode divides quality by price).

    Times a published constant, which makes a small quotient readable (Negometrix, Value for Money 50/50).
    """
    if is_told(figures.quality) and figures.quality <= 0:
        return None
    if figures.award.ratio == "kwaliteit_gedeeld_door_prijs":
        return figures.award.constant * figures.quality / figures.price
    return figures.award.constant * figures.price / figures.quality


def _utility_index(figures: Figures) -> Decimal:
    """(1 − (Qbest − Q) · N) · Pbest / P, with Q as a part of 1 and N = weight quality / weight price."""
    behind = (figures.best_quality - figures.quality) / figures.full
    return (1 - behind * weight_ratio(figures.award)) * figures.lowest_price / figures.price


def _lowest_price(figures: Figures) -> Decimal:
    """P, among those that qualify."""
    return figures.price


_METHODS: Mapping[str, Callable[[Figures], Decimal | None]] = {
    "gunnen_op_waarde": _value_award,
    "prijs_per_kwaliteitspunt": _price_per_point,
    "utiliteitsindex": _utility_index,
    "laagste_prijs": _lowest_price,
}
