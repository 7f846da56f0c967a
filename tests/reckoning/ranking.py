"""Who stands where: totals, thresholds, ties and draws, by docs/kader.md."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from .plain import Bid, Panel, holders
from .points import HUNDRED, ZERO, Lot, price, price_leaf, quality, rounded, scores, with_groups
from .result import Place


def place_of(lot: Lot, bid: Bid, panel: Panel, rivals: Sequence[Bid]) -> Place:
    """The points of a bid, and its total where that does not depend on who is best."""
    compared = rescaled(lot) and bid in rivals
    others = [scores(lot, rival, panel, rivals) for rival in rivals] if compared else []
    found = with_groups(lot, scores(lot, bid, panel, rivals), others)
    leaf = price_leaf(lot)
    own = price(lot.kader, bid, leaf) if leaf else None
    return Place(bid, found, quality(lot, found), own, ZERO)


def result(lot: Lot, place: Place, rivals: Sequence[Place]) -> Fraction | None:
    """What the ranking rests on, rounded; None where there is nothing to reckon with."""
    method, rounding = lot.award["methode"], lot.award["afronding"]
    found: Fraction | None = place.quality
    if lot.with_price:
        found = None if place.price is None else _with_price(lot, method, place, place.price, rivals)
    return None if found is None else rounded(found, rounding["totaal"], rounding.get("wijze", "half_omhoog"))


def _with_price(
    lot: Lot, method: str, place: Place, own: Fraction, rivals: Sequence[Place]
) -> Fraction | None:
    if method == "laagste_prijs":
        return own
    if method == "gunnen_op_waarde":
        return own - place.quality
    if method == "prijs_per_kwaliteitspunt":
        if place.quality <= 0:
            return None
        turned = lot.award.get("verhouding") == "kwaliteit_gedeeld_door_prijs"
        ratio = place.quality / own if turned else own / place.quality
        return ratio * Fraction(lot.award.get("constante", 1))
    points, weight = Fraction(lot.award["punten"]), Fraction(lot.award["prijsgewicht"])
    best = max(one.quality for one in rivals if one.price is not None)
    lowest = min(one.price for one in rivals if one.price is not None)
    ratio = (HUNDRED - weight) / weight
    return (1 - (best - place.quality) / points * ratio) * lowest / own


def below_thresholds(lot: Lot, place: Place, *, absolute_only: bool = False) -> set[str]:
    """The criteria, or `totaal`, where a bid has too few points."""
    rounding = lot.award["afronding"]
    held = place.quality
    if not lot.with_price:
        held = rounded(held, rounding["totaal"], rounding.get("wijze", "half_omhoog"))
    points = place.scores | {"totaal": held}
    least = lot.thresholds()
    if absolute_only:
        least.pop("totaal", None)
    return {code for code, limit in least.items() if points.get(code, ZERO) < limit}


def highest_first(lot: Lot) -> bool:
    """Whether the most stands in front."""
    method = lot.award["methode"]
    turned = lot.award.get("verhouding") == "kwaliteit_gedeeld_door_prijs"
    return method not in METHODS_LOWEST or (method == "prijs_per_kwaliteitspunt" and turned)


METHODS_LOWEST = {"laagste_prijs", "gunnen_op_waarde", "prijs_per_kwaliteitspunt"}


def tie_values(lot: Lot, place: Place) -> list[Fraction]:
    """What parts equal outcomes, in order; the lowest goes first."""
    found = []
    given = lot.rule("bij_gelijk") or []
    for code in [given] if isinstance(given, str) else given:
        if code == "prijs":
            found.append(place.price if place.price is not None else Fraction(10**12))
        elif code == "kwaliteit":
            found.append(-rounded(place.quality, SEEN, lot.award["afronding"].get("wijze", "half_omhoog")))
        else:
            points = place.scores.get(code, ZERO)
            found.append(-rounded(points, SEEN, lot.award["afronding"].get("wijze", "half_omhoog")))
    return found


SEEN = 4
"""The digits of points that are not rounded, as people see them at a tie."""


def rescaled(lot: Lot) -> bool:
    """Whether the points of a group hang on who has most there."""
    return any("herschalen" in one for one in holders(lot.tops))


def rank(lot: Lot, places: list[Place], draws: Sequence[Sequence[str]]) -> list[Place]:
    """In order, with shared ranks; a draw holds for exactly those who were equal then."""
    sign = -1 if highest_first(lot) else 1
    drawn = {name: number for order in draws for number, name in enumerate(order)}

    def key(place: Place) -> tuple[Fraction, list[Fraction]]:
        return sign * place.total, tie_values(lot, place)

    ordered: list[Place] = []
    for _, group in groupby(sorted(places, key=key), key):
        equal = list(group)
        one_draw = any({one.bid.name for one in equal} == set(order) for order in draws)
        if one_draw:
            equal.sort(key=lambda one: drawn[one.bid.name])
        first = len(ordered) + 1
        for number, place in enumerate(equal):
            place.rank = first + number if one_draw else first
            ordered.append(place)
    return ordered
