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
from inkoop.rules.rounding import round_points

OUTCOME = "uitkomst"
"""The subject of an objection to an outcome that cannot be worked out."""


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
    cards: Sequence[Scorecard], prices: Sequence[Price | None], full: Decimal, award: AwardRules
) -> tuple[list[Scorecard], list[NotAdmitted]]:
    """The cards with the method's outcome as their total, and those for whom it cannot be worked out.

    A method that reckons in points leaves the cards as they are.
    """
    if award.method not in PRICE_METHODS:
        return list(cards), []
    qualities = [_quality(card, award) for card in cards]
    able = [
        (card, quality, price)
        for card, quality, price in zip(cards, qualities, prices, strict=True)
        if price is not None and price.counted > 0
    ]
    lowest = min((price.counted for _, _, price in able), default=Decimal(0))
    best = max((quality for _, quality, _ in able), default=Decimal(0))
    found: list[Scorecard] = []
    unable = [
        _without_outcome(card, "prijs")
        for card, price in zip(cards, prices, strict=True)
        if price is None or price.counted <= 0
    ]
    for card, quality, price in able:
        figures = Figures(quality, price.counted, best, lowest, full, award)
        outcome = _METHODS[award.method](figures)
        if outcome is None:
            unable.append(_without_outcome(card, "kwaliteit"))
            continue
        total = round_points(outcome, award.rounding.total, award.rounding.mode)
        found.append(
            replace(card, total=total, quality=quality, price=price, working=_working(figures, award))
        )
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
    """P / Q, or Q / P when the kader says so (the German Richtwertmethode divides quality by price)."""
    if figures.quality <= 0:
        return None
    if figures.award.ratio == "kwaliteit_gedeeld_door_prijs":
        return figures.quality / figures.price
    return figures.price / figures.quality


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
