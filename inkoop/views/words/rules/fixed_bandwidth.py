"""Words for: prijs tussen twee vaste grenzen."""

from __future__ import annotations

from inkoop.domain.rules.fixed_bandwidth import FixedBandwidthRule
from inkoop.rules.scoring.kinds.fixed_bandwidth import FixedBandwidthReason
from inkoop.views.words.rules.priced import PriceWords, falling, price_of
from inkoop.views.words.sums import Told
from inkoop.views.words.worth import money_text


class FixedBandwidthWords(PriceWords[FixedBandwidthRule, FixedBandwidthReason]):
    """Prijs tussen twee vaste grenzen."""

    of = FixedBandwidthRule
    title = "Prijs tussen twee vaste grenzen"
    general = (
        "Vooraf staan een ondergrens en een bovengrens vast. Hoe dichter bij de ondergrens, hoe meer punten."
        " Andere aanbieders maken voor deze score niet uit."
    )

    def formula(self, rule: FixedBandwidthRule) -> str:
        """Both bounds, and what happens outside them."""
        outside = (
            "Een prijs daarbuiten telt als de grens zelf."
            if rule.outside == "begrenzen"
            else "Over een prijs daarbuiten besluit een mens."
        )
        return (
            f"Bij {money_text(rule.lower)} is het 100 %, bij {money_text(rule.upper)} is het 0 %."
            f" Daartussen loopt het gelijk af. {outside}"
        )

    def sentence(self, told: Told[FixedBandwidthRule, FixedBandwidthReason]) -> str:
        """The price, both bounds, and the place between them."""
        price, low, high = told.reason.price, told.reason.lower, told.reason.upper
        ends = f"Bij {money_text(low)} is het 100 %, bij {money_text(high)} is het 0 %."
        begin = f"{price_of(told, price)} {ends}"
        if price < low:
            begin += " Lager telt als de ondergrens."
        if price > high:
            begin += " Hoger telt als de bovengrens."
        return f"{begin} {falling(price, low, high, told)}"
