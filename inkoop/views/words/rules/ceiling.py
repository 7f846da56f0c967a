"""Words for: tussen de laagste prijs en een plafond."""

from __future__ import annotations

from inkoop.domain.exact import ZERO
from inkoop.domain.rules.ceiling import CeilingRule
from inkoop.rules.scoring.kinds.ceiling import CeilingReason
from inkoop.views.words.rules.priced import PriceWords, falling, price_of
from inkoop.views.words.sums import Told, tail
from inkoop.views.words.worth import money_text


class CeilingWords(PriceWords[CeilingRule, CeilingReason]):
    """Tussen de laagste prijs en een plafond."""

    of = CeilingRule
    title = "Tussen de laagste prijs en een plafond"
    general = "De laagste prijs krijgt 100 %. Vooraf staat vast bij welke prijs het 0 % is."
    noun = "een plafond met het beste bod"

    def formula(self, rule: CeilingRule) -> str:
        """The ceiling, and what happens above it."""
        outside = (
            "Een hogere prijs krijgt 0 %."
            if rule.outside == "begrenzen"
            else "Over een hogere prijs besluit een mens."
        )
        return (
            f"De laagste prijs krijgt 100 %. Bij het plafond van {money_text(rule.ceiling)} is het 0 %."
            f" Daartussen loopt het gelijk af. {outside}"
        )

    def sentence(self, told: Told[CeilingRule, CeilingReason]) -> str:
        """The price, the lowest, the ceiling, and the place between them."""
        price, low, high = told.reason.price, told.reason.lowest, told.reason.ceiling
        begin = f"{price_of(told, price)} De laagste is {money_text(low)} en geeft 100 %."
        begin += f" Bij het plafond van {money_text(high)} is het 0 %."
        if price > high:
            return f"{begin} De prijs is hoger dan het plafond. {tail(ZERO, told)}"
        return f"{begin} {falling(price, low, high, told)}"
