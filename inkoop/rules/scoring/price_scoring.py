"""From a price to points: one pure function a formula, each naming where it is used.

W is the maximum, P the price, Pmin and Pmax the lowest and highest price above zero of the offers that are
compared. A price of zero or less never comes here: that is a finding, and earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from inkoop.domain.evaluation import Reason, ReasonKind, ReasonValue
from inkoop.rules.scoring.shares import HUNDRED, ZERO, Context, Share

PriceScore = Callable[[Any, Decimal, Context], Share]


def _lowest_over_price(rule: Any, price: Decimal, context: Context) -> Share:
    """W · (Pmin / P)^n: with n = 1 the commonest relative price formula in Dutch practice."""
    lowest = _lowest(context)
    words: dict[str, ReasonValue] = {"prijs": price, "laagste": lowest}
    return Share(lowest**rule.power, price**rule.power, Reason(ReasonKind.LOWEST_PRICE, words))


def _above_lowest(rule: Any, price: Decimal, context: Context) -> Share:
    """W · (1 − (P − Pmin) / Pmin · 100 / zero_at): zero at so many percent above the lowest."""
    lowest = _lowest(context)
    words: dict[str, ReasonValue] = {"prijs": price, "laagste": lowest, "nul": rule.zero_at}
    whole = lowest * rule.zero_at
    return _held(
        rule, Share(whole - (price - lowest) * HUNDRED, whole, Reason(ReasonKind.ABOVE_LOWEST, words))
    )


def _lowest_to_highest(_: Any, price: Decimal, context: Context) -> Share:
    """W · (Pmax − P) / (Pmax − Pmin); with equal prices everybody gets everything."""
    low, high = _lowest(context), context.highest
    assert high is not None, "where there is a lowest there is a highest"
    words: dict[str, ReasonValue] = {"prijs": price, "laagste": low, "hoogste": high}
    reason = Reason(ReasonKind.LOWEST_TO_HIGHEST, words)
    return Share(HUNDRED, HUNDRED, reason) if low == high else Share(high - price, high - low, reason)


def _fixed_bandwidth(rule: Any, price: Decimal, _: Context) -> Share:
    """W · (Phi − P) / (Phi − Plo) with published bounds; a price beyond them counts as the bound."""
    held = min(max(price, rule.lower), rule.upper)
    words: dict[str, ReasonValue] = {"prijs": price, "onder": rule.lower, "boven": rule.upper}
    return Share(rule.upper - held, rule.upper - rule.lower, Reason(ReasonKind.BANDWIDTH, words))


def _ceiling(rule: Any, price: Decimal, context: Context) -> Share:
    """W · (Pceil − P) / (Pceil − Pmin) with a published ceiling; a price above it earns nothing.

    When the lowest offer is the ceiling itself, that offer gets everything.
    """
    lowest = _lowest(context)
    words: dict[str, ReasonValue] = {"prijs": price, "laagste": lowest, "plafond": rule.ceiling}
    reason = Reason(ReasonKind.CEILING, words)
    if price > rule.ceiling:
        return Share(ZERO, HUNDRED, reason)
    if lowest == rule.ceiling:
        return Share(HUNDRED, HUNDRED, reason)
    return Share(rule.ceiling - price, rule.ceiling - lowest, reason)


def _logarithmic(rule: Any, price: Decimal, context: Context) -> Share:
    """W · (1 − ln(P / Pmin) / ln A), to 28 digits (Chen, ibestuur.nl)."""
    lowest = _lowest(context)
    words: dict[str, ReasonValue] = {"prijs": price, "laagste": lowest, "factor": rule.factor}
    whole = rule.factor.ln()
    share = Share(whole - (price / lowest).ln(), whole, Reason(ReasonKind.LOGARITHMIC, words))
    return _held(rule, share)


def _lowest(context: Context) -> Decimal:
    assert context.lowest is not None, "a price that is compared is one of those it is compared with"
    return context.lowest


def _held(rule: Any, share: Share) -> Share:
    """Less than nothing is nothing, unless the kader says that it may be negative."""
    return share if rule.below_zero == "negatief" else share._replace(numerator=max(share.numerator, ZERO))


PRICE_SCORES: Mapping[str, PriceScore] = {
    "laagste_prijs_gedeeld_door_prijs": _lowest_over_price,
    "percentage_boven_laagste": _above_lowest,
    "lineair_laagste_hoogste": _lowest_to_highest,
    "vaste_bandbreedte": _fixed_bandwidth,
    "plafond_met_beste_bod": _ceiling,
    "logaritmisch": _logarithmic,
}
